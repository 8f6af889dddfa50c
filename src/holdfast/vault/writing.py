"""Writing entries: from a draft to sealed rows, inside one transaction."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdfast.model.checkpoint import Checkpoint, make_checkpoint, origin_of
from holdfast.model.disclosure import SALT_BYTES, digest_of, disclose, entry_leaf
from holdfast.model.entry import ENTRY_VERSION, Entry, Kind, all_fields
from holdfast.vault.held import Held, HeldMap
from holdfast.vault.key_table import KeyTable
from holdfast.vault.keys import new_id
from holdfast.vault.lines import HEAD_KEY, Head, Line, seal_head, seal_line, sequence_key
from holdfast.vault.sealing import KEY_BYTES, seal
from holdfast.vault.stores import Kept, Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.keys import Keys
    from holdfast.vault.stores import LogStore, LogWriter

NUMBERED = (Kind.EXHIBIT, Kind.IMPORT)
DELAY = timedelta(days=30)
"""How long a withdrawn entry can be brought back before it is shredded."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be."""

    kind: Kind
    """What it records."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """Some of its kind's fields; the log fills in id, times, author and exhibit number."""


@dataclass(frozen=True, slots=True)
class Logged:
    """An entry that is in the log for good."""

    entry: Entry
    """With every field filled in."""

    leaf: str
    """Its leaf in the tree, hex."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tables:
    """The two tables that stand beside the log."""

    keys: KeyTable
    """Keys of things."""

    held: HeldMap
    """Which bytes are held already."""


def tables_of(log: LogStore, keys: Keys) -> Tables:
    """Give the tables of a casebook.

    Args:
        log: the engine.
        keys: of the casebook.
    """
    given = (log, keys.secret, keys.casebook_id)
    return Tables(keys=KeyTable(*given), held=HeldMap(*given))


class EntryWriter:
    """Writes entries behind a head, inside one transaction."""

    def __init__(self, writer: LogWriter, keys: Keys, tables: Tables, head: Head) -> None:
        """Write behind a head.

        Args:
            writer: the transaction.
            keys: of the casebook.
            tables: beside the log.
            head: moves on with every entry.
        """
        self._writer = writer
        self._keys = keys
        self._tables = tables
        self._head = head

    def write(self, draft: Draft, written: datetime, clock: str) -> Logged:
        """Write one entry.

        Args:
            draft: what to record.
            written: the device's time.
            clock: `steady`, or how far the clock jumped.
        """
        sequence = self._head.frontier.size
        fields = self._filled(draft, written, clock)
        entry = Entry(kind=draft.kind, sequence=sequence, fields=fields)
        shown = disclose(fields, [secrets.token_bytes(SALT_BYTES) for _ in fields])
        leaf = entry_leaf(draft.kind, sequence, map(digest_of, shown.values()))
        line = Line(draft.kind, entry.id, leaf, entry.text("of"))
        place = sequence_key(sequence)
        self._writer.put(Shelf.LINE, place, seal_line(self._keys, sequence, line))
        self._write_content(place, entry.id, list(shown.values()))
        self._head.frontier.push(leaf)
        return Logged(entry, leaf.hex())

    def keep(self, kept: Kept, entries: list[Entry]) -> None:
        """Put an original's key into the key table, and who holds these bytes.

        Args:
            kept: the sealed original.
            entries: just written; one of them names it.

        Raises:
            ValueError: none does, a fault of the caller.
        """
        holder = next((one for one in entries if kept.blob in _blobs_of(one)), None)
        if holder is None:
            message = "a kept original that no entry names"
            raise ValueError(message)
        self._tables.keys.put(self._writer, kept.blob, kept.key)
        if holder.text("blob") == kept.blob and kept.held_by is None:
            self._tables.held.put(self._writer, kept.sha256, Held(kept.blob, holder.id))

    def finish(self) -> None:
        """Write the head and a fresh checkpoint."""
        frontier = self._head.frontier
        self._writer.put(Shelf.HEAD, HEAD_KEY, seal_head(self._keys, self._head))
        key = sequence_key(frontier.size)
        note = sign_head(self._keys, self._head)
        bound = self._keys.bound(Shelf.CHECKPOINT, key)
        sealed = seal(self._keys.subkey("body"), note.encode(), bound)
        self._writer.put(Shelf.CHECKPOINT, key, sealed)

    def _filled(self, draft: Draft, written: datetime, clock: str) -> dict[str, JsonValue]:
        fields = all_fields(draft.kind, draft.fields)
        fields["id"] = fields["id"] or new_id()
        fields["by"] = fields["by"] or "me"
        fields["written"] = written.isoformat(timespec="milliseconds")
        fields["clock"] = clock
        if draft.kind in NUMBERED and fields["number"] is None:
            fields["number"] = self._head.number
            self._head.number += 1
        if draft.kind is Kind.WITHDRAWAL and fields["shred_after"] is None:
            fields["shred_after"] = (written + DELAY).isoformat(timespec="milliseconds")
        self._head.written = str(fields["written"])
        return fields

    def _write_content(self, place: str, name: str, shown: list[str]) -> None:
        if self._writer.get(Shelf.NAME, name) is not None:
            message = "an id is used once"
            raise ValueError(message)
        key = secrets.token_bytes(KEY_BYTES)
        self._tables.keys.put(self._writer, name, key)
        content = json.dumps({"version": ENTRY_VERSION, "disclosures": shown}).encode()
        bound = self._keys.bound(Shelf.ENTRY, place)
        self._writer.put(Shelf.ENTRY, place, seal(key, content, bound))
        bound = self._keys.bound(Shelf.NAME, name)
        sealed = seal(self._keys.subkey("body"), place.encode(), bound)
        self._writer.put(Shelf.NAME, name, sealed)


def sign_head(keys: Keys, head: Head) -> str:
    """Sign a checkpoint of where the log stands.

    Args:
        keys: of the casebook.
        head: of the log.
    """
    frontier = head.frontier
    checkpoint = Checkpoint(origin_of(keys.casebook_id), frontier.size, frontier.root())
    return make_checkpoint(checkpoint, keys.seed)


def _blobs_of(entry: Entry) -> tuple[str, str]:
    return entry.text("blob"), entry.text("batch")
