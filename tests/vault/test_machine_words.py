"""Words that a program read in pictures: found, told apart, replaced, and gone with their entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Kind
from holdfast.vault.index.rows import Filter
from tests.vault.index_fakes import FakeLog, Gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.model.entry import Entry, JsonValue
    from holdfast.vault.index.index import Index

BY = "tesseract 5.3.0 eng"


@pytest.fixture
def log() -> FakeLog:
    return FakeLog()


@pytest.fixture
def picture(log: FakeLog) -> Entry:
    shape: JsonValue = {"format": "png", "look": "0f" * 8}
    return log.add(Kind.EXHIBIT, name="holiday.png", number=1, blob="ab" * 16, picture=shape)


@pytest.fixture
def index(log: FakeLog, picture: Entry, tmp_path: Path) -> Iterator[Index]:
    made = log.index(tmp_path)
    made.put_machine_text(picture.id, BY, "I can see your window")
    yield made
    made.close()


def test_machine_words_are_found_and_told_apart(index: Index, picture: Entry) -> None:
    (hit,) = index.search("wind")

    assert (hit.entry, hit.machine_read) == (picture.id, True)
    assert hit.text == "I can see your window"
    assert [each.machine_read for each in index.search("holiday")] == [False]


def test_an_entry_that_says_the_word_itself_is_found_once(
    log: FakeLog, index: Index, picture: Entry
) -> None:
    log.incident("He stood at my window", "2026-03-05T10:00")
    index.catch_up()
    index.put_machine_text(picture.id, BY, "holiday window")

    assert [hit.machine_read for hit in index.search("holiday")] == [False]
    assert sorted(hit.machine_read for hit in index.search("window")) == [False, True]


def test_a_later_reading_takes_the_place_of_the_first(index: Index, picture: Entry) -> None:
    index.put_machine_text(picture.id, "tesseract 6", "another door")

    read = index.get_machine_text(picture.id)
    assert index.search("window") == []
    assert len(index.search("door")) == 1
    assert read is not None
    assert read.by == "tesseract 6"
    assert "door" not in repr(read)


def test_only_pictures_are_looked_in_when_something_else_is_asked_for(index: Index) -> None:
    assert index.search("window", Filter(kinds=frozenset({Kind.INCIDENT}))) == []
    assert index.search("window", Filter(conversation="Alex")) == []
    assert len(index.search("window", Filter(kinds=frozenset({Kind.EXHIBIT})))) == 1


def test_withdrawn_pictures_are_found_only_when_asked_for(
    log: FakeLog, index: Index, picture: Entry
) -> None:
    log.add(Kind.WITHDRAWAL, of=picture.id)
    index.catch_up()

    assert index.search("window") == []
    assert len(index.search("window", Filter(withdrawn=True))) == 1
    assert index.looks() == []


def test_a_rebuild_keeps_them_and_the_index_still_equals_the_record(
    index: Index, picture: Entry
) -> None:
    index.rebuild()

    assert len(index.search("window")) == 1
    assert index.looks() == [(picture.id, "0f" * 8)]
    assert list(index.differences()) == []


def test_what_was_shredded_vanishes_with_its_words(
    log: FakeLog, index: Index, picture: Entry
) -> None:
    log.entries[picture.sequence] = Gone(picture.sequence)

    index.rebuild()

    assert index.get_machine_text(picture.id) is None
    assert index.search("window", Filter(withdrawn=True)) == []


def test_what_nobody_read_has_no_words(index: Index) -> None:
    assert index.get_machine_text("f" * 32) is None
