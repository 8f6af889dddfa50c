"""Help is found with no trace, and directories from files stay in the drawer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.find_help import (
    export_directory,
    feeds,
    forget_feed,
    look_for_help,
    take_in_feed,
)
from holdfast.insight.finding_help import Wanted
from holdfast.knowledge.directory.embedded import own_services
from holdfast.knowledge.directory.feed import MOST_BYTES, read_feed
from holdfast.model.errors import FeedUnreadableError
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WALL = NOW.replace(tzinfo=None)
SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Ash House", "status": "active",
    "description": "A refuge.", "phones": [{"number": "0161 496 0000"}],
}  # fmt: skip
FILE = json.dumps([SERVICE]).encode()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenCasebook]:
    cheap = Derivation(t=1, m_kib=8192)
    with make_casebook(tmp_path / "home", "marble otter tunic", derivation=cheap) as made:
        yield made


def found(book: OpenCasebook | None) -> list[str]:
    answer = look_for_help(Wanted(words="ash house"), wall=WALL, book=book)
    return [each.service.name for each in answer.found]


def test_a_directory_from_a_file_is_searched_and_can_be_destroyed(book: OpenCasebook) -> None:
    feed = take_in_feed(book, [FILE[:9], FILE[9:]], name="council.json", clock=NOW)

    assert found(book) == ["Ash House"]
    assert found(None) == []
    assert [each.name for each in feeds(book)] == ["council.json"]
    forget_feed(book, feed.id)
    assert found(book) == []


def test_the_same_file_twice_is_one_directory(book: OpenCasebook) -> None:
    for name in ("a.json", "b.json"):
        take_in_feed(book, [FILE], name=name, clock=NOW)

    assert [each.name for each in feeds(book)] == ["b.json"]


def test_neither_looking_nor_a_file_touches_the_log_or_the_activity(book: OpenCasebook) -> None:
    before = (book.record.size, len(book.activity.list()), book.drawer.names())

    found(book)
    assert (book.record.size, len(book.activity.list()), book.drawer.names()) == before
    take_in_feed(book, [FILE], name="council.json", clock=NOW)
    assert book.record.size == before[0]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"[]", id="nothing in it"),
        pytest.param(b" " * (MOST_BYTES + 1), id="too large"),
        pytest.param(
            json.dumps([{**SERVICE, "alert": "a\n" * 700}] * 5_000).encode(),
            id="too large once written out",
        ),
    ],
)
def test_a_file_that_cannot_be_used_leaves_nothing(book: OpenCasebook, raw: bytes) -> None:
    with pytest.raises(FeedUnreadableError):
        take_in_feed(book, [raw], name="a.json", clock=NOW)

    assert feeds(book) == ()


def test_what_is_exported_can_be_taken_in_again(book: OpenCasebook) -> None:
    take_in_feed(book, [FILE], name="council.json", clock=NOW)

    names = [each.name for each in read_feed(export_directory(book))]
    assert names == [*(each.name for each in own_services()), "Ash House"]
    assert len(read_feed(export_directory())) == len(own_services())
