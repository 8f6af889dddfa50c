"""The made-up casebook, made: whole, through the real doors, and never over somebody's own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.access_needs import needs_lines
from holdfast.actions.demo.making import MARK, is_demo, make_demo
from holdfast.actions.demo.story import read_cast, read_tellings
from holdfast.actions.steps import see_steps
from holdfast.actions.trusted import trusted_people
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import CasebookExistsError
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

CHEAP = Derivation(t=1, m_kib=8)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made-up") / "demo"
    make_demo(home, derivation=CHEAP)
    return home


@pytest.fixture
def book(home: Path) -> Iterator[OpenCasebook]:
    with open_casebook(home, Passphrase(read_cast().passphrase)) as book:
        yield book


def entries(book: OpenCasebook) -> list[Entry]:
    return [entry for entry in book.record.entries() if isinstance(entry, Entry)]


def test_everything_told_is_in_the_record_in_the_order_in_which_it_was_written(
    book: OpenCasebook,
) -> None:
    told = {Kind(telling.kind) for telling in read_tellings()}
    written = [entry.written for entry in entries(book) if entry.kind in told]

    assert Counter(e.kind for e in entries(book) if e.kind in told) == Counter(
        Kind(telling.kind) for telling in read_tellings()
    )
    assert written == sorted(written)
    assert {entry.fields["clock"] for entry in entries(book)} == {"steady"}


def test_three_conversations_are_read_to_the_last_line(book: OpenCasebook) -> None:
    imports = [entry for entry in entries(book) if entry.kind is Kind.IMPORT]

    assert len(imports) == 3
    assert not [entry for entry in imports if entry.fields["leftovers"]]
    assert not [entry for entry in imports if entry.fields["questions"]]
    assert 3_900 <= book.index.counts()["messages"] <= 4_100
    assert {entry.fields["whose"] for entry in imports} == {"mine", "given"}


def test_twenty_five_pictures_are_read_some_with_time_and_place_and_some_without(
    book: OpenCasebook,
) -> None:
    pictures = [entry for entry in entries(book) if entry.fields.get("picture")]

    assert len(pictures) == 25
    assert 10 < len([entry for entry in pictures if entry.fields["place"]]) < 25
    assert [entry for entry in pictures if entry.fields["part_of"]]


def test_a_bad_night_points_at_its_messages(book: OpenCasebook) -> None:
    night = next(e for e in entries(book) if "over a hundred messages" in e.text("what"))
    pointed_at = night.fields["messages"]

    assert isinstance(pointed_at, list)
    assert len(pointed_at) > 100


def test_what_she_withdrew_is_hidden_and_what_she_corrected_shows_both(book: OpenCasebook) -> None:
    current = [book.record.current(entry.id) for entry in entries(book)]

    assert len([one for one in current if one.withdrawn]) == 1
    assert len([one for one in current if one.amendments]) == 6


def test_it_says_on_the_disk_that_it_is_made_up(home: Path) -> None:
    assert is_demo(home)
    assert "made up" in (home / MARK).read_text("utf-8")
    assert not home.with_name("demo.part").exists()


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")

    with pytest.raises(CasebookExistsError):
        make_demo(tmp_path, derivation=CHEAP)
    assert [each.name for each in tmp_path.iterdir()] == ["diary.txt"]
    assert not is_demo(tmp_path)


def test_an_empty_folder_is_filled_and_what_a_broken_try_left_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    (tmp_path / "demo.part").mkdir()
    (tmp_path / "demo.part" / "left over").write_text("half")
    monkeypatch.setattr("holdfast.actions.demo.making.steps", lambda: list(read_tellings()[:2]))
    shown = list[tuple[int, int]]()

    make_demo(home, derivation=CHEAP, progress=lambda done, whole: shown.append((done, whole)))

    assert shown == [(0, 2), (1, 2), (2, 2)]
    assert is_demo(home)


def test_whom_she_trusts_how_far_she_is_and_what_she_needs_is_in_the_drawer(
    book: OpenCasebook,
) -> None:
    assert [each.name for each in trusted_people(book)] == ["Beth", "Priya", "Samuel"]
    assert [each.mark for each in see_steps(book)].count("done") == 1
    assert len(needs_lines(book)) == 4
