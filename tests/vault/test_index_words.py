"""Keys that order by time, and words that meet what she types."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.vault.index.row_keys import (
    END,
    LATEST_SECOND,
    day_name,
    day_of,
    entry_key,
    first_key_after,
    first_key_from,
    message_key,
    seconds_of,
)
from holdfast.vault.index.words import excerpt, findable, to_match

# A chat states a wall clock, without a zone.
times = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - see above
    max_value=datetime(2172, 1, 1),  # noqa: DTZ001 - see above
)


@given(first=times, second=times, numbers=st.tuples(st.integers(0, 2**20), st.integers(0, 2**20)))
def test_keys_order_by_stated_time_and_then_by_number(
    first: datetime, second: datetime, numbers: tuple[int, int]
) -> None:
    clocks = [each.isoformat(timespec="seconds") for each in (first, second)]
    keys = [
        message_key(seconds_of(clock), number)
        for clock, number in zip(clocks, numbers, strict=True)
    ]

    assert sorted(keys) == [key for _, _, key in sorted(zip(clocks, numbers, keys, strict=True))]


@given(at=times, number=st.integers(0, 2**29 - 1))
def test_an_entry_and_a_message_never_share_a_key(at: datetime, number: int) -> None:
    seconds = seconds_of(at.isoformat())

    assert message_key(seconds, number) != entry_key(seconds, number)
    assert 0 < message_key(seconds, number) < END
    assert day_name(day_of(entry_key(seconds, number))) == at.date().isoformat()


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param(None, 0, id="unknown"),
        pytest.param("", 0, id="empty"),
        pytest.param(5, 0, id="no text"),
        pytest.param("soon", 0, id="no time"),
        pytest.param("2026-13-01", 0, id="no such month"),
        pytest.param("2026-03-04T1x:00", 0, id="no such hour"),
        pytest.param("0001-01-01", 1, id="long ago"),
        pytest.param("9999-12-31T23:59:59", LATEST_SECOND, id="far off"),
        pytest.param("1900-01-02T00:00:05", 86_405, id="to the second"),
        pytest.param("1900-01-02T00:01", 86_460, id="to the minute"),
        pytest.param("1900-01-02T00:01:00.250", 86_460, id="finer than a second"),
    ],
)
def test_what_is_no_time_has_no_place_in_time(stated: object, expected: int) -> None:
    assert seconds_of(stated) == expected


@given(day=st.dates(min_value=date(1900, 1, 2), max_value=date(2170, 1, 1)))
def test_a_stretch_ends_where_the_next_begins(day: date) -> None:
    name = day.isoformat()
    following = (day + timedelta(days=1)).isoformat()

    assert first_key_after(name) == first_key_from(following)
    assert first_key_from(name[:7]) <= first_key_from(name) < first_key_after(name[:7])
    assert first_key_from(name[:4]) <= first_key_from(name[:7]) < first_key_after(name[:4])
    assert first_key_after(name[:7]) <= first_key_after(name[:4])


def test_december_ends_where_january_begins() -> None:
    assert first_key_after("2026-12") == first_key_from("2027-01") == first_key_from("2027")


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("I", '"I"', id="short words as they are"),
        pytest.param("see you", '"see" * AND "you" *', id="three letters begin longer words"),
        pytest.param("see see", '"see" *', id="the same once"),
        pytest.param('"see you"', '"see you"', id="quoted together"),
        pytest.param('say "see you', '"say" * AND "see you"', id="quote left open"),
        pytest.param("don't", '"don\'t"', id="an apostrophe leaves a short end"),
        pytest.param("he-who", '"he-who" *', id="a hyphen"),
        pytest.param("我恨", '"我  恨"', id="signs side by side"),
        pytest.param("🔪", '"zzpicture1f52a" *', id="a picture"),
    ],
)
def test_typed_words_become_a_question(typed: str, match: str | None) -> None:
    assert to_match(typed) == match


def test_a_beginning_is_asked_for_by_the_words_there_are() -> None:
    asked: list[str] = []

    def longer(beginning: str) -> list[str] | None:
        asked.append(beginning)
        return {"foll": ["follow", "followed"], "many": None}.get(beginning, [])

    assert to_match("Foll the many", longer) == (
        '("follow" OR "followed") AND "the" * AND "many" *'
    )
    assert to_match("none", longer) == '("none")'
    assert to_match("naïve", longer) == '"naïve" *'
    assert asked == ["foll", "many", "none"]


@given(text=st.text(max_size=100))
def test_making_findable_twice_changes_nothing_more(text: str) -> None:
    once = findable(text).split()

    assert findable(" ".join(once)).split() == once


@given(text=st.text(max_size=600), typed=st.text(max_size=20))
def test_an_excerpt_is_a_part_of_the_text(text: str, typed: str) -> None:
    cut = excerpt(text, typed)

    assert cut.removeprefix("…").removesuffix("…") in text or cut in text
    assert len(cut) <= 242
