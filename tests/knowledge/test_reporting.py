"""What is known of telling the police fits together: numbers, parts, languages."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from holdfast.knowledge.directory.embedded import own_services
from holdfast.knowledge.languages import RTL, languages
from holdfast.knowledge.law import Jurisdiction, Status, facts
from holdfast.web.pages.report import LIMITS, PARTS

ENGLAND_WALES = Jurisdiction.ENGLAND_WALES
TEMPLATES = sorted(
    each.name
    for each in (files("holdfast.web") / "templates").iterdir()
    if each.name.startswith("report")
)
HEBREW_OR_ARABIC = re.compile("[\u0590-\u08ff]")


def test_every_number_comes_from_a_service_of_the_directory() -> None:
    known = {each.id: each for each in own_services()}
    named = [
        each.more.text("service")
        for each in facts(ENGLAND_WALES, "reporting").values()
        if "service" in each.more.keys()  # noqa: SIM118  # a Table is no dict
    ]

    assert [known[name].numbers[0].number for name in named] == ["999", "101", "0800 555 111"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_holds_a_number_of_its_own(name: str) -> None:
    text = (files("holdfast.web") / "templates" / name).read_text(encoding="utf-8")

    assert re.findall(r"\d{3,}", text) == []


def test_every_fact_stands_somewhere_on_a_page() -> None:
    parts = {each.more.text("part") for each in facts(ENGLAND_WALES, "reporting").values()}
    rights = {each.more.text("part") for each in facts(ENGLAND_WALES, "rights").values()}

    assert parts == {*PARTS, "ask", "bring"}
    assert rights == {"police", "statement", "impact", "court"}
    assert set(LIMITS) <= set(facts(ENGLAND_WALES, "time_limits"))


@pytest.mark.parametrize("topic", ["reporting", "evidence", "rights"])
def test_what_is_not_confirmed_says_what_to_look_up(topic: str) -> None:
    unsure = [
        each for each in facts(ENGLAND_WALES, topic).values() if each.status is Status.NOT_CONFIRMED
    ]

    assert unsure
    assert all(each.to_check for each in unsure)


def test_a_language_is_written_in_its_own_direction() -> None:
    wrong = [
        each.code
        for each in languages().values()
        if bool(HEBREW_OR_ARABIC.search(each.own)) != (each.direction == RTL)
    ]

    assert wrong == []
    assert {"ur", "ar", "pl", "bn", "pa", "gu", "ro", "fa", "pt", "bfi"} <= set(languages())


def test_no_other_language_has_a_sentence_until_people_wrote_it() -> None:
    translated = [each.name for each in (files("holdfast.knowledge") / "words").iterdir()]

    assert translated == ["en"]
