"""Which number is the day in DiscordChatExporter's tables and texts: told by the whole file.

Its older versions write dates as the exporting computer shows them: `8/9/2022 10:05 AM`. One line
cannot tell 9 August from 8 September; `8/25/2022` further down can. What stays open is asked.
References: docs/readers/discord.md.
"""

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

# 8/9/2022 10:05 AM    09.08.22 22:05    never 2022-08-09, whose order is plain
_FIGURES = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d))(?:,? )(.{4,24})")
_OPEN = "date-open"


def with_days_told(
    way: Callable[[Source], Iterator[Found]], source: Source, answers: Mapping[str, str]
) -> Iterator[Found]:
    """Give what is found, with the days that the whole file or the person tells.

    Args:
        way: reads the file.
        source: one channel as a table or as text.
        answers: `date-order` (and `date-order-2`, …): which number is the day.

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
            dates.note(last, bracketed=False)
    yield from dates.ask(answers)
    for each in way(source):
        yield _told(each, dates) if isinstance(each, Message) else each


def _written(found: Found) -> str:
    """Give the time of a message as written; empty for anything else."""
    return found.happened.as_written if isinstance(found, Message) else ""


def _told(message: Message, dates: Dates) -> Message:
    """Give a message with its day, when there is only one it can be."""
    found = _FIGURES.fullmatch(message.happened.as_written)
    if found is None:
        return message
    days = dates.days(found[1], bracketed=False)
    marks = tuple(mark for mark in message.marks if mark not in {_OPEN, "clock-impossible"})
    if len(days) != 1:
        doubt = _OPEN if days else "date-impossible"
        happened = Moment(message.happened.as_written, None)
        return message._replace(happened=happened, marks=(*marks, doubt))
    clock = parse_clock(f" {found[2]}")
    happened = Moment(
        message.happened.as_written, days.pop().isoformat() + clock.stated, clock.precision
    )
    return message._replace(happened=happened, marks=(*marks, *clock.marks))
