"""What bills say in words: which way, what kind, how it ended, and whose number is whose."""

from __future__ import annotations

import pytest

from holdfast.knowledge.wording import words
from holdfast.model.message import Message, Question
from holdfast.readers.call_records import recognises
from holdfast.readers.call_records_cells import parse_duration
from holdfast.readers.call_records_facts import can_be_answered
from holdfast.readers.call_records_words import Role, meaning_of, role_of
from holdfast.readers.reader import OWNER, Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

UK = {"zone": "uk"}
OWN, OTHER = "07700900111", "07700900123"


def read(text: str, answers: dict[str, str] | None = None) -> list[Message]:
    """Give the records."""
    answers = UK if answers is None else {**UK, **answers}
    return messages_of(read_all(BytesSource(text.encode()), "call-records", answers))


def asked(text: str, answers: dict[str, str] | None = None) -> dict[str, str]:
    """Give what is asked, with the example that is shown."""
    answers = UK if answers is None else {**UK, **answers}
    found = read_all(BytesSource(text.encode()), "call-records", answers)
    return {each.id: each.text for each in found if isinstance(each, Question)}


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("INCOMING_TYPE", {"received"}),
        ("Text messages", {"text"}),
        ("Calls to O2 mobiles", {"call", "sent"}),
        ("Text message to O2", {"text", "sent"}),
        ("Calls to your phone", set()),
        ("Calls to UK mobiles", {"call", "sent"}),
        ("Standard calls", {"call"}),
        ("Call to UK landline number", {"call", "sent"}),
        ("Calls from abroad", set()),
        ("Calls from UK mobiles", set()),
        ("Call from", {"call", "received"}),
        ("No answer", {"missed"}),
        ("Not answered", {"missed"}),
        ("standard", set()),
        ("UK mobile", set()),
    ],
)
def test_words_beside_the_plain_ones_change_nothing(cell: str, meaning: set[str]) -> None:
    assert meaning_of(cell) == meaning


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Callee Number", Role.CALLED), ("Incoming number", Role.CALLER),
        ("Outgoing number", Role.CALLED), ("Who", Role.NUMBER), ("Conn. Date", Role.WHEN),
        ("Conn. Time (UTC)", Role.TIME), ("Talking", Role.DURATION), ("Mins:Secs", Role.DURATION),
        ("Duration / Amount", Role.DURATION), ("Duration/Units", Role.DURATION),
        ("Duration (ms)", Role.DURATION), ("What", None),
    ],
)  # fmt: skip
def test_headings_of_more_operators_are_known(heading: str, role: Role | None) -> None:
    assert role_of(heading) is role


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1 minute, 20 seconds", 80), ("1 hr and 2 mins", 3720), ("1m20s", 80), ("80 secs", 80),
        ("1'20''", 80), ("1 min. 20 sec.", 80), ("and 20", None), ("1,2", None),
    ],
)  # fmt: skip
def test_lengths_in_words_are_read(cell: str, seconds: int | None) -> None:
    assert parse_duration(cell, "") == seconds


def test_milliseconds_are_a_unit_where_the_heading_says_so() -> None:
    text = f"Date,Number,Direction,Duration (ms)\n13/03/2026 10:15,{OTHER},In,80400\n"

    assert recognises(text.encode(), "calls.csv") is Confidence.YES
    assert [each.duration_seconds for each in read(text)] == [80]
    assert not asked(text)


def test_a_call_to_voicemail_is_no_message_left_on_it() -> None:
    text = (
        "Date,Called number,Type,Duration\n13/03/2026 10:15,901,Voicemail,0:00:40\n"
        f"13/03/2026 10:16,{OTHER},Voicemail,0:00:40\n"
    )
    incoming = f"Date,Number,Type,Duration\n13/03/2026 10:15,{OTHER},Voicemail,0:00:40\n"

    assert [each.marks for each in read(text)] == [("sent",), ("sent",)]
    assert [each.marks for each in read(incoming)] == [("received", "voicemail")]
    assert [each.marks for each in read(incoming.replace(OTHER, "1571"))] == [
        ("direction-unknown",)
    ]


def test_use_of_the_internet_without_a_number_is_not_withheld() -> None:
    text = "Type,Date,Number,Duration\nData,13/03/2026 10:15,,\nCall,13/03/2026 10:15,,0:00:05\n"

    data, call = read(text)
    assert "withheld" not in data.marks
    assert "withheld" in call.marks


def test_the_other_party_is_named_where_the_direction_is_stated() -> None:
    text = (
        "Start time,Direction,From,To,Duration\n"
        f"13/03/2026 10:15,Inbound,{OTHER},{OWN},0:00:05\n"
        f"14/03/2026 10:15,Outbound,{OWN},{OTHER},0:00:05\n"
    )

    assert [each.conversation for each in read(text)] == [OTHER, OTHER]


def test_ones_own_number_in_every_row_is_not_the_other_party() -> None:
    text = (
        "Phone number,User,Date of call,Number dialled,Call duration\n"
        f"{OWN},SAM,13/03/2026 10:15,{OTHER},0:00:05\n"
        f"{OWN},SAM,14/03/2026 10:15,07700900124,0:00:05\n"
    )

    assert [(each.sender, each.conversation, each.marks) for each in read(text)] == [
        (OWN, OTHER, ("sent",)), (OWN, "07700900124", ("sent",)),
    ]  # fmt: skip


def test_a_number_is_the_party_rather_than_a_name() -> None:
    text = f"Date,Contact,Number,Type,Duration\n13/03/2026 10:15,Mum,{OTHER},In,0:00:05\n"

    (call,) = read(text)
    assert call.sender == OTHER
    assert ("column", "Contact: Mum") in call.details


def test_a_number_for_each_way_tells_the_way() -> None:
    text = (
        "Date,Incoming number,Outgoing number,Duration\n"
        f"13/03/2026 10:15,,{OTHER},0:00:05\n13/03/2026 10:15,{OTHER},,0:00:05\n"
        f"13/03/2026 10:15,Number withheld,,0:00:05\n13/03/2026 10:15,,,0:00:05\n"
    )

    assert [(each.marks, each.sender, each.conversation) for each in read(text)] == [
        (("sent",), OWNER, OTHER), (("received",), OTHER, OTHER),
        (("received", "withheld"), "Number withheld", "Number withheld"),
        (("direction-unknown", "withheld"), None, ""),
    ]  # fmt: skip


def test_a_column_of_kinds_is_known_by_its_words_alone() -> None:
    text = (
        "Date,To,What,Duration / Amount,Cost\n"
        f"13/03/2026 10:15,{OTHER},Call,00:01:40,£0.00\n"
        f"13/03/2026 10:16,{OTHER},Text,1 text,£0.00\n"
        "13/03/2026 10:17,internet,Data,12.40MB,£0.00\n"
    )

    records = read(text)
    assert [each.kind for each in records] == ["call", "message", "event"]
    assert [each.duration_seconds for each in records] == [100, None, None]
    assert not asked(text)


def test_a_column_of_directions_is_known_by_its_words_alone() -> None:
    text = (
        f"Date,Number,Activity,Duration\n13/03/2026 10:15,{OTHER},Outgoing call,0:00:05\n"
        f"13/03/2026 10:15,{OTHER},Incoming SMS,\n"
    )

    assert [(each.kind, each.marks) for each in read(text)] == [
        ("call", ("sent",)), ("message", ("received",)),
    ]  # fmt: skip


def test_counts_of_texts_are_no_lengths_that_must_be_asked_about() -> None:
    text = (
        "Date,Number,Type,Duration/Units\n"
        f"13/03/2026 10:15,{OTHER},MO_CALL,0:00:05\n13/03/2026 10:15,{OTHER},MO_SMS,1\n"
    )

    assert not asked(text)


@pytest.mark.parametrize("ended", ["Missed", "No Answer", "Unanswered"])
@pytest.mark.parametrize("heading", ["Call Result", "Result", "Status", "Disposition"])
def test_how_a_call_ended_is_told_by_its_own_column(heading: str, ended: str) -> None:
    head = f"Date,Number,Direction,Duration,{heading}\n"
    text = f"{head}13/03/2026 10:15,{OTHER},In,0:00:00,{ended}\n"

    (call,) = read(text)
    assert call.marks == ("received", "missed")
    assert ("column", f"{heading}: {ended}") in call.details
    assert read(text.replace(ended, "Connected"))[0].marks == ("received",)


def test_places_prices_and_names_are_not_offered_as_a_direction_or_length() -> None:
    head = "#,Date,Number,Destination,User,Rate code,Cost,Currency,Talking\n"
    text = f"{head}1,13/03/2026 10:15,{OTHER},Leeds,SAM,ND,0,GBP,0:00:05\n"

    assert set(asked(text)) == {"call-direction"}


def test_where_nothing_says_which_way_one_question_does() -> None:
    text = (
        f"Date,Number,Type,Duration\n13/03/2026 10:15,{OTHER},Voice,0:00:05\n"
        f"13/03/2026 10:15,{OTHER},SMS,\n"
    )

    assert set(asked(text)) == {"call-direction"}
    assert [each.marks for each in read(text)] == [("direction-unknown",)] * 2
    for answer, sender in (("all-sent", OWNER), ("all-received", OTHER)):
        assert not asked(text, {"call-direction": answer})
        assert can_be_answered("call-direction", answer)
        records = read(text, {"call-direction": answer})
        assert {(each.marks, each.sender) for each in records} == {
            ((answer.removeprefix("all-"),), sender)
        }
    assert not asked(text, {"call-direction": "not-known"})


@pytest.mark.parametrize("more", ["Incoming", "Calls from abroad"])
def test_where_some_row_says_a_way_the_question_is_not_asked(more: str) -> None:
    text = (
        f"Date,Number,Type,Duration\n13/03/2026 10:15,{OTHER},Voice,0:00:05\n"
        f"13/03/2026 10:15,{OTHER},{more},0:00:05\n"
    )

    assert "call-direction" not in asked(text)


def test_a_call_that_the_phone_blocked_came_in() -> None:
    text = f"Date,Number,Call type,Duration\n13/03/2026 10:15,{OTHER},Blocked,0:00:00\n"

    assert [each.marks for each in read(text)] == [("received", "blocked")]


def test_a_column_that_says_of_some_rows_that_they_are_texts_is_asked_about() -> None:
    text = (
        f"Date,Dialled number,Description,Duration\n13/03/2026 10:15,{OTHER},UK Mobile,0:00:05\n"
        f"13/03/2026 10:16,{OTHER},Text Message,\n"
    )

    assert set(asked(text)) == {"call-column-kind"}
    (word,) = asked(text, {"call-column-kind": "column-3"})
    answers = {"call-column-kind": "column-3", word: "call"}
    assert [each.kind for each in read(text, answers)] == ["call", "message"]
    assert not asked(text, {"call-column-kind": "none"})


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("MSISDN,Date,Direction,OTHER_PARTY,Duration", f"{OWN},{{}},MOC,{OTHER},0:00:05"),
        ("Date,Destination,Called number,Duration", f"{{}},Leeds,{OTHER},0:00:05"),
        ("Date,Called number,Destination,Duration", f"{{}},{OTHER},Leeds,0:00:05"),
    ],
)
def test_neither_ones_own_number_nor_a_place_is_the_other_party(heading: str, cells: str) -> None:
    text = f"{heading}\n{cells.format('13/03/2026 10:15')}\n{cells.format('14/03/2026 10:15')}\n"

    assert {(each.conversation, each.marks) for each in read(text)} == {(OTHER, ("sent",))}


def test_of_two_numbers_the_one_that_never_changes_is_ones_own() -> None:
    head = "Mobile number,Date,Direction,Phone number,Duration\n"
    text = (
        f"{head}{OWN},13/03/2026 10:15,Out,{OTHER},0:00:05\n"
        f"{OWN},14/03/2026 10:15,In,07700900124,0:00:05\n"
    )

    assert [each.conversation for each in read(text)] == [OTHER, "07700900124"]
    assert "call-column-number" in asked(text.replace("07700900124", OTHER))


def test_a_place_where_the_number_has_no_known_heading_is_no_party() -> None:
    text = f"Date,Item,Destination,Type,Duration\n13/03/2026,{OTHER},UK - Mobile,Call,0:00:05\n"

    assert "call-column-number" in asked(text)


@pytest.mark.parametrize("heading", ["Time (24hr)", "Time (24 hour clock)", "Time (hhmm)"])
def test_a_heading_may_say_how_the_clock_is_written(heading: str) -> None:
    text = f"Date,{heading},Number dialled,Duration\n13/03/2026,2215,{OTHER},0:00:05\n"

    assert [each.happened.stated for each in read(text)] == ["2026-03-13T22:15"]


def test_quotes_behind_a_space_are_quotes() -> None:
    head = '"Date", "Number", "Direction", "Duration"'
    text = f'{head}\n"13/03/2026 10:15", "{OTHER}", "In", "0:00:05"\n'

    (call,) = read(text)
    assert (call.sender, call.duration_seconds) == (OTHER, 5)


@pytest.mark.parametrize("party", ["4.47701E+11", "4,47701E+11"])
def test_a_number_that_a_table_program_rounded_says_so(party: str) -> None:
    text = f'Date,Number,Direction,Duration\n13/03/2026 10:15,"{party}",In,0:00:05\n'

    (call,) = read(text)
    assert call.sender == party
    assert call.marks == ("received", "number-rounded")
    assert words("marks").table("number-rounded").text("says")


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("1:20 mins", 80), ("1:20 min:sec", None), ("1:20 hrs", 4800), ("0:01:20 hours", 80)],
)
def test_a_unit_behind_figures_says_what_they_count(cell: str, seconds: int | None) -> None:
    assert parse_duration(cell, "") == seconds


@pytest.mark.parametrize(
    ("answered", "marks"), [("No", ("received", "missed")), ("Yes", ("received",))]
)
def test_a_column_that_says_whether_it_was_answered_is_read(
    answered: str, marks: tuple[str, ...]
) -> None:
    text = (
        f"Date,Number,Direction,Answered,Duration\n13/03/2026 10:15,{OTHER},In,{answered},0:00:05\n"
    )

    assert [each.marks for each in read(text)] == [marks]


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [("Rcvd", {"received"}), ("Multimedia Message", {"text"}), ("Rcv", {"received"})],
)
def test_short_words_of_american_bills_are_known(cell: str, meaning: set[str]) -> None:
    assert meaning_of(cell) == meaning


def test_a_caller_beside_a_number_of_unknown_meaning_need_not_have_called_this_phone() -> None:
    head = "Start time,Calling number,Terminal,Duration\n"
    text = f"{head}13/03/2026 10:15,{OWN},{OTHER},0:00:05\n"

    assert [each.marks for each in read(text)] == [("direction-unknown",)]


def test_without_headings_two_columns_of_dates_are_asked_about() -> None:
    text = f"2026-03-13 10:15,2026-03-13 10:16,{OTHER},60\n" * 2

    assert "call-column-when" in asked(text)
    assert "call-column-time" not in asked(text)
    assert can_be_answered("duration-unit", "seconds")
