"""Zones that a person can name for the times of call records, with their summer times.

Clocks are set by rule: in Europe on the last Sundays of March and October at 01:00 UTC (Directive
2000/84/EC; the UK by the Summer Time Order 2002), in the USA on the second Sunday of March and the
first of November at 02:00 local time (Energy Policy Act of 2005). Before 1996 and 2007 the rules
were others, and nothing is said.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

EUROPE, USA = "europe", "usa"
_FROM_YEAR = {EUROPE: 1996, USA: 2007}
_MARCH, _OCTOBER, _NOVEMBER = 3, 10, 11
_LONGEST_MONTH = 31
_WEEK = 7


class Zone(NamedTuple):
    """A zone by its rule."""

    standard: int
    """Minutes east of UTC in winter."""

    rule: str = ""
    """Whose rule of summer time; empty for none."""


ZONES: Mapping[str, Zone] = MappingProxyType(
    {
        "uk": Zone(0, EUROPE),
        "utc": Zone(0),
        "central-europe": Zone(60, EUROPE),
        "eastern-europe": Zone(120, EUROPE),
        "us-eastern": Zone(-300, USA),
        "us-central": Zone(-360, USA),
        "us-mountain": Zone(-420, USA),
        "us-pacific": Zone(-480, USA),
    }
)
"""Answer -> the zone."""

NOT_KNOWN = "not-known"
"""The answer of somebody who does not know either."""


def _sunday(year: int, month: int, first_day: int) -> datetime:
    """Give the first Sunday on or after a day of a month."""
    day = datetime(year, month, first_day)  # noqa: DTZ001  # a wall clock
    return day + timedelta(days=(6 - day.weekday()) % _WEEK)


def offset_in(answer: str, stated: str) -> int | None:
    """Give minutes east of UTC at a wall clock, None when it cannot be told.

    Args:
        answer: a key of `ZONES`.
        stated: the wall clock in ISO 8601, at least to the minute.

    Returns:
        None also in the hour that a clock shows twice, and in the one that it skips.
    """
    zone = ZONES.get(answer)
    if zone is None:
        return None
    if not zone.rule:
        return zone.standard
    clock = datetime.fromisoformat(stated)
    if clock.year < _FROM_YEAR[zone.rule]:
        return None
    if zone.rule == EUROPE:
        change = timedelta(hours=1, minutes=zone.standard)
        begins = _sunday(clock.year, _MARCH, _LONGEST_MONTH - _WEEK + 1) + change
        ends = _sunday(clock.year, _OCTOBER, _LONGEST_MONTH - _WEEK + 1) + change
    else:
        begins = _sunday(clock.year, _MARCH, _WEEK + 1) + timedelta(hours=2)
        ends = _sunday(clock.year, _NOVEMBER, 1) + timedelta(hours=1)
    hour = timedelta(hours=1)
    if begins <= clock < begins + hour or ends <= clock < ends + hour:
        return None
    return zone.standard + (60 if begins < clock < ends else 0)
