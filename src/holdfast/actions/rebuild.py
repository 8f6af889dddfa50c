"""Drop the index and make it anew from the record, which loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.actions.intake import Intake
from holdfast.actions.making_again import fill_up

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook


class Rebuilt(NamedTuple):
    """What the new index holds."""

    entries: int
    """Entries of the log."""

    messages: int
    """Messages, calls, events and posts."""


def rebuild(book: OpenCasebook) -> Rebuilt:
    """Drop and rebuild the index, and make the copies of pictures and their words that it lacks.

    Args:
        book: the open casebook.
    """
    counts = book.index.rebuild()
    with Intake(book) as intake:
        fill_up(intake)
    return Rebuilt(entries=book.record.size, messages=counts["messages"])
