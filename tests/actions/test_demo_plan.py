"""The made-up plan names measures and lists that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.demo.own_plan import lay_in_plan
from holdfast.actions.own_lines import lines_of
from holdfast.actions.plan import all_picks
from holdfast.actions.whole_plan import whole_plan
from holdfast.knowledge.measures import find_measure
from tests.actions.test_plan import NOW

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


def test_the_made_up_plan_is_laid_into_the_drawer_and_not_the_record(book: OpenCasebook) -> None:
    lay_in_plan(book, clock=lambda: NOW)

    assert all(find_measure(each.topic, each.measure) for each in all_picks(book))
    assert [name for name, _ in whole_plan(book).sections] == ["now", "home", "out", "children"]
    assert lines_of(book, "places")
    assert lines_of(book, "journeys")
    assert book.record.size == 0
