"""Finding a service offline: what fits what she asks, in an order that puts danger first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, overload

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

    found: Sequence[Fitting]
    """What fits, the named services of the page first, then what is nearer, then by name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A service with what every search asks of it, worked out once."""

    service: Service
    """Which."""

    text: str
    """What can be searched, in small letters."""

    languages: str
    """Languages and access, in small letters."""

    places: tuple[str, ...]
    """Names of its areas, in small letters."""

    named: frozenset[str]
    """Its areas as it gives them, in small letters."""

    hows: frozenset[How]
    """The ways to get in touch."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Directory:
    """Services made ready to be searched, in the order in which they are shown."""

    listed: tuple[Listed, ...]
    """All of them."""

    calendar: Calendar
    """Bank holidays and areas."""


class Found(Sequence[Fitting]):
    """What fits; whether a service is open is worked out for those only that are looked at."""

    def __init__(self, services: Sequence[Service], wall: datetime, calendar: Calendar) -> None:
        """Keep what is needed to look.

        Args:
            services: in order.
            wall: the time on the wall in the United Kingdom.
            calendar: bank holidays and areas.
        """
        self._services = services
        self._wall = wall
        self._calendar = calendar

    def __len__(self) -> int:
        return len(self._services)

    @overload
    def __getitem__(self, place: int) -> Fitting: ...

    @overload
    def __getitem__(self, place: slice) -> Found: ...

    def __getitem__(self, place: int | slice) -> Fitting | Found:
        if isinstance(place, slice):
            return Found(self._services[place], self._wall, self._calendar)
        service = self._services[place]
        return Fitting(
            service=service,
            open=find_open(service, self._wall, self._calendar),
            may_be_old=may_be_old(service, self._wall.date()),
        )


def prepare(services: Iterable[Service], calendar: Calendar) -> Directory:
    """Make services ready to be searched.

    Args:
        services: the project's own, and those of files she took in.
        calendar: bank holidays and areas.
    """
    in_order = sorted(services, key=lambda each: _order(each, calendar.areas))
    return Directory(
        listed=tuple(_listed(each, calendar.areas) for each in in_order), calendar=calendar
    )


def _listed(service: Service, areas: Mapping[str, Area]) -> Listed:
    places = tuple(_name(each, areas) for each in service.areas)
    told = (service.name, service.about, *places, *service.needs)
    return Listed(
        service=service,
        text=" ".join(told).casefold(),
        languages=f"{' '.join(service.languages)} {service.access}".casefold(),
        places=tuple(each.casefold() for each in places),
        named=frozenset(each.casefold() for each in service.areas),
        hows=service.hows,
    )


def find_help(directory: Directory, wanted: Wanted, *, wall: datetime) -> Help:
    """Find what fits.

    Args:
        directory: as `prepare` gives it.
        wanted: what she asks for.
        wall: the time on the wall in the United Kingdom.
    """
    calendar = directory.calendar
    asked = _asked(wanted, calendar.areas)
    on_top = [each.service for each in directory.listed if 0 < each.service.first <= TOPMOST]
    found = [
        each.service
        for each in directory.listed
        if not 0 < each.service.first <= TOPMOST and _fits(each, asked)
    ]
    if wanted.open_now:
        found = [each for each in found if find_open(each, wall, calendar) is not Open.NO]
    return Help(on_top=tuple(Found(on_top, wall, calendar)), found=Found(found, wall, calendar))


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    wanted: Wanted
    words: tuple[str, ...]
    language: str
    around: frozenset[str]
    """Codes of the area, of those around it and inside it; empty when it is none of ours."""

    area: str
    """Its name in small letters; empty when none is asked for."""


def _asked(wanted: Wanted, areas: Mapping[str, Area]) -> _Asked:
    area = wanted.area
    around: set[str] = set()
    if area in areas:
        inside = {code for code, each in areas.items() if area in each.lies_in}
        around = {area, *areas[area].lies_in} | inside
    language = wanted.language.casefold()
    return _Asked(
        wanted=wanted,
        words=tuple(wanted.words.casefold().split()),
        language="" if language == ENGLISH else language,
        around=frozenset(around),
        area=_name(area, areas).casefold(),
    )


def _fits(each: Listed, asked: _Asked) -> bool:
    service, wanted = each.service, asked.wanted
    return (
        (not wanted.need or wanted.need in service.needs or not service.needs)
        and _covers(each, asked)
        and _takes_age(service, wanted.age)
        and _is_for(service, wanted.identities)
        and asked.language in each.languages
        and (wanted.how is None or wanted.how in each.hows)
        and all(word in each.text for word in asked.words)
    )


def _covers(each: Listed, asked: _Asked) -> bool:
    if not asked.area or not each.named:
        return True
    if not asked.around:
        return any(asked.area in name for name in each.places)
    return not each.named.isdisjoint(asked.around) or asked.area in each.named


def _takes_age(service: Service, age: int | None) -> bool:
    if age is None:
        return True
    least = service.least_age if service.least_age is not None else age
    most = service.most_age if service.most_age is not None else age
    return least <= age <= most


def _is_for(service: Service, identities: frozenset[str]) -> bool:
    return not identities or not service.identities or not identities.isdisjoint(service.identities)


def _name(code: str, areas: Mapping[str, Area]) -> str:
    return areas[code].says if code in areas else code


def _order(service: Service, areas: Mapping[str, Area]) -> tuple[bool, int, bool, int, str]:
    """Named ones first; then the project's own before files; then nearer; then by name."""
    depth = max((len(areas[code].lies_in) for code in service.areas if code in areas), default=0)
    return (
        not service.first, service.first, bool(service.origin), -depth, service.name.casefold()
    )  # fmt: skip
