"""What Outlook packs into `winmail.dat`: the files of a mail, and its words.

The packing is a list of attributes; those of a file follow the one that begins it. Long names and
newer words are properties inside an attribute. References: [MS-OXTNEF] v17, sections 2.1 to 2.4.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.html_text import text_of_html
from holdfast.readers.mail_words import decode_text
from holdfast.readers.outlook_properties import codec_of
from holdfast.readers.outlook_rtf import text_of_rtf, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
MOST_FILES, MOST_ATTRIBUTES, MOST_PROPERTIES = 2_000, 100_000, 10_000

_SIGNATURE = b"\x78\x9f\x3e\x22"
_HEADER, _ATTRIBUTE = 6, struct.Struct("<B L L")
_CHECKSUM = 2
_FILE_BEGINS, _TITLE, _DATA, _FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_CODEPAGE, _BODY, _PROPERTIES = 0x00069007, 0x0002800C, 0x00069003
_LONG_NAME, _NAME, _MIME, _OBJECT = 0x3707, 0x3704, 0x370E, 0x3701
_PLAIN, _RICH, _HTML = 0x1000, 0x1009, 0x1013
_FIXED = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4,
    0x0014: 8, 0x0040: 8, 0x0048: 16,
}  # fmt: skip
"""Type of a property -> bytes of its value."""

_LONG = frozenset({0x000D, 0x001E, 0x001F, 0x0102})
_MANY, _NAMED, _IID = 0x1000, 0x8000, 16
_UNICODE, _IS_OBJECT = 0x001F, 0x000D


class Inside(NamedTuple):
    """A file in the packing; its `repr` shows no content."""

    name: str
    """As written, empty when it has none."""

    media_type: str
    """As written, or nothing said."""

    content: bytes
    """Its bytes."""

    def __repr__(self) -> str:
        """Tell the size only."""
        return f"Inside({len(self.content)} bytes)"


class Unpacked(NamedTuple):
    """What a packing holds."""

    files: tuple[Inside, ...] = ()
    """In order."""

    words: str = ""
    """Of the mail, empty when they are elsewhere."""

    marks: tuple[str, ...] = ()
    """What is in doubt about the words."""

    second: str = ""
    """Other words that stand for the same, as `mail_text.Words` has them."""


class _Property(NamedTuple):
    number: int
    kind: int
    value: bytes


def unpack_tnef(content: bytes) -> Unpacked:
    """Give what a packing holds, as far as it goes.

    Args:
        content: the whole of `winmail.dat`.
    """
    files: list[dict[int, bytes]] = []
    codec, body, properties = "cp1252", b"", b""
    for number, value in _attributes(content):
        if number == _FILE_BEGINS:
            files.append({})
        elif number in {_TITLE, _DATA, _FILE_PROPERTIES} and files:
            files[-1][number] = value
        elif number == _CODEPAGE:
            codec = codec_of(int.from_bytes(value[:4], "little")) or codec
        elif number == _BODY:
            body = value
        elif number == _PROPERTIES:
            properties = value
    words, marks = _words(body, properties, codec)
    found = (_file(each, codec) for each in files[:MOST_FILES])
    return Unpacked(tuple(each for each in found if each.content or each.name), words, marks)


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each attribute's number and value; none when it is no packing."""
    if not content.startswith(_SIGNATURE):
        return
    at = _HEADER
    for _ in range(MOST_ATTRIBUTES):
        if at + _ATTRIBUTE.size > len(content):
            return
        _, number, length = _ATTRIBUTE.unpack_from(content, at)
        at += _ATTRIBUTE.size
        yield number, content[at : at + length]
        at += length + _CHECKSUM


def _properties(raw: bytes) -> Iterator[_Property]:
    """Give properties up to the first that is damaged; of several values the first."""
    count, at = int.from_bytes(raw[:4], "little"), 4
    for _ in range(min(count, MOST_PROPERTIES)):
        if at + 4 > len(raw):
            return
        kind, number = struct.unpack_from("<H H", raw, at)
        at = _after_name(raw, at + 4) if number >= _NAMED else at + 4
        is_many, kind = bool(kind & _MANY), kind & ~_MANY
        values = 1
        if is_many or kind in _LONG:
            values, at = int.from_bytes(raw[at : at + 4], "little"), at + 4
        if kind not in _LONG and kind not in _FIXED:
            return
        first = b""
        for place in range(min(values, MOST_PROPERTIES)):
            length = _FIXED.get(kind)
            if length is None:
                length, at = int.from_bytes(raw[at : at + 4], "little"), at + 4
            first = raw[at : at + length] if not place else first
            at += length + -length % 4
        yield _Property(number, kind, first)


def _after_name(raw: bytes, at: int) -> int:
    """Give where the value of a property with a name begins."""
    kind, length = struct.unpack_from("<L L", raw.ljust(at + _IID + 8, b"\0"), at + _IID)
    return at + _IID + 8 + (length + -length % 4 if kind else 0)


def _text(found: _Property, codec: str) -> str:
    """Give a property's text."""
    if found.kind == _UNICODE:
        return found.value.decode("utf-16-le", "replace").rstrip("\0")
    return _told(found.value, codec)


def _told(raw: bytes, codec: str) -> str:
    """Give a text in the codepage of the mail."""
    return decode_text(raw.split(b"\0", 1)[0], codec).text


def _file(attributes: dict[int, bytes], codec: str) -> Inside:
    """Give one file."""
    found = {each.number: each for each in _properties(attributes.get(_FILE_PROPERTIES, b""))}
    names = [_text(found[each], codec) for each in (_LONG_NAME, _NAME) if each in found]
    name = next(filter(None, names), "") or _told(attributes.get(_TITLE, b""), codec)
    media_type = _text(found[_MIME], codec).strip().lower() if _MIME in found else ""
    content = attributes.get(_DATA, b"")
    if _OBJECT in found:
        # A message, or an object of another program, stands behind the number of its kind.
        held = found[_OBJECT]
        content = held.value[_IID * (held.kind == _IS_OBJECT) :] or content
    if content.startswith(_SIGNATURE):
        name, media_type = f"{name or 'message'}.dat", "application/ms-tnef"
    return Inside(name, media_type or "application/octet-stream", content)


def _words(body: bytes, properties: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    """Give the words, and whether they were taken from rich text."""
    found = {each.number: each for each in _properties(properties)}
    plain = _text(found[_PLAIN], codec) if _PLAIN in found else _told(body, codec)
    if plain.strip():
        return _laid_out(plain), ()
    if _HTML in found:
        html = text_of_html(decode_text(found[_HTML].value, codec).text)
        if html.strip():
            return html, ()
    rich = text_of_rtf(unpack(found[_RICH].value)) if _RICH in found else ""
    return _laid_out(rich), ("from-rich-text",) if rich.strip() else ()


def _laid_out(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
