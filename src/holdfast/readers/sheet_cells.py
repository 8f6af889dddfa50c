"""Cells of a workbook as the text that the table program shows, as far as its numbers tell.

A date is a number there: days since 30 December 1899 (or, as on old Macs, since 1 January 1904).
Only the format of the cell says that it is one.

| format of the cell     | number             | text                |
| ---------------------- | ------------------ | ------------------- |
| `dd/mm/yyyy`           | 46085              | 2026-03-04          |
| `dd/mm/yyyy hh:mm`     | 46085.39583        | 2026-03-04 09:30    |
| `hh:mm:ss`, `mm:ss`    | 0.000752           | 00:01:05            |
| `h:mm`                 | 0.045139           | 1:05                |
| `00000000000`          | 7700900123         | 07700900123         |
| none                   | 447700900123       | 447700900123        |

References: ECMA-376 part 1, sections 18.8.30 (built-in formats), 18.17.4.1 (dates).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache

_ZERO_1900, _ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # no zone
_DAY_SECONDS = 86_400
_LAST_DAY = 2_958_465
_MOST_PLAIN = 15
"""A number keeps so many figures; of a longer one the last are lost."""

_BUILT_IN = {
    14: "d/m/y", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "d/m/y h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
"""Number of a format -> what it shows; the others are numbers or text."""

# Words in quotes or behind a backslash, colours, and which country's ways to write are used.
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_HALVES = re.compile(r"AM/PM|A/P", re.IGNORECASE)


class Shows(Enum):
    """What the format of a cell makes of its number."""

    NUMBER = "number"
    """A number, or whatever stands there."""

    DAY = "day"
    """A day, or a day and a time."""

    DAY_TO_SECOND = "day-to-second"
    """The same, the time with its seconds."""

    CLOCK = "clock"
    """A time or a length with its seconds."""

    SHORT_CLOCK = "short-clock"
    """A time or a length in two parts, of which nobody can tell whether minutes come first."""


_DAYS = frozenset({Shows.DAY, Shows.DAY_TO_SECOND})


def format_code(number: int, own: dict[int, str]) -> str:
    """Give how cells of a format are shown, empty for plain ones.

    Args:
        number: of the format.
        own: those that the workbook brings along.
    """
    return own.get(number) or _BUILT_IN.get(number, "")


@lru_cache(1_024)
def what_shows(code: str) -> Shows:
    """Tell what a format makes of a number.

    Args:
        code: `dd/mm/yyyy hh:mm`, `[h]:mm:ss`, `00000`.
    """
    plain = _HALVES.sub("", _NOT_SHOWN.sub("", code.split(";", 1)[0])).lower()
    letters = frozenset(plain)
    if letters & {"y", "d"}:
        return Shows.DAY_TO_SECOND if "s" in letters else Shows.DAY
    if "h" in letters:
        return Shows.CLOCK if "s" in letters else Shows.SHORT_CLOCK
    if "s" in letters and ":" in letters:
        return Shows.CLOCK
    return Shows.NUMBER


def shown(written: str, code: str, *, is_1904: bool) -> str:
    """Give a cell's number as text.

    Args:
        written: the number as the file has it.
        code: its format.
        is_1904: whether days count from 1904.
    """
    try:
        number = Decimal(written)
        shows = what_shows(code) if code else Shows.NUMBER
        if not number.is_finite():
            return written
        if shows is Shows.NUMBER:
            return _plain(written, number, code)
        return _time(float(number), shows, is_1904=is_1904) or written
    except (InvalidOperation, ValueError, OverflowError):
        return written


def _plain(written: str, number: Decimal, code: str) -> str:
    """Give a whole number without an exponent, and with the noughts that its format puts before."""
    if number != number.to_integral_value() or abs(number) >= Decimal(10) ** _MOST_PLAIN:
        return written
    text = f"{number:f}".split(".", 1)[0]
    return text.zfill(len(code)) if code and not code.strip("0") else text


def _time(number: float, shows: Shows, *, is_1904: bool) -> str:
    """Give a day or a time, empty when it is none."""
    seconds = round(number * _DAY_SECONDS)
    if not 0 <= seconds <= _LAST_DAY * _DAY_SECONDS:
        return ""
    if shows in _DAYS and seconds >= _DAY_SECONDS:
        moment = (_ZERO_1904 if is_1904 else _ZERO_1900) + timedelta(seconds=seconds)
        if not seconds % _DAY_SECONDS:
            return moment.date().isoformat()
        is_whole = shows is Shows.DAY and not moment.second
        return moment.isoformat(" ", timespec="minutes" if is_whole else "seconds")
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if shows is Shows.SHORT_CLOCK and not second:
        return f"{hour}:{minute:02}"
    return f"{hour:02}:{minute:02}:{second:02}"
