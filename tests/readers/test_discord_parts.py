"""Pieces of the readers of Discord's exports."""

from __future__ import annotations

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Question
from holdfast.readers.discord import recognises
from holdfast.readers.discord_package import recognises as recognises_package
from holdfast.readers.discord_records import name_of_channel
from holdfast.readers.discord_tables import moment_of_cell
from holdfast.readers.discord_times import moment_of_id
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, messages_of, read_all


@pytest.mark.parametrize(
    ("number", "iso"),
    [
        ("175928847299117063", "2016-04-30T11:18:25.796+00:00"),
        ("", None), ("x", None), ("1" * 21, None), ("-5", None), ("²", None),
    ],
)  # fmt: skip
def test_an_id_holds_the_time(number: str, iso: str | None) -> None:
    assert moment_of_id(number).iso == iso


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ({"guild": {"id": "0", "name": "Direct Messages"}, "channel": {"name": "b"}}, "b"),
        ({"guild": {"id": "7", "name": "Club"}, "channel": {"name": "b"}}, "Club - b"),
        ({"guild": {"id": "7", "name": "Club"}}, "Club"),
        ({"channel": {"id": "9"}}, "9"),
    ],
)
def test_a_channel_is_named_after_its_server(about: dict[str, object], name: str) -> None:
    assert name_of_channel(about) == name


def test_dates_of_tables_are_read_in_both_ways() -> None:
    assert moment_of_cell("2023-01-06T14:03:03.8530000+00:00").offset_minutes == 0
    assert moment_of_cell("06-Jan-23 02:03 PM").stated == "2023-01-06T14:03"
    assert moment_of_cell("02/01/2023 14:03").stated is None


@pytest.mark.parametrize(
    ("content", "confidence"),
    [
        (b'{"guild": {"id": "0"}, "channel": {}}', Confidence.YES),
        (b'{"guild": {"id": "0"}}', Confidence.NO),
        (b"AuthorID,Author,Date,Content\n", Confidence.YES),
        (b"Author,Title\n", Confidence.NO),
        (b"<!-- x --><!DOCTYPE html><style>.chatlog__a{}</style>", Confidence.YES),
        (b"<html>", Confidence.NO),
        (b"", Confidence.NO),
    ],
)
def test_an_export_is_known_by_its_beginning(content: bytes, confidence: Confidence) -> None:
    assert recognises(content, "x") is confidence
    assert recognises_package(content, "x") is Confidence.NO


@pytest.mark.parametrize("reader", ["discord", "discord-package", "snapchat"])
def test_another_file_is_refused(reader: str) -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"{}"), reader)


def test_the_order_of_keys_does_not_matter() -> None:
    content = (
        b'{"channel": {"id": "1", "name": "ben"}, "guild": {"id": "0", "name": "Direct Messages"}, '
        b'"messages": [{"id": "1", "type": "Default", "timestamp": "2024-03-09T16:00:01+00:00", '
        b'"content": "hi", "author": {"id": "5", "name": "ben"}}], "messageCount": 1}'
    )

    (message,) = messages_of(read_all(BytesSource(content), "discord"))

    assert message.text == "hi"


def rows_of(*days: str) -> BytesSource:
    """Give a table with a message on each of some days."""
    lines = "".join(f'"9","bo","{day} 10:05 AM","x","",""\n' for day in days)
    head = "AuthorID,Author,Date,Content,Attachments,Reactions\n"
    return BytesSource(f"{head}{lines}".encode(), "bo.csv")


def test_a_day_in_figures_is_told_by_the_whole_file() -> None:
    found = read_all(rows_of("8/9/2022", "8/25/2022"), "discord")

    assert [each.happened.stated for each in messages_of(found)] == [
        "2022-08-09T10:05", "2022-08-25T10:05",
    ]  # fmt: skip
    assert not [each for each in found if isinstance(each, Question)]


def test_a_day_that_no_line_tells_is_asked_and_the_answer_counts() -> None:
    source = rows_of("8/9/2022", "8/10/2022")
    (question,) = (e for e in read_all(source, "discord") if isinstance(e, Question))
    assert question.choices == ("day-month-year", "month-day-year")

    found = read_all(source, "discord", {question.id: "day-month-year"})

    assert [each.happened.stated for each in messages_of(found)] == [
        "2022-09-08T10:05", "2022-10-08T10:05",
    ]  # fmt: skip


def test_a_day_that_is_none_stays_as_written() -> None:
    (message,) = messages_of(read_all(rows_of("40/40/2022"), "discord"))

    assert message.happened.stated is None
    assert message.marks[-1] == "date-impossible"
