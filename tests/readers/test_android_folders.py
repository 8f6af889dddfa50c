"""Tables of messages that makers of Android phones keep beside `sms` and `pdu`."""

from __future__ import annotations

import sqlite3

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.readers import android_sms
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

NOON = "1713576562686"


def made_of(*statements: str) -> bytes:
    """Give a database."""
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement.replace("NOON", NOON))
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


def test_a_store_with_nothing_but_messages_over_the_internet_is_read() -> None:
    content = made_of(
        "CREATE TABLE im (_id INTEGER PRIMARY KEY, address TEXT, body TEXT, date INTEGER)",
        "CREATE TABLE ft (_id INTEGER PRIMARY KEY, file_name TEXT, file_size INTEGER, date)",
        "INSERT INTO im VALUES (7, '+447700900123', 'Hello', NOON)",
    )

    (message,) = messages_of(read_all(BytesSource(content, "x.db"), "android-sms"))

    assert android_sms.recognises(content, "x.db") is Confidence.YES
    assert (message.text, message.sender, message.marks) == ("Hello", None, ("direction-unknown",))
    assert message.details == (("address", "+447700900123"),)
    assert message.happened.stated == "2024-04-20T01:29:22.686"


def test_what_lg_keeps_apart_is_read_with_its_files() -> None:
    content = made_of(
        "CREATE TABLE sms (_id INTEGER PRIMARY KEY, address, date, type, body)",
        "CREATE TABLE message (_id INTEGER PRIMARY KEY, message_id, thread_id, address, body, date,"
        " type, is_file)",
        "CREATE TABLE file_info (_id INTEGER PRIMARY KEY, message_id, file_name, file_path,"
        " file_size)",
        "INSERT INTO message VALUES (1, 'a', 1, '07700900123', 'Hello', NOON, 1, 0)",
        "INSERT INTO message VALUES (2, 'b', 1, '07700900123', NULL, NOON, 2, 1)",
        "INSERT INTO file_info VALUES (1, 'b', NULL, '/sdcard/RCS/cat.jpg', 9)",
    )

    found = read_all(BytesSource(content, "mmssms.db"), "android-sms")

    assert [(each.text, each.sender, each.attachments) for each in messages_of(found)] == [
        ("Hello", "07700900123", ()),
        ("", "(this phone)", ("cat.jpg",)),
    ]
    assert messages_of(found)[1].marks == ("sent", "media-omitted")
    assert [each for each in found if isinstance(each, Leftover)][-1].span.path == "file_info"


def test_a_number_that_stands_only_in_an_address_of_the_network_is_the_sender() -> None:
    content = made_of(
        "CREATE TABLE im (_id INTEGER PRIMARY KEY, address, remote_uri, body, date, type)",
        "INSERT INTO im VALUES (1, NULL, 'tel:+447700900123', 'Hello', NOON, 1)",
    )

    (message,) = messages_of(read_all(BytesSource(content, "mmssms.db"), "android-sms"))

    assert (message.sender, message.conversation) == ("+447700900123", "+447700900123")


def test_tables_of_another_app_are_no_messages_of_a_phone() -> None:
    content = made_of("CREATE TABLE im (code, title)", "CREATE TABLE ft (a)")

    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content, "mmssms.db"), "android-sms")
