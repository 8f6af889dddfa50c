"""Records of a CSV file with the bytes they stand in, whatever its delimiter, quotes and encoding.

The standard library's reader gives cells without their places. Here a record is found first (line
ends inside quotes belong to it), then divided. Grammar: RFC 4180, read leniently: a quote inside a
bare cell is a quote, what follows a closing quote stays part of the cell.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

WINDOW_BYTES = 1 << 20
"""How much is read at once."""

LONGEST_RECORD_BYTES = 1 << 20
"""A quote that is not closed within so many bytes opens nothing: it is a quote mark."""

DELIMITERS = (",", ";", "\t", "|")
"""What may stand between cells, the commonest first."""

# What the named tuples' own constructors do, without their keyword handling.
_new = tuple.__new__
_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_LINE_ENDS = frozenset({"\n", "\r\n"})
_UTF16 = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}


class Row(NamedTuple):
    """One record; its `repr` shows no content."""

    span: Span
    """Its bytes, with the line end."""

    cells: list[str]
    """Its cells, unquoted, as written otherwise."""

    is_damaged: bool = False
    """Whether bytes that are no text were replaced."""

    is_guessed: bool = False
    """Whether they are no UTF-8 and were read as another encoding."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Give what is in doubt about its words."""
        if self.is_damaged:
            return ("bytes-replaced",)
        return ("charset-guessed",) if self.is_guessed else ()

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Row(at {self.span.start}+{self.span.length})"


class _Text(NamedTuple):
    """How a file's bytes are text."""

    encoding: str
    """Empty for UTF-8, else a UTF-16."""

    mark_length: int
    """Bytes of the byte order mark."""


def _find_text(head: bytes) -> _Text:
    """Tell the encoding by the byte order mark."""
    if head.startswith(BOM_UTF8):
        return _Text("", len(BOM_UTF8))
    return _Text(_UTF16.get(head[:2], ""), 2 if head[:2] in _UTF16 else 0)


def decode_head(head: bytes) -> str:
    """Give a file's beginning as text, for recognising it.

    Args:
        head: its first bytes; may end in the middle of a character.
    """
    encoding, mark_length = _find_text(head)
    return head[mark_length:].decode(encoding or "utf-8", errors="replace")


def find_delimiter(head: bytes) -> str:
    """Give the delimiter that stands most often in the first line; a comma when there is none.

    Args:
        head: the file's first bytes.
    """
    line = re.sub(r'"[^"]*"', "", decode_head(head).lstrip("\r\n").split("\n", 1)[0])
    return max(DELIMITERS, key=line.count)


def first_cells(head: bytes, delimiter: str = ",") -> list[str]:
    """Give the cells of a file's first record, for recognising it.

    Args:
        head: its first bytes.
        delimiter: what stands between cells.
    """
    content = decode_head(head).encode(errors="replace")
    end = content.find(b"\n") + 1
    if not end or b'"' in content[:end]:
        end, _ = _Cells(delimiter).find_end(content, 0, is_all=True)
    return _Cells(delimiter).divide(content[:end])[0]


def rows(
    source: Source, delimiter: str = ",", *, otherwise: str = "", is_escaped: bool = False
) -> Iterator[Row]:
    """Give the records of a file in order; lines without anything are passed over.

    Args:
        source: the file; UTF-8, or UTF-16 with a byte order mark. Any size.
        delimiter: one character.
        otherwise: encoding of records that are no UTF-8 (`cp1252`); replaced when not given.
        is_escaped: whether a quote inside quotes has a backslash before it.

    Yields:
        Records whose spans, with the blank lines between them, cover the file.
    """
    encoding, at = _find_text(source.read(0, len(BOM_UTF8)))
    cells = _Cells(delimiter, otherwise, is_escaped=is_escaped)
    for content, easy in _records(source, cells, encoding, at):
        length = len(content)
        if encoding:
            written = content.decode(errors="surrogatepass").encode(encoding, "surrogatepass")
            # Half a character at the end of the file was replaced by a whole one.
            length = min(len(written), source.size - at)
        if easy is not None:
            yield _new(Row, (_new(Span, (at, length, "")), easy, False, False))
        elif content.strip(b"\r\n"):
            yield _new(Row, (_new(Span, (at, length, "")), *cells.divide(content)))
        at += length


def _records(
    source: Source, cells: _Cells, encoding: str, at: int
) -> Iterator[tuple[bytes, list[str] | None]]:
    """Give each record's bytes, as UTF-8, with its line end; and its cells when they are easy."""
    rest = b""
    for window, is_all in _windows(source, encoding, at):
        view, start, line_end = rest + window, 0, 0
        while start < len(view):
            if start >= line_end:
                # Looked at once: a line may hold many records that end with a carriage return.
                line_end = view.find(b"\n", start) + 1
                line = view[start:line_end] if line_end else b""
                line_end = line_end or len(view)
                easy = cells.find_easy(line)
                if easy is not None or (line and b'"' not in line):
                    yield line, easy
                    start = line_end
                    continue
            end, is_whole = cells.find_end(view, start, is_all=is_all)
            if not is_whole and not is_all and len(view) - start <= LONGEST_RECORD_BYTES:
                break
            yield view[start:end], None
            start = end
        rest = view[start:]


def _windows(source: Source, encoding: str, at: int) -> Iterator[tuple[bytes, bool]]:
    """Give the file piece by piece as UTF-8, and whether a piece is the last."""
    decoder = getincrementaldecoder(encoding)("replace") if encoding else None
    while piece := source.read(at, WINDOW_BYTES):
        at += len(piece)
        is_last = at >= source.size
        if decoder:
            piece = decoder.decode(piece, is_last).encode("utf-8", "surrogatepass")
        yield piece, is_last


class _Cells:
    """Knows one delimiter: where a record ends, and what its cells are."""

    def __init__(self, delimiter: str, otherwise: str = "", *, is_escaped: bool = False) -> None:
        self._otherwise = otherwise
        self._is_escaped = is_escaped
        mark = re.escape(delimiter).encode()
        self._delimiter = delimiter
        self._only_mark = {delimiter}
        # "said ""no"", then left"   or   bare, up to the delimiter or the end of the line
        # "said \"no\", then left"     where quotes are escaped
        inside = rb'[^"\\]++|\\.|""' if is_escaped else rb'[^"]++|""'
        quoted = rb'"((?:' + inside + rb')*+)"([^' + mark + rb"\r\n]*+)"
        bare = rb'(?!")([^' + mark + rb"\r\n]*+)"
        self._cell = re.compile(
            rb"(?:" + quoted + rb"|" + bare + rb")(" + mark + rb"|\r?\n|\r|\Z)", re.DOTALL
        )

    def find_end(self, view: bytes, start: int, *, is_all: bool) -> tuple[int, bool]:
        """Give where the record from `start` ends, and whether that is certain."""
        at, stop = start, min(len(view), start + LONGEST_RECORD_BYTES)
        while True:
            found = self._cell.match(view, at, stop)
            if found is None:
                # A quote that nothing closes, within reach: the line ends where it ends.
                end = view.find(b"\n", at, stop) + 1
                return end or stop, is_all and bool(end)
            at = found.end()
            if found[4] != self._delimiter.encode():
                return at, is_all or found[4].endswith(b"\n")

    def find_easy(self, line: bytes) -> list[str] | None:
        """Give the cells of a line in which none or each stands in quotes, as programs write them.

        None for any other: its quotes may mean something else, or hold the line's end.
        """
        try:
            text = line.decode()
        except UnicodeDecodeError:
            return None
        if '"' not in text:
            return text.rstrip("\r\n").split(self._delimiter) if text.strip("\r\n") else None
        if self._is_escaped and "\\" in text:
            return None
        pieces = text.split('"')
        if len(pieces) % 2 == 0 or pieces[0] or pieces[-1] not in _LINE_ENDS:
            return None
        # Between two cells stands a delimiter and nothing else; so no quote stands in a cell.
        between = set(pieces[2:-1:2]) <= self._only_mark
        return pieces[1::2] if between and len(line) <= LONGEST_RECORD_BYTES else None

    def divide(self, content: bytes) -> tuple[list[str], bool, bool]:
        """Give a record's cells, whether bytes had to be replaced, and whether it is no UTF-8."""
        is_damaged = is_guessed = False
        try:
            text = content.decode()
        except UnicodeDecodeError:
            # With characters of UTF-8 in it, it is damaged, and nothing else.
            is_mixed = self._otherwise == "cp1252" and _CHARACTER.search(content) is not None
            is_guessed = bool(self._otherwise) and not is_mixed
            text = content.decode(self._otherwise if is_guessed else "utf-8", errors="replace")
            is_damaged = not is_guessed or "\ufffd" in text
        if '"' not in text:
            return text.rstrip("\r\n").split(self._delimiter), is_damaged, is_guessed
        return self._divide_quoted(text.encode("utf-8")), is_damaged, is_guessed

    def _divide_quoted(self, content: bytes) -> list[str]:
        """Give the cells of a record in which something is quoted."""
        cells: list[str] = []
        at = 0
        while True:
            found = self._cell.match(content, at)
            if found is None:
                # The quote is never closed: the rest is one cell.
                return [*cells, content[at:].decode().rstrip("\r\n")]
            quoted, after, bare, end = found.groups()
            cell = bare if quoted is None else self._unquoted(quoted) + after
            cells.append(cell.decode())
            at = found.end()
            if end != self._delimiter.encode():
                return cells

    def _unquoted(self, quoted: bytes) -> bytes:
        """Give what stands between quotes as it was meant."""
        if self._is_escaped:
            quoted = quoted.replace(b'\\"', b'"')
        return quoted.replace(b'""', b'"')
