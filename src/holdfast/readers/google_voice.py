"""Google Voice as Takeout gives it: a page per conversation, call or voicemail.

References: docs/readers/google-voice.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.google_voice_pages import read_page
from holdfast.readers.html_text import hides_words, text_of_html, title_of_html
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import OWNER, Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.google_voice_pages import Block
    from holdfast.readers.reader import Source

NAME = "google-voice"
VERSION = 2

MOST_BYTES = 8 << 20
"""More of a page is not read: years of texts are a few megabytes."""

_JUNK = "spam"
OWN = "Me"
"""What the English pages call the owner of the account."""

_LOG = re.compile(rb'<div class="(?:hChatLog hfeed|haudio)"')
_GOOGLE = re.compile(rb"google\.com/voice|Google Inc|hChatLog hfeed")
# PT3S    PT1M5S    PT1H2M3S
_LENGTH = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?")
# +44… - Text - 2026-01-01T10_00_00Z.html    Anna - Voicemail - …(1).html     - Missed - ….html
_NAMED = re.compile(r"^(.*?) ?- (?:Text|Voicemail|Missed|Received|Placed|Recorded|Group)\b")
_LABEL_MARKS = {
    "sent": "sent", "received": "received", "missed": "missed", "voicemail": "voicemail",
    "recorded": "recorded",
}  # fmt: skip
# The heading of a page whose labels are missing; other languages' headings stay without.
_HEADINGS = {
    "Placed": "placed", "Received": "received", "Missed": "missed", "Voicemail": "voicemail",
    "Recorded": "recorded",
}  # fmt: skip


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a page is one of Google Voice's.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    if _LOG.search(head) and _GOOGLE.search(head):
        return Confidence.YES
    return Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Divide a page into messages or calls, and what stands around them.

    Args:
        source: the page.
        answers: none are asked for.

    Yields:
        Messages in the page's order; their spans and those of the leftovers cover every word.

    Raises:
        NotThisFormatError: there is no log on the page.
    """
    content = source.read(0, MOST_BYTES)
    if not _LOG.search(content):
        raise NotThisFormatError
    *blocks, rest = read_page(content)
    people = [block for block in blocks if block.kind == "participants"]
    blocks = [block for block in blocks if block.kind != "participants"]
    title = find_title(people, blocks, source.name)
    covered = 0
    for block in blocks:
        yield from _around(content, covered, block.start)
        deleted = rest.is_deleted and block.kind == "message"
        message = _message(block, title, is_deleted=deleted or block.is_deleted)
        is_junk = _JUNK in block.labels or _JUNK in rest.labels
        yield message._replace(marks=(*message.marks, "junk")) if is_junk else message
        covered = block.end
    rest_of_page = [*_around(content, covered, len(content))]
    if not rest_of_page and hides_words(content[covered:]):
        rest_of_page = [Leftover(Span(covered, len(content) - covered), "not-understood")]
    yield from rest_of_page
    if len(content) < source.size:
        yield Leftover(Span(len(content), source.size - len(content)), "too-long")


def _is_own(block: Block) -> bool:
    """Tell whether the owner wrote a message; in other languages only the element says so."""
    return block.is_own or block.name == OWN


def _around(content: bytes, start: int, end: int) -> Iterator[Leftover]:
    """Give what stands around messages as left over, when it has any words."""
    if title_of_html(content[start:end]) or text_of_html(content[start:end]):
        yield Leftover(Span(start, end - start), "about-the-export")


def find_title(people: list[Block], blocks: list[Block], name: str) -> str:
    """Name a conversation by its participants, else by who wrote, else by the file's name.

    Args:
        people: blocks that list participants.
        blocks: messages and calls.
        name: file name as received.
    """
    listed = [who or number for block in people for number, who in block.people]
    if not listed:
        listed = [block.name or block.number or "" for block in blocks if not _is_own(block)]
    found = ", ".join(dict.fromkeys(each for each in listed if each))
    if found:
        return found
    named = _NAMED.match(name)
    return named[1].strip() if named else ""


def _message(block: Block, title: str, *, is_deleted: bool) -> Message:
    """Give a block as a message or call."""
    happened = from_iso(block.when)
    marks = list(marks_of(happened))
    if is_deleted:
        marks.append("deleted-by-owner")
    number = block.number or ""
    numbers = (("address", number),) if number and block.name else ()
    span = Span(block.start, block.end - block.start)
    if block.kind == "message":
        way = "sent" if _is_own(block) else "received"
        return Message(
            MessageKind.MESSAGE.value, title, block.name or number or None, block.words, happened,
            span, tuple(block.files), (way, *marks), None, numbers,
        )  # fmt: skip
    labels = find_labels(block)
    marks[:0] = [_LABEL_MARKS[label] for label in labels if label in _LABEL_MARKS]
    if block.number == "":
        marks.append("withheld")
    sender = OWNER if labels[:1] == ["sent"] else block.name or number or None
    return Message(
        MessageKind.CALL.value, title, sender, block.words or block.title, happened, span,
        tuple(block.files), tuple(marks), parse_length(block.length), numbers,
    )  # fmt: skip


def find_labels(block: Block) -> list[str]:
    """Tell what a call is: first its direction, when that is known.

    Args:
        block: a call.
    """
    labels = [label for label in block.labels if label in _HEADINGS.values()]
    if not labels:
        labels = [label for word, label in _HEADINGS.items() if block.title.startswith(word)]
    if not labels:
        return []
    return ["sent" if "placed" in labels else "received", *(set(labels) - {"placed", "received"})]


def parse_length(written: str) -> int | None:
    """Give seconds, None when no length is written.

    Args:
        written: a duration as ISO 8601 has it (`PT1M5S`).
    """
    found = _LENGTH.fullmatch(written)
    if found is None or written == "PT":
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
