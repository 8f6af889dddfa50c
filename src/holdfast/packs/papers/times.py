"""Times as papers say them: as stated, with their precision, and honest about the zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.packs.papers.plain_text import printable

if TYPE_CHECKING:
    from holdfast.knowledge.table import Table
    from holdfast.model.entry import JsonValue

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
YEAR, MONTH, DAY, MINUTE = len("2026"), len("2026-03"), len("2026-03-04"), len("2026-03-04T17:30")
LATE_AFTER_DAYS = 2
"""An entry written this many days or more after is labelled late."""


def _day(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated[:DAY])
    except ValueError:
        return None


def spoken(stated: str, *, weekday: bool = True) -> str:
    """Give a stated time in words, as precise as it is.

    Args:
        stated: ISO 8601 without offset, cut at its precision.
        weekday: False leaves the day of the week out.
    """
    if len(stated) == YEAR:
        return stated
    if len(stated) == MONTH and stated[5:].isdigit() and 0 < int(stated[5:]) <= len(MONTHS):
        return f"{MONTHS[int(stated[5:]) - 1]} {stated[:YEAR]}"
    day = _day(stated)
    if day is None:
        return printable(stated)
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if weekday:
        text = f"{DAYS[day.weekday()]} {text}"
    clock = stated[DAY + 1 : MINUTE]
    return f"{text}, {clock}" if clock else text


def happened_words(stored: JsonValue, says: Table, *, weekday: bool = True) -> str:
    """Say when something happened, exactly as far as it is known.

    Args:
        stored: a Moment as JSON, or None.
        says: `[times]` of packs.toml.
        weekday: False leaves the day of the week out.
    """
    moment = Moment.from_json(stored)
    if moment.stated is None:
        if moment.as_written:
            return says.text("only_as_written").format(text=printable(moment.as_written))
        return says.text("unknown")
    text = spoken(moment.stated, weekday=weekday)
    if moment.until:
        text = says.text("stretch").format(start=text, end=spoken(moment.until, weekday=weekday))
    return says.text("about").format(time=text) if moment.about else text


def zone_words(stored: JsonValue, says: Table) -> str:
    """Say where the time zone of a time of day comes from; empty for a whole day.

    Args:
        stored: a Moment as JSON, or None.
        says: `[times]` of packs.toml.
    """
    moment = Moment.from_json(stored)
    if moment.stated is None or len(moment.stated) <= DAY:
        return ""
    if moment.offset_minutes is None or moment.zone_source == ZoneSource.UNKNOWN:
        return says.text("zone_unknown")
    sign = "-" if moment.offset_minutes < 0 else "+"
    hours, minutes = divmod(abs(moment.offset_minutes), 60)
    source = says.table("zone").text(moment.zone_source)
    return f"UTC{sign}{hours:02}:{minutes:02} ({source})"


def written_words(written: str) -> str:
    """Say when an entry was written, by the device's clock.

    Args:
        written: ISO 8601 with offset.
    """
    text = spoken(written)
    offset = written[len("2026-03-04T17:30:00") :].partition("+")
    if offset[1]:
        return f"{text} (UTC+{offset[2]})"
    return f"{text} (UTC)" if written.endswith("Z") else text


def gap_days(stored: JsonValue, written: str) -> int | None:
    """Give the days between what happened and when it was written; None when not known.

    Args:
        stored: a Moment as JSON, or None.
        written: ISO 8601 with offset.
    """
    moment = Moment.from_json(stored)
    end = moment.until or moment.stated
    if end is None or moment.precision in {Precision.MONTH, Precision.YEAR, Precision.UNKNOWN}:
        return None
    happened, noted = _day(end), _day(written)
    return (noted - happened).days if happened and noted else None


def gap_words(days: int | None, says: Table) -> str:
    """Say how long after it happened something was written.

    Args:
        days: what `gap_days` gave.
        says: `[times]` of packs.toml.
    """
    if days is None:
        return ""
    if days < 0:
        return says.text("gap_before")
    fixed = {0: "gap_none", 1: "gap_one"}.get(days)
    return says.text(fixed) if fixed else says.text("gap_days").format(days=days)


def is_late(days: int | None) -> bool:
    """Tell whether an entry is labelled as written late.

    Args:
        days: what `gap_days` gave.
    """
    return days is not None and days >= LATE_AFTER_DAYS


def made_date(made_at: str) -> str:
    """Give the day a pack was made, in words.

    Args:
        made_at: ISO 8601 with offset.
    """
    day = datetime.fromisoformat(made_at).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
