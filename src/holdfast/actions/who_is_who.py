"""Who is behind a handle: as she wrote it down, over all the ways a number is written.

Nothing is merged by the program. It suggests, she answers; a "yes" is an amendment of the person's
entry or a new one, a "no" is remembered in the drawer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.actions.account import account_of, latest_reading
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.clock import now
from holdfast.actions.people import people
from holdfast.actions.received import Whose
from holdfast.insight.handles import DEFAULT_REGION, REGIONS, handle_of
from holdfast.insight.merges import Known, Naming, Suggestion, pair_of, suggest
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NotThatKindError
from holdfast.readers.call_records_words import is_withheld
from holdfast.readers.own_names import may_name_the_owner, names_the_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from holdfast.insight.handles import Handle
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

REFUSED = "people/not-one"
"""In the drawer: pairs of handles that she said are not one person."""

REGION = "people/region"
"""In the drawer: the country that numbers without one are read as."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody she wrote down."""

    id: str
    """Of the entry."""

    role: str
    """`does-it`, `me`, …"""

    name: str = field(repr=False)
    """As she wrote it; empty when she wrote none."""

    handles: tuple[str, ...] = field(default=(), repr=False)
    """As she wrote them."""


class StandsFor(StrEnum):
    """Whom a sender in files is by what the files say, where that is nobody to be named."""

    HERSELF = "herself"
    """The owner of a phone or account that she said is hers."""

    THE_OWNER = "the-owner"
    """The owner of another, or of one of which she did not say whose it is."""

    NO_NUMBER = "no-number"
    """Whoever called without a number: not one person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenHandle:
    """A sender in files that were taken in."""

    handle: str = field(repr=False)
    """As written."""

    messages: int
    """How many came from it."""

    files: int
    """In how many files."""

    person: Person | None = None
    """Whose it is, as she said."""

    stands_for: StandsFor | None = None
    """Whom it is by what the files say; None where only she can tell."""


class WhoIsWho:
    """Knows whose handles are, as she said."""

    def __init__(self, persons: tuple[Person, ...], region: str) -> None:
        """Take what she wrote down.

        Args:
            persons: in the order of the log.
            region: what numbers without a country are read as.
        """
        self.persons = persons
        self.region = region
        self._exact: dict[str, Person] = {}
        self._sure: dict[Handle, Person] = {}
        for each in persons:
            for written in each.handles:
                self._exact.setdefault(written, each)
                handle = handle_of(written, region)
                if handle.is_sure:
                    self._sure.setdefault(handle, each)

    def find(self, handle: str | None) -> Person | None:
        """Give whose a handle is: one she wrote down, or the same number written another way.

        Args:
            handle: as a file has it.
        """
        if not handle:
            return None
        found = self._exact.get(handle)
        return found or self._sure.get(handle_of(handle, self.region))

    def shown(self, handle: str | None) -> str:
        """Give a handle as written, with the person's name before it.

        Args:
            handle: as a file has it.
        """
        person = self.find(handle)
        if person is None or not person.name or person.name == handle:
            return handle or ""
        return f"{person.name} · {handle}"


def who_is_who(book: OpenCasebook) -> WhoIsWho:
    """Give what she said about who is who.

    Args:
        book: the open casebook.
    """
    persons = tuple(
        Person(
            id=each.entry.id,
            role=str(each.fields.get("role")),
            name=str(each.fields.get("name") or ""),
            handles=_texts(each.fields.get("handles")),
        )
        for each in people(book)
    )
    return WhoIsWho(persons, region_of(book))


def region_of(book: OpenCasebook) -> str:
    """Give the country that numbers without one are read as.

    Args:
        book: the open casebook.
    """
    region = book.drawer.get(REGION)
    return region if isinstance(region, str) and region in REGIONS else DEFAULT_REGION


def set_region(book: OpenCasebook, region: str) -> None:
    """Set the country that numbers without one are read as; an unknown one is not taken.

    Args:
        book: the open casebook.
        region: two letters.
    """
    if region in REGIONS:
        book.drawer.put(REGION, region)


def seen_handles(book: OpenCasebook, who: WhoIsWho) -> tuple[SeenHandle, ...]:
    """Give every sender in files, the one with most messages first.

    The owner of a phone or account is one sender, whatever the files call them.

    Args:
        book: the open casebook.
        who: what she said.
    """
    found: list[SeenHandle] = []
    owners: dict[StandsFor, SeenHandle] = {}
    for handle, messages, files in book.index.handles():
        whole = SeenHandle(handle=handle, messages=messages, files=files, person=who.find(handle))
        parts = [whole] if whole.person else _parted(book, whole)
        for each in parts:
            if each.stands_for in {StandsFor.HERSELF, StandsFor.THE_OWNER}:
                owners[each.stands_for] = _together(owners.get(each.stands_for), each)
            else:
                found.append(each)
    return tuple(sorted((*owners.values(), *found), key=lambda each: -each.messages))


def _parted(book: OpenCasebook, whole: SeenHandle) -> list[SeenHandle]:
    """Part what a sender says by whom the files say that is: "Me" may also be a name."""
    if is_withheld(whole.handle):
        return [replace(whole, stands_for=StandsFor.NO_NUMBER)]
    if not may_name_the_owner(whole.handle):
        return [whole]
    parts: dict[StandsFor | None, SeenHandle] = {}
    for import_id, messages in book.index.files_of_handle(whole.handle):
        stands_for = _stands_for(book, import_id, whole.handle)
        part = replace(whole, messages=messages, files=1, stands_for=stands_for)
        parts[stands_for] = _together(parts.get(stands_for), part)
    return list(parts.values())


def _stands_for(book: OpenCasebook, import_id: str, handle: str) -> StandsFor | None:
    about = [each for each in book.record.about(import_id) if isinstance(each, Entry)]
    account = account_of(book.record.entry(import_id), latest_reading(about))
    if not names_the_owner(account.format, handle):
        return None
    return StandsFor.HERSELF if account.whose == Whose.MINE else StandsFor.THE_OWNER


def _together(one: SeenHandle | None, other: SeenHandle) -> SeenHandle:
    """Count two senders as one; the way it is written is the first's."""
    if one is None:
        return other
    return replace(one, messages=one.messages + other.messages, files=one.files + other.files)


def names_of(book: OpenCasebook, who: WhoIsWho, person_id: str) -> frozenset[str]:
    """Give every name and handle of a person, as she wrote them and as files have them.

    Args:
        book: the open casebook.
        who: what she said.
        person_id: id of the person's entry; nothing is found for an unknown one.
    """
    found = [each for each in who.persons if each.id == person_id]
    written = {name for each in found for name in (each.name, *each.handles) if name}
    in_files = {
        handle
        for handle, _, _ in book.index.handles()
        if (person := who.find(handle)) is not None and person.id == person_id
    }
    return frozenset(written | in_files)


def names_called(book: OpenCasebook, said: str) -> frozenset[str]:
    """Give every name and handle of whoever is called something.

    Args:
        book: the open casebook.
        said: a name or handle, as she would say it; of nobody written down it stands for itself.
    """
    who = who_is_who(book)
    handle = handle_of(said, who.region)
    found = [
        each.id
        for each in who.persons
        if any(handle_of(name, who.region) == handle for name in (each.name, *each.handles))
    ]
    return frozenset({said}).union(*(names_of(book, who, each) for each in found))


def suggestions(book: OpenCasebook, who: WhoIsWho) -> tuple[Suggestion, ...]:
    """Give which handles may be one person's, and why; nothing she said no to.

    Args:
        book: the open casebook.
        who: what she said.
    """
    # The word for the owner of a phone is nobody's name, and "no number" is nobody.
    seen = [
        each.handle
        for each in seen_handles(book, who)
        if each.person is not None or each.stands_for is None
    ]
    known = [
        Known(person=each.id, handles=tuple(filter(None, (each.name, *each.handles))))
        for each in who.persons
    ]
    # What is written another way counts as written down: it is shown with the name already.
    owned = [each for each in seen if who.find(each) is None]
    named = [
        Naming(why=why, handle=handle, name=name) for why, handle, name in book.index.namings()
    ]
    return suggest(owned, known, named, refused=_refused(book), region=who.region)


def say_not_one(book: OpenCasebook, one: str, other: str) -> None:
    """Remember that two handles are not one person.

    Args:
        book: the open casebook.
        one: as written.
        other: as written.
    """
    book.drawer.put(
        REFUSED, [list(pair) for pair in sorted({*_refused(book), pair_of(one, other)})]
    )


def give_handle(
    book: OpenCasebook, person_id: str, handle: str, *, clock: Callable[[], datetime] = now
) -> None:
    """Write down that a handle is somebody's, beside those that stand there.

    Args:
        book: the open casebook.
        person_id: id of the person's entry.
        handle: as a file has it.
        clock: the device's.

    Raises:
        NotThatKindError: the entry is no person.
    """
    current = book.record.current(person_id)
    if current.entry.kind is not Kind.PERSON:
        raise NotThatKindError
    standing = _texts(current.fields.get("handles"))
    if handle not in standing:
        changes: Mapping[str, JsonValue] = {"handles": [*standing, handle]}
        amend(book, person_id, NewAmendment(changes=changes), clock=clock)


def _refused(book: OpenCasebook) -> set[tuple[str, str]]:
    stored = book.drawer.get(REFUSED)
    pairs = stored if isinstance(stored, list) else []
    return {(str(each[0]), str(each[1])) for each in pairs if isinstance(each, list)}


def _texts(value: JsonValue) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
