"""Which pictures look alike: a copy in another size, a screenshot of a screenshot.

Two pictures look alike when the 64 bits that stand for them differ in few. It is a suggestion
beside the pictures, never a reason to leave one out: two screenshots of one app can look alike too.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_DIFFERENT = 6
"""Bits that may differ: copies in other sizes and formats stay below, other pictures differ in
about half of all."""

BLOCKS = tuple(64 * number // (MOST_DIFFERENT + 1) for number in range(MOST_DIFFERENT + 2))
"""Where the parts of a look begin and the last one ends, in bits; all nearly as long."""


def difference(look: str, other: str) -> int:
    """Give in how many bits two looks differ.

    Args:
        look: 16 hex digits.
        other: 16 hex digits.
    """
    return (int(look, 16) ^ int(other, 16)).bit_count()


def look_alikes(look: str, others: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Give the names of pictures that look like one, the most alike first.

    Args:
        look: of the one; nothing looks like a picture that has none.
        others: name and look of each other picture.
    """
    if not look:
        return ()
    near = [
        (apart, name)
        for name, other in others
        if other and (apart := difference(look, other)) <= MOST_DIFFERENT
    ]
    return tuple(name for _, name in sorted(near))


def groups(pictures: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Give the groups of pictures that look alike, each name once, groups of one left out.

    Args:
        pictures: name and look of each, in order.
    """
    found: list[tuple[int, list[str]]] = []
    by_block: dict[tuple[int, int], list[int]] = defaultdict(list)
    for name, look in pictures:
        if not look:
            continue
        bits = int(look, 16)
        blocks = tuple(enumerate(_blocks(bits)))
        may_be = {number for block in blocks for number in by_block[block]}
        best = min((((bits ^ found[each][0]).bit_count(), each) for each in may_be), default=None)
        if best is not None and best[0] <= MOST_DIFFERENT:
            found[best[1]][1].append(name)
            continue
        for block in blocks:
            by_block[block].append(len(found))
        found.append((bits, [name]))
    return tuple(tuple(names) for _, names in found if len(names) > 1)


def _blocks(bits: int) -> Iterator[int]:
    """Give a look in one part more than bits may differ: two that look alike share one of them."""
    for start, end in pairwise(BLOCKS):
        yield (bits >> start) & ((1 << (end - start)) - 1)
