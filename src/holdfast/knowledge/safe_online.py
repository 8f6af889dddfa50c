"""What is known of safety online: the stages in their order, topics, checks and guides to sites."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.law import Jurisdiction, facts
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.knowledge.law import Fact

PLACE = Jurisdiction.ENGLAND_WALES
WORDS = "safe_online"
LOOK, CHANGE, REMOVE = "evidence", "change", "remove"
"""Stages after which she may look, change and remove."""

CHILD = "child"
"""Kind of thing that is a child's."""


def stages() -> Mapping[str, Fact]:
    """Give the stages by id, in the order in which they open."""
    return facts(PLACE, "online_stages")


def topics() -> Mapping[str, Fact]:
    """Give what can be looked at, by id."""
    return facts(PLACE, "online")


def platforms() -> Mapping[str, Fact]:
    """Give the guides to sites and apps, by id."""
    return facts(PLACE, "platforms")


def checks() -> Mapping[str, Fact]:
    """Give everything that can be looked for on one's own things, by id."""
    return facts(PLACE, "online_checks")


def checks_for(kind: str) -> tuple[Fact, ...]:
    """Give what can be looked for on one kind of thing.

    Args:
        kind: one of `kinds_of_things`.
    """
    return tuple(each for each in checks().values() if kind in each.more.texts("things"))


@cache
def kinds_of_things() -> Mapping[str, str]:
    """Give the kinds of accounts and devices, in words, by code."""
    table = words(WORDS).table("things")
    return {code: table.text(code) for code in table.keys()}  # noqa: SIM118  # a Table is no dict


@cache
def behaviours_by_topic() -> Mapping[str, frozenset[str]]:
    """Give the codes of behaviour that bring each topic to the top."""
    return {name: frozenset(each.more.texts("behaviours")) for name, each in topics().items()}
