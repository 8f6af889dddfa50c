"""A code belongs to one state of one record, and outlives what becomes of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.checkpoint_codes import code_now, codes_after, find_code
from holdfast.model.checkpoint import checkpoint_code, parse_checkpoint, parse_note
from holdfast.vault.making import make_casebook
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenCasebook]:
    with make_casebook(tmp_path / "home", PASSPHRASE, derivation=CHEAP) as made:
        yield made


def test_the_code_is_that_of_the_signed_checkpoint(book: OpenCasebook) -> None:
    add_incident(book, NewIncident(what="He waited."))

    signed = parse_checkpoint(parse_note(book.record.checkpoint()))

    assert code_now(book) == checkpoint_code(signed)


def test_every_earlier_code_still_fits_and_tells_how_much_it_covers(book: OpenCasebook) -> None:
    codes = [code_now(book)]
    for number in range(5):
        add_incident(book, NewIncident(what=f"No. {number}"))
        codes.append(code_now(book))

    assert [find_code(book, code.lower()) for code in codes] == [0, 1, 2, 3, 4, 5]
    assert codes_after(book, (0, 4)) == {0: codes[1], 4: codes[5]}


def test_a_correction_gives_a_new_code_and_leaves_the_old_one_good(book: OpenCasebook) -> None:
    entry = add_incident(book, NewIncident(what="Tuesday")).entry
    before = code_now(book)

    amend(book, entry.id, NewAmendment(changes={"what": "Wednesday"}))

    assert code_now(book) != before
    assert find_code(book, before) == 1


def test_a_code_of_another_record_with_the_same_words_does_not_fit(
    book: OpenCasebook, tmp_path: Path
) -> None:
    add_incident(book, NewIncident(what="The same"))
    with make_casebook(tmp_path / "other", PASSPHRASE, derivation=CHEAP) as other:
        add_incident(other, NewIncident(what="The same"))

        assert find_code(book, code_now(other)) is None


@pytest.mark.parametrize("typed", ["", "nonsense", "0000-0000-0000-0000"])
def test_what_is_no_code_of_this_record_is_not_found(book: OpenCasebook, typed: str) -> None:
    assert find_code(book, typed) is None
