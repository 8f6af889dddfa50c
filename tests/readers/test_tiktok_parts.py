"""Pieces of the TikTok reader: the owner's name, and which text is which."""

from __future__ import annotations

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.readers.mail import recognises as is_mail
from holdfast.readers.reader import Confidence
from holdfast.readers.tiktok import find_user_name, recognises
from holdfast.readers.tiktok_text import find_kind
from tests.readers.samples import BytesSource, messages_of, read_all

HEADS = {
    "messages": (b">>> Chat History with sam::\n2026-01-01 10:00:00 sam: hi\n", "chat"),
    "comments": (b"Date: 2026-01-01 10:00:00 UTC\nComment: hi\n", "list"),
    "log-ins after a title": (b"Login History\n\nDate: 2026-01-01 10:00:00\r\nIP: 1\r\n", "list"),
    "videos that were watched": (b"Date: 2026-01-01 10:00:00\nLink: https://example.org\n", ""),
    "messages in blocks": (b"Date: 2026-01-01 10:00:00 UTC\r\nFrom: a\r\nContent: hi\r\n", "list"),
    "a letter": (b"Date: 2026-01-01\nComment on your flat\n", ""),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_text_is_known_by_its_lines(name: str) -> None:
    head, kind = HEADS[name]

    assert find_kind(head) == kind


def test_dates_and_names_are_no_mail_and_a_mail_is_no_list() -> None:
    listed = b"Date: 2026-01-01 10:00:00 UTC\nFrom: sam.quill\nContent: hi\n"
    sent = b"Date: 2026-01-01 10:00:00\nFrom: sam@example.org\nContent: hi\n"

    assert recognises(listed, "x.eml") is Confidence.YES
    assert is_mail(listed, "Direct Messages.txt") is Confidence.PERHAPS
    assert is_mail(listed, "x.eml") is Confidence.YES
    assert is_mail(sent, "x.txt") is Confidence.YES
    assert is_mail(listed + b"Subject: x\n", "x.txt") is Confidence.YES


def test_the_owners_name_is_found_far_into_the_file() -> None:
    profile = b'"Profile":{"Profile Information":{"ProfileMap":{"bio":"","userName":"robin.vale"}}}'

    assert find_user_name(BytesSource(b"{" + b" " * 3_000_000 + profile + b"}")) == "robin.vale"
    assert find_user_name(BytesSource(b"{}")) == ""


def test_a_file_without_any_known_list_is_only_perhaps_tiktoks() -> None:
    head = b'{"Profile":{"a":1}}'

    assert recognises(head, "user_data.json") is Confidence.PERHAPS
    assert recognises(head, "other.json") is Confidence.NO


def test_what_is_no_export_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"[1, 2]", "user_data.json"), "tiktok")


def test_messages_without_their_senders_name_have_none() -> None:
    content = (
        b'{"Direct Messages":{"Chat History":{"ChatHistory":{"sam":'
        b'[{"Date":"2026-01-01 10:00:00","Content":"hi"}]}}}}'
    )

    (message,) = messages_of(read_all(BytesSource(content, "user_data.json"), "tiktok"))

    assert (message.conversation, message.sender, message.text) == ("sam", None, "hi")


def test_empty_values_are_no_leftovers() -> None:
    content = b'{"Profile":{"ProfileMap":{}},"Comment":{"CommentsList":[{"comment":"hi"}, 5]}}'

    found = read_all(BytesSource(content, "user_data.json"), "tiktok")

    assert [type(each).__name__ for each in found] == ["Leftover", "Message", "Leftover"]


def test_a_text_that_ends_with_an_empty_line_ends_with_its_last_message() -> None:
    content = b">>> Chat History with sam::\n2026-01-01 10:00:00 sam: hi\n\n"

    found = read_all(BytesSource(content, "Direct Messages.txt"), "tiktok")

    assert [each.text for each in messages_of(found)] == ["hi"]
    assert len(found) == 2


def test_an_export_that_begins_with_a_new_section_is_known_by_its_name() -> None:
    content = (
        b'{"Something New":{"Wallet":[]},"Direct Message":{"Direct Messages":{"ChatHistory":{'
        b'"Chat History with sam.quill:":[{"Date":"2026-01-01 10:00:00","From":"sam.quill",'
        b'"Content":"hi"}]}}}}'
    )

    (message,) = messages_of(read_all(BytesSource(content, "user_data_tiktok (1).json"), "tiktok"))

    assert recognises(content, "user_data_tiktok (1).json") is Confidence.YES
    assert recognises(content, "other.json") is Confidence.NO
    assert (message.conversation, message.text) == ("sam.quill", "hi")
