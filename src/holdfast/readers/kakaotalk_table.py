"""KakaoTalk's chats as a table, as the Mac and newer computers save them: Date, User, Message.

    Date,User,Message
    2026-03-04 17:30:05,"Ann","words, that may
    have more than one line"

The app's own notices stand there as words of the one they are about.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message
from holdfast.model.moment import Moment
from holdfast.model.span import Span
from holdfast.readers.csv_records import decode_head, first_cells, rows
from holdfast.readers.reader import Confidence
from holdfast.readers.whatsapp_clock import parse_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.model.message import Found
    from holdfast.readers.csv_records import Row
    from holdfast.readers.day_chats import Body
    from holdfast.readers.reader import Source

_COLUMNS = ["date", "user", "message"]
_KOREAN = "cp949"
_WHEN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}:\d\d(?::\d\d)?)")
_FIRST_ROW = re.compile(r"\"?\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d\d(?::\d\d)?\"?,(\")?", re.ASCII)
# KakaoTalk_Chat_Ann_2026-03-04-17-30-00.csv
_NAME = re.compile(
    r"kakaotalk_chats?_(.+?)_\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d(?: ?\(\d+\))?\.csv", re.IGNORECASE
)


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is KakaoTalk's table.

    Args:
        head: the first bytes of the file.
        name: as KakaoTalk names it, it makes a table sure in which nobody is quoted.
    """
    lines = decode_head(head).lstrip("\ufeff\r\n").split("\n", 1)
    is_headed = [each.strip().casefold() for each in first_cells(head)] == _COLUMNS
    first = _FIRST_ROW.match(lines[1].lstrip("\r\n")) if is_headed and lines[1:] else None
    if first is None:
        return Confidence.NO
    is_sure = first[1] or name.casefold().startswith("kakaotalk")
    return Confidence.YES if is_sure else Confidence.PERHAPS


def read_rows(source: Source, classify: Callable[[str, str | None], Body]) -> Iterator[Found]:
    """Divide a table into messages, calls, events and leftovers.

    Args:
        source: the table; UTF-8, UTF-16 with its mark, or a Korean computer's own letters.
        classify: tells what the words of an entry are, given its sender.

    Yields:
        In file order; the spans cover every byte.
    """
    named = _NAME.fullmatch(source.name)
    title = named[1] if named else ""
    for place, row in enumerate(_whole_rows(source)):
        if not place:
            yield Leftover(row.span, "about-the-export")
        elif len(row.cells) < len(_COLUMNS):
            yield Leftover(row.span, "not-understood")
        else:
            yield _message(row, title, classify)


def _whole_rows(source: Source) -> Iterator[Row]:
    """Give the rows, each with the empty lines after it, so that together they are the file."""
    begin = 0
    held: Row | None = None
    for row in rows(source, otherwise=_KOREAN):
        if held is not None:
            yield held._replace(span=Span(begin, row.span.start - begin))
            begin = row.span.start
        held = row
    whole = Span(begin, source.size - begin)
    yield from [held._replace(span=whole)] if held is not None else []


def _message(row: Row, title: str, classify: Callable[[str, str | None], Body]) -> Message:
    """Give a row as a message."""
    when, sender, *words = row.cells
    text = ",".join(words).replace("\r\n", "\n")
    who = sender.strip() or None
    # `Ann님이 나갔습니다.` by Ann: a notice, which nobody writes of oneself.
    is_notice = who is not None and text.startswith((f"{who}님", f"{who} "))
    what = classify(text, None) if is_notice else None
    if what is None or "group-changed" not in what.marks:
        what = classify(text, who)
    happened, doubts = _moment(when)
    damage = ("bytes-replaced",) if row.is_damaged or "\ufffd" in text else ()
    return Message(
        what.kind, title, who, text, happened, row.span, what.attachments,
        (*what.marks, *doubts, *damage), what.duration_seconds,
    )  # fmt: skip


def _moment(when: str) -> tuple[Moment, tuple[str, ...]]:
    """Give when a row says it was, by the wall clock of the computer, with marks for doubts."""
    found = _WHEN.fullmatch(when.strip())
    if found is None:
        return Moment(when, None), ("date-impossible" if when.strip() else "no-time",)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return Moment(when, None), ("date-impossible",)
    clock = parse_clock(f" {found[4]}")
    return Moment(when, day + clock.stated, clock.precision), clock.marks
