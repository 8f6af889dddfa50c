"""Open, closed, or not known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from holdfast.insight.opening import Calendar, Open, find_open, uk_wall_clock
from holdfast.model.service import Area, BankHolidays, Holidays, Hours, Service

WEEK = ("MO", "TU", "WE", "TH", "FR")
NATIONS = ("england-and-wales", "scotland")
CALENDAR = Calendar(
    holidays=BankHolidays(
        days={
            "england-and-wales": frozenset({date(2026, 12, 25), date(2026, 4, 6)}),
            "scotland": frozenset({date(2026, 12, 25), date(2026, 11, 30)}),
        },
        years=frozenset({2026}),
        source="a list",
        checked_on=date(2026, 11, 22),
    ),
    areas={
        "uk": Area(code="uk", says="UK", lies_in=(), nations=frozenset(NATIONS)),
        "england": Area(
            code="england", says="England", lies_in=("uk",), nations=frozenset(NATIONS[:1])
        ),
    },
)


def service(
    opens: int = 9 * 60,
    closes: int = 17 * 60,
    *,
    holidays: Holidays = Holidays.CLOSED,
    area: str = "england",
    days: tuple[str, ...] = WEEK,
) -> Service:
    hours = (Hours(days=days, opens=opens, closes=closes),)
    return Service(id="a", name="A", about="", hours=hours, holidays=holidays, areas=(area,))


@pytest.mark.parametrize(
    ("wall", "answer"),
    [
        pytest.param("2026-11-23 09:00", Open.YES, id="the first minute"),
        pytest.param("2026-11-23 16:59", Open.YES, id="the last minute"),
        pytest.param("2026-11-23 17:00", Open.NO, id="when it closes"),
        pytest.param("2026-11-22 12:00", Open.NO, id="a Sunday"),
        pytest.param("2026-12-25 12:00", Open.NO, id="Christmas"),
        pytest.param("2026-11-30 12:00", Open.YES, id="a holiday elsewhere"),
        pytest.param("2027-11-23 12:00", Open.UNKNOWN, id="a year nobody knows"),
    ],
)
def test_hours_of_the_week_and_bank_holidays_count(wall: str, answer: Open) -> None:
    assert find_open(service(), datetime.fromisoformat(wall), CALENDAR) is answer


def test_what_is_done_on_holidays_may_be_unknown() -> None:
    christmas = datetime(2026, 12, 25, 12)  # noqa: DTZ001  # a wall clock

    unknown = service(holidays=Holidays.UNKNOWN)
    always = service(holidays=Holidays.OPEN)
    assert find_open(unknown, christmas, CALENDAR) is Open.UNKNOWN
    assert find_open(always, christmas, CALENDAR) is Open.YES


def test_a_holiday_in_one_nation_only_is_unknown_for_a_service_of_all() -> None:
    saint_andrew = datetime(2026, 11, 30, 12)  # noqa: DTZ001  # a wall clock

    assert find_open(service(area="uk"), saint_andrew, CALENDAR) is Open.UNKNOWN
    assert find_open(service(area="Nowhere"), saint_andrew, CALENDAR) is Open.UNKNOWN


def test_a_night_runs_on_into_the_next_day() -> None:
    night = service(22 * 60, 2 * 60, days=("FR",))

    assert find_open(night, datetime(2026, 11, 28, 1), CALENDAR) is Open.YES  # noqa: DTZ001
    assert find_open(night, datetime(2026, 11, 28, 2), CALENDAR) is Open.NO  # noqa: DTZ001


def test_no_hours_and_days_nobody_knows_are_unknown() -> None:
    sunday = datetime(2026, 11, 22, 12)  # noqa: DTZ001  # a wall clock
    partly = Service(
        id="a", name="A", about="", hours=service().hours, days_unknown=("SU",), areas=("uk",)
    )

    assert find_open(Service(id="a", name="A", about=""), sunday, CALENDAR) is Open.UNKNOWN
    assert find_open(partly, sunday, CALENDAR) is Open.UNKNOWN


@pytest.mark.parametrize(
    ("instant", "wall"),
    [
        pytest.param("2026-01-05T12:00+00:00", "2026-01-05T12:00", id="winter"),
        pytest.param("2026-07-05T12:00+00:00", "2026-07-05T13:00", id="summer"),
        pytest.param("2026-03-29T00:59+00:00", "2026-03-29T00:59", id="before spring"),
        pytest.param("2026-03-29T01:00+00:00", "2026-03-29T02:00", id="spring"),
        pytest.param("2026-10-25T00:59+00:00", "2026-10-25T01:59", id="before autumn"),
        pytest.param("2026-10-25T01:00+00:00", "2026-10-25T01:00", id="autumn"),
    ],
)
def test_the_clock_on_the_wall_turns_with_the_seasons(instant: str, wall: str) -> None:
    assert uk_wall_clock(datetime.fromisoformat(instant)) == datetime.fromisoformat(wall)


def test_the_zone_of_the_device_does_not_matter() -> None:
    tokyo = datetime(2026, 1, 5, 21, tzinfo=timezone(timedelta(hours=9)))

    assert uk_wall_clock(tokyo) == uk_wall_clock(datetime(2026, 1, 5, 12, tzinfo=UTC))
