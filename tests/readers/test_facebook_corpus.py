"""Published Facebook and Instagram fixtures against the counts that were taken of them by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

MESSENGER = "facebook/msgvault"
ACROSS = "your_activity_across_facebook/messages"
FILES = {
    ("facebook", "facebook/langchain-community/facebook_chat.json"): (
        {"User 1": 5, "User 2": 6}, "2023-02-04T22:17:02.673", "2023-02-05T11:46:11.851",
    ),
    ("facebook", f"{MESSENGER}/json_simple/{ACROSS}/inbox/alice_ABC123/message_1.json"): (
        {"Test User": 2, "Alice Example": 1}, "2020-09-13T12:26:40", "2020-09-13T12:28:40",
    ),
    ("facebook", f"{MESSENGER}/json_simple/{ACROSS}/archived_threads/zoe_ARCH/message_1.json"): (
        {"Zoe Archive": 1}, "2017-07-14T02:40:00", "2017-07-14T02:40:00",
    ),
    ("facebook", f"{MESSENGER}/json_multifile/{ACROSS}/inbox/dave_MULTI/message_1.json"): (
        {"Test User": 1, "Dave Multi": 1}, "2023-11-14T22:13:20", "2023-11-14T22:14:20",
    ),
    ("facebook", f"{MESSENGER}/json_multifile/{ACROSS}/inbox/dave_MULTI/message_2.json"): (
        {"Dave Multi": 1}, "2023-11-14T22:15:20", "2023-11-14T22:15:20",
    ),
    ("facebook", f"{MESSENGER}/json_multifile/{ACROSS}/inbox/dave_MULTI/message_10.json"): (
        {"Test User": 1}, "2023-11-14T22:16:20", "2023-11-14T22:16:20",
    ),
    ("facebook", f"{MESSENGER}/html_simple/{ACROSS}/inbox/alice_ABC123/message_1.html"): (
        {"Test User": 2, "Alice Example": 1}, "2020-09-13T12:26", "2020-09-13T12:28",
    ),
    ("facebook", f"{MESSENGER}/e2ee_simple/{ACROSS}/alice_1.json"): (
        {"Test User": 3, "Alice Example": 1}, "2020-09-13T12:26:40", "2020-09-13T12:29:40",
    ),
    ("facebook", f"{MESSENGER}/e2ee_simple/{ACROSS}/group_2.json"): (
        {"Alice Example": 1, "Bob Builder": 1}, "2020-09-13T12:26:40", "2020-09-13T12:27:40",
    ),
    ("instagram", "instagram/chat-miner/test_export.json"): (
        {"John Doe": 1, "Jane Doe": 1}, "2019-12-24T11:23:00", "2020-01-17T20:49:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reader", "name"), FILES)
def test_every_message_of_a_published_sample_is_found(reader: str, name: str) -> None:
    path = corpus("samples", *name.split("/"))

    messages = messages_of(read_all(BytesSource(path.read_bytes(), path.name), reader))

    times = sorted(each.happened.stated or "" for each in messages)
    senders = Counter(each.sender for each in messages)
    assert (dict(senders), times[0], times[-1]) == FILES[reader, name]


def test_words_and_reactions_are_put_right_once() -> None:
    path = corpus("samples", *f"{MESSENGER}/json_simple/{ACROSS}/inbox/alice_ABC123".split("/"))
    content = (path / "message_1.json").read_bytes()

    (message,) = (
        each
        for each in messages_of(read_all(BytesSource(content, "message_1.json"), "facebook"))
        if each.sender == "Alice Example"
    )

    assert message.text == "café time?"
    assert message.details == (
        ("reaction", "❤ by Test User"), ("reaction", "👍 by Alice Example"),
    )  # fmt: skip


def test_an_unsent_message_whose_words_are_there_is_marked() -> None:
    path = corpus("samples", *f"{MESSENGER}/e2ee_simple/{ACROSS}/alice_1.json".split("/"))

    *_, last = messages_of(read_all(BytesSource(path.read_bytes(), path.name), "facebook"))

    assert (last.text, last.marks) == ("oops", ("unsent",))
