"""A month laid out in weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.insight.calendar_month import month_grid, month_name, next_month

MONTHS = st.builds(
    "{:04}-{:02}".format, st.integers(min_value=1950, max_value=2100), st.integers(1, 12)
)


def test_days_carry_their_counts_and_other_months_stay_empty() -> None:
    weeks = month_grid("2026-03", {"2026-03-04": 2, "2026-04-01": 9})

    days = {day.day: day.entries for week in weeks for day in week if day}
    assert days["2026-03-04"] == 2
    assert sum(days.values()) == 2
    assert weeks[0] == (*[None] * 6, weeks[0][6])


@given(MONTHS)
def test_every_day_stands_once_in_order(month: str) -> None:
    numbers = [day.number for week in month_grid(month, {}) for day in week if day]

    assert numbers == list(range(1, len(numbers) + 1))
    assert all(len(week) == 7 for week in month_grid(month, {}))


@given(MONTHS, st.integers(-600, 600))
def test_going_forth_and_back_ends_where_it_began(month: str, steps: int) -> None:
    assert next_month(next_month(month, steps), -steps) == month


@pytest.mark.parametrize(
    ("month", "name"),
    [
        pytest.param("2026-03", "March 2026", id="spring"),
        pytest.param("2025-12", "December 2025", id="winter"),
    ],
)
def test_a_month_has_a_name(month: str, name: str) -> None:
    assert month_name(month) == name
