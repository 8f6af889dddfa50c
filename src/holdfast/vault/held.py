"""Which bytes the casebook holds already, so that the same file is not taken in twice.

A row's name is a keyed hash of the content's SHA-256, so that somebody who has a picture, but not
the key, cannot tell whether the casebook holds it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.vault.sealing import bound_to, first_that_opens, keyed_hash, seal, subkey
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from holdfast.vault.stores import LogStore, LogWriter


@dataclass(frozen=True, slots=True)
class Held:
    """Where the same bytes lie already."""

    blob: str
    """Id of the sealed original."""

    entry: str
    """Id of the entry that recorded it first."""


class HeldMap:
    """Finds and notes whole-file duplicates."""

    def __init__(self, log: LogStore, secret: bytes, casebook_id: str) -> None:
        """Look into the map of an open casebook.

        Args:
            log: where the rows are.
            secret: the casebook's.
            casebook_id: 32 hex digits.
        """
        self._log = log
        self._name_key = subkey(secret, "held")
        self._row_key = subkey(secret, "body")
        self._casebook_id = casebook_id

    def find(self, sha256: str) -> Held | None:
        """Tell where the same bytes lie, or None.

        Args:
            sha256: of the content, hex.
        """
        name = self._name(sha256)
        bound = bound_to("held", self._casebook_id, name)
        row = first_that_opens(self._row_key, self._log.copies(Shelf.HELD, name), bound)
        return None if row is None else Held(*json.loads(row))

    def put(self, writer: LogWriter, sha256: str, held: Held) -> None:
        """Note where bytes lie, in the transaction that records them.

        Args:
            writer: the transaction.
            sha256: of the content, hex.
            held: the blob and the entry.
        """
        name = self._name(sha256)
        row = json.dumps([held.blob, held.entry]).encode()
        writer.put(
            Shelf.HELD, name, seal(self._row_key, row, bound_to("held", self._casebook_id, name))
        )

    def remove(self, writer: LogWriter, sha256: str) -> None:
        """Forget bytes whose keys were destroyed.

        Args:
            writer: the transaction.
            sha256: of the content, hex.
        """
        writer.remove(Shelf.HELD, self._name(sha256))

    def _name(self, sha256: str) -> str:
        return keyed_hash(self._name_key, bytes.fromhex(sha256)).hex()
