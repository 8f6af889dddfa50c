"""WhatsApp's store on Android: contacts, answers of polls, nicknames, what was passed on."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from holdfast.model.message import Leftover
from holdfast.readers.reader import OWNER
from holdfast.readers.whatsapp_cards import words_of_card
from tests.readers.samples import BytesSource, messages_of, read_all


def test_a_card_is_told_by_its_name_and_numbers() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Ben;;;\r\nitem1.TEL;waid=447700900123:+44 7700 900123"
        "\r\nitem1.X-ABLabel:Mobile\r\nFN:Ben\\, the\r\n  neighbour\r\nTEL:020 7946 0123\r\n"
        "PHOTO;BASE64:AAAA\r\nEND:VCARD"
    )

    assert words_of_card(card) == "Ben, the neighbour\n+44 7700 900123\n020 7946 0123"
    assert words_of_card("no card") == ""


def test_what_android_keeps_beside_a_message_is_told() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(
            "CREATE TABLE jid (_id INTEGER PRIMARY KEY, raw_string);"
            "CREATE TABLE jid_map (lid_row_id INTEGER PRIMARY KEY, jid_row_id INTEGER);"
            "CREATE TABLE lid_display_name (lid_row_id INTEGER PRIMARY KEY, display_name TEXT);"
            "CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id, subject);"
            "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id, from_me, timestamp,"
            " message_type, sender_jid_row_id, text_data, origin, origination_flags);"
            "CREATE TABLE message_media (message_row_id INTEGER PRIMARY KEY, file_path TEXT);"
            "CREATE TABLE message_vcard (_id INTEGER PRIMARY KEY, message_row_id, vcard TEXT);"
            "CREATE TABLE message_poll_option (_id INTEGER PRIMARY KEY, message_row_id,"
            " option_name TEXT);"
            "INSERT INTO jid VALUES (1, '447700900123@s.whatsapp.net'), (2, '1182734655@lid'),"
            " (3, '1182734656@lid'), (4, '120363000000000001@g.us');"
            "INSERT INTO jid_map VALUES (2, 1);"
            "INSERT INTO lid_display_name VALUES (2, 'bigben'), (3, 'annie'), (9, 'nobody');"
            "INSERT INTO chat VALUES (1, 1, NULL), (2, 4, 'Neighbours');"
            "INSERT INTO message_vcard VALUES (1, 4, 'FN:Ben'), (2, 4, 'FN:Ann');"
            "INSERT INTO message_poll_option VALUES (1, 5, 'Yes'), (2, 5, 'No');"
            "INSERT INTO message_media VALUES (6, 'Media/x.jpg');"
        )
        rows = [
            (1, -1, 0, None, None, None, None, None, None),
            (2, 1, 0, 9, 2, 0, None, 1, 0),
            (3, 2, 0, 9, 0, 3, "look", 0, 67_108_865),
            (4, 1, 1, 9, 14, 0, None, 0, 0),
            (5, 1, 0, 9, 106, 0, "When?", 0, 0),
            (6, 1, 0, 9, 999, 0, None, 0, 0),
            (7, 77, 0, 9, 0, 0, "a chat that is gone", 0, 0),
            (8, "x", 0, 9, 0, 0, "a chat that is none", 0, "y"),
        ]
        database.executemany("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        content = database.serialize()

    first, *found = read_all(BytesSource(content, "x"), "whatsapp-store")

    assert isinstance(first, Leftover)
    assert first.why == "about-the-export"
    voice, passed_on, cards, poll, new_kind, gone, none = messages_of(found)
    assert voice.marks[:2] == ("received", "voice-message")
    assert dict(voice.details)["nickname"] == "bigben"
    assert (passed_on.sender, passed_on.conversation) == ("1182734656@lid", "Neighbours")
    assert dict(passed_on.details) == {"forwarded-from": "null", "nickname": "annie"}
    assert (cards.sender, cards.text, cards.details) == (OWNER, "Ben\nAnn", ())
    assert (poll.text, poll.marks) == ("When?\n- Yes\n- No", ("received", "poll"))
    assert new_kind.attachments == ("x.jpg",)
    assert (gone.conversation, gone.sender, gone.text) == ("", None, "a chat that is gone")
    assert (none.conversation, none.details) == ("", ())
