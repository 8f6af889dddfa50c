"""Zones as call records state them in a column of their own.

| cell                           | what it says                                               |
| ------------------------------ | ---------------------------------------------------------- |
| `+01:00`, `UTC+1`, `Z`         | the distance from UTC                                      |
| `GMT`, `BST`, `CET`, `CEST`, … | the distance, where the clocks of that zone have it then   |
| `Europe/London`, …             | the zone                                                   |

What may mean several zones (`EST`, `IST`) says nothing. References: docs/readers/call-records.md.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from holdfast.readers.moments import offset_minutes
from holdfast.readers.zones import find_offset

_DISTANCE = re.compile(r"(?:UTC|GMT)? ?([+-]?)(\d{1,2})(?::?([0-5]\d))?")
_LONGEST = 40
_WORDS = {
    "z": ("utc", 0), "utc": ("utc", 0), "gmt": ("utc", 0), "greenwich mean time": ("utc", 0),
    "coordinated universal time": ("utc", 0), "bst": ("uk", 60), "british summer time": ("uk", 60),
    "cet": ("central-europe", 60), "cest": ("central-europe", 120), "eet": ("eastern-europe", 120),
    "eest": ("eastern-europe", 180),
}  # fmt: skip
# By the names of the IANA time zone data; only of places that follow the rule since its first year.
_NAMES = {
    "utc": "Etc/UTC Etc/GMT Etc/Greenwich",
    "uk": "Europe/London Europe/Belfast Europe/Dublin Europe/Jersey Europe/Guernsey"
    " Europe/Isle_of_Man GB",
    "central-europe": "Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Amsterdam"
    " Europe/Brussels Europe/Vienna Europe/Zurich Europe/Stockholm Europe/Oslo Europe/Copenhagen"
    " Europe/Warsaw Europe/Prague Europe/Budapest Europe/Luxembourg Europe/Malta",
    "eastern-europe": "Europe/Athens Europe/Helsinki Europe/Bucharest Europe/Sofia Asia/Nicosia",
    "us-eastern": "America/New_York US/Eastern",
    "us-central": "America/Chicago US/Central",
    "us-mountain": "America/Denver US/Mountain",
    "us-pacific": "America/Los_Angeles US/Pacific",
}
_RULES = {name.casefold(): rule for rule, names in _NAMES.items() for name in names.split()}


class Said(NamedTuple):
    """What a cell says of the zone."""

    minutes: int | None
    """East of UTC; None where only the zone is named."""

    rule: str = ""
    """A key of `ZONES` whose clocks must have it; empty for a distance."""


@lru_cache(1_024)
def parse_zone(cell: str) -> Said | None:
    """Give what a cell says of the zone, None when it says nothing or could mean several.

    Args:
        cell: as written.
    """
    text = " ".join(cell.replace("\N{MINUS SIGN}", "-").split()).strip("()[]")
    if len(text) > _LONGEST:
        return None
    lower = text.casefold()
    if lower in _WORDS:
        rule, minutes = _WORDS[lower]
        return Said(minutes, rule)
    if lower in _RULES:
        return Said(None, _RULES[lower])
    found = _DISTANCE.fullmatch(text.upper())
    if found is None or not (found[1] or found[3] or not int(found[2])):
        # A number alone may count hours, minutes or anything.
        return None
    minutes_east = offset_minutes(f"{found[1] or '+'}{int(found[2]):02}:{found[3] or '00'}")
    return None if minutes_east is None else Said(minutes_east)


def is_zone(cell: str) -> bool:
    """Tell whether a cell says in which zone something is.

    Args:
        cell: as written.
    """
    return parse_zone(cell) is not None


def offset_said(said: Said, stated: str) -> int | None:
    """Give minutes east of UTC at a wall clock, None where that zone has no such time.

    Args:
        said: of the zone.
        stated: the wall clock in ISO 8601, at least to the minute.
    """
    if not said.rule:
        return said.minutes
    offset, mark = find_offset(said.rule, stated)
    if said.minutes is None or offset == said.minutes:
        return offset
    # Which of the two times that a clock shows the hour, its name tells.
    return said.minutes if mark == "hour-twice" else None
