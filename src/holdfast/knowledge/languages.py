"""Languages in their own names, for a card that asks for an interpreter.

The sentence of the card is in English only. A translation is a file of another language beside
`words/en`, made and read over by people who speak it; none is made by a machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.table import KnowledgeError
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

LTR, RTL = "ltr", "rtl"


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """One language."""

    code: str
    """BCP 47 (`ur`, `pa-Arab`, `bfi`)."""

    name: str
    """In English."""

    own: str
    """As those who speak it write it."""

    direction: str
    """`ltr` or `rtl`."""


@cache
def languages() -> Mapping[str, Language]:
    """Give the languages by code, in the order of the file.

    Raises:
        KnowledgeError: a code stands twice.
    """
    found: dict[str, Language] = {}
    for each in words("languages").tables("language"):
        code = each.text("code")
        if code in found:
            raise KnowledgeError(each.place("code"), "stands twice")
        found[code] = Language(
            code=code,
            name=each.text("name"),
            own=each.text("own"),
            direction=RTL if each.values.get("rtl") is True else LTR,
        )
    return found


def direction_of(code: str) -> str:
    """Give the direction in which a language is written; from the left where it is not listed.

    Args:
        code: BCP 47.
    """
    found = languages().get(code)
    return LTR if found is None else found.direction
