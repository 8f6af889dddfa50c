"""What is copied out of Telegram Desktop as text: a heading with name and time, then the words.

    Ann Example, [04.03.2026 17:30]
    [In reply to Bob]
    are you home?

    Bob, [04.03.2026 17:31]
    [Photo]

Dates and times are written as the computer writes them, without a zone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.figured_days import with_days_told
from holdfast.readers.moments import from_iso
from holdfast.readers.text_lines import raw_lines
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.reader import Source

LONGEST_ENTRY_BYTES = 1 << 20
"""What goes beyond this of one message is left over; Telegram cuts at 4,096 characters."""

_BOM = b"\xef\xbb\xbf"
# Ann Example, [04.03.2026 17:30]     Ann, [3/4/2026 5:30 PM]     Ann, [2026-03-04 17:30:05]
_HEADING = re.compile(
    rb"([^\n\r]{1,200}), \[(\d{1,4}([./-])\d{1,2}\3\d{1,4},? {1,2}\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    rb"(?:(?: |\xc2\xa0|\xe2\x80\xaf)?[AaPp]\.? ?[Mm]\.?)?)\] ?\r?"
)
_FIRST = re.compile(rb"\s*" + _HEADING.pattern + rb"\n")
_LATER = re.compile(rb"\n" + _HEADING.pattern + rb"(?:\n|\Z)")
# [In reply to Bob]    [Forwarded from Bob]    in the program's English
_ABOUT = re.compile(r"\[(In reply to|Forwarded from) ([^\n]{1,200})\](?:\n|\Z)")
_CODES = {"In reply to": "reply-to", "Forwarded from": "forwarded-from"}
# [Photo]    [Sticker 😀]    [Voice message]    [File] bill.pdf
_MEDIA = re.compile(
    r"\[ ?(Photo|Video message|Video file|Video|Voice message|Audio file|GIF|File|Sticker|Album)\b"
    r"[^\]\n]{0,200}\]"
)
_MEDIA_MARKS = {
    "Sticker": ("sticker",),
    "Voice message": ("voice-message", "media-omitted"),
}


def looks_copied(head: bytes) -> bool:
    """Tell whether a text begins with such a heading and has another, so that it is no chance.

    Args:
        head: the file's first bytes.
    """
    first = _FIRST.match(head.removeprefix(_BOM))
    return first is not None and _LATER.search(head, first.end() - 1) is not None


def read_copied(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Divide a text into messages.

    Args:
        source: the text; UTF-8.
        answers: `date-order`, where the file does not tell which number is the day.

    Yields:
        First the question that is open, then messages in file order.
    """
    yield from with_days_told(_read, source, answers)


def _read(source: Source) -> Iterator[Found]:
    """Divide a text, each message by itself."""
    title = source.name.rpartition(".")[0]
    begin, heading, body, length = 0, None, list[bytes](), 0
    for at, line in raw_lines(source):
        found = _HEADING.fullmatch(line.removeprefix(_BOM))
        if found is not None or length > LONGEST_ENTRY_BYTES:
            yield from _entry(Span(begin, at - begin), heading, b"\n".join(body), title)
            begin, heading, body, length = at, found, [] if found else [line], 0
        else:
            body.append(line)
            length += len(line) + 1
    yield from _entry(Span(begin, source.size - begin), heading, b"\n".join(body), title)


def _entry(
    span: Span, heading: re.Match[bytes] | None, body: bytes, title: str
) -> Iterator[Message | Leftover]:
    """Give a message; what stands before the first or is too long is left over."""
    if heading is None:
        if body.strip():
            yield Leftover(span, "too-long" if span.start else "before-first-entry")
        return
    written = heading[2].decode(errors="replace")
    text = body.decode(errors="replace").replace("\r\n", "\n").strip("\n\r")
    details = []
    while about := _ABOUT.match(text):
        details.append((_CODES[about[1]], about[2]))
        text = text[about.end() :]
    media = _MEDIA.match(text)
    marks = _MEDIA_MARKS.get(media[1], ("media-omitted",)) if media else ()
    if not text:
        marks = ("no-text",)
    if "\ufffd" in text:
        marks = (*marks, "bytes-replaced")
    happened = _moment(written)
    doubt = ("clock-impossible",) if happened.stated is None else ()
    yield Message(
        MessageKind.MESSAGE.value, title, heading[1].decode(errors="replace").strip(), text,
        happened, span, (), (*marks, *doubt), None, tuple(details),
    )  # fmt: skip


def _moment(written: str) -> Moment:
    """Give the time of a heading."""
    moment = from_iso(written)
    return moment if moment.stated is not None else find_written(written) or moment
