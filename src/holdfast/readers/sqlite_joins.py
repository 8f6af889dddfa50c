"""A table that joins two others, held in little memory: which numbers belong to a number."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.sqlite_rows import Database

_LARGEST = (1 << 63) - 1


class Join:
    """Pairs of whole numbers; 16 bytes each, where a look-up of Python takes 150."""

    def __init__(self, database: Database, table: str, key: str, value: str) -> None:
        """Read the table.

        Args:
            database: the open file.
            table: its name; one that is not there joins nothing.
            key: column of what is asked for.
            value: column of what is found.
        """
        self._keys = array("q")
        self._values = array("q")
        self.damage: list[Leftover] = []
        """What of the table could not be read."""
        in_order, last = True, -_LARGEST
        for row in database.rows(table, (key, value)):
            if isinstance(row, Leftover):
                self.damage.append(row)
                continue
            one, other = row.values
            if isinstance(one, int) and isinstance(other, int):
                in_order, last = in_order and one >= last, one
                self._keys.append(one)
                self._values.append(other)
        if not in_order:
            self._sort()

    def _sort(self) -> None:
        """Bring the pairs into the order of their keys, otherwise leaving them as they stand."""
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        self._keys = array("q", (self._keys[at] for at in order))
        self._values = array("q", (self._values[at] for at in order))

    def of(self, key: int) -> Iterator[int]:
        """Give what belongs to a number, in the table's order.

        Args:
            key: a number.
        """
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            yield self._values[at]
            at += 1

    def first(self, key: int) -> int | None:
        """Give the first of what belongs to a number, None when nothing does.

        Args:
            key: a number.
        """
        return next(self.of(key), None)
