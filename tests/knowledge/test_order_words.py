"""The words of the guide to orders: every reason has a sentence, and every one reads easily."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from holdfast.insight import orders
from holdfast.insight.order_answers import Answers
from holdfast.insight.orders import find_orders
from holdfast.insight.ties import BONDS
from holdfast.knowledge.law import Jurisdiction, Status, facts, pilot_areas
from holdfast.knowledge.order_words import UNSAID, UNSURE, guide_word, questions
from holdfast.knowledge.wording import words
from tests.insight.test_orders import CASES, answers_of, setting
from tests.web.test_words import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    NEVER,
    grade_of,
    sentences_in,
    texts_in,
)

TABLE = tomllib.loads(
    (files("holdfast.knowledge") / "words" / "en" / "orders.toml").read_text(encoding="utf-8")
)
ORDERS = facts(Jurisdiction.ENGLAND_WALES, "orders")


def test_the_words_are_short_and_the_sentences_too() -> None:
    sentences = [each for text in texts_in(TABLE) for each in sentences_in(text)]

    assert grade_of(sentences) <= HIGHEST_GRADE
    assert [" ".join(each) for each in sentences if len(each) > LONGEST_SENTENCE] == []


def test_nothing_is_promised() -> None:
    assert [text for text in texts_in(TABLE) if NEVER.search(text)] == []


def test_every_reason_that_a_rule_gives_has_a_sentence_and_none_is_left_over() -> None:
    given = set()
    for case in CASES:
        for finding in find_orders(answers_of(case.said), setting(case.today)).findings:
            given |= set(finding.why)

    assert given == set(words("orders").table("why").keys())


def test_the_questions_are_those_that_the_rules_read() -> None:
    assert set(questions()) == set(Answers.__dataclass_fields__)
    assert questions()["bonds"].codes() == set(BONDS)
    areas = {each.id for each in pilot_areas()}
    assert questions()["his_area"].codes() == areas | {orders.ELSEWHERE}


def test_every_question_can_be_left_open() -> None:
    for question in questions().values():
        assert [code for code, _ in question.every_choice()][-2:] == [UNSURE, UNSAID]


def test_everybody_who_asks_every_status_and_every_need_has_a_name() -> None:
    for fact in ORDERS.values():
        assert all(guide_word("who", each) for each in fact.more.texts("who_asks"))
        assert all(guide_word("record", each) for each in fact.more.texts("record"))
    assert all(guide_word("status", each) for each in Status)
