"""Header fields of a mail or of one of its parts: where they end, and what each is called.

References: RFC 5322 section 2.2 and 4, RFC 2045 section 5; docs/readers/mail.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from holdfast.readers.mail_words import decode_header, decode_text, decode_words, parse_parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_HEADERS = 1 << 20
"""Bytes in which the empty line after the headers is looked for."""

FIRST_LOOK = 16 << 10
"""Most headers end within so many bytes."""

# Subject: hello          X-Odd : with a space (RFC 822 allowed it)          folded lines follow
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_EMPTY_LINE = re.compile(rb"\n\r*\n")
_AT_ONCE = re.compile(rb"\r*\n")
# From anna@example.org Mon Mar  4 11:20:34 2024       what a mailbox puts before a mail
_UNIX_FROM = re.compile(rb">*From [^\n]*(?:\n|\Z)")
_MEDIA_TYPE = re.compile(rb"\s*([A-Za-z0-9!#$&^_.+-]+)\s*/\s*([A-Za-z0-9!#$&^_.+-]+)")
_TOKEN = re.compile(rb"\s*([A-Za-z0-9-]+)")


class Bytes(Protocol):
    """Something whose bytes can be read from any place."""

    size: int
    """Length in bytes."""

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        ...


Field = tuple[str, bytes, str]
"""Name in small letters, value as it stands, and name as written."""


class Head(NamedTuple):
    """The header fields of a mail or part."""

    fields: list[Field]
    """In order; what is no field has no name."""

    body_at: int
    """Offset of the first byte after the empty line."""

    def first(self, name: str) -> bytes:
        """Give the value of the first field of this name, empty when there is none.

        Args:
            name: in small letters.
        """
        for found, value, _ in self.fields:
            if found == name:
                return value
        return b""


def read_head(source: Bytes, start: int, end: int) -> Head:
    """Give the header fields that begin at a place.

    Args:
        source: where they are.
        start: offset of the first field's first byte.
        end: offset just past the last byte that may belong to them.
    """
    block, is_whole = b"", False
    for most in (FIRST_LOOK, LONGEST_HEADERS):
        block = source.read(start, min(most, end - start))
        at_once = _AT_ONCE.match(block)
        if at_once is not None:
            return Head([], start + at_once.end())
        empty_line = _EMPTY_LINE.search(block)
        if empty_line is not None:
            block, is_whole = block[: empty_line.start() + 1], True
            break
        if b"\n" in block[split_fields(block)[1] :]:
            # A whole line that is no field: the headers end before it.
            break
    fields, used = split_fields(block)
    if is_whole and used == len(block) and empty_line is not None:
        return Head(fields, start + empty_line.end())
    return Head(fields, start + used)


def split_fields(block: bytes) -> tuple[list[Field], int]:
    """Divide a block of lines into fields, up to the first line that is none.

    Args:
        block: begins with a field; lines end in LF or CRLF.

    Returns:
        The fields, and how many bytes they take. What a mailbox writes before a mail
        (`From …`, `>From …`) is passed over and kept without a name.
    """
    fields: list[Field] = []
    at = 0
    while at < len(block):
        field = _FIELD.match(block, at)
        if field is not None:
            name = field[1].decode("ascii")
            fields.append((name.lower(), field[2], name))
            at = field.end()
            continue
        unix_from = _UNIX_FROM.match(block, at)
        if unix_from is None:
            break
        fields.append(("", unix_from[0], ""))
        at = unix_from.end()
    return fields, at


class Declared(NamedTuple):
    """What a part's headers declare about its body."""

    media_type: str
    """`text/plain`, in small letters; that too when nothing, or nothing readable, is declared."""

    parameters: Mapping[str, bytes]
    """Of `Content-Type`."""

    encoding: str
    """Of `Content-Transfer-Encoding`, in small letters."""

    disposition: str
    """`attachment`, `inline`, or empty."""

    name: str
    """File name as written, decoded; empty when there is none."""

    @property
    def charset(self) -> str:
        """Give the declared charset, empty when there is none."""
        return self.parameters.get("charset", b"").decode("latin-1").strip()

    @property
    def boundary(self) -> bytes:
        """Give the line that divides a multipart, empty when there is none."""
        return self.parameters.get("boundary", b"").rstrip()


def declared_by(head: Head, otherwise: str = "text/plain") -> Declared:
    """Give what headers declare about a body.

    Args:
        head: the fields.
        otherwise: media type when there is no `Content-Type` at all.
    """
    content_type = head.first("content-type")
    media_type, parameters = otherwise, {}
    if content_type:
        found = _MEDIA_TYPE.match(content_type)
        media_type = b"/".join(found.groups()).decode().lower() if found else "text/plain"
        parameters = parse_parameters(content_type) if b";" in content_type else {}
    encoding = _TOKEN.match(head.first("content-transfer-encoding"))
    raw_disposition = head.first("content-disposition")
    disposition = _TOKEN.match(raw_disposition)
    more = parse_parameters(raw_disposition) if b";" in raw_disposition else {}
    raw_name = more.get("filename") or parameters.get("name") or b""
    return Declared(
        media_type,
        parameters,
        encoding[1].decode().lower() if encoding else "",
        disposition[1].decode().lower() if disposition else "",
        decode_words(decode_text(raw_name).text) if raw_name else "",
    )


def decoded(head: Head, name: str) -> str:
    """Give the first field of a name as text, empty when there is none.

    Args:
        head: the fields.
        name: in small letters.
    """
    raw = head.first(name)
    return decode_header(raw) if raw else ""
