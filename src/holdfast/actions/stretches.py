"""Messages for a pack, in stretches: from the first chosen to the last, and ten around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.choosing import cited
from holdfast.packs.content import MessageProof, PackMessages
from holdfast.vault.batch import Batch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.actions.choosing import Choice, Gathered
    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook

AROUND = 10
"""How many messages before the first and after the last go in with them."""

CONVERSATION, SENDER, TEXT = 3, 4, 5
"""Places in the values of a message's leaf text."""


@dataclass(slots=True)
class Wanted:
    """Which messages of one import go in."""

    chosen: set[int] = field(default_factory=set)
    """Those that entries point at."""

    spans: list[range] = field(default_factory=list)
    """Stretches, those around included."""


def find_stretches(choice: Choice, gathered: Gathered) -> dict[str, Wanted]:
    """Find which messages go in, by id of the import.

    Args:
        choice: what she chose.
        gathered: the entries that go in.
    """
    wanted: dict[str, Wanted] = {}
    for current in gathered.entries.values():
        for entry in (current.entry, *current.amendments):
            for source, numbers in cited(entry.fields.get("messages")).items():
                _add(wanted, source, numbers)
    for source, first, last in choice.stretches:
        _add(wanted, source, {first, last})
    return {source: each for source, each in wanted.items() if source in gathered.entries}


def _add(wanted: dict[str, Wanted], source: str, numbers: set[int]) -> None:
    each = wanted.setdefault(source, Wanted())
    each.chosen |= numbers
    each.spans.append(range(max(0, min(numbers) - AROUND), max(numbers) + AROUND + 1))


def read_messages(
    book: OpenCasebook, gathered: Gathered, source: str, wanted: Wanted
) -> PackMessages | None:
    """Read messages with their proofs.

    Args:
        book: the open casebook.
        gathered: the entries that go in.
        source: id of the import.
        wanted: which of its messages.

    Returns:
        The messages; None when nothing could be read of the file.
    """
    imported = gathered.everything[source]
    holder = gathered.readings.get(source, imported)
    blob, leaves = holder.text("batch"), holder.fields.get("leaves")
    if not blob or not isinstance(leaves, int):
        return None
    batch = Batch(book.originals.open(blob).chunks, place=str(imported.sequence))
    numbers = {number for span in wanted.spans for number in span if number < leaves}
    proofs = [
        MessageProof(number=each.number, salt=each.salt, text=each.text, path=each.path)
        for each in batch.prove(numbers)
    ]
    return PackMessages(
        sequence=holder.sequence,
        exhibit=_number(imported),
        root=holder.text("root"),
        leaves=leaves,
        proofs=tuple(_of_same_conversations(proofs, wanted)),
        chosen=frozenset(wanted.chosen),
    )


def _of_same_conversations(
    proofs: Iterable[MessageProof], wanted: Wanted
) -> Iterable[MessageProof]:
    listed = list(proofs)
    names = {each.parts[CONVERSATION] for each in listed if each.number in wanted.chosen}
    return (each for each in listed if each.parts[CONVERSATION] in names)


def _number(entry: Entry) -> int:
    number = entry.fields.get("number")
    return number if isinstance(number, int) else 0
