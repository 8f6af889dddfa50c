"""Published stores of Messages against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

import pytest

from holdfast.model.message import Leftover
from holdfast.readers.imessage import recognises
from holdfast.readers.imessage_bodies import read_body, read_history
from holdfast.readers.reader import HEAD_BYTES, Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

PLACE = ("samples", "imessage")
OLD, UPGRADED = "imessage_chat.db", "imessage_chat_upgrade_osx_11.db"


def store(name: str) -> BytesSource:
    return BytesSource(corpus(*PLACE, "langchain-community", name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "other"), [(OLD, "testemail@gmail.com"), (UPGRADED, "test@gmail.com")]
)
def test_every_row_of_a_published_store_is_a_message(name: str, other: str) -> None:
    source = store(name)

    found = read_all(source, "imessage")
    messages = messages_of(found)

    assert recognises(source.content[:HEAD_BYTES], "anything") is Confidence.YES
    assert Counter(each.kind for each in messages) == {"message": 23}
    assert Counter(each.sender for each in messages) == {other: 10, "+16478889999": 13}
    assert sum("sent" in each.marks for each in messages) == 13
    assert all(each.text for each in messages)
    assert {each.conversation for each in messages} == {other}
    assert messages[0].happened.iso == "2023-11-05T02:50:50.393+00:00"
    assert messages[-1].happened.iso == "2023-11-17T11:27:36.509+00:00"


def test_words_come_from_the_formatted_text_where_there_are_no_others() -> None:
    messages = messages_of(read_all(store(OLD), "imessage"))

    assert messages[2].text == "Woaaaaaah"
    assert messages[-1].text == "Loved “I see nothing here add”"
    assert ("reply-to", "I see nothing here add") in messages[-1].details
    assert "reaction" in messages[-1].marks


def test_texts_that_differ_are_both_shown() -> None:
    messages = messages_of(read_all(store(OLD), "imessage"))

    assert [each.span.path for each in messages if "two-texts" in each.marks] == [
        "message:251965", "message:251966", "message:252038", "message:252039",
    ]  # fmt: skip


def test_every_table_is_accounted_for() -> None:
    found = read_all(store(UPGRADED), "imessage")

    assert [(each.span.path, each.why) for each in found if isinstance(each, Leftover)] == [
        ("handle", "table-used"),
        ("chat_message_join", "table-used"),
        ("chat_handle_join", "table-used"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("AttributedBodyTextOnly", "Noter test"),
        ("AttributedBodyTextOnly2", "Test 3"),
        ("Blank", ""),
        ("MultiPart", "\ufffctest 1\ufffctest 2 \ufffctest 3"),
        ("URL", "https://github.com/ReagentX/Logria"),
        ("WeirdText", "𝖍𝖊𝖑𝖑𝖔 𝖜𝖔𝖗𝖑𝖉"),  # noqa: RUF001  # as written
        ("ExtraData", "This is parsing  "),  # states a wrong length
    ],
)
def test_formatted_texts_are_read(name: str, text: str) -> None:
    stored = corpus(*PLACE, "imessage-exporter", "streamtyped", name).read_bytes()

    assert read_body(stored) == text


@pytest.mark.parametrize(
    ("name", "earlier", "changes", "unsent"),
    [
        ("Deleted", 0, 0, 1), ("Edited", 3, 3, 0), ("EditedToLink", 1, 1, 0),
        ("EditedToLinkAndBack", 2, 2, 0),
    ],
)  # fmt: skip
def test_histories_are_read(name: str, earlier: int, changes: int, unsent: int) -> None:
    stored = corpus(*PLACE, "imessage-exporter", "edited_message", f"{name}.plist").read_bytes()

    history = read_history(stored)

    assert (len(history.earlier), len(history.changed_at), history.unsent_parts) == (
        earlier, changes, unsent,
    )  # fmt: skip


def test_every_message_of_a_published_page_is_found() -> None:
    source = BytesSource(
        corpus(*PLACE, "imessage-exporter", "example.html").read_bytes(), "example.html"
    )

    messages = messages_of(read_all(source, "imessage"))

    assert recognises(source.content[:HEAD_BYTES], "x") is Confidence.YES
    assert Counter(each.kind for each in messages) == {"message": 10, "event": 1}
    assert Counter(each.sender for each in messages) == {
        "Me": 6, "+15558675309": 3, "steve@icloud.com": 1, None: 1,
    }  # fmt: skip
    assert messages[0].happened.stated == "2022-07-17T17:04:04"
    assert messages[-1].happened.stated == "2022-07-17T17:47:37"
    assert sum(code == "reaction" for each in messages for code, _ in each.details) == 8
    assert sum("edited" in each.marks for each in messages) == 1
