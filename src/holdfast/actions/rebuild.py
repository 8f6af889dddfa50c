"""Drop the index and make it anew from the record, which loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


class Rebuilt(NamedTuple):
    """What the new index holds."""

    entries: int
    """Entries of the log."""

    messages: int
    """Messages, calls, events and posts."""


def rebuild(book: OpenCasebook) -> Rebuilt:
    """Drop and rebuild the index.

    Args:
        book: the open casebook.
    """
    counts = book.index.rebuild()
    return Rebuilt(entries=book.record.size, messages=counts["messages"])
