"""The key table: one wrapped random key for each entry and each blob, outside the log.

A row is a letter and a sealed value: `K` and the key, or `S` and the time at which the key was
destroyed. Without the casebook's secret nobody can make either, so that *shredded* can be told
from *lost*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.sealing import (
    SealBrokenError,
    bound_to,
    decrypt,
    encrypt,
    seal,
    subkey,
    unseal,
)
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from holdfast.vault.stores import LogStore, LogWriter

HAS_KEY = b"K"
WAS_SHREDDED = b"S"


@dataclass(frozen=True, slots=True)
class ShreddedKey:
    """What stands in the key table where a key was destroyed."""

    shredded_at: str
    """When, ISO 8601 with offset."""


class KeyTable:
    """Gives, makes and destroys the keys of things."""

    def __init__(self, log: LogStore, secret: bytes, casebook_id: str) -> None:
        """Look into the key table of an open casebook.

        Args:
            log: where the rows are.
            secret: the casebook's.
            casebook_id: 32 hex digits.
        """
        self._log = log
        self._wrap = subkey(secret, "wrap")
        self._casebook_id = casebook_id

    def find(self, thing: str) -> bytes | ShreddedKey | None:
        """Give a thing's key, or that it was shredded, or None when no copy of the row opens.

        Args:
            thing: entry id or blob id, 32 hex digits.
        """
        for row in self._log.copies(Shelf.KEY, thing):
            found = self.read(thing, row)
            if found is not None:
                return found
        return None

    def key_of(self, thing: str) -> bytes | ShreddedKey:
        """Give a thing's key, or that it was shredded.

        Args:
            thing: entry id or blob id, 32 hex digits.

        Raises:
            CasebookDamagedError: the row is missing or does not open.
        """
        found = self.find(thing)
        if found is None:
            raise CasebookDamagedError(thing)
        return found

    def put(self, writer: LogWriter, thing: str, key: bytes) -> None:
        """Keep a thing's key.

        Args:
            writer: the transaction.
            thing: entry id or blob id.
            key: 32 random bytes.
        """
        writer.put(Shelf.KEY, thing, HAS_KEY + encrypt(self._wrap, key, self._bound("key", thing)))

    def shred(self, writer: LogWriter, thing: str, at: str) -> None:
        """Destroy a thing's key and leave a sealed note of when.

        Args:
            writer: the transaction.
            thing: entry id or blob id.
            at: ISO 8601 with offset.
        """
        note = seal(self._wrap, at.encode(), self._bound("shredded", thing))
        writer.put(Shelf.KEY, thing, WAS_SHREDDED + note)

    def read(self, thing: str, row: bytes) -> bytes | ShreddedKey | None:
        """Open one copy of a row, or give None when it does not open.

        Args:
            thing: entry id or blob id.
            row: a letter and a sealed value.
        """
        try:
            if row[:1] == HAS_KEY:
                return decrypt(self._wrap, row[1:], self._bound("key", thing))
            note = unseal(self._wrap, row[1:], self._bound("shredded", thing))
            return ShreddedKey(note.decode())
        except SealBrokenError:
            return None

    def _bound(self, purpose: str, thing: str) -> bytes:
        return bound_to(purpose, self._casebook_id, thing)
