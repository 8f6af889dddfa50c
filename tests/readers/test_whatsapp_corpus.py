"""Published WhatsApp fixtures against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

import zipfile
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from holdfast.model.message import Question
from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.message import Message


class Facts(NamedTuple):
    """What MANIFEST.md says about a file."""

    entries: int
    senders: Mapping[str, int]
    first: str | None
    last: str | None
    asks: bool = False


CHAT_MINER = {
    "John Doe": 3, "Jahn Doe": 1, "John-John Doe": 1, "John Doe 🤓": 1, "🤓": 1,
}  # fmt: skip
SAME_NINE = Facts(9, CHAT_MINER, "2019-01-01T11:25", "2021-12-30T22:01")
GRUBER = Facts(9, {"Johannes Gruber": 6, "Test": 1}, "2017-07-12T22:35", "2018-09-28T13:30")
FILES = {
    "whatstk/pokemon.txt": Facts(
        20,
        {
            "Ash Ketchum": 4, "Brock": 3, "Misty": 4, "Prof. Oak": 2, "Jessie & James": 1,
            "Raichu": 2, "Meowth": 1, "Wobbuffet": 1,
        },
        "2016-04-15T15:04", "2016-10-31T12:23",
    ),
    "whatstk/lorem-2000.txt": Facts(
        2000, {"Giuseppe": 516, "+1 123 456 789": 507, "Mary": 496, "John": 481},
        "2019-04-16T02:09", "2020-06-13T00:00",
    ),
    "whatstk/lorem.txt": Facts(
        500, {"+1 123 456 789": 145, "John": 124, "Giuseppe": 118, "Mary": 113},
        "2020-01-15T02:22:56", "2020-05-11T22:32:48",
    ),
    "whatstk/lorem-merge-part1.txt": Facts(
        300, {"Mary": 80, "+1 123 456 789": 78, "Giuseppe": 75, "John": 67},
        "2019-10-20T10:16", "2020-01-10T00:00",
    ),
    "whatstk/lorem-merge-part2.txt": Facts(
        300, {"+1 123 456 789": 78, "Giuseppe": 75, "John": 67, "Maria": 51, "Maria2": 29},
        "2020-06-20T10:16", "2020-09-10T00:00",
    ),
    "chat-miner/test_[mmddyy]_24hrs.txt": SAME_NINE,
    "chat-miner/test_ddmmyy_24hrs.txt": SAME_NINE,
    "chat-miner/test_mmddyy_24hrs.txt": SAME_NINE,
    "chat-miner/test_mmddyyyy_12hrs.txt": SAME_NINE,
    "chat-miner/test_yyyymmdd_24hrs.txt": SAME_NINE,
    "rwhatsapp/sample.txt": GRUBER,
    "langchain-ios/whatsapp_chat.txt": Facts(
        12, {"Dr. Feather": 7, "Jungle Jane": 4}, "2023-08-15T09:12:33", "2023-08-15T21:25:16",
    ),
    "langchain-mixed-formats/whatsapp_chat.txt": Facts(
        10,
        {
            "James": 1, "User name": 1, "User 2": 2, "User 1": 2, "~ User name 2": 1,
            "~ User 2": 1, "User 3": 1, "User 4": 1,
        },
        "2023-05-05T15:48:11", "2023-06-29T00:16", asks=True,
    ),
    # 01/07/2025, the last line, is the only one of its form: first or seventh, nobody can tell.
    "timelinize/_chat.txt": Facts(
        19, {"Person 1": 6, "Person 2": 5, "Person 3": 5, "Persona español": 1},
        "2020-01-01T12:00:01", None, asks=True,
    ),
}  # fmt: skip


def facts_of(messages: list[Message], *, asks: bool) -> Facts:
    """Give what was found in the shape of the hand-counted facts."""
    senders = Counter(each.sender for each in messages if each.sender is not None)
    first, last = messages[0].happened.stated, messages[-1].happened.stated
    return Facts(len(messages), dict(senders), first, last, asks)


@pytest.mark.parametrize("name", FILES)
def test_every_entry_of_a_published_sample_is_found(name: str) -> None:
    source = BytesSource(corpus("samples", "whatsapp", *name.split("/")).read_bytes(), "_chat.txt")

    found = read_all(source)

    asks = any(isinstance(each, Question) for each in found)
    assert facts_of(messages_of(found), asks=asks) == FILES[name]
    assert_every_byte_is_accounted_for(found, source.size)


def test_the_chat_in_a_zip_is_the_chat_beside_it() -> None:
    folder = corpus("samples", "whatsapp", "rwhatsapp")
    with zipfile.ZipFile(folder / "sample.zip") as archive:
        (name,) = archive.namelist()
        inside = archive.read(name)

    assert facts_of(messages_of(read_all(BytesSource(inside))), asks=False) == GRUBER


def test_kinds_and_marks_of_the_richest_sample_are_as_counted() -> None:
    path = corpus("samples", "whatsapp", "timelinize", "_chat.txt")

    messages = messages_of(read_all(BytesSource(path.read_bytes(), "_chat.txt")))

    marks = Counter(mark for each in messages for mark in each.marks)
    assert Counter(each.kind for each in messages) == {"message": 13, "event": 4, "call": 2}
    assert marks == {
        "deleted": 2, "edited": 1, "poll": 2, "location": 2, "media-omitted": 1, "missed": 1,
        "encryption-notice": 1, "number-changed": 1, "date-open": 1,
    }  # fmt: skip
    assert [name for each in messages for name in each.attachments] == [
        "some-image.jpg", "some-doc.pdf",
    ]  # fmt: skip
    assert [each.duration_seconds for each in messages if each.kind == "call"] == [None, 300]


def test_an_answer_dates_the_line_that_was_open() -> None:
    path = corpus("samples", "whatsapp", "timelinize", "_chat.txt")

    found = read_all(BytesSource(path.read_bytes()), answers={"date-order": "day-month-year"})

    assert not any(isinstance(each, Question) for each in found)
    assert messages_of(found)[-1].happened.stated == "2025-07-01T12:00:19"
