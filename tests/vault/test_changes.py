"""Amendments, withdrawals, undoing and shredding: the past stays, until its keys are destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NoSuchEntryError
from holdfast.vault.checking import Result, consistent_with, verify_casebook
from holdfast.vault.key_table import ShreddedKey
from holdfast.vault.mirrored_log import BOTH
from holdfast.vault.originals import OriginalShreddedError
from holdfast.vault.record import Shredded
from holdfast.vault.stores import Shelf
from tests.vault.casebooks import Clock, add, exhibit, log, made, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.threads import Current


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenCasebook]:
    with made(tmp_path / "home") as opened_book:
        yield opened_book


def amend(book: OpenCasebook, of: str, **fields: str | None) -> Entry:
    changed = list(fields)
    return log(book, Kind.AMENDMENT, of=of, changed=list(changed), **fields).entry


def withdraw(book: OpenCasebook, of: str, **fields: str) -> Entry:
    return log(book, Kind.WITHDRAWAL, of=of, **fields).entry


def undo(book: OpenCasebook, of: str) -> Entry:
    return log(book, Kind.UNDO, of=of).entry


def stands(current: Current) -> tuple[object, bool]:
    return current.fields["what"], current.withdrawn is not None


def later(days: int) -> Clock:
    clock = Clock()
    clock.move(days=days)
    return clock


def differing(book: OpenCasebook) -> list[str]:
    return [each.what for each in verify_casebook(book) if each.result is Result.DIFFERS]


def test_an_amendment_stands_beside_what_it_amends(book: OpenCasebook) -> None:
    entry = add(book, "He came.", where="At home").entry
    amendment = amend(book, entry.id, what="They came.", where=None)
    current = book.record.current(entry.id)

    assert (current.entry, current.entry.text("what")) == (entry, "He came.")
    assert (current.fields["what"], current.fields["where"]) == ("They came.", None)
    assert current.amendments == current.history == (amendment,)


def test_later_amendments_come_after_earlier_ones(book: OpenCasebook) -> None:
    entry = add(book).entry
    for what in ("first", "second"):
        amend(book, entry.id, what=what)

    assert stands(book.record.current(entry.id)) == ("second", False)


def test_an_amendment_can_be_undone_and_the_undoing_too(book: OpenCasebook) -> None:
    entry = add(book, "as written").entry
    amendment = amend(book, entry.id, what="amended")
    undoing = undo(book, amendment.id)
    assert stands(book.record.current(entry.id)) == ("as written", False)
    undo(book, undoing.id)
    assert stands(book.record.current(entry.id)) == ("amended", False)
    withdraw(book, amendment.id)
    assert stands(book.record.current(entry.id)) == ("as written", False)

    assert len(book.record.current(entry.id).history) == 4


def test_a_withdrawn_entry_is_brought_back_by_either_name(book: OpenCasebook) -> None:
    entry = add(book, "what").entry
    withdrawal = withdraw(book, entry.id)
    assert book.record.current(entry.id).withdrawn == withdrawal
    undo(book, entry.id)
    assert stands(book.record.current(entry.id)) == ("what", False)
    again = withdraw(book, entry.id)
    assert book.record.current(entry.id).withdrawn == again
    undo(book, again.id)
    assert stands(book.record.current(entry.id)) == ("what", False)


def test_a_withdrawal_says_when_it_will_be_shredded(book: OpenCasebook) -> None:
    withdrawal = withdraw(book, add(book).entry.id)

    assert withdrawal.text("shred_after").startswith("2026-04-03T17:30")


def test_nothing_is_shredded_before_its_time(book: OpenCasebook) -> None:
    entry = add(book).entry
    withdraw(book, entry.id)

    assert book.shred_due(later(29)()) == ()
    assert book.record.entry(entry.id) == entry


def test_what_is_withdrawn_long_enough_is_shredded(book: OpenCasebook) -> None:
    entry, other = add(book, "grue-canary").entry, add(book, "other").entry
    amendment = amend(book, entry.id, what="grue-amended")
    withdraw(book, entry.id)
    checkpoint = book.record.checkpoint()
    due = later(31)()
    things = book.shred_due(due)

    assert set(things) == {entry.id, amendment.id}
    assert next(book.record.entries()) == Shredded(
        sequence=0, id=entry.id, kind=Kind.INCIDENT, shredded_at=due.isoformat(timespec="seconds")
    )
    with pytest.raises(NoSuchEntryError):
        book.record.entry(entry.id)
    assert book.record.entry(other.id) == other
    assert differing(book) == []
    assert consistent_with(book, checkpoint).result is Result.MATCHES
    assert book.shred_due(due) == ()


def test_shredding_removes_keys_and_contents_from_both_files(book: OpenCasebook) -> None:
    entry = add(book, "grue").entry
    rows = [
        next(book.log.copies(shelf, key))
        for shelf, key in ((Shelf.KEY, entry.id), (Shelf.ENTRY, "0000000000"))
    ]
    withdraw(book, entry.id)
    book.shred_due(later(31)())
    book.log.settle()
    stored = [path.read_bytes() for path in book.home.iterdir() if path.is_file()]

    assert [name for name in BOTH if (book.home / name).is_file()] == list(BOTH)
    assert not [row for row in rows if any(row[:40] in content for content in stored)]


def test_an_original_is_shredded_with_its_entry(book: OpenCasebook) -> None:
    logged = exhibit(book, b"picture", name="a.jpg")
    blob, digest = logged.entry.text("blob"), logged.entry.text("sha256")
    withdraw(book, logged.entry.id)
    things = book.shred_due(later(31)())

    assert set(things) == {logged.entry.id, blob}
    assert isinstance(book.record.tables.keys.find(blob), ShreddedKey)
    assert book.record.held_by(digest) is None
    assert blob not in set(book.blobs.names())
    with pytest.raises(OriginalShreddedError):
        book.originals.open(blob)
    assert differing(book) == []


def test_an_original_that_another_entry_names_is_kept(book: OpenCasebook) -> None:
    logged = exhibit(book, b"picture")
    blob = logged.entry.text("blob")
    log(book, Kind.EXHIBIT, blob=blob, sha256=logged.entry.text("sha256"))
    withdraw(book, logged.entry.id)

    assert book.shred_due(later(31)()) == (logged.entry.id,)
    assert book.originals.open(blob).read(0, 7) == b"picture"
    assert differing(book) == []


def test_what_was_undone_is_not_shredded(book: OpenCasebook) -> None:
    entry = add(book).entry
    withdraw(book, entry.id)
    undo(book, entry.id)

    assert book.shred_due(later(400)()) == ()


def test_what_is_hidden_for_good_is_not_shredded(book: OpenCasebook) -> None:
    entry = add(book).entry
    withdraw(book, entry.id, shred_after="never")

    assert book.shred_due(later(4000)()) == ()
    assert book.record.current(entry.id).withdrawn


def test_a_shredded_entry_stays_shredded_when_it_is_opened_again(tmp_path: Path) -> None:
    with made(tmp_path / "home") as first:
        entry = add(first).entry
        withdraw(first, entry.id)
        first.shred_due(later(31)())
    with opened(tmp_path / "home") as second:
        assert isinstance(next(second.record.entries()), Shredded)
        assert [each.kind for each in second.activity.list()][-2:] == ["shredded", "unlock"]
        assert differing(second) == []


def test_an_older_checkpoint_shows_a_store_put_back(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "one")
        older = book.record.checkpoint()
        add(book, "two")
        newer = book.record.checkpoint()

        assert consistent_with(book, older).result is Result.MATCHES
        assert consistent_with(book, newer).result is Result.MATCHES
    with made(tmp_path / "other") as other:
        add(other, "one")
        assert consistent_with(other, older).detail == "it is not signed by this casebook"
        assert consistent_with(other, "no note").detail == "it is no checkpoint"


def test_what_points_at_nothing_changes_nothing(book: OpenCasebook) -> None:
    entry = add(book, "what").entry
    undo(book, entry.id)
    log(book, Kind.READING, of=entry.id)
    withdraw(book, "f" * 32)

    assert stands(book.record.current(entry.id)) == ("what", False)
    assert book.shred_due(later(31)()) == ()
