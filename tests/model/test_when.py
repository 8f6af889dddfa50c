"""What a person says about time is read as far as it goes, and never guessed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.errors import AmbiguousTimeError, UnreadableTimeError, UsageError
from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.model.when import FORMS, parse_when

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=0)))


def read(text: str) -> Moment:
    return parse_when(text, now=NOW)


@pytest.mark.parametrize(
    ("text", "stated", "precision"),
    [
        ("2026-03-04 17:30", "2026-03-04T17:30", Precision.MINUTE),
        ("2026-03-04T17:30:09", "2026-03-04T17:30:09", Precision.SECOND),
        ("2026-03-04", "2026-03-04", Precision.DAY),
        ("2026-03", "2026-03", Precision.MONTH),
        ("2026/03/04", "2026-03-04", Precision.DAY),
        ("4 March 2026", "2026-03-04", Precision.DAY),
        ("4th of March, 2026", "2026-03-04", Precision.DAY),
        ("March 4, 2026", "2026-03-04", Precision.DAY),
        ("Wednesday 4 March 2026", "2026-03-04", Precision.DAY),
        ("Wed 4 Mar 2026 at 17:30", "2026-03-04T17:30", Precision.MINUTE),
        ("17:30 on 4 March 2026", "2026-03-04T17:30", Precision.MINUTE),
        ("4 March 2026 5.30pm", "2026-03-04T17:30", Precision.MINUTE),
        ("4 March 2026 5.30 p.m.", "2026-03-04T17:30", Precision.MINUTE),
        ("4 March 2026 12:30am", "2026-03-04T00:30", Precision.MINUTE),
        ("4 March 2026 17:30pm", "2026-03-04T17:30", Precision.MINUTE),
        ("4 March 2026 noon", "2026-03-04T12:00", Precision.MINUTE),
        ("1 Sept 2026", "2026-09-01", Precision.DAY),
        ("March 2026", "2026-03", Precision.MONTH),
        ("2026", "2026", Precision.YEAR),
        ("25/12/2026", "2026-12-25", Precision.DAY),
        ("12-25-2026", "2026-12-25", Precision.DAY),
        ("04.04.2026", "2026-04-04", Precision.DAY),
        ("today 17:30", "2026-11-22T17:30", Precision.MINUTE),
        ("yesterday", "2026-11-21", Precision.DAY),
        ("Yesterday at 9pm", "2026-11-21T21:00", Precision.MINUTE),
        ("two weeks ago", "2026-11-08", Precision.DAY),
        ("29 February 2024", "2024-02-29", Precision.DAY),
    ],
)
def test_a_time_with_one_reading_is_kept_at_its_precision(
    text: str, stated: str, precision: Precision
) -> None:
    moment = read(text)

    assert (moment.stated, moment.precision) == (stated, precision)
    assert moment.as_written == text


@pytest.mark.parametrize(
    ("text", "stated", "until", "about"),
    [
        ("last week of May 2025", "2025-05-25", "2025-05-31", False),
        ("first week of May 2025", "2025-05-01", "2025-05-07", False),
        ("last week of December 2025", "2025-12-25", "2025-12-31", False),
        ("early May 2025", "2025-05-01", "2025-05-10", True),
        ("mid-May 2025", "2025-05-11", "2025-05-20", True),
        ("late February 2025", "2025-02-21", "2025-02-28", True),
        ("end of 2025", "2025-09", "2025-12", True),
        ("about March 2026", "2026-03", None, True),
        ("after 4 March 2026", "2026-03-04", None, True),
        ("before March 2026", None, "2026-03", False),
        ("between 4 March 2026 and 6 March 2026", "2026-03-04", "2026-03-06", False),
        ("between 4 and 6 March 2026", "2026-03-04", "2026-03-06", False),
        ("between March and May 2026", "2026-03", "2026-05", False),
        ("between 28 February and 2 March 2026", "2026-02-28", "2026-03-02", False),
        ("between 2026-03-04 and April 2026", "2026-03", "2026-04", False),
        ("from 17:30 to 18:00 on 4 March 2026", "2026-03-04T17:30", "2026-03-04T18:00", False),
        ("4 March 2026 between 17:30 and 18:00", "2026-03-04T17:30", "2026-03-04T18:00", False),
        ("last night", "2026-11-21T18:00", "2026-11-22T06:00", False),
        ("this morning", "2026-11-22T06:00", "2026-11-22T12:00", True),
        ("yesterday evening", "2026-11-21T18:00", "2026-11-21T23:59", True),
    ],
)
def test_a_stretch_keeps_both_its_ends(
    text: str, stated: str | None, until: str | None, *, about: bool
) -> None:
    moment = read(text)

    assert (moment.stated, moment.until, moment.about) == (stated, until, about)


@pytest.mark.parametrize(
    "text",
    [
        "04/03/2026",
        "3/4/26",
        "25/12/26",
        "4 March",
        "4 March 26",
        "May 25",
        "Tuesday",
        "Monday 4 March 2026",
        "4 March 2026 5.30",
        "4 March 2026 midnight",
    ],
)
def test_what_reads_two_ways_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousTimeError):
        read(text)


def test_last_night_said_in_the_small_hours_reads_two_ways() -> None:
    with pytest.raises(AmbiguousTimeError):
        parse_when("last night", now=NOW.replace(hour=2))


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2026",
        "2026-13",
        "2026-02-30",
        "31/31/2026",
        "4 March 2026 25:10",
        "4 March 2026 00:30pm",
        "4 March 2026 17:30 +25:00",
        "March 2026 17:30",
        "Monday March 2026",
        "4 Octembre 2026",
        "m 2026",
        "4 March 0026",
        "between 6 and 4 March 2026",
        "between I don't know and 4 March 2026",
        "when the dog barked",
        "17:30",
    ],
)
def test_what_never_was_or_is_in_no_form_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTimeError):
        read(text)


@pytest.mark.parametrize(
    "text", ["I don't know", "I don\N{RIGHT SINGLE QUOTATION MARK}t know", "", "Not sure."]
)
def test_not_knowing_is_an_answer(text: str) -> None:
    moment = read(text)

    assert (moment.stated, moment.as_written) == (None, text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2026-03-04 17:30 GMT", 0), ("2026-07-04T17:30+01:00", 60), ("4 July 2026 5pm BST", 60),
     ("2026-03-04 17:30 -05:30", -330)],
)  # fmt: skip
def test_a_zone_is_known_only_when_it_is_said(text: str, minutes: int) -> None:
    moment = read(text)

    assert (moment.offset_minutes, moment.zone_source) == (minutes, ZoneSource.BY_PERSON)


def test_without_a_zone_there_is_no_instant() -> None:
    moment = read("4 March 2026 17:30")

    assert moment.happened_at is None
    assert moment.zone_source is ZoneSource.UNKNOWN


def test_before_a_month_is_ordered_by_that_month() -> None:
    assert read("before March 2026").order_key == "2026-03-01T00:00:00"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_help_is_read(form: str) -> None:
    assert read(form).as_written == form


@given(st.text(alphabet="0123456789/.-: amprchtodyniwknbef", max_size=30))
def test_any_text_is_read_or_refused_in_our_own_words(text: str) -> None:
    try:
        moment = read(text)
    except UsageError:
        return
    assert moment.as_written == text


@pytest.mark.parametrize(
    "iso",
    [
        "2026", "2026-03", "2026-03-04", "2026-03-04T17:30", "2026-03-04T17:30:09",
        "2026-03-04T17:30+05:30", "2026-03-04T17:30:09-03:00", "2026-03-04T17:30:09.5+00:00",
    ],
)  # fmt: skip
def test_a_time_is_read_back_from_what_was_stated(iso: str) -> None:
    assert Moment.from_iso(iso).iso == iso


def test_days_before_the_calendar_began_are_no_day() -> None:
    with pytest.raises(UnreadableTimeError):
        parse_when("yesterday", now=datetime(1, 1, 1, tzinfo=timezone(timedelta(0))))
