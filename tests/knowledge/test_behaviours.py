"""The behaviours are complete, sourced, and point at the law's own examples."""

from __future__ import annotations

from datetime import date

from holdfast.knowledge.behaviours import LAW_CODE, behaviours

WRITTEN = date(2026, 11, 22)


def test_the_laws_seven_examples_stand_first() -> None:
    first = list(behaviours())[:7]

    assert first == [f"{LAW_CODE}{letter}" for letter in "abcdefg"]


def test_each_has_a_source_and_a_day_it_was_checked() -> None:
    assert all(each.source and each.checked_on <= WRITTEN for each in behaviours().values())


def test_only_the_laws_own_examples_claim_a_section() -> None:
    claiming = {code for code, each in behaviours().items() if each.section}

    assert claiming == {code for code in behaviours() if code.startswith(LAW_CODE)}


def test_what_is_not_an_example_points_only_at_examples() -> None:
    assert all(
        each.law == (code,) if code.startswith(LAW_CODE) else code not in each.law
        for code, each in behaviours().items()
    )
