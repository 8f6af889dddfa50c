"""The parts of a workbook as expat goes through them: its sheets, shared texts, formats and rows.

References: ECMA-376 part 1, sections 18.2, 18.3, 18.4 and 18.8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.sheet_cells import shown

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_TEXT_BYTES = 32 << 20
"""Of all shared texts, and of the table that is made; one text can stand in a million cells."""

_COLUMN = re.compile(r"[A-Z]{1,3}")
_LETTERS, _FIRST_LETTER = 26, ord("A") - 1
_TRUE = frozenset({"1", "true"})


class TooLargeError(Exception):
    """A workbook holds more than is read."""


class Shared(NamedTuple):
    """What all sheets share."""

    texts: list[str]
    """What cells name by its number."""

    codes: list[str]
    """Format of each style of cells."""

    is_1904: bool
    """Whether days count from 1904."""


class About:
    """The list of sheets, and from when days count."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.is_1904 = False

    def start(self, name: str, said: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "sheet":
            way = next((said[key] for key in said if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((said.get("name", ""), way))
        elif name == "workbookPr":
            self.is_1904 = said.get("date1904", "") in _TRUE


class Texts:
    """The texts that cells share; how Asian names are spoken is no part of them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._is_text = False
        self._spoken = 0
        self._left = MOST_TEXT_BYTES

    def start(self, name: str, _: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "si":
            self._pieces = []
        self._spoken += name == "rPh"
        self._is_text = name == "t" and not self._spoken

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_text = False
        self._spoken -= name == "rPh"
        if name == "si":
            self.found.append("".join(self._pieces))

    def text(self, piece: str) -> None:
        """Take words.

        Raises:
            TooLargeError: there are too many.
        """
        if self._is_text:
            self._pieces.append(piece)
            self._left -= len(piece)
            if self._left < 0:
                raise TooLargeError


class Formats:
    """The formats that the workbook brings along, and which one each style of cells has."""

    def __init__(self) -> None:
        self.own: dict[int, str] = {}
        self.of_styles: list[int] = []
        self._is_cells = False

    def start(self, name: str, said: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "numFmt":
            self.own[int(said.get("numFmtId", "0"))] = said.get("formatCode", "")
        elif name == "cellXfs":
            self._is_cells = True
        elif name == "xf" and self._is_cells:
            self.of_styles.append(int(said.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._is_cells = self._is_cells and name != "cellXfs"


class Rows:
    """The rows of one sheet."""

    def __init__(self, shared: Shared, add: Callable[[list[str], int], None]) -> None:
        self._shared = shared
        self._add = add
        self._row = 0
        self._cells: list[str] = []
        self._column = 0
        self._kind = ""
        self._style = 0
        self._pieces: list[str] = []
        self._is_value = False
        self._spoken = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        """Take the beginning of an element."""
        match name:
            case "row":
                self._row = int(said.get("r") or self._row + 1)
                self._cells = []
            case "c":
                self._column = _column(said.get("r", "")) or len(self._cells) + 1
                self._kind, self._style = said.get("t", "n"), int(said.get("s", "0"))
                self._pieces = []
            case "rPh":
                self._spoken += 1
            case "v" | "t":
                self._is_value = not self._spoken
            case _:
                pass

    def end(self, name: str) -> None:
        """Take the end of an element."""
        match name:
            case "c" if self._pieces:
                self._cells += [""] * (self._column - len(self._cells))
                self._cells[self._column - 1] = self._shown("".join(self._pieces))
            case "row" if any(self._cells):
                self._add(self._cells, self._row)
            case "rPh":
                self._spoken -= 1
            case "v" | "t":
                self._is_value = False
            case _:
                pass

    def text(self, piece: str) -> None:
        """Take words."""
        if self._is_value:
            self._pieces.append(piece)

    def _shown(self, value: str) -> str:
        """Give a cell as text."""
        if self._kind == "s":
            return self._shared.texts[int(value)]
        if self._kind != "n":
            return value
        codes = self._shared.codes
        code = codes[self._style] if self._style < len(codes) else ""
        return shown(value, code, is_1904=self._shared.is_1904)


def _column(written: str) -> int:
    """Give the number of a cell's column, from 1 (`B7` is in 2); 0 when it is not stated."""
    found = _COLUMN.match(written)
    number = 0
    for letter in found[0] if found else "":
        number = number * _LETTERS + ord(letter) - _FIRST_LETTER
    return number
