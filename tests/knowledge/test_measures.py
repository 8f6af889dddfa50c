"""Measures stand in parts that exist, fit behaviours that exist, and lead to pages with words."""

from __future__ import annotations

import pytest

from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.law import Status, facts
from holdfast.knowledge.measures import (
    CHILDREN,
    ONLINE,
    OUTSIDE,
    PARTS,
    PLACE,
    SECTIONS,
    fitting,
    measures,
    section_of,
)
from holdfast.knowledge.wording import words


@pytest.mark.parametrize("topic", PARTS)
def test_every_measure_stands_in_one_part_and_every_part_holds_some(topic: str) -> None:
    found = measures(topic)

    assert {each.id for each in found} == set(facts(PLACE, topic))
    assert len(found) == len(facts(PLACE, topic))
    assert {each.more.text("part") for each in found} == set(PARTS[topic])


@pytest.mark.parametrize("topic", PARTS)
def test_every_measure_says_why_and_how(topic: str) -> None:
    assert all(each.more.text("why") and each.more.texts("how") for each in measures(topic))


@pytest.mark.parametrize("topic", PARTS)
def test_what_it_fits_and_where_it_leads_has_words(topic: str) -> None:
    links = set(words("web_measures").table("links").keys())

    for each in measures(topic):
        assert set(each.more.texts("fits")) <= set(behaviours()), each.id
        assert set(each.more.texts("links")) <= links, each.id


@pytest.mark.parametrize("topic", PARTS)
def test_what_could_show_itself_or_backfire_says_so(topic: str) -> None:
    silent = {each.id for each in measures(topic) if not each.more.texts("mind")}

    assert silent <= {
        "instinct", "lights", "night", "safe-places", "parking", "study", "code-word", "danger",
    }  # fmt: skip


def test_what_the_police_may_not_have_is_not_confirmed() -> None:
    assert facts(PLACE, OUTSIDE)["panic-button"].status is Status.NOT_CONFIRMED
    assert "TecSOS" in facts(PLACE, OUTSIDE)["panic-button"].to_check[0]


def test_every_measure_has_a_place_in_a_plan() -> None:
    for topic in PARTS:
        assert {section_of(topic, each.id) for each in measures(topic)} <= set(SECTIONS)
    assert section_of(CHILDREN, "school") == CHILDREN
    assert section_of("platforms", "anything") == ONLINE


def test_only_behaviours_that_a_measure_fits_bring_it_up_in_their_order() -> None:
    followed = facts(PLACE, OUTSIDE)["routes"]

    assert fitting(followed, ("gifts", "drives-past", "s2A3a")) == ("drives-past", "s2A3a")
