"""The questions about stalking: our own, easy to read, none that leads or must be answered."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from holdfast.knowledge.behaviours import LAW_CODE, behaviours
from holdfast.knowledge.directory.embedded import service_named
from holdfast.knowledge.law import Jurisdiction, facts
from holdfast.knowledge.recognise_words import (
    UNSAID,
    UNSURE,
    answer_word,
    every_question,
    place_word,
    sign_choices,
    themes,
)
from tests.web.test_words import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    NEVER,
    grade_of,
    sentences_in,
    texts_in,
)

WORDS = files("holdfast.knowledge") / "words" / "en"
FILES = ("recognise.toml", "facts_shown.toml")
LEADING = re.compile(
    r"\b(isn't|hasn't|didn't|don't you|surely|of course|still|why did you|how often does he)\b",
    re.IGNORECASE,
)
HERE = Jurisdiction.ENGLAND_WALES
SIGNS = facts(HERE, "signs")
KNOWN = facts(HERE, "recognising")


def put_to_people() -> list[str]:
    """Give every question as it is put, to her and to a friend."""
    asked = [text for each in every_question().values() for text in (each.ask, each.ask_friend)]
    return asked + [each.more.text(key) for each in SIGNS.values() for key in ("ask", "ask_friend")]


@pytest.mark.parametrize("file", FILES)
def test_the_words_are_short_and_nothing_is_promised(file: str) -> None:
    table = tomllib.loads((WORDS / file).read_text(encoding="utf-8"))
    sentences = [each for text in texts_in(table) for each in sentences_in(text)]

    assert grade_of(sentences) <= HIGHEST_GRADE
    assert [" ".join(each) for each in sentences if len(each) > LONGEST_SENTENCE] == []
    assert [text for text in texts_in(table) if NEVER.search(text)] == []


def test_no_question_leads() -> None:
    assert [text for text in put_to_people() if LEADING.search(text)] == []
    assert [text for text in put_to_people() if "?" not in text] == []


def test_every_question_can_be_left_open() -> None:
    for question in every_question().values():
        assert [code for code, _ in question.choices][-2:] == [UNSURE, UNSAID]


def test_a_danger_sign_has_three_plain_answers() -> None:
    assert [says for _, says in sign_choices()] == ["Yes", "Not sure", "No"]


def test_each_of_the_laws_seven_examples_can_be_told() -> None:
    told = {code for each in every_question().values() for code in each.law}

    assert told == {code for code in behaviours() if code.startswith(LAW_CODE)}


def test_every_behaviour_is_asked_about_or_is_a_danger_sign() -> None:
    assert set(behaviours()) - set(every_question()) == {"suicide-threat"}
    assert "suicide" in SIGNS


def test_every_danger_sign_of_the_facts_is_there_with_words_for_the_police() -> None:
    assert set(SIGNS) == {
        "frightened", "threats", "weapon", "violence", "ex", "turns-up", "order-broken", "change",
        "suicide", "others", "tracker",
    }  # fmt: skip
    assert all(each.more.text("tell") and each.more.text("tell_friend") for each in SIGNS.values())


def test_every_route_names_answers_services_and_crimes_that_are_there() -> None:
    offences, known = facts(HERE, "offences"), set(every_question()) | set(SIGNS)
    for fact in KNOWN.values():
        for when in fact.more.texts("when"):
            name, _, code = when.partition(":")
            assert name in known
            assert not code or code in every_question()[name].codes()
        assert all(service_named(each).name for each in fact.more.texts("services"))
        assert set(fact.more.texts("links")) <= set(offences)


def test_four_words_of_the_police_are_said_to_stand_in_no_act() -> None:
    four = KNOWN["four"]

    assert [line.split(":")[0] for line in four.more.texts("lines")] == [
        "Fixated", "Obsessive", "Unwanted", "Repeated",
    ]  # fmt: skip
    assert "not in the Act" in four.says


def test_every_theme_answer_and_place_has_a_name() -> None:
    assert len(themes()) == 7
    assert all(each.name and each.name_friend for each in themes().values())
    assert all(place_word(each) for each in Jurisdiction)
    assert answer_word(UNSURE) == "Not sure"
