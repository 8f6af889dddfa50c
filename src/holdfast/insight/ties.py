"""How two people are tied: the two tests that decide which orders may be open.

They are told apart on purpose. Somebody who shared a flat is "associated" and not "personally
connected"; somebody who was dated for three weeks is "personally connected" and may not be
"associated". What was not answered, or is not sure, never counts as "no".

References:
    Family Law Act 1996 s.62(3) and s.42(4); Domestic Abuse Act 2021 s.2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdfast.insight.order_answers import Answers

BONDS = (
    "married", "engaged", "couple-home", "dating", "co-parent", "relative", "household",
    "same-case", "lodger", "neighbour", "work", "friend", "stranger", "not-known",
)  # fmt: skip
"""Who he is to her, or was; any number of them."""

FAMILY = frozenset({"married", "couple-home", "relative", "co-parent"})
"""Meets both tests, now or ended."""

ASSOCIATED = FAMILY | {"household", "same-case"}
CONNECTED = FAMILY | {"engaged", "dating"}
DISTANT = frozenset({"lodger", "neighbour", "work", "friend", "stranger"})
"""Meets neither test by itself."""


class Holds(StrEnum):
    """Whether a test is met, as far as the answers go."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


def find_associated(answers: Answers) -> Holds:
    """Say whether the two are "associated" (Family Law Act 1996 s.62(3)).

    Args:
        answers: hers.
    """
    if answers.bonds & ASSOCIATED:
        return Holds.YES
    found = []
    if "engaged" in answers.bonds:
        # No application three years after it ended: s.42(4).
        found.append(_as_answered(answers.engaged_recent))
    if "dating" in answers.bonds:
        found.append(_as_answered(answers.dating_long))
    for each in (Holds.YES, Holds.UNSURE):
        if each in found:
            return each
    return Holds.NO if found else _of_the_rest(answers)


def find_connected(answers: Answers) -> Holds:
    """Say whether the two are "personally connected" (Domestic Abuse Act 2021 s.2).

    Args:
        answers: hers.
    """
    if answers.bonds & CONNECTED:
        return Holds.YES
    known = answers.bonds & (DISTANT | {"household", "same-case"})
    return Holds.NO if known and "not-known" not in answers.bonds else Holds.UNSURE


def _as_answered(said: str) -> Holds:
    return Holds(said) if said in {"yes", "no"} else Holds.UNSURE


def _of_the_rest(answers: Answers) -> Holds:
    is_known = bool(answers.bonds & DISTANT) and "not-known" not in answers.bonds
    return Holds.NO if is_known else Holds.UNSURE
