"""The texts of TikTok's export: messages under headings, and blocks of `Name: value` lines.

>>> Chat History with sam.quill::
2026-01-01 10:00:00 sam.quill: text

Date: 2026-01-01 10:00:00 UTC
From: sam.quill
Content: text

Date: 2026-01-01 10:00:00 UTC
IP: 192.0.2.7
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.text_lines import raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.reader import Source

LONGEST_ENTRY_BYTES = 1 << 20
"""A longer message is cut."""

_CHAT = re.compile(rb">>> ?(?:Group )?Chat History with ([^\n]{0,200}?):{1,2}\s*$", re.MULTILINE)
_TITLE = re.compile(rb"(?:>>> ?)?(?:Group )?Chat History with ([^\n]{0,200}?):{1,2}\s*$")
_MESSAGE = re.compile(
    rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?),? ([^\s:][^:\n]{0,100}): ?(.*)", re.DOTALL
)
_DATE = re.compile(rb"Date: ?([^\n\r]{1,40})")
_FIELD = re.compile(r"([A-Z][A-Za-z ]{0,40}):{1,2} ?(.*)")
# The line after `Date:` tells which list it is; the others are of no use to anybody.
_KINDS = {"Comment": "", "IP": "log-in", "Username": "contact", "UserName": "contact"}
_BLOCK = re.compile(
    rb"^\s*(?:[^\n]{0,100}\n){0,3}?Date: ?\d{4}-\d\d-\d\d [^\n]{8,20}\n"
    rb"(?:(?:Comment|IP|User[Nn]ame): ?|From: ?[^\n]{1,100}\n(?:Content|Message): ?)"
)
_FROM = re.compile(rb"Date: ?[^\n]{1,40}\r?\nFrom: ?")
_WORDS = frozenset({"Content", "Message"})


def find_kind(head: bytes) -> str:
    """Tell which text it is: `chat`, `list`, or empty for none.

    Args:
        head: the first bytes of the file.
    """
    if _CHAT.search(head):
        return "chat"
    return "list" if _BLOCK.match(head.replace(b"\r\n", b"\n")) else ""


def read_text(source: Source) -> Iterator[Message | Leftover]:
    """Divide a text into messages, posts, events and leftovers; together they cover every line.

    Args:
        source: the text.
    """
    title, begin, length = "", 0, 0
    waiting: list[bytes] = []
    for at, line in raw_lines(source):
        chat = _TITLE.match(line)
        starts = chat or _MESSAGE.match(line) or _DATE.match(line)
        # What somebody wrote may hold empty lines.
        ends = not line.strip() and not _FROM.match(b"\n".join(waiting[:2]))
        if waiting and (starts or ends or length > LONGEST_ENTRY_BYTES):
            yield _entry(b"\n".join(waiting), begin, title, source.name)
            waiting = []
        if chat is not None:
            title = chat[1].decode(errors="replace")
            yield Leftover(Span(at, len(line)), "about-the-export")
        elif line.strip() or waiting:
            begin, length = (begin, length) if waiting else (at, 0)
            waiting.append(line)
            length += len(line) + 1
    yield from [_entry(b"\n".join(waiting), begin, title, source.name)] if waiting else []


def _entry(content: bytes, at: int, title: str, name: str) -> Message | Leftover:
    """Give a message, a record of a list, or what is neither."""
    span = Span(at, len(content))
    message = _MESSAGE.match(content)
    if message is not None:
        happened = from_iso(message[1].decode(), utc_by_format=True)
        return Message(
            MessageKind.MESSAGE.value, title, message[2].decode(errors="replace"),
            message[3].decode(errors="replace").replace("\r", "").rstrip(), happened, span, (),
            marks_of(happened),
        )  # fmt: skip
    date = _DATE.match(content)
    if date is not None and _FROM.match(content):
        return _from_block(content, date, span, title)
    return Leftover(span, "not-understood") if date is None else _listed(content, date, span, name)


def _from_block(content: bytes, date: re.Match[bytes], span: Span, title: str) -> Message:
    """Give a message whose date, sender and words stand in lines of their own."""
    lines = content[date.end() :].decode(errors="replace").replace("\r", "").strip().split("\n")
    sender = (_FIELD.match(lines[0]) or [""] * 3)[2]
    at = next((at for at, line in enumerate(lines) if _named(line) in _WORDS), len(lines))
    words = [line.partition(":")[2].lstrip(": ") for line in lines[at : at + 1]]
    happened = from_iso(date[1].decode(errors="replace").strip(), utc_by_format=True)
    return Message(
        MessageKind.MESSAGE.value, title, sender or None,
        "\n".join([*words, *lines[at + 1 :]]).rstrip(), happened, span, (), marks_of(happened),
        None, tuple(("other", line) for line in lines[1:at] if line.strip()),
    )  # fmt: skip


def _named(line: str) -> str:
    """Give the name before a line's colon."""
    field = _FIELD.match(line)
    return field[1] if field else ""


def _listed(content: bytes, date: re.Match[bytes], span: Span, name: str) -> Message | Leftover:
    """Give a record of a list: a comment, a log-in, somebody who follows."""
    lines = content[date.end() :].decode(errors="replace").replace("\r", "").strip().split("\n")
    field = _FIELD.match(lines[0])
    if field is None or field[1] not in _KINDS:
        return Leftover(span, "about-the-export")
    happened = from_iso(date[1].decode(errors="replace").strip(), utc_by_format=True)
    mark = _KINDS[field[1]]
    # Lists of people look alike: the name says whether they are blocked.
    mark = "contact-blocked" if mark == "contact" and "block" in name.casefold() else mark
    if not mark:
        text = "\n".join([field[2], *lines[1:]])
        return Message(
            MessageKind.POST.value, "", OWNER, text, happened, span, (), marks_of(happened)
        )
    return Message(
        MessageKind.EVENT.value, "", None, ", ".join(lines), happened, span, (),
        (mark, *marks_of(happened)),
    )  # fmt: skip
