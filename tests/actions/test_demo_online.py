"""What the made-up casebook has of safety online lies in its drawer and shows every answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from holdfast.actions.demo.own_online import lay_in_online
from holdfast.actions.own_checks import Found, things
from holdfast.actions.plan import all_picks
from holdfast.actions.safe_online import passed

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

DAY = datetime(2026, 10, 1, 21, 30, tzinfo=UTC)


def test_it_is_laid_into_the_drawer_and_adds_nothing_to_the_record(book: OpenCasebook) -> None:
    before = book.record.size
    lay_in_online(book, clock=lambda: DAY)

    answers = [each for thing in things(book) for each in thing.answers.values()]
    assert {each.found for each in answers} == {Found.FOUND, Found.NOT_SURE, Found.NOT_FOUND}
    assert {each.day for each in answers} == {"2026-10-01"}
    assert "evidence" in passed(book)
    assert {each.topic for each in all_picks(book)} == {"online"}
    assert book.record.size == before
