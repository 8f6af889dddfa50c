"""In which order entries stand in the chronology, and into which volumes they fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.entry import Kind
from holdfast.model.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import PackContent, PackExhibit, PackMessages, ShownEntry

ENTRIES_A_VOLUME = 100
"""About 50 pages: what a reader can hold, and what keeps memory flat."""

PICTURES_A_VOLUME = 40
EXHIBITS_A_VOLUME = 150
MESSAGES_A_VOLUME = 1_500

PRINTED_KINDS = (Kind.INCIDENT, Kind.CONTACT, Kind.ORDER, Kind.PERSON)
"""Kinds with a number of their own in the chronology; people stand at the end."""

LAST = "~"


class Numbered(NamedTuple):
    """An entry with its number in this pack."""

    number: int
    """From 1."""

    entry: ShownEntry
    """The entry."""

    amendments: tuple[ShownEntry, ...]
    """What was changed later, in order."""

    @property
    def fields(self) -> dict[str, JsonValue]:
        """The shown fields as they stand now, with those amendments that the pack shows."""
        now = dict(self.entry.fields)
        for each in self.amendments:
            now |= {
                name: each.fields[name] for name in each.texts("changed") if name in each.fields
            }
        return now


def numbered(content: PackContent) -> list[Numbered]:
    """Give the entries of the chronology in order of what happened, with their amendments.

    Args:
        content: of the pack.
    """
    amendments: dict[str, list[ShownEntry]] = {}
    for entry in content.entries:
        if entry.kind is Kind.AMENDMENT:
            amendments.setdefault(entry.text("of"), []).append(entry)
    chosen = sorted((each for each in content.entries if each.kind in PRINTED_KINDS), key=_order)
    return [
        Numbered(number, entry, tuple(amendments.get(entry.id, ())))
        for number, entry in enumerate(chosen, start=1)
    ]


def _order(entry: ShownEntry) -> tuple[str, int]:
    if entry.kind is Kind.PERSON:
        return (LAST * 2, entry.sequence)
    stored = entry.fields.get("made" if entry.kind is Kind.ORDER else "happened")
    key = stored if isinstance(stored, str) else Moment.from_json(stored).order_key
    return (key or LAST, entry.sequence)


def chronology_volumes(entries: Sequence[Numbered]) -> list[list[Numbered]]:
    """Part the chronology into volumes.

    Args:
        entries: in order.

    Returns:
        At least one volume, the only one empty when there are no entries.
    """
    starts = range(0, max(len(entries), 1), ENTRIES_A_VOLUME)
    return [list(entries[start : start + ENTRIES_A_VOLUME]) for start in starts]


class ExhibitPart(NamedTuple):
    """An exhibit, or a part of one whose messages fill more than a volume."""

    exhibit: PackExhibit
    """The exhibit."""

    messages: PackMessages | None
    """Its messages."""

    first: int
    """Place of the first message printed here."""

    last: int
    """Place just past the last message printed here."""


def exhibit_volumes(content: PackContent) -> list[list[ExhibitPart]]:
    """Part the exhibits into volumes by pictures, exhibits and messages.

    Args:
        content: of the pack.

    Returns:
        At least one volume, the only one empty when there are no exhibits.
    """
    messages = {each.exhibit: each for each in content.messages}
    parts = [
        part
        for exhibit in content.exhibits
        for part in _parts(exhibit, messages.get(exhibit.number))
    ]
    volumes: list[list[ExhibitPart]] = [[]]
    for part in parts:
        if not _fits(volumes[-1], part):
            volumes.append([])
        volumes[-1].append(part)
    return volumes


def _parts(exhibit: PackExhibit, messages: PackMessages | None) -> list[ExhibitPart]:
    count = len(messages.proofs) if messages else 0
    starts = range(0, max(count, 1), MESSAGES_A_VOLUME)
    return [
        ExhibitPart(exhibit, messages, start, min(start + MESSAGES_A_VOLUME, count))
        for start in starts
    ]


def _fits(volume: Sequence[ExhibitPart], part: ExhibitPart) -> bool:
    together = [*volume, part]
    return not volume or (
        len(together) <= EXHIBITS_A_VOLUME
        and sum(each.exhibit.picture is not None for each in together) <= PICTURES_A_VOLUME
        and sum(each.last - each.first for each in together) <= MESSAGES_A_VOLUME
    )
