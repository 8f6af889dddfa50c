"""DiscordChatExporter's plain text: a heading with time and name, then what was sent.

==============================================================
Guild: Direct Messages
Channel: Private / anna
==============================================================

[2024-03-09 16:00] anna
text

{Attachments}
https://…

==============================================================
Exported 1 message(s)
==============================================================
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.discord_tables import marks_of_date, moment_of_cell
from holdfast.readers.moments import from_iso
from holdfast.readers.text_lines import raw_lines
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

BEGINNING = re.compile(rb"={20,80}\r?\nGuild: ")
"""What such a file begins with."""

LONGEST_ENTRY_BYTES = 4 << 20
"""A longer message is cut."""

_RULE = re.compile(rb"={20,80}\s*")
_CHANNEL = re.compile(rb"Channel: (.{1,400})")
_HEADING = re.compile(r"\[([^\[\]]{6,30}[:.]\d\d[^\[\]]{0,10})\] (.{1,200}?)(?: \((pinned)\))?\s*")
_EXPORTED = re.compile(rb"Exported [\d.,\s]{1,20} message")
_RANGE = re.compile(rb"^(?:After|Before|Range): ", re.MULTILINE)
_PART = re.compile(
    r"^\{(Attachments|Embed|Stickers|Reactions|Forwarded Message)\}[ \t]*$", re.MULTILINE
)
_BEFORE = re.compile(r"^Originally sent: (.{1,60})$", re.MULTILINE)
_DETAILS = {"Reactions": "reaction"}
_OTHER = "also-stated"
_CALL = re.compile(r"[Ss]tarted a call(?: that lasted ([\d.,]+) minutes?)?")
_MINUTE = 60


class _Entries:
    """Puts lines together: what stands around the messages, and each message."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._conversation = ""
        self._begin = 0
        self._waiting: list[bytes] = []
        self._length = 0
        self._heading: re.Match[str] | None = None
        self._in_about = True

    def take(self, at: int, line: bytes) -> Iterator[Found]:
        """Take one line; give what it closes.

        Args:
            at: its offset.
            line: without its line feed.
        """
        before = self._waiting[-1] if self._waiting else b""
        if self._in_about:
            self._learn(line)
        elif _RULE.fullmatch(before) and _EXPORTED.match(line):
            self._waiting.pop()
            yield from self.close(at - len(before) - 1)
            self._waiting, self._in_about = [before], True
        elif self._length > LONGEST_ENTRY_BYTES:
            yield from self.close(at)
        # A heading comes after an empty line.
        elif not before.strip() and (heading := _heading_in(line)):
            yield from self.close(at)
            self._heading = heading
        self._waiting.append(line)
        self._length += len(line) + 1
        if self._in_about and len(self._waiting) > 1 and _RULE.fullmatch(line):
            yield from self.close(min(at + len(line) + 1, self._size))
            self._in_about = False

    def _learn(self, line: bytes) -> None:
        """Take the channel's name."""
        found = _CHANNEL.match(line)
        if found:
            name = found[1].decode(errors="replace").strip()
            self._conversation = name.removeprefix("Private / ")

    def close(self, end: int) -> Iterator[Found]:
        """Give what was waiting, as one message or leftover.

        Args:
            end: offset after it.
        """
        span = Span(self._begin, end - self._begin)
        raw = b"\n".join(self._waiting)
        if self._heading is not None:
            yield _message(self._heading, self._waiting[1:], span, self._conversation)
        elif raw.strip():
            is_part = _RANGE.search(raw) is not None
            about = "looks-partial" if is_part else "about-the-export"
            yield Leftover(span, about if self._in_about else "not-understood")
        self._begin, self._waiting, self._length, self._heading = end, [], 0, None


def _heading_in(line: bytes) -> re.Match[str] | None:
    """Give a heading, None for any other line; what is in its brackets must be a time."""
    if not line.startswith(b"["):
        return None
    found = _HEADING.fullmatch(line.decode(errors="replace"))
    if found is None:
        return None
    return found if _is_time(found[1]) else None


def _is_time(words: str) -> bool:
    """Tell whether words are a time."""
    return from_iso(words).stated is not None or find_written(words) is not None


def read_text(source: Source) -> Iterator[Found]:
    """Divide an export into messages, calls, notices and leftovers.

    Args:
        source: one channel as plain text.
    """
    entries = _Entries(source.size)
    for at, line in raw_lines(source):
        yield from entries.take(at, line)
    yield from entries.close(source.size)


def _message(heading: re.Match[str], lines: list[bytes], span: Span, conversation: str) -> Message:
    """Give one message."""
    happened = moment_of_cell(heading[1])
    whole = b"\n".join(lines).decode(errors="replace").replace("\r\n", "\n").replace("\r", "")
    text, *parts = _PART.split(whole)
    files: list[str] = []
    details = [(_OTHER, heading[3] or "")]
    text, passed_on, is_passed_on = text.strip(), "", False
    for name, whole_part in zip(parts[::2], parts[1::2], strict=True):
        is_passed_on = is_passed_on or name == "Forwarded Message"
        inside, before = _apart(whole_part) if is_passed_on else (whole_part, "")
        if name == "Forwarded Message":
            # Of whom these words are is not stated.
            passed_on = inside.strip()
            details += [("forwarded-from", "null"), (_OTHER, passed_on if text else "")]
        elif name == "Attachments":
            # One a line: a place beside the text is named by it, spaces and all.
            files += filter(None, map(str.strip, inside.splitlines()))
        else:
            details.append((_DETAILS.get(name, _OTHER), inside.strip()))
        details.append((_OTHER, before))
    text = text or passed_on
    kind, marks, seconds = kind_of_words(text)
    if "Stickers" in parts[::2]:
        marks = (*marks, "sticker")
    if not text and not parts:
        marks = (*marks, "no-text")
    damaged = ("bytes-replaced",) if "\ufffd" in whole else ()
    return Message(
        kind, conversation, heading[2], text, happened, span, tuple(files),
        (*marks, *damaged, *marks_of_date(happened)), seconds,
        tuple(each for each in details if each[1]),
    )  # fmt: skip


def _apart(inside: str) -> tuple[str, str]:
    """Give what was passed on, and the line that says when it was first sent."""
    for found in _BEFORE.finditer(inside):
        if _is_time(found[1].strip()):
            return inside[: found.start()] + inside[found.end() :], found[0].strip()
    return inside, ""


def kind_of_words(text: str) -> tuple[str, tuple[str, ...], int | None]:
    """Tell a call from words.

    Args:
        text: what stands where the words do.

    Returns:
        The kind, marks, and a call's length in seconds.
    """
    call = _CALL.match(text)
    if call:
        minutes = (call[1] or "").replace(",", "")
        is_number = minutes.replace(".", "", 1).isdecimal()
        return MessageKind.CALL.value, (), round(float(minutes) * _MINUTE) if is_number else None
    return MessageKind.MESSAGE.value, (), None
