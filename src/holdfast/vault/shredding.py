"""Shredding: destroying the keys of what was withdrawn, once its delay has passed.

The tree stays whole, because lines keep the leaves. What was written is gone from this store;
older copies of it still open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NoSuchEntryError
from holdfast.vault.lines import sequence_key
from holdfast.vault.stores import Shelf
from holdfast.vault.threads import gather

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.vault.lines import Line
    from holdfast.vault.stores import LogWriter
    from holdfast.vault.writing import Tables

NEVER = "never"
"""A withdrawal with this in `shred_after` hides and is never followed by shredding."""

SHREDDED_ALONG = (Kind.AMENDMENT, Kind.READING)
"""What is about a shredded entry and tells what it said."""


class Shreddable(Protocol):
    """What shredding asks of a record."""

    def lines(self) -> list[Line | None]:
        """Give the line of every entry."""
        ...

    def at(self, sequence: int) -> object:
        """Give what stands at a place of the log."""
        ...

    def sequence_of(self, ref: str | int) -> int:
        """Give the place of an entry."""
        ...

    def about(self, name: str) -> Sequence[object]:
        """Give the entries that are about another one."""
        ...

    def blobs(self) -> Iterator[tuple[str, str | None, str]]:
        """Give every blob that an entry names, with the entry's id last."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """An entry to be shredded."""

    entry: Entry
    """Itself."""

    blobs: tuple[str, ...]
    """Blobs that only shredded entries name."""

    @property
    def id(self) -> str:
        """Its name."""
        return self.entry.id


def find_due(record: Shreddable, now: datetime) -> list[Due]:
    """Find what is withdrawn and whose delay has passed.

    Args:
        record: of an open casebook.
        now: the device's time, with its zone.
    """
    entries: dict[str, Entry] = {}
    for line in record.lines():
        if line is not None and line.kind == Kind.WITHDRAWAL:
            entries.update(_ripe(record, line.of, now))
    kept = {
        blob for blob, _, holder in (record.blobs() if entries else ()) if holder not in entries
    }
    return [
        Due(entry, tuple(blob for blob in _named_blobs(entry) if blob not in kept))
        for entry in entries.values()
    ]


def shred(writer: LogWriter, tables: Tables, due: list[Due], now: datetime) -> None:
    """Destroy keys and contents.

    Args:
        writer: the transaction.
        tables: beside the log.
        due: what to shred.
        now: the device's time.
    """
    at = now.isoformat(timespec="seconds")
    for each in due:
        tables.keys.shred(writer, each.id, at)
        writer.remove(Shelf.ENTRY, sequence_key(each.entry.sequence))
        for blob in each.blobs:
            tables.keys.shred(writer, blob, at)
        if each.entry.text("blob") in each.blobs:
            tables.held.remove(writer, each.entry.text("sha256"))


def _ripe(record: Shreddable, name: str, now: datetime) -> dict[str, Entry]:
    try:
        target = record.at(record.sequence_of(name))
    except NoSuchEntryError:
        return {}
    if not isinstance(target, Entry):
        return {}
    withdrawal = gather(target, record.about).withdrawn
    if withdrawal is None or withdrawal.text("shred_after") in ("", NEVER):
        return {}
    if datetime.fromisoformat(withdrawal.text("shred_after")) > now:
        return {}
    along = [
        one for one in record.about(name) if isinstance(one, Entry) and one.kind in SHREDDED_ALONG
    ]
    return {one.id: one for one in (target, *along)}


def _named_blobs(entry: Entry) -> list[str]:
    return [blob for blob in (entry.text("blob"), entry.text("batch")) if blob]
