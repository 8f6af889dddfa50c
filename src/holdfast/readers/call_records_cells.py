"""Cells of call records: telephone numbers and lengths of calls."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(r"\+?[\d ()./-]{3,24}(?:[xX*#]\d{0,8})?|\*?#?\d{2,9}#?")
_THREE = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)(?:\.\d{1,6})?")
TWO = re.compile(r"(\d{1,4}):([0-5]\d)")
# 65    1.5    1,5, but not 1,234, which may be a thousand
PLAIN = re.compile(r"\d{1,8}(?:\.\d{1,4}|,\d{1,2})?")
_UNITS = re.compile(
    r"(?:PT)?(?:(\d{1,4})\s*+(?:h|hr|hrs|hours?|std)\.?)?(?:,|\s*+and)?\s*+"
    r"(?:(\d{1,5})\s*+(?:m|min|mins|minutes?|'|\N{PRIME})\.?)?(?:,|\s*+and)?\s*+"
    r"(?:(\d{1,7})\s*+(?:s|sec|secs|seconds?|sek|''|\"|\N{DOUBLE PRIME})\.?)?",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"\d[.,]\d{2,10}E\+\d{1,2}", re.IGNORECASE)
# 1:20 mins    1:20 hrs    0:01:20 hours
_FIGURES = re.compile(
    r"([\d:.]{4,16}) ?(?:(h|hrs?|hours?)|(?:m|mins?|minutes?)|(s|secs?|seconds?))", re.IGNORECASE
)
_HOUR, _MINUTE = 3600, 60
_SIZES = {"seconds": 1, "minutes": _MINUTE, "minutes-rounded-up": _MINUTE, "milliseconds": 0.001}
# 12.40MB    1 text    -
_NO_LENGTH = re.compile(
    r"[\d.,]{1,12} ?(?:[kmgt](?:i?b|o)|bytes?|texts?|sms|mms|messages?|units?|items?)|-+|n/?a|free",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[\d.,]{1,12} ?(?:[kmgt](?:i?b|o)|bytes?)", re.IGNORECASE)


@lru_cache(4_096)
def is_rounded(party: str) -> bool:
    """Tell whether a table program took a telephone number for a sum and cut its last digits.

    Args:
        party: as written.
    """
    return _ROUNDED.fullmatch(party) is not None


def is_number(cell: str) -> bool:
    """Tell whether a cell looks like a telephone number.

    Args:
        cell: as written.
    """
    return _NUMBER.fullmatch(cell.strip()) is not None


def parse_duration(cell: str, unit: str) -> int | None:
    """Give seconds, None when the cell does not say or its unit is not known.

    Args:
        cell: as written.
        unit: an answer to `duration-unit`; empty when it is not known.
    """
    text = cell.strip()
    named = _FIGURES.fullmatch(text)
    if named is not None and ":" in named[1] and not (named[3] and TWO.fullmatch(named[1])):
        return parse_duration(named[1], "hours-minutes" if named[2] else "minutes-seconds")
    three = _THREE.fullmatch(text)
    if three is not None:
        return int(three[1]) * _HOUR + int(three[2]) * _MINUTE + int(three[3])
    two = TWO.fullmatch(text)
    if two is not None:
        first = {"minutes-seconds": _MINUTE, "hours-minutes": _HOUR}.get(unit)
        return None if first is None else int(two[1]) * first + int(two[2]) * (first // _MINUTE)
    if PLAIN.fullmatch(text):
        size = _SIZES.get(unit)
        return None if size is None else round(float(text.replace(",", ".")) * size)
    units = _UNITS.fullmatch(text)
    if text and units is not None and any(units.groups()):
        hours, minutes, seconds = (int(part or 0) for part in units.groups())
        return hours * _HOUR + minutes * _MINUTE + seconds
    return None


def is_no_length(cell: str) -> bool:
    """Tell whether a cell below a heading of lengths counts something else, or nothing.

    Args:
        cell: as written.
    """
    return _NO_LENGTH.fullmatch(cell.strip()) is not None


def is_size(cell: str) -> bool:
    """Tell whether a cell says how much data went over a line.

    Args:
        cell: as written.
    """
    return _SIZE.fullmatch(cell) is not None


def is_duration(cell: str) -> bool:
    """Tell whether a cell could be the length of a call.

    Args:
        cell: as written.
    """
    text = cell.strip()
    return (
        bool(PLAIN.fullmatch(text) or TWO.fullmatch(text)) or parse_duration(text, "") is not None
    )
