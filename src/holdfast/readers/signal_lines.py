"""Lines of a JSONL file in which text may hold raw line ends, each with its place.

Signal's export sometimes writes the line end of a message as it is. Lines that are no JSON alone
are put together until they are, or until the next record begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span
from holdfast.readers.json_records import without_surrogates
from holdfast.readers.json_windows import SCAN

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

WINDOW_BYTES = 1 << 20
"""How much is read at once."""

MOST_TRIES = 200
"""How often a record is tried anew as lines are added."""

LONGEST_LINE_BYTES = 32 << 20
"""A longer record is not read."""


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


def raw_lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """Give every line with its offset, without its line end; one that is too long in pieces.

    Args:
        source: the file.
    """
    at, rest = 0, b""
    base = 0
    while at < source.size:
        piece = source.read(at, WINDOW_BYTES)
        if not piece:
            break
        at += len(piece)
        *whole, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
        for line in whole:
            yield base, line
            base += len(line) + 1
        if len(rest) > LONGEST_LINE_BYTES:
            yield base, rest
            base, rest = base + len(rest), b""
    if rest:
        yield base, rest


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
    if end != len(text) or not isinstance(value, dict):
        return None
    if "\\u" in text:
        without_surrogates(value)
    return value


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
    waiting, begin, tries = b"", 0, 0
    for at, line in raw_lines(source):
        if waiting:
            is_new = start_of_record.match(line) is not None
            if not is_new and tries < MOST_TRIES and len(waiting) < LONGEST_LINE_BYTES:
                waiting += b"\n" + line
                tries += line.rstrip().endswith(b"}")
                value = parse(waiting) if line.rstrip().endswith(b"}") else None
                if value is not None:
                    yield _line(begin, waiting, value)
                    waiting = b""
                continue
            yield _line(begin, waiting, None)
            waiting = b""
        if passed is not None and passed.match(line):
            continue
        value = parse(line)
        if value is not None:
            yield _line(at, line, value)
        elif line.strip(b"\0\r\t "):
            waiting, begin, tries = line, at, 0
    if waiting:
        yield _line(begin, waiting, None)


def _line(at: int, content: bytes, value: dict[str, object] | None) -> Line:
    """Give a record with its place."""
    kept = content.rstrip(b"\r\n")
    return Line(Span(at, len(kept)), kept, value)
