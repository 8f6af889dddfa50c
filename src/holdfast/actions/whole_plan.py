"""Her plan, put together from what she picked and wrote, in the order in which it makes sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.own_lines import lines_of
from holdfast.actions.plan import PickState, all_picks
from holdfast.knowledge.measures import PARTS, SECTIONS, find_measure, measures, section_of

if TYPE_CHECKING:
    from datetime import date

    from holdfast.actions.plan import Pick
    from holdfast.vault.casebook import OpenCasebook

LOOK_AGAIN = "own-plan/look-again"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLine:
    """One line of the plan."""

    topic: str
    """Of the measure's list; `own` for a line she typed."""

    id: str
    """Of the measure or the line."""

    text: str = field(repr=False)
    """What it says: a measure's name, or her words."""

    says: str = field(default="", repr=False)
    """A measure in one sentence; empty for her own line."""

    state: PickState = PickState.WANT
    """What she says of it."""

    note: str = field(default="", repr=False)
    """Her words beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The whole of it."""

    sections: tuple[tuple[str, tuple[PlanLine, ...]], ...]
    """Those that hold something, in order; what she wants stands before what is done."""

    put_aside: tuple[PlanLine, ...]
    """What she said is not for her."""

    look_again: str
    """The day on which she wants to look at it again, `2026-12-24`; empty for none."""

    def is_due(self, today: date) -> bool:
        """Say whether that day has come.

        Args:
            today: the day.
        """
        return bool(self.look_again) and self.look_again <= today.isoformat()


def whole_plan(book: OpenCasebook) -> Plan:
    """Put the plan together.

    Args:
        book: the open casebook.
    """
    picked = sorted(all_picks(book), key=_place)
    lines = [(section_of(each.topic, each.measure), _of_pick(each)) for each in picked]
    here = [each for each in lines if each[1].state is not PickState.NOT_FOR_ME]
    own = [
        (
            each.texts["section"] or SECTIONS[0],
            PlanLine(topic="own", id=each.id, text=each.texts["name"]),
        )
        for each in lines_of(book, "own")
    ]
    by_section = {
        name: tuple(
            sorted(
                (line for section, line in here + own if section == name),
                key=lambda line: line.state is PickState.DONE,
            )
        )
        for name in SECTIONS
    }
    stored = book.drawer.get(LOOK_AGAIN)
    return Plan(
        sections=tuple((name, found) for name, found in by_section.items() if found),
        put_aside=tuple(line for _, line in lines if line.state is PickState.NOT_FOR_ME),
        look_again=stored if isinstance(stored, str) else "",
    )


def look_again_on(book: OpenCasebook, day: date | None) -> None:
    """Note when she wants to look at her plan again; nothing ever reminds her outside of it.

    Args:
        book: the open casebook.
        day: which; None takes the note back.
    """
    if day is None:
        book.drawer.delete(LOOK_AGAIN)
    else:
        book.drawer.put(LOOK_AGAIN, day.isoformat())


def throw_away(book: OpenCasebook) -> None:
    """Delete the whole plan for good: picks, her own lines, and the day.

    Args:
        book: the open casebook.
    """
    for prefix in ("plan/", "own/own/", LOOK_AGAIN):
        for name in book.drawer.names(prefix):
            book.drawer.delete(name)


def _of_pick(each: Pick) -> PlanLine:
    found = find_measure(each.topic, each.measure)
    return PlanLine(
        topic=each.topic,
        id=each.measure,
        text=found.name if found else each.measure,
        says=found.says if found else "",
        state=each.state,
        note=each.note,
    )


def _place(each: Pick) -> tuple[str, int]:
    ids = [fact.id for fact in measures(each.topic)] if each.topic in PARTS else []
    return each.topic, ids.index(each.measure) if each.measure in ids else len(ids)
