"""What somebody told in answer to our questions, put together: no sum, no score, no verdict.

Rules: a danger sign that is answered "yes" or "not sure" leads to people. Of the questions, "yes"
and "not sure" are repeated, apart, in the order in which they were told; "no", "rather not say"
and silence are not. Each of the law's examples that something told may resemble stands with what
it was that was told. Where some answers lead is data that is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

YES, NO, UNSURE, UNSAID = "yes", "no", "unsure", "unsaid"
LEADS_TO_PEOPLE = (YES, UNSURE)
NOT_REPEATED = (NO, UNSAID)
BETWEEN = ":"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What was answered; everything may be empty."""

    friend: bool = False
    """Whether a friend or relative tells it."""

    place: str = ""
    """Code of the jurisdiction where she lives."""

    signs: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Answers to the danger signs by id."""

    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Answers to the questions by id, in the order in which they were told."""

    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Own words by theme, in the order in which they were written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the rules need of what is known."""

    examples: tuple[str, ...]
    """Codes of the law's examples in the order of the Act."""

    law: Mapping[str, Sequence[str]]
    """Of each question: the examples that a yes may be one of."""

    routes: Mapping[str, Sequence[str]]
    """Of each place where answers lead: the answers, as `question` (yes or not sure) or
    `question:answer`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Resembling:
    """One of the law's listed examples and what was told that may be one."""

    example: str
    """Its code."""

    because: tuple[str, ...]
    """Ids of questions answered yes, as told."""

    perhaps: tuple[str, ...]
    """Ids of questions answered "not sure"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """What the end of the questions shows."""

    told: tuple[str, ...]
    """Ids of questions that said something, in the order in which they were told."""

    unsure: tuple[str, ...]
    """Ids of questions answered "not sure", in that order."""

    resembling: tuple[Resembling, ...]
    """The law's examples in the order of the Act."""

    routes: tuple[str, ...]
    """Where some of the answers lead, in the order of `Known.routes`."""


def reasons_for_people(signs: Mapping[str, str]) -> tuple[str, ...]:
    """Give the danger signs for which to talk to somebody today.

    Args:
        signs: answers by id; "not sure" counts as yes.
    """
    return tuple(name for name, code in signs.items() if code in LEADS_TO_PEOPLE)


def put_together(told: Told, known: Known) -> Recognised:
    """Put together what was told.

    Args:
        told: what was answered.
        known: what is known of the questions.
    """
    said = told.answers
    sure = tuple(name for name, code in said.items() if code not in (*NOT_REPEATED, UNSURE))
    unsure = tuple(name for name, code in said.items() if code == UNSURE)
    return Recognised(
        told=sure,
        unsure=unsure,
        resembling=_resembling(sure, unsure, known),
        routes=_routes(told, known),
    )


def _resembling(
    sure: tuple[str, ...], unsure: tuple[str, ...], known: Known
) -> tuple[Resembling, ...]:
    found = []
    for code in known.examples:
        because = tuple(name for name in sure if code in known.law.get(name, ()))
        perhaps = tuple(name for name in unsure if code in known.law.get(name, ()))
        if because or perhaps:
            found.append(Resembling(example=code, because=because, perhaps=perhaps))
    return tuple(found)


def _routes(told: Told, known: Known) -> tuple[str, ...]:
    given = {name for name, code in told.answers.items() if code in LEADS_TO_PEOPLE}
    given |= {f"{name}{BETWEEN}{code}" for name, code in told.answers.items()}
    given |= set(reasons_for_people(told.signs))
    return tuple(name for name, when in known.routes.items() if given & set(when))
