"""Pieces of the Google Chat reader: dates in many languages, and names of conversations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from holdfast.model.moment import Precision, ZoneSource
from holdfast.readers import google_chat_dates
from holdfast.readers.google_chat_dates import Dates
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Message

SAME = (
    "Thursday, November 3, 2016 at 11:59:50 AM UTC",
    "Thursday, November 3, 2016 at 11:59:50\u202fAM UTC",
    "Thursday, 3 November 2016 at 11:59:50 UTC",
    "Donnerstag, 3. November 2016 um 11:59:50 UTC",
    "jueves, 3 de noviembre de 2016, 11:59:50 UTC",
    "jeudi 3 novembre 2016 à 11:59:50 UTC",
    "giovedì 3 novembre 2016 alle ore 11:59:50 UTC",
    "quinta-feira, 3 de novembro de 2016 às 11:59:50 UTC",
    "torsdag 3 november 2016 kl. 11:59:50 UTC",
    "torsdag den 3. november 2016 kl. 11.59.50 UTC",
    "torstai 3. marraskuuta 2016 klo 11.59.50 UTC",
    "czwartek, 3 listopada 2016 11:59:50 UTC",
    "čtvrtek 3. listopadu 2016 v 11:59:50 UTC",
    "четверг, 3 ноября 2016 г. в 11:59:50 UTC",  # noqa: RUF001  # Russian
    "3 Kasım 2016 Perşembe 11:59:50 UTC",  # noqa: RUF001  # Turkish
    "2016. november 3., csütörtök 11:59:50 UTC",
    "2016年11月3日木曜日 11:59:50 UTC",
    "2016年11月3日星期四 UTC 上午11:59:50",
    "2016년 11월 3일 목요일 오전 11시 59분 50초 UTC",
    "2016-11-03T11:59:50Z",
)


@pytest.mark.parametrize("written", SAME)
def test_a_date_in_any_language_is_the_same_moment(written: str) -> None:
    moment, marks = Dates().read(written)

    assert moment.iso == "2016-11-03T11:59:50+00:00"
    assert moment.as_written == written
    assert moment.zone_source == ZoneSource.IN_FILE
    assert marks == ()


def test_a_day_seen_before_gives_the_same_times() -> None:
    dates = Dates()

    clocks = [f"{hour}:30:05 {half}M" for half in "AP" for hour in range(1, 13)]
    written = [f"Thursday, November 3, 2016 at {clock} UTC" for clock in clocks]
    again = [dates.read(each) for each in written]

    assert again == [Dates().read(each) for each in written]
    assert again[11][0].stated == "2016-11-03T00:30:05"


def test_a_zone_other_than_utc_is_kept() -> None:
    moment, _ = Dates().read("Thursday, November 3, 2016 at 11:59:50 AM GMT-3:30")

    assert moment.iso == "2016-11-03T11:59:50-03:30"


def test_a_word_that_is_not_known_leaves_the_time_of_day_open() -> None:
    moment, marks = Dates().read("Thursday, November 3, 2016 at 11:59:50 blorp UTC")

    assert (moment.stated, moment.offset_minutes) == ("2016-11-03", None)
    assert marks == ("clock-word-unknown",)


def test_a_date_without_a_time_is_a_day() -> None:
    moment, marks = Dates().read("Thursday, November 3, 2016")

    assert (moment.stated, moment.precision, marks) == ("2016-11-03", Precision.DAY, ())


def test_what_states_no_day_is_kept_as_written() -> None:
    for written in ("Smarch 3, 2016 at 11:59:50 AM UTC", "November 33, 2016", "soon", "1" * 500):
        moment, marks = Dates().read(written)
        assert (moment.as_written, moment.stated) == (written, None)
        assert len(marks) == 1
    assert Dates().read("") == (Dates().read("")[0], ())


def test_a_conversation_is_named_by_a_few_who_write() -> None:
    written = [
        {"creator": {"name": f"N{number}"}, "created_date": "", "message_id": "1"}
        for number in range(20)
    ]
    content = json.dumps({"messages": written}).encode()

    messages = messages_of(read_all(BytesSource(content, "messages.json"), "google-chat"))

    assert len(messages) == len(written)
    assert messages[0].conversation == "N0, N1, N2, N3, N4, N5, N6, N7"


def test_days_seen_are_forgotten_after_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(google_chat_dates, "MOST_REMEMBERED", 1)
    dates = Dates()

    for day in (1, 2, 1):
        moment, _ = dates.read(f"November {day}, 2016 at 10:00:00 UTC")
        assert moment.iso == f"2016-11-0{day}T10:00:00+00:00"
    assert dates.read("November 1, 2016 at 10:00:00")[0].offset_minutes is None


def test_details_that_say_nothing_are_left_out() -> None:
    written = {
        "creator": {"email": "sam@example.org"}, "annotations": [{"start_index": 0}],
        "attached_files": [{"original_name": "a.jpg", "export_name": "a.jpg"}],
    }  # fmt: skip
    content = json.dumps({"messages": [written], "more": []}).encode()

    (message,) = messages_of(read_all(BytesSource(content, "messages.json"), "google-chat"))

    assert message.details == ()
    assert message.sender == "sam@example.org"


def test_hangouts_that_are_damaged_or_bare_are_accounted_for() -> None:
    content = (
        b'{"conversations":[{"conversation":{},"events":[{"sender_id":{"gaia_id":"1"},'
        b'"timestamp":"1451606400000000","chat_message":{"message_content":{"attachment":'
        b'[{"id":"p","embed_item":{"type":["X"]}}]}}},{"broken'
    )

    message, broken = read_all(BytesSource(content, "Hangouts.json"), "google-chat")

    assert messages_of([message])[0].attachments == ("p",)
    assert getattr(broken, "why", "") == "not-understood"


def chat(**fields: object) -> Message:
    """Give a message of Google Chat as it is read."""
    full = {"creator": {"name": "Ann"}, "created_date": "2016-11-03T11:59:50Z", **fields}
    (message,) = messages_of(
        read_all(BytesSource(json.dumps({"messages": [{"topic_id": "t", **full}]}).encode()),
                 "google-chat")
    )  # fmt: skip
    return message


@pytest.mark.parametrize(
    ("state", "mark"),
    [("CALL_MISSED", "missed"), ("CALL_STARTED", "call-started"), ("CALL_ENDED", "call-ended")],
)
def test_a_call_stands_in_an_annotation(state: str, mark: str) -> None:
    call = {"gsuite_integration_metadata": {"call_data": {"call_status": state}}}
    message = chat(annotations=[call])

    assert (message.kind, message.text, message.marks) == ("call", state, (mark,))


def test_a_file_of_drive_is_told_and_nothing_at_all_too() -> None:
    message = chat(annotations=[{"drive_metadata": {"title": "Plan"}}])

    assert message.details == (("also-stated", "title: Plan"),)
    assert chat().marks == ("no-text",)


@pytest.mark.parametrize(
    "written",
    [
        "יום חמישי, 3 בנובמבר 2016 בשעה 11:59:50 UTC",
        "Thứ Năm, 3 tháng 11, 2016 lúc 11:59:50 UTC",
    ],
)
def test_dates_in_hebrew_and_vietnamese_are_read(written: str) -> None:
    assert chat(created_date=written).happened.iso == "2016-11-03T11:59:50+00:00"
