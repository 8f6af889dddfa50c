"""The parts of a MIME message in place, without holding the message in memory.

References: RFC 2045, RFC 2046 (5.1), RFC 2557 (MHTML).
"""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from holdfast.readers.reader import Source

MOST_PARTS = 10_000
"""Of one message; what follows is left over."""

BASE64 = "base64"
LONGEST_BODY = 40 << 20
"""Of one part as encoded; a longer one is left over."""

_LONGEST_HEADER = 64 << 10
_PIECE_BYTES = 1 << 20
_MOST_DEPTH = 4
_LETTERS = 4
"""Of base64 hold three bytes."""

_NO_LETTER = re.compile(rb"[^A-Za-z0-9+/]+")
_HEADER_END = re.compile(rb"(?:\A|\r?\n)\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]{1,100})[ \t]*:[ \t]*(.*(?:\r?\n[ \t].*)*)", re.MULTILINE)
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)


class Header(NamedTuple):
    """The header of a message or of one of its parts."""

    fields: Mapping[str, str]
    """Names in lower case; of two equal ones the first; lines unfolded."""

    end: int
    """Offset of the body."""

    def field(self, name: str) -> str:
        """Give a field; empty when there is none.

        Args:
            name: in lower case.
        """
        return self.fields.get(name, "")

    @property
    def boundary(self) -> bytes:
        """What stands between its parts; empty when it has none."""
        content_type = self.field("content-type")
        found = _BOUNDARY.search(content_type)
        if found is None or not content_type.lower().lstrip().startswith("multipart/"):
            return b""
        return (found[1] or found[2]).encode("utf-8", "replace")


class MimePart(NamedTuple):
    """One part that holds no others."""

    header: Header
    """Its own header."""

    span: Span
    """Header and body."""

    def body(self, source: Source) -> bytes | None:
        """Give its decoded bytes; None when it is too long.

        Args:
            source: the message it is of.
        """
        start, end = self.header.end, self.span.end
        if end - start > LONGEST_BODY:
            return None
        encoding = self.header.field("content-transfer-encoding")
        if encoding.strip().lower() == BASE64:
            places = range(start, end, _PIECE_BYTES)
            return from_base64(source.read(at, min(_PIECE_BYTES, end - at)) for at in places)
        # The line end before the next part is not of the body (RFC 2046, 5.1.1).
        return decoded(source.read(start, end - start).removesuffix(b"\r"), encoding)


def read_header(source: Source, start: int, end: int) -> Header:
    """Read a header.

    Args:
        source: the message.
        start: offset of its first line.
        end: offset that it does not go beyond.
    """
    head = source.read(start, min(_LONGEST_HEADER, end - start))
    found = _HEADER_END.search(head)
    length = found.end() if found else len(head)
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(head[:length].removeprefix(b"\xef\xbb\xbf")):
        text = " ".join(value.decode("utf-8", "replace").split())
        fields.setdefault(name.decode("ascii").lower(), text)
    return Header(fields, start + length)


def parts(source: Source) -> Iterator[MimePart]:
    """Give the parts of a message in order; those that hold others are opened.

    Args:
        source: the message.

    Yields:
        At most `MOST_PARTS`. A message that is cut off ends its last part.
    """
    waiting = [(0, source.size, 0)]
    left = MOST_PARTS
    while waiting and left:
        start, end, depth = waiting.pop()
        header = read_header(source, start, end)
        if header.boundary and depth < _MOST_DEPTH:
            inner = _between(source, header, end)
            waiting.extend((one, other, depth + 1) for one, other in reversed(inner))
            continue
        left -= 1
        yield MimePart(header, Span(start, end - start))


def _between(source: Source, header: Header, end: int) -> list[tuple[int, int]]:
    """Give where the parts of a multipart begin and end."""
    delimiter = b"--" + header.boundary
    found: list[tuple[int, int]] = []
    at = _find(source, delimiter, header.end, end)
    while at >= 0 and len(found) < MOST_PARTS:
        rest = source.read(at + len(delimiter), 80)
        if rest.startswith(b"--"):
            break
        line_end = rest.find(b"\n")
        begin = min(end, at + len(delimiter) + line_end + 1)
        at = _find(source, b"\n" + delimiter, begin - 1, end)
        stop = end if at < 0 else at
        at = at + 1 if at >= 0 else at
        if stop > begin:
            found.append((begin, stop))
    return found


def _find(source: Source, wanted: bytes, start: int, end: int) -> int:
    """Give where bytes occur next, -1 when they do not."""
    at = start
    while at < end:
        piece = source.read(at, min(_PIECE_BYTES, end - at))
        found = piece.find(wanted)
        if found >= 0:
            return at + found
        if len(piece) < _PIECE_BYTES:
            break
        at += _PIECE_BYTES - len(wanted)
    return -1


def decoded(body: bytes, encoding: str) -> bytes:
    """Undo a transfer encoding; what is damaged is given as far as it goes.

    Args:
        body: as it stands in the message.
        encoding: `base64`, `quoted-printable`, or any other, which changes nothing.
    """
    match encoding.strip().lower():
        case "quoted-printable":
            return binascii.a2b_qp(body)
        case "base64":
            return from_base64([body])
        case _:
            return body


def from_base64(pieces: Iterable[bytes]) -> bytes:
    """Undo base64 piece by piece, so that a large picture is never held twice as it was encoded.

    Args:
        pieces: as they stand in the message; whatever is no letter of base64 is passed over.
    """
    made: list[bytes] = []
    rest = b""
    for piece in pieces:
        letters = rest + _NO_LETTER.sub(b"", piece)
        whole = len(letters) // _LETTERS * _LETTERS
        made.append(binascii.a2b_base64(letters[:whole]))
        rest = letters[whole:]
    # A single letter at the end holds less than one byte.
    if len(rest) > 1:
        made.append(binascii.a2b_base64(rest + b"=" * (_LETTERS - len(rest))))
    return b"".join(made)
