"""Messages: groups that shrank, voice messages that were put into words, and what apps wrote."""

from __future__ import annotations

import plistlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from holdfast.readers.imessage_apps import MOST_OBJECTS, read_app
from holdfast.readers.imessage_bodies import read_spoken
from holdfast.readers.reader import OWNER
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.model.message import Message

BEFORE = b"\x04\x0bstreamtyped\x81\xe8\x03NSString\x01\x94\x84\x01+"
NOTHING = "$null"
HANDLES = ((1, "+447700900123"), (2, "+447700900124"))
CHATS = ((1, "", "+447700900123", 45), (2, "", "chat42", 43), (3, "Walks", "chat43", 43))
COLUMNS = (
    "guid", "text", "attributedBody", "handle_id", "is_from_me", "date", "item_type",
    "group_action_type", "other_handle", "is_audio_message", "cache_has_attachments",
    "balloon_bundle_id", "payload_data", "destination_caller_id",
)  # fmt: skip


def packed(objects: list[object]) -> bytes:
    return plistlib.dumps({"$objects": objects}, fmt=plistlib.FMT_BINARY)


def formatted(words: str, more: bytes = b"") -> bytes:
    content = words.encode()
    return BEFORE + bytes([len(content)]) + content + b"\x86\x84\x02iI" + more


def read(
    rows: Iterable[Mapping[str, object]], files: Iterable[tuple[object, ...]] = ()
) -> list[Message]:
    """Read a store in which row 1 stands in chat 1, and so on; the last chat takes the rest."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE message ({', '.join(COLUMNS)})")
    connection.execute("CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id)")
    connection.execute(
        "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, display_name, chat_identifier, style)"
    )
    connection.execute("CREATE TABLE chat_handle_join (chat_id, handle_id)")
    connection.execute("CREATE TABLE chat_message_join (chat_id, message_id)")
    connection.execute(
        "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, transfer_name, filename)"
    )
    connection.execute("CREATE TABLE message_attachment_join (message_id, attachment_id)")
    connection.executemany("INSERT INTO handle VALUES (?, ?)", HANDLES)
    connection.executemany("INSERT INTO chat VALUES (?, ?, ?, ?)", CHATS)
    connection.executemany("INSERT INTO chat_handle_join VALUES (?, ?)", [(1, 1), (2, 1), (3, 1)])
    for number, row in enumerate(rows, 1):
        values = [row.get(name, 730_000_000 if name == "date" else 0) for name in COLUMNS]
        marks = ", ".join("?" * len(COLUMNS))
        connection.execute(f"INSERT INTO message VALUES ({marks})", values)  # noqa: S608  # marks
        connection.execute(
            "INSERT INTO chat_message_join VALUES (?, ?)", (row.get("chat", 1), number)
        )
    for number, file in enumerate(files, 1):
        connection.execute("INSERT INTO attachment VALUES (?, ?, ?)", (number, *file))
        connection.execute("INSERT INTO message_attachment_join VALUES (1, ?)", (number,))
    connection.commit()
    content = connection.serialize()
    connection.close()
    return messages_of(read_all(BytesSource(content), "imessage"))


def test_a_group_that_all_but_one_have_left_is_not_the_chat_with_that_one() -> None:
    alone, left, named = read(
        {"text": words, "handle_id": 2, "chat": chat}
        for words, chat in (("to you", 1), ("to all", 2), ("too", 3))
    )

    assert alone.conversation == "+447700900123"
    assert left.conversation == "+447700900123 (chat42)"
    assert named.conversation == "Walks"


def test_who_wrote_in_a_group_is_not_guessed_from_who_is_left_in_it() -> None:
    in_chat_of_two, in_group = read({"text": "?", "chat": chat} for chat in (1, 2))

    assert in_chat_of_two.sender == "+447700900123"
    assert in_group.sender is None


@pytest.mark.parametrize(
    ("action", "caller", "detail"),
    [(0, "", ("group-added", OWNER)), (1, "+447700900999", ("group-removed", "+447700900999"))],
)
def test_the_owner_added_to_or_taken_out_of_a_group_is_named(
    action: int, caller: str, detail: tuple[str, str]
) -> None:
    (event,) = read([{
        "item_type": 1, "group_action_type": action, "handle_id": 1, "chat": 2,
        "destination_caller_id": caller,
    }])  # fmt: skip

    assert event.details == (detail,)


def test_a_file_of_which_nothing_is_stored_is_missed() -> None:
    (message,) = read(
        [{"text": "\ufffc\ufffclook", "handle_id": 1}], [("one.heic", "~/one.heic"), (None, None)]
    )

    assert message.attachments == ("one.heic",)
    assert "media-omitted" in message.marks


def test_what_the_phone_heard_in_a_voice_message_is_told() -> None:
    heard = b"\x92\x84\x96\x96\x14IMAudioTranscription\x86\x92\x84\x96\x96\x0bI see you. \x86"
    rows = [
        {"attributedBody": formatted("\ufffc", heard), "handle_id": 1, "is_audio_message": flag}
        for flag in (1, 0)
    ]

    spoken, other = read(rows)

    assert spoken.details == (("spoken-words", "I see you. "),)
    assert other.details == ()
    assert read_spoken("words") == read_spoken(None) == []


def test_what_an_app_shows_and_where_it_leads_is_told() -> None:
    uid = plistlib.UID
    apple_pay = packed([
        NOTHING, {"ldtext": uid(2), "URL": uid(3), "userInfo": uid(5), "an": uid(2)}, "Sent £20.",
        {"NS.base": uid(0), "NS.relative": uid(4)}, "data:x",
        {"NS.keys": [uid(6), uid(8)], "NS.objects": [uid(7), uid(0)]}, "caption",
        {"NS.string": uid(9)}, "subcaption", "£20 for the taxi",
    ])  # fmt: skip
    place = packed([
        NOTHING, {"richLinkMetadata": uid(2)},
        {"title": uid(3), "originalURL": uid(4), "URL": uid(4), "image": uid(5)}, "12 High Street",
        {"NS.relative": uid(6)}, {"URL": uid(7)}, "https://maps.apple.com/?ll=51.5,-0.1",
        {"NS.relative": uid(8)}, "https://example.org/icon.png",
    ])  # fmt: skip

    paid, shared = read(
        {"text": "", "handle_id": 1, "balloon_bundle_id": "app", "payload_data": payload}
        for payload in (apple_pay, place)
    )

    assert paid.details == (
        ("app", "app"), ("app-words", "Sent £20."), ("app-words", "£20 for the taxi"),
    )  # fmt: skip
    assert shared.details == (
        ("app", "app"), ("app-words", "12 High Street"),
        ("link", "https://maps.apple.com/?ll=51.5,-0.1"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(None, id="nothing"),
        pytest.param(b"bplist00", id="cut"),
        pytest.param(packed([{"caption": plistlib.UID(9)}, 3]), id="leads nowhere"),
        pytest.param(packed([{"caption": plistlib.UID(0)}]), id="leads back"),
        pytest.param(packed([{"caption": "x"}] * (MOST_OBJECTS + 1)), id="too many"),
        pytest.param(plistlib.dumps({"$objects": "x"}, fmt=plistlib.FMT_BINARY), id="no list"),
    ],
)
def test_an_odd_archive_of_an_app_says_nothing(stored: bytes | None) -> None:
    assert read_app(stored) == []
