"""What was told is put together without a sum: in her order, with what the law lists."""

from __future__ import annotations

import dataclasses

import pytest

from holdfast.insight.recognising import (
    Known,
    Recognised,
    Resembling,
    Told,
    put_together,
    reasons_for_people,
)

KNOWN = Known(
    examples=("law-a", "law-b"),
    law={"followed": ("law-a",), "posted": ("law-b",), "watched": ("law-a", "law-b"), "who": ()},
    routes={"police": ("posted",), "family": ("who:partner",), "device": ("tracker",)},
)


def put(*answers: tuple[str, str], **signs: str) -> Recognised:
    """Put answers together."""
    return put_together(Told(answers=dict(answers), signs=signs), KNOWN)


@pytest.mark.parametrize(("answer", "leads"), [("yes", True), ("unsure", True), ("no", False)])
def test_not_sure_leads_to_people_as_yes_does(answer: str, leads: bool) -> None:  # noqa: FBT001
    assert bool(reasons_for_people({"threats": answer})) is leads


def test_what_was_told_stands_in_her_order_and_not_sure_apart() -> None:
    found = put(("posted", "yes"), ("watched", "unsure"), ("followed", "yes"))

    assert found.told == ("posted", "followed")
    assert found.unsure == ("watched",)


@pytest.mark.parametrize("answer", ["no", "unsaid"])
def test_no_and_rather_not_say_are_not_repeated(answer: str) -> None:
    found = put(("followed", answer))

    assert (found.told, found.unsure, found.resembling) == ((), (), ())


def test_an_example_of_the_law_stands_with_what_was_told() -> None:
    found = put(("watched", "unsure"), ("followed", "yes"))

    assert found.resembling == (
        Resembling(example="law-a", because=("followed",), perhaps=("watched",)),
        Resembling(example="law-b", because=(), perhaps=("watched",)),
    )


def test_an_answer_leads_where_the_data_says() -> None:
    assert put(("posted", "unsure")).routes == ("police",)
    assert put(("who", "partner")).routes == ("family",)
    assert put(("who", "stranger"), tracker="yes").routes == ("device",)
    assert put(("posted", "no")).routes == ()


def test_nothing_is_counted_or_scored() -> None:
    kinds = {field.type for field in dataclasses.fields(Recognised)}

    assert kinds <= {"tuple[str, ...]", "tuple[Resembling, ...]"}
