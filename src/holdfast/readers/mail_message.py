"""One mail as a message: its headers as details, its words, and the files in it.

Shared by all readers of mails. References: RFC 5322, RFC 2045 to 2049; docs/readers/mail.md.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Message, MessageKind, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.mail_dates import differs, parse_date, received_at
from holdfast.readers.mail_headers import decoded, read_head
from holdfast.readers.mail_inside import packed_in, written_in
from holdfast.readers.mail_names import name_of
from holdfast.readers.mail_raw_headers import with_plain_bytes_told
from holdfast.readers.mail_structure import Structure, as_text
from holdfast.readers.mail_text import AS_IT_STANDS, sort_out, words_of
from holdfast.readers.mail_words import base64_end, decode_header, decode_text, decode_transfer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.mail_headers import Bytes, Head
    from holdfast.readers.mail_inside import Packed
    from holdfast.readers.mail_structure import Leaf
    from holdfast.readers.mail_text import Words

MOST_OUTSIDE = 2_000
"""Characters kept of what stands outside the parts."""

LONGEST_LOOKED_AT = 100_000
"""Characters of a header in which addresses are looked for."""

MOST_NAMED = 8
"""A conversation of more addresses than this is named by its sender alone."""

DETAILS: Mapping[str, str] = MappingProxyType({
    "from": "from", "sender": "sender-header", "to": "to", "cc": "cc", "bcc": "bcc",
    "reply-to": "answers-go-to", "subject": "subject", "date": "date-header",
    "received": "received-header",
    "message-id": "message-id", "in-reply-to": "in-reply-to", "references": "references",
    "authentication-results": "authentication-results", "dkim-signature": "dkim-signature",
    "x-originating-ip": "x-originating-ip", "return-path": "return-path",
    "x-gmail-labels": "labels", "delivered-to": "delivered-to",
})  # fmt: skip
"""Header in small letters -> code of its detail; every other header is `other-header`."""

_QUOTED = re.compile(r'"(?:[^"\\]|\\.){0,1000}"')
_ANGLED = re.compile(r"<([^<>\s]{1,320}@[^<>\s]{1,320})>")
_BARE = re.compile(r"[^\s<>()\[\],;:]{1,320}@[^\s<>()\[\],;:]{1,320}")
_BOILERPLATE = re.compile(
    r"(?i)\s*(?:this is a (?:cryptographically signed )?(?:multi-?part )?message|--)"
)
_ENCRYPTED = frozenset({"multipart/encrypted"})
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
# RFC 5322 section 3.6: these may stand once only; programs differ in which of two they show.
_ONCE = frozenset({"from", "sender", "to", "date", "subject", "reply-to", "message-id"})
# Thunderbird keeps what was deleted until a folder is compacted (nsMsgMessageFlags.Expunged).
_MOZILLA_STATUS, _EXPUNGED = re.compile(rb"\s*([0-9A-Fa-f]{4})\s*"), 0x0008
# What Outlook writes above a mail that it saves as text.
_SENT_OF_OUTLOOK = "sent"
_APPLE_KEPT_ELSEWHERE = "x-apple-content-length"
_MESSAGE = MessageKind.MESSAGE.value


class Place(NamedTuple):
    """Which mail of which original."""

    span: Span
    """Where the mail stands, with what a mailbox writes around it."""

    base: int
    """Offset in the original of the first byte of `source`."""

    number: int
    """How many messages of the original come before."""

    is_from_mailbox: bool = False
    """Whether it comes out of an mbox file."""

    is_wide: bool = False
    """Whether somebody saved it in UTF-16, so that its plain characters are no longer those of the
    charset that it declares."""


class Memory:
    """Bytes of one mail, in memory."""

    def __init__(self, content: bytes) -> None:
        """Take them."""
        self.content = content
        self.size = len(content)

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        return self.content[start : start + length]


class Window:
    """A stretch of something larger, read when it is asked for."""

    def __init__(self, source: Bytes, start: int, size: int) -> None:
        """Take the larger thing and the stretch."""
        self._source = source
        self._start = start
        self.size = size

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`, none beyond the stretch."""
        return self._source.read(self._start + start, max(0, min(length, self.size - start)))


def read_mail(source: Bytes, place: Place, head: Head | None = None) -> Iterator[Found]:
    """Give one mail and the files in it.

    Args:
        source: the mail's bytes, from its first header to its end.
        place: where it stands.
        head: its header fields, when they have been read already.

    Yields:
        The message, then each file in it; a file that is too long is left over.
    """
    head = head or read_head(source, 0, source.size)
    structure = Structure(source, source.size)
    leaves = list(structure.leaves(head))
    if place.is_wide:
        leaves = list(map(_in_utf_8, leaves))
    inside = [leaf for leaf in leaves if not leaf.is_outside]
    if not inside:
        # Declared as several parts, but nothing divides it: what there is, is its words.
        leaves = inside = [as_text(leaf) for leaf in leaves]
    shown, files = sort_out(inside, is_alone=len(leaves) == 1)
    files += written_in(source, shown)
    names = [name_of(source, leaf, number) for number, leaf in enumerate(files, 1)]
    packed = packed_in(source, files)
    words = words_of(source, shown, is_from_mailbox=place.is_from_mailbox)
    words = _words_in_all(words, packed)
    charsets = (leaf.declared.charset for leaf in shown)
    head, raw_marks = with_plain_bytes_told(head, next(filter(None, charsets), ""))
    details = details_of(head)
    details += _outside(source, leaves)
    details += _beside(words)
    happened, marks = _happened(head, details)
    doubts = (*words.marks, *raw_marks, *_marks_of(leaves, head, is_signed=packed.is_signed))
    yield Message(
        _MESSAGE, conversation_of(head, details), decoded(head, "from") or None, words.text,
        happened, place.span, (*names, *packed.names), tuple(dict.fromkeys((*marks, *doubts))),
        None, tuple(details),
    )  # fmt: skip
    for leaf, name in zip(files, names, strict=True):
        yield from _file(source, leaf, name, place)
    yield from packed.parts(place.base, place.number)
    if structure.rest is not None:
        rest = Span(place.base + structure.rest, source.size - structure.rest)
        yield Leftover(rest, "skipped-too-many")


def _in_utf_8(leaf: Leaf) -> Leaf:
    """Give a part of a mail in UTF-16; its plain characters have come out as UTF-8."""
    if leaf.declared.encoding not in AS_IT_STANDS:
        return leaf
    told = {**leaf.declared.parameters, "charset": b"utf-8"}
    return leaf._replace(declared=leaf.declared._replace(parameters=told))


def _file(source: Bytes, leaf: Leaf, name: str, place: Place) -> Iterator[Found]:
    """Give a file in a mail, its bytes decoded."""
    span = Span(place.base + leaf.start, leaf.end - leaf.start)
    if _is_kept_elsewhere(leaf):
        return
    # Base64 and its like take at most three bytes for two.
    if span.length > LONGEST_PART_BYTES * 3 // 2:
        yield Leftover(span, "part-too-long")
        return
    raw = source.read(leaf.start, leaf.end - leaf.start)
    content = decode_transfer(raw, leaf.declared.encoding)
    del raw
    if len(content) > LONGEST_PART_BYTES:
        yield Leftover(span, "part-too-long")
        return
    yield Part(span, name, leaf.declared.media_type, content, place.number)


def _is_kept_elsewhere(leaf: Leaf) -> bool:
    """Tell whether Apple Mail keeps a file beside the mail, and not in it."""
    if leaf.end - leaf.start > 2:  # noqa: PLR2004  # a line break
        return False
    return any(name == _APPLE_KEPT_ELSEWHERE for name, _, _ in leaf.head.fields)


def details_of(head: Head) -> list[tuple[str, str]]:
    """Give every header as a detail, in order.

    Args:
        head: the header fields.
    """
    details: list[tuple[str, str]] = []
    for name, value, written in head.fields:
        text = decode_header(value)
        code = DETAILS.get(name)
        if code is not None:
            details.append((code, text))
        else:
            details.append(("other-header", f"{written}: {text}" if name else text))
    return details


def _words_in_all(words: Words, packed: Packed) -> Words:
    """Give the words of a mail; those inside a packing or a signature where it has no others."""
    if words.text.strip() or not packed.words:
        return words
    marks = (*words.marks, *packed.marks)
    return words._replace(text=packed.words, marks=marks, second=packed.second)


def _beside(words: Words) -> Iterator[tuple[str, str]]:
    """Give what is told about the formatted version."""
    if words.remote:
        yield "remote-content", str(words.remote)
    if words.second:
        yield "second-text", words.second


def _outside(source: Bytes, leaves: list[Leaf]) -> list[tuple[str, str]]:
    """Give words outside the parts, or behind one in base64, where few programs show them."""
    found: list[tuple[str, str]] = []
    for leaf in leaves:
        if leaf.declared.encoding == "base64" and not leaf.is_outside:
            begin = max(leaf.start, leaf.end - MOST_OUTSIDE)
            raw = source.read(begin, leaf.end - begin)
            raw = raw[base64_end(raw) :]
        elif leaf.is_outside and leaf.end > leaf.start:
            raw = source.read(leaf.start, min(leaf.end - leaf.start, MOST_OUTSIDE))
        else:
            continue
        text = decode_text(raw).text.strip().replace("\r\n", "\n")
        if text and not _BOILERPLATE.match(text):
            found.append(("outside-parts", text))
    return found


def _happened(head: Head, details: list[tuple[str, str]]) -> tuple[Moment, tuple[str, ...]]:
    """Give when a mail says it was sent; without a date that can be, when a server took it in."""
    moment, marks = parse_date(decoded(head, "date") or decoded(head, _SENT_OF_OUTLOOK))
    hop = next((text for code, text in details if code == "received-header"), "")
    received = received_at(hop) if hop else UNKNOWN_MOMENT
    if moment.stated is not None:
        return moment, (*marks, "date-differs") if differs(moment, received) else marks
    if received.stated is not None:
        return received, (*marks, "time-received")
    return moment, marks


def _marks_of(leaves: list[Leaf], head: Head, *, is_signed: bool) -> list[str]:
    """Give marks of what a mail is made of."""
    types = {leaf.declared.media_type for leaf in leaves}
    marks = []
    smime = [
        leaf.declared.parameters.get("smime-type", b"").lower() != b"signed-data"
        for leaf in leaves
        if leaf.declared.media_type in _SMIME
    ]
    if types & _ENCRYPTED or (any(smime) and not is_signed):
        marks.append("mail-encrypted")
    if any(map(_is_kept_elsewhere, leaves)):
        marks.append("media-omitted")
    if not head.fields:
        marks.append("no-headers")
    status = _MOZILLA_STATUS.fullmatch(head.first("x-mozilla-status"))
    if status is not None and int(status[1], 16) & _EXPUNGED:
        marks.append("deleted-by-owner")
    once = [name for name, _, _ in head.fields if name in _ONCE]
    if len(set(once)) < len(once):
        marks.append("header-twice")
    return marks


def addresses_in(value: str) -> list[str]:
    """Give the addresses of a header's value in small letters, without the names beside them.

    Args:
        value: as text.
    """
    found: list[str] = []
    for each in _QUOTED.sub("", value[:LONGEST_LOOKED_AT]).split(","):
        # What stands in angle brackets is the address; a name may look like another one.
        address = _ANGLED.search(each) or _BARE.search(each)
        if address is not None:
            found.append((address[1] if address.re is _ANGLED else address[0]).casefold())
    return found


def conversation_of(head: Head, details: list[tuple[str, str]]) -> str:
    """Give the name of the conversation a mail belongs to.

    Args:
        head: its header fields.
        details: the same as text.

    Returns:
        Gmail's number of the conversation where the file states it; else the addresses that it is
        from and to, in alphabetical order, so that an answer belongs to the same one.
    """
    thread = decoded(head, "x-gm-thrid")
    if thread:
        return thread
    others = [address for code, text in details if code == "to" for address in addresses_in(text)]
    return name_conversation(addresses_in(decoded(head, "from")), others)


def name_conversation(sender: list[str], others: list[str]) -> str:
    """Give the name of a conversation between addresses.

    Args:
        sender: who wrote.
        others: whom it was written to.
    """
    named = sorted({*sender, *others})
    return ", ".join(named if len(named) <= MOST_NAMED else sender)
