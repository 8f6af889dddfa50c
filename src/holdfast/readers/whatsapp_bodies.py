"""What kind of thing the text of a WhatsApp entry is: words, a file, a call, a notice.

`needs_a_look` is asked for every entry and must cost next to nothing; `classify` is asked for the
few that could be more than plain words. The app sets U+200E (left-to-right mark) before what it
writes itself; that is how its words are told from a person who writes the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from holdfast.model.message import MessageKind
from holdfast.readers import whatsapp_notices as notices
from holdfast.readers import whatsapp_phrases as phrases

APP_MARK = "\u200e"
_APP_MARK_BYTES = APP_MARK.encode()
_INVISIBLE = dict.fromkeys(
    [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
_SPACES = {0xA0: " ", 0x202F: " "}
_START_BYTES = 6

# <attached: 00000012-PHOTO-2025-03-04-14-06-11.jpg>      <Anhang: 00000012-AUDIO-….opus>
_ATTACHED_IOS = re.compile(r"<([^<>:\n]{1,40}) ?: ([^<>\n]{1,255})>")
_MADE_BY_IOS = re.compile(r"\d{5,8}-[A-Z_]+-\d{4}-\d\d-\d\d-")
# IMG-20250304-WA0003.jpg (file attached)      Report.pdf (Datei angehängt)
_ATTACHED_ANDROID = re.compile(r"([^\n]{1,255}\.\w{1,8}) \(([^()\n]{2,60})\)")
_MADE_BY_ANDROID = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d{8}-WA\d+\.\w+$")
# Location: https://maps.google.com/?q=51.513767,-0.098266
_MAP = re.compile(r"https?://(?:maps\.google\.com|www\.google\.com/maps|maps\.apple\.com)/\S*")
# British Library (96 Euston Rd, London): https://foursquare.com/v/4ac518ce
_PLACE = re.compile(r": https?://(?:\w+\.)?foursquare\.com/\S+$")
# <This message was edited>
_IN_BRACKETS = re.compile(r"<([^<>\n]{3,80})>")
# <U+200E>POLL: … <U+200E>OPTION: …     the two words in any language
_POLL = re.compile(
    "^\u200e?(\\w[\\w ]{1,40}?) ?[:\uff1a][^\n]*\n.*^\u200e\\w[^\n:\uff1a]{1,20} ?[:\uff1a] ",
    re.DOTALL | re.MULTILINE,
)
# 5 min      1 hr 5 min      44 sec      1:02:03
_LENGTH_PART = re.compile(r"(\d{1,6})\s*([^\W\d]+)\.?")
_LENGTH_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)")
# Missed voice call at 14:05
_AT_A_TIME = re.compile(r"\S{1,4} \d")
_QUOTES = ('"', "“", "«", "„", "「", "『", "'")

_OMITTED = frozenset(phrases.OMITTED)
_ATTACHED = frozenset(phrases.ATTACHED)
_DELETED = frozenset(phrases.DELETED)
_EDITED = frozenset(phrases.EDITED)
_POLL_WORDS = frozenset(phrases.POLL)
_LIVE = frozenset(phrases.LIVE_LOCATION)
_LOCATION = tuple(f"{word}:" for word in phrases.LOCATION)
_MISSED = tuple(sorted(notices.MISSED_CALLS, key=len, reverse=True))
_CALLS = tuple(sorted(notices.CALLS, key=len, reverse=True))
_UNITS = {
    **dict.fromkeys(notices.HOUR_WORDS, 3600),
    **dict.fromkeys(notices.MINUTE_WORDS, 60),
    **dict.fromkeys(notices.SECOND_WORDS, 1),
}


class Body(NamedTuple):
    """What the text of an entry turned out to be."""

    kind: str = MessageKind.MESSAGE.value
    """A `MessageKind`."""

    attachments: tuple[str, ...] = ()
    """File names as written."""

    marks: tuple[str, ...] = ()
    """Codes from words/en/marks.toml."""

    duration_seconds: int | None = None
    """Length of a call, when stated."""

    is_notice: bool = False
    """Whether the app speaks, in whosever name the export puts it."""


PLAIN = Body()
"""Words that somebody wrote."""


def _cleaned(text: str) -> str:
    """Give text as phrases are compared: no invisible marks, plain spaces, small letters."""
    return text.translate(_INVISIBLE).translate(_SPACES).strip().casefold().rstrip(".。").strip()


def _starts() -> frozenset[bytes]:
    """Give the first bytes of every phrase that may stand without a mark before it."""
    whole = (
        *phrases.OMITTED, *phrases.DELETED, *phrases.POLL, *phrases.LIVE_LOCATION,
        *phrases.LOCATION, *notices.MISSED_CALLS, *notices.CALLS, *notices.ENCRYPTION_BEGINNINGS,
    )  # fmt: skip
    ways = (str, str.capitalize, str.upper)
    return frozenset(way(f"{phrase}: ").encode()[:_START_BYTES] for phrase in whole for way in ways)


_STARTS = _starts()


def needs_a_look(body: bytes, author: bytes) -> bool:
    """Tell whether a body could be more than plain words; cheap, asked for every entry.

    Args:
        body: what follows the author.
        author: the name before it, empty when there is none.
    """
    return (
        _APP_MARK_BYTES in body
        or body[:_START_BYTES] in _STARTS
        or body[:1] == b"<"
        or body[-1:] in b">)"
        or b")\n" in body
        or b"/maps" in body
        or body.startswith(author)
        or not body.strip(b". \r\n")
    )


def classify(text: str, sender: str | None) -> Body:
    """Tell what an entry is.

    Args:
        text: its words, with the invisible marks.
        sender: the name before it, None when there is none.
    """
    first = text.split("\n", 1)[0]
    line = _cleaned(first)
    by_app = sender is None or text.startswith(APP_MARK)
    if line in _DELETED and line == _cleaned(text):
        return Body(MessageKind.EVENT.value, marks=("deleted",))
    call = _find_call(line, by_app=by_app)
    if call is not None and "\n" not in text:
        return call
    marks = _marks_of(text, first, line)
    names = _attachments(text)
    if marks or names:
        return Body(attachments=names, marks=marks)
    return _notice(text, line, sender, by_app=by_app)


def _notice(text: str, line: str, sender: str | None, *, by_app: bool) -> Body:
    """Tell whether the app speaks here; plain words if not."""
    if sender is not None and text.startswith(f"{sender} ") and len(line) > len(sender) + 1:
        by_app = by_app or find_notice(line) not in {"", "app-notice"}
    if not by_app and not line.startswith(notices.ENCRYPTION_BEGINNINGS):
        return Body(marks=() if text.strip(".\n ") else ("no-text",))
    mark = find_notice(_cleaned(text))
    if mark or sender is None:
        return Body(MessageKind.EVENT.value, marks=(mark or "app-wording",), is_notice=True)
    return Body(marks=("app-wording",)) if text.strip(f"{APP_MARK}. ") else Body(marks=("no-text",))


def find_notice(line: str) -> str:
    """Give the mark of a notice; empty when no phrase is known.

    Args:
        line: in small letters, without invisible marks.
    """
    for mark, words in notices.NOTICES:
        if any(word in line for word in words):
            return mark
    return ""


def is_part_of_a_notice(author: str) -> bool:
    """Tell whether what looks like a name is the beginning of a notice (`… the subject to "Re`).

    Args:
        author: what stands before the first colon.
    """
    return any(quote in author for quote in _QUOTES[:-1]) and bool(find_notice(_cleaned(author)))


def _marks_of(text: str, first: str, line: str) -> tuple[str, ...]:
    """Give the marks for what the app left out of, or added to, a message."""
    marks = []
    pieces = {_cleaned(piece) for piece in first.split(APP_MARK)} | {line.strip("<>")}
    if pieces & _OMITTED:
        marks.append("media-omitted")
    if any("once" in piece for piece in pieces & _OMITTED):
        marks.append("view-once")
    if any(_cleaned(found) in _EDITED for found in _IN_BRACKETS.findall(text[-120:])):
        marks.append("edited")
    if _is_poll(text, line):
        marks.append("poll")
    if (line.startswith(_LOCATION) and _MAP.search(first)) or _is_place(first):
        marks.append("location")
    if line in _LIVE:
        marks.append("live-location")
    return tuple(marks)


def _is_place(first: str) -> bool:
    """Tell whether a line is a position or a place that was shared, and nothing else."""
    plain = first.translate(_INVISIBLE).strip()
    if _MAP.fullmatch(plain) and "q=" in plain:
        return True
    return first.startswith(APP_MARK) and bool(_PLACE.search(plain) or _MAP.search(plain))


def _is_poll(text: str, line: str) -> bool:
    """Tell whether a text is a poll: its word is known, or it has a poll's shape."""
    if "\n" not in text:
        return False
    if line.endswith((":", "\uff1a")) and line.rstrip(":\uff1a ") in _POLL_WORDS:
        return True
    return text.startswith(APP_MARK) and _POLL.match(text) is not None


def _attachments(text: str) -> tuple[str, ...]:
    """Give the names of files that the entry says are attached."""
    names = []
    has_mark = APP_MARK in text
    for word, name in _ATTACHED_IOS.findall(text):
        plain = name.translate(_INVISIBLE).strip()
        if has_mark or _cleaned(word) in _ATTACHED or _MADE_BY_IOS.match(plain):
            names.append(plain)
    found = _ATTACHED_ANDROID.match(text.lstrip(APP_MARK))
    if found:
        plain = found[1].translate(_INVISIBLE).strip()
        known = _cleaned(found[2]) in _ATTACHED or _MADE_BY_ANDROID.match(plain)
        if known or text.startswith(APP_MARK):
            names.append(plain)
    return tuple(names)


def _find_call(line: str, *, by_app: bool) -> Body | None:
    """Give a call when a line is one."""
    line = line.strip("<>")
    for phrase in _MISSED:
        if line.startswith(phrase) and (by_app or _ends_a_call(line[len(phrase) :])):
            return Body(MessageKind.CALL.value, marks=("missed",))
    for phrase in _CALLS:
        if line.startswith(phrase):
            rest = line[len(phrase) :]
            length = _length(rest)
            if length is None and not _ends_a_call(rest):
                continue
            return Body(MessageKind.CALL.value, duration_seconds=length)
    return None


def _ends_a_call(rest: str) -> bool:
    """Tell whether nothing but a known ending follows the word for a call."""
    plain = rest.strip(" ,.،、:•·-\u2013")
    return (
        not plain or plain.startswith(notices.CALL_ENDINGS) or bool(re.match(r"\S{1,4} \d", plain))
    )


def _length(rest: str) -> int | None:
    """Give the length of a call in seconds, None when the text is not just a length."""
    plain = rest.strip(" ,.،、:•·-\u2013")
    clock = _LENGTH_CLOCK.fullmatch(plain)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    parts = _LENGTH_PART.findall(plain)
    if not parts or _LENGTH_PART.sub("", plain).strip(" ,،"):
        return None
    if any(unit not in _UNITS for _, unit in parts):
        return None
    return sum(int(number) * _UNITS[unit] for number, unit in parts)
