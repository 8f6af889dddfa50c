"""Call records of operators: tables (CSV) of any shape, read as their headings or the person says.

There is no standard for them. What the headings do not make plain is asked; nothing is guessed.
References: docs/readers/call-records.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import Moment, ZoneSource
from holdfast.model.span import Span
from holdfast.readers.call_records_cells import (
    PLAIN,
    TWO,
    day_under,
    is_count,
    is_number,
    lacks_year,
    parse_duration,
    parse_time,
    parse_when,
    zone_minutes,
)
from holdfast.readers.call_records_columns import find_columns
from holdfast.readers.call_records_facts import Facts
from holdfast.readers.call_records_layout import LAYOUT_BYTES, OTHERWISE, find_layout
from holdfast.readers.call_records_words import WITHHELD, Role, plain_words, speaks_of_incoming
from holdfast.readers.csv_records import rows
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.zones import offset_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.call_records_columns import Columns
    from holdfast.readers.call_records_layout import Layout
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

NAME = "call-records"
VERSION = 1

_KINDS = {"call": MessageKind.CALL, "text": MessageKind.MESSAGE, "data": MessageKind.EVENT}
_NEEDED = frozenset({"call-column-when", "call-column-number"})
_FEWEST_DIGITS = 5
_NOTHING = " \t\r\n\v\f\0"
"""Signs of a row that says nothing; a row of no-break spaces or control codes is told of."""
_PARTIES = (Role.NUMBER, Role.CALLER, Role.CALLED)


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file looks like call records.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    layout = find_layout(head)
    if layout is None:
        return Confidence.NO
    stated = {column.role for column in layout.columns}
    has_party = not stated.isdisjoint(_PARTIES)
    if Role.WHEN in stated and has_party:
        plain = Role.DURATION in stated or (
            any("call" in plain_words(column.heading) for column in layout.columns)
            and Role.WORDS not in stated
        )
        if plain:
            return Confidence.YES
        return Confidence.PERHAPS if _has_numbers(layout) else Confidence.NO
    if layout.has_heading:
        could_be = layout.candidates(Role.WHEN) and (has_party or layout.candidates(Role.NUMBER))
        is_likely = could_be and Role.DURATION in stated and _has_numbers(layout)
        return Confidence.PERHAPS if is_likely else Confidence.NO
    numbers = layout.candidates(Role.NUMBER) and layout.candidates(Role.DURATION)
    return Confidence.PERHAPS if layout.candidates(Role.WHEN) and numbers else Confidence.NO


def _has_numbers(layout: Layout) -> bool:
    """Tell whether some column holds what could be telephone numbers."""
    return any(
        is_number(cell) and sum(map(str.isdigit, cell)) >= _FEWEST_DIGITS
        for column in layout.columns
        if Role.WHEN not in column.could_be and "." not in "".join(column.examples)
        for cell in column.examples
    )


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Give every record, and the questions that decide how it is read.

    Args:
        source: the table; UTF-8, UTF-16 with its mark, or cp1252.
        answers: choices by question id, as in docs/readers/call-records.md.

    Yields:
        First the questions that are open. Then, when it is known which column holds the date and
        which a party, a call, message or event for every row that is one; every other row is left
        over. Until then the whole file is.

    Raises:
        NotThisFormatError: it is no table with a column of dates.
    """
    layout = find_layout(source.read(0, LAYOUT_BYTES))
    if layout is None or not (layout.with_role(Role.WHEN) or layout.candidates(Role.WHEN)):
        raise NotThisFormatError
    columns, questions = find_columns(layout, answers)
    if not columns.are_enough and _NEEDED.isdisjoint(each.id for each in questions):
        raise NotThisFormatError
    yield from questions
    if not columns.are_enough:
        yield Leftover(Span(0, source.size), "columns-not-stated")
        return
    facts = Facts(layout, columns)
    for row in _records(source, layout):
        facts.note(row.cells)
    yield from facts.ask(answers)
    yield from _Records(layout, columns, facts).walk(source)


def _records(source: Source, layout: Layout) -> Iterator[Row]:
    """Give the rows that have the usual number of cells, the heading left out."""
    for row in rows(source, layout.delimiter, otherwise=OTHERWISE):
        is_heading = layout.has_heading and row.span.start == layout.heading_start
        if len(row.cells) == len(layout.columns) and not is_heading:
            yield row


class _Records:
    """Makes messages of rows."""

    def __init__(self, layout: Layout, columns: Columns, facts: Facts) -> None:
        self._layout = layout
        self._columns = columns
        self._facts = facts
        self._used = {at for at in columns if at is not None}

    def walk(self, source: Source) -> Iterator[Found]:
        """Give every row as what it is."""
        begin = self._layout.heading_start + self._layout.has_heading
        for row in rows(source, self._layout.delimiter, otherwise=OTHERWISE):
            if row.span.start < begin:
                yield Leftover(row.span, "about-the-export")
            elif not any(cell.strip(_NOTHING) for cell in row.cells):
                continue
            elif len(row.cells) != len(self._layout.columns):
                yield Leftover(row.span, "row-not-read")
            else:
                yield self._message(row) or Leftover(row.span, self._why_not(row))

    def _why_not(self, row: Row) -> str:
        """Give why a row is no record: its date has no year, or is none."""
        return (
            "date-without-year"
            if lacks_year(self._cell(row, self._columns.when))
            else "row-not-read"
        )

    def _message(self, row: Row) -> Message | None:
        """Give one record, None when it has no date."""
        moment, marks = self._moment(row.cells)
        if moment is None:
            return None
        caller, called, number = (
            self._cell(row, at)
            for at in (self._columns.caller, self._columns.called, self._columns.number)
        )
        direction = self._direction(row.cells, caller, called)
        kind = self._kind(row)
        length, more = self._duration(row) if kind is not MessageKind.MESSAGE else (None, ())
        other = number or (called if direction[:1] == ("sent",) else caller) or called or caller
        if number and not caller and direction[:1] == ("received",):
            caller = number
        if number and not called and direction[:1] == ("sent",):
            called = number
        if direction[:1] == ("sent",) and not caller:
            caller = OWNER
        withheld = not WITHHELD.isdisjoint(plain_words(other)) or not other
        return Message(
            kind=kind.value,
            conversation=self._conversation(other, caller, called),
            sender=caller or None,
            text=self._cell(row, self._columns.words),
            happened=moment,
            span=row.span,
            marks=(
                *(direction or ("direction-unknown",)), *marks, *more[1:],
                *(("withheld",) if withheld else ()),
                *(("data-session",) if kind is MessageKind.EVENT else ()),
                *(("bytes-replaced",) if row.is_damaged else ()),
            ),
            duration_seconds=length,
            details=self._details(row, called, number if not direction else "", more[:1]),
        )  # fmt: skip

    @staticmethod
    def _cell(row: Row, at: int | None) -> str:
        """Give one cell, empty when there is none."""
        return "" if at is None else row.cells[at].strip()

    def _conversation(self, other: str, caller: str, called: str) -> str:
        """Give the party that is not the owner of the records; both where that is not known."""
        owner = self._facts.owner
        if owner and caller and called:
            return called if caller == owner else caller
        if self._columns.number is None and caller and called and caller != OWNER:
            return ", ".join(sorted({caller, called}))
        return other

    def _direction(self, cells: list[str], caller: str, called: str) -> tuple[str, ...]:
        """Give which way it went: as a column says, or by whose number is called."""
        stated = self._facts.direction_of(cells)
        owner = self._facts.owner
        if stated:
            return stated
        if owner and caller != called:
            return ("sent",) if caller == owner else ("received",)
        only_one = self._columns.direction is None and self._columns.number is None
        if only_one and not any(map(speaks_of_incoming, cells)):
            if self._columns.caller is None:
                return ("sent",)
            if self._columns.called is None:
                return ("received",)
        return ()

    def _kind(self, row: Row) -> MessageKind:
        """Give what the record is of; where no column says, a call."""
        stated = self._facts.kind_of(row.cells)
        if stated:
            return _KINDS[stated]
        return MessageKind.MESSAGE if self._cell(row, self._columns.words) else MessageKind.CALL

    def _moment(self, cells: list[str]) -> tuple[Moment | None, tuple[str, ...]]:
        """Give when it was, and what is in doubt about it."""
        at, time_at = self._columns.when, self._columns.time
        cell = "" if at is None else cells[at].strip()
        written = parse_when(cell)
        if written is None:
            return None, ()
        if is_count(cell):
            time_at = None
        as_written = cell if time_at is None else f"{cell} {cells[time_at].strip()}"
        days = {day_under(order, written.numbers) for order in written.orders}
        order = self._facts.order if self._facts.order in written.orders else ""
        day = days.pop() if len(days) == 1 else order and day_under(order, written.numbers)
        if not day:
            return Moment(as_written, None), ("date-open",)
        clock = parse_time(written.rest if time_at is None else cells[time_at])
        if clock is None:
            odd = bool(written.rest if time_at is None else cells[time_at].strip())
            return Moment(as_written, f"{day}", "day"), ("clock-impossible",) if odd else ()
        stated, precision, zone = f"{day}{clock[0]}", clock[1], clock[2]
        if zone:
            source = ZoneSource.BY_FORMAT if is_count(cell) else ZoneSource.IN_FILE
            offset = zone_minutes(zone)
        else:
            source, offset = ZoneSource.BY_PERSON, offset_in(self._facts.zone, stated)
        if offset is None:
            return Moment(as_written, stated, precision), ()
        return Moment(as_written, stated, precision, source.value, offset), ()

    def _duration(self, row: Row) -> tuple[int | None, tuple[str, ...]]:
        """Give seconds, the length as written when they are not certain, and a mark."""
        cell = self._cell(row, self._columns.duration)
        shape = "colon" if TWO.fullmatch(cell) else "plain"
        unit = self._facts.unit[shape]
        if PLAIN.fullmatch(cell) and not cell.strip("0."):
            unit = unit or "seconds"
        length = parse_duration(cell, unit)
        if length is None:
            return None, (cell,) if cell else ()
        return length, (cell, "duration-rounded") if unit == "minutes-rounded-up" else ()

    def _details(
        self, row: Row, called: str, number: str, length: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        """Give what else the row states: the other columns with their headings."""
        found = [("to", called)] if called else []
        if number:
            found.append(("address", number))
        found += [("duration-as-written", each) for each in length]
        for at, column in enumerate(self._layout.columns):
            cell = row.cells[at].strip()
            if at not in self._used and cell:
                found.append(("column", f"{column.heading or at + 1}: {cell}"))
        return tuple(found)
