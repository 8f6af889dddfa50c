"""What became of an entry: its amendments, whether it is withdrawn, and what was undone.

Later entries point at earlier ones and replace none of them; how an entry stands now is worked
out from all of them, in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.entry import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from holdfast.model.entry import JsonValue

CHANGING = (Kind.AMENDMENT, Kind.WITHDRAWAL, Kind.UNDO)


@dataclass(frozen=True, kw_only=True, slots=True)
class Current:
    """An entry as it stands now."""

    entry: Entry
    """As it was written."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """Its fields with the amendments in force applied in order."""

    amendments: tuple[Entry, ...]
    """Those in force."""

    withdrawn: Entry | None
    """The withdrawal in force, or None."""

    history: tuple[Entry, ...]
    """Every amendment, withdrawal and undoing, also those no longer in force, in order."""


def gather(entry: Entry, about: Callable[[str], Iterable[object]]) -> Current:
    """Work out how an entry stands.

    Args:
        entry: as it was written.
        about: gives what points at an id.
    """
    history = _history(entry.id, about)
    undone = _undone(entry.id, history)
    standing = [one for one in history if one.id not in undone and one.text("of") == entry.id]
    amendments = tuple(one for one in standing if one.kind is Kind.AMENDMENT)
    withdrawals = [one for one in standing if one.kind is Kind.WITHDRAWAL]
    fields = dict(entry.fields)
    for amendment in amendments:
        fields.update({name: amendment.fields[name] for name in amendment.texts("changed")})
    return Current(
        entry=entry,
        fields=fields,
        amendments=amendments,
        withdrawn=withdrawals[-1] if withdrawals else None,
        history=history,
    )


def _history(name: str, about: Callable[[str], Iterable[object]]) -> tuple[Entry, ...]:
    found: dict[int, Entry] = {}
    waiting = [name]
    while waiting:
        for one in about(waiting.pop()):
            if isinstance(one, Entry) and one.kind in CHANGING and one.sequence not in found:
                found[one.sequence] = one
                waiting.append(one.id)
    return tuple(found[sequence] for sequence in sorted(found))


def _undone(name: str, history: tuple[Entry, ...]) -> set[str]:
    """Find what is no longer in force; an undoing can itself be undone."""
    undone: set[str] = set()
    withdrawals: list[str] = []
    for one in history:
        of = one.text("of")
        if one.kind is Kind.WITHDRAWAL and of == name:
            withdrawals.append(one.id)
        elif one.kind is Kind.WITHDRAWAL or (one.kind is Kind.UNDO and of != name):
            undone.add(of)
            undone.difference_update(_undone_by(of, history))
        elif one.kind is Kind.UNDO:
            undone.update(withdrawals)
    return undone


def _undone_by(name: str, history: tuple[Entry, ...]) -> set[str]:
    """Give what an undoing or withdrawal had put out of force, for when it is undone itself."""
    return {
        one.text("of")
        for one in history
        if one.id == name and one.kind in (Kind.UNDO, Kind.WITHDRAWAL)
    }
