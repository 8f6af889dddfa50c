"""Which number is the day, where an export writes dates in figures: told by the whole file.

Older tables and texts of DiscordChatExporter, and pages of Meta in some languages, write dates as a
computer or a country does: `8/9/2022 10:05 AM`. One line cannot tell 9 August from 8 September;
`8/25/2022` further down can. What stays open is asked.
References: docs/readers/discord.md, docs/readers/facebook.md.
"""

# ruff: noqa: RUF001, RUF003  # words of many scripts

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Message
from holdfast.model.moment import Moment
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.whatsapp_dates import Dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

# 8/9/2022 10:05 AM    09.08.22 22:05    9. 8. 2022 22:05    09.08.2022 г., 22:05
# never 2022-08-09, whose order is plain
_FIGURES = re.compile(
    r"(\d{1,2}(?P<between>[/.-] ?)\d{1,2}(?P=between)(?:\d{4}|\d\d))"
    r"(?:\.|\.? г\.)?(?:[,،]? )(.{4,24})"
)
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPEN = "date-open"


def with_days_told(
    way: Callable[[Source], Iterator[Found]],
    source: Source,
    answers: Mapping[str, str],
    *,
    is_in_order: bool = True,
) -> Iterator[Found]:
    """Give what is found, with the days that the whole file or the person tells.

    Args:
        way: reads the file.
        source: the file.
        answers: `date-order` (and `date-order-2`, …): which number is the day.
        is_in_order: whether the oldest stands first; where the newest may, an order of dates says
            nothing.

    Yields:
        First the questions that are open, then what the way finds, in its order.
    """
    first = next((each for each in map(_written, way(source)) if each), "")
    if not _FIGURES.fullmatch(first):
        yield from way(source)
        return
    dates, last = Dates(), ""
    for each in way(source):
        found = _FIGURES.fullmatch(_written(each))
        if found is not None and found[1] != last:
            last = found[1]
            if is_in_order:
                dates.note(last, bracketed=False)
            else:
                dates.note_alone(last)
    yield from dates.ask(answers)
    for each in way(source):
        yield _told(each, dates) if isinstance(each, Message) else each


def _written(found: Found) -> str:
    """Give the time of a message as written, without marks; empty for anything else."""
    if not isinstance(found, Message):
        return ""
    written = found.happened.as_written
    return written if written.isascii() else _MARKS.sub("", written)


def _told(message: Message, dates: Dates) -> Message:
    """Give a message with its day, when there is only one it can be."""
    found = _FIGURES.fullmatch(_written(message))
    if found is None:
        return message
    days = dates.days(found[1], bracketed=False)
    marks = tuple(mark for mark in message.marks if mark not in {_OPEN, "clock-impossible"})
    if len(days) != 1:
        doubt = _OPEN if days else "date-impossible"
        happened = Moment(message.happened.as_written, None)
        return message._replace(happened=happened, marks=(*marks, doubt))
    clock = parse_clock(f" {found[3]}")
    happened = Moment(
        message.happened.as_written, days.pop().isoformat() + clock.stated, clock.precision
    )
    return message._replace(happened=happened, marks=(*marks, *clock.marks))
