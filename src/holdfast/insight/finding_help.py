"""Finding a service offline: what fits what she asks, in an order that puts danger first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdfast.insight.opening import Open, find_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from holdfast.insight.opening import Calendar
    from holdfast.model.service import Area, How, Service

SHELF_LIFE = timedelta(days=365)
"""Numbers and hours older than this may be wrong; several changed within two years."""

TOPMOST = 2
"""Services of the page up to this place (999 and 101) are shown whatever is asked."""

ENGLISH = "english"
ANYBODY = frozenset[str]()


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What she asks for; what is empty leaves all in."""

    need: str = ""
    """A code."""

    area: str = ""
    """A code of ours, or any name."""

    age: int | None = None
    """In years."""

    identities: frozenset[str] = ANYBODY
    """Codes of what she says of herself; services for others only are left out when it is not
    empty."""

    language: str = ""
    """A name; services that do not offer it are left out."""

    how: How | None = None
    """How she can get in touch."""

    open_now: bool = False
    """Only what is open, or may be."""

    words: str = ""
    """All of them must stand in its name, what it does or its areas."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitting:
    """One service as an answer."""

    service: Service
    """Which."""

    open: Open
    """Whether it is open at the moment asked for."""

    may_be_old: bool
    """Whether what is known of it is past its shelf life, or has no date at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Help:
    """The whole answer."""

    on_top: tuple[Fitting, ...]
    """999 and 101, always."""

    found: tuple[Fitting, ...]
    """What fits, the named services of the page first, then what is nearer, then by name."""


def find_help(
    services: Iterable[Service], wanted: Wanted, *, wall: datetime, calendar: Calendar
) -> Help:
    """Find what fits.

    Args:
        services: the project's own, and those of files she took in.
        wanted: what she asks for.
        wall: the time on the wall in the United Kingdom.
        calendar: bank holidays and areas.
    """

    def fitting(service: Service) -> Fitting:
        return Fitting(
            service=service,
            open=find_open(service, wall, calendar),
            may_be_old=may_be_old(service, wall.date()),
        )

    every = tuple(services)
    on_top = [fitting(each) for each in every if 0 < each.first <= TOPMOST]
    others = [each for each in every if not 0 < each.first <= TOPMOST]
    found = [fitting(each) for each in others if fits(each, wanted, calendar.areas)]
    if wanted.open_now:
        found = [each for each in found if each.open is not Open.NO]
    return Help(
        on_top=tuple(sorted(on_top, key=lambda each: each.service.first)),
        found=tuple(sorted(found, key=lambda each: _order(each, calendar.areas))),
    )


def may_be_old(service: Service, today: date) -> bool:
    """Say whether what is known of a service may be out of date.

    Args:
        service: any.
        today: the day.

    Returns:
        True as well when it has no day of a check, or its source is known to be older.
    """
    if service.checked_on is None:
        return True
    oldest = min(service.checked_on, service.source_day or service.checked_on)
    return today - oldest > SHELF_LIFE


def fits(service: Service, wanted: Wanted, areas: Mapping[str, Area]) -> bool:
    """Say whether a service fits what is asked for, its hours apart.

    Args:
        service: any.
        wanted: what is asked.
        areas: by code.
    """
    return (
        (not wanted.need or wanted.need in service.needs or not service.needs)
        and _covers(service, wanted.area, areas)
        and _takes_age(service, wanted.age)
        and _is_for(service, wanted.identities)
        and _speaks(service, wanted.language)
        and (wanted.how is None or wanted.how in service.hows)
        and _says(service, wanted.words, areas)
    )


def _covers(service: Service, area: str, areas: Mapping[str, Area]) -> bool:
    if not area or not service.areas:
        return True
    if area not in areas:
        return any(area.casefold() in _name(each, areas).casefold() for each in service.areas)
    around = {area, *areas[area].lies_in}
    inside = {code for code, each in areas.items() if area in each.lies_in}
    named = {each.casefold() for each in service.areas}
    return bool(named & (around | inside)) or areas[area].says.casefold() in named


def _takes_age(service: Service, age: int | None) -> bool:
    if age is None:
        return True
    least = service.least_age if service.least_age is not None else age
    most = service.most_age if service.most_age is not None else age
    return least <= age <= most


def _is_for(service: Service, identities: frozenset[str]) -> bool:
    return not identities or not service.identities or bool(set(service.identities) & identities)


def _speaks(service: Service, language: str) -> bool:
    wanted = language.casefold()
    offered = f"{' '.join(service.languages)} {service.access}".casefold()
    return not wanted or wanted == ENGLISH or wanted in offered


def _says(service: Service, words: str, areas: Mapping[str, Area]) -> bool:
    places = " ".join(_name(each, areas) for each in service.areas)
    text = f"{service.name} {service.about} {places} {' '.join(service.needs)}".casefold()
    return all(word in text for word in words.casefold().split())


def _name(code: str, areas: Mapping[str, Area]) -> str:
    return areas[code].says if code in areas else code


def _order(each: Fitting, areas: Mapping[str, Area]) -> tuple[bool, int, bool, int, str]:
    """Named ones first; then the project's own before files; then nearer; then by name."""
    service = each.service
    depth = max((len(areas[code].lies_in) for code in service.areas if code in areas), default=0)
    return (
        not service.first, service.first, bool(service.origin), -depth, service.name.casefold()
    )  # fmt: skip
