"""A workbook of a table program (`.xlsx`), shown as one table of text; each row knows where it is.

A workbook is a zip of XML files: the sheets, the texts that their cells share, and the formats that
tell a date from a number. Sheets follow each other, each behind its name where there are several.
Formulas are not worked out: what the program last showed is stored beside them. Nothing is unpacked
beyond the limits below. References: ECMA-376 part 1, section 18.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from bisect import bisect_right
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.model.span import Span
from holdfast.readers.reader import HEAD_BYTES
from holdfast.readers.sheet_cells import format_code
from holdfast.readers.sheet_parts import (
    MOST_TEXT_BYTES,
    About,
    Formats,
    Rows,
    Shared,
    Texts,
    TooLargeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

LARGEST_BYTES = 64 << 20
"""A larger workbook is not opened."""

MOST_XML_BYTES = 24 << 20
"""Of all files inside that are read, unpacked: some hundred thousand cells, read in seconds."""

MOST_SHEETS = 200

_MOST_FILLED = 100
"""A row is made as wide as those above it up to so many cells; no list of calls has more."""

_ZIP, _INSIDE = b"PK\x03\x04", b"xl/"
_PIECE_BYTES = 1 << 16
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, OSError, ValueError,
    LookupError, OverflowError, RuntimeError,
)  # fmt: skip
"""What zipfile and expat raise over damaged files."""

_SPECIAL = re.compile(r'[,"\r\n]')
_NAMED = re.compile(r"xl/worksheets/sheet(\d{1,4})\.xml")


class Workbook:
    """The table that a workbook makes: a source of UTF-8 text with commas between cells."""

    def __init__(self, source: Source) -> None:
        """Start with nothing in it.

        Args:
            source: the workbook.
        """
        self.name = source.name
        self.size = 0
        self._whole = Span(0, source.size)
        self._text = bytearray()
        self._widest = self._last = 0
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch of the table.

        Args:
            start: offset of the first byte.
            length: most bytes.
        """
        return bytes(self._text[start : start + length])

    def add(self, cells: list[str], sheet: int, row: int) -> None:
        """Add a row.

        Args:
            cells: its cells.
            sheet: number of its sheet, from 1.
            row: its number there, from 1; 0 for the sheet's name.

        Raises:
            TooLargeError: it is one too many.
        """
        # What is empty at the end of a row is not in the workbook: the rows above tell how much.
        self._widest = max(self._widest, len(cells)) if row and self._last == sheet else len(cells)
        self._last = sheet
        if self._widest <= _MOST_FILLED:
            cells = [*cells, *[""] * (self._widest - len(cells))]
        line = ",".join(map(_quoted, cells)) if _SPECIAL.search("".join(cells)) else ",".join(cells)
        self._starts.append(self.size)
        self._places.append((sheet, row))
        self._text += line.encode("utf-8", "replace") + b"\n"
        self.size = len(self._text)
        if self.size > MOST_TEXT_BYTES:
            raise TooLargeError

    def is_name(self, span: Span) -> bool:
        """Tell whether a stretch of the table is the name of a sheet, which is no row of it.

        Args:
            span: of the table.
        """
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and not self._places[at][1] and span.length < self.size

    def place(self, span: Span) -> Span:
        """Give where in the workbook a stretch of the table stands: by sheet and row.

        Args:
            span: of the table; of all of it, the place is the whole file.
        """
        if (span.start, span.length) == (0, self.size) and len(self._starts) != 1:
            return self._whole
        sheet, row = self._places[max(bisect_right(self._starts, span.start) - 1, 0)]
        return Span(0, 0, f"sheet{sheet}:{row}" if row else f"sheet{sheet}")


def _quoted(cell: str) -> str:
    """Give a cell in quotes, so that what is in it parts nothing."""
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _SPECIAL.search(cell) else cell


class _Inside:
    """The files inside, of which so much is unpacked and no more."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._left = MOST_XML_BYTES
        self.names = frozenset(file.namelist())

    def pieces(self, path: str) -> Iterator[bytes]:
        """Give a file inside, piece by piece.

        Raises:
            TooLargeError: it is longer than is read.
        """
        with self._file.open(path) as file:
            while piece := file.read(_PIECE_BYTES):
                self._left -= len(piece)
                if self._left < 0:
                    raise TooLargeError
                yield piece


def is_workbook(head: bytes) -> bool:
    """Tell whether a file is a workbook.

    Args:
        head: its first bytes.
    """
    return head.startswith(_ZIP) and _INSIDE in head


def read_sheets(source: Source, read: Callable[[Source], Iterator[Found]]) -> Iterator[Found]:
    """Give what is found in a table, whether it is a workbook or not, each in its place.

    Args:
        source: the file.
        read: what finds it in text.

    Raises:
        NotThisFormatError: a workbook is damaged or locked.
    """
    if not is_workbook(source.read(0, HEAD_BYTES)):
        yield from read(source)
        return
    try:
        table = open_workbook(source)
    except TooLargeError:
        yield Leftover(Span(0, source.size), "too-large")
        return
    if table is None:
        raise NotThisFormatError
    for found in read(table):
        if isinstance(found, Leftover) and table.is_name(found.span):
            yield Leftover(table.place(found.span), "about-the-export")
        elif isinstance(found, Message | Leftover):
            yield found._replace(span=table.place(found.span))
        else:
            yield found


def opened(source: Source) -> Source | None:
    """Give the table in a file that may be a workbook, None where it cannot be read.

    Args:
        source: the file.
    """
    try:
        is_book = is_workbook(source.read(0, HEAD_BYTES))
        return open_workbook(source) if is_book else source
    except TooLargeError:
        return None


def open_workbook(source: Source) -> Workbook | None:
    """Give the table that a workbook makes, None when it is damaged or locked.

    Args:
        source: the workbook.

    Raises:
        TooLargeError: it holds more than is read.
    """
    if source.size > LARGEST_BYTES:
        raise TooLargeError
    found = Workbook(source)
    try:
        with zipfile.ZipFile(BytesIO(source.read(0, source.size))) as inside:
            _fill(found, _Inside(inside))
    except _BROKEN:
        return None
    return found


def _fill(found: Workbook, inside: _Inside) -> None:
    """Put all sheets into the table.

    Raises:
        TooLargeError: there are too many.
    """
    names = inside.names
    about = About()
    _parse(inside, "xl/workbook.xml", about.start)
    ways = dict[str, str]()
    if "xl/_rels/workbook.xml.rels" in names:
        _parse(inside, "xl/_rels/workbook.xml.rels", lambda _, said: ways.update(_way(said)))
    texts, formats = Texts(), Formats()
    if "xl/sharedStrings.xml" in names:
        _parse(inside, "xl/sharedStrings.xml", texts.start, texts.end, texts.text)
    if "xl/styles.xml" in names:
        _parse(inside, "xl/styles.xml", formats.start, formats.end)
    codes = [format_code(number, formats.own) for number in formats.of_styles]
    shared = Shared(texts.found, codes, about.is_1904)
    sheets = [(name, ways.get(way, "")) for name, way in about.sheets]
    if not all(path in names for _, path in sheets):
        # Some programs write no list of where the sheets are.
        numbered = sorted((int(m[1]), m[0]) for each in names if (m := _NAMED.fullmatch(each)))
        sheets = [(str(number), path) for number, path in numbered]
    if len(sheets) > MOST_SHEETS:
        raise TooLargeError
    for number, (name, path) in enumerate(sheets, 1):
        if len(sheets) > 1:
            found.add([name], number, 0)
        rows = Rows(shared, lambda cells, row, at=number: found.add(cells, at, row))  # type: ignore[misc]
        _parse(inside, path, rows.start, rows.end, rows.text)


def _way(said: dict[str, str]) -> dict[str, str]:
    """Give where a part of the workbook is, by its id."""
    target = said.get("Target", "")
    path = target[1:] if target.startswith("/") else f"xl/{target}"
    return {said.get("Id", ""): path}


def _parse(
    inside: _Inside,
    path: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through one XML file inside, elements by their names without a prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, said: start(name.rpartition(":")[2], said)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse
    for piece in inside.pieces(path):
        parser.Parse(piece, False)  # noqa: FBT003  # expat's
    parser.Parse(b"", True)  # noqa: FBT003  # expat's


def _refuse(*_: object) -> None:
    """Let nobody define what stands for something else; no table program does.

    Raises:
        ValueError: always.
    """
    raise ValueError
