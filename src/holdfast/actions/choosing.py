"""What a pack is to hold: the person's choice, pinned to one state of the record.

A chosen entry brings its amendments, the files it names and the imports whose messages it points
at. What is withdrawn never goes in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from holdfast.actions.account import answers_of
from holdfast.actions.opened import OpenedEntries
from holdfast.model.checkpoint import parse_checkpoint, parse_note
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import AudienceNotBuiltError, NoSuchEntryError
from holdfast.packs.audiences import RULES
from holdfast.packs.content import Audience, OfficerDetails, SaidForPack
from holdfast.readers.zones import in_told_zone
from holdfast.vault.threads import Current, gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

ALONE = (Kind.INCIDENT, Kind.CONTACT, Kind.ORDER, Kind.PERSON, Kind.EXHIBIT, Kind.IMPORT)
"""Kinds that can be chosen; amendments and readings come along with what they are about."""

PAIR = 2


class Size(IntEnum):
    """How large a pack may be, in bytes of files."""

    EVERYTHING = 0
    EMAIL = 26_000_000
    """A mail of 36 MB carries so much, since mail writes three bytes as four."""

    PORTAL = 2_000_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """The state of the record that a pack is made from; the same pin gives the same pack."""

    checkpoint: str
    """The signed note."""

    made_at: str
    """ISO 8601 with offset."""

    @property
    def size(self) -> int:
        """How many entries the record has in that state."""
        return parse_checkpoint(parse_note(self.checkpoint)).size


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What she chose; everything that stands in the record when nothing is said."""

    audience: str = Audience.POLICE
    """For whom: `police` or `self`."""

    entries: tuple[str, ...] = ()
    """Ids, or first digits of them; all when empty."""

    without: frozenset[str] = frozenset()
    """Ids of entries that stay out, whatever would bring them."""

    masked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Names of fields that are left out, by id of the entry."""

    allowed: frozenset[str] = frozenset()
    """What may be shown: kinds of reveals (`own-details`, `hidden-details`), or such a kind with
    an entry's id (`hidden-details:<id>`)."""

    originals: frozenset[str] = frozenset()
    """Ids of imports whose whole file goes in, every message of it."""

    kept_back: frozenset[str] = frozenset()
    """Ids of exhibits of which only the hash goes in."""

    stretches: tuple[tuple[str, int, int], ...] = ()
    """Messages chosen by themselves: id of the import, first and last number."""

    size: Size = Size.EVERYTHING
    """How large it may become."""

    said: SaidForPack = field(default_factory=SaidForPack)
    """What she says for this pack alone."""

    officer: OfficerDetails = field(default_factory=OfficerDetails)
    """How to reach her, for the officer only."""

    pin: Pin | None = None
    """The state to make it from; the present one when left out."""

    @property
    def for_herself(self) -> bool:
        """True when nobody else will read it, so that nothing is left out."""
        return RULES[Audience(self.audience)].shows_everything

    def allows(self, kind: str, entry: str) -> bool:
        """Tell whether she allowed something to be shown.

        Args:
            kind: of the reveal.
            entry: id of the entry it is in.
        """
        return self.for_herself or kind in self.allowed or f"{kind}:{entry}" in self.allowed


@dataclass(slots=True)
class Gathered:
    """The entries of a pack, as they stand in the pinned state."""

    pin: Pin
    """That state."""

    entries: dict[str, Current] = field(default_factory=dict)
    """Those chosen or brought along, as they stand, by id."""

    readings: dict[str, Entry] = field(default_factory=dict)
    """The reading that counts of each import, by id of the import."""

    everything: dict[str, Entry] = field(default_factory=dict)
    """All entries of the state that still open, by id."""

    def sequences(self, needed_readings: Iterable[str]) -> list[int]:
        """Give the places in the record of all that goes in.

        Args:
            needed_readings: ids of imports whose later reading is needed for proofs.
        """
        found = set()
        for current in self.entries.values():
            found.add(current.entry.sequence)
            found.update(each.sequence for each in current.amendments)
        found.update(
            self.readings[each].sequence for each in needed_readings if each in self.readings
        )
        return sorted(found)


def told_zones(gathered: Gathered, choice: Choice) -> list[str]:
    """Give the pictures and recordings whose time zone she told; that reading comes along.

    Args:
        gathered: the entries that go in.
        choice: what she chose; where she hides when a picture was taken, its zone stays hidden too.
    """
    return [
        name
        for name, reading in gathered.readings.items()
        if name in gathered.entries
        and "taken" not in choice.masked.get(name, ())
        and in_told_zone(fields := gathered.everything[name].fields, answers_of(reading))
        is not fields
    ]


def pin_now(book: OpenCasebook, made_at: datetime) -> Pin:
    """Pin the record as it stands.

    Args:
        book: the open casebook.
        made_at: the device's time.
    """
    return Pin(checkpoint=book.record.checkpoint(), made_at=made_at.isoformat(timespec="seconds"))


def gather_choice(
    book: OpenCasebook,
    choice: Choice,
    made_at: datetime,
    *,
    opened: OpenedEntries | None = None,
) -> Gathered:
    """Find every entry that goes into a pack.

    Args:
        book: the open casebook.
        choice: what she chose.
        made_at: the device's time, used when nothing is pinned.
        opened: entries that may have been opened before.

    Raises:
        AudienceNotBuiltError: packs for that audience cannot be made yet.
    """
    if choice.audience not in set(RULES):
        raise AudienceNotBuiltError(choice.audience)
    gathered = Gathered(choice.pin or pin_now(book, made_at))
    about: dict[str, list[Entry]] = {}
    for each in (opened or OpenedEntries(book.record)).up_to(gathered.pin.size):
        gathered.everything[each.id] = each
        about.setdefault(each.text("of"), []).append(each)
    for name, found in about.items():
        readings = [each for each in found if each.kind is Kind.READING]
        if readings:
            gathered.readings[name] = readings[-1]
    waiting = list(_chosen(book, choice, gathered))
    while waiting:
        entry = gathered.everything.get(waiting.pop())
        if entry is None or entry.id in gathered.entries or entry.id in choice.without:
            continue
        current = gather(entry, lambda name: about.get(name, ()))
        if current.withdrawn is None and entry.kind in ALONE:
            gathered.entries[entry.id] = current
            waiting += brought_along(current)
    return gathered


def _chosen(book: OpenCasebook, choice: Choice, gathered: Gathered) -> Iterable[str]:
    if choice.entries:
        names = (_id_of(book, ref, gathered) for ref in choice.entries)
        return [*names, *(source for source, _, _ in choice.stretches)]
    return [each.id for each in gathered.everything.values() if each.kind in ALONE]


def _id_of(book: OpenCasebook, ref: str, gathered: Gathered) -> str:
    entry = book.record.entry(ref)
    if entry.sequence >= gathered.pin.size or entry.kind not in ALONE:
        raise NoSuchEntryError(ref)
    return entry.id


def brought_along(current: Current) -> list[str]:
    """Give the ids of the files and imports that an entry names.

    Args:
        current: as it stands; what it named before an amendment comes too, as that is shown.
    """
    found: list[str] = []
    for entry in (current.entry, *current.amendments):
        found += entry.texts("exhibits")
        found += cited(entry.fields.get("messages"))
    return list(dict.fromkeys(found))


def cited(value: JsonValue) -> dict[str, set[int]]:
    """Give the numbers of messages that a field points at, by id of the import.

    Args:
        value: the field `messages`.
    """
    found: dict[str, set[int]] = {}
    for pair in value if isinstance(value, list) else []:
        source, number = pair if isinstance(pair, list) and len(pair) == PAIR else (None, None)
        if isinstance(source, str) and isinstance(number, int):
            found.setdefault(source, set()).add(number)
    return found
