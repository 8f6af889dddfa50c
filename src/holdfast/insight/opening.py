"""Whether a service is open at a moment: yes, no, or nobody knows.

Hours are by the clock on the wall in the United Kingdom, wherever the device is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.model.service import DAY_MINUTES, DAYS, Holidays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from holdfast.model.service import Area, BankHolidays, Hours, Service

MARCH, OCTOBER, LAST_OF_BOTH = 3, 10, 31
TURNS_AT = 1
"""The clocks turn at one o'clock UTC (Summer Time Act 1972, as amended in 2002)."""


class Open(StrEnum):
    """The answer."""

    YES = "open"
    """It says that it is."""

    NO = "closed"
    """It says that it is not."""

    UNKNOWN = "unknown"
    """Its hours, or those of this day, are not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """What is needed to tell a bank holiday."""

    holidays: BankHolidays
    """Of each nation."""

    areas: Mapping[str, Area]
    """By code."""


def uk_wall_clock(instant: datetime) -> datetime:
    """Give the time on the wall in the United Kingdom.

    Args:
        instant: with a zone.

    Returns:
        The wall clock, without a zone.
    """
    at = instant.astimezone(UTC).replace(tzinfo=None)
    summer = _last_sunday(at.year, MARCH) <= at < _last_sunday(at.year, OCTOBER)
    return at + timedelta(hours=1) if summer else at


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, LAST_OF_BOTH, TURNS_AT)  # noqa: DTZ001  # compared with UTC, bare
    return last - timedelta(days=(last.weekday() + 1) % 7)


def find_open(service: Service, wall: datetime, calendar: Calendar) -> Open:
    """Say whether a service is open.

    Args:
        service: any.
        wall: the time on the wall in the United Kingdom, without a zone.
        calendar: bank holidays and areas.
    """
    if not service.hours:
        return Open.UNKNOWN
    minute = wall.hour * 60 + wall.minute
    today = _of_day(service, wall.date(), calendar)
    day_before = _of_day(service, wall.date() - timedelta(days=1), calendar)
    if _runs(today, minute) or _runs_on(day_before, minute):
        return Open.YES
    if today is None or (day_before is None and _any_runs_on(service, minute)):
        return Open.UNKNOWN
    return Open.NO


def _of_day(service: Service, day: date, calendar: Calendar) -> tuple[Hours, ...] | None:
    """Give the hours of a day, empty when closed, None when nobody knows."""
    name = DAYS[day.weekday()]
    hours = tuple(each for each in service.hours if name in each.days)
    if name in service.days_unknown:
        return None
    if service.holidays is Holidays.OPEN or not hours:
        return hours
    match is_holiday(day, nations_of(service, calendar.areas), calendar.holidays):
        case False:
            return hours
        case True:
            return () if service.holidays is Holidays.CLOSED else None
        case None:
            return None


def is_holiday(day: date, nations: Iterable[str], known: BankHolidays) -> bool | None:
    """Say whether a day is a bank holiday in all of some nations.

    Args:
        day: any.
        nations: codes.
        known: the lists.

    Returns:
        None when it is one in some of them only, or when the year is not known.
    """
    if day.year not in known.years:
        return None
    found = {day in known.days[nation] for nation in nations}
    return found.pop() if len(found) == 1 else None


def nations_of(service: Service, areas: Mapping[str, Area]) -> frozenset[str]:
    """Give the nations in which a service works; all of them when its area is none of ours.

    Args:
        service: any.
        areas: by code.
    """
    own = [areas[code].nations for code in service.areas if code in areas]
    if any(own):
        return frozenset[str]().union(*own)
    return frozenset[str]().union(*(each.nations for each in areas.values()))


def _runs(hours: tuple[Hours, ...] | None, minute: int) -> bool:
    return any(each.opens <= minute < _end(each) for each in hours or ())


def _runs_on(hours: tuple[Hours, ...] | None, minute: int) -> bool:
    return any(minute + DAY_MINUTES < _end(each) for each in hours or ())


def _any_runs_on(service: Service, minute: int) -> bool:
    return any(minute + DAY_MINUTES < _end(each) for each in service.hours)


def _end(hours: Hours) -> int:
    return hours.closes if hours.closes > hours.opens else hours.closes + DAY_MINUTES
