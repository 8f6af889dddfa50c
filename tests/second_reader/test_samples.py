"""A casebook of every older format is listed, searched, rebuilt, checked and added to today."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.choosing import Choice
from holdfast.actions.make_pack import Form, make_pack, preview
from holdfast.actions.verify_pack import verify_pack
from holdfast.model.entry import ENTRY_VERSION, Entry, is_contributed
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.index.rows import Filter
from tests.vault.casebooks import Clock, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.vault.casebook import OpenCasebook

SAMPLES = sorted(Path(__file__).parent.glob("sample-*"))


@pytest.fixture(params=SAMPLES, ids=[each.name for each in SAMPLES])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenCasebook]:
    shutil.copytree(request.param, tmp_path / "home")
    with opened(tmp_path / "home") as book:
        yield book


def entries(book: OpenCasebook) -> list[Entry]:
    return [each for each in book.record.entries() if isinstance(each, Entry)]


def differing(book: OpenCasebook) -> list[object]:
    return [each for each in verify_casebook(book) if each.result is Result.DIFFERS]


def test_there_is_a_sample_of_every_version_of_entries(
    book: OpenCasebook, request: pytest.FixtureRequest
) -> None:
    version = int(request.node.callspec.id.removeprefix("sample-"))

    assert {each.version for each in entries(book)} == {version}
    assert len(SAMPLES) == ENTRY_VERSION


def test_it_is_listed_and_searched_after_a_rebuild(book: OpenCasebook) -> None:
    book.index.rebuild()
    listed = {each.entry for each in book.index.timeline(Filter(), limit=100)}
    found = {each.entry for each in book.index.search("lettre")}

    assert {each.id for each in entries(book) if each.kind == "incident"} <= listed
    assert found == {entries(book)[1].id}


def test_only_the_newer_one_holds_words_of_others(book: OpenCasebook) -> None:
    theirs = [each.text("by") for each in entries(book) if is_contributed(each.fields)]
    wanted = Filter(by_others=True)

    assert set(theirs) <= {"Sam Lee"}
    assert len(book.index.timeline(wanted, limit=9)) == len(theirs)
    assert bool(theirs) is (entries(book)[0].version > 1)


def test_an_entry_of_it_can_be_amended_and_all_of_it_still_holds(book: OpenCasebook) -> None:
    first = entries(book)[0]
    amend(book, first.id, NewAmendment(changes={"where": "At the gate"}))

    assert book.record.current(first.id).fields["where"] == "At the gate"
    assert entries(book)[0].fields == first.fields
    assert differing(book) == []


def test_a_pack_of_it_holds(book: OpenCasebook, tmp_path: Path) -> None:
    ready = preview(book, Choice(), clock=Clock())
    make_pack(book, tmp_path / "pack.zip", ready, form=Form.ZIP)

    assert verify_pack(tmp_path / "pack.zip").holds
