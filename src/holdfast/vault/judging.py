"""Telling a good row of the log from a damaged or misplaced one.

Which sub-key opens which shelf stands in the table `SEALED_WITH`.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from holdfast.vault.front import undamaged
from holdfast.vault.key_table import KeyTable
from holdfast.vault.keys import IDENTITIES
from holdfast.vault.lines import open_line
from holdfast.vault.sealing import first_that_opens, seal
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.vault.keys import Keys
    from holdfast.vault.stores import LogStore, LogWriter

SEALED_WITH = {
    Shelf.HEAD: "body",
    Shelf.LINE: "body",
    Shelf.NAME: "body",
    Shelf.CHECKPOINT: "body",
    Shelf.HELD: "body",
    Shelf.DRAWER: "drawer",
    Shelf.ACTIVITY: "activity",
}
"""The shelf and the purpose of the sub-key; the shelf's name is the purpose it is bound to."""

PURPOSES = {str(shelf): purpose for shelf, purpose in SEALED_WITH.items()}

SLOTS_SEAL = "slots"
"""Meta row with the sealed digests of the key slots."""

SLOT_KINDS = ("passphrase", "kit")
SEALED_META = {IDENTITIES: IDENTITIES, SLOTS_SEAL: "body"}


class RowJudge:
    """Judges rows of one open casebook."""

    def __init__(self, log: LogStore, keys: Keys) -> None:
        """Judge with these keys.

        Args:
            log: in which the keys of entries are looked up.
            keys: of the casebook.
        """
        self._log = log
        self._keys = keys
        self._table = KeyTable(log, keys.secret, keys.casebook_id)
        purposes = {*SEALED_WITH.values(), *SEALED_META.values()}
        self._subkeys = {purpose: keys.subkey(purpose) for purpose in purposes}

    def __call__(self, shelf: str, key: str, value: bytes) -> bool:
        """Tell whether a row is whole and at its place.

        Args:
            shelf: as stored; a damaged row may name one that does not exist.
            key: as stored.
            value: as stored.
        """
        if shelf == Shelf.KEY:
            return self._table.read(key, value) is not None
        if shelf == Shelf.ENTRY:
            return self._opens_entry(key, value)
        if shelf == Shelf.META and key in SEALED_META:
            return self._opens(value, SEALED_META[key], self._keys.bound(key))
        if shelf in (Shelf.META, Shelf.SLOT):
            return any(True for _ in undamaged([value]))
        purpose = PURPOSES.get(shelf)
        return purpose is not None and self._opens(value, purpose, self._keys.bound(shelf, key))

    def _opens(self, value: bytes, purpose: str, bound: bytes) -> bool:
        return first_that_opens(self._subkeys[purpose], [value], bound) is not None

    def _opens_entry(self, key: str, value: bytes) -> bool:
        body = self._subkeys["body"]
        line = open_line(self._keys, body, key, self._log.copies(Shelf.LINE, key))
        own = None if line is None else self._table.find(line.id)
        bound = self._keys.bound(Shelf.ENTRY, key)
        return isinstance(own, bytes) and first_that_opens(own, [value], bound) is not None


def seal_slots(writer: LogWriter, keys: Keys) -> None:
    """Keep the digests of the key slots, so that an old slot put back is found.

    Args:
        writer: the transaction that changed them.
        keys: of the casebook.
    """
    digests = {
        kind: sha256(row).hexdigest()
        for kind in SLOT_KINDS
        if (row := writer.get(Shelf.SLOT, kind)) is not None
    }
    value = seal(keys.subkey("body"), json.dumps(digests).encode(), keys.bound(SLOTS_SEAL))
    writer.put(Shelf.META, SLOTS_SEAL, value)


def foreign_slots(log: LogStore, keys: Keys) -> Iterator[str]:
    """Name the key slots that are not the ones last set.

    Args:
        log: of the casebook.
        keys: of the casebook.
    """
    value = first_that_opens(
        keys.subkey("body"), log.copies(Shelf.META, SLOTS_SEAL), keys.bound(SLOTS_SEAL)
    )
    stated = {} if value is None else json.loads(value)
    for kind in SLOT_KINDS:
        found = {sha256(row).hexdigest() for row in log.copies(Shelf.SLOT, kind)}
        if found != {stated[kind]} if kind in stated else found:
            yield kind
