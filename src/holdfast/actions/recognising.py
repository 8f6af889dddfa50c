"""Answers to the questions: what they show, and keeping them in the drawer when she asks for it.

Hers and those that a friend gave lie apart. Nothing of them is ever in the log.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.insight.recognising import UNSURE, Known, Told, put_together, reasons_for_people
from holdfast.knowledge.behaviours import LAW_CODE, behaviours
from holdfast.knowledge.law import Jurisdiction, facts
from holdfast.knowledge.recognise_words import (
    every_question,
    sign_choices,
    sign_not_sure,
    themes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from holdfast.insight.recognising import Recognised
    from holdfast.knowledge.law import Fact
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

HERS, FRIENDS = "recognise/answers", "recognise/friend"
ALL = "all"
"""Own words that belong to no one theme."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptAnswers:
    """Answers that lie in the drawer."""

    told: Told = field(repr=False)
    """The answers."""

    at: str
    """When they were kept, ISO 8601."""


def told_of(  # each part of a form by itself
    *,
    friend: bool,
    place: str,
    signs: Mapping[str, str],
    answers: Iterable[tuple[str, str]],
    words: Mapping[str, str],
) -> Told:
    """Make answers of what anybody sent, leaving out whatever is no answer of ours.

    Args:
        friend: whether a friend tells it.
        place: code of a jurisdiction; anything else means England and Wales.
        signs: answers to danger signs.
        answers: question and answer, as told; what is told again keeps its place.
        words: own words by theme.
    """
    three, known = {code for code, _ in sign_choices()}, every_question()
    ids = facts(Jurisdiction.ENGLAND_WALES, "signs")
    kept = {name: code for name, code in answers if name in known and code in known[name].codes()}
    parts = (ALL, *themes())
    return Told(
        friend=friend,
        place=place if place in set(Jurisdiction) else str(Jurisdiction.ENGLAND_WALES),
        signs={name: signs[name] for name in ids if signs.get(name) in three},
        answers=kept,
        words={name: said for name, said in words.items() if name in parts and said.strip()},
    )


def signs_for_people(told: Told) -> tuple[Fact, ...]:
    """Give the danger signs for which to talk to somebody today, in the order asked.

    Args:
        told: what was answered.
    """
    known = facts(Jurisdiction.ENGLAND_WALES, "signs")
    return tuple(known[name] for name in reasons_for_people(told.signs))


def sign_said(sign: Fact, told: Told) -> str:
    """Give what she can tell the police of a danger sign; never surer than she was.

    Args:
        sign: one that leads to people.
        told: what was answered.
    """
    said = sign.more.text("tell_friend" if told.friend else "tell")
    is_sure = told.signs.get(sign.id) != UNSURE
    return said if is_sure else f"{said} {sign_not_sure()}"


def recognise(told: Told) -> Recognised:
    """Put together what was told.

    Args:
        told: all of it.
    """
    routes = {each.id: each.more.texts("when") for each in recognising_facts("route")}
    return put_together(
        told,
        Known(
            examples=tuple(code for code in behaviours() if code.startswith(LAW_CODE)),
            law={name: each.law for name, each in every_question().items()},
            routes=routes,
        ),
    )


def recognising_facts(part: str) -> tuple[Fact, ...]:
    """Give what is known of one part.

    Args:
        part: explain, today, route or friend.
    """
    known = facts(Jurisdiction.ENGLAND_WALES, "recognising").values()
    return tuple(fact for fact in known if fact.more.text("part") == part)


def suggested(found: Recognised) -> list[str]:
    """Give the behaviours that an incident may be sorted by later; she ticks them herself.

    Args:
        found: what was told.
    """
    known = behaviours()
    return [name for name in (*found.told, *found.unsure) if name in known]


def keep_answers(book: OpenCasebook, told: Told, *, clock: Callable[[], datetime] = now) -> None:
    """Lay answers into the drawer, over those that lie there.

    Args:
        book: open.
        told: the answers.
        clock: the device's.
    """
    answers: list[JsonValue] = [[name, code] for name, code in told.answers.items()]
    book.drawer.put(
        FRIENDS if told.friend else HERS,
        {
            "at": clock().isoformat(timespec="seconds"),
            "place": told.place,
            "signs": dict(told.signs),
            "answers": answers,
            "words": dict(told.words),
        },
    )


def kept_answers(book: OpenCasebook, *, friend: bool) -> KeptAnswers | None:
    """Take answers out of the drawer, leaving them in; None when there are none.

    Args:
        book: open.
        friend: those a friend gave.
    """
    stored = book.drawer.get(FRIENDS if friend else HERS)
    if not isinstance(stored, dict):
        return None
    told = told_of(
        friend=friend,
        place=str(stored.get("place")),
        signs=_texts(stored.get("signs")),
        answers=_pairs(stored.get("answers")),
        words=_texts(stored.get("words")),
    )
    return KeptAnswers(told=told, at=str(stored.get("at", "")))


def forget_answers(book: OpenCasebook, *, friend: bool) -> None:
    """Destroy answers that lie in the drawer.

    Args:
        book: open.
        friend: those a friend gave.
    """
    book.drawer.delete(FRIENDS if friend else HERS)


def _texts(value: JsonValue) -> dict[str, str]:
    return {name: str(each) for name, each in value.items()} if isinstance(value, dict) else {}


def _pairs(value: JsonValue) -> list[tuple[str, str]]:
    found = value if isinstance(value, list) else []
    return [(str(each[0]), str(each[-1])) for each in found if isinstance(each, list) and each]
