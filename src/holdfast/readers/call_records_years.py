"""Years of dates that are written without one (`3 Mar`): told by the file, or asked once.

Where nothing before the rows tells the year (`call_records_told`), that of the first row is asked.
Rows below it are of the same year, or pass into the next or the last one where their order leaves
no doubt: day by day in one direction, never half a year apart. Any other row has no year.
References: docs/readers/call-records.md.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from holdfast.model.message import Question
from holdfast.readers.call_records_dates import (
    FIRST_YEAR,
    LAST_YEAR,
    ORDERS,
    day_of,
    parse_yearless,
)
from holdfast.readers.call_records_told import Lines, Told, day_in
from holdfast.readers.zones import NOT_KNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.readers.call_records_dates import Written, Yearless

YEAR = "date-year"
"""Id of the question which year the first row is of."""

_LISTED = tuple(map(str, range(2029, 2010, -1)))
"""Years to choose from, as many as a question may list; any other can be answered too."""

_HALF_A_YEAR, _LEAP_YEAR = 183, 366
_MOST_RUNS, _LONGEST_EXAMPLE = 10_000, 40


def is_year(choice: str) -> bool:
    """Tell whether something is an answer to the question which year it was.

    Args:
        choice: the answer's code.
    """
    is_number = len(choice) == len("2026") and choice.isascii() and choice.isdecimal()
    return is_number and FIRST_YEAR <= int(choice) <= LAST_YEAR


class Years:
    """What the tables of a bill share; mostly a file holds one."""

    def __init__(self, lines: Lines | None = None) -> None:
        """Begin with nothing known.

        Args:
            lines: what stands before the first table of a bill that is not the first in its file.
        """
        self.lines = lines or Lines()
        """What stands before the first table."""

        self.is_later = lines is not None
        """Whether it is not the first bill; an answer is about that one."""

        self.is_mixed = False
        """Whether rows of several bills stand below one heading: none of them has a year."""

        self.first: date | None = None
        """The first row, when it has a year."""

        self.reach: tuple[date, date] | None = None
        """First and last day of the first table's rows that have a year."""

        self._known: dict[str, Told] = {}
        self.is_settled = False
        """Whether a table was worked out."""

    def differ(self, lines: Lines) -> bool:
        """Tell whether some lines are about another time than those before the first table.

        Args:
            lines: what stands between rows.
        """
        if not self._known:
            self._known = {order: self.lines.tell(order) for order in ORDERS}
        return not all(
            {*told.periods, *told.bills} <= {*known.periods, *known.bills}
            for known, told in ((known, lines.tell(order)) for order, known in self._known.items())
        )


class TableYears:
    """The years of one table's rows: all rows are looked at, then dated in the same order."""

    def __init__(self, years: Years) -> None:
        """Begin with nothing known.

        Args:
            years: what the tables of the file share.
        """
        self._shared = years
        self._runs: list[Yearless] = []
        self._example = ""
        self._days: list[date | None] = []
        self._at = -1

    def note(self, cell: str) -> Written | None:
        """Look at one date; give it as it stands, its year one that stands for none.

        Args:
            cell: as written.
        """
        found = parse_yearless(cell)
        if found is None:
            return None
        self._example = self._example or cell[:_LONGEST_EXAMPLE]
        if len(self._runs) <= _MOST_RUNS and (
            not self._runs or not _is_same(self._runs[-1], found)
        ):
            self._runs.append(found)
        return found.written

    def dated(self, cell: str) -> tuple[Written, str] | None:
        """Give a date as it stands, and its day, empty where its year is not known.

        Args:
            cell: as written; those that were noted, in the same order.
        """
        found = parse_yearless(cell)
        if found is None:
            return None
        if self._at < 0 or (
            self._at < len(self._runs) and not _is_same(self._runs[self._at], found)
        ):
            self._at += 1
        day = self._days[self._at] if self._at < len(self._days) else None
        return found.written, "" if day is None else day.isoformat()

    def settle(self, order: str, answers: Mapping[str, str]) -> Question | None:
        """Work out the years, and give the question that stays open.

        Args:
            order: of dates in the file; empty when it is not known.
            answers: choices by question id.
        """
        if not self._runs or self._days:
            # A table that goes on under the same headings was worked out with its beginning.
            return None
        is_one = not self._shared.is_later and not self._shared.is_mixed
        answer = answers.get(YEAR, "") if is_one else NOT_KNOWN
        without = [_without_year(run, order) for run in self._runs[:_MOST_RUNS]]
        years: list[int | None] = [None] * len(without)
        newest = date.max
        if not is_year(answer) and not self._shared.is_mixed:
            years, newest = self._told(without, order)
        if self._shared.is_settled:
            years = [one or self._within(day) for one, day in zip(years, without, strict=True)]
        first = self._first(years[0], without[0], answer)
        if first is not None:
            by_order = _years_by_order(without, first)
            years = [one or other for one, other in zip(years, by_order, strict=True)]
        found = map(_day_of, self._runs, without, years)
        self._days = [None if day is None or day > newest else day for day in found]
        is_first, self._shared.is_settled = not self._shared.is_settled, True
        if is_first:
            self._share()
        if not is_first or first is not None or answer == NOT_KNOWN:
            return None
        return Question(id=YEAR, text=self._example, choices=self._choices(without[0]))

    def _told(self, without: list[date | None], order: str) -> tuple[list[int | None], date]:
        """Give the year of each row as what stands before the rows tells it, and the last day.

        Where it is open which number of a day is the month, a reading that dates every row counts.
        """
        every = list(map(self._shared.lines.tell, [order] if order else ORDERS))
        read = [
            [None if day is None else told.year_of(day.month, day.day) for day in without]
            for told in every
        ]
        whole = read if order else [years for years in read if None not in years]
        if not whole or whole.count(whole[0]) < len(whole):
            return [None] * len(without), date.max
        return whole[0], max(told.newest for told in every)

    def _first(self, told: int | None, day: date | None, answer: str) -> int | None:
        """Give the year of the first row, None where it is not known."""
        first = self._shared.first
        if not self._shared.is_settled:
            return int(answer) if is_year(answer) else told
        if told is not None or day is None or first is None:
            return told
        beside = day_in(first.year, day.month, day.day)
        is_near = beside is not None and abs((beside - first).days) < _HALF_A_YEAR
        return first.year if is_near else None

    def _within(self, day: date | None) -> int | None:
        """Give the year in which a day lies between those of the first table, if in one only."""
        if day is None or self._shared.reach is None:
            return None
        begins, ends = self._shared.reach
        every = (day_in(year, day.month, day.day) for year in {begins.year, ends.year})
        years = [each.year for each in every if each and begins <= each <= ends]
        return years[0] if len(years) == 1 else None

    def _share(self) -> None:
        """Keep what helps to date the tables that follow."""
        days = [day for day in self._days if day is not None]
        if days and self._days[0] is not None:
            self._shared.first = self._days[0]
            self._shared.reach = min(days), max(days)

    def _choices(self, day: date | None) -> tuple[str, ...]:
        """Give the years in which there was such a day, on that day of the week."""
        run = self._runs[0]
        fit = (year for year in _LISTED if day is None or _day_of(run, day, int(year)))
        return (*fit, NOT_KNOWN)


def _is_same(one: Yearless, other: Yearless) -> bool:
    """Tell whether two dates are written for the same day."""
    return one.weekday == other.weekday and one.written[:2] == other.written[:2]


def _without_year(run: Yearless, order: str) -> date | None:
    """Give the day in a year that stands for none; None when it is open which day it is."""
    stated = day_of(run.written.numbers, run.written.orders, order)
    return date.fromisoformat(stated) if stated else None


def _day_of(run: Yearless, day: date | None, year: int | None) -> date | None:
    """Give a day in its year, None where there is none such, or on another day of the week."""
    if day is None or year is None:
        return None
    found = day_in(year, day.month, day.day)
    if found is None or run.weekday in {None, found.weekday()}:
        return found
    return None


def _years_by_order(days: Sequence[date | None], first: int) -> list[int | None]:
    """Give the year of each row by that of the first; None where order does not tell it."""
    if days[0] is None:
        return [None] * len(days)
    known = [day for day in days if day is not None]
    at, places = known[0].timetuple().tm_yday - 1, list[int]()
    steps = [0, *(_step(one, other) for one, other in pairwise(known))]
    for step in steps:
        at += step
        places.append(at // _LEAP_YEAR)
    within = {step > 0 for step, back in zip(steps[1:], pairwise(places), strict=True)
              if step and back[0] == back[1]}  # fmt: skip
    is_in_order = len({step > 0 for step in steps if step}) == 1 and bool(within)
    years = iter([first + place if is_in_order or not place else None for place in places])
    return [None if day is None else next(years) for day in days]


def _step(one: date, other: date) -> int:
    """Give how many days one day is behind another, the shorter way around the year."""
    return ((other - one).days + _HALF_A_YEAR) % _LEAP_YEAR - _HALF_A_YEAR
