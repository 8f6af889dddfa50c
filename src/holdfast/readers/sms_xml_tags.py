"""Tags of an XML file by their bytes: exact places, any size, and on again after damage.

An XML parser gives no byte offsets for its records, stops at the first fault, and refuses what this
export is full of (`&#55357;`, control characters). So tags are found by their own grammar here:

    tag       = "<" name (space name "=" quoted)* space? "/"? ">"
    quoted    = '"' anything but '"' '"'  |  "'" anything but "'" "'"

Nothing is ever expanded or looked up elsewhere; a document type is passed over as text is.
References: XML 1.0 (fifth edition) sections 2.3 and 3.1; docs/readers/sms-xml.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

WINDOW_BYTES = 1 << 20
"""So much is read at once."""

LONGEST_PLAIN = 4 << 20
"""A tag that is longer has its long values left where they are."""

LONGEST_VALUE = 1 << 20
"""A value that is longer is given as a place, when its tag is long."""

LONGEST_TAG = 512 << 20
"""A tag that is longer than any message is damage."""

MOST_ATTRIBUTES = 1_000
RECORDS = ("sms", "mms", "call", "log")

_ATTRIBUTE = rb"""\s++[A-Za-z_][\w:.-]*+\s*+=\s*+(?:"[^"]*+"|'[^']*+')"""
# <sms protocol="0" address="+447700900123" date="1713576562686" … />    <mms …>    </mms>
_TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*+)((?:" + _ATTRIBUTE + rb")*+)\s*+(/?)>")
_NAME = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*+)")
_NEXT_NAME = re.compile(rb"\s++([A-Za-z_][\w:.-]*+)\s*+=\s*+([\"'])")
_END = re.compile(rb"\s*+(/?)>")
_SINGLE = re.compile(r"=\s*'")
_FIELD = re.compile(r"""([A-Za-z_][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
# Where reading goes on after damage.
_AGAIN = re.compile(
    rb"<(?:(?:sms|mms|call|log|part|addr)\s|/(?:mms|smses|calls|parts|addrs)\s{0,9}>)"
)
_LONGEST_AGAIN = 64
_ASIDES = {b"<!--": b"-->", b"<?": b"?>", b"<![CDATA[": b"]]>", b"<!": b">"}
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LAST_CHARACTER = 0x10FFFF
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_LONGEST_NAME = 1024


class Place(NamedTuple):
    """A value that is too long to be carried about."""

    start: int
    """Offset of its first byte."""

    length: int
    """Number of bytes, as they stand there."""


class Tag(NamedTuple):
    """One tag, or a stretch that is none."""

    name: str
    """In the file's letters; empty for what is no tag."""

    start: int
    """Offset of its first byte."""

    end: int
    """Offset past its last byte."""

    attributes: bytes
    """All of them, as they stand there; what `fields_of` takes apart."""

    closes: bool = False
    """Whether it is `</name>`."""

    is_whole: bool = False
    """Whether it is `<name/>`."""

    why: str = ""
    """For what is no tag: `aside` (a comment or instruction), `text`, `damaged` or `cut`."""

    places: tuple[tuple[str, Place], ...] = ()
    """Attributes that were left where they are."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Tag(at {self.start}+{self.end - self.start})"


def fields_of(attributes: bytes) -> dict[str, str]:
    """Give attributes by name, with references and pairs of surrogates made characters.

    Args:
        attributes: as in `Tag.attributes`.
    """
    text = decoded(attributes)
    if "'" in text and _SINGLE.search(text):
        fields = {name: one or other for name, one, other in _FIELD.findall(text)}
    else:
        # Only double quotes: what stands between them takes turns, a name and a value.
        pieces = text.split('"')
        names = [name.strip(" \t\r\n=") for name in pieces[:-1:2]]
        fields = dict(zip(names, pieces[1::2], strict=True))
    if "&" in text:
        for name, value in fields.items():
            if "&" in value:
                fields[name] = unescaped(value)
    return fields


def text_of(value: bytes) -> str:
    """Give one value as text, with references and pairs of surrogates made characters.

    Args:
        value: as it stands between its quotes.
    """
    text = decoded(value)
    return unescaped(text) if "&" in text else text


def decoded(content: bytes) -> str:
    """Give text; also of what older phones wrote, pairs of surrogates as three bytes each.

    Args:
        content: bytes that should be UTF-8; what is no character is replaced.
    """
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _PAIR.sub(_one_character, content).decode("utf-8", "replace")


def _one_character(pair: re.Match[bytes]) -> bytes:
    """Give UTF-8 for a pair of surrogates of three bytes each."""
    return paired(pair[0].decode("utf-8", "surrogatepass")).encode()


def paired(text: str) -> str:
    """Make one character of each pair of surrogates; one without its other half is replaced.

    Args:
        text: may hold surrogates.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unescaped(text: str) -> str:
    """Give text with its references made characters; an unknown one stays as it stands.

    Args:
        text: a value as it stands in the file.
    """
    found = _ENTITY.sub(_character, text)
    return paired(found) if _SURROGATE.search(found) else found


def _character(found: re.Match[str]) -> str:
    """Give what one reference stands for."""
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if number <= _LAST_CHARACTER else _REPLACEMENT


class Tags:
    """Walks through a file, holding a window of it."""

    def __init__(self, source: Source) -> None:
        """Begin at its first byte.

        Args:
            source: the file.
        """
        self._source = source
        self._base = 0
        self._buffer = b""
        self._at_end = False

    def walk(self) -> Iterator[Tag]:
        """Give every tag and every stretch between tags that is more than white space."""
        self._fill(0, WINDOW_BYTES)
        at = 0
        while True:
            begin = self._buffer.find(b"<", at)
            if begin < 0:
                begin = len(self._buffer)
            if begin > at:
                yield from self._text(at, begin)
            if begin == len(self._buffer):
                if self._at_end:
                    return
                at = self._fill(begin, WINDOW_BYTES)
                continue
            found = _TAG.match(self._buffer, begin)
            if found is None:
                tag = self._unusual(begin)
                if tag is None:
                    at = self._fill(begin, 2 * (len(self._buffer) - begin) + WINDOW_BYTES)
                    continue
                yield tag
                at = self._go_to(tag.end)
                continue
            slash, name, attributes, whole = found.groups()
            at = found.end()
            base = self._base
            yield Tag(
                name.decode(), base + begin, base + at, attributes, slash == b"/", whole == b"/"
            )

    def _fill(self, at: int, wanted: int) -> int:
        """Let go of what stands before a place, read on, and give where that place is now."""
        self._base += at
        kept = self._buffer[at:]
        missing = max(wanted - len(kept), WINDOW_BYTES)
        begin = self._base + len(kept)
        more = self._source.read(begin, missing)
        self._at_end = begin + len(more) >= self._source.size or not more
        self._buffer = kept + more
        return 0

    def _go_to(self, place: int) -> int:
        """Give where in the window an offset is, reading when it lies beyond."""
        if place <= self._base + len(self._buffer):
            return place - self._base
        self._base, self._buffer = place, b""
        return self._fill(0, WINDOW_BYTES)

    def _text(self, begin: int, end: int) -> Iterator[Tag]:
        """Give what stands between tags, its white space at both ends left out."""
        text = self._buffer[begin:end]
        if not text.isspace():
            inner = text.strip()
            start = self._base + begin + len(text) - len(text.lstrip())
            is_mark = start == 0 and inner == b"\xef\xbb\xbf"
            if not is_mark:
                yield Tag("", start, start + len(inner), b"", why="text")

    def _unusual(self, begin: int) -> Tag | None:
        """Give what begins with `<` and is no plain tag, None when more must be read to tell."""
        for opening, closing in _ASIDES.items():
            if self._buffer.startswith(opening, begin):
                aside = self._aside(begin, opening, closing)
                if aside is not None:
                    return aside
                break
        if not self._at_end:
            if len(self._buffer) - begin < LONGEST_PLAIN:
                return None
            large = _Large(self._source, self._base + begin).read()
            if large is not None:
                return large
        return self._damaged(begin)

    def _aside(self, begin: int, opening: bytes, closing: bytes) -> Tag | None:
        """Give a comment, an instruction or a declaration, which may hold anything."""
        found = self._buffer.find(closing, begin + len(opening))
        if found >= 0 and closing == b">" and b"[" in self._buffer[begin:found]:
            closing = b"]>"
            found = self._buffer.find(closing, begin)
        if found < 0:
            return None
        end = self._base + found + len(closing)
        return Tag("", self._base + begin, end, b"", why="aside")

    def _damaged(self, begin: int) -> Tag:
        """Give the stretch up to where a record begins again, or to the end of the file."""
        start = self._base + begin
        found = _AGAIN.search(self._buffer, begin + 1)
        if found is not None:
            return Tag("", start, self._base + found.start(), b"", why="damaged")
        at = max(start + 1, self._base + len(self._buffer) - _LONGEST_AGAIN)
        while at < self._source.size:
            piece = self._source.read(at, WINDOW_BYTES)
            found = _AGAIN.search(piece)
            if found is not None:
                return Tag("", start, at + found.start(), b"", why="damaged")
            if at + len(piece) >= self._source.size or not piece:
                break
            at += max(1, len(piece) - _LONGEST_AGAIN)
        return Tag("", start, self._source.size, b"", why="cut")


class _Large:
    """Reads one tag that is longer than a window, attribute by attribute."""

    def __init__(self, source: Source, start: int) -> None:
        self._source = source
        self._start = start
        self._at = start
        self._kept: list[bytes] = []
        self._places: list[tuple[str, Place]] = []

    def read(self) -> Tag | None:
        """Give the tag, None when it is damaged or the file ends in it."""
        found = _NAME.match(self._peek())
        if found is None:
            return None
        self._at += found.end()
        for _ in range(MOST_ATTRIBUTES):
            head = self._peek()
            end = _END.match(head)
            if end is not None:
                return Tag(
                    found[2].decode(), self._start, self._at + end.end(), b"".join(self._kept),
                    closes=found[1] == b"/", is_whole=end[1] == b"/", places=tuple(self._places),
                )  # fmt: skip
            named = _NEXT_NAME.match(head)
            if named is None or not self._value(named):
                return None
        return None

    def _peek(self) -> bytes:
        """Give the bytes that a name with its quote fits into."""
        return self._source.read(self._at, _LONGEST_NAME)

    def _value(self, named: re.Match[bytes]) -> bool:
        """Pass over one value, keeping it or its place; False when it does not end."""
        begin = self._at + named.end()
        end = self._find(named[2], begin)
        if end is None:
            return False
        length = end - begin
        if length > LONGEST_VALUE:
            self._places.append((named[1].decode(), Place(begin, length)))
        else:
            self._kept.append(self._source.read(self._at, end + 1 - self._at))
        self._at = end + 1
        return True

    def _find(self, quote: bytes, begin: int) -> int | None:
        """Give where a quote stands, None when it is nowhere or too far off."""
        at = begin
        while at < self._start + LONGEST_TAG:
            piece = self._source.read(at, WINDOW_BYTES)
            if not piece:
                return None
            found = piece.find(quote)
            if found >= 0:
                return at + found
            at += len(piece)
        return None
