"""Which of three numbers is the day, the month and the year, as far as a file shows it.

One line cannot tell `04/03/25` in London from `04/03/25` in Boston. So every date of a file is
looked at first, form by form (a form is one way of writing: brackets, separator, place of a year of
four digits). An order is ruled out by a date it makes impossible (no thirteenth month, nothing
before 2009, when WhatsApp began), or because under it the file would jump back in time again and
again while under the other it never does. What is still open then is a question, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_YEAR = 2009
LAST_YEAR = 2099
LAST_SHORT_YEAR = 39
"""Two digits above this are a year of another calendar, not of ours."""

BUDDHIST = 543
"""So many years are between the years of Thailand and ours: `2567` can be nothing but 2024."""

SHORT_BUDDHIST = range(52, 80)
"""Two digits that only a year of Thailand since 2009 has: `67` is 2567. No day is so high, and the
short years of the Persian and the Islamic calendar in which WhatsApp was used are others."""

CENTURY = 2000
JUMP_DAYS = 1
"""Going back by more than this many days is a jump: a phone's clock is set back by less."""

ENOUGH_JUMPS = 2
"""One jump back may be the phone's own doing; two under one order, none under the other decide."""

SHORTER = 12
"""A chat that is this many times shorter with the year in front may have it there: `24/11/13` and
`24/11/25` are twelve days, or twelve years."""

MOST_DATES = 50_000
"""More days than any conversation has; a hostile file must not fill the memory."""

ORDERS: Mapping[str, tuple[int, int, int]] = {
    "day-month-year": (2, 1, 0),
    "month-day-year": (2, 0, 1),
    "year-month-day": (0, 1, 2),
    "year-day-month": (0, 2, 1),
    "month-year-day": (1, 0, 2),
    "day-year-month": (1, 2, 0),
}
"""Order -> where year, month and day stand among the three numbers."""

_NUMBER = re.compile(r"\d+")
_SEPARATOR = re.compile(r"[/.\-年년]\s?")
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_YEAR_DIGITS = 4
# Where these digits are written, a short year may be of the Persian calendar: `03` is 2024 there.
_PERSIAN = re.compile("[\u06f0-\u06f9]")


NO_DAY = (0, 0, 0)
"""Numbers that are a day in no order."""


class Form(NamedTuple):
    """One way of writing a date."""

    bracketed: bool
    """Whether the heading stands in brackets (iOS)."""

    separator: str
    """What stands between the numbers, with a space where there is one."""

    year_at: int | None
    """Place of the number with four digits; None when all are shorter."""


class Stamp(NamedTuple):
    """A date's three numbers and the form they are written in."""

    form: Form
    """How it is written."""

    numbers: tuple[int, int, int]
    """The numbers in the order they stand in."""


def parse_stamp(written: str, *, bracketed: bool) -> Stamp:
    """Take a date apart.

    Args:
        written: the date as it stands in the heading; digits of any script.
        bracketed: whether the heading stands in brackets.
    """
    plain = _MARKS.sub("", written)
    digits = _NUMBER.findall(plain)
    separator = _SEPARATOR.search(plain)
    years = [place for place, number in enumerate(digits) if len(number) == _YEAR_DIGITS]
    form = Form(bracketed, separator[0] if separator else "", years[0] if years else None)
    if not years and _PERSIAN.search(plain):
        return Stamp(form, NO_DAY)
    first, second, third = map(int, digits)
    return Stamp(form, (first, second, third))


def orders_of(form: Form) -> tuple[tuple[str, ...], ...]:
    """Give the orders a form may have, in ranks: a later rank counts only when none before fits.

    Args:
        form: how the dates are written.

    References:
        Unicode CLDR 46, short dates of all locales: a year of four digits in front is always
        followed by the month; a year of two digits in front occurs only with Basque, Korean,
        Mongolian and Canadian French phones.
    """
    if form.year_at == 0:
        return ("year-month-day",), ("year-day-month",)
    if form.year_at == 1:
        return (("month-year-day", "day-year-month"),)
    if form.year_at is not None:
        return (("day-month-year", "month-day-year"),)
    if form.separator in {"年", "년"}:
        return (("year-month-day",),)
    if form.separator == ". ":
        return (("day-month-year", "month-day-year", "year-month-day"),)
    return ("day-month-year", "month-day-year"), ("year-month-day",)


def day_under(order: str, numbers: tuple[int, int, int]) -> date | None:
    """Give the day that three numbers mean under an order, None when there is no such day.

    Args:
        order: a key of `ORDERS`.
        numbers: as they stand.
    """
    at_year, at_month, at_day = ORDERS[order]
    year = numbers[at_year]
    if year in SHORT_BUDDHIST:
        year += CENTURY + 500
    elif year < CENTURY // 20:
        year = year + CENTURY if year <= LAST_SHORT_YEAR else 0
    if year >= FIRST_YEAR + BUDDHIST:
        year -= BUDDHIST
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, numbers[at_month], numbers[at_day])
    except ValueError:
        return None


@dataclass(slots=True)
class Evidence:
    """What the dates of one form have shown so far; changes with each date that is noted."""

    form: Form
    """The form it is about."""

    written: dict[tuple[int, int, int], str] = field(default_factory=dict, repr=False)
    """The numbers of each date seen -> how it was written, for the first `MOST_DATES`."""

    impossible: set[str] = field(default_factory=set)
    """Orders under which some date is no day."""

    jumps: dict[str, int] = field(default_factory=dict)
    """Order -> how often the file jumps back in time under it."""

    last: dict[str, date] = field(default_factory=dict)
    """Order -> the day before, in file order."""

    ends: dict[str, tuple[date, date]] = field(default_factory=dict)
    """Order -> the first and the last of all days under it."""

    def note(self, numbers: tuple[int, int, int], written: str) -> None:
        """Take one more date into account.

        Args:
            numbers: the date's three numbers.
            written: the date as it stands in the heading.
        """
        if len(self.written) < MOST_DATES:
            self.written.setdefault(numbers, _MARKS.sub("", written))
        days = {order: day_under(order, numbers) for rank in orders_of(self.form) for order in rank}
        if not any(days.values()):
            return
        for order, day in days.items():
            if day is None:
                self.impossible.add(order)
                continue
            before = self.last.get(order)
            if before is not None and (before - day).days > JUMP_DAYS:
                self.jumps[order] = self.jumps.get(order, 0) + 1
            self.last[order] = day
            first, last = self.ends.get(order, (day, day))
            self.ends[order] = min(first, day), max(last, day)

    def _ranks(self) -> tuple[tuple[str, ...], ...]:
        """Give the ranks of orders, with what the whole file says of a short year in front.

        Where every likely order jumps back and a year in front never does, it is in front. Where
        it makes the chat far shorter, it may be: then that is asked.
        """
        ranks = orders_of(self.form)
        if self.form.year_at is not None or len(ranks) == 1:
            return ranks
        (year_first,) = ranks[1]
        fits = [order for order in self.ends if order not in self.impossible]
        likely = [order for order in ranks[0] if order in fits]
        if not likely or year_first not in fits or self.jumps.get(year_first):
            return ranks
        if all(self.jumps.get(order, 0) >= ENOUGH_JUMPS for order in likely):
            return (ranks[1],)
        if all(self._days(order) >= SHORTER * self._days(year_first) > 0 for order in likely):
            return ((*ranks[0], year_first),)
        return ranks

    def _days(self, order: str) -> int:
        """Give how many days lie between the first and the last day under an order."""
        first, last = self.ends[order]
        return (last - first).days

    def open_orders(self) -> tuple[str, ...]:
        """Give the orders that are still possible; empty when the dates contradict each other."""
        for rank in self._ranks():
            alive = tuple(order for order in rank if order not in self.impossible)
            smooth = tuple(order for order in alive if not self.jumps.get(order))
            rough = [order for order in alive if self.jumps.get(order, 0) >= ENOUGH_JUMPS]
            if len(smooth) == 1 and len(rough) == len(alive) - 1:
                return smooth
            if alive:
                return alive
        return ()


class Dates:
    """The dates of one file: noted one by one in file order, then read."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._evidence: dict[Form, Evidence] = {}
        self._answers: dict[Form, str] = {}

    def note(self, written: str, *, bracketed: bool) -> None:
        """Take a date into account.

        Args:
            written: the date as it stands in the heading.
            bracketed: whether the heading stands in brackets.
        """
        form, numbers = parse_stamp(written, bracketed=bracketed)
        if form not in self._evidence:
            self._evidence[form] = Evidence(form)
        self._evidence[form].note(numbers, written)

    def note_alone(self, written: str) -> None:
        """Take a date into account of which nobody knows whether it is later than the one before.

        Args:
            written: the date as it stands.
        """
        self.note(written, bracketed=False)
        for evidence in self._evidence.values():
            evidence.last.clear()

    @property
    def is_one_export(self) -> bool:
        """Whether all headings are of one kind: no export mixes brackets and dashes."""
        return len({form.bracketed for form in self._evidence}) <= 1

    def ask(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """Apply the answers there are and give the questions that stay open.

        Args:
            answers: choices by question id.

        Returns:
            One question per form that can be read in more than one way, in the order in which the
            forms occur; the text is a date as written.
        """
        questions = []
        for place, (form, numbers) in enumerate(self._open_forms()):
            name = f"date-order-{place + 1}" if place else "date-order"
            choices = self._choices(form, numbers)
            example = self._evidence[form].written[numbers]
            if answers.get(name) in choices:
                self._answers[form] = answers[name]
            else:
                questions.append(Question(id=name, text=example, choices=choices))
        return tuple(questions)

    def days(self, written: str, *, bracketed: bool) -> set[date]:
        """Give the days that a date may mean.

        Args:
            written: the date as it stands in the heading.
            bracketed: whether the heading stands in brackets.

        Returns:
            One day when it is certain, none when there is no such day, several when it is open.
        """
        form, numbers = parse_stamp(written, bracketed=bracketed)
        days = self._possible(form, numbers)
        if len(days) > 1 and form in self._answers:
            answered = day_under(self._answers[form], numbers)
            return {answered} if answered else set()
        return days

    def _possible(self, form: Form, numbers: tuple[int, int, int]) -> set[date]:
        """Give every day that a date may mean, before any answer."""
        orders = self._evidence[form].open_orders() if self.is_one_export else ()
        for rank in (orders,) if orders else orders_of(form):
            days = {day for order in rank if (day := day_under(order, numbers))}
            if days:
                return days
        return set()

    def _choices(self, form: Form, numbers: tuple[int, int, int]) -> tuple[str, ...]:
        """Give the orders under which an open date is a day, likely ones first."""
        orders = [order for rank in orders_of(form) for order in rank]
        # Where no line speaks for another, what is impossible elsewhere is possible here.
        ruled_out = self._evidence[form].impossible if self._decides(form) else set()
        return tuple(
            order for order in orders if order not in ruled_out and day_under(order, numbers)
        )

    def _decides(self, form: Form) -> bool:
        """Tell whether the dates of a form speak for each other."""
        return self.is_one_export and bool(self._evidence[form].open_orders())

    def _open_forms(self) -> list[tuple[Form, tuple[int, int, int]]]:
        """Give the forms in which some date has two meanings, with the first such date."""
        found = []
        for form, evidence in self._evidence.items():
            for numbers in evidence.written:
                if len(self._possible(form, numbers)) > 1:
                    found.append((form, numbers))
                    break
        return found
