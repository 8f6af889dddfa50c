"""What Viber's tables are divided into, and how their cells are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holdfast.model.span import Span


LONGEST_ENTRY_BYTES = 1 << 20
"""A longer message is cut."""


class Entry(NamedTuple):
    """One message, or lines that belong to none; its `repr` shows no content."""

    span: Span
    """Its bytes."""

    cells: tuple[str, str, str, str] | None
    """Date, time, name and number; None when it is no message."""

    text: str
    """The words."""

    others: tuple[tuple[str, str], ...] = ()
    """Columns besides, as details."""

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"Entry(at {self.span.start}+{self.span.length})"


def bare_cell(cell: str) -> str:
    """Give a cell without the `="…"` that keeps spreadsheets from changing it.

    Args:
        cell: as written, without the quotes around all of it.
    """
    stripped = cell.strip("\ufeff ")
    if stripped.startswith('="') and stripped.endswith('"'):
        return stripped[2:-1].replace('""', '"')
    return cell
