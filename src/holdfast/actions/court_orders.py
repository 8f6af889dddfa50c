"""Orders she already has: their terms and dates, and which incidents may have broken one.

Which incidents those are is her own sorting, so it lies in the drawer; the record holds the order,
the incidents and whom she told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import Added, append_with_files
from holdfast.actions.clock import now
from holdfast.model.entry import Kind
from holdfast.model.errors import NothingSaidError
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

BROKEN = "broken-order/"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewOrder:
    """What is said of an order; anything may be left out."""

    order: str | None = field(default=None, repr=False)
    """Which kind, in her words or as on the paper."""

    court: str | None = field(default=None, repr=False)
    """Who made it."""

    made: str | None = None
    """The day, `2026-03-04`."""

    until: str | None = None
    """The last day, if there is one."""

    terms: str | None = field(default=None, repr=False)
    """What it says he may not do, or must."""

    area: str | None = field(default=None, repr=False)
    """Places he may not come near."""

    reference: str | None = field(default=None, repr=False)
    """Its number."""

    def fields(self) -> dict[str, JsonValue]:
        """Give the fields of the entry, those not said left out."""
        given: dict[str, JsonValue] = {
            "order": self.order,
            "court": self.court,
            "made": self.made,
            "until": self.until,
            "terms": self.terms,
            "area": self.area,
            "reference": self.reference,
        }
        return {name: value for name, value in given.items() if value}


def add_order(
    book: OpenCasebook,
    order: NewOrder,
    files: Sequence[Received] = (),
    *,
    clock: Callable[[], datetime] = now,
) -> Added:
    """Write down an order that there is.

    Args:
        book: the open casebook.
        order: what is said.
        files: the paper itself, photographed or scanned.
        clock: the device's.

    Raises:
        NothingSaidError: nothing is said and no file is given.
    """
    if not order.fields() and not files:
        raise NothingSaidError
    return append_with_files(book, Draft(Kind.ORDER, order.fields()), files, clock=clock)


def mark_broken(book: OpenCasebook, order: str, incidents: Sequence[str]) -> None:
    """Note which incidents may have broken an order; none takes the note back.

    Args:
        book: the open casebook.
        order: id of its entry.
        incidents: ids of entries.
    """
    if incidents:
        book.drawer.put(BROKEN + order, list(incidents))
    else:
        book.drawer.delete(BROKEN + order)


def marked_broken(book: OpenCasebook, order: str) -> tuple[str, ...]:
    """Give the incidents that may have broken an order.

    Args:
        book: the open casebook.
        order: id of its entry.
    """
    stored = book.drawer.get(BROKEN + order)
    return tuple(map(str, stored)) if isinstance(stored, list) else ()
