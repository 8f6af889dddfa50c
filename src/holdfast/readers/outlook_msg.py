"""A mail saved by Outlook for Windows: `.msg`, a compound file of properties.

What the servers wrote is there as it came (the transport headers), beside what Outlook made of it.
References: [MS-OXMSG] v25, [MS-OXCMSG], [MS-OXPROPS]; docs/readers/outlook-msg.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.compound_file import CompoundFile, is_compound
from holdfast.readers.mail_dates import differs, parse_date, received_at
from holdfast.readers.mail_headers import Head, split_fields
from holdfast.readers.mail_message import addresses_in, details_of, name_conversation
from holdfast.readers.mail_words import decode_header
from holdfast.readers.outlook_files import attachments_in, read_file
from holdfast.readers.outlook_people import people_in, sender_of
from holdfast.readers.outlook_properties import TABLE, Properties
from holdfast.readers.outlook_words import words_in
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.reader import Source

NAME = "outlook-msg"
VERSION = 1

MOST_EMBEDDED = 200
"""Messages within messages that are read."""

_TOP_HEADER, _EMBEDDED_HEADER = 32, 24
_HEADERS, _CLASS = 0x007D, 0x001A
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_TEXTS = {
    0x0037: "subject", 0x1035: "message-id", 0x1042: "in-reply-to", 0x1039: "references",
    0x0050: "answers-go-to",
}  # fmt: skip
_TIMES = {0x3007: "created-at", 0x3008: "changed-at"}
_TABLE_NAME = TABLE.encode("utf-16-le")


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is a message of Outlook.

    Args:
        head: the first bytes of the file.
        name: file name as received; the directory may lie beyond the head, then the name counts.
    """
    if not is_compound(head):
        return Confidence.NO
    if _TABLE_NAME in head or name.lower().endswith(".msg"):
        return Confidence.YES
    return Confidence.PERHAPS


class _Within(NamedTuple):
    """A message, or one that came in another."""

    folder: str
    codecs: tuple[str, ...]


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give a message, the files in it, and messages that came in it.

    Args:
        source: the file.
        answers: none are asked for.

    Yields:
        The message, which stands for the whole file, then its files; after them each message that
        came in it, marked `inside-another` and placed by its path, with its files.

    Raises:
        NotThisFormatError: it is no compound file, or one of another program.
    """
    if not is_compound(source.read(0, 512)):
        raise NotThisFormatError
    file = CompoundFile(source)
    if TABLE not in file.entries:
        raise NotThisFormatError
    waiting = [_Within("", ())]
    number = 0
    while waiting and number < MOST_EMBEDDED:
        within = waiting.pop(0)
        span = Span(0, 0, within.folder.rstrip("/")) if number else Span(0, source.size)
        header = _EMBEDDED_HEADER if number else _TOP_HEADER
        own = Properties(file, within.folder, header, within.codecs)
        files = list(attachments_in(file, own))
        message = _message(file, own, span, tuple(each.name for each in files))
        lacks = ("media-omitted",) if any(each.is_missing for each in files) else ()
        yield message._replace(marks=(*message.marks, *lacks))
        for each in files:
            if each.is_message:
                waiting.append(_Within(each.inside, own.codecs))
            else:
                yield from read_file(file, each, number)
        number += 1
    if waiting:
        yield Leftover(Span(0, 0, waiting[0].folder.rstrip("/")), "skipped-too-many")


def _message(file: CompoundFile, own: Properties, span: Span, names: tuple[str, ...]) -> Message:
    """Give one message."""
    head = Head(split_fields(own.text(_HEADERS).replace("\r\n", "\n").encode())[0], 0)
    from_headers = details_of(head)
    known = {code for code, _ in from_headers}
    sender = sender_of(own)
    people = people_in(file, own)
    made = [("from", sender)] if sender else []
    made += people
    made += [(code, text) for number, code in _TEXTS.items() if (text := own.text(number).strip())]
    details = [each for each in made if each[0] not in known] + from_headers
    what = own.text(_CLASS)
    if what and what.upper() != "IPM.NOTE":
        details.append(("other-property", f"message class: {what}"))
    details += [
        (code, f"{moment.iso}")
        for number, code in _TIMES.items()
        if (moment := own.time(number)[0]).stated is not None
    ]
    words = words_in(own)
    if words.remote:
        details.append(("remote-content", str(words.remote)))
    happened, marks = _happened(own, head)
    written = next((text for code, text in details if code == "from"), None)
    others = [one for code, text in details if code == "to" for one in addresses_in(text)]
    within = ("inside-another",) if own.folder else ()
    return Message(
        MessageKind.MESSAGE.value, name_conversation(addresses_in(written or ""), others), written,
        words.text, happened, span, names, (*within, *marks, *words.marks), None, tuple(details),
    )  # fmt: skip


def _happened(own: Properties, head: Head) -> tuple[Moment, tuple[str, ...]]:
    """Give when a message was sent; without that, when it was delivered."""
    submitted, doubts = own.time(_SUBMITTED)
    written, marks = parse_date(decode_header(head.first("date")))
    if submitted.stated is not None:
        arrived = received_at(decode_header(head.first("received")))
        return submitted, ("date-differs",) if differs(written, arrived) else ()
    if written.stated is not None:
        return written, (*doubts, *marks)
    delivered, _ = own.time(_DELIVERED)
    if delivered.stated is not None:
        return delivered, (*doubts, "time-received")
    return (submitted, doubts) if submitted != UNKNOWN_MOMENT else (written, marks)
