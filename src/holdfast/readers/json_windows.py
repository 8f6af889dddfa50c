"""A JSON file of any size, seen through a window of text that knows which byte each character is.

The window is decoded as UTF-8, so that a value is parsed once; bytes that are no UTF-8 are carried
as lone surrogates (PEP 383) and so keep their length. Values are parsed by Python's own C scanner.
"""

from __future__ import annotations

import json
import re
from json.scanner import make_scanner
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from holdfast.readers.reader import Source

CHUNK_BYTES = 1 << 20
"""How much is read at a time."""

LONGEST_VALUE = 32 << 20
"""Characters of one value; a longer one is stepped over and called broken."""

NEAR_END = 64 << 10
"""Characters at the end of a window; a record in them may go on beyond it."""

DEEPEST_KEPT, MOST_KEPT = 64, 20_000
"""Of brackets without a sound value inside, how deep and how many ends are remembered: what is
walked into level by level is so counted through once, and not once a level."""

_BOM = b"\xef\xbb\xbf"
_MOST_OPEN_BYTES = 3
# A string with its escapes, a bracket, or a quotation mark whose string goes on beyond the window.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}"]', re.DOTALL)
# A half of a character written out (`\ud83d`) without its other half beside it.
_LONE = re.compile(
    r"\\u[dD](?:[89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..\\u[dD])[c-fC-F])"
)
_HALF = re.compile(r"[\ud800-\udfff]")
# A string that goes on to the end of the window.
_OPEN_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?\Z', re.DOTALL)
_LONGEST_WORD = 16
"""Characters at the end of a window that may be the beginning of a word or an escape."""

_IN_NUMBER = re.compile(r"[-+.eE0-9]*")
_BEGINS_NUMBER = frozenset("-0123456789")
_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR_END = re.compile(r"[\s,\]}]")


def _number_as_written(digits: str) -> int | str:
    """Give a whole number; as text when it is longer than Python likes to convert."""
    try:
        return int(digits)
    except ValueError:
        return digits


_LENIENT = json.JSONDecoder(strict=False)
SCAN: Final = _LENIENT.raw_decode
SCAN_ONCE: Final = make_scanner(_LENIENT)  # type: ignore[arg-type]  # typeshed names itself
"""The same without a word of where it failed: `StopIteration` where there is no value."""

_PATIENT = json.JSONDecoder(strict=False, parse_int=_number_as_written)
SCAN_LONG_NUMBERS: Final = _PATIENT.raw_decode


def has_halves(text: str) -> bool:
    """Tell whether a half of a character stands in JSON, as bytes that are no UTF-8 or written out.

    Args:
        text: JSON, in which such bytes are lone surrogates.
    """
    if ("\\ud" in text or "\\uD" in text) and _LONE.search(text):
        return True
    return not text.isascii() and _HALF.search(text) is not None


def _may_escape(content: bytes) -> bool:
    """Tell whether a half of a character may be written out; sought in bytes, which is quickest."""
    return b"\\" in content and (b"\\ud" in content or b"\\uD" in content)


def without_halves(text: str) -> str:
    """Give a text that can be written as UTF-8; pairs were joined by the scanner.

    Args:
        text: as parsed.
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


class Window:
    """The stretch of a file that is being looked at; `position` is where in `text` we are."""

    def __init__(self, source: Source, start: int = 0) -> None:
        """Begin at a byte offset, past a byte order mark."""
        self._source = source
        if start == 0 and source.read(0, len(_BOM)) == _BOM:
            start = len(_BOM)
        self._next = self._counted_bytes = start
        self._counted, self._open, self._is_cut = 0, b"", False
        self.text, self.position = "", 0
        self.is_plain, self.may_have_halves, self._is_damaged = True, False, False
        self._seam, self._has_escapes = b"", False
        self._ends: dict[int, int | None] = {}
        self.has_more = start < source.size
        self.grow()

    def forget(self) -> None:
        """Forget what lies before the position.

        A value that goes on beyond the window is a fault to the scanner, which counts lines up to
        there: of a short rest that is soon done.
        """
        self.byte_at(self.position)
        self.text = self.text[self.position :]
        self.is_plain = self.text.isascii()
        self._counted = self.position = 0
        self._ends.clear()

    def grow(self) -> None:
        """Forget what lies before the position, and read at least as much again as is kept."""
        self.forget()
        kept = self.text
        content = self._source.read(self._next, max(CHUNK_BYTES, len(kept)))
        self._next += len(content)
        self.has_more = bool(content) and self._next < self._source.size
        self.text = kept + self._decode(self._open + content)
        self.is_plain = self.text.isascii()
        seam = self._seam + content[:2]
        self._seam = (seam + content[2:][-2:])[-2:]
        may = _may_escape(content) or _may_escape(seam)
        self._has_escapes = may or (self._has_escapes and bool(kept))
        self.may_have_halves = (self._has_escapes or self._is_damaged) and has_halves(self.text)

    def _decode(self, content: bytes) -> str:
        """Give bytes as text; a character that is not whole yet waits for the next bytes."""
        self._open = b""
        if self.has_more:
            for back in range(1, min(_MOST_OPEN_BYTES, len(content)) + 1):
                byte = content[-back]
                if byte & 0xC0 != 0x80:  # noqa: PLR2004  # not the continuation of a character
                    if byte >= 0xC0 and back < 2 + (byte >= 0xE0) + (byte >= 0xF0):  # noqa: PLR2004
                        content, self._open = content[:-back], content[-back:]
                    break
        try:
            return content.decode()
        except UnicodeDecodeError:
            self._is_damaged = True
            return content.decode(errors="surrogateescape")

    def byte_at(self, position: int) -> int:
        """Give the byte offset of a character at or after the one last asked for.

        Args:
            position: index into `text`.
        """
        if self.is_plain:
            self._counted_bytes += position - self._counted
        else:
            passed = self.text[self._counted : position]
            self._counted_bytes += len(passed.encode(errors="surrogateescape"))
        self._counted = position
        return self._counted_bytes

    def go_to(self, position: int, byte: int) -> Self:
        """Go to a character whose offset is known already.

        Args:
            position: index into `text`.
            byte: its byte offset in the file.
        """
        self.position = self._counted = position
        self._counted_bytes = byte
        return self

    def peek(self) -> str:
        """Step over white space and give the next character; empty at the end."""
        while True:
            found = _SPACE.match(self.text, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.text):
                return self.text[self.position]
            if not self.has_more:
                return ""
            self.grow()

    def scan(self, limit: int) -> tuple[object, int] | None:
        """Parse the value at the position.

        Args:
            limit: characters beyond which no more is read for it.

        Returns:
            The value and where it ends; None when it is damaged, too deep or too long.
        """
        while True:
            try:
                found = self._try()
            except RecursionError:
                return None
            if found is not None and (self._is_whole(found[1]) or not self.has_more):
                return found
            if found is None and not self._is_cut and self.end_of_value() is not None:
                return None
            if not self.has_more or len(self.text) - self.position >= limit:
                return None
            self.grow()

    def _is_whole(self, end: int) -> bool:
        """Tell whether a value ends where it seems to, and does not go on beyond the window."""
        if self.text[self.position] in _BEGINS_NUMBER:
            # Of `3.5` cut after the point, the scanner takes the `3`.
            found = _IN_NUMBER.match(self.text, end)
            end = found.end() if found else end
        return end < len(self.text)

    def _try(self) -> tuple[object, int] | None:
        """Parse with what is in the window."""
        self._is_cut = False
        try:
            return SCAN(self.text, self.position)
        except json.JSONDecodeError as error:
            # All is well up to the end of the window: its brackets need not be counted.
            is_late = error.pos >= len(self.text) - _LONGEST_WORD
            self._is_cut = is_late or _OPEN_STRING.match(self.text, error.pos) is not None
            return None
        except ValueError:
            return self._try_long_numbers()

    def _try_long_numbers(self) -> tuple[object, int] | None:
        """Parse a value with a number of thousands of digits."""
        try:
            return SCAN_LONG_NUMBERS(self.text, self.position)
        except ValueError:
            return None

    def end_of_value(self) -> int | None:
        """Give where the value at the position ends by its brackets; None if not in the window."""
        if self.text[self.position : self.position + 1] not in {"{", "[", '"'}:
            found = _SCALAR_END.search(self.text, self.position)
            return found.start() if found and found.start() > self.position else None
        if self.position in self._ends:
            return self._ends[self.position]
        return self._count_brackets()

    def _count_brackets(self) -> int | None:
        """Give where the value at the position ends, and remember where those in it end."""
        depth, begun, ends = 0, [], self._ends
        for token in _TOKEN.finditer(self.text, self.position):
            start, end = token.span()
            character = self.text[start]
            if character in "{[":
                depth += 1
                if depth <= DEEPEST_KEPT:
                    begun.append(start)
            elif character in "}]":
                depth -= 1
                if depth < len(begun):
                    begin = begun.pop()
                    if len(ends) < MOST_KEPT:
                        ends[begin] = end
            elif end - start == 1:
                break
            if depth <= 0:
                return end
        ends.update(dict.fromkeys(begun))
        return None

    def step_over(self) -> bool:
        """Go to the end of the value at the position, however long; False when it has none."""
        if self.text[self.position] not in '{["':
            end = self.end_of_value()
            self.position = self.position if end is None else end
            return end is not None
        depth = 0
        while True:
            at, depth, is_done = self._skip_tokens(depth)
            # What waits is a string that may end later, or nothing.
            self.position = at
            if is_done:
                return True
            if not self.has_more or len(self.text) - at >= 2 * LONGEST_VALUE:
                return False
            self.grow()

    def _skip_tokens(self, depth: int) -> tuple[int, int, bool]:
        """Give how far the tokens go, how deep that is, and whether the value ends there."""
        at = self.position
        for token in _TOKEN.finditer(self.text, at):
            character = self.text[token.start()]
            if character == '"' and token.end() - token.start() == 1:
                return token.start(), depth, False
            depth += (character in "{[") - (character in "}]")
            at = token.end()
            if depth <= 0:
                return at, depth, True
        return len(self.text), depth, False
