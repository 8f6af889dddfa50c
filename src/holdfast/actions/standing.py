"""Every entry as it stands now, in one walk through the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NoSuchEntryError
from holdfast.vault.index.rows import Filter
from holdfast.vault.threads import CHANGING, Current, gather

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.record import Shredded

STANDS_ALONE = (Kind.INCIDENT, Kind.EXHIBIT, Kind.IMPORT, Kind.PERSON, Kind.CONTACT, Kind.ORDER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """An entry as it stands now."""

    entry: Entry
    """As it was written."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """With its amendments."""

    withdrawn: bool
    """Whether it is hidden from now on."""

    amended: int
    """How many amendments are in force."""

    reading: Entry | None = None
    """The reading that counts, when a file was read again."""


def standing(book: OpenCasebook) -> Iterator[Standing]:
    """Give every incident, file, person, contact and order as it stands now, in the log's order.

    Args:
        book: the open casebook.
    """
    alone: list[Entry] = []
    about: dict[str, list[Entry | Shredded]] = {}
    for each in book.record.entries():
        if not isinstance(each, Entry):
            continue
        if each.kind in STANDS_ALONE:
            alone.append(each)
        else:
            about.setdefault(each.text("of"), []).append(each)
    for entry in alone:
        yield _standing(entry, about)


def current_of_kind(
    book: OpenCasebook, kind: Kind, *, only: Collection[str] | None = None
) -> Iterator[Current]:
    """Give the entries of one kind that are not withdrawn, in the log's order; no other is opened.

    Args:
        book: the open casebook.
        kind: one of `STANDS_ALONE`.
        only: ids of those wanted; all of them when left out.

    Raises:
        NoSuchEntryError: one of them is damaged; the check says which.
    """
    hits = book.index.timeline(Filter(kinds=frozenset({kind})), limit=book.record.size)
    if only is not None:
        hits = [hit for hit in hits if hit.entry in only]
    record, about = book.record, dict[str, list[int]]()
    for at, line in enumerate(record.lines() if hits else ()):
        if line and line.of:
            about.setdefault(line.of, []).append(at)
    for hit in sorted(hits, key=lambda hit: hit.sequence):
        entry = record.at(hit.sequence)
        if not isinstance(entry, Entry):
            raise NoSuchEntryError(hit.entry)
        current = gather(entry, lambda name: [record.at(at) for at in about.get(name, ())])
        if current.withdrawn is None:
            yield current


def _standing(entry: Entry, about: Mapping[str, list[Entry | Shredded]]) -> Standing:
    here = [each for each in about.get(entry.id, ()) if isinstance(each, Entry)]
    readings = [each for each in here if each.kind is Kind.READING]
    if any(each.kind in CHANGING for each in here):
        current: Current = gather(entry, lambda name: about.get(name, ()))
        return Standing(
            entry=entry,
            fields=current.fields,
            withdrawn=current.withdrawn is not None,
            amended=len(current.amendments),
            reading=readings[-1] if readings else None,
        )
    return Standing(
        entry=entry,
        fields=entry.fields,
        withdrawn=False,
        amended=0,
        reading=readings[-1] if readings else None,
    )
