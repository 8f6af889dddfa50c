"""One mail as a file: `.eml`, Apple's `.emlx`, and anything else that begins with mail headers.

References: RFC 5322; docs/readers/mail.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.mail_headers import FIRST_LOOK, Head, read_head, split_fields
from holdfast.readers.mail_message import Memory, Place, Window, read_mail
from holdfast.readers.mbox_lines import find_separator
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.wide_text import NarrowSource, narrow_head, read_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.reader import Source

NAME = "mail"
VERSION = 1

MOST_IN_MEMORY = 24 << 20
"""A larger mail is read in stretches."""

ENOUGH_FIELDS = 2
"""So many headers of mails, one of which only mails have, make a mail."""

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]{0,200}")
# 1234      and some spaces: how long the mail is, before the mail, in Apple's files
_LENGTH_LINE = re.compile(rb"(\d{1,12})[ \t]*\r?\n(?=[!-9;-~]+:)")
_LIST = b"<?xml"
_SEPARATOR = b"From "
_ENDINGS = (".eml", ".emlx")
_LATE_HEADER = re.compile(
    rb"\n(?=(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version)[ \t]{0,9}:)",
    re.IGNORECASE,
)
_OF_MAILS = frozenset({
    "from", "to", "cc", "bcc", "subject", "date", "received", "message-id", "return-path",
    "delivered-to", "reply-to", "sender", "mime-version", "x-mailer", "dkim-signature",
    "in-reply-to", "references", "authentication-results", "resent-from", "resent-date",
    "x-originating-ip", "content-transfer-encoding", "x-original-to", "envelope-to", "user-agent",
    "arc-seal", "received-spf", "domainkey-signature", "thread-topic", "x-received",
    "apparently-to",
})  # fmt: skip
# All that Word puts on top of a page that it saves as one file.
_OF_ANY_PART = {"mime-version", "content-transfer-encoding", "content-type"}
_RELATED = re.compile(rb"\s*multipart/related\b", re.IGNORECASE)
_MAY_BE_OF_MAILS = _OF_MAILS | {"content-type", "content-disposition", "content-id", "status"}
# What browsers write when they save a page: headers like a mail's, and the page's address.
_SAVED_PAGE = frozenset({"snapshot-content-location", "content-location"})
# A list of messages as some downloads write it: no mail's date, and a name instead of an address.
_LISTED_DATE = re.compile(rb"\s*\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
_ON_THE_WAY = frozenset({"received", "to", "delivered-to"})
_SAVED_BY = re.compile(rb"<?Saved by ", re.IGNORECASE)


class _Layout(NamedTuple):
    """Where a mail stands in its file."""

    at: int
    """Offset of the first header."""

    length: int | None
    """Length that Apple writes before a mail; None in other files."""


def _lay_out(head: bytes) -> _Layout:
    """Give where the mail begins."""
    beginning = _BEGINNING.match(head)
    at = beginning.end() if beginning else 0
    stated = _LENGTH_LINE.match(head, at)
    return _Layout(stated.end(), int(stated[1])) if stated else _Layout(at, None)


def _with_lines(content: bytes) -> bytes:
    """Give a mail whose lines end in LF; those of old Macs end in CR."""
    return content.replace(b"\r", b"\n") if b"\n" not in content else content


def _names_in(head: bytes) -> set[str]:
    """Give the names of the headers at a mail's beginning, none when it is a saved page."""
    fields, _ = split_fields(head)
    names = {name for name, _, _ in fields}
    saved = any(name == "from" and _SAVED_BY.search(value) for name, value, _ in fields)
    is_page = saved or (not names & _ON_THE_WAY and bool(names & _SAVED_PAGE))
    if names <= _OF_ANY_PART:
        is_page = any(_RELATED.match(value) for _, value, _ in fields)
    return set() if is_page else names


def _is_listed(head: bytes) -> bool:
    """Tell whether a date and a name, and nothing else of mails, are all that is there."""
    fields, _ = split_fields(head)
    values = {name: value for name, value, _ in fields}
    return (
        values.keys() & _OF_MAILS == {"date", "from"}
        and b"@" not in values["from"]
        and _LISTED_DATE.match(values["date"]) is not None
    )


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is one mail.

    Args:
        head: the first bytes of the file.
        name: file name as received; one that mails have makes a single header enough.
    """
    head = narrow_head(head)
    mail = _with_lines(head[_lay_out(head).at :])
    if mail.startswith(_SEPARATOR) and find_separator(head) is not None:
        return Confidence.NO
    names = _names_in(mail)
    if _is_listed(mail):
        return Confidence.YES if name.lower().endswith(_ENDINGS) else Confidence.PERHAPS
    if names & _OF_MAILS and len(names & _MAY_BE_OF_MAILS) >= ENOUGH_FIELDS:
        return Confidence.YES
    is_named = name.lower().endswith(_ENDINGS)
    if names & _MAY_BE_OF_MAILS or (is_named and names):
        return Confidence.YES if is_named else Confidence.PERHAPS
    return Confidence.PERHAPS if is_named and _is_text(head) else Confidence.NO


def _is_text(head: bytes) -> bool:
    """Tell whether a file without a single header could still be a mail, broken as it is."""
    return bool(head.strip()) and b"\0" not in head


def _find_head(mail: Bytes, name: str) -> Head | None:
    """Give a mail's headers, None when it is no mail.

    In a file that is named as a mail they may come late, after lines that do not belong there, or
    not at all.
    """
    head = read_head(mail, 0, mail.size)
    if {field for field, _, _ in head.fields} & _MAY_BE_OF_MAILS:
        return head
    begin = mail.read(0, FIRST_LOOK)
    if not name.lower().endswith(_ENDINGS) or not _is_text(begin):
        return None
    late = _LATE_HEADER.search(begin)
    return read_head(mail, late.end(), mail.size) if late else Head([], 0)


def _stated(source: Source, at: int, length: int) -> int:
    """Give the length of a mail in Apple's file; where line ends were changed, up to the list."""
    if source.read(at + length, len(_LIST)) == _LIST:
        return length
    tail_at = max(at, source.size - HEAD_BYTES)
    found = source.read(tail_at, HEAD_BYTES).rfind(b"\n" + _LIST)
    return min(length, source.size - at) if found < 0 else tail_at + found + 1 - at


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give a mail, and the files in it.

    Args:
        source: the mail; lines end in LF or CRLF.
        answers: none are asked for.

    Yields:
        What Apple writes before and after a mail as leftovers, the mail, then each file in it.
    """
    yield from read_wide(source, _read)


def _read(source: Source) -> Iterator[Found]:
    """Give a mail, and the files in it.

    Raises:
        NotThisFormatError: it begins with no header that mails have.
    """
    at, length = _lay_out(source.read(0, HEAD_BYTES))
    size = source.size - at if length is None else _stated(source, at, length)
    is_small = size <= MOST_IN_MEMORY
    mail: Bytes
    mail = Memory(_with_lines(source.read(at, size))) if is_small else Window(source, at, size)
    head = _find_head(mail, source.name)
    if head is None:
        raise NotThisFormatError
    begin = 0 if length is None else at
    if begin:
        yield Leftover(Span(0, begin), "about-the-export")
    is_wide = isinstance(source, NarrowSource)
    place = Place(Span(begin, at + size - begin), at, 0, is_wide=is_wide)
    yield from read_mail(mail, place, head)
    if at + size < source.size:
        yield Leftover(Span(at + size, source.size - at - size), "about-the-export")
