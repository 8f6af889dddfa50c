"""What all rows of a file tell together: the order of dates, the owner's number, what is open.

One row cannot tell 4 March from 3 April, nor whether `2` means received. So the file is read once
before its records are given. Questions are `date-order`, `zone`, `duration-unit`, and one
`call-word-…` for each cell of direction or kind that is not understood.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from holdfast.model.message import Question
from holdfast.readers.call_records_cells import PLAIN, TWO
from holdfast.readers.call_records_clocks import parse_time
from holdfast.readers.call_records_columns import NONE, PREFIX
from holdfast.readers.call_records_dates import ORDERS, day_under, is_count, parse_when
from holdfast.readers.call_records_incoming import says_incoming, speaks_of_incoming
from holdfast.readers.call_records_parties import Owner
from holdfast.readers.call_records_roles import MOST_VALUES, kind_of_length, lack_years
from holdfast.readers.call_records_words import (
    DIRECTIONS,
    KINDS,
    WAYS,
    Role,
    meaning_of,
    plain_words,
    stated_order,
    stated_zone,
)
from holdfast.readers.call_records_years import YEAR, TableYears, Years, is_year
from holdfast.readers.call_records_zones import is_zone
from holdfast.readers.zones import ANSWERS, NOT_KNOWN, ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from holdfast.readers.call_records_columns import Columns
    from holdfast.readers.call_records_layout import Layout

    _Both = tuple[str | None, str | None]

_LONGEST_EXAMPLE = 40
_COLUMN = re.compile(r"column-[1-9][0-9]{0,2}", re.ASCII)
LAST_OF_TWO_DIGITS = 99
_PLAIN_UNITS = ("seconds", "minutes", "minutes-rounded-up")
_COLON_UNITS = ("minutes-seconds", "hours-minutes")
_ANSWERS = {
    "received": frozenset({"received"}),
    "sent": frozenset({"sent"}),
    "missed": frozenset({"received", "missed"}),
    "received-call": frozenset({"received", "call"}),
    "sent-call": frozenset({"sent", "call"}),
    "received-text": frozenset({"received", "text"}),
    "sent-text": frozenset({"sent", "text"}),
    "call": frozenset({"call"}),
    "text": frozenset({"text"}),
    "data": frozenset({"data"}),
    "neither": frozenset(),
}
# What a heading says of the unit.
_HEADED = (
    ({"seconds", "second", "secs", "sec", "s", "billsec"}, "seconds"),
    ({"minutes", "mins", "min"}, "minutes"),
    ({"ms", "msec", "milliseconds"}, "milliseconds"),
)
_HEADED_COLON = (
    ({"mm", "ss"}, "minutes-seconds"), ({"min", "sec"}, "minutes-seconds"),
    ({"mins", "secs"}, "minutes-seconds"), ({"minutes", "seconds"}, "minutes-seconds"),
    ({"m", "s"}, "minutes-seconds"), ({"hh", "mm"}, "hours-minutes"),
    ({"h", "mm"}, "hours-minutes"),
)  # fmt: skip
_NO_CALLS = frozenset({"text", "data"})
_MOST_REMEMBERED = 10_000
_UNITS = {"duration-unit": _PLAIN_UNITS, "duration-unit-2": _COLON_UNITS}
_WORD = "call-word-"
_WAY, _DIRECTION = "call-direction", f"{PREFIX}direction"
_WAYS = {"all-sent": ("sent",), "all-received": ("received",)}


def can_be_answered(question: str, choice: str) -> bool:
    """Tell whether something is an answer about call records, asked or not.

    Args:
        question: its id.
        choice: the answer's code.
    """
    if question.startswith(PREFIX):
        is_role = question.removeprefix(PREFIX) in set(Role)
        return is_role and (choice == NONE or _COLUMN.fullmatch(choice) is not None)
    if question.startswith(_WORD):
        return question.removeprefix(_WORD).isdecimal() and choice in _ANSWERS
    if question == "date-order":
        return choice in ORDERS
    if question == _WAY:
        return choice == NOT_KNOWN or choice in _WAYS
    if question == YEAR:
        return choice == NOT_KNOWN or is_year(choice)
    return choice in (ANSWERS if question == "zone" else _UNITS.get(question, ()))


class Facts:
    """Gathers what the rows tell, then answers for each of them."""

    def __init__(
        self, layout: Layout, columns: Columns, years: Years, *, like: Facts | None = None
    ) -> None:
        """Begin with nothing known.

        Args:
            layout: of the file.
            columns: where what stands.
            years: what the tables of the file share.
            like: of another table in the same file, which orders its dates in the same way.
        """
        self._layout = layout
        self._columns = columns
        self.orders: dict[str, bool] = dict.fromkeys(ORDERS, True) if like is None else like.orders
        """Order of dates -> whether every date so far is a day under it."""
        when = columns.when
        is_yearless = when is not None and lack_years(layout.columns[when].examples)
        self._shared_years = years
        self.years = TableYears(years) if is_yearless else None
        """The years of the rows, where their dates are written without."""
        self._example = ""
        self._clock = ""
        self._lengths = {"plain": "", "colon": ""}
        self._words: dict[str, None] = {}
        self._has_rows = False
        self._said_in = [at for at in (columns.direction, columns.kind) if at is not None]
        self._days = set[str]()
        self._owner = Owner()
        self._ruled_out = set[tuple[tuple[int, int, int], tuple[str, ...], str]]()
        self._said_by: dict[_Both, tuple[tuple[str, ...], str]] = {}
        self.order = ""
        self.unit = {"plain": "", "colon": ""}
        self.zone = ""
        self.is_zone_headed = False
        """Whether a heading states the zone."""
        self.way: tuple[str, ...] = ()
        """Which way every record went that does not say it itself; empty when that is not known."""
        self.owner = ""
        """The one number that takes part in every record; empty when there is not exactly one."""
        self._meanings: dict[str, frozenset[str]] = {}

    def are_of(self, years: Years) -> bool:
        """Tell whether they are those of a table in the same bill.

        Args:
            years: what the tables of the bill share.
        """
        return self._shared_years is years

    def note(self, cells: list[str]) -> None:
        """Look at one row.

        Args:
            cells: of the usual number, without space around them.
        """
        when, _, _, caller, called, _, _, duration, _, _ = self._columns
        # A day without its time of day repeats from row to row, and says nothing new.
        if when is not None and (
            cells[when] not in self._days or not self._clock or self.years is not None
        ):
            self._note_date(cells, cells[when])
        if duration is not None:
            kind = _kind_of_length(cells[duration])
            if kind and not self._lengths[kind] and not self._is_no_call(cells):
                self._lengths[kind] = cells[duration]
        for at in self._said_in:
            if cells[at] not in self._words and len(self._words) <= 2 * MOST_VALUES:
                self._words[cells[at]] = None
        if caller is not None and called is not None:
            self._owner.note(cells[caller], cells[called])

    def _is_no_call(self, cells: list[str]) -> bool:
        """Tell whether a row says that it is a text or data; what it counts is no length."""
        return any(not _NO_CALLS.isdisjoint(meaning_of(cells[at])) for at in self._said_in)

    def _note_date(self, cells: list[str], cell: str) -> None:
        """Rule out the orders under which a date is none."""
        written = parse_when(cell)
        if written is None and self.years is not None:
            written = self.years.note(cell)
        if written is None:
            return
        self._has_rows = True
        self._rule_out(cell, written.numbers, written.orders)
        if len(self._days) < _MOST_REMEMBERED:
            self._days.add(cell)
        if self._clock:
            return
        rest = written.rest
        if self._columns.time is not None and not is_count(cell):
            rest = cells[self._columns.time]
            cell = f"{cell} {rest}"
        clock = parse_time(rest)
        at = self._columns.zone
        if clock is not None and not clock[2] and (at is None or not is_zone(cells[at])):
            self._clock = cell[:_LONGEST_EXAMPLE]

    def _rule_out(self, cell: str, numbers: tuple[int, int, int], orders: tuple[str, ...]) -> None:
        """Take note of a date in figures; one that was seen before says nothing new."""
        if (known := (numbers, orders, cell[:12])) in self._ruled_out:
            return
        if len(self._ruled_out) < _MOST_REMEMBERED:
            self._ruled_out.add(known)
        is_named = len(orders) == 1 and any(letter.isalpha() for letter in cell[:12])
        year_first = numbers[0] > LAST_OF_TWO_DIGITS
        if is_named or year_first:
            return
        for order in self.orders:
            self.orders[order] &= order in orders
        days = {day_under(order, numbers) for order in orders}
        if len(days) > 1 and not self._example:
            self._example = cell

    def ask(self, answers: Mapping[str, str]) -> list[Question]:
        """Apply the answers there are, and give the questions that stay open.

        Args:
            answers: choices by question id.
        """
        self.owner = self._owner.number
        self._note_lines()
        questions = [
            self._ask_order(answers),
            None if self.years is None else self.years.settle(self.order, answers),
            *self._ask_units(answers), *(unknown := self._ask_words(answers)),
            None if unknown else self._ask_way(answers), self._ask_zone(answers),
        ]  # fmt: skip
        return [each for each in questions if each is not None]

    @property
    def is_owner_apart(self) -> bool:
        """Whether the owner stands where callers would, and the other party where the called."""
        at = self._columns.caller
        said = frozenset[str]().union(*self._meanings.values())
        return at is not None and self._owner.stands_apart(self._layout.columns[at].heading, said)

    def _note_lines(self) -> None:
        """Rule out orders by the dates before the rows, where those tell the years of the rows."""
        for written in self._shared_years.lines.dates() if self.years is not None else ():
            self._rule_out("", written.numbers, written.orders)

    def _ask_order(self, answers: Mapping[str, str]) -> Question | None:
        """Give the question which number is the day."""
        possible = tuple(order for order, is_possible in self.orders.items() if is_possible)
        answer = answers.get("date-order", "")
        if len(possible) == 1:
            self.order = possible[0]
        elif answer in ORDERS:
            self.order = answer
        elif (stated := self._headed(stated_order)) in possible:
            self.order = stated
        elif self._example:
            choices = possible or tuple(ORDERS)
            return Question(id="date-order", text=self._example, choices=choices)
        return None

    def _ask_units(self, answers: Mapping[str, str]) -> list[Question]:
        """Give the question what the lengths of calls count, for each way of writing them."""
        questions = []
        for kind, name, units, headed in (
            ("plain", "duration-unit", _PLAIN_UNITS, _HEADED),
            ("colon", "duration-unit-2", _COLON_UNITS, _HEADED_COLON),
        ):
            stated = self._headed_unit(headed)
            if answers.get(name) in units:
                self.unit[kind] = answers[name]
            elif stated:
                self.unit[kind] = stated
            elif self._lengths[kind]:
                questions.append(Question(id=name, text=self._lengths[kind], choices=units))
        return questions

    def _headed_unit(self, table: tuple[tuple[set[str], str], ...]) -> str:
        """Give the unit that the heading states, empty when it states none."""
        if self._columns.duration is None:
            return ""
        words = set(plain_words(self._layout.columns[self._columns.duration].heading))
        if table is _HEADED and all(words & needed for needed, _ in _HEADED[:2]):
            # “min:sec” says nothing of a length that is one number.
            return ""
        return next((unit for needed, unit in table if _fits(needed, words, unit)), "")

    def _headed(self, stated_by: Callable[[str], str]) -> str:
        """Give what the heading of the dates or of the times states, empty when none does."""
        places = (self._columns.when, self._columns.time)
        headings = (self._layout.columns[at].heading for at in places if at is not None)
        return next(filter(None, map(stated_by, headings)), "")

    def _ask_words(self, answers: Mapping[str, str]) -> list[Question]:
        """Give a question for each cell of direction or kind that is not understood."""
        questions = []
        for cell in self._words:
            meaning = meaning_of(cell)
            name = f"{_WORD}{crc32(cell.encode())}"
            if answers.get(name) in _ANSWERS:
                meaning = _ANSWERS[answers[name]]
            elif cell and not meaning and len(self._words) <= MOST_VALUES:
                questions.append(
                    Question(id=name, text=cell[:_LONGEST_EXAMPLE], choices=tuple(_ANSWERS))
                )
            self._meanings[cell] = meaning
        return questions

    def _ask_way(self, answers: Mapping[str, str]) -> Question | None:
        """Give the question which way all went, where there is one party and no word of it."""
        at = self._columns.number
        if at is None or self._columns.direction is not None or not self._has_rows:
            return None
        both = {"to", "from"} <= set(plain_words(self._layout.columns[at].heading))
        is_said = any(WAYS & meaning for meaning in self._meanings.values())
        said = [cell for column in self._layout.columns for cell in column.examples]
        is_plain = any(map(says_incoming, said))
        if both or is_said or (not is_plain and any(map(speaks_of_incoming, said))):
            return None
        is_open = not is_plain and bool(self._layout.candidates(Role.DIRECTION))
        answer = answers.get(_WAY, "")
        self.way = _WAYS.get(answer, ())
        if answer in {*_WAYS, NOT_KNOWN} or (is_open and answers.get(_DIRECTION) != NONE):
            return None
        example = next(iter(self._layout.columns[at].examples), "")
        return Question(id=_WAY, text=example[:_LONGEST_EXAMPLE], choices=(*_WAYS, NOT_KNOWN))

    def _ask_zone(self, answers: Mapping[str, str]) -> Question | None:
        """Give the question which zone times are in that state none."""
        answer = answers.get("zone", "")
        if answer in ANSWERS:
            self.zone = answer
        elif stated := self._headed(stated_zone):
            self.zone, self.is_zone_headed = stated, True
        elif self._clock:
            return Question(id="zone", text=self._clock, choices=(*ZONES, NOT_KNOWN))
        return None

    def said_by(self, cells: list[str]) -> tuple[tuple[str, ...], str]:
        """Give the marks of direction that a row states, and `call`, `text` or `data`.

        Args:
            cells: of the row, without space around them.

        Returns:
            No marks, and an empty kind, when it states none.
        """
        direction, kind = self._columns.direction, self._columns.kind
        both = (
            None if direction is None else cells[direction],
            None if kind is None else cells[kind],
        )
        found = self._said_by.get(both)
        if found is None:
            found = self._direction_of(both), self._kind_of(both[::-1])
            if len(self._said_by) < _MOST_REMEMBERED:
                self._said_by[both] = found
        at = self._columns.duration
        if found[1] or at is None or not cells[at][-1:].isalpha():
            return found
        columns = (self._columns.number, self._columns.called)
        parties = (cells[each] for each in columns if each is not None)
        return found[0], kind_of_length(cells[at], next(parties, ""))

    def _direction_of(self, both: _Both) -> tuple[str, ...]:
        """Give the marks of direction that a row states; none when it states nothing."""
        found = self._said(both, DIRECTIONS)
        order = ("sent", "received", "missed", "voicemail", "rejected", "blocked")
        if {"sent", "received"} <= found:
            return ()
        if found & {"missed", "voicemail", "rejected", "blocked"} and "sent" not in found:
            found = found | {"received"}
        return tuple(code for code in order if code in found)

    def _kind_of(self, both: _Both) -> str:
        """Give `call`, `text` or `data` as a row states, empty when it does not."""
        found = self._said(both, KINDS)
        return next(iter(found)) if len(found) == 1 else ""

    def _said(self, both: _Both, codes: frozenset[str]) -> frozenset[str]:
        """Give what the columns of direction and kind say, the better one first."""
        for cell in both:
            found = frozenset[str]() if cell is None else self._meanings.get(cell, frozenset())
            if found & codes:
                return found & codes
        return frozenset()


@lru_cache(_MOST_REMEMBERED)
def _kind_of_length(cell: str) -> str:
    """Give how the length of a call is written; nothing is nothing in any unit, and tells none."""
    kind = "colon" if TWO.fullmatch(cell) else "plain" if PLAIN.fullmatch(cell) else ""
    return kind if cell.strip("0:.,") else ""


def _fits(needed: set[str], words: set[str], unit: str) -> bool:
    """Tell whether a heading's words state a unit: one of them, or for a pair both."""
    return needed <= words if unit in _COLON_UNITS else bool(needed & words)
