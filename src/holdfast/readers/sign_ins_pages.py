"""The page about a Google account: who signed in, and what was changed, as tables in HTML.

    <tr><th>Timestamp</th><th>IP Address</th><th>Activity Type</th>…
    <tr><td>2026-03-04 09:30:00 Z</td><td>203.0.113.5</td><td>Login</td>…

All else on the page (names, numbers, services) is left over. References: docs/readers/sign-ins.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.html_pieces import pieces, shifted
from holdfast.readers.html_tokens import TokenKind, tokens, unescape
from holdfast.readers.sign_ins_times import marks_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.html_tokens import Token
    from holdfast.readers.reader import Source

_ROW = re.compile(rb"<tr\b", re.IGNORECASE)
_CELLS = frozenset({"td", "th"})
# What parts rows and says nothing.
_BETWEEN = re.compile(rb"(?:\s|</?(?:table|thead|tbody|tfoot|tr)(?:\s[^<>]*+)?>)*+", re.IGNORECASE)
_TIME = "timestamp"
_TABLES = (
    (frozenset({_TIME, "ip address", "activity type"}), ("activity type", "ip address"), "log-in"),
    (frozenset({_TIME, "change type"}), ("change type", "ip address"), "account-changed"),
)
"""Columns -> those that make the words of an event, and its mark."""


class _Row(NamedTuple):
    """One row of a table; its `repr` shows none of it."""

    start: int
    end: int
    cells: list[str]
    is_first: bool

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"_Row({self.start}-{self.end})"


def is_page(head: bytes) -> bool:
    """Tell whether a file is a page about a Google account.

    Args:
        head: its first bytes.
    """
    small = head.lower()
    if not (b"<tr" in small and b"google" in small and _TIME.encode() in small):
        return False
    return any(_table_of(row.cells) for row in _rows(head))


def read_page(source: Source) -> Iterator[Found]:
    """Divide a page into its rows and what stands around them.

    Args:
        source: the page. Any size.

    Yields:
        An event for each row of the tables that are known; leftovers for other words.
    """
    page = _Page()
    for piece in pieces(source, _ROW):
        yield from shifted(page.read(piece.content), piece.start)


def _table_of(cells: list[str]) -> tuple[tuple[str, ...], str] | None:
    """Give what a table tells, by the names of its columns; None for any other."""
    names = {cell.casefold() for cell in cells}
    return next(((said, mark) for needs, said, mark in _TABLES if needs <= names), None)


class _Page:
    """Remembers the columns of the table that a row stands in, from one piece to the next."""

    def __init__(self) -> None:
        self._columns: list[str] = []
        self._table: tuple[tuple[str, ...], str] | None = None

    def read(self, content: bytes) -> Iterator[Found]:
        """Divide a piece of the page."""
        told = 0
        for row in _rows(content):
            yield from _around(content, told, row.start)
            yield from self._row(row)
            told = row.end
        yield from _around(content, told, len(content))

    def _row(self, row: _Row) -> Iterator[Found]:
        """Give a row as an event, or left over; one without words as nothing."""
        span = Span(row.start, row.end - row.start, "")
        table = _table_of(row.cells)
        if row.is_first or table:
            self._table, self._columns = table, row.cells
        if not any(row.cells):
            return
        if table or self._table is None:
            yield Leftover(span, "about-the-export")
        elif len(row.cells) < min(2, len(self._columns)):
            yield Leftover(span, "not-understood")
        else:
            yield self._event(row, span, *self._table)

    def _event(self, row: _Row, span: Span, said: tuple[str, ...], mark: str) -> Message:
        """Give a row of a table that is known."""
        named = list(zip(self._columns, row.cells, strict=False))
        cells = {name.casefold(): cell for name, cell in named}
        happened = moment_of(cells.get(_TIME, "")) or UNKNOWN_MOMENT
        shown = {*said, *([_TIME] if happened is not UNKNOWN_MOMENT else [])}
        details = [
            ("column", f"{name}: {cell}")
            for name, cell in named
            if cell and name.casefold() not in shown
        ]
        details += [("other", cell) for cell in row.cells[len(self._columns) :] if cell]
        text = ", ".join(filter(None, (cells.get(name, "") for name in said)))
        return Message(
            MessageKind.EVENT.value, "", None, text, happened, span, (),
            (mark, *marks_of(happened)), None, tuple(details),
        )  # fmt: skip


def _around(content: bytes, start: int, end: int) -> Iterator[Leftover]:
    """Give what stands between rows, when it says anything."""
    if not _BETWEEN.fullmatch(content, start, end):
        yield Leftover(Span(start, end - start, ""), "about-the-export")


def _rows(content: bytes) -> Iterator[_Row]:
    """Give the rows of all tables in order."""
    row = _Open()
    for token in tokens(content):
        begins = token.kind is TokenKind.OPEN and token.name in {"tr", "table"}
        ends = token.kind is TokenKind.CLOSE and token.name in {"tr", "table"}
        if (begins or ends) and row.start >= 0:
            yield row.close(token.end if ends and token.name == "tr" else token.start)
        if begins:
            row.begin(token)
        elif row.start >= 0:
            row.take(token, content)
    if row.start >= 0:
        yield row.close(len(content))


class _Open:
    """A row whose end is not reached yet."""

    def __init__(self) -> None:
        self.start = -1
        self._cells: list[list[str]] = []
        self._is_first = False

    def begin(self, token: Token) -> None:
        """Begin a row, or a table."""
        if token.name == "table":
            self._is_first = True
        else:
            self.start, self._cells = token.start, []

    def take(self, token: Token, content: bytes) -> None:
        """Follow one token inside a row."""
        is_cell = token.kind is TokenKind.OPEN and token.name in _CELLS
        is_text = token.kind is TokenKind.TEXT
        if is_cell or (is_text and not self._cells):
            self._cells.append([])
        if is_text:
            words = content[token.start : token.end].decode(errors="replace")
            self._cells[-1].append(unescape(words))
        elif token.name == "br" and self._cells:
            self._cells[-1].append(" ")

    def close(self, end: int) -> _Row:
        """Give the row."""
        cells = [" ".join("".join(cell).split()) for cell in self._cells]
        row = _Row(self.start, end, cells, self._is_first)
        self.start, self._is_first = -1, False
        return row
