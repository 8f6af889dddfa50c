"""The pieces of the reader of call records: cells, zones, headings, and what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.wording import words
from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Question
from holdfast.model.span import Span
from holdfast.readers.call_records import recognises
from holdfast.readers.call_records_cells import is_number, parse_duration
from holdfast.readers.call_records_clocks import parse_time
from holdfast.readers.call_records_dates import day_under, parse_date
from holdfast.readers.call_records_layout import shape_of
from holdfast.readers.call_records_words import Role, meaning_of, role_of
from holdfast.readers.reader import Confidence
from holdfast.readers.zones import ZONES, offset_in
from tests.readers.samples import BytesSource, Case, all_cases, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found

READER = "call-records"
HEAD = "Date,Number,Direction,Duration (s)\n"


def read(rows: str, answers: dict[str, str] | None = None, head: str = HEAD) -> list[Found]:
    """Give what is found under a heading."""
    return list(read_all(BytesSource((head + rows).encode()), READER, answers))


def asked(found: list[Found]) -> list[str]:
    """Give the ids of questions."""
    return [each.id for each in found if isinstance(each, Question)]


@pytest.mark.parametrize(
    ("cell", "orders", "rest"),
    [
        ("20/08/2014", ("day-month-year",), ""),
        ("08/20/2014 1:05 PM", ("month-day-year",), "1:05 PM"),
        ("2014-08-20T20:30:37Z", ("year-month-day",), "T20:30:37Z"),
        ("20140820", ("year-month-day",), ""),
        ("20140820203037", ("year-month-day",), "203037"),
        ("03.04.2014", ("day-month-year", "month-day-year"), ""),
        ("Wed 20/08/2014 10:15", ("day-month-year",), "10:15"),
        ("03-04-14", ("day-month-year", "month-day-year", "year-month-day"), ""),
        ("Wed 20th Aug, 2014 10:00", ("day-month-year",), "10:00"),
        ("20-Aug-14", ("day-month-year",), ""),
        ("Aug 20, 2014", ("month-day-year",), ""),
    ],
)
def test_a_date_has_the_orders_under_which_it_is_a_day(
    cell: str, orders: tuple[str, ...], rest: str
) -> None:
    written = parse_date(cell)

    assert written is not None
    assert (written.orders, written.rest) == (orders, rest)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "07700900123",
        "99/99/2014",
        "1:05",
        "20.08",
        "123/4/56",
        "20 Xyz 2014",
        "x" * 99,
        "Nov 13, 10:15 PM",
        "13 Nov 10:15",
    ],
)
def test_what_is_no_day_is_no_date(cell: str) -> None:
    assert parse_date(cell) is None


def test_a_year_out_of_reach_is_no_day() -> None:
    assert day_under("day-month-year", (1, 1, 1980)) is None
    assert day_under("day-month-year", (31, 2, 2014)) is None


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("14:05:09", ("T14:05:09", "second", "")),
        ("T14:05:09.123Z", ("T14:05:09", "second", "Z")),
        ("2:05 pm", ("T14:05", "minute", "")),
        ("140509", ("T14:05:09", "second", "")),
        ("1405", ("T14:05", "minute", "")),
        ("14:05 +01:00", ("T14:05", "minute", "+01:00")),
        ("25:00", None),
        ("noon", None),
    ],
)
def test_a_time_of_day_is_read_with_its_zone(cell: str, time: tuple[str, str, str] | None) -> None:
    assert parse_time(cell) == time


@pytest.mark.parametrize("half", ["", "AM", " pm", " Am", "PM"])
@pytest.mark.parametrize("hour", range(26))
def test_the_usual_clocks_are_read_as_all_others_are(hour: int, half: str) -> None:
    """They are read a quicker way; a dot in the place of the colon is the long one."""
    for written in (f"{hour}:05", f"{hour:02}:59:07"):
        plain = f"{written}{half}"

        assert parse_time(plain) == parse_time(plain.replace(":", "."))


@pytest.mark.parametrize(
    ("cell", "unit", "seconds"),
    [
        ("61", "seconds", 61), ("2", "minutes", 120), ("1.5", "minutes", 90), ("61", "", None),
        ("1:05", "minutes-seconds", 65), ("1:05", "hours-minutes", 3900), ("1:05", "seconds", None),
        ("0:01:05", "", 65), ("2 min 3 s", "", 123), ("1h 2m", "", 3720), ("PT1M5S", "", 65),
        ("", "", None), ("long", "seconds", None),
    ],
)  # fmt: skip
def test_a_length_counts_what_is_stated(cell: str, unit: str, seconds: int | None) -> None:
    assert parse_duration(cell, unit) == seconds


@pytest.mark.parametrize(
    ("zone", "clock", "offset"),
    [
        ("uk", "2024-03-31T00:59", 0), ("uk", "2024-03-31T01:30", None),
        ("uk", "2024-03-31T02:00", 60), ("uk", "2024-10-27T00:59", 60),
        ("uk", "2024-10-27T01:30", None), ("uk", "2024-10-27T02:00", 0),
        ("central-europe", "2024-03-31T01:59", 60), ("central-europe", "2024-03-31T03:00", 120),
        ("us-eastern", "2024-03-10T01:59", -300), ("us-eastern", "2024-03-10T03:00", -240),
        ("us-eastern", "2024-11-03T01:30", None), ("us-eastern", "2024-11-03T02:00", -300),
        ("us-eastern", "2006-07-01T00:00", None), ("utc", "2024-07-01T00:00", 0),
        ("not-known", "2024-07-01T00:00", None),
    ],
)  # fmt: skip
def test_summer_time_follows_its_rule(zone: str, clock: str, offset: int | None) -> None:
    assert offset_in(zone, clock) == offset


def test_headings_and_cells_mean_what_they_say() -> None:
    assert role_of("B_PARTY") is Role.CALLED
    assert role_of("Date & Time") is Role.WHEN
    assert role_of("callDuration") is Role.DURATION
    assert role_of("Favourite colour") is None
    assert meaning_of("Outgoing SMS") == {"sent", "text"}
    assert meaning_of("MTC") == {"received", "call"}
    assert meaning_of("premium") == frozenset()
    assert is_number("+44 7700 900123")
    assert not is_number("Anna")


def test_the_order_of_dates_is_told_by_any_of_them() -> None:
    rows = "03/04/2024 10:00,07700900123,in,1\n13/04/2024 10:00,07700900123,in,1\n"

    found = read(rows, {"zone": "utc"})

    assert asked(found) == []
    assert [each.happened.stated for each in messages_of(found)] == [
        "2024-04-03T10:00", "2024-04-13T10:00",
    ]  # fmt: skip


def test_rows_that_run_backwards_decide_nothing() -> None:
    rows = "".join(f"{n:02}/{14 - n:02}/2024 10:00,07700900123,in,1\n" for n in range(3, 12))

    assert asked(read(rows)) == ["date-order", "zone"]


def test_a_word_that_is_not_known_is_asked_once_and_answered_for_good() -> None:
    rows = "2024-04-03 10:00,07700900123,premium,1\n2024-04-04 10:00,07700900123,premium,1\n"

    (name, _) = asked(read(rows))
    found = read(rows, {name: "received-text"})

    assert name.startswith("call-word-")
    assert {(each.kind, each.marks) for each in messages_of(found)} == {
        ("message", ("received",)),
    }


def test_a_mixed_file_keeps_every_row() -> None:
    rows = "2024-04-03 10:00,07700900123,in,1\n2024-04-03,07700900123,in\nTotal,,,2\n"

    found = read(rows)

    assert len(messages_of(found)) == 1
    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "about-the-export", "row-not-read", "row-not-read",
    ]  # fmt: skip


def questions_of(case: Case, answers: dict[str, str]) -> list[Question]:
    """Give what is still asked with some answers; nothing for a file of another kind."""
    try:
        found = read_all(case.source, READER, answers)
    except NotThisFormatError:
        return []
    return [each for each in found if isinstance(each, Question)]


@pytest.mark.parametrize("case", all_cases(READER), ids=lambda case: case.id)
@pytest.mark.parametrize("place", [0, -1])
def test_every_answer_closes_its_question(case: Case, place: int) -> None:
    answers: dict[str, str] = {}

    for _ in range(3):
        answers |= {each.id: each.choices[place] for each in questions_of(case, answers)}

    assert questions_of(case, answers) == []


@pytest.mark.parametrize("case", all_cases(READER), ids=lambda case: case.id)
def test_every_question_has_its_words(case: Case) -> None:
    for each in questions_of(case, {}):
        kind = "-".join(part for part in each.id.split("-") if not part.isdigit())
        assert words("questions").table(kind).text("asks")
        assert 0 < len(each.choices) <= 20


def test_every_zone_has_its_words() -> None:
    said = words("questions").table("zone").table("choices").keys()

    assert set(said) == {*ZONES, "not-known"}


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (b"", Confidence.NO),
        (b"Name,Phone\nAnna,07700900123\n", Confidence.NO),
        (b"Date,Amount\n2024-04-03,12\n", Confidence.NO),
        (b"Date,From,To,Subject\n2024-04-03,a,b,hello\n", Confidence.NO),
        (b"Date,Time,From,To,Amount,Type\n24/03/2024,14:05,Anna,Ben,12.00,paid\n", Confidence.NO),
        (b"Activity,Day,Name,Duration\n1,2024-04-03,Run,1800\n", Confidence.NO),
        (b"Date,Time,From,To,Duration\n24/03/2024,9:12,Leeds,London,02:13\n", Confidence.NO),
        (b"Date,Start,End,Duration,Source\n2024-03-24,22:00,06:00,08:00,Watch\n", Confidence.NO),
        (b"Date,Contact,Duration,Type\n2024-04-03,Sam,5,Incoming\n", Confidence.YES),
        (b"Date,From,To,Duration\n2024-04-03,Withheld,Anna,5\n", Confidence.YES),
        (b"Date,From,To,Subject\n2024-04-03,07700900123,a,hello\n", Confidence.PERHAPS),
        (b"Date,Number,Duration\n2024-04-03,07700900123,5\n", Confidence.YES),
        (b"2024-04-03 10:00;07700900123;5\n2024-04-03 10:00;07700900456;61\n", Confidence.PERHAPS),
        (b"a,b\0\n", Confidence.NO),
    ],
)
def test_only_headings_make_it_sure(head: bytes, sure: Confidence) -> None:
    assert recognises(head, "x.csv") is sure


def test_a_diary_with_numbers_is_asked_about() -> None:
    head = "Date,Time,Number,What happened\n"
    rows = (
        "24/03/2024,09:12,07700900123,Rang and said he would come\n"
        "25/03/2024,09:12,07700900123,Stood outside my door again\n"
    )

    question, left = read(rows, head=head)
    told = messages_of(read(rows, {"format": READER}, head=head))

    assert question == Question("format", "Date, Time, Number, What happened", (READER, "opaque"))
    assert left == Leftover(Span(0, len(head + rows)), "not-stated")
    assert [each.kind for each in told] == ["call", "call"]


def test_a_list_with_short_words_is_not_asked_about() -> None:
    rows = "24/03/2024,09:12,07700900123,UK mobile number\n"

    assert len(messages_of(read(rows, head="Date,Time,Number,Place\n"))) == 1


def test_another_file_has_no_shape() -> None:
    assert shape_of(b"words without any table") == ""


@pytest.mark.parametrize(
    ("head", "row", "sender", "marks", "conversation"),
    [
        ("Date,Caller,Duration (s)\n", "2024-04-03,07700900123,1\n", "07700900123",
         ("received",), "07700900123"),
        ("Date,From,To,Duration (s)\n", "2024-04-03,a1,b1,1\n2024-04-03,c1,d1,1\n", "a1",
         ("direction-unknown",), "a1, b1"),
        ("Date,From,To,Duration (s)\n", "2024-04-03,a1,b1,1\n2024-04-03,a1,d1,1\n", "a1",
         ("sent",), "b1"),
        ("Date,Number,Type,Duration (s)\n", "2024-04-03,a1,incoming outgoing,1\n", None,
         ("direction-unknown",), "a1"),
    ],
)  # fmt: skip
def test_whose_call_it_was_is_told_by_the_parties(
    head: str, row: str, sender: str | None, marks: tuple[str, ...], conversation: str
) -> None:
    first = messages_of(read(row, {"zone": "utc"}, head))[0]

    assert (first.sender, first.marks, first.conversation) == (sender, marks, conversation)


def test_a_table_with_dates_and_nobody_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read("2024-04-03,2.5\n", head="Date,Amount\n")


def test_an_hour_after_a_day_and_month_is_no_year() -> None:
    found = read('"Nov 13, 10:15 PM",07700900123,in,5\n11/13/24 10:15 PM,07700900123,in,5\n')

    assert [each.happened.stated for each in messages_of(found)] == ["2024-11-13T22:15"]
    assert [each.why for each in found if isinstance(each, Leftover)][1:] == ["date-without-year"]


def test_a_bill_that_says_incoming_anywhere_does_not_make_that_call_an_outgoing_one() -> None:
    head = "Date,Number called,Call to,Minutes\n"
    rows = (
        "10/19/2024 10:15AM,215 555-0101,INCOMI CL,2\n10/20/2024 10:15AM,215 555-0101,LEEDS AL,2\n"
    )

    found = read(rows, head=head)

    came, went = messages_of(found)
    assert "call-column-direction" not in asked(found)
    assert (came.marks[0], came.sender, went.marks[0]) == ("received", None, "sent")
    assert ("address", "215 555-0101") in came.details
    assert "to" not in dict(came.details)


def test_a_destination_beside_a_number_is_a_place_and_no_party() -> None:
    head = "Date,Number,Destination,Minutes\n"

    (call,) = messages_of(read('10/19/2024 10:15AM,215-555-0101,"Leeds, AL",2\n', head=head))

    assert ("column", "Destination: Leeds, AL") in call.details


@pytest.mark.parametrize("row", ["\N{NO-BREAK SPACE}", ",\x1d,,"])
def test_a_row_of_signs_that_show_nothing_is_told_of(row: str) -> None:
    found = read(f"13/11/2024 10:15,07700900123,in,5\n{row}\n")

    assert [each.why for each in found if isinstance(each, Leftover)][1:] == ["row-not-read"]


@pytest.mark.parametrize("written", ["1713576562", "1713576562686", "1713576562.686"])
@pytest.mark.parametrize("heading", ["Timestamp", "Time", "Date"])
def test_a_count_of_seconds_under_a_heading_of_dates_is_a_time(heading: str, written: str) -> None:
    table = f"{heading},Number,Direction,Duration (s)\n{written},07700900123,in,60\n"

    (message,) = messages_of(read_all(BytesSource(table.encode()), "call-records"))

    assert recognises(table.encode(), "x.csv") is Confidence.YES
    assert message.happened.iso == "2024-04-20T01:29:22+00:00"
    assert (message.happened.as_written, message.happened.zone_source) == (written, "by-format")


def test_a_number_that_could_count_seconds_stays_a_number() -> None:
    table = b"Date,Number,Direction,Duration (s)\n20/04/2024 01:29,1865123456,in,60\n"

    (message,) = messages_of(read_all(BytesSource(table), "call-records"))

    assert message.sender == "1865123456"


@pytest.mark.parametrize("date", ["Aug 20, 10:15 PM", "20 Aug", "20/08", "Wed 20-Aug 10:15"])
def test_a_row_whose_date_has_no_year_is_left_over_with_its_reason(date: str) -> None:
    row = "20 Aug 2024 10:15,07700900123,in,60\n"
    table = f'Date,Number,Direction,Duration (s)\n{row}"{date}",07700900123,in,60\n{row}'

    found = read_all(BytesSource(table.encode()), "call-records")

    assert len(messages_of(found)) == 2
    assert [each.why for each in found if isinstance(each, Leftover)][1:] == ["date-without-year"]


def test_what_is_remembered_of_rows_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "Date,Number,Direction,Type,Duration (s)\n"
    rows = "".join(
        f"{day:02}/03/2024 10:00,07700900123,{way},{kind},5\n"
        for day in (13, 14, 15)
        for way in ("in", "out")
        for kind in ("call", "sms")
    )
    usual = read(rows, {"zone": "uk"}, head)

    monkeypatch.setattr("holdfast.readers.call_records_facts._MOST_REMEMBERED", 1)

    assert read(rows, {"zone": "uk"}, head) == usual


def test_a_row_with_bytes_of_no_encoding_says_that_they_were_replaced() -> None:
    content = f"{HEAD}13/03/2024 10:00,07700900123,in,5\n".encode().replace(b"07", b"\x817", 1)

    (message,) = messages_of(read_all(BytesSource(content), READER, {"zone": "uk"}))

    assert "bytes-replaced" in message.marks


@pytest.mark.parametrize(
    ("written", "stated", "offset"),
    [
        ("13-MAR-24 10.15.22.000000 PM", "2024-03-13T22:15:22", 0),
        ("13MAR2024 10:15:22", "2024-03-13T10:15:22", 0),
        ("20240313T101522Z", "2024-03-13T10:15:22", 0),
        ("20240313 10:15", "2024-03-13T10:15", 0),
        ("03/13/2024 10:15P", "2024-03-13T22:15", 0),
        ("13/03/2024\u202f10:15\u202fPM", "2024-03-13T22:15", 0),
        ("13/03/2024 10h15", "2024-03-13T10:15", 0),
        ("13.03.2024, 10:15 Uhr", "2024-03-13T10:15", 0),
        ("13 March 2024 at 10:15", "2024-03-13T10:15", 0),
        ("13 de marzo de 2024 10:15", "2024-03-13T10:15", 0),
        ("Wed Mar 13 10:15:22 2024", "2024-03-13T10:15:22", 0),
        ("10:15:22 13/03/2024", "2024-03-13T10:15:22", 0),
        ("13/03/2024 10:15:22 BST", "2024-03-13T10:15:22", 0),
        ("13/03/2024 10:15:22 +01", "2024-03-13T10:15:22", 60),
        ("13/03/2024 10:15:22 (GMT-5)", "2024-03-13T10:15:22", -300),
        ("13/03/2024 10:15:22 UTC+5:30", "2024-03-13T10:15:22", 330),
    ],
)
def test_dates_of_many_operators_keep_their_time_of_day(
    written: str, stated: str, offset: int
) -> None:
    rows = f'13/03/2024 10:00,07700900123,in,5\n"{written}",07700900123,in,5\n'

    found = read(rows, {"zone": "uk"})

    moment = messages_of(found)[-1].happened
    assert (moment.stated, moment.offset_minutes) == (stated, offset)


@pytest.mark.parametrize(
    "written", ["1" * 81, "0024-03-13", "13/03/0024", "20240313 55501", "20240399"]
)
def test_what_only_looks_like_a_date_dates_nothing(written: str) -> None:
    assert parse_date(written) is None


def test_a_heading_that_names_the_zone_and_the_order_is_believed() -> None:
    head = "Date (DD/MM/YYYY UTC),Number,Direction,Sec\n"

    found = read("03/04/2024 10:15,07700900123,in,5\n", head=head)

    (message,) = messages_of(found)
    assert not asked(found)
    assert message.happened.iso == "2024-04-03T10:15+00:00"
    assert message.happened.zone_source == "in-file"


def test_a_heading_with_a_distance_from_utc_is_not_taken_for_utc() -> None:
    found = read("13/04/2024 10:15,07700900123,in,5\n", head="Date (GMT+1),Number,Direction,Sec\n")

    assert "zone" in asked(found)


def test_a_length_under_min_sec_that_is_one_number_is_asked() -> None:
    head = "Date,Number,Direction,Duration (min:sec)\n"

    found = read("13/04/2024 10:15,07700900123,in,5\n", head=head)

    assert "duration-unit" in asked(found)


@pytest.mark.parametrize("written", ['"=""07700900123"""', '="07700900123"', "'07700900123"])
def test_the_guard_of_a_table_program_is_no_part_of_a_number(written: str) -> None:
    (message,) = messages_of(read(f"13/03/2024 10:15,{written},in,5\n", {"zone": "uk"}))

    assert message.sender == "07700900123"


@pytest.mark.parametrize(
    "party", ["No Caller ID", "Unbekannt", "Numéro masqué", "Anonym", "-", "N/A", "ANON"]
)
def test_a_party_that_names_nobody_is_withheld(party: str) -> None:
    (message,) = messages_of(read(f"13/03/2024 10:15,{party},in,5\n", {"zone": "uk"}))

    assert "withheld" in message.marks


CALLS = "13/03/2024 10:15,07700900123,in,5\n14/03/2024 10:15,07700900123,out,5\n"
TEXTS = "Date,Time,Number,In/Out\n15/03/2024,10:16,07700900124,In\n"


def test_a_second_table_is_read_by_its_own_headings() -> None:
    found = read(f"{CALLS}Texts\n{TEXTS}{HEAD}{CALLS}", {"zone": "uk"})

    records = messages_of(found)
    assert [each.kind for each in records] == ["call", "call", "message", "call", "call"]
    assert records[2].sender == "07700900124"
    assert records[2].happened.stated == "2024-03-15T10:16"
    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "about-the-export", "row-not-read", "about-the-export", "about-the-export",
    ]  # fmt: skip


def test_a_table_of_another_width_before_the_longer_one_is_read_too() -> None:
    texts = "Texts\nDate,Number,In/Out\n15/03/2024 10:16,07700900124,In\n"
    content = f"Bill\n{texts}Calls\n{HEAD}{CALLS}".encode()

    found = read_all(BytesSource(content), READER, {"zone": "uk"})

    assert [each.kind for each in messages_of(found)] == ["message", "call", "call"]


def test_a_table_that_does_not_say_whether_it_is_of_calls_or_texts_is_left_over() -> None:
    found = read(f"{CALLS}Other\n{TEXTS}", {"zone": "uk"})

    assert [each.kind for each in messages_of(found)] == ["call", "call"]
    assert [each.why for each in found if isinstance(each, Leftover)][-1] == "row-not-read"


def test_all_tables_of_a_file_order_their_dates_in_one_way() -> None:
    open_date = "05/04/2024,10:16,07700900124,In\n"

    found = read(f"{CALLS}Texts\n{TEXTS}{open_date}", {"zone": "uk"})

    assert not asked(found)
    assert messages_of(found)[-1].happened.stated == "2024-04-05T10:16"


def test_a_long_second_table_is_read_whole() -> None:
    rows = "".join(
        f"15/03/2024,10:{number % 60:02},0770090{number:04},In\n" for number in range(250)
    )

    found = read(f"{CALLS * 200}Texts\n{TEXTS}{rows}", {"zone": "uk"})

    assert sum(each.kind == "message" for each in messages_of(found)) == 251


def test_a_heading_that_comes_again_on_every_page_is_no_row() -> None:
    found = read(f"{CALLS}{HEAD}{CALLS}", {"zone": "uk"})

    assert len(messages_of(found)) == 4
    assert {each.why for each in found if isinstance(each, Leftover)} == {"about-the-export"}


def test_a_long_table_that_is_not_read_is_left_over_whole() -> None:
    rows = "15/03/2024,10:16,07700900124,In\n" * 250

    found = read(f"{CALLS * 200}Other\n{TEXTS}{rows}", {"zone": "uk"})

    assert {each.kind for each in messages_of(found)} == {"call"}
    assert sum(isinstance(each, Leftover) for each in found) == 254


def test_the_title_of_the_only_table_says_its_kind() -> None:
    head = "SMS\n" + TEXTS

    assert {each.kind for each in messages_of(read("", {"zone": "uk"}, head))} == {"message"}


def test_prices_are_not_offered_as_a_direction() -> None:
    found = read("13/03/2024 10:15,07700900123,0.55,5\n", head="Date,Number,Cost,Duration (s)\n")

    assert "call-column-direction" not in asked(found)


@pytest.mark.parametrize("day", ["30/12/1899 ", "12/30/1899 ", "1899-12-30T", ""])
def test_the_day_nought_of_a_table_program_is_no_day(day: str) -> None:
    head = "Date,Time,Number,Direction,Duration (s)\n"

    (message,) = messages_of(
        read(f"31/12/2023,{day}10:15:00,07700900123,in,5\n", {"zone": "uk"}, head)
    )

    assert message.happened.stated == "2023-12-31T10:15:00"


@pytest.mark.parametrize(("written", "seconds"), [("1,5", 90), ("0,0", 0), ("1,234", None)])
def test_a_comma_in_a_length_is_a_point_where_it_can_be_nothing_else(
    written: str, seconds: int | None
) -> None:
    rows = f'31/12/2023 10:15,07700900123,in,"{written}"\n'

    (message,) = messages_of(read(rows, {"zone": "uk"}, "Date,Number,Direction,Minutes\n"))

    assert message.duration_seconds == seconds


def test_a_length_in_which_nothing_but_spaces_follow_is_looked_at_once() -> None:
    # Four runs of spaces that may stand beside each other: hours for this many.
    assert parse_duration("PT" + " " * 20_000 + "x", "") is None
