"""Tables of messages that makers of Android phones keep beside `sms` and `pdu`."""

from __future__ import annotations

import sqlite3

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.readers import android_sms, skype
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


def bugle(*statements: str) -> bytes:
    """Give a store of Google's Messages with one conversation of two people."""
    return made_of(
        "CREATE TABLE conversations(_id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE messages(_id INTEGER PRIMARY KEY, conversation_id, sender_id,"
        " sent_timestamp, received_timestamp, message_status, mms_subject)",
        "CREATE TABLE parts(_id INTEGER PRIMARY KEY, message_id, text, uri, content_type)",
        "CREATE TABLE participants(_id INTEGER PRIMARY KEY, sub_id, send_destination, full_name)",
        "CREATE TABLE conversation_participants(_id INTEGER PRIMARY KEY, conversation_id,"
        " participant_id)",
        "INSERT INTO participants VALUES (1, 1, NULL, NULL), (2, -2, '+447700900123', 'Robin')",
        "INSERT INTO conversations VALUES (1, NULL)",
        "INSERT INTO conversation_participants VALUES (1, 1, 2), (2, 1, 9)",
        *statements,
    )


@pytest.mark.parametrize(
    ("sender", "status", "marks", "said_by"),
    [
        (2, 100, ("received", "no-words"), "+447700900123"),
        (2, 106, ("received", "no-words", "not-downloaded"), "+447700900123"),
        ("NULL", 100, ("received", "no-words"), None),
        ("NULL", 1, ("direction-unknown", "no-words"), None),
        (1, 1, ("sent", "no-words"), "(this phone)"),
        (1, 24, ("sending-failed", "no-words"), "(this phone)"),
        (1, 77, ("sent", "no-words"), "(this phone)"),
        (2, 300, ("received", "deleted"), "+447700900123"),
        (2, 200, ("group-changed",), None),
        (2, 214, ("app-notice",), None),
    ],
)
def test_the_state_of_a_message_says_what_became_of_it(
    sender: object, status: int, marks: tuple[str, ...], said_by: str | None
) -> None:
    content = bugle(f"INSERT INTO messages VALUES (1, 1, {sender}, 0, NOON, {status}, NULL)")  # noqa: S608

    (message,) = messages_of(read_all(BytesSource(content, "bugle_db"), "android-sms"))

    assert (message.marks, message.sender) == (marks, said_by)
    assert message.conversation == "+447700900123"


def test_a_file_without_a_name_is_named_by_its_address_or_kind() -> None:
    content = bugle(
        "INSERT INTO messages VALUES (1, 1, 2, NOON, 0, 100, NULL)",
        "INSERT INTO parts VALUES (1, 1, NULL, 'content://a/b.jpg?x=1', 'image/jpeg')",
        "INSERT INTO parts VALUES (2, 1, NULL, NULL, 'video/mp4')",
        "INSERT INTO parts VALUES (3, 1, NULL, NULL, NULL)",
    )

    (message,) = messages_of(read_all(BytesSource(content, "bugle_db"), "android-sms"))

    assert message.attachments == ("b.jpg", "video/mp4")
    assert message.marks == ("received", "media-omitted")
    assert message.happened.stated == "2024-04-20T01:29:22.686"


def test_a_message_of_googles_store_without_a_time_says_so() -> None:
    content = bugle("INSERT INTO messages VALUES (1, 1, 2, 0, 0, 100, CAST(X'ff' AS TEXT))")

    (message,) = messages_of(read_all(BytesSource(content, "bugle_db"), "android-sms"))

    assert message.marks == ("received", "no-time", "no-words", "bytes-replaced")


def test_googles_store_is_no_store_of_skype() -> None:
    content = bugle()

    assert skype.recognises(content, "bugle_db") is Confidence.NO
    assert android_sms.recognises(content, "bugle_db") is Confidence.YES


def test_what_is_not_known_of_a_chat_is_shown_as_it_stands() -> None:
    content = made_of(
        "CREATE TABLE im (_id INTEGER PRIMARY KEY, address, body, date, type, recipients,"
        " re_count_info)",
        "INSERT INTO im VALUES (1, '1', CAST(X'41ff' AS TEXT), NOON, 2, '1;2', 'x=1')",
        "INSERT INTO im VALUES (2, '1', 'b', NOON, 1, '1;2', CAST(X'ff' AS TEXT))",
    )

    sent, received = messages_of(read_all(BytesSource(content, "mmssms.db"), "android-sms"))

    assert sent.marks == ("sent", "bytes-replaced")
    assert sent.details == (
        ("to", "1"),
        ("other-field", "re_count_info: x=1"),
        ("other-field", "recipients: 1;2"),
    )
    assert received.marks == ("received", "bytes-replaced")
