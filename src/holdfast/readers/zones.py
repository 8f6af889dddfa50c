"""Zones that a person can name for times that state none, with their summer times.

| answer             | zone                                                        |
| ------------------ | ----------------------------------------------------------- |
| `uk`, `utc`, …     | a key of `ZONES`                                            |
| `utc+0530`         | always so many hours and minutes from UTC                   |
| `not-known`        | nobody knows; times stay as written                         |

Clocks are set by rule: in Europe on the last Sundays of March and October at 01:00 UTC (Directive
2000/84/EC; the UK by the Summer Time Order 2002), in the USA on the second Sunday of March and the
first of November at 02:00 local time (Energy Policy Act of 2005). Before 1996 and 2007 the rules
were others, and nothing is said. An hour that a clock shows twice, or skips, is no instant: the
time stays as written, with the mark `hour-twice` or `hour-missing`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.moment import Moment, ZoneSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

ZONE = "zone"
"""Id of the question which zone a file's times are in."""

EUROPE, USA = "europe", "usa"
_FROM_YEAR = {EUROPE: 1996, USA: 2007}
_MARCH, _OCTOBER, _NOVEMBER = 3, 10, 11
_LONGEST_MONTH = 31
_WEEK = 7
_TO_THE_MINUTE = len("2026-03-04T17:30")
_TO_THE_HOUR = len("2026-03-04T17")
_DAY = len("2026-03-04")


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
"""Answer -> a zone with a name."""

# Offsets in use somewhere in 2026 (IANA time zone data 2026a), UTC itself left out.
_IN_USE = (
    "-1200 -1100 -1000 -0930 -0900 -0800 -0700 -0600 -0500 -0400 -0330 -0300 -0230 -0200 -0100"
    " +0100 +0200 +0300 +0330 +0400 +0430 +0500 +0530 +0545 +0600 +0630 +0700 +0800 +0845 +0900"
    " +0930 +1000 +1030 +1100 +1200 +1245 +1300 +1345 +1400"
)


def _minutes(offset: str) -> int:
    """Give minutes east of UTC for `+0530`."""
    minutes = int(offset[1:3]) * 60 + int(offset[3:])
    return -minutes if offset[0] == "-" else minutes


FIXED: Mapping[str, Zone] = MappingProxyType(
    {f"utc{offset}": Zone(_minutes(offset)) for offset in _IN_USE.split()}
)
"""Answer -> a zone without summer time, by its distance from UTC."""

NOT_KNOWN = "not-known"
"""The answer of somebody who does not know either."""

ANSWERS = frozenset({*ZONES, *FIXED, NOT_KNOWN})
"""Everything that can be answered."""


class Changes(NamedTuple):
    """When clocks are set in one year: wall clocks to the minute, ISO 8601."""

    skips_from: str
    """First minute that no clock shows in spring."""

    skips_to: str
    """First minute after it."""

    twice_from: str
    """First minute that clocks show twice in autumn."""

    twice_to: str
    """First minute after it."""


def _sunday(year: int, month: int, first_day: int) -> datetime:
    """Give the first Sunday on or after a day of a month."""
    day = datetime(year, month, first_day)  # noqa: DTZ001  # a wall clock
    return day + timedelta(days=(6 - day.weekday()) % _WEEK)


@lru_cache(maxsize=256)
def changes_in(zone: Zone, year: int) -> Changes | None:
    """Give when clocks are set in a year, None where the rule was another one then.

    Args:
        zone: one with a rule.
        year: of the wall clock.
    """
    if year < _FROM_YEAR[zone.rule]:
        return None
    if zone.rule == EUROPE:
        change = timedelta(hours=1, minutes=zone.standard)
        begins = _sunday(year, _MARCH, _LONGEST_MONTH - _WEEK + 1) + change
        ends = _sunday(year, _OCTOBER, _LONGEST_MONTH - _WEEK + 1) + change
    else:
        begins = _sunday(year, _MARCH, _WEEK + 1) + timedelta(hours=2)
        ends = _sunday(year, _NOVEMBER, 1) + timedelta(hours=1)
    hour = timedelta(hours=1)
    edges = (begins, begins + hour, ends, ends + hour)
    return Changes(*(edge.isoformat()[:_TO_THE_MINUTE] for edge in edges))


def find_offset(answer: str, stated: str) -> tuple[int | None, str]:
    """Give minutes east of UTC at a wall clock, and why not when it cannot be told.

    Args:
        answer: a key of `ZONES` or `FIXED`.
        stated: the wall clock in ISO 8601, at least to the minute.

    Returns:
        The offset, or None with `hour-twice`, with `hour-missing`, or, when nothing is known of the
        zone in that year, with nothing.
    """
    zone = ZONES.get(answer) or FIXED.get(answer)
    if zone is None:
        return None, ""
    if not zone.rule:
        return zone.standard, ""
    changes = changes_in(zone, int(stated[:4]))
    if changes is None:
        return None, ""
    clock = stated[:_TO_THE_MINUTE]
    if changes.skips_from <= clock < changes.skips_to:
        return None, "hour-missing"
    if changes.twice_from <= clock < changes.twice_to:
        return None, "hour-twice"
    return zone.standard + (60 if changes.skips_to <= clock < changes.twice_from else 0), ""


def offset_in(answer: str, stated: str) -> int | None:
    """Give minutes east of UTC at a wall clock, None when it cannot be told.

    Args:
        answer: a key of `ZONES` or `FIXED`.
        stated: the wall clock in ISO 8601, at least to the minute.
    """
    return _in_hour(answer, stated[:_TO_THE_HOUR])


@lru_cache(maxsize=8_192)
def _in_hour(answer: str, hour: str) -> int | None:
    """Give minutes east of UTC in an hour of the wall clock: clocks are set on the hour."""
    return find_offset(answer, f"{hour}:00")[0]


def has_open_zone(moment: Moment) -> bool:
    """Tell whether a moment has a time of day, and no zone.

    Args:
        moment: as a reader gave it.
    """
    return moment[4] is None and moment[1] is not None and len(moment[1]) > _DAY


def in_zone(moment: Moment, answer: str) -> tuple[Moment, tuple[str, ...]]:
    """Give a moment with the zone that the person named, and the marks of what is in doubt.

    Args:
        moment: one with an open zone.
        answer: a key of `ZONES` or `FIXED`.
    """
    offset, mark = find_offset(answer, moment.stated or "")
    if offset is None:
        return moment, (mark,) if mark else ()
    source = ZoneSource.BY_PERSON.value
    return moment._replace(zone_source=source, offset_minutes=offset), ()


def in_told_zone(
    fields: Mapping[str, JsonValue], answers: Mapping[str, str]
) -> Mapping[str, JsonValue]:
    """Give what a picture or recording says of itself, its time in the zone that was told for it.

    Args:
        fields: of its exhibit, as logged.
        answers: what was said about the file.

    Returns:
        The fields as they are when no zone was told or the file states one. When the clock shows
        that hour twice or not at all, the time stays as written, and `marks` of `picture` say so.
    """
    taken, answer = Moment.from_json(fields.get("taken")), answers.get(ZONE, NOT_KNOWN)
    if answer == NOT_KNOWN or not has_open_zone(taken):
        return fields
    moment, marks = in_zone(taken, answer)
    picture = fields.get("picture")
    if not marks or not isinstance(picture, dict):
        return {**fields, "taken": dict(moment.to_json())}
    known = picture.get("marks")
    shown = [*(known if isinstance(known, list) else []), *marks]
    return {**fields, "picture": {**picture, "marks": shown}}
