"""A month laid out in weeks, with how many entries happened on each day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """One day of the month."""

    day: str
    """ISO 8601 date."""

    number: int
    """Day of the month, from 1."""

    entries: int
    """How many entries say that they happened on it."""


def month_grid(month: str, counts: Mapping[str, int]) -> tuple[tuple[Day | None, ...], ...]:
    """Lay out a month.

    Args:
        month: `2026-03`.
        counts: entries by ISO date; other keys are not looked at.

    Returns:
        Weeks from Monday to Sunday, seven days each; None where a day belongs to another month.
    """
    year, number = _parts(month)
    return tuple(
        tuple(_day(month, day, counts) if day else None for day in week)
        for week in calendar.Calendar(calendar.MONDAY).monthdayscalendar(year, number)
    )


def _day(month: str, number: int, counts: Mapping[str, int]) -> Day:
    iso = f"{month}-{number:02}"
    return Day(day=iso, number=number, entries=counts.get(iso, 0))


def next_month(month: str, steps: int) -> str:
    """Give the month some steps later, or earlier when negative.

    Args:
        month: `2026-03`.
        steps: how many months.
    """
    year, number = _parts(month)
    years, months = divmod(year * MONTHS_IN_YEAR + number - 1 + steps, MONTHS_IN_YEAR)
    return f"{years:04}-{months + 1:02}"


def month_name(month: str) -> str:
    """Give a month in words: `March 2026`.

    Args:
        month: `2026-03`.
    """
    year, number = _parts(month)
    return f"{date(year, number, 1):%B %Y}"


def _parts(month: str) -> tuple[int, int]:
    year, _, number = month.partition("-")
    return int(year), int(number)
