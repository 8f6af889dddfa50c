"""Texts that two other programs make of Signal's stores, one per chat.

sigtop, of Signal on a computer:

    Conversation: Ann Example (+447700900123)

    From: Ann Example (+447700900123)
    Type: incoming
    Sent: Wed, 4 Mar 2026 17:30:05 +0000
    Attachment: door.jpg (image/jpeg, 1234 bytes)

    are you home?

signalbackup-tools, of an Android back-up, in the computer's local time:

    [Mar 04, 2026 17:30:05] <Ann Example> are you home?
    [Mar 04, 2026 17:31:00] *** <Ann Example> sent file "door.jpg"
    [Mar 04, 2026 17:32:00] *** Missed voice call

References: `fmt_text.go` of sigtop, `exporttxt.cc` of signalbackup-tools; docs/readers/signal.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.moments import from_iso, impossible, marks_of
from holdfast.readers.reader import OWNER
from holdfast.readers.signal_text import entries
from holdfast.readers.written_dates import find_written, month_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.moment import Moment
    from holdfast.readers.reader import Source

_BLOCKS = re.compile(rb"Conversation: [^\r\n]{1,400}\r?\n\r?\n(?:From|Type): ")
# A block begins below an empty line, with who wrote it and what kind it is.
_BLOCK = re.compile(
    rb"(?<=\n\n)(?:From: [^\n]{1,400}\n)?Type: [a-z0-9-]{1,40}\n(?=[A-Z][a-z]+: |\n|\Z)"
    rb"|(?<=\r\n\r\n)(?:From: [^\r\n]{1,400}\r\n)?Type: [a-z0-9-]{1,40}\r\n(?=[A-Z][a-z]+: |\r|\Z)"
)
_FIELD = re.compile(r"([A-Z][a-z]+): (.*)")
# Ann Example (+447700900123)
_NAMED = re.compile(r"(.*?) \(([^()]{1,100})\)")
# Wed, 4 Mar 2026 17:30:05 +0000
_SENT = re.compile(r"\w{3}, (\d{1,2}) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4})")
_VERSION = re.compile(r"Version: \d{1,6}")
_ATTACHMENT = re.compile(r"(.*) \(([^()]*), (\d+) bytes\)")
_NO_NAME, _NO_TIME, _OWNER = "no filename", "unknown", "You"
_CODES = {"Received": "received-at", "Reaction": "reaction"}

_LOG = re.compile(
    rb"^\[([^\s\d\]]{2,12} \d{1,2}, \d{4} \d\d:\d\d:\d\d)\] "
    rb"(?:<([^>\r\n]{1,200})> |\*\*\* (?:<([^>\r\n]{1,200})> sent file ?)?)",
    re.MULTILINE,
)
_LOG_NAME = re.compile(r"(.+?) \(_id\d+\)\.txt")
_CALL = re.compile(r"\bcall\b", re.IGNORECASE)
_QUOTED = re.compile(r'"([^\n]+)"')
_REACTIONS = re.compile(
    r" \(([^()\n]{1,100}: [^\w\s()]{1,12}(?:; [^()\n]{1,100}: [^\w\s()]{1,12})*)\)$"
)
_MISSED = re.compile(r"\bmissed\b", re.IGNORECASE)


def looks_like_blocks(head: bytes) -> bool:
    """Tell whether a text begins like sigtop's.

    Args:
        head: the file's first bytes, without a mark.
    """
    return _BLOCKS.match(head) is not None


def looks_like_log(head: bytes) -> bool:
    """Tell whether a text begins like that of signalbackup-tools.

    Args:
        head: the file's first bytes, without a mark.
    """
    return _LOG.match(head) is not None


def read_blocks(source: Source) -> Iterator[Message | Leftover]:
    """Divide a text by sigtop; spans cover the file.

    Args:
        source: the file.
    """
    title = ""
    for at, entry in entries(source, _BLOCK):
        span = Span(at, len(entry))
        lines = entry.decode(errors="replace").replace("\r\n", "\n").removesuffix("\n").split("\n")
        if not at:
            title, _ = _name_of(lines[0].lstrip("\ufeff").removeprefix("Conversation: "))
            yield Leftover(span, "about-the-export")
        elif entry and not _BLOCK.match(b"\n\n" + entry, 2) and not _BLOCK.match(
            b"\r\n\r\n" + entry, 4
        ):  # fmt: skip
            yield Leftover(span, "too-long")
        elif entry:
            yield _block(lines, span, title)


def _block(lines: list[str], span: Span, title: str) -> Message:
    """Give one message of sigtop's."""
    fields, quote, text = _parts_of(lines)
    stated = dict(fields).get("Type", "")
    kind, marks = _kind(stated)
    details = [] if kind == MessageKind.MESSAGE.value else [("item-type", stated)]
    attachments: list[str] = []
    sender, happened = None, UNKNOWN_MOMENT
    for name, value in fields:
        if name == "From":
            sender, address = (OWNER, "") if value == _OWNER else _name_of(value)
            details += [("address", address)] if address else []
        elif name == "Sent":
            happened = _moment(value)
        elif name == "Attachment":
            file = _ATTACHMENT.fullmatch(value)
            attachments += [file[1] if file else value]
        elif name == "Edited":
            marks = (*marks, "edited")
        elif name != "Type" and value != _NO_TIME:
            details.append((_CODES.get(name, "also-stated"), value))
    if "edited" in marks:
        quote, text, more = _versions(text)
        details += more
    details += [("reply-to", quote)] if quote else []
    if _NO_NAME in attachments:
        attachments = [each for each in attachments if each != _NO_NAME]
        marks = (*marks, "media-omitted")
    return Message(
        kind, title, sender, text, happened, span, tuple(attachments),
        (*marks, *marks_of(happened)), None, tuple(details),
    )  # fmt: skip


def _kind(stated: str) -> tuple[str, tuple[str, ...]]:
    """Give what a type is: words somebody sent, a call, or a notice."""
    if stated in {"incoming", "outgoing"}:
        return MessageKind.MESSAGE.value, ("received" if stated == "incoming" else "sent",)
    is_call = "call" in stated
    return (MessageKind.CALL if is_call else MessageKind.EVENT).value, ()


def _parts_of(lines: list[str]) -> tuple[list[tuple[str, str]], str, str]:
    """Divide a block into its fields, the words it answers to, and its own words."""
    fields: list[tuple[str, str]] = []
    at = 0
    while at < len(lines) and (found := _FIELD.fullmatch(lines[at])):
        fields.append((found[1], found[2]))
        at += 1
    rest = lines[at:]
    quoted = []
    if len(rest) > 1 and not rest[0] and rest[1].startswith("> From: "):
        rest = rest[1:]
        while rest and rest[0].startswith(">"):
            quoted.append(rest.pop(0)[1:].removeprefix(" "))
    if rest and not rest[0]:
        rest = rest[1:]
    return fields, _quote_of(quoted) if quoted else "", "\n".join(rest).rstrip("\n")


def _quote_of(lines: list[str]) -> str:
    """Give the words of a message that is answered to, else its files, else when it was sent."""
    fields, _, text = _parts_of(lines)
    files = ", ".join(value for name, value in fields if name == "Attachment")
    return text or files or dict(fields).get("Sent", "")


def _versions(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Divide the history of a changed message.

    Returns:
        What it answers to, its last words, and when it was changed with the words before.
    """
    versions: list[list[str]] = []
    for line in text.split("\n"):
        plain = line.removeprefix("|").removeprefix(" ")
        if _VERSION.fullmatch(plain):
            versions.append([])
        if versions:
            versions[-1].append(plain)
    read = [_parts_of(version) for version in versions]
    if not read:
        return "", text, []
    changed = [("edited-at", value) for name, value in read[0][0] if name == "Sent"]
    return read[0][1], read[0][2], [*changed, *(("earlier-text", each[2]) for each in read[1:])]


def _name_of(written: str) -> tuple[str, str]:
    """Divide a name from the number, user name or kind behind it."""
    found = _NAMED.fullmatch(written.strip())
    return (found[1], found[2]) if found else (written.strip(), "")


def _moment(written: str) -> Moment:
    """Give a time with its zone."""
    found = _SENT.fullmatch(written)
    month = month_of(found[2]) if found else None
    if found is None or month is None:
        return impossible(written)
    iso = f"{found[3]}-{month:02}-{found[1]:0>2}T{found[4]}{found[5]}"
    return from_iso(iso)._replace(as_written=written)


def read_log(source: Source) -> Iterator[Message | Leftover]:
    """Divide a text by signalbackup-tools; spans cover the file.

    Args:
        source: the file.
    """
    named = _LOG_NAME.fullmatch(source.name)
    title = named[1] if named else source.name.rpartition(".")[0]
    for at, entry in entries(source, _LOG):
        heading = _LOG.match(entry)
        span = Span(at, len(entry))
        if heading is not None:
            yield _line(entry, heading, span, title)
        elif entry:
            yield Leftover(span, "too-long" if at else "before-first-entry")


def _line(entry: bytes, heading: re.Match[bytes], span: Span, title: str) -> Message:
    """Give one entry of a log.

    Reactions stand behind the words, as words could: they are left there.
    """
    written, author, sender = (
        each.decode(errors="replace") if each else None for each in heading.groups()
    )
    text = entry[heading.end() :].decode(errors="replace").replace("\r\n", "\n").rstrip("\n")
    happened = find_written(written or "") or impossible(written)
    kind, marks, files = MessageKind.MESSAGE, tuple[str, ...](), tuple[str, ...]()
    details: list[tuple[str, str]] = []
    if sender is not None:
        files, details = _file_of(text)
        text, marks = "", () if files else ("media-omitted",)
    elif author is None:
        kind = MessageKind.CALL if _CALL.search(text) else MessageKind.EVENT
        marks = ("missed",) if kind is MessageKind.CALL and _MISSED.search(text) else ()
    elif text.startswith("Poll: "):
        marks = ("poll",)
    if "\ufffd" in text:
        marks = (*marks, "bytes-replaced")
    return Message(
        kind.value, title, author or sender, text, happened, span, files,
        (*marks, *marks_of(happened)), None, tuple(details),
    )  # fmt: skip


def _file_of(text: str) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Give the file that a line tells of, and what else it says: a type, reactions."""
    # "door.jpg" (Bob: 😡; Cy: 👍)      of type image/jpeg
    reactions = _REACTIONS.search(text)
    rest = text[: reactions.start()] if reactions else text
    details = [("reaction", each) for each in reactions[1].split("; ")] if reactions else []
    name = _QUOTED.fullmatch(rest.strip())
    if name is not None:
        return (name[1],), details
    media_type = rest.strip().removeprefix("of type ")
    return (), [*([("media-type", media_type)] if media_type else []), *details]
