"""Cells of call records: dates in any order, times of day, lengths of calls, telephone numbers."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from holdfast.readers.moments import Unit, from_epoch, from_iso
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.written_dates import month_of

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""No record of a mobile phone's calls is older, or younger."""

ORDERS = {
    "day-month-year": (2, 1, 0),
    "month-day-year": (2, 0, 1),
    "year-month-day": (0, 1, 2),
}
"""Order -> where year, month and day stand."""

LONGEST_CELL = 80
_LONGEST_DAY = 12
_CENTURY, _YEAR_DIGITS, _DIGITS_OF_SECONDS, _SOLID_DIGITS = 2000, 4, 10, 8
# 20/08/2014    2014-08-20    14.8.20, maybe with a weekday before it
_FIGURES = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)(.*)", re.DOTALL
)
# The same without a weekday, as nearly all files write it: the date repeats, what follows does not.
_PLAIN_FIGURES = re.compile(r"(\d{1,4}([-/.])\d{1,2}\2\d{1,4})(?!\d)(.*)", re.DOTALL)
# 20140820    20140820203037
_SOLID = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(\d{4}|\d{6})?")
# 20 Aug 2014    20-Aug-14    Wed 20th August, 2014        Aug 20, 2014
# Not `Aug 20, 10:15 PM`: what a colon follows is an hour and no year.
_YEAR_AND_REST = r"(\d{4}|\d\d)(?!\d|:|\.\d\d\b)(.*)"
_DAY_FIRST = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.)?[ -/]{1,2}([^\W\d_]{3,12})"
    r"\.?,?[ -/]{1,2}" + _YEAR_AND_REST,
    re.DOTALL,
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? " + _YEAR_AND_REST,
    re.DOTALL,
)
# 1713576562    1713576562.686    1713576562686, from 2001 to 2033
_COUNT = re.compile(r"(1\d{9})(?:\d{3}|\.\d{1,6})?")
# 20/08    20 Aug    Aug 20, 10:15 PM
_NO_YEAR = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?(?:\d{1,2}[/.-]\d{1,2}\.?"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?[ -]([^\W\d_]{3,12})\.?"
    r"|([^\W\d_]{3,12})\.? \d{1,2}(?:st|nd|rd|th)?)(?:,? \d{1,2}[:.]\d\d.{0,12})?",
)
_CLOCK = re.compile(
    r"[ T,]*\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d{1,6})?(?: ?[AaPp]\.? ?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?"
)
_SOLID_CLOCK = re.compile(r"([01]\d|2[0-3])([0-5]\d)([0-5]\d)?")
# 14:05    9:05:09    10:15 PM, as nearly all files write it; says no more than `_CLOCK` does.
_USUAL_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])(:[0-5][0-9])?(?: ?([AaPp])[Mm])?")
_ZONE = re.compile(r" ?(Z|UTC|GMT|[+-]\d\d:?\d\d)$")
_FRACTION = re.compile(r"(?<=:\d\d)[.,]\d{1,6}")
_NUMBER = re.compile(r"\+?[\d ()./-]{3,24}(?:[xX*#]\d{0,8})?|\*?#?\d{2,9}#?")
_THREE = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)(?:\.\d{1,6})?")
TWO = re.compile(r"(\d{1,4}):([0-5]\d)")
PLAIN = re.compile(r"\d{1,7}(?:\.\d{1,4})?")
_UNITS = re.compile(
    r"(?:PT)?(?:(\d{1,4})\s*(?:h|hr|hrs|hours?|std)\.?)?\s*"
    r"(?:(\d{1,5})\s*(?:m|min|mins|minutes?)\.?)?\s*"
    r"(?:(\d{1,7})\s*(?:s|sec|secs|seconds?|sek)\.?)?",
    re.IGNORECASE,
)
_HOUR, _MINUTE = 3600, 60
_NOON, _HOURS = 12, 24
_REMEMBERED = 8_192
_new = tuple.__new__


def _on_the_clock(hour: int, half: str) -> str:
    """Give an hour of 24 for one of 12 or 24; one above 12 makes the half of the day moot."""
    after = _NOON if half == "p" else 0
    return f"T{hour % _NOON + after if half and hour <= _NOON else hour:02}"


_HOUR_OF = {
    (written, half): _on_the_clock(int(written), half.lower())
    for hour in range(_HOURS)
    for written in {str(hour), f"{hour:02}"}
    for half in ("", *"AaPp")
}
"""Hour as written and first letter of the half of the day -> the hour of 24."""


class Written(NamedTuple):
    """A date as it stands in a cell, before it is known which number is what."""

    numbers: tuple[int, int, int]
    """As they stand; a month's name is its number."""

    orders: tuple[str, ...]
    """The orders under which this is a day; one when the writing leaves no doubt."""

    rest: str
    """What follows: the time of day, or nothing."""


def parse_date(cell: str) -> Written | None:
    """Give the date that a cell begins with, None when it is none.

    Args:
        cell: as written.
    """
    text = cell.strip()
    if len(text) > LONGEST_CELL:
        return None
    if text[:1].isdecimal():
        plain = _PLAIN_FIGURES.fullmatch(text)
        if plain is not None:
            return _followed(_in_plain_figures(plain[1]), plain[3])
        solid = _SOLID.fullmatch(text)
        if solid is not None:
            return _followed(_in_solid_figures(text[:_SOLID_DIGITS]), solid[4] or "")
    return _parse_with_words(text)


def _parse_with_words(text: str) -> Written | None:
    """Give a date that has a weekday or a month's name in it."""
    named = _MONTH_FIRST.fullmatch(text)
    if named is not None and month_of(named[1]):
        return _followed(_named("month-day-year", named[2], named[1], named[3]), named[4])
    named = _DAY_FIRST.fullmatch(text)
    if named is not None and month_of(named[2]):
        return _followed(_named("day-month-year", named[1], named[2], named[3]), named[4])
    figures = _FIGURES.fullmatch(text)
    return None if figures is None else _followed(_in_figures(figures), figures[5])


def _followed(day: Written | None, rest: str) -> Written | None:
    """Give a date with what stands behind it."""
    if day is None or not rest:
        return day
    return _new(Written, (day[0], day[1], rest.strip()))


def parse_when(cell: str) -> Written | None:
    """Give the date and time in a cell of a column of dates, where seconds may be counted.

    Args:
        cell: as written; a count of seconds or milliseconds since 1970 in UTC is a date here only,
            as elsewhere it looks like a telephone number.
    """
    # A date without a time of day repeats from row to row.
    return _parse_day(cell) if len(cell) <= _LONGEST_DAY else _parse_when(cell)


def _parse_when(cell: str) -> Written | None:
    """Give what `parse_when` gives."""
    if not is_count(cell):
        return parse_date(cell)
    stated = from_epoch(cell.strip()[:_DIGITS_OF_SECONDS], Unit.SECONDS).stated or ""
    numbers = (int(stated[:4]), int(stated[5:7]), int(stated[8:10]))
    return Written(numbers, ("year-month-day",), f"{stated[10:]}Z")


_parse_day = lru_cache(_REMEMBERED)(_parse_when)


def is_count(cell: str) -> bool:
    """Tell whether a cell could count the seconds or milliseconds since 1970.

    Args:
        cell: as written.
    """
    text = cell.strip()
    return text[:1] == "1" and _COUNT.fullmatch(text) is not None


def lacks_year(cell: str) -> bool:
    """Tell whether a cell is a day and a month without a year.

    Args:
        cell: as written.
    """
    found = _NO_YEAR.fullmatch(cell.strip())
    if found is None or len(cell) > LONGEST_CELL:
        return False
    name = found[1] or found[2]
    return not name or bool(month_of(name))


@lru_cache(_REMEMBERED)
def _in_plain_figures(day: str) -> Written | None:
    """Give a date of three numbers with nothing before or after it."""
    figures = _FIGURES.fullmatch(day)
    return None if figures is None else _in_figures(figures)


def _in_figures(figures: re.Match[str]) -> Written | None:
    """Give a date of three numbers; four digits in front are a year with its month after it."""
    one, _, two, three, _ = figures.groups()
    numbers = (int(one), int(two), int(three))
    if len(one) == _YEAR_DIGITS:
        return _possible(numbers, ("year-month-day",))
    if len(three) == _YEAR_DIGITS:
        return _possible(numbers, ("day-month-year", "month-day-year"))
    if max(len(one), len(three)) > 2:  # noqa: PLR2004  # three digits are no year
        return None
    return _possible(numbers, tuple(ORDERS))


@lru_cache(_REMEMBERED)
def _in_solid_figures(digits: str) -> Written | None:
    """Give a date of eight digits."""
    return _possible((int(digits[:4]), int(digits[4:6]), int(digits[6:])), ("year-month-day",))


@lru_cache(_REMEMBERED)
def _named(order: str, day: str, name: str, year: str) -> Written | None:
    """Give a date whose month has a name that is known."""
    numbers = [0, 0, 0]
    for place, number in zip(
        ORDERS[order], (_year(year), month_of(name) or 0, int(day)), strict=True
    ):
        numbers[place] = number
    return _possible((numbers[0], numbers[1], numbers[2]), (order,))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == _YEAR_DIGITS else int(digits) + _CENTURY


def _possible(numbers: tuple[int, int, int], orders: tuple[str, ...]) -> Written | None:
    """Leave out the orders under which it is no day; None when none is left."""
    possible = tuple(order for order in orders if day_under(order, numbers) is not None)
    return Written(numbers, possible, "") if possible else None


@lru_cache(_REMEMBERED)
def day_of(numbers: tuple[int, int, int], orders: tuple[str, ...], order: str) -> str:
    """Give the day that a date means, empty when that is open.

    Args:
        numbers: as they stand.
        orders: those under which they are a day.
        order: that of the file; empty when it is not known.
    """
    days = {day_under(each, numbers) for each in orders}
    if len(days) > 1:
        days = {day_under(order, numbers)} if order in orders else set()
    return f"{days.pop()}" if days else ""


def day_under(order: str, numbers: tuple[int, int, int]) -> date | None:
    """Give the day that three numbers are in an order, None when there is no such day.

    Args:
        order: a key of `ORDERS`.
        numbers: as they stand.
    """
    year, month, day = (numbers[place] for place in ORDERS[order])
    if year < 100:  # noqa: PLR2004  # two digits
        year += _CENTURY
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def parse_time(cell: str) -> tuple[str, str, str] | None:
    """Give a time of day (`T14:05`), its precision, and its zone as written; None when it is none.

    Args:
        cell: as written, or what follows a date.
    """
    text = cell.strip()
    usual = _USUAL_CLOCK.fullmatch(text)
    if usual is not None:
        hour, minute, second, half = usual.groups()
        stated = _HOUR_OF.get((hour, half or ""))
        if stated is None:
            return None
        return (f"{stated}:{minute}{second}", "second", "") if second else (
            f"{stated}:{minute}", "minute", ""
        )  # fmt: skip
    return _parse_other_time(text)


@lru_cache(_REMEMBERED)
def _parse_other_time(text: str) -> tuple[str, str, str] | None:
    """Give a time of day that is written in a less usual way."""
    solid = _SOLID_CLOCK.fullmatch(text)
    if solid is not None:
        hour, minute, second = solid.groups()
        if second is None:
            return f"T{hour}:{minute}", "minute", ""
        return f"T{hour}:{minute}:{second}", "second", ""
    if len(text) > LONGEST_CELL or not _CLOCK.fullmatch(text):
        return None
    zone = _ZONE.search(text)
    plain = _FRACTION.sub("", text[: zone.start()] if zone else text).lstrip("T, ")
    clock = parse_clock(plain)
    if not clock.stated:
        return None
    return clock.stated, clock.precision, zone[1] if zone else ""


@lru_cache(256)
def zone_minutes(zone: str) -> int | None:
    """Give minutes east of UTC for a zone as written after a time.

    Args:
        zone: `Z`, `UTC`, `+01:00`.
    """
    return from_iso(f"2000-01-01T00:00:00{zone}").offset_minutes


def is_number(cell: str) -> bool:
    """Tell whether a cell looks like a telephone number.

    Args:
        cell: as written.
    """
    return _NUMBER.fullmatch(cell.strip()) is not None


def parse_duration(cell: str, unit: str) -> int | None:
    """Give seconds, None when the cell does not say or its unit is not known.

    Args:
        cell: as written.
        unit: an answer to `duration-unit`; empty when it is not known.
    """
    text = cell.strip()
    three = _THREE.fullmatch(text)
    if three is not None:
        return int(three[1]) * _HOUR + int(three[2]) * _MINUTE + int(three[3])
    two = TWO.fullmatch(text)
    if two is not None:
        first = {"minutes-seconds": _MINUTE, "hours-minutes": _HOUR}.get(unit)
        return None if first is None else int(two[1]) * first + int(two[2]) * (first // _MINUTE)
    if PLAIN.fullmatch(text):
        size = {"seconds": 1, "minutes": _MINUTE, "minutes-rounded-up": _MINUTE}.get(unit)
        return None if size is None else round(float(text) * size)
    units = _UNITS.fullmatch(text)
    if text and units is not None and any(units.groups()):
        hours, minutes, seconds = (int(part or 0) for part in units.groups())
        return hours * _HOUR + minutes * _MINUTE + seconds
    return None


def is_duration(cell: str) -> bool:
    """Tell whether a cell could be the length of a call.

    Args:
        cell: as written.
    """
    text = cell.strip()
    return (
        bool(PLAIN.fullmatch(text) or TWO.fullmatch(text)) or parse_duration(text, "") is not None
    )
