"""Call records of operators: tables (CSV) of any shape, read as their headings or the person says.

There is no standard for them. What the headings do not make plain is asked; nothing is guessed.
References: docs/readers/call-records.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind, Question
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.span import Span
from holdfast.readers.call_records_cells import (
    PLAIN,
    TWO,
    is_rounded,
    parse_duration,
)
from holdfast.readers.call_records_clocks import parse_time, zone_minutes
from holdfast.readers.call_records_columns import PREFIX, find_columns
from holdfast.readers.call_records_dates import day_of, is_count, lacks_year, parse_when
from holdfast.readers.call_records_facts import Facts
from holdfast.readers.call_records_incoming import says_incoming, speaks_of_incoming
from holdfast.readers.call_records_known import could_be_diary, how_sure, is_in_doubt
from holdfast.readers.call_records_layout import LAYOUT_BYTES, OTHERWISE, find_layout, fit
from holdfast.readers.call_records_parties import could_be_numbers
from holdfast.readers.call_records_programs import settled_by_program
from holdfast.readers.call_records_tables import find_tables, plain_cells
from holdfast.readers.call_records_words import (
    ENDINGS,
    ending_of,
    is_withheld,
    plain_words,
)
from holdfast.readers.call_records_years import Years
from holdfast.readers.call_records_zones import offset_said, parse_zone
from holdfast.readers.csv_records import rows
from holdfast.readers.reader import HEAD_BYTES, OWNER, Confidence
from holdfast.readers.sheets import is_workbook, read_sheets
from holdfast.readers.zones import offset_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.call_records_layout import Layout
    from holdfast.readers.call_records_tables import Table
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

NAME = "call-records"
VERSION = 1

_CALL, _TEXT, _DATA = (
    MessageKind.CALL.value, MessageKind.MESSAGE.value, MessageKind.EVENT.value
)  # fmt: skip
_KINDS = {"call": _CALL, "text": _TEXT, "data": _DATA}
_NEEDED = frozenset({"call-column-when", "call-column-number"})
_LONGEST_SERVICE, _LONGEST_EXAMPLE = 4, 80
_NOTHING = " \t\r\n\v\f\0"
"""Signs of a row that says nothing; a row of no-break spaces or control codes is told of."""
_NO_DIRECTION = ("direction-unknown",)
_DAY = Precision.DAY.value
_BY_FORMAT, _BY_PERSON = ZoneSource.BY_FORMAT.value, ZoneSource.BY_PERSON.value
_IN_FILE = ZoneSource.IN_FILE.value
_new = tuple.__new__


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file looks like call records.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    if is_workbook(head):
        # What is in it shows when it is opened.
        return Confidence.PERHAPS
    layout = find_layout(head)
    return Confidence.NO if layout is None else how_sure(layout)


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Give every record, and the questions that decide how it is read.

    Args:
        source: the table; UTF-8, UTF-16 with its mark, or cp1252; or a workbook.
        answers: choices by question id, as in docs/readers/call-records.md.

    Yields:
        First the questions that are open. Then, when it is known which column holds the date and
        which a party, a call, message or event for every row that is one; every other row is left
        over. Until then the whole file is. Of a table that may be anything else with dates, a
        diary for one, it is asked first whether it is one of calls (`format`).
    """
    is_book = is_workbook(source.read(0, HEAD_BYTES))
    is_told = answers.get("format") == NAME or any(name.startswith(PREFIX) for name in answers)
    # What a table of text is was found out before, unless it tells of something else as well.
    doubt = None if is_told else is_in_doubt if is_book else could_be_diary
    yield from read_sheets(source, lambda table: _read(table, answers, doubt))


def _read(
    source: Source, answers: Mapping[str, str], doubt: Callable[[Layout], bool] | None
) -> Iterator[Found]:
    """Give every record, and the questions.

    Raises:
        NotThisFormatError: it is no table with a column of dates.
    """
    layout = find_layout(source.read(0, LAYOUT_BYTES))
    if layout is None or not layout.has_dates:
        raise NotThisFormatError
    if doubt is not None and doubt(layout):
        headings = ", ".join(column.heading for column in layout.columns)
        yield Question(id="format", text=headings[:_LONGEST_EXAMPLE], choices=(NAME, "opaque"))
        yield Leftover(Span(0, source.size), "not-stated")
        return
    answers = {**settled_by_program(layout.columns), **answers}
    columns, questions = find_columns(layout, answers)
    if not columns.are_enough and _NEEDED.isdisjoint(each.id for each in questions):
        raise NotThisFormatError
    yield from questions
    if not columns.are_enough:
        yield Leftover(Span(0, source.size), "columns-not-stated")
        return
    tables, titles = find_tables(source, layout, columns, answers)
    asked = {
        question.id: question
        for table in tables
        if table.facts is not None
        for question in table.facts.ask(answers)
    }
    yield from asked.values()
    walked = _walk(source, layout.delimiter, tables)
    if titles.are_several:
        walked = ((row, titles.told(found, plain_cells(row))) for row, found in walked)
    yield from (found for _, found in walked)


def _says_anything(row: Row) -> bool:
    """Tell whether any cell has more than signs that show nothing."""
    return any(cell.strip(_NOTHING) for cell in row.cells)


def _walk(
    source: Source, delimiter: str, tables: list[Table]
) -> Iterator[tuple[Row, Message | Leftover]]:
    """Give every row with what it is, by the table that it stands in."""
    waiting = [_Records(table) for table in reversed(tables)]
    records: _Records | None = None
    for row in rows(source, delimiter, otherwise=OTHERWISE):
        while waiting and row.span.start >= waiting[-1].start:
            records = waiting.pop()
        if records is None:
            yield row, Leftover(row.span, "about-the-export")
        elif row.cells[0].strip(_NOTHING) or _says_anything(row):
            yield row, records.read(row)


class _Records:
    """Makes messages of a table's rows; what repeats from row to row is worked out once."""

    def __init__(self, table: Table) -> None:
        self.start = table.start
        self._layout = table.layout
        self._facts = table.facts or Facts(table.layout, table.columns, Years())
        if self._facts.is_owner_apart:
            columns = table.columns._replace(caller=None, called=None, number=table.columns.called)
            table = table._replace(columns=columns)
        self._columns = table.columns
        self._is_read = table.facts is not None
        self._headings = table.headings if table.layout.has_heading else []
        self._kind = table.kind or "call"
        self._width = len(table.layout.columns)
        self._needed = table.layout.needed
        # In which zone a time is stays to be seen as written.
        used = {at for at in table.columns._replace(zone=None) if at is not None}
        headings = ["".join(plain_words(column.heading)) for column in table.layout.columns]
        self._ended = next((at for at, said in enumerate(headings) if said in ENDINGS), None)
        parties = (table.columns.caller, table.columns.called)
        caller, called = ("" if at is None else headings[at] for at in parties)
        # "Incoming number" beside "Outgoing number": one of the two is filled.
        self._is_told_by_place = caller.startswith("incoming") and called.startswith("outgoing")
        found = table.columns
        whoever = (found.number, found.called, found.caller)
        told_by = (*whoever, found.duration, found.time, found.words)
        self._told_by = [at for at in told_by if at is not None]
        self._may_name_called = any(
            column.role is None and could_be_numbers(column) for column in table.layout.columns
        )
        self._others = [
            (at, f"{column.heading or at + 1}: ")
            for at, column in enumerate(table.layout.columns)
            if at not in used
        ]

    def read(self, row: Row) -> Message | Leftover:
        """Give a row as what it is."""
        if row.span.start == self.start and self._headings:
            return Leftover(row.span, "about-the-export")
        cells = plain_cells(row)
        if len(cells) != self._width:
            fitted = fit(cells, self._width, self._needed)
            if fitted is None:
                return Leftover(row.span, "row-not-read")
            cells = fitted
        message = self._message(row, cells) if self._is_read and self._says_more(cells) else None
        return message or Leftover(row.span, self._why_not(cells))

    def _says_more(self, cells: list[str]) -> bool:
        """Tell whether a row says more than a day: with whom, when on it, how long, or what."""
        for at in self._told_by:
            if cells[at]:
                return True
        at = self._columns.when or 0
        return ":" in cells[at] or any(self._facts.said_by(cells))

    def _why_not(self, cells: list[str]) -> str:
        """Give why a row is no record: it is the heading, its date has no year, or is none."""
        if cells == self._headings:
            return "about-the-export"
        at = self._columns.when
        return "date-without-year" if at is not None and lacks_year(cells[at]) else "row-not-read"

    def _message(self, row: Row, cells: list[str]) -> Message | None:
        """Give one record, None when it has no date."""
        moment, marks = self._moment(cells)
        if moment is None:
            return None
        columns = self._columns
        caller = "" if columns.caller is None else cells[columns.caller]
        called = "" if columns.called is None else cells[columns.called]
        number = "" if columns.number is None else cells[columns.number]
        stated, said = self._stated(cells, number or called)
        direction = stated or self._by_party(cells, caller, called)
        words = "" if columns.words is None else cells[columns.words]
        kind = _KINDS[said or ("text" if words else self._kind)]
        length, more = self._duration(cells, kind)
        way = direction[0] if direction else ""
        other = number or (called if way == "sent" else caller) or called or caller
        if way == "received":
            caller = caller or number
        elif way == "sent":
            called, caller = called or number, caller or OWNER
        ending = (
            () if self._ended is None or kind != _CALL else _ending(cells[self._ended], direction)
        )
        marks = (*(direction or _NO_DIRECTION), *ending, *marks, *more[1:])
        if kind != _DATA and not other.isdecimal() and is_withheld(other):
            marks += ("withheld",)
        if kind == _DATA:
            marks += ("data-session",)
        if not other.isdecimal() and is_rounded(other):
            marks += ("number-rounded",)
        if row.is_damaged:
            marks += ("bytes-replaced",)
        details = self._details(cells, *_shown(direction, caller, called, number), more[:1])
        conversation = other if way else self._conversation(other, caller, called)
        return _new(
            Message,
            (kind, conversation, caller or None, words, moment, row.span, (), marks, length,
             details),
        )  # fmt: skip

    def _stated(self, cells: list[str], party: str) -> tuple[tuple[str, ...], str]:
        """Give what a row states of its direction and kind."""
        ways, kind = self._facts.said_by(cells)
        if "voicemail" in ways:
            is_only_called = self._columns.number is None and self._columns.caller is None
            if is_only_called or 0 < len(party) <= _LONGEST_SERVICE:
                # A call to voicemail, and no message left on it.
                return (), kind
        return ways, kind

    def _conversation(self, other: str, caller: str, called: str) -> str:
        """Give the party that is not the owner of the records; both where that is not known."""
        owner = self._facts.owner
        if owner and caller and called:
            return called if caller == owner else caller
        if self._columns.number is None and caller and called and caller != OWNER:
            return ", ".join(sorted({caller, called}))
        return other

    def _by_party(self, cells: list[str], caller: str, called: str) -> tuple[str, ...]:
        """Give which way it went by whose number is called; nothing where that does not tell."""
        owner = self._facts.owner
        if owner and caller != called:
            return ("sent",) if caller == owner else ("received",)
        if self._is_told_by_place and bool(caller) != bool(called):
            return ("sent",) if called else ("received",)
        if any(says_incoming(cells[at]) for at, _ in self._others):
            return ("received",)
        only_one = self._columns.direction is None and self._columns.number is None
        if only_one and not any(map(speaks_of_incoming, cells)):
            if self._columns.caller is None:
                return ("sent",)
            if self._columns.called is None and not self._may_name_called:
                return ("received",)
        way = self._facts.way
        return () if way and any(map(speaks_of_incoming, cells)) else way

    def _moment(self, cells: list[str]) -> tuple[Moment | None, tuple[str, ...]]:
        """Give when it was, and what is in doubt about it."""
        at, time_at = self._columns.when, self._columns.time
        cell = "" if at is None else cells[at]
        written, years = parse_when(cell), self._facts.years
        without_year = years.dated(cell) if written is None and years is not None else None
        if without_year is not None:
            written = without_year[0]
        if written is None:
            return None, ()
        numbers, orders, rest = written
        by_count = is_count(cell)
        as_written = cell
        if time_at is not None and not by_count:
            rest = cells[time_at]
            as_written = f"{cell} {rest}"
        day = day_of(numbers, orders, self._facts.order)
        if not day:
            return Moment(as_written, None), ("date-open",)
        if without_year is not None and not (day := without_year[1]):
            return Moment(as_written, None), ("year-open",)
        clock = parse_time(rest)
        if clock is None:
            return Moment(as_written, day, _DAY), ("clock-impossible",) if rest else ()
        time, precision, zone = clock
        stated = day + time
        source, offset, doubt = self._zone(cells, stated)
        if zone:
            source, offset, doubt = (_BY_FORMAT if by_count else _IN_FILE), zone_minutes(zone), ()
        if offset is None:
            return Moment(as_written, stated, precision), doubt
        return _new(Moment, (as_written, stated, precision, source, offset, None, False)), doubt

    def _zone(self, cells: list[str], stated: str) -> tuple[str, int | None, tuple[str, ...]]:
        """Give who says which zone a time without one is in, its distance from UTC, and a doubt."""
        facts, at = self._facts, self._columns.zone
        said = None if at is None or facts.is_zone_headed else parse_zone(cells[at])
        offset = None if said is None else offset_said(said, stated)
        if offset is not None:
            return _IN_FILE, offset, ()
        source = _IN_FILE if facts.is_zone_headed else _BY_PERSON
        doubt = ("zone-odd",) if said is not None and said.minutes is not None else ()
        return source, offset_in(facts.zone, stated), doubt

    def _duration(self, cells: list[str], kind: str) -> tuple[int | None, tuple[str, ...]]:
        """Give seconds, the length as written when they are not certain, and a mark."""
        at = self._columns.duration
        units = self._facts.unit
        if at is None or (kind == _TEXT and not cells[at].isalpha()):
            return None, ()
        return _length_of(cells[at], units["plain"], units["colon"])

    def _details(
        self, cells: list[str], called: str, number: str, length: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        """Give what else the row states: the other columns with their headings."""
        found = [("to", called)] if called else []
        if number:
            found.append(("address", number))
        found += [("duration-as-written", each) for each in length]
        found += [("column", heading + cells[at]) for at, heading in self._others if cells[at]]
        return tuple(found)


def _shown(direction: tuple[str, ...], caller: str, called: str, number: str) -> tuple[str, str]:
    """Give whom a record was to, and a number of which nothing says whose it is."""
    if not direction:
        return called, number
    # Under "Number called" may be whoever called, or this phone.
    return ("", called) if direction[0] == "received" and not caller else (called, "")


def _ending(cell: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give that a call was missed or turned down, where the cell of its own column says so."""
    said = ending_of(cell)
    return tuple(mark for mark in ("missed", "rejected") if mark in said and mark not in known)


@lru_cache(8_192)
def _length_of(cell: str, plain: str, colon: str) -> tuple[int | None, tuple[str, ...]]:
    """Give what `_duration` gives, by the units of lengths such as `65` and `1:05`."""
    unit = colon if TWO.fullmatch(cell) else plain
    if PLAIN.fullmatch(cell) and not cell.strip("0.,"):
        unit = unit or "seconds"
    length = parse_duration(cell, unit)
    if length is None:
        return None, (cell,) if cell else ()
    return length, (cell, "duration-rounded") if unit == "minutes-rounded-up" else ()
