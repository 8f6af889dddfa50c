"""A column that says in which zone the times of each row are."""

from __future__ import annotations

import pytest

from holdfast.model.message import Question
from holdfast.readers.call_records_words import Role, role_of
from holdfast.readers.call_records_zones import offset_said, parse_zone
from tests.readers.samples import BytesSource, messages_of, read_all

SUMMER, WINTER, TWICE = "2026-06-03T10:15", "2026-12-13T10:15", "2026-10-25T01:30"


@pytest.mark.parametrize(
    ("cell", "stated", "minutes"),
    [
        ("+01:00", WINTER, 60), ("+1", WINTER, 60), ("-0330", WINTER, -210), ("01:00", WINTER, 60),
        ("UTC+5:30", WINTER, 330), ("(GMT-5)", WINTER, -300), ("\N{MINUS SIGN}05:00", WINTER, -300),
        ("0", WINTER, 0), ("Z", WINTER, 0), ("utc", WINTER, 0), ("GMT", SUMMER, 0),
        ("BST", SUMMER, 60), ("BST", TWICE, 60), ("GMT", TWICE, 0), ("BST", WINTER, None),
        ("British Summer Time", SUMMER, 60), ("CET", WINTER, 60), ("CEST", SUMMER, 120),
        ("CEST", WINTER, None), ("Europe/London", SUMMER, 60), ("Europe/London", WINTER, 0),
        ("Europe/London", TWICE, None), ("America/New_York", SUMMER, -240),
    ],
)  # fmt: skip
def test_a_zone_is_a_distance_or_a_name_that_means_one_thing(
    cell: str, stated: str, minutes: int | None
) -> None:
    said = parse_zone(cell)

    assert said is not None
    assert offset_said(said, stated) == minutes


@pytest.mark.parametrize(
    "cell", ["", "EST", "IST", "Zone 1", "+25:00", "+1:75", "7", "London", "x" * 99]
)
def test_what_could_mean_two_things_is_no_zone(cell: str) -> None:
    assert parse_zone(cell) is None


@pytest.mark.parametrize(
    "heading", ["UTC Offset", "Time zone", "TimeZone", "GMT offset", "TZ", "GMT/BST", "Zeitzone"]
)
def test_headings_name_the_column_of_zones(heading: str) -> None:
    assert role_of(heading) is Role.ZONE


HEAD = "Date,Time,Time zone,Direction,Number,Duration\n"
ROW = "{day},10:15:22,{zone},In,07700900123,00:01:02\n"


def table(*rows: tuple[str, str], head: str = HEAD) -> bytes:
    """Give a table with a row for each day and zone."""
    return (head + "".join(ROW.format(day=day, zone=zone) for day, zone in rows)).encode()


def read(content: bytes, answers: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """Give what is asked, and the times of the rows."""
    found = read_all(BytesSource(content), "call-records", answers)
    asked = [each.id for each in found if isinstance(each, Question)]
    return asked, [each.happened.iso or "" for each in messages_of(found)]


def test_each_row_is_in_the_zone_that_stands_beside_it() -> None:
    content = table(("03/06/2026", "BST"), ("13/12/2026", "GMT"), ("14/12/2026", "+05:30"))

    assert read(content) == (
        [],
        ["2026-06-03T10:15:22+01:00", "2026-12-13T10:15:22+00:00", "2026-12-14T10:15:22+05:30"],
    )
    first = messages_of(read_all(BytesSource(content), "call-records"))[0]
    assert first.happened.zone_source == "in-file"
    assert ("column", "Time zone: BST") in first.details


def test_a_row_without_its_zone_is_asked_about() -> None:
    content = table(("13/06/2026", "BST"), ("14/06/2026", ""), ("15/06/2026", "EDT"))

    assert read(content)[0] == ["zone"]
    assert read(content, {"zone": "utc"})[1] == [
        "2026-06-13T10:15:22+01:00", "2026-06-14T10:15:22+00:00", "2026-06-15T10:15:22+00:00",
    ]  # fmt: skip


def test_a_zone_that_cannot_be_is_left_out_and_said_so() -> None:
    content = table(("13/12/2026", "BST"))

    (message,) = messages_of(read_all(BytesSource(content), "call-records"))

    assert message.happened.offset_minutes is None
    assert "zone-odd" in message.marks


def test_a_zone_behind_the_time_or_in_its_heading_goes_before_the_column() -> None:
    headed = table(("13/06/2026", "+01:00"), head=HEAD.replace("Time,", "Time (UTC),", 1))
    behind = table(("13/06/2026", "+01:00")).replace(b"10:15:22", b"10:15:22Z")

    assert read(headed)[1] == ["2026-06-13T10:15:22+00:00"]
    assert read(behind)[1] == ["2026-06-13T10:15:22+00:00"]


def test_zones_of_a_tariff_are_no_zones_of_time() -> None:
    content = table(("13/06/2026", "Zone 1"), head=HEAD.replace("Time zone", "Zone"))

    assert read(content)[0] == ["zone"]
    assert read(content)[1] == ["2026-06-13T10:15:22"]


def test_the_person_can_say_which_column_has_the_zones() -> None:
    content = table(("13/06/2026", "BST"), head=HEAD.replace("Time zone", "Clock"))

    assert read(content)[0] == ["zone"]
    assert read(content, {"call-column-zone": "column-3"}) == ([], ["2026-06-13T10:15:22+01:00"])
