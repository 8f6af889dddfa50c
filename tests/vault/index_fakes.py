"""A record and originals in memory, to make an index from."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from holdfast.model.entry import Entry, JsonValue, Kind, all_fields
from holdfast.model.errors import CasebookDamagedError
from holdfast.model.message import Message
from holdfast.model.moment import Moment
from holdfast.model.span import Span
from holdfast.vault.batch import BatchWriter
from holdfast.vault.blobs_memory import MemoryBlobs
from holdfast.vault.index.index import Index
from holdfast.vault.lines import Line
from holdfast.vault.originals import Originals

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEY = bytes(range(32))
SEED = bytes(32)
WRITTEN = "2026-04-01T12:00:00.000+01:00"


class KeyList(dict[str, object]):
    """Keys of blobs, as the key table gives them."""

    def key_of(self, thing: str) -> object:
        if thing not in self:
            raise CasebookDamagedError(thing)
        return self[thing]


class NothingHeld:
    """Knows of no duplicates."""

    def find(self, sha256: str) -> None:
        """Tell that these bytes are new."""
        del sha256


@dataclass(frozen=True)
class Gone:
    """What is left of a shredded entry."""

    sequence: int


class FakeLog:
    """A record that is a list."""

    def __init__(self) -> None:
        self.entries: list[Entry | Gone] = []
        self.keys = KeyList()
        self.blobs = MemoryBlobs()
        self.originals = Originals(self.blobs, "ca" * 16, keys=self.keys, held=NothingHeld())
        self.reads = 0

    @property
    def size(self) -> int:
        return len(self.entries)

    def at(self, sequence: int) -> Entry | Gone:
        self.reads += 1
        return self.entries[sequence]

    def line(self, sequence: int) -> Line | None:
        entry = self.entries[sequence]
        if isinstance(entry, Gone):
            return None
        leaf = sha256(repr(sorted(entry.fields.items(), key=str)).encode()).digest()
        return Line(entry.kind, entry.id, leaf, entry.text("of"))

    def add(self, kind: Kind, **fields: JsonValue) -> Entry:
        sequence = len(self.entries)
        basics: dict[str, JsonValue] = {"id": f"{sequence:032x}", "written": WRITTEN}
        entry = Entry(kind=kind, sequence=sequence, fields=all_fields(kind, {**basics, **fields}))
        self.entries.append(entry)
        return entry

    def incident(self, what: str, happened: str | None = None, **fields: JsonValue) -> Entry:
        return self.add(Kind.INCIDENT, what=what, happened=at(happened), **fields)

    def amend(self, of: Entry, **changed: JsonValue) -> Entry:
        return self.add(Kind.AMENDMENT, of=of.id, changed=list(changed), **changed)

    def batch(self, messages: Iterable[Message]) -> dict[str, JsonValue]:
        writer = BatchWriter("ab" * 32, seed=SEED)
        kept = self.originals.keep(writer.chunks(messages))
        self.keys[kept.blob] = kept.key
        return {"batch": kept.blob, "leaves": writer.leaves, "root": writer.root}

    def take_in(
        self, messages: Iterable[Message], name: str = "chat.txt", **fields: JsonValue
    ) -> Entry:
        number = len(self.entries)
        held: dict[str, JsonValue] = {"sha256": f"{number:064x}", "number": number}
        held["blob"] = f"{number + 1000:032x}"
        return self.add(Kind.IMPORT, name=name, **held | fields, **self.batch(messages))

    def read_again(self, of: Entry, messages: Iterable[Message]) -> Entry:
        return self.add(Kind.READING, of=of.id, **self.batch(messages))

    def index(self, home: Path) -> Index:
        return Index(home / "index.db", KEY, self, self.originals)


def said(text: str, stated: str | None = "2026-03-04T17:30", sender: str | None = "Sam") -> Message:
    when = Moment(stated or "", stated, "minute" if stated else "unknown")
    return Message("message", "Chat with Sam", sender, text, when, Span(0, len(text)))


def at(stated: str | None) -> dict[str, JsonValue] | None:
    """Give a time as an entry holds it."""
    return None if stated is None else {**Moment(stated, stated, "minute").to_json()}
