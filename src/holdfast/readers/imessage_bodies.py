"""What Messages keeps in pieces of its own: the formatted text, and the history of changes.

A formatted text is a "typedstream", in which the words are the first NSString. The history is a
property list: `ec` holds the versions of each part with their times, `rp` the parts that were taken
back. References: docs/readers/imessage.md.
"""

from __future__ import annotations

import plistlib
import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.apple_times import said

if TYPE_CHECKING:
    from holdfast.readers.sqlite_rows import Value

LARGEST_BYTES = 4 << 20
"""A larger history is not looked at."""

MOST_VERSIONS = 200
"""More than the five that the app allows; what is beyond is made to do harm."""

PLACEHOLDERS = "\ufffc\ufffd"
"""Stand in a text where a file or an app's own content is shown."""

# class name, version 1, a reference, the type "+": a text with its length before it
_TEXT = re.compile(rb"NSString\x01.\x84\x01\+", re.DOTALL)
_AFTER_TEXT = b"\x86\x84\x02iI"
# A key of the stretch's attributes, and a text behind it: both classes are only referred to.
_SPOKEN = re.compile(rb"IMAudioTranscription\x86\x92\x84[\x92-\xff]{2}")
_AFTER_SPOKEN = b"\x86"
_TWO_BYTES, _FOUR_BYTES = 0x81, 0x82
# What a damaged or hostile property list can make the parser raise.
_DAMAGE = (ValueError, OverflowError, RecursionError, TypeError, LookupError, AttributeError)


class History(NamedTuple):
    """What is known of changes."""

    earlier: tuple[str, ...] = ()
    """Texts that were replaced, oldest first."""

    changed_at: tuple[str, ...] = ()
    """When each change was made."""

    unsent_parts: int = 0
    """How many parts were taken back."""


def read_body(stored: Value) -> str | None:
    """Give the words of a formatted text, None when there are none to be found.

    Args:
        stored: the cell `attributedBody`.
    """
    if not isinstance(stored, bytes):
        return None
    found = _TEXT.search(stored)
    return None if found is None else _words_at(stored, found.end(), _AFTER_TEXT)


def read_spoken(stored: Value) -> list[str]:
    """Give what the phone heard in voice messages, in their order.

    Args:
        stored: the cell `attributedBody`.
    """
    if not isinstance(stored, bytes):
        return []
    found = [_words_at(stored, each.end(), _AFTER_SPOKEN) for each in _SPOKEN.finditer(stored)]
    return [words for words in found[:MOST_VERSIONS] if words]


def _words_at(stored: bytes, at: int, behind: bytes) -> str:
    """Give a text that begins with its length; `behind` stands after it where the length lies."""
    length = stored[at] if at < len(stored) else 0
    at += 1
    if length in {_TWO_BYTES, _FOUR_BYTES}:
        size = 2 if length == _TWO_BYTES else 4
        length = int.from_bytes(stored[at : at + size], "little")
        at += size
    words = stored[at : at + length]
    try:
        return words.decode("utf-8")
    except UnicodeDecodeError:
        # The length is wrong: what follows a text is no text.
        return words.partition(behind)[0].decode("utf-8", errors="replace")


def read_history(stored: Value) -> History:
    """Give what was changed or taken back.

    Args:
        stored: the cell `message_summary_info`.
    """
    facts = read_plist(stored)
    earlier: list[str] = []
    changed: list[str] = []
    parts = facts.get("ec")
    for versions in list(parts.values())[:MOST_VERSIONS] if isinstance(parts, dict) else []:
        known = [each for each in _several(versions) if isinstance(each, dict)]
        earlier += [read_body(each.get("t")) or "" for each in known[:-1]]
        changed += [said(_number(each.get("d"))) for each in known[1:]]
    taken_back = len(_several(facts.get("rp")))
    return History(tuple(earlier), tuple(filter(None, changed)), taken_back)


def _several(value: object) -> list[object]:
    """Give a list that may be missing, never more of it than makes sense."""
    return value[:MOST_VERSIONS] if isinstance(value, list) else []


def _number(value: object) -> int | float | None:
    """Give a number that may be missing."""
    return value if isinstance(value, int | float) else None


def read_plist(stored: Value) -> dict[str, object]:
    """Give a binary property list; an empty one when it is missing or damaged.

    Args:
        stored: the cell.
    """
    if not isinstance(stored, bytes) or not stored.startswith(b"bplist00"):
        return {}
    if len(stored) > LARGEST_BYTES:
        return {}
    try:
        facts = plistlib.loads(stored, fmt=plistlib.FMT_BINARY)
    except _DAMAGE:
        return {}
    return facts if isinstance(facts, dict) else {}


def without_placeholders(text: str) -> str:
    """Give a text without the signs that stand for files.

    Args:
        text: as stored.
    """
    if not any(sign in text for sign in PLACEHOLDERS):
        return text
    return text.translate(dict.fromkeys(map(ord, PLACEHOLDERS))).strip()
