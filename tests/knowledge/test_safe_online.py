"""What is known of safety online names only things that are there, and is honest about itself."""

from __future__ import annotations

import pytest

from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.law import Status
from holdfast.knowledge.safe_online import (
    behaviours_by_topic,
    checks,
    checks_for,
    kinds_of_things,
    platforms,
    stages,
    topics,
)
from holdfast.knowledge.wording import words
from holdfast.readers import READERS
from tests.web.test_words import texts_in


def test_the_stages_stand_in_the_safe_order() -> None:
    assert list(stages()) == [
        "danger",
        "device",
        "notice",
        "specialist",
        "evidence",
        "channel",
        "change",
        "remove",
    ]


def test_changes_are_named_in_the_order_email_account_phone_bank_social_home() -> None:
    said = " ".join(stages()["change"].more.texts("do")).lower()
    order = ["email", "apple", "phone", "bank", "social", "smart home"]

    assert [said.index(each) for each in order] == sorted(said.index(each) for each in order)


def test_every_behaviour_a_topic_names_is_one() -> None:
    named = frozenset[str]().union(*behaviours_by_topic().values())

    assert named <= set(behaviours())


def test_every_behaviour_that_happens_online_brings_a_topic_up() -> None:
    named = frozenset[str]().union(*behaviours_by_topic().values())
    online = {"s2A3c", "s2A3d", "account-access", "tracker", "threat-to-publish", "cyber-flashing"}

    assert online | {"identity", "virus"} <= named


def test_every_check_points_at_a_topic_and_at_kinds_of_things() -> None:
    assert {each.more.text("topic") for each in checks().values()} <= set(topics())
    for each in checks().values():
        assert each.more.texts("things")
        assert set(each.more.texts("things")) <= set(kinds_of_things())


@pytest.mark.parametrize("kind", kinds_of_things())
def test_every_kind_of_thing_has_something_to_look_for(kind: str) -> None:
    assert checks_for(kind)


def test_every_reader_a_guide_names_is_one() -> None:
    known = set(READERS)

    assert {name for each in platforms().values() for name in each.more.texts("reader")} <= known


def test_every_group_of_topics_has_a_name() -> None:
    groups = set(words("safe_online").table("groups").values)

    assert {each.more.text("group") for each in topics().values()} == groups


def test_what_is_not_confirmed_says_what_must_be_checked() -> None:
    for known in (topics(), platforms(), checks()):
        for each in known.values():
            assert (each.status is not Status.NOT_CONFIRMED) or each.to_check


def test_nothing_is_called_clean_or_safe() -> None:
    said = " ".join(
        text
        for known in (topics(), platforms(), checks(), stages())
        for each in known.values()
        for text in texts_in(each.more.values)
    ).lower()

    assert not any(word in said for word in ("no spyware", "you are safe", "all clear", "is clean"))
