"""What she picks for her own plan, out of the lists of measures.

A pick lies in the drawer, by topic and measure: it is hers alone, no part of the record, and can
really be deleted. A measure that nothing is said of has no row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.actions.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

ROW = "plan/"


class PickState(StrEnum):
    """What she says of a measure."""

    WANT = "want"
    DONE = "done"
    NOT_FOR_ME = "not-for-me"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """One measure she said something of."""

    topic: str
    """Whose list it stands in: the topic of its file in `knowledge`."""

    measure: str
    """Its id there."""

    state: PickState
    """What she says of it."""

    note: str = field(default="", repr=False)
    """Her own words beside it."""

    changed: str = ""
    """The device's clock when she last said it, ISO 8601 with offset."""


def pick(
    book: OpenCasebook,
    picked: Pick,
    *,
    clock: Callable[[], datetime] = now,
) -> None:
    """Keep what she says of a measure, over what she said before.

    Args:
        book: the open casebook.
        picked: what she says; its `changed` is not looked at.
        clock: the device's.
    """
    book.drawer.put(
        _row(picked.topic, picked.measure),
        {
            "state": str(picked.state),
            "note": picked.note,
            "changed": clock().isoformat(timespec="seconds"),
        },
    )


def drop_pick(book: OpenCasebook, topic: str, measure: str) -> None:
    """Delete what she said of a measure.

    Args:
        book: the open casebook.
        topic: of the list.
        measure: its id; nothing happens when nothing was said of it.
    """
    if book.drawer.get(_row(topic, measure)) is not None:
        book.drawer.delete(_row(topic, measure))


def find_pick(book: OpenCasebook, topic: str, measure: str) -> Pick | None:
    """Give what she said of a measure; None when she said nothing.

    Args:
        book: the open casebook.
        topic: of the list.
        measure: its id.
    """
    return _read(topic, measure, book.drawer.get(_row(topic, measure)))


def picks(book: OpenCasebook, topic: str, measures: Iterable[str]) -> Mapping[str, Pick]:
    """Give what she said of the measures of one list, in their order.

    Args:
        book: the open casebook.
        topic: of the list.
        measures: their ids; those she said nothing of are left out.
    """
    found = {each: find_pick(book, topic, each) for each in measures}
    return {measure: each for measure, each in found.items() if each is not None}


def all_picks(book: OpenCasebook) -> tuple[Pick, ...]:
    """Give everything she picked, by topic and id, also of measures that no list holds any more.

    Args:
        book: the open casebook.
    """
    named = [name.removeprefix(ROW).partition("/") for name in book.drawer.names(ROW)]
    found = [find_pick(book, topic, measure) for topic, _, measure in named]
    return tuple(each for each in found if each is not None)


def _row(topic: str, measure: str) -> str:
    return f"{ROW}{topic}/{measure}"


def _read(topic: str, measure: str, stored: JsonValue) -> Pick | None:
    if not isinstance(stored, dict) or stored.get("state") not in set(PickState):
        return None
    return Pick(
        topic=topic,
        measure=measure,
        state=PickState(str(stored["state"])),
        note=str(stored.get("note") or ""),
        changed=str(stored.get("changed") or ""),
    )
