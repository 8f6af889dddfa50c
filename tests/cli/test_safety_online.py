"""Safer online as JSON: the order first, and every step says after which stage it comes."""

from __future__ import annotations

from datetime import date
from typing import Any

from holdfast.cli.safety_online import online_lists
from holdfast.knowledge.safe_online import platforms, stages, topics

TODAY = date(2026, 12, 1)


def document() -> dict[str, Any]:
    """Give what `safety --part online --json` prints without a key."""
    return dict(online_lists(TODAY).document or {})


def test_nothing_is_left_out_and_the_order_stands_first() -> None:
    made = document()

    assert [each["id"] for each in made["stages"]] == list(stages())
    assert [each["id"] for each in made["topics"]] == list(topics())
    assert [each["id"] for each in made["guides"]] == list(platforms())
    assert list(made).index("stages") < list(made).index("topics")


def test_what_to_change_and_remove_names_the_stage_before_it() -> None:
    for each in document()["topics"]:
        assert each["look"]["after"] == "evidence"
        assert each["change"]["after"] == "change"
        assert each["remove"]["after"] == "remove"
        assert each["tells_not"]
        assert each["checked_on"]


def test_without_a_key_nothing_is_said_of_any_record() -> None:
    made = document()

    assert made["offered"] is None
    assert {each["state"] for each in made["topics"]} == {None}
