"""Entries that were opened so far, kept while the casebook is open.

Opening an entry costs more than all that a page then does with it. Their keys are in memory as long
as these are; both end with the process when the casebook locks. Checks of the casebook never ask
here: they look at what stands on the disk.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from holdfast.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.vault.record import Record, Shredded

MOST = 10_000
"""Twice what a casebook of ten years holds; what comes after is opened at each asking."""


class OpenedEntries:
    """The first entries of one record; safe to ask from several threads, which share one walk."""

    def __init__(self, record: Record, *, most: int = MOST) -> None:
        """Begin with none.

        Args:
            record: of the open casebook.
            most: how many are kept.
        """
        self._record = record
        self._most = most
        self._kept: list[Entry | Shredded] = []
        self._walking = threading.Lock()

    @property
    def count(self) -> int:
        """How many are kept by now."""
        return len(self._kept)

    def up_to(self, stop: int) -> Iterator[Entry]:
        """Give the entries of a state of the record that open, in order.

        Args:
            stop: size of the record in that state.
        """
        with self._walking:
            for each in self._record.entries(len(self._kept), min(stop, self._most)):
                self._kept.append(each)
        known = self._kept[:stop]
        yield from (each for each in known if isinstance(each, Entry))
        rest = self._record.entries(len(known), stop) if len(known) < stop else ()
        yield from (each for each in rest if isinstance(each, Entry))
