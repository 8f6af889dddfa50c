"""What a picture looks like in 64 bits, so that a copy of it is known again.

A difference hash: the picture in grey, nine wide and eight high; each bit tells whether it gets
brighter from one field to the next. It outlives another size, another format and light changes;
it says nothing about what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 9, 8
CLEARLY = 3
"""So much brighter, of 255, counts: less is the noise of compression."""

FEWEST_BITS = 6
"""With fewer a picture is all of one shade and looks like every other such picture."""


def look_of(picture: Image.Image) -> str:
    """Give 16 hex digits, or nothing for a picture that has nothing to tell by.

    Args:
        picture: upright, in any mode.
    """
    small = picture.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    return _digits(small.tobytes())


def _digits(shades: Sequence[int]) -> str:
    bits = 0
    for row in range(HEIGHT):
        for column in range(WIDTH - 1):
            at = row * WIDTH + column
            bits = bits << 1 | (shades[at + 1] - shades[at] >= CLEARLY)
    return f"{bits:016x}" if bits.bit_count() >= FEWEST_BITS else ""
