"""Pieces of the Viber reader: titles, layouts, and answers to open dates."""

from __future__ import annotations

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Question
from holdfast.model.span import Span
from holdfast.readers import viber, viber_entries
from holdfast.readers.reader import Confidence
from holdfast.readers.viber import find_title, recognises
from tests.readers.samples import BytesSource, messages_of, read_all

OPEN = b"03/04/2026,10:00:00,Sam,+447700900123,one\n03/04/2026,10:01:00 PM,Me,,two\n"


def test_an_answer_dates_what_was_open() -> None:
    source = BytesSource(OPEN, "Sam.csv")

    found = read_all(source, "viber", {"date-order": "day-month-year"})

    assert not any(isinstance(each, Question) for each in found)
    assert [each.happened.stated for each in messages_of(found)] == [
        "2026-04-03T10:00:00", "2026-04-03T22:01:00",
    ]  # fmt: skip


def test_a_table_of_numbers_only_is_not_claimed() -> None:
    numbers = b"03/04/2026,10:00:00,447700900001,+447700900123,60\n"

    assert recognises(numbers, "Sam.csv") is Confidence.PERHAPS
    assert recognises(OPEN, "calls.csv") is Confidence.YES
    assert recognises(b"one,two\n", "Sam.csv") is Confidence.NO


LAYOUTS = {
    "semicolons": b"27/01/2026;10:00:00;Sam;+447700900123;hi; there\n",
    "spaces after commas": b"27/01/2026, 10:00:00, Sam, +447700900123, hi; there\n",
    "tabs and quotes": b'="27/01/2026"\t10:00:00\t="Sam"\t="+447700900123"\t"hi; there"\n',
    "quoted words": b'27/01/2026,10:00:00,Sam,+447700900123,"hi; there"\n',
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_says_the_same(name: str) -> None:
    source = BytesSource(LAYOUTS[name], "Sam Quill.txt")
    assert recognises(source.content, source.name) is Confidence.YES

    (message,) = messages_of(read_all(source, "viber"))

    assert (message.sender, message.text) == ("Sam", "hi; there")
    assert message.happened.stated == "2026-01-27T10:00:00"
    assert message.details == (("address", "+447700900123"),)


def test_a_row_for_spreadsheets_with_too_few_cells_is_left_over() -> None:
    content = b'="27/01/2026"\t10:00:00\t="Sam"\t="+447700900123"\t"hi"\n="odd"\n'

    *_, last = read_all(BytesSource(content, "Sam.csv"), "viber")

    assert getattr(last, "why", "") == "not-understood"


HEADED = {
    "calls": "Date,Time,Name,Number,Duration\n27/01/2026,10:00:00,Sam,+447700900123,60\n",
    "six columns": "Date,Time,Name,Number,To,Message\n27/01/2026,10:00:00,Sam,+447700900123,x,y\n",
    "no message below": "Date,Time,Name,Number,Message\nnone,10:00:00,Sam,+447700900123,hi\n",
    "a number above": "Date,Time,Name,Number 2,Message\n27/01/2026,10:00:00,Sam,+447700900123,hi\n",
}


@pytest.mark.parametrize("name", HEADED)
def test_another_table_with_a_heading_is_not_claimed(name: str) -> None:
    content = HEADED[name].encode()

    assert recognises(content, "Sam.csv") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content, "Sam.csv"), "viber")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("words", ["Message", "Nachricht", "Wiadomość", "Сообщение"])
def test_a_heading_is_told_of_and_what_follows_is_read(words: str, encoding: str) -> None:
    table = f"Date;Time;Name;Number;{words}\r\n27/01/2026;10:00:00;Sam;+447700900123;hi\r\n"
    source = BytesSource(table.encode(encoding), "Sam.csv")

    heading, message = read_all(source, "viber")

    assert recognises(source.content, source.name) is Confidence.YES
    assert getattr(heading, "why", "") == "about-the-export"
    assert messages_of([message])[0].text == "hi"


def test_the_chat_is_named_by_its_file() -> None:
    assert find_title("Sam Quill.csv") == "Sam Quill"
    assert find_title("Sam Quill") == "Sam Quill"


def test_what_does_not_begin_with_a_message_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"hello\n" + OPEN, "Sam.csv"), "viber")


def test_a_message_too_long_is_cut_and_the_rest_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viber, "LONGEST_ENTRY_BYTES", 60)
    content = b"27/01/2026,10:00:00,Sam,+447700900123,hi\n" + b"more words\n" * 3

    message, rest = read_all(BytesSource(content, "Sam.csv"), "viber")

    assert messages_of([message])[0].text == "hi\nmore words\nmore words"
    assert getattr(rest, "why", "") == "not-understood"


def test_an_entry_shows_no_content() -> None:
    assert "canary" not in repr(viber_entries.Entry(Span(0, 1), None, "canary"))
