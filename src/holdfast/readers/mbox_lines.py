"""Where the mails of a mailbox begin and end.

A mail may itself have a line that begins with “From ”; most programs put a “>” before it, some do
not. So a line divides only where an empty line comes before it, it looks like a separator, and a
header comes after it; where there is no empty line, it must have a date and two headers after it.

| line                                              | written by               |
| ------------------------------------------------- | ------------------------ |
| From anna@example.org Mon Mar  4 11:20:34 2024    | most                     |
| From - Mon Mar 04 11:20:34 2024                   | Thunderbird              |
| From 1790@xxx Mon Mar 04 11:20:34 +0000 2024      | Google Takeout           |
| From MAILER-DAEMON Mon Mar  4 11:20:34 2024       | mail servers             |
| From ???@??? Mon Mar 04 11:20:34 2024             | Eudora                   |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.mail_headers import Bytes

PIECE_BYTES = 4 << 20
"""How much is read at once."""

MOST_IN_MEMORY = 24 << 20
"""A larger mail is not kept in memory while its end is looked for."""

LONGEST_SEPARATOR = 1_000
"""Bytes of a separator line, and of what is looked at after it."""

_LINE = b"From "
_DATED = re.compile(
    rb"From [^\n]{0,400}?\b[A-Z][a-z]{2}\s{1,3}\d{1,2}\s{1,3}\d{1,2}:\d\d[^\n]{0,60}\b\d{4}\b"
    rb"|From [^\n]{0,400}?\b\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d"
    rb"|From [^\n]{0,400}?\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d"
)
_HEADER_NEXT = re.compile(rb"[^\n]*\n(?:>?From [^\n]*\n)?[!-9;-~]+[ \t]*:")
_NOTHING_NEXT = re.compile(rb"[^\n]*(?:\r?\n)*\Z")
_MAIL_NEXT = re.compile(
    rb"[^\n]*\n(?:Return-Path|Received|Delivered-To|X-GM-THRID|X-Gmail-Labels|Message-ID|From|To"
    rb"|Date|Subject|MIME-Version|X-[A-Za-z0-9-]+|Status|Content-Type):",
    re.IGNORECASE,
)
_NO_SPACE = re.compile(rb"From \S*\r?\n")
# Two lines that mails begin with, the first of which only mails have.
_MAIL_SURELY_NEXT = re.compile(
    rb"[^\n]*\n(?:Return-Path|Received|Delivered-To|X-GM-THRID|Message-ID|From|Date|MIME-Version"
    rb"|X-Mozilla-Status):[^\n]*\n(?:[ \t][^\n]*\n){0,20}[!-9;-~]+:",
    re.IGNORECASE,
)
_EMPTY_LINES = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]{0,100}\r?\n){0,100}(?=From )")


class Stretch(NamedTuple):
    """One mail in a mailbox."""

    start: int
    """Offset of its separator line."""

    end: int
    """Offset of the next one, or of the end of the file."""

    headers_at: int
    """Offset of its first header."""

    content: bytes | None
    """Its bytes from `start` on; None when they are too many."""


def is_separator(view: bytes, at: int, *, is_end: bool) -> bool:
    """Tell whether a line that begins “From ” divides two mails.

    Args:
        view: bytes of the mailbox.
        at: offset of the line in them.
        is_end: whether nothing follows them.
    """
    look = view[at : at + LONGEST_SEPARATOR]
    if _DATED.match(look):
        return _HEADER_NEXT.match(look) is not None or (
            is_end and _NOTHING_NEXT.match(look) is not None
        )
    # `From ` or `From -` and no more: only with a header after it that mails begin with.
    return _NO_SPACE.match(look) is not None and _MAIL_NEXT.match(look) is not None


def _is_sure_separator(view: bytes, at: int) -> bool:
    """Tell whether a line divides two mails although the one before it has no empty line after it.

    Some programs leave it out. Then the line must have a date, and two headers after it.
    """
    look = view[at : at + LONGEST_SEPARATOR]
    return _DATED.match(look) is not None and _MAIL_SURELY_NEXT.match(look) is not None


def find_separator(head: bytes) -> int | None:
    """Give where a mailbox's first mail begins, None when the file does not begin with one.

    Args:
        head: the first bytes of the file.
    """
    before = _EMPTY_LINES.match(head)
    if before is None or not is_separator(head, before.end(), is_end=True):
        return None
    return before.end()


def find_mails(source: Bytes, begin: int) -> Iterator[Stretch]:
    """Give the mails of a mailbox in order; together they cover it from `begin` on.

    Args:
        source: the mailbox.
        begin: offset of the first separator.
    """
    start, headers_at = begin, None
    view, base, looked = b"", begin, 1
    while True:
        piece = source.read(base + len(view), PIECE_BYTES)
        view += piece
        is_end = base + len(view) >= source.size or not piece
        if headers_at is None:
            headers_at = start + _after_line(view, start - base)
        while True:
            at = _next_separator(view, looked, is_end=is_end)
            if at is None:
                break
            content = view[start - base : at] if base <= start else None
            yield Stretch(start, base + at, headers_at, content)
            start, headers_at, looked = base + at, base + at + _after_line(view, at), at + 1
        if is_end:
            break
        # What may still become a separator is looked at again; what belongs to no open mail goes.
        keep_from = max(len(view) - LONGEST_SEPARATOR - 4, looked)
        drop = start - base if base + len(view) - start <= MOST_IN_MEMORY else keep_from - 4
        drop = max(drop, 0)
        view, base, looked = view[drop:], base + drop, keep_from - drop
    content = view[start - base :] if base <= start else None
    yield Stretch(start, base + len(view), headers_at, content)


def _next_separator(view: bytes, at: int, *, is_end: bool) -> int | None:
    """Give the next line that divides two mails, None when there is none for sure."""
    until = len(view) if is_end else len(view) - LONGEST_SEPARATOR
    while True:
        found = view.find(b"\n" + _LINE, at - 1, until)
        if found < 0:
            return None
        before = view[max(found - 2, 0) : found]
        # An empty line ends in LF or CRLF, and so does the line before it.
        is_after_empty = before.endswith((b"\n", b"\n\r"))
        if is_after_empty and is_separator(view, found + 1, is_end=is_end):
            return found + 1
        if not is_after_empty and _is_sure_separator(view, found + 1):
            return found + 1
        at = found + 2


def _after_line(view: bytes, at: int) -> int:
    """Give the length of the line that begins at a place, its end included."""
    end = view.find(b"\n", at)
    return (end + 1 if end >= 0 else len(view)) - at
