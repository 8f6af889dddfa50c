"""Offsets of time zones: from the rules a calendar brings along, else from the zone's public name.

A calendar names a zone (`TZID=Europe/London`) and usually says its rules (`VTIMEZONE`): from when
on which offset holds. Only rules that are understood in full are used. References: RFC 5545
sections 3.6.5 and 3.3.10; the IANA time zone database for names without rules.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.readers.content_lines import Property

MOST_RULES = 300
"""Stretches of one zone that are looked at."""

# As RFC 5545 has it, and with the signs that other standards put in between.
_LOCAL = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d))?)?Z?")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(?:\d\d)?")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNDERSTOOD = frozenset(
    {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST", "INTERVAL", "COUNT"}
)
_WEEK = 7
# Outlook's appointments name zones so, sometimes without their rules (CLDR's windowsZones.xml).
_OF_WINDOWS: Mapping[str, str] = MappingProxyType({
    "GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin", "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw", "FLE Standard Time": "Europe/Kyiv",
    "GTB Standard Time": "Europe/Bucharest", "E. Europe Standard Time": "Europe/Chisinau",
    "Turkey Standard Time": "Europe/Istanbul", "Russian Standard Time": "Europe/Moscow",
    "Eastern Standard Time": "America/New_York", "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver", "US Mountain Standard Time": "America/Phoenix",
    "Pacific Standard Time": "America/Los_Angeles", "Atlantic Standard Time": "America/Halifax",
    "E. South America Standard Time": "America/Sao_Paulo",
    "South Africa Standard Time": "Africa/Johannesburg",
    "W. Central Africa Standard Time": "Africa/Lagos", "Egypt Standard Time": "Africa/Cairo",
    "Israel Standard Time": "Asia/Jerusalem", "Arabian Standard Time": "Asia/Dubai",
    "Arab Standard Time": "Asia/Riyadh", "India Standard Time": "Asia/Kolkata",
    "Pakistan Standard Time": "Asia/Karachi", "Bangladesh Standard Time": "Asia/Dhaka",
    "China Standard Time": "Asia/Shanghai", "Singapore Standard Time": "Asia/Singapore",
    "Tokyo Standard Time": "Asia/Tokyo", "AUS Eastern Standard Time": "Australia/Sydney",
    "New Zealand Standard Time": "Pacific/Auckland",
})  # fmt: skip


class Stretch(NamedTuple):
    """From when on an offset holds, once or every year."""

    begins: datetime
    """First time, on the wall clock before the change."""

    before: int
    """Minutes east of UTC before it."""

    after: int
    """Minutes east of UTC from it on."""

    rule: Mapping[str, str]
    """Of `RRULE`; empty when it happens once."""

    dates: tuple[datetime, ...]
    """Of `RDATE`."""


def parse_local(written: str) -> datetime | None:
    """Give a date or time as a calendar writes it, None when it is none.

    Args:
        written: `20240304` or `20240304T112034`, with or without `Z`.
    """
    found = _LOCAL.fullmatch(written.strip())
    if found is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None


def parse_offset(written: str) -> int | None:
    """Give minutes east of UTC, None when it is no offset.

    Args:
        written: `+0100` or `-053000`.
    """
    found = _OFFSET.fullmatch(written.strip())
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    return -minutes if found[1] == "-" else minutes


def parse_zone(lines: Iterable[Property]) -> tuple[str, tuple[Stretch, ...]]:
    """Give a zone's name and its stretches; none when one of them is not understood.

    Args:
        lines: of a `VTIMEZONE`, with those of its parts.
    """
    name, stretches, part = "", list[Stretch](), dict[str, list[str]]()
    for line in lines:
        if line.name == "BEGIN":
            part = {}
        elif line.name == "END":
            stretch = _stretch(part)
            if stretch is None or len(stretches) >= MOST_RULES:
                return name, ()
            stretches.append(stretch)
        elif line.name == "TZID":
            name = line.text.strip()
        else:
            part.setdefault(line.name, []).append(line.text)
    return name, tuple(stretches)


def _stretch(part: dict[str, list[str]]) -> Stretch | None:
    """Give a stretch, None when anything in it is not understood."""
    begins = parse_local(part.get("DTSTART", [""])[0])
    before = parse_offset(part.get("TZOFFSETFROM", [""])[0])
    after = parse_offset(part.get("TZOFFSETTO", [""])[0])
    if begins is None or before is None or after is None:
        return None
    pairs = (each.partition("=") for each in part.get("RRULE", [""])[0].split(";") if each)
    rule = {name.strip().upper(): value.strip().upper() for name, _, value in pairs}
    if rule and (set(rule) - _UNDERSTOOD or rule.get("FREQ") != "YEARLY"):
        return None
    if rule.get("INTERVAL", "1") != "1" or "COUNT" in rule:
        return None
    written = [each for line in part.get("RDATE", []) for each in line.split(",")]
    dates = tuple(found for each in written if (found := parse_local(each)) is not None)
    return Stretch(begins, before, after, rule, dates[:MOST_RULES])


def offset_in(stretches: tuple[Stretch, ...], local: datetime) -> int | None:
    """Give the offset that holds at a time on the wall clock, None when nothing says it.

    Args:
        stretches: of a zone.
        local: the time.
    """
    latest: tuple[datetime, Stretch] | None = None
    for stretch in stretches:
        onset = _latest_onset(stretch, local)
        if onset is not None and (latest is None or onset > latest[0]):
            latest = onset, stretch
    if latest is not None:
        onset, stretch = latest
        # A time that clocks skip has the offset from before they did (RFC 5545 section 3.3.5).
        skipped = timedelta(minutes=stretch.after - stretch.before)
        return stretch.before if local < onset + skipped else stretch.after
    return min(stretches, key=attrgetter("begins")).before if stretches else None


def _latest_onset(stretch: Stretch, local: datetime) -> datetime | None:
    """Give the last time before a moment at which a stretch began, None when it had not yet."""
    found = [each for each in (stretch.begins, *stretch.dates) if each <= local]
    if stretch.rule:
        until = parse_local(stretch.rule.get("UNTIL", ""))
        for year in (local.year, local.year - 1):
            onset = _onset(stretch, year)
            # UNTIL is in UTC, the onset on the wall clock: a day of slack joins the two.
            is_over = until is not None and onset is not None and onset > until + timedelta(days=1)
            if onset is not None and stretch.begins <= onset <= local and not is_over:
                found.append(onset)
        if until is not None and local > until and not is_last_known(found, until):
            onset = _onset(stretch, until.year)
            found += [onset] if onset is not None and onset <= local else []
    return max(found, default=None)


def is_last_known(found: list[datetime], until: datetime) -> bool:
    """Tell whether the year in which a rule ended is among those looked at.

    Args:
        found: times at which a stretch began.
        until: end of its rule.
    """
    return any(each.year == until.year for each in found)


def _onset(stretch: Stretch, year: int) -> datetime | None:
    """Give when a yearly stretch begins in a year."""
    month = stretch.rule.get("BYMONTH", str(stretch.begins.month))
    if not month.isdecimal() or not 1 <= int(month) <= 12 or year < 1:  # noqa: PLR2004  # months
        return None
    day = _day(stretch, year, int(month))
    if day is None:
        return None
    return datetime.combine(day, stretch.begins.time())


def _day(stretch: Stretch, year: int, month: int) -> date | None:
    """Give the day on which a yearly stretch begins."""
    first, last = date(year, month, 1), monthrange(year, month)[1]
    by_month_day = stretch.rule.get("BYMONTHDAY", "")
    allowed = {int(each) for each in by_month_day.split(",") if each.lstrip("-").isdecimal()}
    by_day = _BY_DAY.fullmatch(stretch.rule.get("BYDAY", ""))
    if by_day is None:
        wanted = min(allowed) if allowed else stretch.begins.day
        return first.replace(day=wanted) if 1 <= wanted <= last else None
    weekday = _DAYS.index(by_day[2])
    days = [
        each
        for each in (first.replace(day=number) for number in range(1, last + 1))
        if each.weekday() == weekday and (not allowed or each.day in allowed)
    ]
    place = int(by_day[1] or 1)
    if place == 0 or abs(place) > len(days):
        return None
    return days[place - 1 if place > 0 else place]


def offset_by_name(name: str, local: datetime) -> int | None:
    """Give the offset of a public zone name, None when there is no such zone on this computer.

    Args:
        name: `Europe/London`; a prefix that programs put before it is taken away. Windows' own
            names are known too.
        local: the time on the wall clock.
    """
    name = _OF_WINDOWS.get(name, name)
    for known in (name, "/".join(name.split("/")[-2:]), "/".join(name.split("/")[-3:])):
        try:
            offset = local.replace(tzinfo=ZoneInfo(known)).utcoffset()
        except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
            continue
        if offset is not None:
            return int(offset.total_seconds() // 60)
    return None
