"""Row keys: one number that orders entries and messages by stated time, without sorting.

    33 bits  seconds from 1900 to 2172 on the stated wall clock; 0 when the time is unknown
    29 bits  a running number: of all messages in log order, or the entry's sequence
     1 bit   0 for a message, 1 for an entry

So newest first is a walk from the end of a table, and full-text hits come in that order by
themselves.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

NUMBER_BITS = 30
NUMBER_MASK = (1 << NUMBER_BITS) - 1
LATEST_SECOND = (1 << 33) - 1
DAY_SECONDS = 86_400
EPOCH = date(1900, 1, 1)
UNKNOWN = 0
EARLIEST = 1
"""Before 1900; kept apart from an unknown time."""

FIRST_KNOWN_KEY = EARLIEST << NUMBER_BITS
END = 1 << 63
"""Above every key."""


def message_key(seconds: int, running_number: int) -> int:
    """Give the key of a message.

    Args:
        seconds: from `seconds_of`.
        running_number: counted over all messages in the order of the log.
    """
    return seconds << NUMBER_BITS | running_number << 1 & NUMBER_MASK


def entry_key(seconds: int, sequence: int) -> int:
    """Give the key of an entry.

    Args:
        seconds: from `seconds_of`.
        sequence: of the entry.
    """
    return seconds << NUMBER_BITS | (sequence << 1 | 1) & NUMBER_MASK


def seconds_of(stated: object) -> int:
    """Give the place of a stated wall clock in the order of time.

    Args:
        stated: ISO 8601 without offset, cut at its precision (`2026-03`); anything else when it
            is unknown.

    Returns:
        Seconds since 1900, at least 1; 0 when unknown or not such a time.
    """
    if not isinstance(stated, str) or not stated:
        return UNKNOWN
    try:
        seconds = first_second(stated[:10])
        if len(stated) >= len("2026-03-04T17:30"):
            seconds += int(stated[11:13]) * 3600 + int(stated[14:16]) * 60
            seconds += int(stated[17:19] or 0)
    except ValueError:
        return UNKNOWN
    return min(max(seconds, EARLIEST), LATEST_SECOND)


@lru_cache(maxsize=4096)
def first_second(day: str) -> int:
    """Give the first second of a year, month or day; before 1900 it is negative.

    Args:
        day: `2026`, `2026-03` or `2026-03-04`.
    """
    whole = day + "-01-01"[: 10 - len(day)] if len(day) == len("2026") else day
    whole += "-01" if len(whole) == len("2026-03") else ""
    return (date.fromisoformat(whole) - EPOCH).days * DAY_SECONDS


def day_of(key: int) -> int:
    """Give the day a key lies in, counted from 1900; 0 when the time is unknown.

    Args:
        key: of a message or an entry.
    """
    return (key >> NUMBER_BITS) // DAY_SECONDS


def day_name(day: int) -> str | None:
    """Give a day as ISO 8601; None when it is unknown.

    Args:
        day: from `day_of`.
    """
    return (EPOCH + timedelta(days=day)).isoformat() if day else None


def first_key_from(day: str) -> int:
    """Give the smallest key on or after a day.

    Args:
        day: `2026`, `2026-03` or `2026-03-04`.
    """
    return max(first_second(day), EARLIEST) << NUMBER_BITS


def first_key_after(day: str) -> int:
    """Give the smallest key after a year, month or day is over.

    Args:
        day: `2026`, `2026-03` or `2026-03-04`.
    """
    if len(day) == len("2026"):
        following = f"{int(day) + 1:04}"
    elif len(day) == len("2026-03"):
        year, month = int(day[:4]), int(day[5:])
        following = f"{year + month // 12:04}-{month % 12 + 1:02}"
    else:
        following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return first_key_from(following)
