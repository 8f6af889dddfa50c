"""What stands before the rows of call records about when they are of.

| line                        | what it says                                                  |
| --------------------------- | ------------------------------------------------------------- |
| `12 Dec 2025 - 11 Jan 2026` | a row's day is the one inside, where there is exactly one     |
| `Bill date 12 January 2026` | a row's day is the last such day up to it, within half a year |

References: docs/readers/call-records.md.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.call_records_dates import ORDERS, day_of, parse_date, parse_yearless
from holdfast.readers.call_records_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from holdfast.readers.call_records_dates import Written

_HALF_A_YEAR, _LONGEST_PERIOD = timedelta(days=183), timedelta(days=364)
_MOST_LINES, _LONGEST_LINE = 50, 400
MOST_BETWEEN = 8
"""So many lines with a date between two tables are looked at."""

_BILL = frozenset(
    {
        "bill", "billdate", "facture", "factura", "invoice", "invoicedate", "rechnung",
        "rechnungsdatum", "statement",
    }
)  # fmt: skip
_FROM = frozenset({"from", "start", "starts", "begin", "begins", "beginning", "since", "von"})
_TO = frozenset({"to", "end", "ends", "until", "till", "bis"})
# A contract, a charge in advance and a payment have times of their own, in which no call need lie.
_OTHER = frozenset(
    {
        "advance", "agreement", "allowance", "charges", "commitment", "contract", "due", "expires",
        "expiry", "joined", "minimum", "next", "payment", "plan", "previous", "renewal", "rental",
        "subscription", "term", "upgrade",
    }
)  # fmt: skip
# 12 January 2026    12-Jan-26    January 12, 2026    12/01/2026    2026-01-12
_DAY = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}(?:st|nd|rd|th|\.)?[ -]{1,2}[^\W\d_]{3,10}\.?,?[ -](?:\d{4}|\d\d)"
    r"|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}([/.-])\d{1,2}\2\d{1,2})(?![\w/])"
)
# What stands before `11 Jan 2026` as the first day of the time that ends on it.
_DAY_BEFORE = re.compile(
    r"(?<![\w/.-])(\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,10}|[^\W\d_]{3,10} \d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}[/-]\d{1,2})\.? ?(?:-|\N{EN DASH}|to|until|bis) ?$"
)


class Told(NamedTuple):
    """When the rows are of, as the file says it."""

    periods: tuple[tuple[date, date], ...] = ()
    """First and last day."""

    bills: tuple[date, ...] = ()
    """Days on which a bill was made: no row is younger."""

    @property
    def newest(self) -> date:
        """The last day that a row can be of."""
        return min(self.bills, default=date.max)

    def year_of(self, month: int, day: int) -> int | None:
        """Give the year of a day, None where it is not told, or told in two ways.

        Args:
            month: 1 to 12.
            day: of the month.
        """
        newest = self.newest
        years = {
            year
            for first, last in self.periods
            for year in {first.year, last.year}
            if (on := day_in(year, month, day)) and first <= on <= min(last, newest)
        }
        if not years and self.bills:
            both = (day_in(newest.year - back, month, day) for back in (0, 1))
            years = {on.year for on in both if on and timedelta(0) <= newest - on <= _HALF_A_YEAR}
        return years.pop() if len(years) == 1 else None


class Lines:
    """The rows before a table that have a date in them."""

    def __init__(self, most: int = _MOST_LINES) -> None:
        """Begin with none.

        Args:
            most: how many are kept.
        """
        self._lines: list[str] = []
        self._most = most

    def note(self, cells: Iterable[str]) -> bool:
        """Look at one row; tell whether it was kept.

        Args:
            cells: of the row.
        """
        line = " ".join(" ".join(filter(None, cells)).split())
        is_full = len(self._lines) >= self._most or len(line) > _LONGEST_LINE
        if is_full or next(_dates_in(line), None) is None:
            return False
        self._lines.append(line)
        return True

    def dates(self) -> Iterator[Written]:
        """Give the dates in them, each as it stands."""
        for line in self._lines:
            yield from (written for written, _ in _dates_in(line))

    def tell(self, order: str) -> Told:
        """Give the periods and the days of bills.

        Args:
            order: of dates in the file; empty when it is not known.
        """
        periods, bills = list[tuple[date, date]](), list[date]()
        begins: date | None = None
        for line in self._lines:
            words = frozenset(plain_words(line))
            days = [] if words & _OTHER else _days_in(line, order)
            if len(days) == 2:  # noqa: PLR2004  # the first and the last
                periods.append((days[0], days[1]))
            elif len(days) == 1 and begins and words & _TO:
                periods.append((begins, days[0]))
            elif len(days) == 1 and words & _BILL and not words & (_FROM | _TO):
                bills.append(days[0])
            begins = days[0] if len(days) == 1 and words & _FROM else None
        fit = (each for each in periods if timedelta(0) <= each[1] - each[0] <= _LONGEST_PERIOD)
        return Told(tuple(fit), tuple(bills))


def day_in(year: int, month: int, day: int) -> date | None:
    """Give a day, None where that year has none such.

    Args:
        year: any.
        month: 1 to 12.
        day: of the month.
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dates_in(line: str) -> Iterator[tuple[Written, int]]:
    """Give the dates in a line with a year, each with where it begins."""
    for found in _DAY.finditer(line):
        written = parse_date(found[0])
        if written is not None and not written.rest:
            yield written, found.start()


def _days_in(line: str, order: str) -> list[date]:
    """Give the days in a line; also the one without a year before the day that it ends on."""
    found = [(_day(written, order), at) for written, at in _dates_in(line)]
    days = [day for day, _ in found if day is not None]
    if len(days) != len(found) or len(days) != 1:
        return days if len(days) == len(found) else []
    before = _DAY_BEFORE.search(line[: found[0][1]])
    first = None if before is None else parse_yearless(before[1])
    on = None if first is None else _day(first.written, order)
    if on is None:
        return days
    both = (day_in(days[0].year - back, on.month, on.day) for back in (0, 1))
    begins = next((day for day in both if day and day <= days[0]), None)
    return days if begins is None else [begins, *days]


def _day(written: Written, order: str) -> date | None:
    """Give the day that a date means, None when that is open."""
    stated = day_of(written.numbers, written.orders, order if order in ORDERS else "")
    return date.fromisoformat(stated) if stated else None
