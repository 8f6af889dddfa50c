"""Variants of TikTok's, Snapchat's and Signal's exports that were read wrongly or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from holdfast.readers.reader import Confidence
from holdfast.readers.tiktok import recognises
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Message

TIKTOK = {
    "Profile And Settings": {
        "Profile Info": {"ProfileMap": {"PlatformInfo": [{"Name": "x"}], "userName": "mo.self"}},
        "Block List": {"BlockList": []},
    },
    "Direct Message": {
        "Group Chat": {
            "GroupChat": {
                "Group Chat History with Club:": [
                    {"Date": "2026-03-04 10:00:00", "From": "mo.self", "Content": "hi"}
                ]
            }
        }
    },
}


def test_the_owner_of_tiktok_is_known_whatever_stands_before_the_name() -> None:
    (message,) = messages_of(read_all(BytesSource(json.dumps(TIKTOK).encode()), "tiktok"))

    assert (message.conversation, message.marks) == ("Club", ("sent",))


@pytest.mark.parametrize(
    ("name", "mark"), [("Block List.txt", "contact-blocked"), ("Follower List.txt", "contact")]
)
def test_lists_of_people_as_text_are_tiktoks(name: str, mark: str) -> None:
    content = b"Date: 2026-03-04 10:00:00 UTC\nUserName: bo.sample\n\n"

    (message,) = messages_of(read_all(BytesSource(content, name), "tiktok"))

    assert recognises(content, name) is Confidence.YES
    assert (message.kind, message.text, message.marks) == ("event", "UserName: bo.sample", (mark,))


@pytest.mark.parametrize(
    ("what", "kind", "mark"),
    [
        ("STATUSERASEDSNAPMESSAGE", "event", "deleted"),
        ("STATUSCONVERSATIONCAPTURESCREENSHOT", "event", "screenshot-taken"),
        ("STATUSCALLMISSEDVIDEO", "call", "missed"),
        ("STATUSPARTICIPANTADDED", "event", "group-changed"),
    ],
)
def test_notices_of_snapchat_are_told_by_their_words(what: str, kind: str, mark: str) -> None:
    record = {"From": "bo", "Media Type": what, "Created": "2026-03-04 10:00:00 UTC"}
    source = BytesSource(json.dumps({"bo": [record]}).encode())

    (message,) = messages_of(read_all(source, "snapchat"))

    assert (message.kind, message.marks) == (kind, ("received", mark))


def item(**fields: object) -> Message:
    """Give an item of Signal's export as it is read."""
    frames = [
        {"version": "1", "backupTimeMs": "1"},
        {"recipient": {"id": "1", "contact": {"aci": "QUJD", "profileGivenName": "Ann"}}},
        {"chatItem": {"chatId": "1", "authorId": "1", "dateSent": "1772645400000", **fields}},
    ]
    source = BytesSource("\n".join(map(json.dumps, frames)).encode(), "main.jsonl")
    return messages_of(read_all(source, "signal"))[0]


def test_a_time_that_signal_never_set_is_not_1970() -> None:
    message = item(dateSent="0", updateMessage={"simpleUpdate": {"type": "BLOCKED"}})

    assert (message.happened.stated, message.marks) == (
        None,
        ("contact-blocked", "clock-impossible"),
    )


def test_a_long_text_of_signal_says_that_it_goes_on_in_a_file() -> None:
    message = item(standardMessage={"text": {"body": "so far"}, "longText": {"fileName": "x.txt"}})

    assert (message.text, message.marks) == ("so far", ("parts-left-out",))
    assert message.attachments == ("x.txt",)


def test_a_call_with_pictures_of_signal_says_so() -> None:
    call = {"type": "VIDEO_CALL", "direction": "INCOMING", "state": "MISSED"}
    message = item(updateMessage={"individualCall": call})

    assert message.marks == ("received", "video-call", "missed")


def test_each_change_of_a_group_of_signal_is_named() -> None:
    updates = [
        {"groupMemberLeftUpdate": {"aci": "QUJD"}}, {"groupMemberJoinedUpdate": {"newAci": "x"}},
        {"groupInviteLinkResetUpdate": {}}, {"odd": 7},
    ]  # fmt: skip
    message = item(updateMessage={"groupChange": {"updates": updates}})

    assert message.text == (
        "groupChange: groupMemberLeftUpdate: aci Ann; groupMemberJoinedUpdate: newAci x; "
        "groupInviteLinkResetUpdate; odd: 7"
    )
    assert message.marks == ("group-changed",)


def test_an_empty_message_of_signal_says_so() -> None:
    assert item(incoming={}, standardMessage={"text": {"body": ""}}).marks == (
        "received",
        "no-text",
    )
