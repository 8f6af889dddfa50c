"""Chats exported as text under headings of days: LINE and KakaoTalk.

    chat    = [about] (day | entry)*
    day     = a line that names a day                 2026.03.04 Wednesday
    entry   = a line that begins with a time          17:30  Ann  hello
              (line)*                                 every other line continues the entry

What a line is, its own module says; here lines become messages whose places follow each other
without gap from the first byte to the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.span import Span
from holdfast.readers.text_lines import raw_lines
from holdfast.readers.whatsapp_clock import parse_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

LONGEST_ENTRY_BYTES = 1 << 20
"""What goes beyond is left over: no message is so long."""


class Day(NamedTuple):
    """A line that names a day, or the day that a line names itself."""

    written: str
    """As written."""

    stated: str | None
    """ISO 8601; None when it is open or impossible."""

    mark: str = ""
    """`date-open` or `date-impossible`."""


class Start(NamedTuple):
    """A line that begins an entry."""

    clock: str
    """Time of day as written, with the words around it."""

    sender: str | None
    """Who; None when the app speaks, empty when it cannot be told who does."""

    text: str
    """The first line of the words."""

    day: Day | None = None
    """When the line states its own day."""


class Body(NamedTuple):
    """What the words of an entry turned out to be."""

    kind: str = MessageKind.MESSAGE.value
    """A `MessageKind`."""

    marks: tuple[str, ...] = ()
    """Codes of words/en/marks.toml."""

    duration_seconds: int | None = None
    """Length of a call."""

    attachments: tuple[str, ...] = ()
    """Names of files, as written."""


class _Piece(NamedTuple):
    """A stretch of lines that belong together."""

    begin: int
    start: Start | None
    day: Day | None
    lines: list[str]
    why: str


def text_of_line(line: bytes) -> str:
    """Give a line as text, without its line end and the file's mark.

    Args:
        line: its bytes.
    """
    return line.decode(errors="replace").removesuffix("\r").removeprefix("\ufeff")


def read_days(
    source: Source,
    parse: Callable[[str], Day | Start | None],
    classify: Callable[[str, str | None], Body],
    title: str,
    *,
    has_quotes: bool = False,
) -> Iterator[Found]:
    """Divide an export into messages, calls, events and leftovers.

    Args:
        source: the export.
        parse: tells what a line is; None for one that continues the entry before it.
        classify: tells what the words of an entry are, given its sender.
        title: of the conversation.
        has_quotes: whether words of more than one line stand between quotes.

    Yields:
        In file order; their spans cover every byte.
    """
    day: Day | None = None
    held: _Piece | None = None
    every = _parsed(source, parse)
    for at, line, text, told in _without_quoted_days(every) if has_quotes else every:
        found = told
        if isinstance(found, Day):
            day = found
        begins = found is not None or held is None
        if not begins and held is not None:
            if held.why or at + len(line) - held.begin <= LONGEST_ENTRY_BYTES:
                held.lines.append(text)
                continue
            found = None
        if held is not None:
            yield _give(held, at, classify, title)
        start = found if isinstance(found, Start) else None
        is_about = held is None or isinstance(found, Day)
        why = "" if start else "about-the-export" if is_about else "too-long"
        held = _Piece(at, start, (start.day if start else None) or day, [], why)
    if held is not None:
        yield _give(held, source.size, classify, title)


def _parsed(
    source: Source, parse: Callable[[str], Day | Start | None]
) -> Iterator[tuple[int, bytes, str, Day | Start | None]]:
    """Give every line with its place, as text, and what it is."""
    for at, line in raw_lines(source):
        text = text_of_line(line)
        yield at, line, text, parse(text)


def _without_quoted_days(
    every: Iterator[tuple[int, bytes, str, Day | Start | None]],
) -> Iterator[tuple[int, bytes, str, Day | Start | None]]:
    """Let a day inside quoted words be words: no entry and no other day follows it there."""
    is_open = False
    waiting: list[tuple[int, bytes, str, Day | Start | None]] = []
    for at, line, text, found in every:
        if waiting and not text.strip():
            waiting.append((at, line, text, None))
            continue
        if waiting:
            yield from waiting if found else [(*each[:3], None) for each in waiting]
            waiting.clear()
        if is_open and isinstance(found, Day):
            waiting.append((at, line, text, found))
            continue
        if isinstance(found, Start):
            is_open = found.text.startswith('"') and not found.text[1:].endswith('"')
        elif found or text.endswith('"'):
            is_open = False
        yield at, line, text, found
    yield from waiting


def _give(
    piece: _Piece, end: int, classify: Callable[[str, str | None], Body], title: str
) -> Found:
    """Give what a stretch of lines is."""
    span = Span(piece.begin, end - piece.begin)
    start = piece.start
    if start is None:
        return Leftover(span, piece.why)
    text = "\n".join([start.text, *piece.lines]).rstrip("\n ")
    if len(text) > 1 and text.startswith('"') and text.endswith('"') and piece.lines:
        # LINE puts words of more than one line between quotes.
        text = text[1:-1].replace('""', '"')
    what = classify(text, start.sender)
    happened, doubts = _moment(piece.day, start.clock)
    damage = ("bytes-replaced",) if "\ufffd" in text else ()
    return Message(
        what.kind, title, start.sender or None, text, happened, span, what.attachments,
        (*what.marks, *doubts, *damage), what.duration_seconds,
    )  # fmt: skip


def _moment(day: Day | None, clock: str) -> tuple[Moment, tuple[str, ...]]:
    """Give when an entry says it was, with marks for doubts."""
    unknown = ZoneSource.UNKNOWN.value
    if day is None:
        return Moment(clock.strip(), None, Precision.UNKNOWN.value, unknown), ("no-time",)
    written = f"{day.written} {clock}".strip()
    if day.stated is None:
        return Moment(written, None, Precision.UNKNOWN.value, unknown), (day.mark,)
    if not clock:
        return Moment(written, day.stated, Precision.DAY.value, unknown), ()
    time = parse_clock(f" {clock}")
    return Moment(written, day.stated + time.stated, time.precision, unknown), time.marks
