"""An import that ended while nobody looked can be told again, as the record has it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdfast.actions import took_in
from holdfast.actions.clock import now
from holdfast.actions.take_in import take_in
from holdfast.actions.took_in import accounts_in, not_looked_at, note_done, note_looked_at
from holdfast.actions.withdraw import withdraw
from tests.actions.samples import CHAT, received, zipped

if TYPE_CHECKING:
    import pytest

    from holdfast.vault.casebook import OpenCasebook


def test_the_accounts_are_those_of_the_import(book: OpenCasebook) -> None:
    packed = zipped({"WhatsApp Chat with Alex.txt": CHAT, "a.bin": b"\x00a"})
    sources = [received("all.zip", packed), received("b.bin", b"\x00b"), received("b", b"\x00b")]
    accounts = [*take_in(book, sources, whose="mine")]

    name = note_done(book, accounts)

    assert accounts_in(book, [name]) == accounts
    assert not_looked_at(book) == (name,)
    note_looked_at(book, [name])
    assert not_looked_at(book) == ()


def test_what_was_not_taken_in_is_told_too(book: OpenCasebook) -> None:
    accounts = [*take_in(book, [received("bad.zip", zipped({"a": b"a"})[:-30])])]

    name = note_done(book, accounts)

    assert [each.error for each in accounts_in(book, [name])] == [each.error for each in accounts]


def test_what_was_shredded_meanwhile_is_no_more_than_a_name(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("a.bin", b"\x00a")])
    name = note_done(book, [account])
    withdraw(book, account.entry)
    book.shred_due(now() + timedelta(days=400))

    (again,) = accounts_in(book, [name])

    assert (again.name, again.entry, again.error) == ("a.bin", "", "no-such-entry")


def test_a_very_long_import_is_only_counted(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(took_in, "MOST_ROWS", 1)
    sources = [received("a.bin", b"\x00a"), received("b.bin", b"\x00b")]

    name = note_done(book, take_in(book, sources))

    assert accounts_in(book, [name]) == []
    assert not_looked_at(book) == (name,)
