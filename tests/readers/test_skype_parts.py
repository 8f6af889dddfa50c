"""Pieces of the reader of Skype that the samples do not reach."""

from __future__ import annotations

import json

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.reader import Confidence
from holdfast.readers.skype import recognises
from holdfast.readers.skype_bodies import MOST_QUOTES, attribute, read_body, read_change
from holdfast.readers.sqlite_file import MAGIC
from tests.readers.samples import BytesSource, messages_of, read_all


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("plain", "plain", id="no markup"),
        pytest.param("a &lt;b&gt; &amp; c", "a <b> & c", id="entities only"),
        pytest.param("<b>bold</b> <i>x</i>", "bold x", id="markup"),
        pytest.param("<quote>never ends", "never ends", id="a quote without end"),
        pytest.param("1 < 2", "1 < 2", id="a sign that is no markup"),
    ],
)
def test_words_of_a_body(content: str, text: str) -> None:
    assert read_body(content).text == text


def test_quotes_are_told_apart_up_to_a_limit() -> None:
    body = read_body("<quote authorname='A'>x</quote>" * (MOST_QUOTES + 5) + "mine")

    assert [code for code, _ in body.details] == ["reply-to"] * MOST_QUOTES
    assert body.details[0] == ("reply-to", "A: x")
    assert body.text.endswith("mine")


def test_a_file_without_a_name_is_marked_as_missing() -> None:
    body = read_body('<URIObject uri="https://x.example.org/1" title="Title: a">link</URIObject>')

    assert body.files == ()
    assert body.marks == ("media-omitted",)
    assert body.details == (("link", "https://x.example.org/1"), ("title", "Title: a"))


def test_a_place_with_odd_figures_is_kept_as_written() -> None:
    body = read_body('<location latitude="north" longitude="">Home</location>')

    assert body.details == (("position", "north"),)
    assert body.text == "Home"


def test_attributes_in_either_quotes() -> None:
    assert attribute("<a b='1&amp;2' c=\"3\">", "b") == "1&2"
    assert attribute("<a b='1' c=\"3\">", "c") == "3"
    assert attribute("<a>", "c") == ""


def test_changes_of_a_group() -> None:
    removed = "<deletemember><initiator>a</initiator><target>b</target></deletemember>"

    assert read_change(removed).details == (("group-removed", "b"), ("done-by", "a"))
    assert read_change("<other>x</other>").text == "x"


def test_stores_are_recognised_by_their_tables() -> None:
    head = MAGIC + bytes(84) + b"\x0d" + b"CREATE TABLE Messages (\0CREATE TABLE Conversations ("

    assert recognises(head + b"CREATE TABLE ChatMembers (", "x") is Confidence.YES
    assert recognises(head, "x") is Confidence.NO
    assert recognises(head, "main.db") is Confidence.PERHAPS
    assert recognises(head + b"from_dispname body_xml dialog_partner", "x") is Confidence.YES


def test_an_export_that_begins_otherwise_is_recognised_by_a_message() -> None:
    message = {"id": "1700000000000", "from": "8:a", "messagetype": "Text", "content": "x"}
    export = json.dumps({"conversations": [{"id": "8:a", "MessageList": [message]}]}).encode()

    (found,) = messages_of(read_all(BytesSource(export), "skype"))

    assert recognises(export, "x") is Confidence.YES
    assert found.happened.iso == "2023-11-14T22:13:20+00:00"
    assert found.sender == "8:a"


def test_a_store_of_another_program_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"{}"), "skype")
