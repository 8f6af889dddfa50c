"""What a stalker may do, by code: the law's seven examples, and what else people report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.table import KnowledgeError, Table
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

ARRANGEMENT = "child-arrangement"
"""Her own sorting of an entry: an ordinary arrangement about a child, no part of the behaviour."""

LAW_CODE = "s2A3"
"""What the codes of the law's own examples begin with: section 2A(3) of the 1997 Act."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Behaviour:
    """One thing that people who stalk do."""

    code: str
    """What is stored in an entry."""

    says: str
    """It in plain words, from the person's side."""

    act: str
    """The Act's own words for it; empty when it stands in no Act's list."""

    section: str
    """Where the law lists it, when it does; empty when it stands in no Act's list."""

    law: tuple[str, ...]
    """Codes of the law's examples that it may be one of; for such an example itself, its own."""

    source: str
    """Where the knowledge comes from."""

    checked_on: date
    """When somebody last compared it with its source."""


def _read(entry: Table) -> Behaviour:
    code = entry.text("code")
    own = (code,) if code.startswith(LAW_CODE) else ()
    return Behaviour(
        code=code,
        says=entry.text("says"),
        act=entry.text_or_empty("act"),
        section=entry.text_or_empty("section"),
        law=own or entry.texts("law"),
        source=entry.text("source"),
        checked_on=entry.day("checked_on"),
    )


@cache
def behaviours() -> Mapping[str, Behaviour]:
    """Give every behaviour by its code, in the order of the file.

    Raises:
        KnowledgeError: a code stands twice, or `law` names a code that is none.
    """
    found: dict[str, Behaviour] = {}
    for entry in words("behaviours").tables("behaviour"):
        behaviour = _read(entry)
        if behaviour.code in found:
            raise KnowledgeError(entry.place("code"), "stands twice")
        found[behaviour.code] = behaviour
    for behaviour in found.values():
        if unknown := set(behaviour.law) - set(found):
            raise KnowledgeError(behaviour.code, f"names {sorted(unknown)}")
    return found


@cache
def sortings() -> Mapping[str, str]:
    """Give what she may sort an entry as beside what was done: codes and words."""
    return {each.text("code"): each.text("says") for each in words("behaviours").tables("sorting")}


def codes() -> frozenset[str]:
    """Give every code that an entry's field `behaviours` may hold."""
    return frozenset(behaviours()) | frozenset(sortings())


def said_of(code: str) -> str:
    """Give a code in words; the code itself when nothing is known of it.

    Args:
        code: of an entry's field `behaviours`.
    """
    known = behaviours().get(code)
    return known.says if known else sortings().get(code, code)
