"""Tables that follow each other in one file of call records, each with a heading: calls, texts.

Which table a file is laid out by is told by most of its rows (`call_records_layout`), and only of
that one the person is asked what its columns hold. Another one is read where its headings are
enough, and where they or the title before it say whether it is of calls or of texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.call_records_columns import PREFIX, find_columns
from holdfast.readers.call_records_facts import Facts
from holdfast.readers.call_records_layout import (
    MOST_ROWS,
    OTHERWISE,
    begins_table,
    fit,
    layout_of,
    without_end,
)
from holdfast.readers.call_records_parties import own_line
from holdfast.readers.call_records_titles import LineTitles, is_dated
from holdfast.readers.call_records_told import MOST_BETWEEN, Lines
from holdfast.readers.call_records_words import KINDS, meaning_of, without_guard
from holdfast.readers.call_records_years import Years
from holdfast.readers.csv_records import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from holdfast.readers.call_records_columns import Columns
    from holdfast.readers.call_records_layout import Layout
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

MOST_TABLES = 1_000
"""In one file; what follows is taken as part of the last."""

_DIGIT = re.compile(r"\d")
_FEWEST_CELLS = 3
"""A row with fewer may be a title, padded to the width of its table."""


class Table(NamedTuple):
    """One table of a file."""

    start: int
    """Offset of its heading, or of its first record where there is none."""

    layout: Layout
    """How it is laid out."""

    columns: Columns
    """Where what stands."""

    facts: Facts | None
    """What its rows tell together; None for a table that is not read."""

    kind: str = ""
    """`call`, `text` or `data` as the title before it says; empty where it does not."""

    @property
    def headings(self) -> list[str]:
        """Give its headings as written."""
        return [column.heading for column in self.layout.columns]


def plain_cells(row: Row) -> list[str]:
    """Give a row's cells without space around them, and without the guards of table programs.

    Args:
        row: as it stands.
    """
    cells = list(map(str.strip, row.cells))
    all_of_them = "".join(cells)
    if "'" in all_of_them or '"' in all_of_them:
        return list(map(without_guard, cells))
    return cells


def find_tables(
    source: Source, layout: Layout, columns: Columns, answers: Mapping[str, str]
) -> tuple[list[Table], LineTitles]:
    """Give the tables of a file in order, and whose lines they are of; rows are gone through once.

    Args:
        source: the file.
        layout: of most of its rows.
        columns: of that layout.
        answers: choices by question id; those about columns are about that layout only.
    """
    finder = _Finder(layout, columns, answers)
    for row in rows(source, layout.delimiter, otherwise=OTHERWISE):
        finder.take(row)
    finder.close()
    return finder.tables, finder.titles


class _Finder:
    """Goes through rows; a table that begins is kept back until there are rows to tell by."""

    def __init__(self, layout: Layout, columns: Columns, answers: Mapping[str, str]) -> None:
        self.tables: list[Table] = []
        self.titles = LineTitles()
        self._years = Years()
        self._main = Table(
            layout.heading_start, layout, columns, Facts(layout, columns, self._years)
        )
        self._answers = {key: value for key, value in answers.items() if not key.startswith(PREFIX)}
        self._growing: list[tuple[int, list[str]]] = []
        self._before: list[str] = []
        self._width = self._when = 0
        self._note: Callable[[list[str]], None] | None = None
        self._line: int | None = None
        self._title = ""
        self._between, self._is_split = Lines(MOST_BETWEEN), False

    def take(self, row: Row) -> None:
        """Look at one row."""
        cells = plain_cells(row)
        is_full = len(cells) == self._width and cells.count("") <= self._width - _FEWEST_CELLS
        if is_full and _DIGIT.search(cells[self._when]):
            # A record of the table at hand, as nearly every row is.
            if self._note is not None:
                self._years.is_mixed |= self._is_split
                self._note(cells)
                self.titles.use("" if self._line is None else cells[self._line])
            return
        self.titles.note(cells)
        if any(cells) and not self._begins(row, cells):
            if self._growing:
                self._keep_back(row, cells)
            elif self.tables:
                self._look_closer(cells)
            else:
                self._years.lines.note(cells)
            self._before = cells

    def _look_closer(self, cells: list[str]) -> None:
        """Look at a row that is no usual record of the table at hand."""
        layout = self.tables[-1].layout
        fitted = fit(cells, len(layout.columns), layout.needed)
        if fitted is None or not _DIGIT.search(fitted[self._when]):
            self._note_between(cells)
        elif self._note is not None:
            self._years.is_mixed |= self._is_split
        if fitted is not None and self._note is not None and fitted != self.tables[-1].headings:
            self._note(fitted)
            if any(map(is_dated, fitted)):
                self.titles.use("" if self._line is None else fitted[self._line])

    def _note_between(self, cells: list[str]) -> None:
        """Take note of a line between rows: another bill may begin with it."""
        facts = self._main.facts
        if facts is not None and facts.years is not None and self._between.note(cells):
            self._is_split = self._years.differ(self._between)

    def _begin_bill(self) -> None:
        """Begin another bill where the lines before a table say that it is of another time."""
        if self._is_split:
            self._years = Years(self._between)
        self._between, self._is_split = Lines(MOST_BETWEEN), False

    def _in_bill(self, table: Table) -> Table:
        """Give a table with what its rows tell together, apart from those of other bills."""
        facts = table.facts
        if facts is None or facts.years is None or facts.are_of(self._years):
            return table
        again = Facts(table.layout, table.columns, self._years, like=self._main.facts)
        return table._replace(facts=again)

    def _begins(self, row: Row, cells: list[str]) -> bool:
        """Begin the table whose heading a row is; False when it is none."""
        if row.span.start == self._main.start:
            self.close()
            self._begin_bill()
            self._open(self._in_bill(self._main._replace(kind=_kind_of(self._before))))
            return self._main.layout.has_heading
        if not self._begins_another(cells):
            return False
        self.close()
        self._begin_bill()
        self._width = 0
        self._growing = [(row.span.start, cells)]
        self._title = _kind_of(self._before)
        return True

    def _keep_back(self, row: Row, cells: list[str]) -> None:
        """Keep a row until there are enough to tell its table by."""
        headings = self._growing[0][1]
        fitted = fit(cells, len(headings), len(without_end(headings)))
        if fitted is not None:
            self._growing.append((row.span.start, fitted))
            if any(map(is_dated, fitted)):
                self.titles.use()
        if fitted is None or 2 * sum(map(bool, fitted)) <= len(fitted):
            self._note_between(cells)
        if self._is_split or len(self._growing) > MOST_ROWS:
            self.close()

    def _open(self, table: Table) -> None:
        """Begin a table whose columns are known."""
        self.tables.append(table)
        self._note = None if table.facts is None else table.facts.note
        when = table.columns.when
        self._width = 0 if when is None else len(table.layout.columns)
        self._when = when or 0
        self._line = own_line(table.layout.columns, table.columns)

    def _begins_another(self, cells: list[str]) -> bool:
        """Tell whether a row is the heading of another table than the one at hand."""
        known = self._growing[0][1] if self._growing else []
        if not self._growing and self.tables:
            # The same headings again go on with the same table, unless another bill begins.
            known = [] if self._is_split else self.tables[-1].headings
        return len(self.tables) < MOST_TABLES and begins_table(cells, known)

    def close(self) -> None:
        """Find out about the table that is kept back, if any."""
        if not self._growing:
            return
        start, headings = self._growing[0]
        table = self._again(start, headings) or self._another(start)
        if table.facts is not None:
            at = own_line(table.layout.columns, table.columns)
            for _, cells in self._growing[1:]:
                table.facts.note(cells)
                self.titles.use("" if at is None else cells[at])
        self._growing = []
        self._open(table)

    def _again(self, start: int, headings: list[str]) -> Table | None:
        """Give a table with the headings of an earlier one as that one, None when it is new."""
        for each in (*reversed(self.tables), self._main):
            is_named = each.layout.has_heading
            if is_named and without_end(each.headings) == without_end(headings):
                return self._in_bill(each._replace(start=start, kind=self._title))
        return None

    def _another(self, start: int) -> Table:
        """Give a table that is new."""
        layout = layout_of(self._main.layout.delimiter, self._growing)
        columns, _ = find_columns(layout, self._answers)
        says_kind = self._title or columns.kind is not None or columns.duration is not None
        is_read = columns.are_enough and bool(says_kind)
        facts = Facts(layout, columns, self._years, like=self._main.facts) if is_read else None
        return Table(start, layout, columns, facts, self._title)


def _kind_of(title: list[str]) -> str:
    """Give the kind that a title names: a row with words in one cell only."""
    said = [cell for cell in title if cell]
    found = meaning_of(said[0]) & KINDS if len(said) == 1 else frozenset()
    return next(iter(found)) if len(found) == 1 else ""
