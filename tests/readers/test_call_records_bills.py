"""Shapes that bills and lists of calls come in: lines before, between and beside the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.message import Leftover, Question
from holdfast.readers.call_records import recognises
from holdfast.readers.reader import Confidence
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

if TYPE_CHECKING:
    from holdfast.model.message import Found

UK = {"zone": "uk"}


def found_in(text: str, answers: dict[str, str] | None = None) -> list[Found]:
    """Give what is found; every byte is accounted for."""
    content = text.encode()
    found = read_all(BytesSource(content), "call-records", UK if answers is None else answers)
    assert_every_byte_is_accounted_for(found, len(content))
    return found


def times(text: str) -> list[str | None]:
    """Give the times of the rows as read."""
    return [each.happened.stated for each in messages_of(found_in(text))]


def left(text: str) -> list[str]:
    """Give why rows are left over."""
    return [each.why for each in found_in(text) if isinstance(each, Leftover)]


def asked(text: str) -> list[str]:
    """Give the ids of what is asked."""
    return [each.id for each in found_in(text) if isinstance(each, Question)]


HEAD = "Date,Time,Number called,Place,Length,Price\n"
ROWS = (
    "03/03/2026,18:02,01632960123,Newcastle,0:12:05,0.00\n"
    "13/03/2026,08:02,07700900123,Mobile,0:00:35,0.23\n"
)
TIMES = ["2026-03-03T18:02", "2026-03-13T08:02"]


@pytest.mark.parametrize(
    "before",
    [
        "Virgin Media Bill,,,,,\nTelephone number,01632 960111,,,,\n",
        "Bill date,12/03/2026,,,,\nPage,1,,,,\n,,,,,\n",
        ",,Called,,,Cost\n",
        "Account number,1\nUser,Sam\nNumber,215-555-0101\nPeriod,03/01/2026\nPlan,5\n",
    ],
)
def test_lines_before_the_headings_may_be_as_wide_as_the_table_or_more_than_it_has(
    before: str,
) -> None:
    text = before + HEAD + ROWS

    assert recognises(text.encode(), "bill.csv") is Confidence.YES
    assert times(text) == TIMES
    assert set(left(text)) <= {"about-the-export", "row-not-read"}


def test_headings_that_come_again_on_every_page_do_not_hide_what_the_columns_hold() -> None:
    pages = ROWS.splitlines(keepends=True)
    text = f"Page 1\n{HEAD}{pages[0]}Page 2\n{HEAD}{pages[1]}Page 3\n{HEAD}Sub total,,,,1,0.23\n"

    assert times(text) == TIMES


@pytest.mark.parametrize("more", ["", ",", ",,,"])
def test_empty_cells_at_the_end_of_a_row_are_no_cells(more: str) -> None:
    rows = ROWS.splitlines()

    assert times(f"{HEAD}{rows[0]}\n{rows[1]}{more}\n") == TIMES


def test_a_heading_that_ends_in_a_comma_names_no_column_that_rows_must_have() -> None:
    assert times(f"{HEAD.strip()},\n{ROWS}") == TIMES
    assert times(f"{HEAD.strip()},\n{ROWS}{ROWS.replace('0.23', '0.23,x')}") == TIMES * 2


def test_rows_may_leave_out_what_is_empty_at_their_end() -> None:
    # So Excel writes a table whose last column is empty for many rows.
    text = (
        "Date,Time,Number called,Duration,Cost,Forwarded to\n"
        "14/04/2026,09:12,07700900456,00:01:00,0.00\n"
        "15/04/2026,09:12,07700900456,00:01:00,0.00\n"
        "16/04/2026,09:12,07700900456,00:01:00,0.00,07700900999\n"
        "17/04/2026,09:12,07700900456,00:01:00,0.00\n"
        "18/04/2026,09:12\n"
    )

    assert recognises(text.encode(), "bill.csv") is Confidence.YES
    assert times(text) == [f"2026-04-{day}T09:12" for day in (14, 15, 16, 17)]
    assert left(text) == ["about-the-export", "row-not-read"]


def test_a_row_with_more_in_it_than_columns_is_not_read() -> None:
    assert left(f"{HEAD}{ROWS}{ROWS.replace('0.23', '0.23,x')}") == [
        "about-the-export", "row-not-read",
    ]  # fmt: skip


def test_two_columns_of_the_same_name_are_asked_about() -> None:
    text = (
        ",,Originating,Terminating,,\nDate,Time,Number,Number,Duration,Charge\n"
        "(dd/mm/yyyy),(hh:mm:ss),,,(hh:mm:ss),(GBP)\n----,----,----,----,----,----\n"
        "13/03/2026,10:15:22,07700900111,07700900123,00:01:02,0.00\n"
        "14/03/2026,10:15:22,07700900123,07700900111,00:01:02,0.00\n"
    )
    answers = {"call-column-from": "column-3", "call-column-to": "column-4", **UK}

    assert recognises(text.encode(), "bill.csv") is Confidence.PERHAPS
    assert "call-column-number" in asked(text)
    assert [each.sender for each in messages_of(found_in(text, answers))] == [
        "07700900111", "07700900123",
    ]  # fmt: skip


def test_a_row_with_a_day_and_nothing_else_of_a_record_is_none() -> None:
    head = "Type,Date,Time,Number called,Length\n"
    rows = "Voice,13/03/2026,10:15,07700900123,0:00:05\nVoice,13/03/2026,10:16,,\n"

    assert times(f"{head}{rows}Bill date,14/03/2026,,,\n") == [
        "2026-03-13T10:15", "2026-03-13T10:16",
    ]  # fmt: skip
    assert left(f"{head}{rows}Bill date,14/03/2026,,,\n")[1:] == ["row-not-read"]
    assert len(times(f"{head}{rows}Data,14/03/2026,,,\n")) == 3
    assert times("Date,Number,Length\n13/03/2026 10:15,07700900123,\n13/03/2026 10:17,,\n") == [
        "2026-03-13T10:15", "2026-03-13T10:17",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "length", "kind", "seconds"),
    [
        ("07700900456", "00:02:13", "call", 133),
        ("07700900456", "SMS", "message", None),
        ("07700900456", "1 text", "message", None),
        ("60123", "MMS", "message", None),
        ("Internet", "5.2MB", "event", None),
        # A picture that was sent is measured too.
        ("07700900456", "212KB", "call", None),
    ],
)
def test_what_stands_where_a_length_would_may_say_that_it_was_no_call(
    number: str, length: str, kind: str, seconds: int | None
) -> None:
    head = "Day,Date,Time,Number,Duration,Charge\nMon,13/04/2026,10:15,07700900456,SMS,0.00\n"
    text = f"{head}Tue,14/04/2026,11:15,{number},{length},0.00\n"

    (_, message) = messages_of(found_in(text))

    assert (message.kind, message.duration_seconds) == (kind, seconds)


def test_an_mms_stays_one() -> None:
    text = "Date,Time,Number,Duration\n13/04/2026,10:15,07700900456,MMS\n"

    (message,) = messages_of(found_in(f"{text}14/04/2026,11:15,07700900456,00:01:00\n"))[:1]

    assert ("duration-as-written", "MMS") in message.details
