"""Lines of a JSONL file in which text may hold raw line ends, each with its place.

Signal's export sometimes writes the line end of a message as it is. Lines that are no JSON alone
are put together until they are, or until the next record begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span
from holdfast.readers.json_records import without_surrogates
from holdfast.readers.json_windows import SCAN
from holdfast.readers.text_lines import raw_lines

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

MOST_TRIES = 50
"""How often a record is tried anew as lines are added."""

LONGEST_MENDED_BYTES = 256 << 10
"""A record of several lines that is longer is not mended; Signal's own texts end at 64 KiB."""


class Line(NamedTuple):
    """One record; its `repr` shows no content."""

    span: Span
    """Its bytes, without the line end."""

    content: bytes
    """The same bytes."""

    value: dict[str, object] | None
    """What it says; None when it is no JSON object."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Line(at {self.span.start}+{self.span.length})"


def parse(content: bytes) -> dict[str, object] | None:
    """Give the object that a line is, None when it is none.

    Args:
        content: the line.
    """
    text = content.decode(errors="replace").strip("\ufeff \t\r\n")
    if not text.startswith("{") or not text.endswith("}"):
        return None
    try:
        value, end = SCAN(text, 0)
    except (StopIteration, ValueError, RecursionError):
        return None
    if "\\u" in text:
        without_surrogates(value)
    return value if end == len(text) and isinstance(value, dict) else None


def records(
    source: Source, start_of_record: re.Pattern[bytes], passed: re.Pattern[bytes] | None = None
) -> Iterator[Line]:
    """Give the records of a file, mended where a line end stands in a text.

    Args:
        source: the file.
        start_of_record: how a line begins that is surely a new record.
        passed: how a line begins that is passed over unread.

    Yields:
        Records in order; with the line ends between them they cover the file.
    """
    waiting = _Waiting()
    for at, line in raw_lines(source):
        if waiting.lines:
            if start_of_record.match(line) is None and waiting.has_room:
                whole = waiting.add(line)
                if whole is not None:
                    yield whole
                continue
            yield waiting.take(None)
        if passed is not None and passed.match(line):
            continue
        value = parse(line)
        if value is not None:
            yield _line(at, line, value)
        elif line.strip(b"\0\r\t "):
            waiting.begin(at, line)
    if waiting.lines:
        yield waiting.take(None)


class _Waiting:
    """A record that is no JSON yet, and the lines it has so far."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self._at = self._length = self._tries = 0

    def begin(self, at: int, line: bytes) -> None:
        """Begin with a line."""
        self.lines, self._at, self._length, self._tries = [line], at, len(line), 0

    @property
    def has_room(self) -> bool:
        """Whether another line may belong to it."""
        return self._tries < MOST_TRIES and self._length < LONGEST_MENDED_BYTES

    def add(self, line: bytes) -> Line | None:
        """Add a line; give the record when it is whole now."""
        self.lines.append(line)
        self._length += len(line) + 1
        if not line.rstrip().endswith(b"}"):
            return None
        self._tries += 1
        value = parse(b"\n".join(self.lines))
        return None if value is None else self.take(value)

    def take(self, value: dict[str, object] | None) -> Line:
        """Give what there is, and forget it."""
        content, self.lines = b"\n".join(self.lines), []
        return _line(self._at, content, value)


def _line(at: int, content: bytes, value: dict[str, object] | None) -> Line:
    """Give a record with its place."""
    kept = content.rstrip(b"\r\n")
    return Line(Span(at, len(kept)), kept, value)
