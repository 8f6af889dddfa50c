"""Contacts: vCards of versions 2.1, 3.0 and 4.0, and tables, of phones, mail programs and Google.

References: vCard 2.1 (1996), RFC 2426, RFC 6350; docs/readers/contacts.md.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Message, MessageKind, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.contacts_tables import read_contacts, recognises_table, title_of
from holdfast.readers.content_lines import doubts_of, sections, unescape, with_line_ends
from holdfast.readers.mail_names import ENDINGS
from holdfast.readers.mail_words import decode_transfer
from holdfast.readers.reader import Confidence
from holdfast.readers.wide_text import narrow_head, read_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from holdfast.model.message import Found
    from holdfast.readers.content_lines import Property, Section
    from holdfast.readers.reader import Source

NAME = "contacts"
VERSION = 3

DETAILS: Mapping[str, str] = MappingProxyType({
    "FN": "name", "N": "name-parts", "NICKNAME": "nickname", "TEL": "tel", "EMAIL": "email",
    "ADR": "postal-address", "ORG": "organisation", "TITLE": "job", "ROLE": "job", "NOTE": "note",
    "BDAY": "birthday", "URL": "web-address", "IMPP": "handle", "REV": "changed-at",
})  # fmt: skip
"""Property -> code of its detail; every other one is `other-property`."""

_OF_KINDS = frozenset({"tel", "email", "postal-address"})
_LABEL = "X-ABLABEL"
# item1.X-ABLabel:_$!<Mobile>!$_     where Apple has the word itself, in every language
_BUILT_IN = re.compile(r"^_\$!<(.*)>!\$_$", re.DOTALL)
_BEGINNING_BYTES = 4096
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}BEGIN[ \t]{0,9}:[ \t]{0,9}VCARD[ \t]{0,9}[\r\n]", re.IGNORECASE
)
_WANTED = frozenset({"VCARD"})
_FILES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE"})
_PICTURES = frozenset({"PHOTO", "X-MS-CARDPICTURE"})
_IN_PARTS = frozenset({"N", "ADR", "ORG"})
_DATA = re.compile(rb"data:([A-Za-z0-9.+/-]{0,100})[^,]{0,200}?(;base64)?,", re.IGNORECASE)
_SHORT_TYPES: Mapping[str, str] = MappingProxyType(
    {"JPEG": "image/jpeg", "JPG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
)
_SCHEMES: Mapping[str, str] = MappingProxyType({"TEL": "tel:", "EMAIL": "mailto:"})
_SEMICOLON = re.compile(r"(?<!\\);")


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file holds contacts.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    is_ours = _BEGIN.match(narrow_head(head)) or recognises_table(head)
    return Confidence.YES if is_ours else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every card, and the pictures in them; or every row of a table.

    Args:
        source: the file; UTF-8, another encoding that a card names, or UTF-16 with its mark.
        answers: none are asked for.

    Yields:
        An event a card, marked `contact`, then its pictures; what stands between is left over.

    Raises:
        NotThisFormatError: it does not begin with a card, and is no table of contacts.
    """
    if recognises_table(source.read(0, _BEGINNING_BYTES)):
        yield from read_contacts(source)
        return
    if not _BEGIN.match(narrow_head(source.read(0, _BEGINNING_BYTES))):
        raise NotThisFormatError
    yield from read_wide(source, _cards)


def _cards(source: Source) -> Iterator[Found]:
    """Give every card of a file that is no UTF-16."""
    number = 0
    for section in sections(with_line_ends(source), _WANTED):
        if not section.name:
            span = Span(section.start, section.end - section.start)
            yield Leftover(span, "not-understood")
            continue
        yield from _card(section, number)
        number += 1


def _card(section: Section, number: int) -> Iterator[Found]:
    """Give one card and its pictures."""
    parts: list[Found] = []
    names: list[str] = []
    details: list[tuple[str, str]] = []
    labels = _labels(section.lines)
    for line in section.lines:
        if line.name == "VERSION" or (line.name == _LABEL and line.group in labels):
            continue
        file = _file(line, number, len(parts))
        if file is None:
            details += _details(line, labels.get(line.group, ""))
        else:
            names.append(file.name if isinstance(file, Part) else line.name.lower())
            parts.append(file)
    span = Span(section.start, section.end - section.start)
    yield Message(
        MessageKind.EVENT.value, "", None, title_of(details), UNKNOWN_MOMENT, span,
        tuple(names), ("contact", *doubts_of(section.lines)), None, tuple(details),
    )  # fmt: skip
    yield from parts


def _labels(lines: Sequence[Property]) -> dict[str, str]:
    """Give what Apple's lines of their own call the numbers and addresses of their group."""
    kinds = {line.group for line in lines if DETAILS.get(line.name) in _OF_KINDS and line.group}
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.name == _LABEL and line.group in kinds:
            found.setdefault(line.group, []).append(_BUILT_IN.sub(r"\1", line.text).strip())
    return {group: ", ".join(filter(None, said)) for group, said in found.items()}


def _details(line: Property, label: str) -> list[tuple[str, str]]:
    """Give a property as details: its value, then what kind of number or address it is."""
    code = DETAILS.get(line.name)
    if code is None:
        return [("other-property", line.as_written)] if line.name or line.value.strip() else []
    text = _in_parts(line) if line.name in _IN_PARTS else _plain(line)
    if not text.strip():
        return []
    kinds = [line.parameters.get("TYPE", ""), label] if code in _OF_KINDS else []
    return [(code, text), *((f"{code}-kind", kind) for kind in kinds if kind)]


def _plain(line: Property) -> str:
    """Give a value without its scheme's name, and a birthday without a year that nobody said."""
    text = line.text
    scheme = _SCHEMES.get(line.name, "")
    if scheme and text[: len(scheme)].lower() == scheme:
        text = text[len(scheme) :]
    no_year = line.parameters.get("X-APPLE-OMIT-YEAR", "")
    return f"--{text[len(no_year) :].lstrip('-')}" if no_year and text.startswith(no_year) else text


def _in_parts(line: Property) -> str:
    """Give a value of several parts with commas between those that are not empty."""
    parts = [unescape(each).strip() for each in _SEMICOLON.split(line.raw_text)]
    return ", ".join(part for part in parts if part)


def _file(line: Property, number: int, before: int) -> Part | Leftover | None:
    """Give the file that a property holds, None when it holds none."""
    if line.name not in _FILES:
        return None
    span = Span(line.start, line.end - line.start)
    data = _DATA.match(line.value)
    if data is not None:
        raw = line.value[data.end() :]
        content = decode_transfer(raw, "base64" if data[2] else "")
        media_type = data[1].decode("ascii").lower()
    elif line.encoding in {"B", "BASE64"}:
        content = line.decoded
        media_type = _media_type(line)
    else:
        return None
    if not content:
        return None
    if len(content) > LONGEST_PART_BYTES:
        return Leftover(span, "part-too-long")
    ending = ENDINGS.get(media_type, "bin")
    name = f"{line.name.lower()}{f'-{before + 1}' if before else ''}.{ending}"
    return Part(span, name, media_type, content, number)


def _media_type(line: Property) -> str:
    """Give the media type that a property's parameters name."""
    written = line.parameters.get("MEDIATYPE", "") or line.parameters.get("TYPE", "")
    if "/" in written:
        return written.lower()
    for each in written.upper().split(","):
        if each in _SHORT_TYPES:
            return _SHORT_TYPES[each]
    return "image/jpeg" if line.name in _PICTURES else "application/octet-stream"
