"""Entries that were opened once are kept, up to a limit, and never beyond a state asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.opened import OpenedEntries
from holdfast.vault.record import Record, Shredded

if TYPE_CHECKING:
    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    seen, real = list[int](), Record.at

    def noted(record: Record, sequence: int) -> Entry | Shredded:
        seen.append(sequence)
        return real(record, sequence)

    monkeypatch.setattr(Record, "at", noted)
    return seen


def add_five(book: OpenCasebook) -> None:
    for number in range(5):
        add_incident(book, NewIncident(what=f"Number {number}."))


def test_an_entry_is_opened_once_and_what_is_new_is_added(
    book: OpenCasebook, walked: list[int]
) -> None:
    add_five(book)
    walked.clear()
    opened = OpenedEntries(book.record)

    asked = [[each.sequence for each in opened.up_to(stop)] for stop in (3, 5, 2)]

    assert asked == [[0, 1, 2], [0, 1, 2, 3, 4], [0, 1]]
    assert walked == [0, 1, 2, 3, 4]
    assert opened.count == 5


def test_beyond_the_limit_entries_are_opened_each_time(
    book: OpenCasebook, walked: list[int]
) -> None:
    add_five(book)
    walked.clear()
    opened = OpenedEntries(book.record, most=2)

    asked = [[each.sequence for each in opened.up_to(5)] for _ in range(2)]

    assert asked == [[0, 1, 2, 3, 4]] * 2
    assert walked == [0, 1, 2, 3, 4, 2, 3, 4]
    assert opened.count == 2


def test_what_does_not_open_any_more_is_left_out(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_five(book)
    real = Record.at

    def without_the_second(record: Record, sequence: int) -> Entry | Shredded:
        gone = Shredded(sequence=1, id="", kind="", shredded_at=None)
        return gone if sequence == 1 else real(record, sequence)

    monkeypatch.setattr(Record, "at", without_the_second)

    found = [
        [each.sequence for each in OpenedEntries(book.record, most=most).up_to(5)]
        for most in (5, 0)
    ]

    assert found == [[0, 2, 3, 4]] * 2
