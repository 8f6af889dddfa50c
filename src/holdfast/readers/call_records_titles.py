"""Whose line the rows of a bill are of, where one bill has several: a line with a number says it.

A family's bill has a part for each telephone, below a line such as `Mobile number: 07700 900111`.
Whoever holds the bill holds one of them, and the bill does not say which. References:
docs/readers/call-records.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Message
from holdfast.readers.call_records_dates import is_count, parse_date, parse_yearless
from holdfast.readers.call_records_words import plain_words
from holdfast.readers.reader import OWNER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.model.message import Leftover

_MOST_CELLS, _LONGEST_TITLE = 3, 120
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_MOST_LINES = 50
# Numbers that a bill names besides: of the company, of the account, and of what was summed up.
_OF_NO_LINE = frozenset({
    "account", "bill", "contact", "customer", "enquiries", "fax", "help", "hotline", "invoice",
    "konto", "kundennummer", "order", "questions", "rechnungsnummer", "reference", "service",
    "subtotal", "sum", "summe", "support", "total", "totals", "vat",
})  # fmt: skip
_NUMBER = re.compile(r"(?<!\w)[+(]?\d[\d ().-]{5,22}\d(?!\w)")


class LineTitles:
    """Goes through the rows of a file, and tells the parts of several lines from each other."""

    def __init__(self) -> None:
        """Begin above the first row."""
        self._waiting = ""
        self._lines = set[str]()
        self._in_column = set[str]()
        self._title = ""

    def note(self, cells: Sequence[str]) -> None:
        """Look at a row that is no usual record.

        Args:
            cells: of the row, without space around them.
        """
        said = [cell for cell in cells if cell]
        if 0 < len(said) <= _MOST_CELLS:
            self._waiting = number_in(said) or self._waiting

    def use(self, line: str = "") -> None:
        """Take note that a record follows.

        Args:
            line: what it says itself of whose line it is.
        """
        if line and len(self._in_column) <= 1:
            self._in_column.add(line)
        if self._waiting:
            if len(self._lines) < _MOST_LINES:
                self._lines.add(self._waiting)
            self._waiting = ""

    @property
    def are_several(self) -> bool:
        """Whether records stand below the numbers of more than one line, or beside them."""
        return len(self._lines) > 1 or len(self._in_column) > 1

    def told(self, found: Message | Leftover, cells: Sequence[str]) -> Message | Leftover:
        """Give what a row is, below which title it stands, and nobody as the owner of the phone.

        Args:
            found: what the row is.
            cells: of the row, without space around them.
        """
        if isinstance(found, Message):
            sender = None if found.sender == OWNER else found.sender
            title = (("bill-part", self._title),) if self._title else ()
            return found._replace(sender=sender, details=(*found.details, *title))
        said = [cell for cell in cells if cell]
        if 0 < len(said) <= _MOST_CELLS and number_in(said):
            self._title = " ".join(said)[:_LONGEST_TITLE]
        return found


def is_dated(cell: str) -> bool:
    """Tell whether a cell begins with a day, as a record's does and a title does not.

    Args:
        cell: without space around it.
    """
    return is_count(cell) or parse_date(cell) is not None or parse_yearless(cell) is not None


def number_in(cells: Sequence[str]) -> str:
    """Give the digits of the one telephone number in a short row without a date; else nothing.

    Args:
        cells: those of the row that are not empty.
    """
    text = " ".join(cells)[:_LONGEST_TITLE]
    found = [number[0] for number in _NUMBER.finditer(text)]
    if len(found) != 1 or parse_date(found[0]) is not None or any(map(is_dated, cells)):
        return ""
    if not _OF_NO_LINE.isdisjoint(plain_words(text)):
        return ""
    digits = "".join(filter(str.isdecimal, found[0]))
    return digits if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS else ""
