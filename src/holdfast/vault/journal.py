"""Activity: a sealed journal of its own, so that looking at the record does not change it.

What happened while the casebook was locked is sealed to its identity and read at the next unlock.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.vault.lines import sequence_key
from holdfast.vault.sealing import first_that_opens, seal
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdfast.vault.keys import Keys
    from holdfast.vault.stores import LogStore

WAIT_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One line of the journal."""

    kind: str
    """`unlock`, `failed-try`, `export`, `passphrase-changed`, `kit-made`, `back-up`, `lock`, …"""

    detail: str = field(repr=False)
    """More about it; empty for nothing."""

    at: str
    """When, ISO 8601 with offset."""


class Activity:
    """The journal of an open casebook."""

    def __init__(self, log: LogStore, keys: Keys, clock: Callable[[], datetime]) -> None:
        """Read and write the journal.

        Args:
            log: the engine.
            keys: of the casebook.
            clock: the device's.
        """
        self._log = log
        self._keys = keys
        self._key = keys.subkey("activity")
        self._clock = clock

    def note(self, kind: str, detail: str = "", *, at: str | None = None) -> None:
        """Add a line.

        Args:
            kind: what happened.
            detail: more about it.
            at: when, if it was not now.
        """
        when = at or self._clock().isoformat(timespec="seconds")
        with self._log.writing(WAIT_SECONDS) as writer:
            last = writer.last(Shelf.ACTIVITY)
            key = sequence_key(0 if last is None else int(last) + 1)
            value = json.dumps([kind, detail, when]).encode()
            sealed = seal(self._key, value, self._keys.bound(Shelf.ACTIVITY, key))
            writer.put(Shelf.ACTIVITY, key, sealed)

    def list(self) -> tuple[Happening, ...]:
        """Give every line that can be read, newest last."""
        found = []
        for row in self._log.rows(Shelf.ACTIVITY):
            copies = (row.value, *self._log.copies(Shelf.ACTIVITY, row.key))
            bound = self._keys.bound(Shelf.ACTIVITY, row.key)
            value = first_that_opens(self._key, copies, bound)
            if value is not None:
                kind, detail, when = json.loads(value)
                found.append(Happening(kind=kind, detail=detail, at=when))
        return tuple(found)
