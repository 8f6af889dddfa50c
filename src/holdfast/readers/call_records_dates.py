"""Dates in call records, in any order, and counts of seconds under a heading of dates."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from holdfast.readers.call_records_clocks import LONGEST_CELL, parse_time
from holdfast.readers.moments import Unit, from_epoch
from holdfast.readers.written_dates import month_of

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""No record of a mobile phone's calls is older, or younger."""

ORDERS = {
    "day-month-year": (2, 1, 0),
    "month-day-year": (2, 0, 1),
    "year-month-day": (0, 1, 2),
}
"""Order -> where year, month and day stand."""

_LONGEST_DAY = 12
"""Characters of a cell that holds a day and nothing else, more or less."""
_CENTURY, _YEAR_DIGITS, _DIGITS_OF_SECONDS, _SOLID_DIGITS = 2000, 4, 10, 8
# 20/08/2014    2014-08-20    14.8.20, maybe with a weekday before it
_FIGURES = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)(.*)", re.DOTALL
)
# The same without a weekday, as nearly all files write it: the date repeats, what follows does not.
_PLAIN_FIGURES = re.compile(r"(\d{1,4}([-/.])\d{1,2}\2\d{1,4})(?!\d)(.*)", re.DOTALL)
# 20140820    20140820203037
_SOLID = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(\d{4}|\d{6}|[T ].+)?")
# 20 Aug 2014    20-Aug-14    20AUG2014    Wed 20th August, 2014    20 de agosto de 2014
# Aug 20, 2014
# Not `Aug 20, 10:15 PM`: what a colon follows is an hour and no year.
_YEAR_AND_REST = r"(\d{4}|\d\d)(?!\d|:|\.\d\d\b)(.*)"
_DAY_FIRST = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.)?[ -/]{0,2}(?:de )?([^\W\d_]{3,12})"
    r"\.?,?[ -/]{0,2}(?:del? )?" + _YEAR_AND_REST,
    re.DOTALL,
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? " + _YEAR_AND_REST,
    re.DOTALL,
)
# Wed Aug 20 10:15:22 2014    Wed Aug 20 10:15:22 EDT 2014
_AS_IN_C = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?([^\W\d_]{3,12})\.? {1,2}(\d{1,2}) (\d{1,2}:\d\d(?::\d\d)?"
    r"(?: (?:[A-Z]{1,5}|[+-]\d{4}))?) (\d{4})"
)
# 10:15:22 20/08/2014    10:15 PM, Aug 20, 2014
_TIME_FIRST = re.compile(r"(\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?),? (\S.*)")
# 1713576562    1713576562.686    1713576562686, from 2001 to 2033
_COUNT = re.compile(r"(1\d{9})(?:\d{3}|\.\d{1,6})?")
# 20/08    20 Aug    Aug 20, 10:15 PM
_NO_YEAR = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,? )?(?:\d{1,2}[/.-]\d{1,2}\.?"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?[ -]([^\W\d_]{3,12})\.?"
    r"|([^\W\d_]{3,12})\.? \d{1,2}(?:st|nd|rd|th)?)(?:,? \d{1,2}[:.]\d\d.{0,12})?",
)
# 20/08    20.08.    20 Aug    Wed 20-Aug 10:15    Aug 20, 10:15 PM    10:15 20 Aug
_YEARLESS = re.compile(
    r"(?:([^\W\d_]{2,10})\.?,? )?(?:(\d{1,2})(?:([/-])(\d{1,2})|\.(\d{1,2})\.)"
    r"|(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?([^\W\d_]{3,12})\.?"
    r"|([^\W\d_]{3,12})\.?[ -](\d{1,2})(?:st|nd|rd|th)?)(?:,? (?:at )?(\d{1,2}[:.h]\d\d.{0,20}))?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEAP_YEAR = 2000
"""Stands for a year that is not written; every day there is can be in it."""
_REMEMBERED = 8_192
_new = tuple.__new__


class Written(NamedTuple):
    """A date as it stands in a cell, before it is known which number is what."""

    numbers: tuple[int, int, int]
    """As they stand; a month's name is its number."""

    orders: tuple[str, ...]
    """The orders under which this is a day; one when the writing leaves no doubt."""

    rest: str
    """What follows: the time of day, or nothing."""


class Yearless(NamedTuple):
    """A date whose year is not written."""

    written: Written
    """As it stands, with `LEAP_YEAR` for its year."""

    weekday: int | None
    """0 for Monday; None where none is written that is known."""


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
            # A telephone number may begin like a day, but no time of day follows then.
            is_date = not solid[4] or parse_time(solid[4]) is not None
            day = _in_solid_figures(text[:_SOLID_DIGITS]) if is_date else None
            return _followed(day, solid[4] or "")
    return _parse_with_words(text if text.isascii() else " ".join(text.split()))


def _parse_with_words(text: str) -> Written | None:
    """Give a date that has a weekday or a month's name in it."""
    named = _MONTH_FIRST.fullmatch(text)
    if named is not None and month_of(named[1]):
        return _followed(_named("month-day-year", named[2], named[1], named[3]), named[4])
    named = _DAY_FIRST.fullmatch(text)
    if named is not None and month_of(named[2]):
        return _followed(_named("day-month-year", named[1], named[2], named[3]), named[4])
    figures = _FIGURES.fullmatch(text)
    if figures is not None:
        return _followed(_in_figures(figures), figures[5])
    named = _AS_IN_C.fullmatch(text)
    if named is not None and month_of(named[1]):
        return _followed(_named("month-day-year", named[2], named[1], named[4]), named[3])
    turned = _TIME_FIRST.fullmatch(text)
    day = None if turned is None else parse_date(turned[2])
    return None if turned is None or day is None or day.rest else _followed(day, turned[1])


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
def parse_yearless(cell: str) -> Yearless | None:
    """Give a date without a year, None when it is none or has one.

    Args:
        cell: as written.
    """
    text = " ".join(cell.split()) if len(cell) <= LONGEST_CELL else ""
    turned = _TIME_FIRST.fullmatch(text)
    found = _YEARLESS.fullmatch(turned[2] if turned else text)
    if found is None or (turned and found[10]):
        return None
    weekday, one, _, two, after_dot, day, name, name_first, day_after, rest = found.groups()
    month = month_of(name or name_first or "")
    if one:
        orders = ("day-month-year",) if after_dot else ("day-month-year", "month-day-year")
        written = _possible((int(one), int(two or after_dot), LEAP_YEAR), orders)
    elif month is None:
        return None
    elif day:
        written = _possible((int(day), month, LEAP_YEAR), ("day-month-year",))
    else:
        written = _possible((month, int(day_after), LEAP_YEAR), ("month-day-year",))
    if written is None:
        return None
    beginning = (weekday or "")[:3].casefold()
    on = _WEEKDAYS.index(beginning) if beginning in _WEEKDAYS else None
    return Yearless(written._replace(rest=rest or (turned[1] if turned else "")), on)


@lru_cache(_REMEMBERED)
def _in_plain_figures(day: str) -> Written | None:
    """Give a date of three numbers with nothing before or after it."""
    figures = _FIGURES.fullmatch(day)
    return None if figures is None else _in_figures(figures)


def _in_figures(figures: re.Match[str]) -> Written | None:
    """Give a date of three numbers; four digits in front are a year with its month after it."""
    one, _, two, three, _ = figures.groups()
    numbers = (int(one), int(two), int(three))
    if len(one) == _YEAR_DIGITS and one[0] != "0":
        return _possible(numbers, ("year-month-day",))
    if len(three) == _YEAR_DIGITS and three[0] != "0":
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
