"""A multimedia message of the XML back-up: its pieces, its addresses, and the files inside.

Who sent it stands behind its pieces, so the message is put together when it ends. Large files stay
where they are and are decoded a stretch at a time. References: docs/readers/sms-xml.md.
"""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Part
from holdfast.model.span import Span
from holdfast.readers.android_parts import (
    WORDS,
    is_attachment,
    is_frame,
    media_type_of,
    name_of,
    words_of,
)
from holdfast.readers.android_records import multimedia_message
from holdfast.readers.sms_xml_tags import Place, fields_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found, Message
    from holdfast.readers.reader import Source
    from holdfast.readers.sms_xml_tags import Tag

MOST_PIECES = 10_000
"""A message with more pieces and addresses than this was not sent by a phone."""

MOST_KEPT = 8 << 20
"""Files of one message together beyond this are read a second time when they are wanted."""

STRETCH_BYTES = 3 << 20
LONGEST_WORDS = 1 << 20
_LONGEST_REFERENCE = 10
_ATTRIBUTE = re.compile(rb"""([A-Za-z_][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_NO_BASE64 = re.compile(rb"&#[0-9xXa-fA-F]{1,6};|[^A-Za-z0-9+/=]+")
_NULL = b"null"


class _File(NamedTuple):
    """A piece that is a file."""

    name: str
    media_type: str
    place: Place
    encoded: bytes = b""
    """As it stands in the file, when it is small enough to be kept until it is wanted."""
    plain: bytes | None = None
    """Its content, when that stands there as text."""


class _Piece(NamedTuple):
    """A `<part>` taken apart."""

    fields: dict[str, str]
    place: Place | None
    encoded: bytes
    lacks: bool


class Multimedia:
    """One `<mms>` with what stands in it, until it ends."""

    def __init__(self, tag: Tag) -> None:
        """Begin with its own tag.

        Args:
            tag: `<mms …>`.
        """
        self.start = tag.start
        self._row = _present(tag)
        self._words: list[str] = []
        self._addresses: list[tuple[str, str]] = []
        self._attachments: list[str] = []
        self._files: list[_File] = []
        self._others: list[Leftover] = []
        self._kept = 0
        self._pieces = 0
        self._lacks: tuple[str, ...] = ()

    def add(self, tag: Tag) -> None:
        """Take what stands inside.

        Args:
            tag: a piece, an address, a frame around them, or something else.
        """
        self._pieces += 1
        if tag.closes or tag.name in {"parts", "addrs"}:
            return
        if self._pieces > MOST_PIECES:
            self._lack("parts-left-out")
        elif tag.name == "part":
            self._add_piece(tag)
        elif tag.name == "addr":
            fields = _present(tag)
            self._addresses.append((fields.get("type", ""), fields.get("address", "")))
        else:
            self._lack("parts-left-out")

    def _lack(self, mark: str) -> None:
        """Note once that something is missing."""
        if mark not in self._lacks:
            self._lacks = (*self._lacks, mark)

    def _add_piece(self, tag: Tag) -> None:
        """Take words, or note a file and where its bytes stand."""
        piece = _piece_of(tag)
        part = piece.fields
        if piece.lacks:
            self._lack("parts-left-out")
        media_type = media_type_of(part)
        if media_type == WORDS:
            self._add_words(piece)
        if not is_attachment(part) or (piece.place is None and is_frame(part)):
            return
        name = name_of(part, len(self._attachments) + 1)
        self._attachments.append(name)
        if piece.place is None:
            self._add_text_file(tag, name, part)
            return
        self._kept += len(piece.encoded)
        keeps = self._kept <= MOST_KEPT
        encoded = piece.encoded if keeps else b""
        self._files.append(_File(name, media_type, piece.place, encoded))

    def _add_text_file(self, tag: Tag, name: str, part: dict[str, str]) -> None:
        """Take a file that stands there as text (a contact's card), or say that it is missing."""
        if text := part.get("text", ""):
            place = Place(tag.start, tag.end - tag.start)
            plain = text.encode("utf-8", "replace")
            self._files.append(_File(name, media_type_of(part), place, plain=plain))
        else:
            self._lack("media-omitted")

    def _add_words(self, piece: _Piece) -> None:
        """Take a piece of text, which some versions write as base64."""
        words = piece.fields.get("text", "")
        if not words and 0 < len(piece.encoded) <= LONGEST_WORDS:
            words = words_of(decode(piece.encoded) or b"", piece.fields.get("chset", ""))
        if words:
            self._words.append(words)

    def message(self, end: int) -> Message:
        """Give the message, now that it is complete.

        Args:
            end: offset past `</mms>`.
        """
        content = ("\n".join(self._words), tuple(self._attachments), self._lacks)
        span = Span(self.start, end - self.start)
        return multimedia_message(self._row, self._addresses, content, span=span)

    def files(self, source: Source, number: int) -> Iterator[Found]:
        """Give the files inside, decoded.

        Args:
            source: the back-up, for what was not kept.
            number: of the message that carries them.
        """
        for file in self._files:
            span = Span(file.place.start, file.place.length)
            if span.length // 4 * 3 > LONGEST_PART_BYTES:
                yield Leftover(span, "part-too-long")
                continue
            content = _content_of(file, source)
            if content is None:
                yield Leftover(span, "part-damaged")
            else:
                yield Part(span, file.name, file.media_type, content, number)


def _content_of(file: _File, source: Source) -> bytes | None:
    """Give a file's bytes, None when they cannot be decoded."""
    if file.plain is not None:
        return file.plain
    return decode(file.encoded) if file.encoded else _decode_from(source, file.place)


def decode(encoded: bytes) -> bytes | None:
    """Give what base64 stands for, None when it is damaged; line breaks do no harm.

    Args:
        encoded: as it stands in the file.
    """
    try:
        return binascii.a2b_base64(encoded, strict_mode=True)
    except binascii.Error:
        pass
    plain = _NO_BASE64.sub(b"", encoded).rstrip(b"=")
    try:
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return None


def _decode_from(source: Source, place: Place) -> bytes | None:
    """Give the bytes of a large file, a stretch at a time."""
    pieces: list[bytes] = []
    rest, at, end = b"", place.start, place.start + place.length
    while at < end:
        stretch = source.read(at, min(STRETCH_BYTES, end - at))
        if not stretch:
            return None
        at += len(stretch)
        # A reference may be cut by the stretch's end; it is taken out with the next one.
        plain = rest + stretch
        cut = plain.rfind(b"&", -_LONGEST_REFERENCE) if at < end else -1
        held, plain = (plain[cut:], plain[:cut]) if cut >= 0 else (b"", plain)
        if not plain.isalnum():
            plain = _NO_BASE64.sub(b"", plain)
        usable = len(plain) - len(plain) % 4 if at < end else len(plain)
        rest = plain[usable:] + held
        content = decode(plain[:usable])
        if content is None:
            return None
        pieces.append(content)
    return b"".join(pieces)


def _piece_of(tag: Tag) -> _Piece:
    """Take a `<part>` apart: what is told about it, and where its bytes stand."""
    data = next((place for name, place in tag.places if name == "data"), None)
    lacks = any(name != "data" for name, _ in tag.places)
    encoded, fields, attributes = b"", {}, tag.attributes
    for found in _ATTRIBUTE.finditer(attributes):
        name, one, other = found.groups()
        if name == b"data":
            encoded = one or other or b""
            if encoded in {b"", _NULL}:
                encoded = b""
            elif not tag.places:
                begin = tag.start + 1 + len(tag.name) + found.start(2 if one else 3)
                data = Place(begin, len(encoded))
            else:
                # One value beside it is long: places within the tag are not known.
                data, lacks = None, True
        else:
            value = one or other or b""
            if value != _NULL:
                fields[name.decode()] = text_of(value)
    return _Piece(fields, data, encoded, lacks)


def _present(tag: Tag) -> dict[str, str]:
    """Give a tag's attributes that are set."""
    null = _NULL.decode()
    return {name: text for name, text in fields_of(tag.attributes).items() if text != null}
