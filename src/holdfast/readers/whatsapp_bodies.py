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
_INVISIBLE = dict.fromkeys(
    [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
_SPACES = {0xA0: " ", 0x202F: " "}
LONGEST_CALL = 60
"""Characters of a line that tells of a call."""

START_LENGTH = 5
"""So many characters of a text are looked up to see whether a phrase could begin it."""


# <attached: 00000012-PHOTO-2025-03-04-14-06-11.jpg>      <Anhang: 00000012-AUDIO-….opus>
_ATTACHED_IOS = re.compile("<([^<>:\uff1a\n]{1,40})(?: ?: |\uff1a ?)([^<>\n]{1,255})>")
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
# Missed voice call at 14:05    Group call, 2 joined
_AT_A_TIME = re.compile(r"[^\W\d]{1,4} \d|\d{1,3} (?:joined|invited)")
_QUOTES = ('"', "“", "«", "„", "「", "『")

_OMITTED = frozenset(phrases.OMITTED)
_OMITTED_BY_APP = frozenset(phrases.OMITTED_BY_APP)
_ATTACHED = frozenset(phrases.ATTACHED)
_DELETED = frozenset(phrases.DELETED)
_EDITED = frozenset(phrases.EDITED)
_POLL_WORDS = frozenset(phrases.POLL)
_EVENT_WORDS = frozenset(phrases.PLANNED_EVENT)
_LIVE = frozenset(phrases.LIVE_LOCATION)
_LOCATION = tuple(f"{word}:" for word in phrases.LOCATION)
_MISSED = tuple(sorted(notices.MISSED_CALLS, key=len, reverse=True))
_CALLS = tuple(sorted(notices.CALLS, key=len, reverse=True))
_ANY_CALL = (*_MISSED, *_CALLS)
_ENDINGS = (*notices.NO_ANSWER, *notices.CALL_ENDINGS)
_AROUND = " ,.،、:•·-()\u2013\uff0c"
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


def _cleaned(text: str) -> str:
    """Give text as phrases are compared: no invisible marks, plain spaces, small letters."""
    plain = text.translate(_INVISIBLE).translate(_SPACES).strip()
    return plain.casefold().rstrip(".。\u0964\u06d4").strip()


def _starts() -> frozenset[str]:
    """Give the first characters of every phrase that may stand without a mark before it."""
    whole = (
        *phrases.OMITTED, *phrases.DELETED, *phrases.POLL,
        *phrases.LIVE_LOCATION, *phrases.LOCATION,
        *notices.MISSED_CALLS, *notices.CALLS, *notices.ENCRYPTION_BEGINNINGS,
    )  # fmt: skip
    ways = (str, str.capitalize, str.upper)
    return frozenset(way(f"{phrase}: ")[:START_LENGTH] for phrase in whole for way in ways)


_STARTS = _starts()
# Too many messages begin with "You" to look at all of them.
_ONCE = tuple(phrase.capitalize() for phrase in phrases.VIEW_ONCE)


def needs_a_look(text: str, sender: str) -> bool:
    """Tell whether a text without the app's mark could be more than words; asked for every entry.

    Args:
        text: what follows the sender.
        sender: the name before it.
    """
    return (
        text[:START_LENGTH] in _STARTS
        or text[:1] in "<."
        or text[-1:] in ">)"
        or ")\n" in text
        or "/maps" in text
        or text.startswith(sender)
        or (text[:4] == "You " and text.startswith(_ONCE))
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
    if _is_deletion(line, by_app=by_app) and "\n" not in text:
        return Body(MessageKind.EVENT.value, marks=("deleted",))
    call = _find_call(line, first, sender)
    if call is not None and "\n" not in text:
        return call
    marks = _marks_of(text, first, line)
    names = _attachments(text)
    if marks or names:
        return Body(attachments=names, marks=marks)
    return _notice(text, line, sender, by_app=by_app)


def _is_deletion(line: str, *, by_app: bool) -> bool:
    """Tell whether a line stands in the place of a message that was deleted."""
    return line in _DELETED or (by_app and line.startswith(phrases.DELETED))


def _notice(text: str, line: str, sender: str | None, *, by_app: bool) -> Body:
    """Tell whether the app speaks here; plain words if not."""
    by_app = by_app or _speaks_of_the_sender(text, line, sender)
    if not by_app and not line.startswith(notices.ENCRYPTION_BEGINNINGS):
        return Body(marks=() if text.strip(".\n ") else ("no-text",))
    mark = find_notice(_cleaned(text))
    if not mark and by_app and line.startswith(notices.ENCRYPTION_BEGINNINGS):
        mark = "encryption-notice"
    if mark or sender is None:
        return Body(MessageKind.EVENT.value, marks=(mark or "app-wording",), is_notice=True)
    return Body(marks=("app-wording",)) if text.strip(f"{APP_MARK}. ") else Body(marks=("no-text",))


def _speaks_of_the_sender(text: str, line: str, sender: str | None) -> bool:
    """Tell whether the app speaks in the sender's name, without its mark (`Boris: Boris made …`).

    A person may begin with their own name too, so only what people do not write counts: a new
    number or code, or a group with its name in quotes.
    """
    if not text.startswith(f"{sender} "):
        return False
    mark = find_notice(line)
    if mark == "group-changed":
        return any(quote in line for quote in _QUOTES)
    return mark in {"number-changed", "security-code-changed"}


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
    return any(quote in author for quote in _QUOTES) and bool(find_notice(_cleaned(author)))


def _marks_of(text: str, first: str, line: str) -> tuple[str, ...]:
    """Give the marks for what the app left out of, or added to, a message."""
    marks = []
    pieces = {_cleaned(piece) for piece in first.split(APP_MARK)} | {line.strip("<> ")}
    omitted = {piece for piece in pieces if _is_omitted(piece, by_app=APP_MARK in first)}
    if "\n" in text and APP_MARK in text:
        # Words of several lines come before the file: the app's own stand at the end of the last.
        _, mark, ending = text.rstrip("\n").rsplit("\n", 1)[-1].rpartition(APP_MARK)
        omitted |= (
            {_cleaned(ending)} if mark and _is_omitted(_cleaned(ending), by_app=True) else set()
        )
    if omitted:
        marks.append("media-omitted")
    if line.startswith(phrases.VIEW_ONCE):
        marks += ["media-omitted", "view-once"]
    if any("once" in piece for piece in omitted):
        marks.append("view-once")
    if any(_cleaned(found) in _EDITED for found in _IN_BRACKETS.findall(text[-120:])):
        marks.append("edited")
    if _is_planned(text, line):
        marks.append("planned-event")
    elif _is_poll(text, line):
        marks.append("poll")
    if (line.startswith(_LOCATION) and _MAP.search(first)) or _is_place(first):
        marks.append("location")
    if line in _LIVE:
        marks.append("live-location")
    return tuple(marks)


def _is_omitted(piece: str, *, by_app: bool) -> bool:
    """Tell whether a piece of a line says that a file was left out of the export."""
    if piece in _OMITTED:
        return True
    return by_app and (piece in _OMITTED_BY_APP or piece.endswith(phrases.OMITTED_ENDINGS))


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


def _is_planned(text: str, line: str) -> bool:
    """Tell whether a text is an event that was planned in the chat, in the app's own words."""
    word = line.partition(":")[0].strip(":\uff1a ")
    return text.startswith(APP_MARK) and ":" in line and word in _EVENT_WORDS


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


def _find_call(line: str, first: str, sender: str | None) -> Body | None:
    """Give a call when a line is one, and nothing but a call.

    Behind the app's own mark it may end in any way (`Voice call, 2 joined`).
    """
    has_mark = first.startswith(APP_MARK) and "<" not in first and len(first) < LONGEST_CALL
    by_app = sender is None or first.startswith(APP_MARK) or first[:1].isupper()
    line = line.strip("<>")
    if not line.startswith(_ANY_CALL):
        return None
    missed = next((phrase for phrase in _MISSED if line.startswith(phrase)), "")
    after = line[len(missed) :].strip(_AROUND)
    is_from = sender is None and after.startswith("from ")
    if missed and by_app and (has_mark or is_from or _ends_a_call(after)):
        return Body(MessageKind.CALL.value, marks=("missed",))
    return _find_answered(line, by_app=by_app, has_mark=has_mark)


def _find_answered(line: str, *, by_app: bool, has_mark: bool) -> Body | None:
    """Give a call that was not missed, or missed only by what follows it."""
    phrase = next((phrase for phrase in _CALLS if line.startswith(phrase)), "")
    rest = line[len(phrase) :].strip(_AROUND)
    if not phrase or not rest:
        return None
    call = MessageKind.CALL.value
    if rest.startswith(notices.NO_ANSWER):
        return Body(call, marks=("missed",))
    if by_app and rest in notices.DECLINED:
        return Body(call, marks=("rejected",))
    length = _length(rest)
    if length is not None or _ends_a_call(rest):
        return Body(call, duration_seconds=length)
    return Body(call, marks=("app-wording",)) if has_mark else None


def _ends_a_call(rest: str) -> bool:
    """Tell whether nothing but a known ending follows the word for a call."""
    return not rest or rest.startswith(_ENDINGS) or _AT_A_TIME.match(rest) is not None


def _length(rest: str) -> int | None:
    """Give the length of a call in seconds, None when the text is not just a length."""
    clock = _LENGTH_CLOCK.fullmatch(rest)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    parts = _LENGTH_PART.findall(rest)
    if not parts or _LENGTH_PART.sub("", rest).strip(" ,،"):
        return None
    if any(unit not in _UNITS for _, unit in parts):
        return None
    return sum(int(number) * _UNITS[unit] for number, unit in parts)
