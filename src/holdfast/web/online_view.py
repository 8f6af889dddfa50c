"""How what is known of safety online is put before her, with its source, its day and its doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.law import Freshness, Status
from holdfast.knowledge.safe_online import (
    CHANGE,
    LOOK,
    REMOVE,
    WORDS,
    platforms,
    stages,
    topics,
)
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from holdfast.actions.plan import Pick
    from holdfast.actions.safe_online import Offer, Passed
    from holdfast.knowledge.law import Fact

READ_FROM = "notice"
"""The stage after which topics and guides can be read."""


def foot(fact: Fact, today: date) -> dict[str, object]:
    """Give where a fact is from, and what is not sure about it.

    Args:
        fact: the fact.
        today: the day it is read on.
    """
    return {
        "source": fact.source,
        "address": fact.address,
        "day": f"{fact.checked_on:%-d %B %Y}",
        "is_stale": fact.freshness(today) is Freshness.STALE,
        "is_confirmed": fact.status is not Status.NOT_CONFIRMED,
        "to_check": fact.to_check,
    }


def stage_rows(done: Mapping[str, Passed]) -> list[dict[str, object]]:
    """Give the stages: passed, open, or closed.

    Args:
        done: those that were passed.
    """
    open_one = next((stage for stage in stages() if stage not in done), None)
    return [
        {
            "id": name,
            "name": fact.name,
            "state": str(done[name]) if name in done else "open" if name == open_one else "closed",
        }
        for name, fact in stages().items()
    ]


def offered(found: Iterable[Offer]) -> list[dict[str, object]]:
    """Give the topics that fit what she wrote down.

    Args:
        found: best first.
    """
    known = behaviours()
    return [
        {
            "id": each.topic,
            "name": topics()[each.topic].name,
            "because": [(known[code].says, entry) for code, entry in each.because],
        }
        for each in found
    ]


def topic_groups(picked: Mapping[str, Pick]) -> list[tuple[str, list[dict[str, object]]]]:
    """Give all topics under their groups, in the order of the file.

    Args:
        picked: what she said of them for her plan.
    """
    named = words(WORDS).table("groups")
    found: dict[str, list[dict[str, object]]] = {}
    for name, fact in topics().items():
        row: dict[str, object] = {"id": name, "name": fact.name, "pick": _state(picked, name)}
        found.setdefault(named.text(fact.more.text("group")), []).append(row)
    return list(found.items())


def _state(picked: Mapping[str, Pick], name: str) -> str:
    return str(picked[name].state) if name in picked else ""


def platform_rows() -> list[tuple[str, str]]:
    """Give id and name of every guide."""
    return [(name, fact.name) for name, fact in platforms().items()]


def topic_parts(fact: Fact, done: Collection[str]) -> list[dict[str, object]]:
    """Give what a topic says to do, in its parts; what a stage still closes is left out.

    Args:
        fact: the topic.
        done: stages that were passed.
    """
    parts = (("look", LOOK), ("change", CHANGE), ("remove", REMOVE))
    return [_part(fact, key, stage, done) for key, stage in parts if fact.more.texts(key)]


def platform_parts(fact: Fact, done: Collection[str]) -> list[dict[str, object]]:
    """Give the parts of a guide; what a stage still closes is left out.

    Args:
        fact: the guide.
        done: stages that were passed.
    """
    parts = (("download", LOOK), ("report", LOOK), ("settings", CHANGE))
    return [_part(fact, key, stage, done) for key, stage in parts]


def _part(fact: Fact, key: str, stage: str, done: Collection[str]) -> dict[str, object]:
    is_open = stage in done
    return {
        "key": key,
        "is_open": is_open,
        "lines": fact.more.texts(key) if is_open else (),
        "after": stages()[stage].name,
    }
