"""From the made-up casebook to a stranger's desk: the pack, both checkers, the second reader."""

from __future__ import annotations

import os
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

import bagit
import pytest

from holdfast.actions.choosing import Choice
from holdfast.actions.demo.making import make_demo
from holdfast.actions.demo.story import read_cast
from holdfast.actions.make_pack import Form, make_pack, preview
from holdfast.actions.verify_pack import verify_pack
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import PackUnreadableError
from holdfast.vault.checking import verify_casebook
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook
from holdfast.vault.slots import Derivation
from tests.browser.verify_page import judge, open_checker
from tests.second_reader.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from tests.browser.chromium import PageOpener

LONG = bool(os.environ.get("HOLDFAST_LONG"))
CHANGES = 1000 if LONG else 60
CHANGES_IN_THE_BROWSER = 100 if LONG else 12
CHOSEN = 5
MASKED = ("felt", "where", "effect")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole") / "demo"
    make_demo(home, derivation=Derivation(t=1, m_kib=8))
    return home


@pytest.fixture(scope="module")
def book(home: Path) -> Iterator[OpenCasebook]:
    with open_casebook(home, Passphrase(read_cast().passphrase)) as book:
        yield book


@pytest.fixture(scope="module")
def pack(book: OpenCasebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dest = tmp_path_factory.mktemp("pack") / "pack.zip"
    make_pack(book, dest, preview(book, Choice()), form=Form.ZIP)
    return dest


def changed_at_random(whole: bytes, number: int, seed: str) -> Iterator[tuple[int, bytes]]:
    for turn in range(number):
        dice = sha256(f"{seed} {turn}".encode()).digest()
        place = int.from_bytes(dice[:8], "big") % len(whole)
        changed = bytearray(whole)
        changed[place] ^= dice[8] or 1
        yield place, bytes(changed)


def holds(path: Path) -> bool:
    try:
        return verify_pack(path).holds
    except PackUnreadableError:
        return False


def test_the_casebook_itself_holds(book: OpenCasebook) -> None:
    assert [check for check in verify_casebook(book) if check.result == "differs"] == []


def test_the_pack_holds_and_is_a_bag_for_others(pack: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack) as zipped:
        zipped.extractall(tmp_path)

    assert holds(pack)
    assert holds(tmp_path / "pack")
    assert bagit.Bag(str(tmp_path / "pack")).is_valid()


def test_what_cannot_be_shown_is_said(pack: Path) -> None:
    not_shown = [check.what for check in verify_pack(pack).checks if check.result == "not shown"]

    assert {"When it was written", "Who wrote it", "Whether it is complete"} <= set(not_shown)


def test_one_changed_byte_is_found_wherever_it_is(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "changed.zip"
    unseen = []
    for place, changed in changed_at_random(pack.read_bytes(), CHANGES, "verify"):
        other.write_bytes(changed)
        if holds(other):
            unseen.append(place)

    assert unseen == []


@pytest.mark.browser
def test_the_page_finds_one_changed_byte_too(
    pack: Path, tmp_path: Path, open_page: PageOpener
) -> None:
    checker = open_checker(open_page())
    assert judge(checker, pack)["holds"]
    other = tmp_path / "changed.zip"
    unseen = []
    for place, changed in changed_at_random(pack.read_bytes(), CHANGES_IN_THE_BROWSER, "page"):
        other.write_bytes(changed)
        if judge(checker, other)["holds"]:
            unseen.append(place)

    assert unseen == []


def test_five_entries_with_three_masked_fields_show_nothing_else(
    book: OpenCasebook, tmp_path: Path
) -> None:
    incidents = [
        each
        for each in book.record.entries()
        if isinstance(each, Entry) and each.kind is Kind.INCIDENT and not each.fields["messages"]
    ]
    chosen = [each for each in incidents if all(each.text(name) for name in MASKED)][:CHOSEN]
    choice = Choice(
        entries=tuple(each.id for each in chosen),
        masked={each.id: frozenset(MASKED) for each in chosen},
    )
    dest = tmp_path / "five.zip"
    make_pack(book, dest, preview(book, choice), form=Form.ZIP)
    whole = dest.read_bytes()

    hidden = [each.text("what") for each in incidents if each.id not in choice.entries]
    hidden += [each.text(name) for each in chosen for name in MASKED]
    assert len(chosen) == CHOSEN
    assert holds(dest)
    assert [text for text in hidden if len(text) > 12 and text.encode() in whole] == []


def test_the_second_reader_recovers_every_entry_and_original(
    home: Path, book: OpenCasebook
) -> None:
    ours = [each for each in book.record.entries() if isinstance(each, Entry)]
    reader = Reader(home, read_cast().passphrase)
    recovered = reader.recover()

    assert [each.id for each in ours] == [each["id"] for each in recovered.entries]
    assert recovered.checkpoint == book.record.checkpoint()
    for each in ours:
        if each.text("blob"):
            whole = b"".join(reader.original(each.text("blob")))
            assert sha256(whole).hexdigest() == each.text("sha256")
