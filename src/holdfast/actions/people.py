"""Who is who: the one who does it, the person herself, witnesses, children."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import Added
from holdfast.actions.clock import now
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from holdfast.model.errors import NothingSaidError, UsageError
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.threads import Current

ROLES = ("does-it", "me", "witness", "child", "other")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPerson:
    """What is said about somebody; anything but the role may be left out."""

    role: str
    """One of `ROLES`."""

    name: str | None = field(default=None, repr=False)
    """As she would write it."""

    initials: str | None = field(default=None, repr=False)
    """Hers are used for exhibit references."""

    handles: tuple[str, ...] = field(default=(), repr=False)
    """Names in apps, numbers, addresses, as written."""

    vehicles: tuple[str, ...] = field(default=(), repr=False)
    """Cars and number plates."""

    looks: str | None = field(default=None, repr=False)
    """What they look like."""

    knows: str | None = field(default=None, repr=False)
    """How they know each other."""

    notes: str | None = field(default=None, repr=False)
    """Anything else."""

    def fields(self) -> dict[str, JsonValue]:
        """Give the fields of the entry, those not said left out."""
        given: dict[str, JsonValue] = {
            "role": self.role,
            "name": self.name,
            "initials": self.initials,
            "handles": list(self.handles),
            "vehicles": list(self.vehicles),
            "looks": self.looks,
            "knows": self.knows,
            "notes": self.notes,
        }
        return {name: value for name, value in given.items() if value not in (None, [])}


def add_person(
    book: OpenCasebook, person: NewPerson, *, clock: Callable[[], datetime] = now
) -> Added:
    """Write down who somebody is.

    Args:
        book: the open casebook.
        person: what is said.
        clock: the device's.

    Returns:
        The entry. To change it later, amend it.

    Raises:
        UsageError: the role is none of `ROLES`.
        NothingSaidError: nothing is said beside the role.
    """
    if person.role not in ROLES:
        place = "role"
        raise UsageError(place)
    if set(person.fields()) == {"role"}:
        raise NothingSaidError
    logged = book.record.append([Draft(Kind.PERSON, person.fields())], clock=clock)
    book.index.catch_up()
    return Added(entry=logged[0].entry, leaf=logged[0].leaf)


def people(book: OpenCasebook) -> Iterator[Current]:
    """Give everybody who is written down and not withdrawn, as they stand now.

    Args:
        book: the open casebook.
    """
    return current_of_kind(book, Kind.PERSON)


def known_words(book: OpenCasebook) -> tuple[str, ...]:
    """Give the names, handles and vehicles that a stalker would try in a passphrase.

    Args:
        book: the open casebook.
    """
    found: list[str] = []
    for person in people(book):
        for name in ("name", "initials", "handles", "vehicles"):
            value = person.fields.get(name)
            found += [str(each) for each in (value if isinstance(value, list) else [value]) if each]
    return tuple(dict.fromkeys(found))
