"""Zones that a person names: the same instants as the published time zone data gives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from holdfast.model.moment import Moment, ZoneSource
from holdfast.readers.zones import (
    ANSWERS,
    FIXED,
    ZONES,
    find_offset,
    has_open_zone,
    in_zone,
    offset_in,
)

NAMES = {
    "uk": "Europe/London",
    "central-europe": "Europe/Berlin",
    "eastern-europe": "Europe/Helsinki",
    "us-eastern": "America/New_York",
    "us-central": "America/Chicago",
    "us-mountain": "America/Denver",
    "us-pacific": "America/Los_Angeles",
}
SPRING, AUTUMN = "2026-03-29", "2026-10-25"


def published(name: str, clock: datetime) -> tuple[int | None, str]:
    """Give the offset by the published data, and what is odd about the wall clock."""
    first, second = (clock.replace(tzinfo=ZoneInfo(name), fold=fold) for fold in (0, 1))
    one, two = first.utcoffset(), second.utcoffset()
    assert one is not None
    assert two is not None
    if one == two:
        return int(one.total_seconds() // 60), ""
    is_real = first.astimezone(UTC).astimezone(ZoneInfo(name)).replace(tzinfo=None) == clock
    return None, "hour-twice" if is_real else "hour-missing"


@pytest.mark.parametrize("answer", NAMES)
@pytest.mark.parametrize("year", [1997, 2007, 2026, 2037])
def test_every_half_hour_of_a_year_is_as_published(answer: str, year: int) -> None:
    if answer.startswith("us-") and year < 2007:
        assert find_offset(answer, f"{year}-07-01T12:00") == (None, "")
        return
    clock = datetime(year, 1, 1)  # noqa: DTZ001  # a wall clock
    while clock.year == year:
        assert find_offset(answer, clock.isoformat()) == published(NAMES[answer], clock)
        clock += timedelta(minutes=30)


@pytest.mark.parametrize(
    ("stated", "offset", "mark"),
    [
        pytest.param(f"{SPRING}T00:59:59", 0, "", id="the last second of winter time"),
        pytest.param(f"{SPRING}T01:00", None, "hour-missing", id="clocks have gone forward"),
        pytest.param(f"{SPRING}T01:59:59.9", None, "hour-missing", id="the end of that hour"),
        pytest.param(f"{SPRING}T02:00", 60, "", id="the first minute of summer time"),
        pytest.param(f"{AUTUMN}T00:59", 60, "", id="surely summer time"),
        pytest.param(f"{AUTUMN}T01:00", None, "hour-twice", id="an hour that comes twice"),
        pytest.param(f"{AUTUMN}T01:59", None, "hour-twice", id="the end of it"),
        pytest.param(f"{AUTUMN}T02:00", 0, "", id="surely winter time"),
    ],
)
def test_hours_that_clocks_skip_or_repeat_stay_as_written(
    stated: str, offset: int | None, mark: str
) -> None:
    moment, marks = in_zone(Moment("as it stood", stated, "minute"), "uk")

    assert (moment.as_written, moment.stated, moment.offset_minutes) == (
        "as it stood", stated, offset,
    )  # fmt: skip
    assert marks == ((mark,) if mark else ())
    known = offset is not None
    assert moment.zone_source == (ZoneSource.BY_PERSON if known else ZoneSource.UNKNOWN)
    assert (moment.happened_at is not None) is known


def test_fixed_offsets_have_no_summer_time() -> None:
    assert FIXED["utc+0530"].standard == 330
    assert FIXED["utc-0330"].standard == -210
    for day in (SPRING, AUTUMN):
        assert find_offset("utc+0100", f"{day}T01:30") == (60, "")
    assert find_offset("utc", f"{SPRING}T01:30") == (0, "")
    assert find_offset("not-known", f"{SPRING}T01:30") == (None, "")
    assert {*ZONES, *FIXED, "not-known"} == ANSWERS


def test_a_day_or_a_known_zone_leaves_nothing_to_ask() -> None:
    assert has_open_zone(Moment("", "2026-03-04T10:00", "minute"))
    assert not has_open_zone(Moment("", "2026-03-04", "day"))
    assert not has_open_zone(Moment("", None))
    assert not has_open_zone(Moment("", "2026-03-04T10:00", "minute", "in-file", 0))


@pytest.mark.parametrize("answer", NAMES)
def test_clocks_are_set_on_the_hour(answer: str) -> None:
    """`offset_in` asks once for an hour, so an hour must have one offset."""
    clock = datetime(2026, 1, 1)  # noqa: DTZ001  # a wall clock
    while clock.year == 2026:
        stated = (clock + timedelta(minutes=59, seconds=59)).isoformat()
        assert offset_in(answer, stated) == find_offset(answer, stated)[0]
        clock += timedelta(hours=1)
