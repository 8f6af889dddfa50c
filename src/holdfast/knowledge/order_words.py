"""The words of the guide to orders: its questions with their answers, and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.table import KnowledgeError, Table
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

TOPIC = "orders"
PAIR = 2
UNSURE, UNSAID = "unsure", "unsaid"
"""Answers that every question has and that never close a way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question of the guide."""

    id: str
    """The answer's name in `insight.orders.Answers`."""

    says: str
    """As shown."""

    hint: str
    """Beside it; may be empty."""

    many: bool
    """Whether several answers may be ticked."""

    choices: tuple[tuple[str, str], ...]
    """Code and words, the law's first."""

    def codes(self) -> frozenset[str]:
        """Give the answers that mean something."""
        return frozenset(code for code, _ in self.choices)

    def every_choice(self) -> tuple[tuple[str, str], ...]:
        """Give all answers, "not sure" and "rather not say" last."""
        more = words(TOPIC).table("other_answers")
        return (*self.choices, (UNSURE, more.text(UNSURE)), (UNSAID, more.text(UNSAID)))


@cache
def questions() -> Mapping[str, Question]:
    """Give the questions by their id, in the order in which they are asked."""
    return {each.text("id"): _question(each) for each in words(TOPIC).tables("question")}


def guide_says(key: str, **gaps: object) -> str:
    """Give a sentence of the guide with its gaps filled.

    Args:
        key: its name.
        gaps: by name.
    """
    return words(TOPIC).text(key).format(**gaps)


def guide_word(group: str, key: str) -> str:
    """Give a sentence of one group, such as why an order stands where it does.

    Args:
        group: a table's name (`why`, `first`, `who`).
        key: code.
    """
    return words(TOPIC).table(group).text(key)


def _question(entry: Table) -> Question:
    pairs = entry.values.get("choices")
    if not isinstance(pairs, list) or not all(
        isinstance(each, list) and len(each) == PAIR for each in pairs
    ):
        raise KnowledgeError(entry.place("choices"), "pairs of code and words are needed")
    return Question(
        id=entry.text("id"),
        says=entry.text("says"),
        hint=entry.text_or_empty("hint"),
        many=entry.values.get("many") is True,
        choices=tuple((str(code), str(said)) for code, said in pairs),
    )
