"""What is known of the law, by jurisdiction: one folder each, every entry with source and dates.

A folder holds TOML files of one shape: `researched`, `shelf_life_days`, and a list `entry`. A
jurisdiction that nobody has looked up holds one entry that says so, and whom to call.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from holdfast.knowledge.table import KnowledgeError, Table, parse_table, read_packaged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

PLACES = ("england", "wales", "scotland", "northern_ireland")
ADDRESS_STARTS = "https://"


class Jurisdiction(StrEnum):
    """Where somebody lives, as far as the law differs; the folder's name."""

    ENGLAND_WALES = "england_wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Status(StrEnum):
    """How sure a fact is."""

    IN_FORCE = "in force"
    PILOT = "pilot: check today"
    NOT_CONFIRMED = "not confirmed"


class Freshness(StrEnum):
    """Whether a fact may be shown as it stands."""

    FRESH = "fresh"
    STALE = "older than its shelf life"
    NOT_YET = "not in force yet"
    ENDED = "no longer in force"


TOPICS = {
    Jurisdiction.ENGLAND_WALES: (
        "orders",
        "relationships",
        "offences",
        "time_limits",
        "steps",
        "exposure",
        "online",
        "online_stages",
        "online_checks",
        "platforms",
        "home_and_outside",
        "children",
        "reporting",
        "evidence",
        "rights",
        "signs",
        "recognising",
    ),
    Jurisdiction.SCOTLAND: ("about",),
    Jurisdiction.NORTHERN_IRELAND: ("about",),
}
"""The files of each folder."""

FACT_KEYS = frozenset(
    [
        "id", "name", "says", "law", "source", "address", "checked_on", "valid_from", "valid_to",
        "last_evidence", "status", "applies_in", "to_check",
    ]
)  # fmt: skip
MORE_KEYS = {
    "orders": frozenset(
        [
            "who_asks",
            "asks",
            "lasts",
            "cost",
            "breach",
            "breach_is",
            "evidence",
            "record",
            "ask",
            "start",
        ]
    ),
    "relationships": frozenset({"bonds", "not_bonds"}),
    "offences": frozenset({"limit"}),
    "steps": frozenset({"do", "opens", "shows"}),
    "exposure": frozenset({"look", "can", "warn"}),
    "online": frozenset(
        [
            "group",
            "corrected",
            "tells",
            "tells_not",
            "notices",
            "look",
            "change",
            "remove",
            "behaviours",
        ]
    ),
    "online_stages": frozenset({"do"}),
    "online_checks": frozenset({"things", "topic", "tells", "tells_not", "notices"}),
    "platforms": frozenset(
        [
            "settings",
            "download",
            "holds",
            "holds_not",
            "takes",
            "notices",
            "report",
            "blocking",
            "reader",
        ]
    ),
    "home_and_outside": frozenset({"part", "why", "how", "mind", "fits", "links"}),
    "children": frozenset({"part", "why", "how", "mind", "fits", "links"}),
    "reporting": frozenset({"part", "service", "site", "steps"}),
    "evidence": frozenset({"steps", "avoid"}),
    "rights": frozenset({"part", "steps", "avoid"}),
    "signs": frozenset({"ask", "ask_friend", "tell", "tell_friend"}),
    "recognising": frozenset({"part", "lines", "when", "links", "services"}),
}
"""Keys of an entry beside those of every fact, by topic."""

CODE_KEYS = frozenset(
    [
        "who_asks",
        "breach_is",
        "record",
        "bonds",
        "not_bonds",
        "limit",
        "part",
        "links",
        "order",
        "opens",
        "shows",
        "group",
        "behaviours",
        "things",
        "topic",
        "reader",
        "fits",
        "service",
        "when",
        "services",
    ]
)
"""Those of them that hold codes and ids, which nobody reads; all others hold words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One thing that the program says of the law."""

    id: str
    """By which rules and screens name it."""

    name: str
    """Its name."""

    says: str
    """It in plain words."""

    law: str
    """Act and sections; empty when the source says it all."""

    source: str
    """Section or document it was taken from."""

    address: str
    """Where that can be read."""

    checked_on: date
    """When somebody last compared it with a copy of its source."""

    valid_from: date
    """First day it holds."""

    valid_to: date | None
    """Last day it holds; None while it goes on as far as known."""

    last_evidence: date | None
    """Of a pilot: last day for which something was found that shows it running."""

    status: Status
    """How sure it is."""

    applies_in: tuple[str, ...]
    """Some of `PLACES`."""

    to_check: tuple[str, ...]
    """What in it rests on memory and must be looked up."""

    shelf_life_days: int
    """After how many days it must be compared again."""

    more: Table
    """What its topic has beside these."""

    def freshness(self, today: date) -> Freshness:
        """Say whether it may be shown as it stands.

        Args:
            today: the day.
        """
        if today < self.valid_from:
            return Freshness.NOT_YET
        if self.valid_to is not None and today > self.valid_to:
            return Freshness.ENDED
        since = min(self.checked_on, self.last_evidence or self.checked_on)
        is_old = (today - since).days > self.shelf_life_days
        return Freshness.STALE if is_old else Freshness.FRESH


@dataclass(frozen=True, kw_only=True, slots=True)
class PilotArea:
    """A place where the domestic abuse order and notice have been tried."""

    id: str
    """By which answers name it."""

    says: str
    """Its name."""

    since: date
    """First day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalHelp:
    """Somebody to call where the law is not researched."""

    name: str
    """Who."""

    phone: str
    """A number that was seen at its source."""

    hours: str
    """When; empty when not known."""

    source: str
    """Whose word it is."""

    checked_on: date
    """When it was last compared with a copy of that source."""


@cache
def facts(place: Jurisdiction, topic: str) -> Mapping[str, Fact]:
    """Give the facts of one topic by their id, in the order of the file.

    Args:
        place: whose law.
        topic: one of `TOPICS[place]`.

    Raises:
        KnowledgeError: the file breaks a rule of its form.
    """
    file = _file(place, topic)
    found: dict[str, Fact] = {}
    for entry in file.tables("entry"):
        fact = _fact(entry, file, topic)
        if fact.id in found:
            raise KnowledgeError(entry.place("id"), "stands twice")
        found[fact.id] = fact
    return found


def is_researched(place: Jurisdiction) -> bool:
    """Say whether the law there was looked up at all.

    Args:
        place: whose law.
    """
    return all(_file(place, topic).values.get("researched") is True for topic in TOPICS[place])


def local_help(place: Jurisdiction) -> tuple[LocalHelp, ...]:
    """Give whom to call where the law is not researched.

    Args:
        place: one of those.
    """
    return tuple(
        LocalHelp(
            name=each.text("name"),
            phone=each.text("phone"),
            hours=each.text_or_empty("hours"),
            source=each.text("source"),
            checked_on=each.day("checked_on"),
        )
        for each in _file(place, TOPICS[place][0]).tables("help")
    )


def pilot_areas() -> tuple[PilotArea, ...]:
    """Give the places of the domestic abuse order's pilot."""
    areas = _file(Jurisdiction.ENGLAND_WALES, "orders").tables("area")
    return tuple(
        PilotArea(id=each.text("id"), says=each.text("says"), since=each.day("since"))
        for each in areas
    )


def pilot_end() -> date:
    """Give the last day of the pilot that a law was found for."""
    return _file(Jurisdiction.ENGLAND_WALES, "orders").table("pilot").day("legal_end_found")


def every_fact() -> tuple[Fact, ...]:
    """Give all facts of all jurisdictions."""
    return tuple(
        fact
        for place, topics in TOPICS.items()
        for topic in topics
        for fact in facts(place, topic).values()
    )


@cache
def _file(place: Jurisdiction, topic: str) -> Table:
    return parse_table(read_packaged(place, f"{topic}.toml"), f"{place}/{topic}")


def _fact(entry: Table, file: Table, topic: str) -> Fact:
    known = FACT_KEYS | MORE_KEYS.get(topic, frozenset())
    if unknown := set(entry.keys()) - known:
        raise KnowledgeError(entry.path, f"unknown keys {sorted(unknown)}")
    fact = Fact(
        id=entry.text("id"),
        name=entry.text("name"),
        says=entry.text("says"),
        law=entry.text_or_empty("law"),
        source=entry.text("source"),
        address=entry.text("address"),
        checked_on=entry.day("checked_on"),
        valid_from=entry.day("valid_from"),
        valid_to=_day_or_none(entry, "valid_to"),
        last_evidence=_day_or_none(entry, "last_evidence"),
        status=_status(entry),
        applies_in=entry.texts("applies_in"),
        to_check=entry.texts("to_check"),
        shelf_life_days=_life(file, entry),
        more=entry,
    )
    _check(entry, fact)
    return fact


def _check(entry: Table, fact: Fact) -> None:
    if not fact.applies_in or set(fact.applies_in) - set(PLACES):
        raise KnowledgeError(entry.place("applies_in"), f"some of {PLACES} are needed")
    if not fact.address.startswith(ADDRESS_STARTS):
        raise KnowledgeError(entry.place("address"), f"must start with {ADDRESS_STARTS}")
    if fact.valid_to is not None and fact.valid_to < fact.valid_from:
        raise KnowledgeError(entry.place("valid_to"), "lies before valid_from")
    if (fact.status is Status.PILOT) != (fact.last_evidence is not None):
        raise KnowledgeError(entry.place("last_evidence"), "belongs to a pilot, and only to one")


def _status(entry: Table) -> Status:
    said = entry.text("status")
    if said not in set(Status):
        raise KnowledgeError(entry.place("status"), f"one of {list(Status)} is needed")
    return Status(said)


def _life(file: Table, entry: Table) -> int:
    key = "pilot_life_days" if entry.values.get("status") == Status.PILOT else "shelf_life_days"
    days = file.values.get(key)
    if type(days) is not int or days < 1:
        raise KnowledgeError(file.place(key), "a number of days is needed")
    return days


def _day_or_none(entry: Table, key: str) -> date | None:
    return entry.day(key) if key in entry.values else None
