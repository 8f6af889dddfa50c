"""Words of a message that Outlook keeps as rich text only: unpacked, and without their formatting.

References: [MS-OXRTFCP] v15 (packing), RTF specification 1.9.1; best effort, marked by the reader.
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

from holdfast.readers.outlook_properties import codec_of

LONGEST = 32 << 20
"""Bytes of rich text that are unpacked."""

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_PACKED, _PLAIN = b"LZFu", b"MELA"
_WINDOW = 4096
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])"
    rb"|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset({
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer",
    b"listtable", b"listoverridetable", b"themedata", b"datastore", b"generator",
})  # fmt: skip
_CHARACTERS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"row": "\n", b"cell": "\t", b"page": "\n",
    b"emdash": "\u2014", b"endash": "\u2013", b"bullet": "\u2022", b"lquote": "\u2018",
    b"rquote": "\u2019", b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"sect": "\n",
}  # fmt: skip
# fcharset of a font -> codepage
_FONT_CODEPAGES = {
    128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250, 0: 1252,
}  # fmt: skip
_WRAP = 1 << 16


def unpack(packed: bytes) -> bytes:
    """Give rich text as it was before Outlook packed it; empty when it is not packed so.

    Args:
        packed: the whole property.
    """
    if len(packed) < 16:  # noqa: PLR2004  # the header
        return b""
    _, size = struct.unpack_from("<L L", packed)
    kind = packed[8:12]
    if kind == _PLAIN:
        return packed[16 : 16 + size]
    return _unpack(packed, min(size, LONGEST)) if kind == _PACKED else b""


def _unpack(packed: bytes, size: int) -> bytes:
    """Follow the references of the packing, at most 17 bytes for 2."""
    found = bytearray(_DICTIONARY)
    # Places count from the beginning of a ring of 4096 bytes, the dictionary first.
    at, end = 16, len(packed)
    while at < end and len(found) - len(_DICTIONARY) < size:
        flags, at = packed[at], at + 1
        for bit in range(8):
            if at >= end:
                break
            if not flags >> bit & 1:
                found.append(packed[at])
                at += 1
                continue
            if at + 1 >= end:
                return bytes(found[len(_DICTIONARY) :][:size])
            reference, at = int.from_bytes(packed[at : at + 2], "big"), at + 2
            here = len(found) % _WINDOW
            back = (here - (reference >> 4)) % _WINDOW
            if back == 0:
                return bytes(found[len(_DICTIONARY) :][:size])
            _copy(found, back, (reference & 15) + 2)
    return bytes(found[len(_DICTIONARY) :][:size])


def _copy(found: bytearray, back: int, count: int) -> None:
    """Repeat bytes that came before; what they make may be part of them."""
    for _ in range(count):
        found.append(found[-back] if back <= len(found) else 0x20)


class _Group(NamedTuple):
    """What holds until a closing brace."""

    is_skipped: bool
    codec: str
    after_unicode: int
    is_font_table: bool = False


class _Words:
    """Reads rich text token by token; braces are kept on a list, not on the stack."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._waiting = bytearray()
        self._groups: list[_Group] = []
        self._now = _Group(is_skipped=False, codec="cp1252", after_unicode=1)
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._default = "cp1252"
        self._skip = 0
        self._is_starred = False

    def read(self, rich: bytes) -> str:
        """Give the words."""
        for token in _TOKEN.finditer(rich):
            word, number, byte, symbol, brace, text = token.groups()
            if word is not None:
                self._control(word, int(number) if number else None)
            elif byte is not None:
                self._bytes(bytes([int(byte, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
            elif brace is not None:
                self._brace(brace)
            elif text is not None:
                self._bytes(text)
        self._flush()
        # A character beyond the first 65,536 comes as two halves.
        halves = "".join(self._found).encode("utf-16-le", "surrogatepass")
        return halves.decode("utf-16-le", "replace")

    def _flush(self) -> None:
        """Decode the bytes that have been waiting for the rest of their character."""
        if self._waiting:
            self._found.append(self._waiting.decode(self._now.codec, errors="replace"))
            self._waiting.clear()

    def _bytes(self, text: bytes) -> None:
        """Take in text, but for what stands for a character already given."""
        skipped = min(self._skip, len(text))
        self._skip -= skipped
        self._is_starred = False
        if not self._now.is_skipped:
            self._waiting += text[skipped:]

    def _symbol(self, symbol: bytes) -> None:
        """Follow an escaped character."""
        if symbol == b"*":
            self._is_starred = True
        elif symbol in b"\\{}":
            self._bytes(symbol)
        elif symbol in b"~\r\n":
            self._say("\u00a0" if symbol == b"~" else "\n")

    def _say(self, text: str) -> None:
        """Take in a character that is no byte of the text."""
        self._flush()
        if not self._now.is_skipped:
            self._found.append(text)

    def _brace(self, brace: bytes) -> None:
        """Begin or end a group."""
        self._flush()
        self._skip = 0
        if brace == b"{":
            self._groups.append(self._now)
        elif self._groups:
            self._now = self._groups.pop()
        self._is_starred = False

    def _control(self, word: bytes, number: int | None) -> None:
        """Follow a control word."""
        if self._is_starred or word in _SKIPPED:
            self._flush()
            is_fonts = word == b"fonttbl"
            self._now = self._now._replace(is_skipped=True, is_font_table=is_fonts)
            self._is_starred = False
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word == b"u" and number is not None:
            self._say(chr(number % _WRAP))
            self._skip = self._now.after_unicode
        elif word == b"bin":
            self._skip = max(number or 0, 0)
        elif number is not None:
            self._state(word, number)

    def _state(self, word: bytes, number: int) -> None:
        """Follow a control word that changes how text is read."""
        self._flush()
        if word == b"uc":
            self._now = self._now._replace(after_unicode=max(0, min(number, 9)))
        elif word == b"ansicpg":
            self._default = codec_of(number) or self._default
            self._now = self._now._replace(codec=self._default)
        elif word == b"f":
            self._font = number
            if not self._now.is_font_table:
                self._now = self._now._replace(codec=self._fonts.get(number, self._default))
        elif word == b"fcharset" and self._now.is_font_table:
            codec = codec_of(_FONT_CODEPAGES.get(number, 0))
            if codec and number:
                self._fonts[self._font] = codec


def text_of_rtf(rich: bytes) -> str:
    """Give the words of rich text.

    Args:
        rich: the text, unpacked.
    """
    return _Words().read(rich).strip("\n\0 ") if rich.startswith(b"{\\rtf") else ""
