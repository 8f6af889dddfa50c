"""Published Telegram fixtures against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

FILES = {
    "langchain-json/result.json": (
        {"Jimmeny Marvelton": 3, "Batman & Robin": 1},
        "2023-08-23T20:11:23+00:00", "2023-08-23T20:15:53+00:00",
    ),
    "langchain-html/messages.html": (
        {"Jimmeny Marvelton": 3, "Batman & Robin": 1},
        "2023-08-23T13:11:23-08:00", "2023-08-23T13:15:53-08:00",
    ),
    "langchain-docs/telegram.json": (
        {"Henry": 2, "Grace ðŸ§¤ ðŸ\x8d\u2019": 1}, "2020-01-01T00:00:02", "2020-01-01T00:00:05",
    ),
    "langchain-docs/telegram_channel.json": (
        {"-1111111": 4}, "2023-05-03T15:32:25+00:00", "2023-05-15T19:30:49+00:00",
    ),
    "chat-miner/test_single_export.json": (
        {"Author 1": 1, "Author 2": 1}, "2018-12-05T10:39:10+00:00", "2018-12-05T10:49:24+00:00",
    ),
    "chat-miner/test_batch_export.json": (
        {"Author 1": 1, "Author 2": 1}, "2018-12-05T10:39:10+00:00", "2018-12-05T10:49:24+00:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_message_of_a_published_sample_is_found(name: str) -> None:
    path = corpus("samples", "telegram", *name.split("/"))

    messages = messages_of(read_all(BytesSource(path.read_bytes(), path.name), "telegram"))

    times = sorted(each.happened.iso or "" for each in messages)
    senders = Counter(each.sender for each in messages)
    assert (dict(senders), times[0], times[-1]) == FILES[name]


def test_text_in_pieces_and_the_name_of_one_chat_among_all_are_found() -> None:
    path = corpus("samples", "telegram", "chat-miner", "test_batch_export.json")

    *_, last = messages_of(read_all(BytesSource(path.read_bytes()), "telegram"))

    assert (last.conversation, last.text) == ("Chatname", "Link:https://telegram.org/")
