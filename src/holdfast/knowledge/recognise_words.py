"""The questions by which somebody may recognise stalking or harassment, by theme, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.table import KnowledgeError, Table
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

TOPIC = "recognise"
YES, NO, UNSURE, UNSAID = "yes", "no", "unsure", "unsaid"
PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question; it can always be left open."""

    id: str
    """Code of the behaviour that it asks about, or a name of its own."""

    ask: str
    """To the person herself."""

    ask_friend: str
    """To a friend or relative."""

    tell: str
    """What a yes says, from her side; empty where the answer itself says it."""

    tell_friend: str
    """The same from a friend's side."""

    choices: tuple[tuple[str, str], ...]
    """Code and words of every answer, "not sure" and "rather not say" last."""

    law: tuple[str, ...]
    """Codes of the law's examples that it may be one of."""

    def codes(self) -> frozenset[str]:
        """Give every answer that can be given."""
        return frozenset(code for code, _ in self.choices)

    def put(self, *, friend: bool) -> str:
        """Give the question as it is put.

        Args:
            friend: to a friend, not to herself.
        """
        return self.ask_friend if friend else self.ask

    def told(self, answer: str, *, friend: bool) -> str:
        """Give what an answer says.

        Args:
            answer: its code.
            friend: said by a friend.
        """
        said = self.tell_friend if friend else self.tell
        return said or f"{self.put(friend=friend)} {dict(self.choices)[answer]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Theme:
    """Questions that stand on one page."""

    id: str
    """By which answers and pages name it."""

    name: str
    """To the person herself."""

    name_friend: str
    """To a friend."""

    questions: tuple[Asked, ...]
    """In the order asked."""

    def put(self, *, friend: bool) -> str:
        """Give its name.

        Args:
            friend: for a friend.
        """
        return self.name_friend if friend else self.name


@cache
def themes() -> Mapping[str, Theme]:
    """Give every theme by its id, in the order of the file."""
    return {each.text("id"): _theme(each) for each in words(TOPIC).tables("theme")}


@cache
def every_question() -> Mapping[str, Asked]:
    """Give every question by its id.

    Raises:
        KnowledgeError: one stands twice.
    """
    found: dict[str, Asked] = {}
    for theme in themes().values():
        for question in theme.questions:
            if question.id in found:
                raise KnowledgeError(question.id, "is asked twice")
            found[question.id] = question
    return found


def answer_word(code: str) -> str:
    """Give the words of yes, no, not sure and rather not say.

    Args:
        code: of one of them.
    """
    return words(TOPIC).table("answers").text(code)


def place_word(code: str) -> str:
    """Give the name of a jurisdiction, as it is asked for.

    Args:
        code: of a `Jurisdiction`.
    """
    return words(TOPIC).table("place").text(code)


def sign_choices() -> tuple[tuple[str, str], ...]:
    """Give the three answers to a danger sign."""
    return tuple((code, answer_word(code)) for code in (YES, UNSURE, NO))


def sign_not_sure() -> str:
    """Give what is said after a danger sign that was answered "not sure"."""
    return words(TOPIC).table("signs").text("not_sure")


def _theme(entry: Table) -> Theme:
    name = entry.text("name")
    return Theme(
        id=entry.text("id"),
        name=name,
        name_friend=entry.text_or_empty("name_friend") or name,
        questions=tuple(_asked(each) for each in entry.tables("question")),
    )


def _asked(entry: Table) -> Asked:
    code, known = entry.text("id"), behaviours()
    own = _pairs(entry) or ((YES, answer_word(YES)), (NO, answer_word(NO)))
    open_ones = ((UNSURE, answer_word(UNSURE)), (UNSAID, answer_word(UNSAID)))
    return Asked(
        id=code,
        ask=entry.text("ask"),
        ask_friend=entry.text("ask_friend"),
        tell=known[code].says if code in known else entry.text_or_empty("tell"),
        tell_friend=entry.text_or_empty("tell_friend"),
        choices=(*own, *open_ones),
        law=known[code].law if code in known else (),
    )


def _pairs(entry: Table) -> tuple[tuple[str, str], ...]:
    pairs = entry.values.get("choices", [])
    if not isinstance(pairs, list) or not all(
        isinstance(each, list) and len(each) == PAIR for each in pairs
    ):
        raise KnowledgeError(entry.place("choices"), "pairs of code and words are needed")
    return tuple((str(code), str(said)) for code, said in pairs)
