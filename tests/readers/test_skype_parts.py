"""Pieces of the reader of Skype that the samples do not reach."""

from __future__ import annotations

import json
import sqlite3

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
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


@pytest.mark.parametrize("number", ["1", "184", "1700000000", "99999999999999", "", None, True])
def test_a_number_that_is_no_time_dates_nothing(number: object) -> None:
    message = {"id": number, "from": "8:a", "messagetype": "Text", "content": "x"}
    message["properties"] = {"edittime": number or 1}
    export = json.dumps({"conversations": [{"id": "8:a", "MessageList": [message]}]}).encode()

    (found,) = messages_of(read_all(BytesSource(export), "skype"))

    assert found.happened.stated is None
    assert "edited-at" not in dict(found.details)


def test_a_time_before_skype_is_kept_as_written_only() -> None:
    message = {"id": "7", "originalarrivaltime": "0001-01-01T00:00:00Z", "content": "x"}
    export = json.dumps({"conversations": [{"id": "8:a", "MessageList": [message]}]}).encode()

    (found,) = messages_of(read_all(BytesSource(export), "skype"))

    assert (found.happened.stated, found.happened.as_written) == (None, "0001-01-01T00:00:00Z")
    assert "clock-impossible" in found.marks


def test_a_store_of_another_program_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"{}"), "skype")


def store(*statements: str, wal: bool = False) -> BytesSource:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE Messages (id INTEGER PRIMARY KEY, author, body_xml, timestamp, type,"
        " from_dispname, edited_by, edited_timestamp)"
    )
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    content = bytearray(connection.serialize())
    connection.close()
    if wal:
        content[18:20] = b"\x02\x02"
    return BytesSource(bytes(content), "main.db")


def test_a_store_without_an_account_tells_no_direction() -> None:
    source = store(
        "INSERT INTO Messages VALUES(1, 'sam', CAST(x'41ff' AS TEXT), 1400000000, 61, 'sam',"
        " 'kim', 1400000009)",
        "INSERT INTO Messages VALUES(2, NULL, x'6869', 1400000000, 'odd', NULL, NULL, NULL)",
        wal=True,
    )

    found = read_all(source, "skype")

    assert [each.why for each in found if isinstance(each, Leftover)] == ["newer-rows-beside"]
    first, second = messages_of(found)
    assert first.text == "A\ufffd"
    assert first.marks == ("edited", "bytes-replaced")
    assert ("done-by", "kim") in first.details
    assert (second.sender, second.text, second.marks) == (None, "hi", ())


def test_a_store_without_the_columns_of_messages_is_refused() -> None:
    source = store("ALTER TABLE Messages DROP COLUMN body_xml")

    with pytest.raises(NotThisFormatError):
        read_all(source, "skype")


def test_members_of_a_huge_group_do_not_hide_its_name() -> None:
    members = [f"8:live:.cid.{number:08}" for number in range(70_000)]
    message = {"id": "1700000000000", "from": "8:a", "messagetype": "Text", "content": "x"}
    group = {
        "id": "19:x@thread.skype",
        "threadProperties": {"topic": "Everybody", "members": members},
        "MessageList": [message],
    }
    export = json.dumps({"userId": "8:me", "exportDate": "x", "conversations": [group]}).encode()

    (found,) = messages_of(read_all(BytesSource(export), "skype"))

    assert found.conversation == "Everybody"
    assert found.marks == ("received",)


def test_a_file_is_named_as_in_the_folder_and_keeps_its_own_name() -> None:
    picture = '<URIObject uri="x"><OriginalName v="door.jpg"/></URIObject>'
    records = [
        {"messagetype": "RichText/UriObject", "content": picture, "amsreferences": ["0-weu-0a"]},
        {"messagetype": "RichText/UriObject", "content": picture, "amsreferences": [None]},
    ]
    export = {"userId": "8:me", "exportDate": "x", "conversations": [{"MessageList": records}]}

    named, bare = messages_of(read_all(BytesSource(json.dumps(export).encode()), "skype"))

    assert (named.attachments, named.details[-1]) == (("0-weu-0a.1",), ("file-name", "door.jpg"))
    assert bare.attachments == ("door.jpg",)
