"""Records of one line, as operators give them out: its own number first, then the other party."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover, Message, Question
from holdfast.readers.call_records import recognises
from holdfast.readers.call_records_words import meaning_of, without_guard
from holdfast.readers.reader import OWNER, Confidence
from tests.readers.samples import BytesSource, assert_every_byte_is_accounted_for, read_all

ANSWERS = {"zone": "utc+0530", "duration-unit": "seconds", "date-order": "day-month-year"}
OWN, OTHER, THIRD = "447700900111", "447700900123", "447700900177"


def read(text: str) -> list[Message]:
    """Give the records; every byte is accounted for, and nothing is asked."""
    found = read_all(BytesSource(text.encode()), "call-records", ANSWERS)
    assert not [each.id for each in found if isinstance(each, Question)]
    return [each for each in found if isinstance(each, Message)]


def told(message: Message) -> tuple[str, str | None, str, str]:
    """Give what a record is, who began it, with whom, and which way it went."""
    return message.kind, message.sender, message.conversation, message.marks[0]


def test_what_came_is_from_the_other_party_where_the_line_always_stands_first() -> None:
    text = (
        "A Number,B Number,Date,Time,Duration,Call Type\n"
        f"{OWN},{OTHER},14/03/2026,09:00:00,65,Outgoing\n"
        f"{OWN},{THIRD},14/03/2026,10:00:00,35,Incoming\n"
        f"{OWN},{OTHER},15/03/2026,11:00:00,0,SMS Incoming\n"
        f"{OWN},{THIRD},16/03/2026,12:00:00,0,SMS Outgoing\n"
    )
    assert list(map(told, read(text))) == [
        ("call", OWNER, OTHER, "sent"),
        ("call", THIRD, THIRD, "received"),
        ("message", OTHER, OTHER, "received"),
        ("message", OWNER, THIRD, "sent"),
    ]


def test_the_own_number_stays_to_be_seen() -> None:
    text = (
        "A Number,B Number,Date,Time,Duration,Direction\n"
        f"{OWN},{OTHER},14/03/2026,09:00:00,65,Outgoing\n"
        f"{OWN},{THIRD},14/03/2026,10:00:00,35,Incoming\n"
    )
    assert [("column", f"A Number: {OWN}") in each.details for each in read(text)] == [True, True]


@pytest.mark.parametrize(
    ("headings", "sender"),
    [("A Party,B Party", OTHER), ("From,To", OWN)],
)
def test_with_one_other_party_only_the_heading_tells_whose_line_it_is(
    headings: str, sender: str
) -> None:
    text = (
        f"{headings},Call Date,Time,Duration,Direction\n"
        f"{OWN},{OTHER},14/03/2026,09:00:00,65,Outgoing\n"
        f"{OWN},{OTHER},14/03/2026,10:00:00,35,Incoming\n"
    )
    assert read(text)[1].sender == sender


def test_callers_stay_callers_where_they_change() -> None:
    text = (
        "A Number,B Number,Date,Time,Duration,Call Type\n"
        f"{OWN},{OTHER},14/03/2026,09:00:00,65,Outgoing\n"
        f"{THIRD},{OWN},14/03/2026,10:00:00,35,Incoming\n"
    )
    assert list(map(told, read(text))) == [
        ("call", OWN, OTHER, "sent"),
        ("call", THIRD, THIRD, "received"),
    ]


def test_the_other_party_beside_a_target_is_who_called_when_it_came() -> None:
    text = (
        "Example Mobile\n\nCall Details of Mobile No '7700900111'\n\n"
        "Target No,Call Type,TOC,B Party No,Date,Time,Dur(s),Service Type\n"
        "'7700900111',SMT,Post,'XX-Bank-S','15/04/2026',08:26:10,0,SMS\n"
        "'7700900111',OUT,Post,'7700900123','15/04/2026',09:42:17,41,Voice\n"
        "'7700900111',IN,Post,'7700900123','15/04/2026',10:42:17,41,Voice\n"
        "'7700900111',SMO,Post,'7700900177','15/04/2026',11:42:17,0,SMS\n"
    )
    assert list(map(told, read(text))) == [
        ("message", "XX-Bank-S", "XX-Bank-S", "received"),
        ("call", OWNER, "7700900123", "sent"),
        ("call", "7700900123", "7700900123", "received"),
        ("message", OWNER, "7700900177", "sent"),
    ]


TALK = (
    "Date and time,Destination,Number,Minutes\n"
    '"Mar 4, 2026 09:30 AM",{came},(215) 555-0101,3\n'
    '"Mar 4, 2026 10:30 AM","Leeds, AL",(215) 555-0102,13\n'
)


@pytest.mark.parametrize("came", ["Incoming", "INCOMING CL", "INCOMI CL", "Incoming Call"])
@pytest.mark.parametrize(
    ("answer", "sender", "mark"),
    [("all-sent", OWNER, "sent"), ("not-known", None, "direction-unknown")],
)
def test_a_call_is_from_its_number_where_it_says_incoming_in_place_of_a_town(
    came: str, answer: str, sender: str | None, mark: str
) -> None:
    source = BytesSource(TALK.format(came=came).encode())
    found = read_all(source, "call-records", {**ANSWERS, "call-direction": answer})
    first, second = (each for each in found if isinstance(each, Message))
    assert told(first) == ("call", "(215) 555-0101", "(215) 555-0101", "received")
    assert told(second) == ("call", sender, "(215) 555-0102", mark)
    asked = read_all(source, "call-records", ANSWERS)
    assert [each.id for each in asked if isinstance(each, Question)] == ["call-direction"]


@pytest.mark.parametrize("place", ["Incoming calls abroad", "Incoming Valley, AL"])
def test_a_place_that_begins_like_what_came_in_says_no_way(place: str) -> None:
    source = BytesSource(TALK.format(came=f'"{place}"').encode())
    found = read_all(source, "call-records", {**ANSWERS, "call-direction": "all-sent"})
    first = next(each for each in found if isinstance(each, Message))
    assert (first.sender, first.marks[0]) == (None, "direction-unknown")


HEADINGS = "Date,Time,Number called,Type,Duration\n"
FIRST = "14/03/2026,09:00,07700900222,Call,00:01:05\n14/03/2026,10:00,07700900333,Text,\n"
SECOND = "14/03/2026,09:30,07700900111,Call,00:02:05\n15/03/2026,10:00,07700900444,Text,\n"


@pytest.mark.parametrize("padding", ["", ",,,,"])
@pytest.mark.parametrize("again", [HEADINGS, "", HEADINGS.replace("Type", "Kind")])
def test_what_went_out_of_several_lines_is_not_said_to_be_from_this_phone(
    padding: str, again: str
) -> None:
    one, two = "Mobile number: 07700 900111", "Mobile number: 07700 900222"
    text = (
        f"Account number: 123456789{padding}\n{one}{padding}\n{HEADINGS}{FIRST}"
        f"Total 07700 900111{padding}\n{two}{padding}\n{again}{SECOND}"
    )
    found = read_all(BytesSource(text.encode()), "call-records", ANSWERS)
    records = [each for each in found if isinstance(each, Message)]
    assert [(each.sender, each.marks[0]) for each in records] == [(None, "sent")] * 4
    assert [dict(each.details)["bill-part"] for each in records] == [one, one, two, two]
    assert_every_byte_is_accounted_for(found, len(text))


@pytest.mark.parametrize(
    "between",
    [
        "Mobile number: 07700 900111\n",
        "Questions? Customer service 0800 000 0000\n",
        "Total for 07700 900999\n",
        "16/03/2026,07700900999,,,\n",
        "Page 2 of 3\n",
    ],
)
def test_one_line_stays_this_phone_whatever_stands_between_its_rows(between: str) -> None:
    text = f"Mobile number: 07700 900111\n{HEADINGS}{FIRST}{between}{SECOND}"
    found = read_all(BytesSource(text.encode()), "call-records", ANSWERS)
    records = [each for each in found if isinstance(each, Message)]
    assert {each.sender for each in records} == {OWNER}
    assert not any(name == "bill-part" for each in records for name, _ in each.details)


def test_headings_that_come_again_are_no_words_to_ask_about() -> None:
    assert len(read(f"{HEADINGS}{FIRST}{HEADINGS}{SECOND}")) == 4


BEFORE = "".join(f"Line {number} about the search\n" for number in range(9))
LINE_OF_A_TARGET = (
    "Target/A-Party Number,Call Type,Other/B-party Number,Call Date,Call Initiation Time,"
    "Call Duration,First BTS Location,Service Type\n"
    "7700900111,IN,57645,17/06/2026,15:58:21,1,High Street; Leeds; Lat-53.8,SMS\n"
    "7700900111,OUT,7700900123,19/06/2026,12:15:04,760,High Street; Leeds; Lat-53.8,Voice Call\n"
)


def test_a_text_whose_direction_and_kind_have_a_column_each_is_a_text() -> None:
    first, second = read(LINE_OF_A_TARGET)
    assert told(first) == ("message", "57645", "57645", "received")
    assert told(second) == ("call", OWNER, "7700900123", "sent")
    assert (first.happened.stated, second.duration_seconds) == ("2026-06-17T15:58:21", 760)


def test_two_records_below_many_lines_are_found() -> None:
    text = f"{BEFORE}{LINE_OF_A_TARGET}*** END OF REPORT ***\n"
    assert recognises(text.encode(), "") is Confidence.YES
    found = read_all(BytesSource(text.encode()), "call-records", ANSWERS)
    assert_every_byte_is_accounted_for(found, len(text))
    assert sum(isinstance(each, Message) for each in found) == 2
    assert found[-1].why == "row-not-read" if isinstance(found[-1], Leftover) else False


def test_lines_of_prose_with_commas_are_no_table() -> None:
    assert recognises(
        b"Dear all,\nhe called.\nOn Monday, 4 March, he came.\nThat is all.\n", ""
    ) is (Confidence.NO)


def test_cells_in_single_quotes_are_what_stands_between_them() -> None:
    text = (
        "Calling Party Telephone Number,Called Party Telephone Number,Call Date,Call Time,"
        "Call Duration,Call Type\n"
        "'XX-Shop-S','447700900111','01/02/2026','01:11:49','0','A2P_SMSIN'\n"
        "'447700900111','447700900123','01/02/2026','10:15:30','45','a_out'\n"
        "'447700900123','447700900111','02/02/2026','10:15:30','45','a_in'\n"
    )
    assert list(map(told, read(text))) == [
        ("message", "XX-Shop-S", "XX-Shop-S", "received"),
        ("call", OWN, OTHER, "sent"),
        ("call", OTHER, OTHER, "received"),
    ]


@pytest.mark.parametrize("cell", ["'", "''", "'it's'", "rock 'n' roll"])
def test_other_single_quotes_stay(cell: str) -> None:
    assert without_guard(cell) == ("" if cell == "''" else cell)


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("SMT", {"text", "received"}), ("SMO", {"text", "sent"}), ("SMSMT", {"text", "received"}),
        ("P2P_SMSOUT", {"text", "sent"}), ("a_in", {"received"}),
    ],
)  # fmt: skip
def test_codes_of_operators_are_understood(cell: str, meaning: set[str]) -> None:
    assert meaning_of(cell) == meaning


FRITZ_BOX = (
    "sep=;\r\n"
    "Typ;Datum;Name;Rufnummer;Landes-/Ortsnetzbereich;Nebenstelle;Eigene Rufnummer;Dauer\r\n"
    "1;09.04.26 10:07;;0711700001;Stuttgart;Mobilteil 1;700111;0:01\r\n"
    "4;08.04.26 17:45;Ann;0711700002;;Mobilteil 1;Internet: 700111;1:35\r\n"
    "2;07.04.26 09:45;;;;;Internet: 700111;0:00\r\n"
)


def test_the_codes_of_a_router_are_known() -> None:
    source = BytesSource(FRITZ_BOX.encode("cp1252"))
    found = read_all(source, "call-records", {"zone": "central-europe"})
    came, went, missed = (each for each in found if isinstance(each, Message))
    assert not [each for each in found if isinstance(each, Question)]
    assert (came.sender, came.marks, came.duration_seconds) == ("0711700001", ("received",), 60)
    assert (went.sender, went.conversation) == (OWNER, "0711700002")
    assert (went.happened.stated, went.duration_seconds) == ("2026-04-08T17:45", 5_700)
    assert (missed.sender, missed.marks) == (None, ("received", "missed", "withheld"))


def test_a_code_that_changed_with_the_version_of_the_router_is_asked() -> None:
    text = f"{FRITZ_BOX}3;06.04.26 09:45;;0711700003;;;700111;0:10\r\n"
    found = read_all(BytesSource(text.encode()), "call-records", ANSWERS)
    assert [each.text for each in found if isinstance(each, Question)] == ["3"]


def test_what_the_person_says_goes_before_what_a_program_settles() -> None:
    answers = {**ANSWERS, "duration-unit-2": "minutes-seconds"}
    found = read_all(BytesSource(FRITZ_BOX.encode()), "call-records", answers)
    assert [each.duration_seconds for each in found if isinstance(each, Message)][:2] == [1, 95]


def test_a_bill_in_french_says_lengths_and_sizes_in_one_column() -> None:
    first, second, third = read(
        "Date;Heure;Numéro appelé;Type;Durée / Volume\n"
        "14/03/2026;09:00:12;0612345678;Appel national;00:01:05\n"
        "15/03/2026;10:00:12;0612345678;SMS;1 SMS\n"
        "15/03/2026;11:00:12;internet;Internet;12,5 Mo\n"
    )
    assert (first.kind, first.duration_seconds) == ("call", 65)
    assert (second.kind, third.kind) == ("message", "event")


def test_when_a_call_began_is_its_time() -> None:
    (call,) = read(
        "Datum;Beginn;Ende;Dauer;Zielrufnummer\n14.03.2026;09:00:12;09:01:17;00:01:05;0711700001\n"
    )
    assert (call.happened.stated, call.duration_seconds) == ("2026-03-14T09:00:12", 65)


ANDROID_TEXTS = (
    "_id,thread_id,address,person,date,date_sent,protocol,read,type,body\n"
    '1,1,+447700900123,,1772616600123,1772616599000,0,1,1,"hello, Ann"\n'
    "2,1,+447700900123,,1772616660123,0,,1,2,leave me alone\n"
    "3,1,+447700900123,,1772616720123,0,,1,3,not sent\n"
)


def test_a_copy_of_androids_store_of_texts_is_read_without_asking() -> None:
    assert recognises(ANDROID_TEXTS.encode(), "") is Confidence.PERHAPS
    found = read_all(BytesSource(ANDROID_TEXTS.encode()), "call-records", {})
    came, went, draft = (each for each in found if isinstance(each, Message))
    assert not [each for each in found if isinstance(each, Question)]
    assert told(came) == ("message", "+447700900123", "+447700900123", "received")
    assert told(went) == ("message", OWNER, "+447700900123", "sent")
    assert told(draft) == ("message", None, "+447700900123", "direction-unknown")
    assert (came.text, came.happened.stated) == ("hello, Ann", "2026-03-04T09:30:00")


def test_a_copy_of_androids_store_of_calls_is_read_without_asking() -> None:
    text = (
        "_id,number,date,duration,type,new,name\n"
        "1,+447700900123,1772616600123,65,1,1,Tom\n"
        "2,+447700900123,1772616660123,5,2,1,Tom\n"
        "3,,1772616720123,0,3,1,\n"
    )
    found = read_all(BytesSource(text.encode()), "call-records", {})
    came, went, missed = (each for each in found if isinstance(each, Message))
    assert not [each for each in found if isinstance(each, Question)]
    assert (came.marks, came.duration_seconds, went.marks) == (("received",), 65, ("sent",))
    assert missed.marks == ("received", "missed", "withheld")


def test_codes_of_a_bill_that_writes_its_dates_are_asked_about() -> None:
    text = "id,number,date,duration,type\n1,07700900123,2026-03-14 09:00:00,65,1\n"
    found = read_all(BytesSource(text.encode()), "call-records", ANSWERS)
    assert "1" in [each.text for each in found if isinstance(each, Question)]


def test_a_table_of_addresses_and_dates_without_texts_is_no_store_of_them() -> None:
    text = "thread_id,address,date,type,body\n1,12 High Street,2026-03-14,2,Red\n"
    assert recognises(text.encode(), "") is Confidence.NO


def test_the_own_number_beside_both_parties_is_whom_nobody_spoke_to() -> None:
    records = read(
        "id,phone_number,direction,from_number,to_number,start_time,duration_seconds\n"
        f"1,{OWN},outbound,{OWN},{OTHER},2026-03-04T09:30:00Z,65\n"
        f"2,{OWN},inbound,{THIRD},{OWN},2026-03-04T10:30:00Z,5\n"
    )
    assert list(map(told, records)) == [
        ("call", OWN, OTHER, "sent"), ("call", THIRD, THIRD, "received"),
    ]  # fmt: skip
    assert ("column", f"phone_number: {OWN}") in records[0].details


def test_a_contact_beside_sender_and_receiver_is_no_party() -> None:
    records = read(
        "sender,receiver,contact,body,date\n"
        f"+{OTHER},SELF,<sip:+{OTHER}@example.org>,hello,1772616600123\n"
        f"SELF,+{OTHER},+{OTHER},leave me alone,1772616660123\n"
        f"SELF,+{THIRD},+{THIRD},come,1772616720123\n"
    )
    assert list(map(told, records)) == [
        ("message", f"+{OTHER}", f"+{OTHER}", "received"),
        ("message", "SELF", f"+{OTHER}", "sent"),
        ("message", "SELF", f"+{THIRD}", "sent"),
    ]


def test_parcels_with_sender_and_receiver_are_no_calls() -> None:
    text = "Date,Sender,Receiver,Duration\n2026-03-14,Leeds,London,5\n"
    assert recognises(text.encode(), "") is Confidence.NO


@pytest.mark.parametrize(
    "headings",
    [
        "Target No,Direction,B Party No",
        "Phone,Direction,Other number",
        "Wireless Number,Way,Number",
    ],
)
@pytest.mark.parametrize(("second", "sender"), [(OWN, OWNER), (OTHER, None)])
def test_what_went_out_of_several_lines_in_a_column_is_not_from_this_phone(
    headings: str, second: str, sender: str | None
) -> None:
    """The second line may come after all the rows by which a table is told."""
    rows = f"{OWN},Outgoing,{THIRD},14/03/2026,09:12:00,65\n" * 300
    text = f"{headings},Date,Time,Duration (s)\n{rows}{second},Outgoing,88,15/03/2026,09:12:00,65\n"
    records = read(text)
    assert {each.sender for each in records} == {sender}
    assert {each.marks for each in records} == {("sent",)}
    assert records[-1].details[-1][1].endswith(second)
