"""Sentences of GPS receivers: what is one event, whose day it is, what is no log."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover
from holdfast.readers import load_reader
from holdfast.readers.reader import Confidence
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, messages_of, read_all

RMC = "$GPRMC,{clock},A,5128.6570,N,00011.5295,{side},,,{day}"
GGA = "$GPGGA,{clock},5128.6570,N,00011.5295,W,1,08,0.9,18.3,M"
HERE = {"clock": "093000", "side": "W", "day": "040326"}


def log(*lines: str) -> BytesSource:
    return BytesSource("\n".join(lines).encode(), "log.txt")


def test_degrees_and_minutes_become_degrees_and_stand_as_written_too() -> None:
    (event,) = messages_of(read_all(log(RMC.format(**HERE)), "location"))

    assert event.text == "51.4776167, -0.1921583"
    assert ("also-stated", "5128.6570,N,00011.5295,W") in event.details
    assert event.happened.iso == "2026-03-04T09:30:00+00:00"


def test_a_height_that_comes_before_its_date_is_the_same_event() -> None:
    source = log(GGA.format(clock="093000"), RMC.format(**HERE))

    (event,) = messages_of(read_all(source, "location"))

    assert event.happened.iso == "2026-03-04T09:30:00+00:00"
    assert event.span[:2] == (0, source.size)
    assert dict(event.details)["altitude-metres"] == "18.3"


def test_what_stands_between_two_sentences_of_one_second_is_left_over() -> None:
    source = log(RMC.format(**HERE), "$GPGSV,1,1,00", GGA.format(clock="093000"), "")

    found = read_all(source, "location")

    event, leftover = found
    assert dict(messages_of([event])[0].details)["altitude-metres"] == "18.3"
    assert isinstance(leftover, Leftover)
    assert list(faults("location", source.content, found)) == []


@pytest.mark.parametrize(
    ("clock", "stated"),
    [("093001", "2026-03-04T09:30:01"), ("094001", None), ("092959", None)],
)
def test_a_sentence_without_a_date_has_that_of_one_shortly_before(
    clock: str, stated: str | None
) -> None:
    source = log(RMC.format(**HERE), GGA.format(clock=clock))

    _, event = messages_of(read_all(source, "location"))

    assert event.happened.stated == stated
    assert ("day-open" in event.marks) is (stated is None)


def test_a_day_that_is_none_is_given_to_no_other_sentence() -> None:
    source = log(RMC.format(**HERE | {"day": "320326"}), GGA.format(clock="093001"))

    first, second = messages_of(read_all(source, "location"))

    assert first.marks == ("position", "clock-impossible")
    assert second.marks == ("position", "day-open")


def test_a_date_whose_check_sum_does_not_fit_is_given_to_no_other_sentence() -> None:
    source = log(f"{RMC.format(**HERE)}*00", GGA.format(clock="093001"))

    first, second = messages_of(read_all(source, "location"))

    assert first.marks == ("position", "digest-differs")
    assert second.marks == ("position", "day-open")


def test_a_chat_that_quotes_a_sentence_is_no_log() -> None:
    chat = "04/03/2026, 09:30 - Ann: look\n" * 3 + RMC.format(**HERE)

    assert load_reader("location").recognises(chat.encode(), "chat.txt") is Confidence.NO


def test_a_log_in_utf_16_is_read() -> None:
    source = BytesSource(f"{RMC.format(**HERE)}\r\n".encode("utf-16"), "log.txt")

    (event,) = messages_of(read_all(source, "location"))

    assert event.happened.stated == "2026-03-04T09:30:00"
