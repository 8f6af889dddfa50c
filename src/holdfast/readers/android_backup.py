"""Android's own back-up (`.ab`, made by cable with `adb backup`): messages, and files inside.

Messages lie in it as deflated JSON, by Android's telephony provider. Everything else is given as a
file. References: docs/readers/android-backup.md.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Part
from holdfast.model.span import Span
from holdfast.readers.android_backup_files import Stream, StreamError, members, read_header
from holdfast.readers.android_records import multimedia_message, text_message
from holdfast.readers.json_records import records
from holdfast.readers.moments import Unit
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found, Message
    from holdfast.readers.android_backup_files import Header, Member
    from holdfast.readers.reader import Source

NAME = "android-backup"
VERSION = 1

LONGEST_MESSAGES = 64 << 20
"""A file of messages that grows beyond this is none: Android writes a thousand at a time."""

# apps/com.android.providers.telephony/d_f/000000_sms_backup
_MESSAGES = re.compile(r"(?:.*/)?com\.android\.providers\.telephony/.*?\d{1,9}_(sms|mms)_backup")
_ABOUT = re.compile(r"(?:.*/)?(?:_manifest|_meta)")


class _Inner:
    """A file inside, as a source of its own."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content = content
        self.name = name
        self.size = len(content)

    def read(self, start: int, length: int) -> bytes:
        return self._content[start : start + length]


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is such a back-up.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.NO if read_header(head) is None else Confidence.YES


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every message, and every other file inside.

    Args:
        source: the back-up.
        answers: none are asked for: every time is UTC.

    Yields:
        What the archive holds, in its order. In a deflated archive places are paths
        (`apps/…/000000_sms_backup:3`), as its bytes stand nowhere in the back-up.

    Raises:
        NotThisFormatError: it does not begin like a back-up.
    """
    header = read_header(source.read(0, 256))
    if header is None:
        raise NotThisFormatError
    yield Leftover(Span(0, header.length), "about-the-export")
    if header.is_encrypted:
        yield Leftover(Span(header.length, source.size - header.length), "backup-encrypted")
        return
    yield from _archive(source, header)


def _archive(source: Source, header: Header) -> Iterator[Found]:
    """Give what is in the archive, up to where it cannot be read further."""
    stream = Stream(source, header)
    try:
        for member in members(stream):
            yield from _member(member, stream)
        begun = stream.reached
        if stream.finish():
            yield Leftover(Span(begun, stream.end - begun), "not-understood")
        if stream.end < source.size:
            yield Leftover(Span(stream.end, source.size - stream.end), "not-understood")
    except StreamError as error:
        start = min(stream.reached, source.size)
        yield Leftover(Span(start, source.size - start), error.why)


def _member(member: Member, stream: Stream) -> Iterator[Found]:
    """Give what one member is; its bytes are read or passed over."""
    span = Span(member.start or 0, 0 if member.start is None else member.size, member.name)
    if member.kind == "folder":
        stream.skip(member.size)
    elif member.kind == "other" or member.size > LONGEST_PART_BYTES:
        stream.skip(member.size)
        why = "not-understood" if member.kind == "other" else "part-too-long"
        yield Leftover(Span(0, 0, member.name), why)
    elif not member.size:
        yield Leftover(Span(0, 0, member.name), "empty-file")
    else:
        content = stream.read(member.size)
        if len(content) < member.size:
            return
        yield from _file(member.name, content, span)


def _file(name: str, content: bytes, span: Span) -> Iterator[Found]:
    """Give messages, or the file itself."""
    messages = _MESSAGES.fullmatch(name)
    if messages is not None:
        yield from _messages(messages[1], content, span)
    elif _ABOUT.fullmatch(name):
        yield Leftover(span, "about-the-export")
    else:
        yield Part(span=span, name=name, media_type="", content=content)


def _messages(kind: str, content: bytes, span: Span) -> Iterator[Found]:
    """Give the messages of one file of Android's telephony provider."""
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(content, LONGEST_MESSAGES)
    except zlib.error:
        yield Leftover(span, "damaged-record")
        return
    for node in records(_Inner(plain, span.path), lambda path: len(path) == 1):
        place = Span(span.start, span.length, f"{span.path}:{node.path[0] if node.path else ''}")
        if isinstance(node.value, dict):
            read_one = _text if kind == "sms" else _multimedia
            yield read_one(node.value, place)
        else:
            yield Leftover(place, "damaged-record")
    if not inflater.eof:
        yield Leftover(span, "ends-early")


def _row(record: Mapping[str, object]) -> dict[str, str]:
    """Give the values of a record that are single, as text."""
    return {
        str(name): str(value)
        for name, value in record.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""
    }


def _texts(values: object) -> list[str]:
    """Give the texts of a list."""
    return [each for each in values if isinstance(each, str)] if isinstance(values, list) else []


def _text(record: Mapping[str, object], span: Span) -> Message:
    """Give one text message; in a group its recipients are the conversation."""
    row = _row(record)
    recipients = _texts(record.get("recipients"))
    message = text_message(row, span)
    if len(recipients) > 1 or (recipients and "address" not in row):
        others = [("to", each) for each in recipients] if "received" not in message.marks else []
        kept = [each for each in message.details if each[0] != "to" or not others]
        message = message._replace(conversation=", ".join(recipients), details=(*others, *kept))
    return message


def _multimedia(record: Mapping[str, object], span: Span) -> Message:
    """Give one multimedia message; Android keeps its words and leaves its files out."""
    row = _row(record)
    row["address"] = "~".join(_texts(record.get("recipients")))
    stored = record.get("mms_addresses")
    addresses = [
        (str(each.get("type", "")), str(each.get("address", "")))
        for each in (stored if isinstance(stored, list) else [])
        if isinstance(each, dict)
    ]
    files = record.get("attachments")
    names = tuple(
        str(each.get("filename") or each.get("file_name") or each.get("mime_type") or "?")
        for each in (files if isinstance(files, list) else [])
        if isinstance(each, dict)
    )
    content = (row.get("mms_body", ""), names, ("media-omitted",) if names else ())
    return multimedia_message(row, addresses, content, span=span, unit=Unit.SECONDS)
