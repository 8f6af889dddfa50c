"""Measures that somebody may take: where each stands on the pages, and where in a plan.

The measures are facts (law.py) of topics whose entries have a `part`. What a topic of another page
adds to a plan stands under `online`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.law import TOPICS, Fact, Jurisdiction, facts

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = Jurisdiction.ENGLAND_WALES
OUTSIDE, CHILDREN = "home_and_outside", "children"
PARTS = {
    OUTSIDE: ("now", "home", "watch", "police", "out", "car", "work", "people", "bag"),
    CHILDREN: ("first", "contact", "handover", "school", "write", "devices", "danger"),
}
"""Parts of the page of a topic, in the order shown."""

ONLINE = "online"
SECTIONS = ("now", "home", "out", "work", "children", ONLINE, "people", "papers")
"""Parts of a plan, in the order in which they make sense."""

SECTION_OF = {"watch": "home", "police": "home", "car": "out", "bag": "papers"}
"""Parts of the pages that have another name in a plan."""


def measures(topic: str, part: str = "") -> tuple[Fact, ...]:
    """Give the measures of a topic, in the order of their parts and of the file.

    Args:
        topic: a key of `PARTS`.
        part: only those of one part; all when empty.
    """
    parts = (part,) if part else PARTS[topic]
    known = facts(PLACE, topic).values()
    return tuple(each for name in parts for each in known if each.more.text("part") == name)


def find_measure(topic: str, measure: str) -> Fact | None:
    """Give a measure of any topic; None when no list holds it.

    Args:
        topic: of the list.
        measure: its id.
    """
    return facts(PLACE, topic).get(measure) if topic in TOPICS[PLACE] else None


def section_of(topic: str, measure: str) -> str:
    """Give the part of a plan in which a measure stands.

    Args:
        topic: of its list.
        measure: its id.
    """
    if topic == CHILDREN:
        return CHILDREN
    found = find_measure(topic, measure) if topic == OUTSIDE else None
    part = found.more.text("part") if found else ONLINE
    return SECTION_OF.get(part, part)


def fitting(measure: Fact, behaviours: Iterable[str]) -> tuple[str, ...]:
    """Give those behaviours after which a measure is offered first.

    Args:
        measure: any.
        behaviours: codes, in the order to keep.
    """
    fits = measure.more.texts("fits")
    return tuple(code for code in behaviours if code in fits)
