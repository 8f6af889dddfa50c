"""What a service that helps people is, and what is known of it; no more is ever shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""Days as RFC 5545 writes them, in the order of `date.weekday()`."""

DAY_MINUTES = 24 * 60


class Holidays(StrEnum):
    """What a service does on a bank holiday."""

    OPEN = "open"
    """As on other days."""

    CLOSED = "closed"
    """It says that it is closed."""

    UNKNOWN = "unknown"
    """Nobody said."""


class How(StrEnum):
    """A way to get in touch."""

    PHONE = "phone"
    """By voice."""

    TEXT = "text"
    """By text message."""

    CHAT = "chat"
    """By typing on its site."""

    WEB = "web"
    """By reading, or through a form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number to call or to text."""

    number: str
    """As people write it."""

    how: How = How.PHONE
    """To call or to text."""

    says: str = ""
    """What to know about it, such as the word to send."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """Days of the week and from when to when."""

    days: tuple[str, ...]
    """Of `DAYS`."""

    opens: int
    """Minutes after midnight, by the clock on the wall in the United Kingdom."""

    closes: int
    """The same; not more than `opens` when it closes on the day after."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SafetyNote:
    """What a call leaves behind, or how to make one unheard."""

    says: str
    """In plain words."""

    source: str
    """Where that stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """One service."""

    id: str
    """Short name of ours, or the id of the file it came in."""

    name: str
    """Its own name."""

    about: str
    """What it does."""

    needs: tuple[str, ...] = ()
    """What it helps with, by code."""

    identities: tuple[str, ...] = ()
    """For whom only, by code; empty when for anybody."""

    least_age: int | None = None
    """In years; None when no least age is known."""

    most_age: int | None = None
    """In years; None when none is known."""

    areas: tuple[str, ...] = ()
    """Codes of areas, or names as a file gives them; empty when nothing is said."""

    numbers: tuple[Number, ...] = ()
    """Numbers with a source."""

    web: str = ""
    """Its site."""

    chat: bool = False
    """Whether its site has a chat."""

    hours: tuple[Hours, ...] = ()
    """When it is open; empty when that is not known."""

    days_unknown: tuple[str, ...] = ()
    """Days for which nobody knows, though other days are known."""

    holidays: Holidays = Holidays.UNKNOWN
    """What it does on a bank holiday."""

    languages: tuple[str, ...] = ()
    """Names of languages other than English that it offers itself."""

    access: str = ""
    """Textphone, relay, interpreters and the like."""

    cost: str = ""
    """What contact costs; empty when not known."""

    notes: tuple[str, ...] = ()
    """What to know before."""

    safety: tuple[SafetyNote, ...] = ()
    """Call safety, each with its source."""

    sources: tuple[str, ...] = ()
    """Where the knowledge comes from."""

    source_day: date | None = None
    """How old that source is; None when it has no date."""

    checked_on: date | None = None
    """When it was last compared with its source."""

    first: int = 0
    """Its place among those that stand before all others; 0 for the rest."""

    origin: str = ""
    """The file that she took in; empty for the project's own directory."""

    @property
    def hows(self) -> frozenset[How]:
        """The ways to get in touch."""
        found = {each.how for each in self.numbers}
        if self.web:
            found.add(How.WEB)
        if self.chat:
            found.add(How.CHAT)
        return frozenset(found)


@dataclass(frozen=True, kw_only=True, slots=True)
class BankHolidays:
    """The bank holidays of the nations, for the years that are known."""

    days: Mapping[str, frozenset[date]]
    """By nation."""

    years: frozenset[int]
    """For these the list is whole."""

    source: str
    """Where it stands."""

    checked_on: date
    """When it was last compared with its source."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A part of the United Kingdom."""

    code: str
    """Its key."""

    says: str
    """Its name."""

    lies_in: tuple[str, ...]
    """Codes of the areas around it, nearest first, without itself."""

    nations: frozenset[str]
    """Whose bank holidays hold in it."""
