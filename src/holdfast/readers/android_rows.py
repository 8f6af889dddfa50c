"""Rows of Android's own databases as mappings of names to text, as `android_records` takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.sqlite_joins import Join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.model.message import Leftover
    from holdfast.readers.sqlite_rows import Database, Value


def as_text(value: Value) -> str:
    """Give a cell as text; a number as its digits, bytes and what is not set as nothing.

    Args:
        value: the cell.
    """
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bytes):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def as_row(columns: Sequence[str], values: Sequence[Value]) -> dict[str, str]:
    """Give the cells that are set, by the names of their columns.

    Args:
        columns: their names.
        values: the cells, in the same order.
    """
    cells = zip(columns, values, strict=True)
    return {name: text for name, value in cells if (text := as_text(value))}


class Children:
    """Rows of one table that belong to rows of another, found as they are wanted."""

    def __init__(self, database: Database, table: str, parent: str, columns: Sequence[str]) -> None:
        """Note which row belongs to which.

        Args:
            database: the open file.
            table: whose rows they are; its key is `_id`.
            parent: the column that names the other table's row.
            columns: what is wanted of each.
        """
        self._database = database
        self._table = table
        self._columns = columns
        self._join = Join(database, table, parent, "_id")

    @property
    def damage(self) -> list[Leftover]:
        """What of the table could not be read."""
        return self._join.damage

    def of(self, number: int) -> Iterator[dict[str, str]]:
        """Give the rows that belong to one of the other table, in their own order.

        Args:
            number: its row number.
        """
        for key in self._join.of(number):
            values = self._database.find(self._table, "_id", key, self._columns)
            if values is not None:
                yield as_row(self._columns, values)
