"""Pieces of the Signal reader: mended lines, names, hashes, and signal-export's text."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode

import pytest

from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers import signal_frames, signal_lines, signal_text, text_lines
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.signal import recognises
from holdfast.readers.signal_calls import read_call
from holdfast.readers.signal_files import decode, read_file
from holdfast.readers.signal_items import Body, moment, tell
from holdfast.readers.signal_lines import records
from holdfast.readers.signal_names import Names, find_name
from holdfast.readers.text_lines import WINDOW_BYTES, raw_lines
from tests.readers.samples import BytesSource, messages_of, read_all

CHAT = (
    b"[2026-01-01 12:23:45] Sam Quill: \n\n> Hello\n> again\n\nNo  \n"
    b"(- Robin: \xf0\x9f\x91\x8d -)\n"
    b"[2026-01-01 12:24:00] Me: ![door.jpg](./media/door.jpg)  \n"
    b"[2026-01-01 12:25:00] Sam Quill: (This message was deleted)\n"
    b"[2026-01-01 12:26:00] Sam Quill: Missed voice call  \n"
    b"[2026-01-01 12:27:00] Me: Outgoing voice call (accepted, 1m 5s)  \n"
    b"[2026-01-01 12:28:00] Sam Quill:   \n(( \xf0\x9f\x91\x80 ))\n"
)


def test_the_text_by_signal_export_is_divided_into_what_it_shows() -> None:
    messages = messages_of(read_all(BytesSource(b"junk\n" + CHAT, "chat.md"), "signal"))

    assert [each.kind for each in messages] == [
        "message", "message", "message", "call", "call", "message",
    ]  # fmt: skip
    assert messages[0].text == "No"
    assert messages[0].details == (("reply-to", "Hello\nagain"), ("reaction", "Robin: 👍"))
    assert messages[1].attachments == ("media/door.jpg",)
    assert messages[1].conversation == "Sam Quill"
    assert messages[2].marks == ("deleted",)
    assert messages[3].marks == ("missed",)
    assert messages[4].duration_seconds == 65
    assert messages[5].marks == ("sticker",)


def test_spans_of_the_text_cover_it() -> None:
    content = b"junk\n" + CHAT
    found = read_all(BytesSource(content, "Sam.md"), "signal")

    assert isinstance(found[0], Leftover)
    assert b"".join(content[each.span.start : each.span.end] for each in found) == content  # type: ignore[union-attr]  # no questions among them


def test_a_text_that_may_be_another_apps_is_not_claimed() -> None:
    text = b"[2026-01-01, 12:23] Sam: hi\n"

    assert recognises(text, "notes.txt") is Confidence.PERHAPS
    assert recognises(text, "chat.md") is Confidence.YES
    assert recognises(b"hello", "chat.md") is Confidence.NO
    assert recognises(b"[2026-01-01 12:23:01] ERROR: x\n", "chat.md") is Confidence.NO


NAMES: dict[str, dict[str, object]] = {
    "Nick": {"contact": {"nickname": {"given": "Nick"}, "systemGivenName": "No"}},
    "A B": {"contact": {"profileGivenName": "A", "profileFamilyName": "B"}},
    "+447700900123": {"contact": {"e164": 447700900123}},
    "Title": {"group": {"title": "Title"}},
    "Close friends": {"distributionList": {"distributionList": {"name": "Close friends"}}},
    "Signal": {"releaseNotes": {}},
    "": {"contact": {}},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_recipient_goes_by_the_name_on_the_phone_first(name: str) -> None:
    assert find_name(NAMES[name]) == name


def test_an_owner_without_a_name_is_said_to_be_this_phone() -> None:
    names = Names()
    names.learn({"recipient": {"id": "1", "self": {}}})

    assert names.person("1") == OWNER
    assert names.is_owner("1")
    assert names.person(None) is None
    assert names.chat("") == ""


def test_a_stated_hash_needs_all_its_bytes() -> None:
    digest, key = hashlib.sha256(b"x").digest(), b"k" * 32
    place = {"plaintextHash": b64encode(digest).decode(), "localKey": b64encode(key).decode()}

    whole = read_file({"contentType": "audio/aac", "locatorInfo": place})
    without_key = read_file({"contentType": "audio/aac", "locatorInfo": {**place, "localKey": ""}})

    media = hashlib.sha256(digest + key).hexdigest()
    assert whole.name == f"files/{media[:2]}/{media}.aac"
    assert whole.sha256 == digest.hex()
    assert without_key.name == "audio/aac"
    assert decode(digest.hex()) == digest
    assert decode("!") == b""
    assert "aac" not in repr(whole)


@pytest.mark.parametrize(
    ("direction", "state", "marks"),
    [
        pytest.param("OUTGOING", "NOT_ACCEPTED", ("sent", "missed"), id="not answered by them"),
        pytest.param("INCOMING", "NOT_ACCEPTED", ("received", "rejected"), id="turned down"),
        pytest.param("INCOMING", "ACCEPTED", ("received",), id="answered"),
    ],
)
def test_a_call_says_how_it_ended(direction: str, state: str, marks: tuple[str, ...]) -> None:
    where = ("Sam", "Sam", moment("1767225600000"), Span(0, 1))

    call = read_call({"direction": direction, "state": state}, Names(), where)

    assert call.marks == marks


def test_lines_longer_than_a_window_come_whole() -> None:
    content = b"a\n" + b"x" * (WINDOW_BYTES + 5) + b"\nlast"

    assert [(at, len(line)) for at, line in raw_lines(BytesSource(content))] == [
        (0, 1), (2, WINDOW_BYTES + 5), (WINDOW_BYTES + 8, 4),
    ]  # fmt: skip


def test_fields_without_words_are_told_in_their_order() -> None:
    assert tell({"a": {"b": 1, "c": [True, None, "x"]}, "d": {}}) == "b 1, c True, c x, d"


def test_more_edges_of_the_export_are_read() -> None:
    content = (
        b'{"recipient":{"id":"1","self":{}}}\n{"chat":{"id":"5","recipientId":"1"}}\n'
        b'{"chatItem":{"chatId":"5","authorId":"1","dateSent":1767225600000,"outgoing":{},'
        b'"standardMessage":{"text":{"body":"note"},"linkPreview":[{"url":"https://example.org",'
        b'"title":"T"}],"attachments":[{"flag":"VOICE_MESSAGE","pointer":{"plaintextHash":"'
        + b"g"
        * 64
        + b'"}}]}}}\n'
        b'{"chatItem":{"chatId":"5","authorId":"1","dateSent":"1","paymentNotification":{"n":1}}}\n'
        b'{"chatItem":{"chatId":"5","authorId":"1","dateSent":"1","directionless":{},'
        b'"updateMessage":{"groupCall":{"startedCallTimestamp":"9","endedCallTimestamp":"1"}}}}\n'
        b'{"chat":{}} {"two":1}\n{"chatItem":{"broken"}\nmore}\nand more\n'
    )

    messages = messages_of(read_all(BytesSource(content, "main.jsonl"), "signal"))

    assert [each.text for each in messages] == ["note", "n 1", ""]
    assert messages[0].details == (("link", "https://example.org T"),)
    assert messages[0].marks == ("sent", "voice-message")
    assert messages[0].attachments == ("file",)
    assert messages[0].conversation == messages[0].sender == OWNER
    assert messages[2].duration_seconds is None


def test_a_repeated_line_is_forgotten_after_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal_frames, "MOST_REMEMBERED", 1)
    line = b'{"chatItem":{"chatId":"%d","dateSent":"1","standardMessage":{}}}\n'

    found = read_all(BytesSource(line % 1 + line % 2 + line % 1, "main.jsonl"), "signal")

    assert len(messages_of(found)) == 3


def test_a_record_of_too_many_lines_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal_lines, "MOST_TRIES", 2)
    content = b'{"chatItem":{"a":"\n}\n}\n}\n{"chat":{}}\n'

    found = read_all(BytesSource(content, "main.jsonl"), "signal")

    assert [getattr(each, "why", "") for each in found] == [
        "not-understood", "not-understood", "about-the-export",
    ]  # fmt: skip


def test_a_text_too_long_is_given_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((signal_text, "WINDOW_BYTES"), (signal_text, "LONGEST_ENTRY_BYTES")):
        monkeypatch.setattr(module, name, 64)
    people = b"".join(b"[2026-01-01 12:00:00] N%d: hi\n" % number for number in range(10))
    content = people + b"[2026-01-01 12:00:00] Sam: " + b"x" * 200

    found = read_all(BytesSource(content, "chat.md"), "signal")

    assert messages_of(found)[0].conversation == "N0, N1, N2, N3, N4, N5, N6, N7"
    assert isinstance(found[-1], Leftover)
    assert sum(each.span.length for each in found) == len(content)  # type: ignore[union-attr,misc]  # no questions among them


def test_rows_of_signal_export_that_make_no_sense_are_left_over() -> None:
    row = (
        b'{"date": "2026-01-01T12:00:00", "sender": "N%d", "body": "", "sticker": {"emoji":"x"}}\n'
    )
    content = b"".join(row % number for number in range(9)) + b'{"date": "x"}\n'

    found = read_all(BytesSource(content, "data.json"), "signal")

    assert getattr(found[-1], "why", "") == "not-understood"
    assert messages_of(found)[0].text == "x"
    assert messages_of(found)[0].conversation.endswith("N7")


def test_lines_and_bodies_show_no_content() -> None:
    (line,) = records(BytesSource(b'{"chat":{"canary":1}}'), signal_frames.FRAME_START)

    assert "canary" not in repr(line)
    assert "canary" not in repr(Body("canary"))


def test_a_line_longer_than_any_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_lines, "LONGEST_LINE_BYTES", 4)

    assert list(raw_lines(BytesSource(b"a\nlong line"))) == [(0, b"a"), (2, b"long line")]


@pytest.mark.parametrize(
    ("written", "files", "marks"),
    [
        ("![my door.jpg](./media/my%20door.jpg)  ", ("media/my door.jpg",), ()),
        ("![a (1).jpg](./media/a%20(1).jpg)  [b.pdf](./media/b.pdf)  ",
         ("media/a (1).jpg", "media/b.pdf"), ()),
        ("[\N{EYES}](../exported_stickers/ab/1.webp)  ",
         ("exported_stickers/ab/1.webp",), ("sticker",)),
        ("(image not exported)  (video not exported)  ", (), ("media-omitted",)),
    ],
)  # fmt: skip
def test_files_in_the_text_have_the_names_they_have_on_the_disk(
    written: str, files: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    text = f"[2026-01-01 12:23:45] Sam: {written}\n".encode()
    (message,) = messages_of(read_all(BytesSource(text, "chat.md"), "signal"))

    assert (message.text, message.attachments, message.marks) == ("", files, marks)


@pytest.mark.parametrize(
    ("body", "call", "kind", "seconds", "marks"),
    [
        ("Outgoing voice call (accepted, 2m 5s)  ", True, "call", 125, ("sent",)),
        ("Outgoing voice call (accepted, 2m 5s)  ", None, "call", 125, ("sent",)),
        ("Missed video call", None, "call", None, ("sent", "missed")),
        ("Missed video call", False, "message", None, ("sent",)),
        ("hello", None, "message", None, ("sent",)),
    ],
)
def test_a_row_that_is_a_call_has_its_length(
    body: str, *, call: bool | None, kind: str, seconds: int | None, marks: tuple[str, ...]
) -> None:
    row: dict[str, object] = {"date": "2026-01-01T12:23:45", "sender": "Me", "body": body}
    row |= {"attachments": [{"name": "a b.jpg", "path": "media/a%20b.jpg"}]}
    row |= {} if call is None else {"call": call}
    content = json.dumps(row).encode()
    (message,) = messages_of(read_all(BytesSource(content, "data.json"), "signal"))

    assert (message.kind, message.duration_seconds, message.marks) == (kind, seconds, marks)
    assert message.attachments == ("media/a b.jpg",)


def test_two_people_of_one_name_are_told_apart_by_their_numbers() -> None:
    frames = [
        {"recipient": {"id": "1", "self": {}}},
        *(
            {"recipient": {"id": each, "contact": {"profileGivenName": "Sam", **handle}}}
            for each, handle in (("2", {"e164": "447700900123"}), ("3", {"username": "sam.07"}))
        ),
        *({"chat": {"id": each, "recipientId": each}} for each in ("2", "3")),
        *(
            {"chatItem": {"chatId": chat, "authorId": who, "standardMessage": {"text": "x"}}}
            for chat, who in (("2", "2"), ("3", "3"), ("3", "1"))
        ),
    ]
    content = "\n".join(map(json.dumps, frames)).encode()

    messages = messages_of(read_all(BytesSource(content, "main.jsonl"), "signal"))

    assert [each.details[-1] for each in messages] == [
        ("address", "+447700900123"), ("address", "sam.07"), ("to", "sam.07"),
    ]  # fmt: skip


def test_a_file_that_was_not_exported_is_missed_and_has_no_name() -> None:
    missing = {"name": "", "path": "", "missing_kind": "image"}
    row = {"date": "2026-01-01T12:23:45", "sender": "Sam", "body": "", "attachments": [missing]}
    content = json.dumps(row).encode()

    (message,) = messages_of(read_all(BytesSource(content, "data.json"), "signal"))

    assert (message.attachments, message.marks) == ((), ("media-omitted",))


def test_a_name_with_brackets_begins_a_message_of_its_own() -> None:
    text = b"[2026-01-01 12:23:45] Sam: hello\n\n[2026-01-01 12:24:00] Ann [work]: stop\n"

    messages = messages_of(read_all(BytesSource(text, "chat.md"), "signal"))

    assert [(each.sender, each.text) for each in messages] == [
        ("Sam", "hello"), ("Ann [work]", "stop"),
    ]  # fmt: skip
