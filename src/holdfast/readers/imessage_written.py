"""What imessage-exporter writes alike into text and into web pages.

Times are in the zone of the computer that ran it, which no file names:

    Jul 17, 2022  5:04:04 PM (Read by them after 5 seconds)

References: docs/readers/imessage.md.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource
from holdfast.readers.moments import impossible

ME = "Me"
"""The owner, unless they chose another word."""

DATE = (
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{1,2}), (\d{4}) {1,2}"
    r"(\d{1,2}):(\d\d):(\d\d) ([AP]M)"
)
"""A time, as a regular expression with seven groups."""

_DATE = re.compile(DATE)
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_UNSENT = re.compile(r"[^\n]{1,80} (?:deleted a message\.|unsent [^\n]{1,80})")
# They unsent this message part 5 seconds after sending!
_UNSENT_PART = re.compile(
    r"^[^\n]{1,80} unsent this message part(?: [^\n]{1,80} after sending)?!$", re.MULTILINE
)
_NOTICES = (
    (re.compile(r".{1,200} kept an audio message\."), "voice-message"),
    (re.compile(r".{1,200} changed their phone number.{0,200}"), "number-changed"),
)
_NO_CHAT = "orphaned"
# attachments/1/2.heic    ~/Library/…/2.heic    in a back-up: /…/33/33c81da8ae3194fc5a0ea993ef6f…
_FILE_LINE = re.compile(
    r"(?:attachments/|~/|/|[A-Za-z]:\\)[^\n]{1,400}"
    r"(?:\.\w{1,10}|[/\\][0-9a-f]{2}[/\\][0-9a-f]{40})"
)
_NOON = 12


class Heading(NamedTuple):
    """The line above a message."""

    moment: Moment
    """When."""

    rest: str
    """What follows it on the line."""


DELETED_NOTE = "This message was deleted from the conversation!"
"""What the exporter writes above a message that lay among what was deleted."""


HEARD = "Transcription: "
"""What the exporter writes before the words that the phone heard in a voice message."""


def read_heading(line: str) -> Heading | None:
    """Take a line apart that begins with a time; None for any other.

    Args:
        line: without its line break.
    """
    found = _DATE.match(line)
    if found is None:
        return None
    month, day, year, hour, minute, second, half = found.groups()
    try:
        instant = datetime(  # noqa: DTZ001  # the zone is not stated
            int(year), _MONTHS.index(month) // 3 + 1, int(day),
            int(hour) % _NOON + (_NOON if half == "PM" else 0), int(minute), int(second),
        )  # fmt: skip
    except ValueError:
        return Heading(impossible(found[0]), line[found.end() :].strip())
    moment = Moment(found[0], instant.isoformat(), Precision.SECOND.value, ZoneSource.UNKNOWN.value)
    return Heading(moment, line[found.end() :].strip())


def moment_of(line: str) -> Moment:
    """Give the time that a line begins with, an unknown one when there is none.

    Args:
        line: any.
    """
    heading = read_heading(line.strip())
    return heading.moment if heading else UNKNOWN_MOMENT


def is_unsent(text: str) -> bool:
    """Tell whether words stand for a message that was taken back.

    Args:
        text: of a message.
    """
    return _UNSENT.fullmatch(text) is not None


def marks_of_words(text: str) -> tuple[str, ...]:
    """Give marks of a message whose words say that it, or a part of it, was taken back.

    Args:
        text: of a message.
    """
    if is_unsent(text):
        return ("deleted",)
    return ("partly-deleted",) if _UNSENT_PART.search(text) else ()


def mark_of_notice(text: str) -> str:
    """Give the mark of a notice: most are about a group.

    Args:
        text: of the notice.
    """
    if is_unsent(text):
        return "deleted"
    return next((mark for form, mark in _NOTICES if form.fullmatch(text)), "group-changed")


def file_in(line: str) -> str:
    """Give the path of a file when a line is nothing else, as the exporter writes attachments.

    Args:
        line: of a message.
    """
    return line if _FILE_LINE.fullmatch(line) else ""


def conversation_of(name: str) -> str:
    """Give the chat that a file is called after.

    Args:
        name: of the file; messages of no chat stand in one of their own.
    """
    stem, _, ending = name.rpartition(".")
    chat = stem if ending.lower() in {"txt", "html", "htm"} else name
    return "" if chat == _NO_CHAT else chat
