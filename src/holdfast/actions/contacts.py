"""Whom she told: police, a helpline, a platform; what they said, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import Added, append_with_files
from holdfast.actions.clock import now
from holdfast.model.entry import Kind
from holdfast.model.errors import NothingSaidError, UnreadableTimeError, UsageError
from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

WHOM = ("police", "helpline", "platform", "court", "other")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContact:
    """What is said about telling somebody; anything but `whom` may be left out."""

    whom: str
    """One of `WHOM`."""

    organisation: str | None = field(default=None, repr=False)
    """Which force, service or company."""

    officer: str | None = field(default=None, repr=False)
    """Who she spoke to."""

    happened: Moment | None = field(default=None, repr=False)
    """When."""

    reference: str | None = field(default=None, repr=False)
    """Crime or log number."""

    told: str | None = field(default=None, repr=False)
    """What she told them."""

    promise: str | None = field(default=None, repr=False)
    """What they said they would do."""

    chase: str | None = None
    """Day to ask again, `2026-03-04`."""

    outcome: str | None = field(default=None, repr=False)
    """What came of it."""

    about: tuple[str, ...] = ()
    """Ids of the entries it was about."""

    def fields(self) -> dict[str, JsonValue]:
        """Give the fields of the entry, those not said left out."""
        given: dict[str, JsonValue] = {
            "whom": self.whom,
            "organisation": self.organisation,
            "officer": self.officer,
            "happened": dict((self.happened or UNKNOWN_MOMENT).to_json()),
            "reference": self.reference,
            "told": self.told,
            "promise": self.promise,
            "chase": self.chase,
            "outcome": self.outcome,
            "about": list(self.about),
        }
        return {name: value for name, value in given.items() if value not in (None, [])}


def add_contact(
    book: OpenCasebook,
    contact: NewContact,
    files: Sequence[Received] = (),
    *,
    clock: Callable[[], datetime] = now,
) -> Added:
    """Write down that somebody was told.

    Args:
        book: the open casebook.
        contact: what is said.
        files: letters, screenshots.
        clock: the device's.

    Returns:
        The entry.

    Raises:
        UsageError: `whom` is none of `WHOM`.
        NothingSaidError: nothing is said beside `whom`.
        UnreadableTimeError: the day to ask again is no day.
    """
    if contact.whom not in WHOM:
        place = "whom"
        raise UsageError(place)
    if set(contact.fields()) <= {"whom", "happened"} and contact.happened is None and not files:
        raise NothingSaidError
    if contact.chase is not None:
        try:
            date.fromisoformat(contact.chase)
        except ValueError:
            place = "chase"
            raise UnreadableTimeError(place) from None
    about: list[JsonValue] = [book.record.entry(each).id for each in contact.about]
    fields = {**contact.fields(), **({"about": about} if about else {})}
    return append_with_files(book, Draft(Kind.CONTACT, fields), files, clock=clock)
