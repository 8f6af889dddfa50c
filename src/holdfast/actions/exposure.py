"""Where her own details may be public: what she looked at, found and did, kept in the drawer.

Nothing is looked up, and nobody's name is asked for. What she wants in the record is logged as a
contact, so that it is never counted as something that happened to her.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.contacts import NewContact, add_contact
from holdfast.knowledge.law import Jurisdiction, facts
from holdfast.knowledge.wording import words
from holdfast.model.errors import NothingSaidError, UsageError
from holdfast.model.moment import taken_by_clock

if TYPE_CHECKING:
    from datetime import datetime

    from holdfast.model.entry import Entry, JsonValue
    from holdfast.vault.casebook import OpenCasebook

TOPIC = "exposure"
PLACE = "exposure/"
STATES = ("looked", "asked", "gone", "not-for-me")
TEXTS = ("looked", "found", "did")


@dataclass(frozen=True, kw_only=True, slots=True)
class Exposure:
    """What she keeps about one place."""

    place: str
    """Id of the place, a key of the topic `exposure`."""

    state: str = ""
    """One of `STATES`; empty when she did not say."""

    looked: str = field(default="", repr=False)
    """What she looked for, of her own."""

    found: str = field(default="", repr=False)
    """What she found."""

    did: str = field(default="", repr=False)
    """What she did about it."""

    on: str = ""
    """The day it was last kept, ISO 8601."""

    logged: str = ""
    """Id of the entry, when it was logged."""

    @property
    def has_words(self) -> bool:
        """Whether she wrote anything."""
        return any((self.looked, self.found, self.did))

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as the drawer and `steps --json` hold it."""
        return {
            "state": self.state or None,
            "looked": self.looked,
            "found": self.found,
            "did": self.did,
            "on": self.on,
            "logged": self.logged or None,
        }


def exposure_kept(book: OpenCasebook) -> dict[str, Exposure]:
    """Give what she keeps, by place, in the order of the list.

    Args:
        book: the open casebook.
    """
    found = {}
    for place in facts(Jurisdiction.ENGLAND_WALES, TOPIC):
        stored = book.drawer.get(PLACE + place)
        if isinstance(stored, dict):
            said = {name: str(value) for name, value in stored.items() if value}
            known = {"state", "on", "logged", *TEXTS}
            found[place] = Exposure(
                place=place, **{name: text for name, text in said.items() if name in known}
            )
    return found


def keep_exposure(book: OpenCasebook, exposure: Exposure, *, clock: datetime) -> None:
    """Keep it in the drawer; nothing said removes it.

    Args:
        book: the open casebook.
        exposure: as she says; the day is filled in.
        clock: the device's.

    Raises:
        UsageError: there is no such place or state.
    """
    is_known = exposure.place in facts(Jurisdiction.ENGLAND_WALES, TOPIC)
    if not is_known or exposure.state not in {"", *STATES}:
        place = "place"
        raise UsageError(place)
    if not exposure.state and not exposure.has_words:
        forget_exposure(book, exposure.place)
        return
    book.drawer.put(PLACE + exposure.place, {**exposure.to_json(), "on": f"{clock:%Y-%m-%d}"})


def forget_exposure(book: OpenCasebook, place: str) -> None:
    """Throw away for good what she kept about a place.

    Args:
        book: the open casebook.
        place: its id.
    """
    book.drawer.delete(PLACE + place)


def log_exposure(book: OpenCasebook, exposure: Exposure, *, clock: datetime) -> Entry:
    """Write what she found and did into the record, as somebody she told.

    Args:
        book: the open casebook.
        exposure: with words.
        clock: the device's.

    Returns:
        The entry.

    Raises:
        NothingSaidError: she wrote nothing.
    """
    if not exposure.has_words:
        raise NothingSaidError
    said = words("exposure").table("logged")
    lines = [
        said.text(name).format(text=text) for name in TEXTS if (text := getattr(exposure, name))
    ]
    contact = NewContact(
        whom="other",
        organisation=facts(Jurisdiction.ENGLAND_WALES, TOPIC)[exposure.place].name,
        told="\n".join(lines),
        happened=taken_by_clock(clock),
    )
    return add_contact(book, contact, clock=lambda: clock).entry
