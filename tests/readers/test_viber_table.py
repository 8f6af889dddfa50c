"""Viber's tables with named columns: any order, any language, columns besides, loose words."""

# ruff: noqa: RUF001  # words of many scripts
from __future__ import annotations

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.readers import viber_entries
from holdfast.readers.reader import Confidence
from holdfast.readers.viber import recognises
from holdfast.readers.viber_table import find_columns
from tests.readers.samples import BytesSource, messages_of, read_all

ROWS = {
    "other order": "Message,Name,Number,Time,Date\nhi,Sam,+447700900123,10:00:00,27/01/2026\n",
    "quoted": '"Text";"Time";"Date";"Phone number";"Sender"\r\n'
    '"hi";"10:00:00";"27/01/2026";"+447700900123";"Sam"\r\n',
    "German": "Absender;Telefonnummer;Datum;Uhrzeit;Nachricht\n"
    "Sam;+447700900123;27/01/2026;10:00:00;hi\n",
    "Ukrainian": "Номер\tДата\tЧас\tІм'я\tПовідомлення\n"
    "+447700900123\t27/01/2026\t10:00:00\tSam\thi\n",
    "Spanish": "Remitente,Número de teléfono,Fecha,Hora,Mensaje\n"
    "Sam,+447700900123,27/01/2026,10:00:00,hi\n",
    "for spreadsheets": 'Number\tName\tDate\tTime\tMessage\n="+447700900123"\t="Sam"'
    '\t="27/01/2026"\t10:00:00\thi\n',
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ROWS)
def test_columns_are_told_by_their_names(name: str, encoding: str) -> None:
    source = BytesSource(ROWS[name].encode(encoding), "Sam.csv")

    heading, message = read_all(source, "viber")

    assert recognises(source.content, source.name) is Confidence.YES
    assert isinstance(heading, Leftover)
    assert isinstance(message, Message)
    assert (message.sender, message.text) == ("Sam", "hi")
    assert message.happened.stated == "2026-01-27T10:00:00"
    assert message.details == (("address", "+447700900123"),)
    assert heading.span.end == message.span.start
    assert message.span.end == source.size


def test_words_with_the_delimiter_and_on_more_lines_stay_together() -> None:
    table = "Name,Number,Date,Time,Message\nSam,,27/01/2026,10:00,one, two\nthree\nSam,x\n"
    table += "Me,,27/01/2026,10:01,four\n,,,,\n"

    found = read_all(BytesSource(table.encode(), "Sam.csv"), "viber")

    assert [each.text for each in messages_of(found)] == ["one, two\nthree\nSam,x", "four"]
    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "about-the-export", "not-understood",
    ]  # fmt: skip


def test_surplus_cells_are_words_wherever_these_stand() -> None:
    table = "Message,Name,Number,Date,Time\none, two,Sam,,27/01/2026,10:00\n"

    (message,) = messages_of(read_all(BytesSource(table.encode(), "Sam.csv"), "viber"))

    assert (message.text, message.sender) == ("one, two", "Sam")


def test_a_table_with_other_columns_needs_the_name() -> None:
    table = b"Date,Sender,Type,Message\n27/01/2026 10:00,Sam,In,hi\n"

    (message,) = messages_of(read_all(BytesSource(table, "Viber - Sam.csv"), "viber"))

    assert recognises(table, "messages.csv") is Confidence.NO
    assert recognises(table, "Viber - Sam.csv") is Confidence.YES
    assert message.happened.stated == "2026-01-27T10:00"
    assert message.details == (("column", "Type: In"),)


@pytest.mark.parametrize(
    "table",
    [
        "Date,User,Message\n2026-01-27 10:00,Sam,hi\n",
        "Date,Time,Name,Number,Message\n",
        "Message,Name,Number,Time,Date\nhi,Sam,+447700900123,10:00:00,then\n",
        "Message,Name,Number,Time,Date\nhi,Sam,+447700900123\n",
    ],
)
def test_what_is_not_so_is_not_claimed(table: str) -> None:
    assert recognises(table.encode(), "Viber.csv") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(table.encode(), "Viber.csv"), "viber")


def test_beyond_the_longest_message_lines_are_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viber_entries, "LONGEST_ENTRY_BYTES", 40)
    table = "Name,Number,Date,Time,Message\nSam,,27/01/2026,10:00,one\ntwo\nthree, and more of it\n"

    _, message, rest = read_all(BytesSource(table.encode(), "Sam.csv"), "viber")

    assert messages_of([message])[0].text == "one\ntwo"
    assert isinstance(rest, Leftover)


def test_a_row_of_very_many_cells_names_no_columns_and_is_looked_at_once() -> None:
    # To compare each with all before it would take minutes.
    assert find_columns(b"Date,Time,Name,Number,Message" + b"," * 400_000) is None
