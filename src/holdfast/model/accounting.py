"""The sum over one file: what was read, what was left over, and what stands between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue


@dataclass(frozen=True, kw_only=True, slots=True)
class Accounting:
    """How much of one file is accounted for."""

    size_bytes: int = 0
    """Of the file."""

    read: int = 0
    """Bytes that messages and files inside were read from."""

    left: int | None = None
    """Bytes left over beside them; None when that was not counted."""

    rows: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Of a database: rows read, by table."""

    tables_left: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Of a database: what was left over, by table."""

    @property
    def between(self) -> int:
        """Bytes that hold names of fields, signs and spacing."""
        return self.size_bytes - self.read - (self.left or 0)

    @property
    def is_by_bytes(self) -> bool:
        """Whether the sum is one of bytes, as it is of every file that is no database."""
        if self.left is None or self.read + self.left == 0:
            return False
        return not self.between or not self.is_by_rows

    @property
    def is_by_rows(self) -> bool:
        """Whether records were read by their place in a database or archive."""
        return bool(self.rows) or (bool(self.tables_left) and not self.read)

    @property
    def is_counted(self) -> bool:
        """Whether there is anything to add up."""
        return self.is_by_bytes or self.is_by_rows

    @property
    def holds(self) -> bool:
        """Whether every part of the file is accounted for."""
        return (self.is_by_bytes and self.between >= 0) or (self.is_by_rows and self.read == 0)

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as `import --json` prints it."""
        return {
            "bytes_read": self.read,
            "bytes_left": self.left,
            "rows": dict(self.rows),
            "tables_left": dict(self.tables_left),
            "holds": self.holds,
        }


def accounting_of(counts: JsonValue, size_bytes: int) -> Accounting:
    """Give the sum over a file.

    Args:
        counts: as its entry holds them.
        size_bytes: of the file.
    """
    stored = counts if isinstance(counts, dict) else {}
    read, left = stored.get("bytes_read"), stored.get("bytes_left")
    return Accounting(
        size_bytes=size_bytes,
        read=read if isinstance(read, int) else 0,
        left=left if isinstance(left, int) else None,
        rows=_numbers(stored.get("rows")),
        tables_left=_numbers(stored.get("tables_left")),
    )


def _numbers(stored: JsonValue) -> dict[str, int]:
    found = stored if isinstance(stored, dict) else {}
    return {name: value for name, value in found.items() if isinstance(value, int)}
