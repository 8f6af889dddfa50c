"""What is gathered about a recording while its container is walked; a file seen in windows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.message import Recording
from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.readers.photo_names import find_moment_in_name

if TYPE_CHECKING:
    from holdfast.readers.reader import Source

WINDOW_BYTES = 64 << 10
"""So much is asked for at once: a container has hundreds of small pieces."""

MOST_CODECS = 8
MOST_SECONDS = 10 * 366 * 24 * 3600
"""A length of more than ten years is a broken number."""

LEAST_SECONDS = 0.000001
MOST_PIXELS_A_SIDE = 1 << 16
LONGEST_DEVICE = 200
TWO_TIMES_SECONDS = 3600
"""Two stated times that lie further apart than this do not tell of the same."""


class Window:
    """A source that is read in small pieces, of which a larger stretch is held."""

    def __init__(self, source: Source) -> None:
        """Hold nothing yet.

        Args:
            source: the original.
        """
        self.size = source.size
        self._source = source
        self._start = 0
        self._held = b""

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`; fewer only at the end of the file.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        inside = start - self._start
        if inside >= 0 and inside + length <= len(self._held):
            return self._held[inside : inside + length]
        if length > WINDOW_BYTES:
            return self._source.read(start, length)
        self._start, self._held = start, self._source.read(start, WINDOW_BYTES)
        return self._held[:length]

    def number(self, start: int, length: int) -> int:
        """Give a big-endian number; 0 past the end.

        Args:
            start: offset of its first byte.
            length: its bytes.
        """
        return int.from_bytes(self.read(start, length), "big")


@dataclass(slots=True)
class Facts:
    """What a recording states, as it is found."""

    format: str
    """Of the container."""

    seconds: float | None = None
    """Length."""

    codecs: dict[str, None] = field(default_factory=dict)
    """Each once, in order."""

    by_clock: Moment = UNKNOWN_MOMENT
    """When the container's own clock says it was made."""

    by_tag: Moment = UNKNOWN_MOMENT
    """When a text in the file says it was made; better, where it states a zone."""

    marks: dict[str, None] = field(default_factory=dict)
    """Doubts, each once."""

    place: tuple[float, float] | None = None
    """Degrees north and east."""

    maker: str = ""
    """As written."""

    model: str = ""
    """As written."""

    width: int = 0
    """Pixels."""

    height: int = 0
    """Pixels."""

    def mark(self, code: str) -> None:
        """Note a doubt.

        Args:
            code: key of `knowledge/words/marks.toml`.
        """
        self.marks[code] = None

    def add_codec(self, name: str) -> None:
        """Note how picture or sound are coded.

        Args:
            name: short; an empty one is no codec.
        """
        if name and len(self.codecs) < MOST_CODECS:
            self.codecs[name] = None

    def set_size(self, width: int, height: int) -> None:
        """Note the size of the picture, the first that is plausible.

        Args:
            width: pixels.
            height: pixels.
        """
        if not self.width and 0 < width < MOST_PIXELS_A_SIDE and 0 < height < MOST_PIXELS_A_SIDE:
            self.width, self.height = width, height

    def set_seconds(self, count: float, per_second: float) -> None:
        """Note the length, unless it cannot be.

        Args:
            count: in units.
            per_second: how many units a second has.
        """
        if per_second > 0 and LEAST_SECONDS <= count / per_second < MOST_SECONDS:
            self.seconds = round(count / per_second, 6)

    def recording(self, name: str) -> Recording:
        """Give it all as a value; where nothing states a time, the file's name may.

        Args:
            name: file name as received.
        """
        taken = self._taken()
        if taken == UNKNOWN_MOMENT:
            in_name = find_moment_in_name(name)
            if in_name is not None:
                taken = in_name
                self.mark("from-file-name")
        north, east = self.place or (None, None)
        return Recording(
            format=self.format,
            duration_seconds=self.seconds,
            codecs=tuple(self.codecs),
            taken=taken,
            marks=tuple(self.marks),
            latitude=north,
            longitude=east,
            device=self._device(),
            width=self.width,
            height=self.height,
        )

    def _taken(self) -> Moment:
        """Choose between the two times: a zone that is stated is worth most."""
        tag, clock = self.by_tag.happened_at, self.by_clock.happened_at
        if tag is not None:
            if clock and abs((tag - clock).total_seconds()) > TWO_TIMES_SECONDS:
                self.mark("clocks-differ")
            return self.by_tag
        if clock is not None:
            self.mark("clock-may-be-local")
            return self.by_clock
        return self.by_tag if self.by_tag.stated else self.by_clock

    def _device(self) -> str:
        maker, model = self.maker.strip(), self.model.strip()
        if maker and model.casefold().startswith(maker.split()[0].casefold()):
            maker = ""
        return f"{maker} {model}".strip()[:LONGEST_DEVICE]
