"""The drawer: private notes, plans and drafts; sealed, outside the log, and really deletable.

A row's name is a keyed hash, so that not even the names of drafts can be read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.model.disclosure import to_json
from holdfast.vault.sealing import first_that_opens, keyed_hash, seal
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.model.entry import JsonValue
    from holdfast.vault.keys import Keys
    from holdfast.vault.stores import LogStore, Row

WAIT_SECONDS = 30.0


class Drawer:
    """The drawer of an open casebook."""

    def __init__(self, log: LogStore, keys: Keys, settle: Callable[[], object]) -> None:
        """Open the drawer.

        Args:
            log: the engine.
            keys: of the casebook.
            settle: makes the engine write over what was removed.
        """
        self._log = log
        self._keys = keys
        self._key = keys.subkey("drawer")
        self._settle = settle
        # A row's key follows from its name, so a name once read stays true; values can be large.
        self._known: dict[str, str] = {}

    def put(self, name: str, value: JsonValue) -> None:
        """Lay something in, over what had that name.

        Args:
            name: such as `draft/incident`.
            value: any JSON value.
        """
        key = self._row(name)
        sealed = seal(self._key, to_json([name, value]), self._keys.bound(Shelf.DRAWER, key))
        with self._log.writing(WAIT_SECONDS) as writer:
            writer.put(Shelf.DRAWER, key, sealed)

    def get(self, name: str, default: JsonValue = None) -> JsonValue:
        """Take something out, leaving it in.

        Args:
            name: as it was laid in.
            default: given when there is nothing of that name.
        """
        key = self._row(name)
        value = first_that_opens(
            self._key,
            self._log.copies(Shelf.DRAWER, key),
            self._keys.bound(Shelf.DRAWER, key),
        )
        return default if value is None else _read(value)[1]

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """Give the names of what is in it, sorted.

        Args:
            prefix: only names that begin so.
        """
        found = set()
        for row in self._log.rows(Shelf.DRAWER):
            name = self._known.get(row.key) or self._name_of(row)
            if name is not None:
                self._known[row.key] = name
                found.add(name)
        return tuple(sorted(name for name in found if name.startswith(prefix)))

    def delete(self, name: str) -> None:
        """Destroy something; its bytes are overwritten in both files.

        Args:
            name: as it was laid in; nothing happens when there is none.
        """
        with self._log.writing(WAIT_SECONDS) as writer:
            writer.remove(Shelf.DRAWER, self._row(name))
        self._settle()

    def _name_of(self, row: Row) -> str | None:
        copies = (row.value, *self._log.copies(Shelf.DRAWER, row.key))
        value = first_that_opens(self._key, copies, self._keys.bound(Shelf.DRAWER, row.key))
        return None if value is None else _read(value)[0]

    def _row(self, name: str) -> str:
        return keyed_hash(self._key, name.encode("utf-8", "surrogatepass")).hex()


def _read(value: bytes) -> tuple[str, JsonValue]:
    name, stored = json.loads(value)
    return name, stored
