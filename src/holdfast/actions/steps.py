"""The six steps, joined to what is there already; her marks lie in the drawer.

A step is never due and never counted against her: a mark says what she wants it to say, and can be
taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.exposure import exposure_kept
from holdfast.actions.trusted import trusted_people
from holdfast.knowledge.law import Fact, Jurisdiction, facts
from holdfast.model.entry import Kind
from holdfast.model.errors import UsageError
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from holdfast.vault.casebook import OpenCasebook

TOPIC = "steps"
MARKS = "steps/marks"
STATES = ("done", "later", "not-for-me")
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "incidents": (Kind.INCIDENT,),
    "files": (Kind.EXHIBIT, Kind.IMPORT),
    "contacts": (Kind.CONTACT,),
    "orders": (Kind.ORDER,),
}
"""What a step may show of the record, and the kinds of entries it is counted from."""

DAY = len("2026-03-04")


@dataclass(frozen=True, kw_only=True, slots=True)
class There:
    """What is there already."""

    what: str
    """A key of `KINDS`, or `trusted` or `exposure`."""

    count: int
    """How many."""

    last: str = ""
    """The day the latest was written, ISO 8601; empty for what lies in the drawer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StepSeen:
    """One step as it stands."""

    fact: Fact
    """What it says, with source and dates."""

    mark: str = ""
    """One of `STATES`; empty when she did not say."""

    marked_on: str = ""
    """The day she said so."""

    there: tuple[There, ...] = field(default=())
    """What is there already; nothing that is not."""


def see_steps(book: OpenCasebook | None = None) -> tuple[StepSeen, ...]:
    """Give the six steps.

    Args:
        book: the open casebook, when they are to be joined to it.
    """
    known = facts(Jurisdiction.ENGLAND_WALES, TOPIC)
    if book is None:
        return tuple(StepSeen(fact=each) for each in known.values())
    marks, there = _marks(book), _there(book)
    return tuple(
        StepSeen(
            fact=each,
            mark=marks.get(each.id, ("", ""))[0],
            marked_on=marks.get(each.id, ("", ""))[1],
            there=tuple(there[what] for what in each.more.texts("shows") if there[what].count),
        )
        for each in known.values()
    )


def mark_step(book: OpenCasebook, step: str, mark: str, *, today: date) -> None:
    """Keep in the drawer what she says of a step.

    Args:
        book: the open casebook.
        step: its id.
        mark: one of `STATES`; empty to take back what was said.
        today: the day.

    Raises:
        UsageError: there is no such step or mark.
    """
    if step not in facts(Jurisdiction.ENGLAND_WALES, TOPIC) or mark not in {"", *STATES}:
        place = "step"
        raise UsageError(place)
    marks = _marks(book)
    marks.pop(step, None)
    if mark:
        marks[step] = (mark, today.isoformat())
    if marks:
        book.drawer.put(MARKS, {name: [*said] for name, said in marks.items()})
    else:
        book.drawer.delete(MARKS)


def _marks(book: OpenCasebook) -> dict[str, tuple[str, str]]:
    stored = book.drawer.get(MARKS)
    found = stored.items() if isinstance(stored, dict) else ()
    return {
        name: (str(said[0]), str(said[-1]))
        for name, said in found
        if isinstance(said, list) and said and said[0] in STATES
    }


def _there(book: OpenCasebook) -> dict[str, There]:
    there = {what: _counted(book, what, kinds) for what, kinds in KINDS.items()}
    there["trusted"] = There(what="trusted", count=len(trusted_people(book)))
    there["exposure"] = There(what="exposure", count=len(exposure_kept(book)))
    return there


def _counted(book: OpenCasebook, what: str, kinds: tuple[Kind, ...]) -> There:
    hits = book.index.timeline(Filter(kinds=frozenset(kinds)), limit=max(1, book.record.size))
    last = max((hit.written for hit in hits), default="")
    return There(what=what, count=len(hits), last=last[:DAY])
