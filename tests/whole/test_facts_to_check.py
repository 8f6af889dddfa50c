"""docs/facts-to-check.md lists what the knowledge holds now, as at the day it states."""

from __future__ import annotations

from datetime import date, timedelta

from holdfast.knowledge.law import Status, every_fact
from tests.knowledge.facts_to_check import DOCUMENT, YEAR, lines, rendered, stated_day


def test_the_document_is_what_the_knowledge_gives_on_its_day() -> None:
    text = DOCUMENT.read_text("utf-8")

    assert rendered(stated_day(text)) == text, "run ./test facts"


def test_every_fact_that_is_not_confirmed_is_listed() -> None:
    listed = " ".join(line.name for line in lines(date(2026, 11, 22)))
    unsure = [each for each in every_fact() if each.status is not Status.IN_FORCE or each.to_check]

    assert unsure
    assert [each.id for each in unsure if f"`{each.id}`" not in listed] == []


def test_after_a_year_without_a_look_every_fact_is_listed() -> None:
    late = max(each.checked_on for each in every_fact()) + YEAR + timedelta(days=1)
    listed = " ".join(line.name for line in lines(late))

    assert [each.id for each in every_fact() if f"`{each.id}`" not in listed] == []
