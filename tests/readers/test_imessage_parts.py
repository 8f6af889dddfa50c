"""Pieces of the reader of Messages that the samples do not reach."""

from __future__ import annotations

import plistlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from holdfast.model.message import Leftover
from holdfast.model.moment import Moment
from holdfast.readers.apple_times import apple_moment, said
from holdfast.readers.imessage import name_in_back_up, recognises
from holdfast.readers.imessage_bodies import (
    LARGEST_BYTES,
    History,
    read_body,
    read_history,
    read_plist,
    without_placeholders,
)
from holdfast.readers.imessage_lines import LONGEST_LINE, MOST_LINES
from holdfast.readers.imessage_pages import CHUNK_BYTES, LARGEST_BLOCK
from holdfast.readers.imessage_people import owner
from holdfast.readers.imessage_written import moment_of
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.sqlite_file import MAGIC
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.message import Found

BEFORE = b"\x04\x0bstreamtyped\x81\xe8\x03NSString\x01\x94\x84\x01+"


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        pytest.param(0, None, id="not set"),
        pytest.param(None, None, id="missing"),
        pytest.param(400_000_000, "2013-09-04T15:06:40", id="seconds"),
        pytest.param(400_000_000.5, "2013-09-04T15:06:40.500", id="parts of a second"),
        pytest.param(730_000_000_000_000_000, "2024-02-19T01:46:40", id="nanoseconds"),
        pytest.param(-3600, "2000-12-31T23:00:00", id="before the epoch"),
        pytest.param(1 << 62, None, id="far away"),
        pytest.param(b"\x00", None, id="no number"),
        pytest.param("soon", None, id="words"),
    ],
)
def test_a_stored_count_becomes_a_moment(value: float | str | None, stated: str | None) -> None:
    assert apple_moment(value).stated == stated


def test_a_stored_count_is_said_with_its_zone() -> None:
    assert said(400_000_000) == "2013-09-04T15:06:40+00:00"
    assert said(0) == ""


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        pytest.param(None, None, id="nothing stored"),
        pytest.param("words", None, id="text where bytes belong"),
        pytest.param(b"NSString", None, id="no text inside"),
        pytest.param(BEFORE, "", id="cut before the length"),
        pytest.param(BEFORE + b"\x03abcdef", "abc", id="length in one byte"),
        pytest.param(BEFORE + b"\x81\x04\x00abcdef", "abcd", id="length in two bytes"),
        pytest.param(BEFORE + b"\x82\x05\x00\x00\x00abcdef", "abcde", id="length in four bytes"),
        pytest.param(BEFORE + b"\x81\xff\xffabc", "abc", id="length beyond the end"),
    ],
)
def test_the_words_of_a_formatted_text(stored: bytes | str | None, text: str | None) -> None:
    assert read_body(stored) == text


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"bplist00" + bytes(60), id="zeros"),
        pytest.param(b"<plist/>", id="another kind"),
        pytest.param(b"bplist00" + bytes(LARGEST_BYTES), id="too large"),
        pytest.param(plistlib.dumps([1], fmt=plistlib.FMT_BINARY), id="a list"),
        pytest.param(None, id="missing"),
    ],
)
def test_a_damaged_property_list_is_an_empty_one(stored: bytes | None) -> None:
    assert read_plist(stored) == {}


def test_a_history_of_odd_shapes_is_no_history() -> None:
    odd = {"ec": {"0": "x", "1": [3, {"t": 4, "d": "x"}]}, "rp": "x"}

    assert read_history(plistlib.dumps(odd, fmt=plistlib.FMT_BINARY)) == History()


def test_placeholders_are_taken_out() -> None:
    assert without_placeholders("\ufffc Look\ufffd") == "Look"
    assert without_placeholders(" plain ") == " plain "


def test_the_owner_is_named_as_the_row_names_them() -> None:
    assert owner("+447700900001", "e:x@example.org") == "+447700900001"
    assert owner(None, "E:x@example.org") == "x@example.org"
    assert owner(None, None) == OWNER


def test_files_of_a_phone_are_named_as_a_back_up_names_them() -> None:
    named = name_in_back_up("~/Library/SMS/Attachments/ab/11/IMG_0001.HEIC")

    assert named == "3920d86ebe1b366b9dbea0ad1f8476c46f75fd04"
    assert name_in_back_up("/var/mobile/Library/SMS/Attachments/ab/11/IMG_0001.HEIC") == named
    assert name_in_back_up("~/Library/Messages/Attachments/x.png") == ""


def test_a_store_whose_tables_are_out_of_sight_is_perhaps_one() -> None:
    leads_on = MAGIC + bytes(84) + b"\x05"
    shows_all = MAGIC + bytes(84) + b"\x0d"

    assert recognises(leads_on, "x") is Confidence.PERHAPS
    assert recognises(shows_all, "x") is Confidence.NO
    assert recognises(shows_all, "sms.db") is Confidence.PERHAPS
    assert recognises(b"text", "chat.db") is Confidence.NO


def exported(text: str, name: str = "+447700900123.txt") -> list[Found]:
    return read_all(BytesSource(text.encode(), name), "imessage")


def test_answers_without_a_place_of_their_own_are_messages() -> None:
    found = exported(
        "Mar 01, 2024  9:05:00 PM\nSam\nHello\n    Mar 01, 2024  9:06:00 PM\n    Me\n    No.\n"
    )

    assert [(each.sender, each.text) for each in messages_of(found)] == [
        ("Sam", "Hello"), ("Me", "No."),
    ]  # fmt: skip
    assert messages_of(found)[1].details == (("reply-to", "Hello"),)


def test_words_that_look_like_reactions_but_are_followed_by_others_stay_words() -> None:
    (message,) = messages_of(
        exported("Mar 01, 2024  9:05:00 PM\nSam\nReactions:\nLoved by all\nand more\n")
    )

    assert message.text == "Reactions:\nLoved by all\nand more"
    assert message.conversation == "+447700900123"


def test_an_impossible_day_is_kept_as_written() -> None:
    (message,) = messages_of(exported("Feb 31, 2024  9:05:00 PM\nSam\nHello\n"))

    assert message.happened == Moment("Feb 31, 2024  9:05:00 PM", None)
    assert message.marks == ("clock-impossible",)


def test_a_block_without_a_sender_is_a_message_of_nobody() -> None:
    (message,) = messages_of(exported("Mar 01, 2024  9:05:00 PM"))

    assert (message.sender, message.text) == (None, "")


def test_what_follows_very_many_lines_is_left_over() -> None:
    found = exported("Mar 01, 2024  9:05:00 PM\nSam\n" + "x\n" * (MOST_LINES + 5))

    assert [each.why for each in found if isinstance(each, Leftover)] == ["too-long"] * 7


def test_a_line_without_end_is_taken_in_pieces() -> None:
    text = "Mar 01, 2024  9:05:00 PM\nSam\n" + "x" * (2 * LONGEST_LINE + 7)
    (message,) = messages_of(exported(text))

    assert message.text.count("x") == 2 * LONGEST_LINE + 7
    assert message.span.end == len(text)


def test_times_are_read_on_a_clock_of_twelve_hours() -> None:
    for written, stated in (
        ("Jan 01, 2024 12:00:00 AM", "2024-01-01T00:00:00"),
        ("Dec 31, 2024 12:00:00 PM", "2024-12-31T12:00:00"),
        ("May  1, 2024  1:00:00 PM", None),
        ("May 1, 2024 1:00:00 PM", "2024-05-01T13:00:00"),
    ):
        assert moment_of(written).stated == stated


def test_a_page_larger_than_a_window_is_read_whole() -> None:
    one = (
        '<div class="message"><div class="sent iMessage"><p><span class="timestamp">Mar 01, 2024'
        ' 9:05:00 PM</span><span class="sender">Me</span></p><div class="message_part">'
        + "x" * 500
        + "</div></div></div>\n"
    )
    count = 2 * CHUNK_BYTES // len(one) + 3

    found = exported("<html>" + one * count, "page.html")

    assert len(messages_of(found)) == count


def test_a_page_whose_elements_never_end_is_read_to_the_end() -> None:
    page = (
        '<div class="message"><div class="received"><span class="timestamp">Mar 01, 2024  9:05:00'
        " PM</span>" + "<div>" * 400 + '<div class="message_part">hidden'
    )

    (message,) = messages_of(exported(page, "page.html"))

    assert message.happened.stated == "2024-03-01T21:05:00"


def test_what_stands_before_the_first_time_is_left_over_only_after_a_mark() -> None:
    found = exported("\ufeffMar 01, 2024  9:05:00 PM\nSam\nHello\n\n\n")

    (message,) = messages_of(found)
    assert (message.sender, message.text) == ("Sam", "Hello")


def test_a_page_that_never_closes_a_message_is_left_over_when_it_is_huge() -> None:
    page = (
        '<div class="message"><div class="received"><span class="timestamp">Mar 01, 2024  9:05:00'
        " PM</span>" + "x" * (LARGEST_BLOCK + CHUNK_BYTES)
    )

    found = exported(page, "page.html")

    assert [each.why for each in found if isinstance(each, Leftover)] == ["too-long"]


def test_stickers_and_odd_changes_of_a_group_are_told() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE message (guid TEXT, text TEXT, is_from_me, date, attributedBody, item_type,"
        " group_action_type, associated_message_type, associated_message_guid)"
    )
    connection.executemany(
        "INSERT INTO message VALUES(?, NULL, 0, 730000000, NULL, ?, ?, ?, ?)",
        [("a", 0, 0, 1000, "bp:b"), ("b", 3, 1, 0, None), ("c", 0, 0, 2099, "p:1/none")],
    )
    connection.commit()
    content = connection.serialize()
    connection.close()

    sticker, picture, odd = messages_of(read_all(BytesSource(content), "imessage"))

    assert (sticker.marks, sticker.details) == (("received", "sticker"), (("reply-to", "b"),))
    assert (picture.kind, picture.details) == ("event", (("group-picture", "changed"),))
    assert odd.details == (("reaction", "2099"), ("reply-to", "none"))


def test_a_store_trimmed_to_a_few_columns_is_read() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE message (text, handle_id, date, is_from_me)")
    connection.execute("CREATE TABLE handle (id, service)")
    connection.execute("INSERT INTO handle VALUES('sam@example.org', 'iMessage')")
    connection.execute("INSERT INTO message VALUES('Hello', 1, 730000000, 0)")
    connection.commit()
    content = connection.serialize()
    connection.close()

    (message,) = messages_of(read_all(BytesSource(content), "imessage"))

    assert recognises(content, "x") is Confidence.YES
    assert (message.sender, message.text) == ("sam@example.org", "Hello")


def store(*rows: Mapping[str, object]) -> bytes:
    """Give a store with some rows, and a person whose number is the third."""
    always = {"text", "attributedBody", "account", "date", "is_from_me"}
    columns = sorted({name for row in rows for name in row} | always)
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE message ({', '.join(columns)})")
    connection.execute("CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id)")
    connection.execute("INSERT INTO handle VALUES (3, '+447700900123')")
    marks = ", ".join("?" * len(columns))
    for row in rows:
        cells = {"date": 730_000_000, "is_from_me": 0, **row}
        values = [cells.get(name) for name in columns]
        connection.execute(f"INSERT INTO message VALUES ({marks})", values)  # noqa: S608  # marks
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


@pytest.mark.parametrize(
    ("direction", "sender", "mark"),
    [(0, OWNER, "sent"), (1, "+447700900123", "received"), (None, "+447700900123", "received")],
)
def test_whose_place_is_shared_is_told_by_its_direction(
    direction: int | None, sender: str, mark: str
) -> None:
    row = {"item_type": 4, "handle_id": 3, "other_handle": 3, "share_direction": direction}

    (shared,) = messages_of(read_all(BytesSource(store(row)), "imessage"))

    assert (shared.sender, shared.marks[0]) == (sender, mark)
    assert ("place-sharing", "started") in shared.details


def test_a_vote_is_no_message_of_words_and_a_poll_is_told() -> None:
    poll = {
        "guid": "p",
        "handle_id": 3,
        "associated_message_guid": "p",
        "balloon_bundle_id": "com.apple.messages.Polls",
    }
    vote = {
        "guid": "v",
        "handle_id": 3,
        "associated_message_type": 4000,
        "associated_message_guid": "p",
    }

    found = messages_of(read_all(BytesSource(store(poll, vote)), "imessage"))

    assert [each.marks for each in found] == [("received", "poll"), ("received", "poll")]
    assert [each.details[-1:] for each in found] == [
        (("app", "com.apple.messages.Polls"),), (("reply-to", "p"),)
    ]  # fmt: skip


def test_somebody_who_adds_themselves_has_a_new_number() -> None:
    row = {"item_type": 1, "group_action_type": 0, "handle_id": 3, "other_handle": 3}

    (changed,) = messages_of(read_all(BytesSource(store(row)), "imessage"))

    assert changed.marks == ("received", "number-changed")
    assert changed.details == (("address", "+447700900123"),)


@pytest.mark.parametrize(
    ("action", "detail"),
    [
        (2, ("group-picture", "removed")),
        (4, ("chat-background", "changed")),
        (6, ("chat-background", "removed")),
        (9, ("item-type", "3, 9")),
    ],
)
def test_the_look_of_a_chat_is_told(action: int, detail: tuple[str, str]) -> None:
    row = {"item_type": 3, "group_action_type": action, "handle_id": 3}

    (changed,) = messages_of(read_all(BytesSource(store(row)), "imessage"))

    assert changed.details == (detail,)


@pytest.mark.parametrize(("sent", "marks"), [(0, ("sent", "waiting-to-send")), (1, ("sent",))])
def test_a_message_for_later_is_not_said_to_be_sent(sent: int, marks: tuple[str, ...]) -> None:
    row = {"text": "Later", "is_from_me": 1, "schedule_type": 2, "is_sent": sent}

    (message,) = messages_of(read_all(BytesSource(store(row)), "imessage"))

    assert message.marks == marks


@pytest.mark.parametrize(
    ("notice", "mark"),
    [
        ("You unsent a message!", "deleted"),
        ("Sam kept an audio message.", "voice-message"),
        ("Sam changed their phone number.", "number-changed"),
        ("Sam left the conversation.", "group-changed"),
    ],
)
def test_a_notice_is_told_by_its_words(notice: str, mark: str) -> None:
    text = f"Mar 01, 2024  9:04:04 PM {notice}\n\n"
    page = (
        f'<div class="announcement"><p><span class="timestamp">Mar 01, 2024  9:04:04 PM</span>'
        f" {notice}</p></div>"
    )

    for content, name in ((text, "Sam.txt"), (page, "Sam.html")):
        (event,) = messages_of(read_all(BytesSource(content.encode(), name), "imessage"))
        assert (event.kind, event.text, event.marks) == ("event", notice, (mark,))


def test_a_part_that_was_taken_back_is_told_beside_words_that_were_not() -> None:
    text = "They unsent this message part 5 seconds after sending!"
    block = f"Mar 01, 2024  9:04:04 PM\nSam\nHello\n{text}\n\n"

    (message,) = messages_of(read_all(BytesSource(block.encode(), "orphaned.txt"), "imessage"))

    assert (message.marks, message.conversation) == (("partly-deleted",), "")


OLD_TABLES = (
    """CREATE TABLE message (ROWID INTEGER PRIMARY KEY, address, date, text, flags, svc_center,
    group_id, subject, is_madrid, madrid_handle, madrid_attributedBody, madrid_flags,
    madrid_roomname, madrid_account, madrid_error, madrid_date_read, madrid_guid)""",
    "CREATE TABLE group_member (ROWID INTEGER PRIMARY KEY, group_id, address)",
    """CREATE TABLE msg_pieces (ROWID INTEGER PRIMARY KEY, message_id, content_type, content_loc,
    data)""",
)


def old_store(*statements: str) -> bytes:
    """Give a store of a system before iOS 6."""
    connection = sqlite3.connect(":memory:")
    for statement in (*OLD_TABLES, *statements):
        connection.execute(statement)
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


@pytest.mark.parametrize(
    ("flags", "sender", "marks", "details"),
    [
        (2, "+447700900123", ("received",), ()),
        (3, OWNER, ("sent",), (("to", "+447700900123"),)),
        (33, OWNER, ("sending-failed",), (("to", "+447700900123"),)),
        (129, None, ("direction-unknown", "deleted-by-owner"), (("address", "+447700900123"),)),
        (
            7, None, ("direction-unknown",),
            (("address", "+447700900123"), ("item-type", "7")),
        ),
    ],
)  # fmt: skip
def test_a_text_message_of_an_old_phone(
    flags: int,
    sender: str | None,
    marks: tuple[str, ...],
    details: tuple[tuple[str, str], ...],
) -> None:
    insert = "INSERT INTO message (address, date, text, flags) VALUES "
    content = old_store(f"{insert} ('+447700900123', 1313576562, 'Hello', {flags})")

    (message,) = messages_of(read_all(BytesSource(content, "sms.db"), "imessage"))

    assert recognises(content, "x") is Confidence.YES
    assert (message.sender, message.text, message.marks) == (sender, "Hello", marks)
    assert message.details == details
    assert message.happened.iso == "2011-08-17T10:22:42+00:00"


@pytest.mark.parametrize(
    ("flags", "error", "sender", "marks"),
    [
        (12289, 0, "sam@example.org", ("received",)),
        (36869, 0, OWNER, ("sent",)),
        (36869, 4, OWNER, ("sent", "sending-failed")),
    ],
)
def test_an_imessage_of_an_old_phone_counts_from_2001(
    flags: int, error: int, sender: str, marks: tuple[str, ...]
) -> None:
    columns = "(madrid_handle, date, text, is_madrid, madrid_flags, madrid_error)"
    values = f"('sam@example.org', 335269362, 'Hello', 1, {flags}, {error})"
    content = old_store(f"INSERT INTO message {columns} VALUES {values}")  # noqa: S608  # numbers

    (message,) = messages_of(read_all(BytesSource(content, "sms.db"), "imessage"))

    assert (message.sender, message.marks) == (sender, marks)
    assert message.happened.iso == "2011-08-17T10:22:42+00:00"
    assert message.conversation == "sam@example.org"


def test_an_mms_of_an_old_phone_has_its_words_and_names_of_files() -> None:
    content = old_store(
        "INSERT INTO group_member VALUES (1, 5, '+447700900123'), (2, 5, '+447700900124')",
        "INSERT INTO message (ROWID, date, flags, group_id) VALUES (9, 1313576562, 3, 5)",
        "INSERT INTO msg_pieces VALUES (1, 9, 'text/plain', 't.txt', x'48656c6c6f'),"
        " (2, 9, 'image/jpeg', 'door.jpg', NULL), (3, 9, 'application/smil', '', NULL)",
    )

    (message,) = messages_of(read_all(BytesSource(content, "sms.db"), "imessage"))

    assert (message.text, message.attachments) == ("Hello", ("door.jpg",))
    assert message.marks == ("sent", "media-omitted")
    assert message.conversation == "+447700900123, +447700900124"
    assert message.details == (("to", "+447700900123"), ("to", "+447700900124"))


def test_an_old_row_without_a_time_or_with_an_impossible_one_says_so() -> None:
    content = old_store(
        "INSERT INTO message (address, date, text, flags) VALUES ('1', NULL, 'a', 2),"
        " ('1', 99999999999, 'b', 2)"
    )

    found = messages_of(read_all(BytesSource(content, "sms.db"), "imessage"))

    assert [each.marks for each in found] == [
        ("received", "no-time"), ("received", "clock-impossible")
    ]  # fmt: skip


def test_a_notice_that_the_exporter_did_not_know_is_nobodys_words() -> None:
    block = "Mar 01, 2024  9:04:04 PM\nSam\nHello\n\n"
    unknown = "Unable to format announcement!\n\n"

    found = read_all(BytesSource(f"{block}{unknown}{unknown}{block}".encode(), "x.txt"), "imessage")

    assert [each.text for each in messages_of(found)] == ["Hello", "Hello"]
    assert [each.why for each in found if isinstance(each, Leftover)] == ["not-understood"] * 2
