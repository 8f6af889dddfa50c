"""WhatsApp's own stores: which files are known, who wrote, what is told of each kind of row."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message
from holdfast.readers import whatsapp_store as store
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.sqlite_file import MAGIC
from holdfast.readers.sqlite_rows import WAL_VERSION
from holdfast.readers.whatsapp_accounts import called, shown, with_numbers
from holdfast.readers.whatsapp_android_kinds import kind_of
from holdfast.readers.whatsapp_iphone import FILES_IN_BACK_UP, name_in_back_up
from holdfast.readers.whatsapp_reactions import poll_in, reactions_in
from tests.readers.samples import BytesSource, messages_of, read_all

LEAF = MAGIC + bytes(84) + b"\x0d"
ELSEWHERE = MAGIC + bytes(84) + b"\x05"
BEN, GROUP = "447700900123@s.whatsapp.net", "120363000000000001@g.us"
IPHONE = (
    "ZCHATSESSION, ZISFROMME, ZMESSAGETYPE, ZGROUPEVENTTYPE, ZMESSAGEDATE, ZTEXT, ZFROMJID,"
    " ZMEDIAITEM"
)


def iphone(*values: object, card: str = "", newer_beside: bool = False) -> Message:
    """Give the message of an iPhone's store with one row."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZVCARDNAME, ZVCARDSTRING)"
        )
        database.execute("INSERT INTO ZWAMEDIAITEM VALUES (1, ?, ?)", (card, card))
        database.execute(f"CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, {IPHONE})")
        database.execute("CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZCONTACTJID)")
        database.execute("INSERT INTO ZWACHATSESSION VALUES (1, ?), (2, ?)", (BEN, GROUP))
        row = (*values, *[None] * (8 - len(values)))
        database.execute(f"INSERT INTO ZWAMESSAGE ({IPHONE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608  # names of columns
        content = bytearray(database.serialize())
    if newer_beside:
        content[18:20] = bytes((WAL_VERSION, WAL_VERSION))
    found = read_all(BytesSource(bytes(content), "x"), "whatsapp-store")
    whys = [each.why for each in found if isinstance(each, Leftover)]
    assert ("newer-rows-beside" in whys) is newer_beside
    (message,) = messages_of(found)
    return message


def android(kind: int, action: int | None = None, **cells: object) -> list[Message]:
    """Give the messages of an Android phone's store with one row."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE jid (_id INTEGER PRIMARY KEY, raw_string)")
        database.execute("CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id, subject)")
        database.execute(
            "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id, from_me, timestamp,"
            " message_type, sender_jid_row_id, text_data)"
        )
        database.execute(
            "CREATE TABLE message_system (message_row_id INTEGER PRIMARY KEY, action_type)"
        )
        database.execute("INSERT INTO jid VALUES (1, ?), (2, ?)", (BEN, GROUP))
        database.execute("INSERT INTO chat VALUES (1, 1, NULL), (2, 2, 'Neighbours')")
        row = {"chat_row_id": 1, "from_me": 0, "timestamp": 1_772_800_000_000, **cells}
        row["message_type"] = kind
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        database.execute(f"INSERT INTO message ({names}) VALUES ({marks})", [*row.values()])  # noqa: S608  # names of columns
        if action is not None:
            database.execute("INSERT INTO message_system VALUES (1, ?)", (action,))
        content = database.serialize()
    return messages_of(read_all(BytesSource(content, "x"), "whatsapp-store"))


def field(number: int, content: bytes | int) -> bytes:
    """Give a field of a message in protocol buffers."""
    more = b"" if number < 16 else bytes([number >> 4])
    kind = 0 if isinstance(content, int) else 2
    key = bytes([(number << 3 | kind) & 0x7F | (0x80 if more else 0)]) + more
    return key + (bytes([content]) if isinstance(content, int) else bytes([len(content)]) + content)


def test_the_name_in_a_back_up_is_a_hash_of_the_place() -> None:
    place = b"AppDomainGroup-group.net.whatsapp.WhatsApp.shared-ChatStorage.sqlite"
    file = f"{FILES_IN_BACK_UP}Media/a.jpg".encode()

    assert hashlib.sha1(place, usedforsecurity=False).hexdigest() == store.BACKUP_NAME
    assert name_in_back_up("/Media/a.jpg") == hashlib.sha1(file, usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(
    ("head", "name", "sure"),
    [
        (LEAF + b"CREATE TABLE ZWAMESSAGE (ZISFROMME", "x", Confidence.YES),
        (LEAF + b"CREATE TABLE ZWAMESSAGE (", "x", Confidence.NO),
        (
            LEAF + b"CREATE TABLE message (chat_row_id CREATE TABLE chat ( CREATE TABLE jid (",
            "x",
            Confidence.YES,
        ),
        (LEAF + b"CREATE TABLE messages (key_remote_jid", "x", Confidence.YES),
        (LEAF + b"CREATE TABLE messages (id", "x", Confidence.NO),
        (LEAF + b"CREATE TABLE message (guid", "x", Confidence.NO),
        (LEAF, "msgstore.db", Confidence.PERHAPS),
        (LEAF, store.BACKUP_NAME, Confidence.PERHAPS),
        (ELSEWHERE, "x", Confidence.PERHAPS),
        (b"[04/03/25, 14:05:09] Anna: ZWAMESSAGE", "ChatStorage.sqlite", Confidence.NO),
    ],
)
def test_a_store_is_known_by_its_tables(head: bytes, name: str, sure: Confidence) -> None:
    assert store.recognises(head, name) is sure


def test_a_store_of_calls_alone_is_none_of_whatsapp() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE call_log (jid_row_id, timestamp, video_call, call_result)")
        content = database.serialize()

    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content, "x"), "whatsapp-store")


@pytest.mark.parametrize(
    ("account", "number"),
    [
        (BEN, "+447700900123"),
        ("447700900123.0:4@s.whatsapp.net", "+447700900123"),
        ("447700900123:4@s.whatsapp.net", "+447700900123"),
        ("1182734655@lid", "1182734655@lid"),
        (GROUP, GROUP),
        ("status@broadcast", "status@broadcast"),
        ("", ""),
    ],
)
def test_an_account_is_shown_as_a_number_where_it_is_one(account: str, number: str) -> None:
    assert shown(account) == number


def test_accounts_in_a_notice_are_shown_as_numbers() -> None:
    assert with_numbers(f"{BEN},x") == "+447700900123,x"


@pytest.mark.parametrize(
    ("values", "kind", "sender", "marks"),
    [
        ((1, 0, 0, None, 1, "hi", BEN), "message", "+447700900123", ("received",)),
        ((1, 0, 0, None, 1, "hi"), "message", "+447700900123", ("received",)),
        ((1, 1, 0, None, 1, "hi"), "message", OWNER, ("sent",)),
        ((2, 0, 0, None, 1, "hi", GROUP), "message", None, ("received",)),
        ((1, 0, 1, None, 1), "message", "+447700900123", ("received", "media-omitted")),
        ((1, 0, 10, 4, 1), "call", "+447700900123", ("received", "missed", "video-call")),
        ((1, 0, 10, 99, 1), "event", None, ("app-notice",)),
        ((1, 0, 14, None, 1), "event", "+447700900123", ("received", "deleted")),
        ((1, 0, 6, 9, 1), "event", None, ("number-changed",)),
        ((1, 0, "x", None, 1), "message", "+447700900123", ("received", "no-words")),
        ((9, 0, 0, None, 1, "hi"), "message", None, ("received",)),
    ],
)
def test_a_row_of_an_iphone_says_who_and_what(
    values: tuple[object, ...], kind: str, sender: str | None, marks: tuple[str, ...]
) -> None:
    message = iphone(*values)

    assert (message.kind, message.sender, message.marks) == (kind, sender, marks)


def test_a_contact_that_was_sent_is_named() -> None:
    message = iphone(1, 0, 4, None, 1, None, BEN, 1, card="Zoe Example")

    assert (message.text, "contact" in message.marks) == ("Zoe Example", True)


def test_words_with_bytes_that_are_none_are_marked() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, {IPHONE})")
        database.execute(
            f"INSERT INTO ZWAMESSAGE ({IPHONE}) VALUES"  # noqa: S608  # names of columns
            " (1, 0, 0, NULL, 1, CAST(x'ff61' AS TEXT), NULL, NULL)"
        )
        content = database.serialize()

    (message,) = messages_of(read_all(BytesSource(content, "x"), "whatsapp-store"))

    assert message.marks == ("received", "bytes-replaced")


def test_newer_rows_may_lie_beside() -> None:
    assert iphone(1, 0, 0, None, 1, "hi", newer_beside=True).text == "hi"


def test_a_time_is_utc_by_the_format() -> None:
    message = iphone(1, 0, 0, None, 794_500_000.25, "hi")

    assert message.happened.iso == "2026-03-06T14:26:40.250+00:00"


def test_an_id_in_a_chat_of_two_is_the_number_of_the_chat() -> None:
    assert iphone(1, 0, 0, 0, 1, "Hi", "1182734655@lid").sender == "+447700900123"
    assert iphone(2, 0, 0, 0, 1, "Hi", "1182734655@lid").sender == "1182734655@lid"
    assert iphone(1, 0, 0, 0, 1, "Hi", "447700900129@s.whatsapp.net").sender == "+447700900129"


def test_a_poll_of_an_iphone_is_told() -> None:
    poll = field(2, b"When?") + field(3, field(1, b"Today")) + field(3, field(1, b"Never"))

    assert poll_in(field(3, 7) + field(8, poll)) == ("When?", ("Today", "Never"))
    assert poll_in(field(8, 7)) == ("", ())
    assert poll_in(field(8, field(3, 7) + field(3, field(2, b"x")))) == ("", ("",))

    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE ZWAMESSAGEINFO (Z_PK INTEGER PRIMARY KEY, ZRECEIPTINFO);"
            "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION, ZISFROMME,"
            " ZMESSAGETYPE, ZMESSAGEDATE, ZTEXT, ZMESSAGEINFO);"
            "INSERT INTO ZWAMESSAGE VALUES (1, 1, 0, 46, 1, NULL, 1), (2, 1, 0, 46, 1, 'Why?', 2);"
        )
        database.execute("INSERT INTO ZWAMESSAGEINFO VALUES (1, ?)", (field(8, poll),))
        content = database.serialize()
    first, second = messages_of(read_all(BytesSource(content, "x"), "whatsapp-store"))
    assert (first.text, second.text) == ("When?\n- Today\n- Never", "Why?")


@pytest.mark.parametrize("is_indexed", [True, False])
def test_an_answer_says_what_it_answers(is_indexed: bool) -> None:  # noqa: FBT001  # a case
    copy = field(19, field(1, b"a copy"))
    stored = [
        field(5, b"3EB0A1B2C3D4"), field(5, b"3EB0FFFFFFFF"), field(5, b"3EB0FFFFFFFF") + copy,
        field(5, b"x y z w v u") + copy, copy, b"\xff" * 9,
    ]  # fmt: skip
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMETADATA);"
            "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION, ZISFROMME,"
            " ZMESSAGETYPE, ZMESSAGEDATE, ZTEXT, ZSTANZAID, ZMEDIAITEM);"
            + ("CREATE INDEX by_id ON ZWAMESSAGE (ZSTANZAID);" if is_indexed else "")
        )
        database.executemany("INSERT INTO ZWAMEDIAITEM VALUES (?, ?)", enumerate(stored, 1))
        database.executemany(
            "INSERT INTO ZWAMESSAGE VALUES (?, 1, 0, 0, 1, ?, ?, ?)",
            [(at + 1, "Where are you", "3EB0A1B2C3D4", at) for at in range(len(stored) + 1)],
        )
        content = database.serialize()

    found = messages_of(read_all(BytesSource(content, "x"), "whatsapp-store"))

    told = [dict(each.details).get("reply-to") for each in found]
    words = "Where are you" if is_indexed else "3EB0A1B2C3D4"
    assert told == [None, words, "3EB0FFFFFFFF", "a copy", None, None, None]


def test_the_news_that_somebody_shows_are_no_chat_with_them() -> None:
    assert called("447700900123@status", "Ben") == "447700900123@status"
    assert called("1182734655@lid.status", "Ben") == "1182734655@lid.status"
    assert called(BEN, "Ben") == "Ben"
    assert called(BEN, "") == "+447700900123"


def test_a_deleted_message_says_by_whom() -> None:
    assert dict(iphone(2, 0, 14, 0, 1, None, GROUP, 1, card=BEN).details)["done-by"] == (
        "+447700900123"
    )
    assert "done-by" not in dict(iphone(2, 0, 14, 0, 1, None, GROUP, 1, card="image/jpeg").details)


def test_a_kind_that_is_not_known_is_a_message_that_says_so() -> None:
    message = iphone(1, 0, 400, 3, 1, "hi")

    assert (message.text, message.details) == ("hi", (("item-type", "400/3"),))


@pytest.mark.parametrize(
    ("number", "action", "marks"),
    [
        (0, None, ("received",)),
        (15, None, ("received", "deleted")),
        (7, 12, ("group-changed",)),
        (7, 57, ("security-code-changed",)),
        (7, 4_000, ("app-notice",)),
        (7, None, ("app-notice",)),
        (36, None, ("disappearing-messages",)),
    ],
)
def test_a_row_of_android_says_what(
    number: int, action: int | None, marks: tuple[str, ...]
) -> None:
    (message,) = android(number, action, text_data="hi")

    assert message.marks == marks
    assert message.sender == ("+447700900123" if "received" in marks else None)


def test_a_row_of_android_that_says_nothing_is_a_message_all_the_same() -> None:
    (message,) = android(400, chat_row_id=77, timestamp=0)

    assert message.marks == ("received", "no-time", "no-words")
    assert message.details == (("item-type", "400"),)


def test_in_a_group_only_the_row_tells_who_wrote() -> None:
    (known,) = android(0, chat_row_id=2, sender_jid_row_id=1, text_data="hi")
    (unknown,) = android(0, chat_row_id=2, text_data="hi")

    assert (known.conversation, known.sender) == ("Neighbours", "+447700900123")
    assert (unknown.conversation, unknown.sender) == ("Neighbours", None)


def test_a_call_is_counted_once() -> None:
    with_table = kind_of("90", "", has_calls=True)
    without = kind_of("90", "", has_calls=False)

    assert (with_table.kind, without.kind) == ("event", "call")


def test_reactions_are_found_among_receipts() -> None:
    when = b"1772787700000"
    others = field(1, field(2, BEN.encode()) + field(3, "😡".encode()) + field(4, when))
    own = field(2, field(2, "👎".encode()) + field(3, 5))
    receipts = field(1, b"\x08\x01") + field(3, 7) + b"\x25abcd" + b"\x21abcdefgh"

    newer = field(1, field(1, b"3EB0") + field(3, "🙏".encode()) + field(4, 6))

    found = list(reactions_in(receipts + field(7, others + own + newer)))

    assert found == [(BEN, "😡", 1_772_787_700_000), ("", "👎", 5), ("", "🙏", 6)]


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff" * 40, id="a number without end"),
        pytest.param(field(7, b"\x0a\x7f"), id="longer than it is"),
        pytest.param(field(7, 3), id="a number"),
        pytest.param(field(7, field(3, b"x")), id="of neither side"),
        pytest.param(field(7, field(1, field(2, b"\xff") + field(3, "😡".encode()))), id="nobody"),
        pytest.param(field(7, field(2, field(2, b"x"))), id="no sign"),
        pytest.param(field(7, field(2, field(2, b"\xff\xfe"))), id="no characters"),
        pytest.param(field(7, field(2, field(2, 4))), id="a number for a sign"),
        pytest.param(b"\x38", id="a field that ends"),
        pytest.param(b"\x3b", id="a field of a kind that is no more"),
    ],
)
def test_what_is_no_reaction_is_passed_over(stored: bytes) -> None:
    assert list(reactions_in(stored)) == []


def test_nothing_prints_a_word() -> None:
    (found,) = reactions_in(field(7, field(2, field(2, "👎".encode()))))

    assert "👎" not in repr(found)


def test_the_first_row_of_the_old_table_stands_for_no_message() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE TABLE messages (_id INTEGER PRIMARY KEY, key_remote_jid, key_from_me, data,"
            " timestamp, status, media_wa_type, media_name)"
        )
        database.execute("INSERT INTO messages VALUES (1, '-1', 0, NULL, 0, -1, -1, NULL)")
        database.execute(
            "INSERT INTO messages VALUES (2, ?, 0, NULL, 1500000000000, 0, 9, 'a')", (BEN,)
        )
        content = database.serialize()

    first, second = read_all(BytesSource(content, "x"), "whatsapp-store")

    assert isinstance(first, Leftover)
    assert isinstance(second, Message)
    assert second.details == (("file-name", "a"),)
