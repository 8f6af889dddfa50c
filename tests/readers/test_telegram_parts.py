"""Pieces of the reader of Telegram's exports."""

from __future__ import annotations

import json

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.readers.reader import Confidence
from holdfast.readers.telegram import recognises
from holdfast.readers.telegram_pages import moment_of_title
from tests.readers.samples import BytesSource, messages_of, read_all


@pytest.mark.parametrize(
    ("title", "iso"),
    [
        ("03.04.2024 11:00:01 UTC+01:00", "2024-04-03T11:00:01+01:00"),
        ("03.04.2024 11:00:01 UTC", "2024-04-03T11:00:01+00:00"),
        ("03.04.2024 11:00:01", "2024-04-03T11:00:01"),
        ("33.04.2024 11:00:01", None),
        ("yesterday", None),
    ],
)
def test_titles_of_dates_have_the_day_first(title: str, iso: str | None) -> None:
    moment = moment_of_title(title)

    assert (moment.iso, moment.as_written) == (iso, title)


@pytest.mark.parametrize(
    ("content", "confidence"),
    [
        (b'{"name": "A", "type": "personal_chat", "id": 1, "messages": []}', Confidence.YES),
        (b'{"messages": [{"type": "message", "date": "2024-03-04T11:00:00"}]}', Confidence.YES),
        (b'{"about": "Telegram", "personal_information": {"user_id": 1}}', Confidence.YES),
        (b'{"chats": {"list": []}}', Confidence.YES),
        (b'{"chats": {}}', Confidence.NO),
        (b'[{"id": 1, "message.id": 2}]', Confidence.YES),
        (b'<html><div class="message default">', Confidence.YES),
        (b"<html><div>", Confidence.NO),
        (b"[1]", Confidence.NO),
    ],
)
def test_an_export_is_known_by_its_keys(content: bytes, confidence: Confidence) -> None:
    assert recognises(content, "result.json") is confidence


def test_another_file_is_refused() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(b"{}"), "telegram")


def test_a_name_after_the_messages_is_used() -> None:
    chat = {"messages": [{"type": "message", "date": "2024-03-04T11:00:00"}], "name": "Late"}

    (message,) = messages_of(read_all(BytesSource(json.dumps(chat).encode()), "telegram"))

    assert (message.conversation, message.marks) == ("Late", ("no-text",))


def test_a_list_of_posts_keeps_what_is_no_post() -> None:
    posts = b'[{"message.id": 1, "sender_id": 2, "text": "x", "date": "soon"}, 7, {]'

    message, *rest = read_all(BytesSource(posts), "telegram")

    assert messages_of([message])[0].marks == ("clock-impossible",)
    assert [each.why for each in rest if isinstance(each, Leftover)] == [
        "not-understood", "damaged-record",
    ]  # fmt: skip
