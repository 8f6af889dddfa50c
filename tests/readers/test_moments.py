"""Times as exports write them, and what becomes of them."""

from __future__ import annotations

from datetime import datetime

import pytest

from holdfast.readers.moments import Unit, from_epoch, from_iso, marks_of, offset_minutes

APPLE = datetime(2001, 1, 1)  # noqa: DTZ001  # an epoch, in UTC by definition


@pytest.mark.parametrize(
    ("written", "unit", "stated"),
    [
        pytest.param(0, Unit.SECONDS, "1970-01-01T00:00:00", id="the epoch itself"),
        pytest.param(1713576562, Unit.SECONDS, "2024-04-20T01:29:22", id="seconds"),
        pytest.param("1713576562", Unit.SECONDS, "2024-04-20T01:29:22", id="seconds as text"),
        pytest.param(1713576562686, Unit.MILLISECONDS, "2024-04-20T01:29:22.686", id="finer"),
        pytest.param(1713576562000, Unit.MILLISECONDS, "2024-04-20T01:29:22", id="whole second"),
        pytest.param(
            1713576562686123, Unit.MICROSECONDS, "2024-04-20T01:29:22.686", id="microseconds",
        ),
        pytest.param(
            "1713576562686123999", Unit.NANOSECONDS, "2024-04-20T01:29:22.686", id="nanoseconds",
        ),
        pytest.param("1713576562.5", Unit.SECONDS, "2024-04-20T01:29:22.500", id="fraction"),
        pytest.param(-1, Unit.SECONDS, "1969-12-31T23:59:59", id="before the epoch"),
        pytest.param("-1.5", Unit.SECONDS, "1969-12-31T23:59:58.500", id="fraction before it"),
        pytest.param(1.7e9, Unit.SECONDS, "2023-11-14T22:13:20", id="floating point"),
        pytest.param("1.7E9", Unit.SECONDS, "2023-11-14T22:13:20", id="with an exponent"),
    ],
)  # fmt: skip
def test_counts_are_utc_by_the_format(written: object, unit: Unit, stated: str) -> None:
    moment = from_epoch(written, unit)

    assert (moment.stated, moment.zone_source, moment.offset_minutes) == (stated, "by-format", 0)
    assert moment.as_written == str(written)
    assert moment.happened_at is not None


def test_another_epoch_can_be_counted_from() -> None:
    assert from_epoch(86_400, Unit.SECONDS, APPLE).stated == "2001-01-02T00:00:00"


@pytest.mark.parametrize(
    "written",
    [10**17, -(10**17), "10" * 16, "inf", "nan", True, None, "", "yesterday", [1], 1 << 70],
)
def test_impossible_counts_keep_what_was_written(written: object) -> None:
    moment = from_epoch(written, Unit.SECONDS)

    assert (moment.stated, moment.as_written) == (None, str(written))
    assert marks_of(moment) == (("clock-impossible",) if str(written) else ())


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2024-04-20", "2024-04-20", "day"),
        ("2024-04-20 01:29", "2024-04-20T01:29", "minute"),
        ("2024-04-20T01:29:22", "2024-04-20T01:29:22", "second"),
        ("2024-04-20 01:29:22 UTC", "2024-04-20T01:29:22+00:00", "second"),
        ("2024-04-20T01:29:22.1234567+01:00", "2024-04-20T01:29:22.123+01:00", "millisecond"),
        ("2024-04-20T01:29:22.000Z", "2024-04-20T01:29:22+00:00", "second"),
        ("20240420T012922-0530", "2024-04-20T01:29:22-05:30", "second"),
        ("2024-04-20T01:29:22+99:00", "2024-04-20T01:29:22", "second"),
        ("2024-04-20T01:29:60Z", "2024-04-20T01:29:59+00:00", "second"),
    ],
)
def test_a_written_time_keeps_its_zone_and_precision(text: str, iso: str, precision: str) -> None:
    moment = from_iso(text)

    assert (moment.iso, moment.precision, moment.as_written) == (iso, precision, text)


@pytest.mark.parametrize("text", ["", "2024-13-01", "2024-02-30T10:00", "soon", "2024-04-20T24:30"])
def test_impossible_times_are_not_guessed(text: str) -> None:
    assert from_iso(text).stated is None


def test_a_format_may_be_utc_without_saying_so() -> None:
    assert from_iso("2024-04-20 01:29:22", utc_by_format=True).zone_source == "by-format"
    assert from_iso("2024-04-20", utc_by_format=True).offset_minutes is None
    assert from_iso("2024-04-20 01:29:22").offset_minutes is None


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [("UTC", 0), ("+01:00", 60), ("-0530", -330), ("+14", 840), ("+1575", None), ("+x", None)],
)
def test_offsets_are_read(zone: str, minutes: int | None) -> None:
    assert offset_minutes(zone) == minutes
