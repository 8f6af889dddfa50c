"""Every fact of the law has a source, dates and a status, and reads easily."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from holdfast.knowledge import law
from holdfast.knowledge.directory.embedded import own_services
from holdfast.knowledge.law import (
    TOPICS,
    Freshness,
    Jurisdiction,
    Status,
    every_fact,
    facts,
    is_researched,
    local_help,
    pilot_areas,
    pilot_end,
)
from holdfast.knowledge.table import KnowledgeError, Table
from tests.web.test_words import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    NEVER,
    grade_of,
    sentences_in,
    texts_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITTEN = date(2026, 11, 22)
LOOKED_UP = date(2026, 11, 30)
ENGLAND_WALES = Jurisdiction.ENGLAND_WALES
STUBS = (Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)
OURS = re.compile(r"\b(our|this notebook|compiled|stored copy|in short|research of|facts of)\b")
"""No name of a source that anybody could look up."""
IN_OUR_WORDS = "in our own words"
LONG_NUMBER = re.compile(r"\b0\d{2,4}(?: \d{2,4}){1,3}\b")
NOT_READ = law.FACT_KEYS - {"says", "to_check"} | law.CODE_KEYS
FILES = [(place, topic) for place, topics in TOPICS.items() for topic in topics]
GOOD: dict[str, Any] = {
    "id": "one",
    "name": "One",
    "says": "It is so.",
    "source": "An Act s.1",
    "address": "https://www.legislation.gov.uk/",
    "checked_on": WRITTEN,
    "valid_from": date(2020, 1, 1),
    "status": "in force",
    "applies_in": ["england"],
}


def texts_shown(place: Jurisdiction, topic: str) -> Iterator[str]:
    """Give what a person reads of a file, but for names of orders, Acts and places."""
    for fact in facts(place, topic).values():
        for key in set(fact.more.keys()) - NOT_READ:
            yield from texts_in(fact.more.values[key])


@pytest.mark.parametrize(("place", "topic"), FILES)
def test_the_words_of_the_law_are_short_and_the_sentences_too(
    place: Jurisdiction, topic: str
) -> None:
    sentences = [each for text in texts_shown(place, topic) for each in sentences_in(text)]

    assert grade_of(sentences) <= HIGHEST_GRADE
    assert [" ".join(each) for each in sentences if len(each) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize(("place", "topic"), FILES)
def test_nothing_of_the_law_is_promised(place: Jurisdiction, topic: str) -> None:
    assert [text for text in texts_shown(place, topic) if NEVER.search(text)] == []


def test_every_fact_was_checked_and_belongs_to_its_folder() -> None:
    assert all(each.checked_on <= LOOKED_UP and each.valid_from <= WRITTEN for each in every_fact())
    for place in STUBS:
        assert {each.applies_in for each in facts(place, "about").values()} == {(str(place),)}
    for topic in TOPICS[ENGLAND_WALES]:
        places = {each.applies_in for each in facts(ENGLAND_WALES, topic).values()}
        assert places == {("england", "wales")}


def test_no_source_is_a_paper_of_our_own() -> None:
    named = {each.id: each.source.replace(IN_OUR_WORDS, "") for each in every_fact()}

    assert [name for name, source in named.items() if OURS.search(source)] == []


def test_every_number_in_the_words_of_a_fact_is_the_directorys() -> None:
    known = {row.number for each in own_services() for row in each.numbers}
    texts = [text for file in FILES for text in texts_shown(*file)]
    said = {number for text in texts for number in LONG_NUMBER.findall(text)}

    assert said
    assert said <= known


def test_what_rests_on_memory_alone_is_not_called_in_force() -> None:
    from_memory = [each for each in every_fact() if "from memory" in each.source]

    assert from_memory
    assert {each.status for each in from_memory} == {Status.NOT_CONFIRMED}


@pytest.mark.parametrize("place", STUBS)
def test_elsewhere_is_said_to_be_not_researched_and_sends_to_people(place: Jurisdiction) -> None:
    (only,) = facts(place, "about").values()

    assert not is_researched(place)
    assert "not researched yet" in only.name
    assert [each.phone for each in local_help(place)][:2] == ["999", "0808 802 0300"]


def test_england_and_wales_were_researched() -> None:
    assert is_researched(ENGLAND_WALES)


def test_every_offence_names_a_time_limit_that_is_there() -> None:
    limits = {each.more.text("limit") for each in facts(ENGLAND_WALES, "offences").values()}

    assert limits <= set(facts(ENGLAND_WALES, "time_limits"))


def test_the_two_tests_differ_on_a_shared_flat_and_on_short_dates() -> None:
    ties = facts(ENGLAND_WALES, "relationships")

    assert "household" in ties["associated"].more.texts("bonds")
    assert "household" in ties["connected"].more.texts("not_bonds")
    assert "dating" in ties["connected"].more.texts("bonds")
    assert "dating" not in ties["associated"].more.texts("bonds")


def test_the_domestic_abuse_orders_are_a_pilot_to_check_each_day() -> None:
    orders = facts(ENGLAND_WALES, "orders")

    assert {each.id for each in orders.values() if each.status is Status.PILOT} == {"dapn", "dapo"}
    assert orders["dapo"].valid_to is None
    assert orders["dapo"].freshness(WRITTEN) is Freshness.STALE
    assert pilot_areas()[0].since == date(2024, 11, 27)
    assert pilot_end() == date(2026, 3, 31)


def test_a_fact_goes_stale_after_its_shelf_life() -> None:
    fact = facts(ENGLAND_WALES, "orders")["spo"]
    last = fact.checked_on + timedelta(days=fact.shelf_life_days)

    assert fact.freshness(last) is Freshness.FRESH
    assert fact.freshness(last + timedelta(days=1)) is Freshness.STALE
    assert fact.freshness(fact.valid_from - timedelta(days=1)) is Freshness.NOT_YET


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"status": "sure"}, "status"),
        ({"applies_in": ["france"]}, "applies_in"),
        ({"applies_in": []}, "applies_in"),
        ({"address": "legislation.gov.uk"}, "address"),
        ({"valid_to": date(2019, 1, 1)}, "valid_to"),
        ({"status": "pilot: check today"}, "last_evidence"),
        ({"last_evidence": WRITTEN}, "last_evidence"),
        ({"surprise": "x"}, "unknown keys"),
        ({"source": " "}, "source"),
        ({"checked_on": "today"}, "checked_on"),
    ],
)
def test_a_slip_in_a_fact_is_named_with_its_place(changed: dict[str, Any], place: str) -> None:
    file = Table(path="x", values={"shelf_life_days": 9, "pilot_life_days": 9})

    with pytest.raises(KnowledgeError, match=place):
        law._fact(Table(path="x.entry[0]", values=GOOD | changed), file, "orders")  # noqa: SLF001  # its own validator
