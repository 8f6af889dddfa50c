"""The rules of HSDS-UK 3.0 (Open Referral UK) that a service must keep, in our own words.

Kinds: `text`, `number`, `uuid`, `uri`, `email`, `moment`, `list NAME`, `object NAME`; a star marks
what must be there. Taken from the profile of 10 October 2024; fields it does not know are allowed.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TERM = {"id*": "uuid", "name*": "text", "description*": "text", "taxonomy": "text"}
RULES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "service": {
            "id*": "uuid", "name*": "text", "status*": "text", "description": "text",
            "url": "uri", "email": "email", "organization_id": "uuid", "fees": "text",
            "accreditations": "text", "minimum_age": "number", "maximum_age": "number",
            "assured_date": "text", "assurer_email": "email", "alert": "text",
            "last_modified": "moment", "organization": "object organization",
            "schedules": "list schedule", "service_areas": "list service_area",
            "languages": "list row", "contacts": "list contact", "attributes": "list attribute",
            "cost_options": "list row", "funding": "list row", "service_at_locations": "list row",
        },
        "organization": {
            "id*": "uuid", "name*": "text", "description*": "text", "email": "email",
            "website": "uri", "uri": "uri", "logo": "text",
        },
        "schedule": {
            "id*": "uuid", "freq": "text", "byday": "text", "opens_at": "text",
            "closes_at": "text", "description": "text", "interval": "number", "notes": "text",
        },
        "service_area": {"id*": "uuid", "name": "text", "extent": "text", "extent_type": "text"},
        "contact": {"id*": "uuid", "name": "text", "title": "text", "phones": "list phone"},
        "phone": {"id*": "uuid", "number*": "text", "description": "text"},
        "attribute": {"id*": "uuid", "link_type": "text", "taxonomy_term": "object term"},
        "term": _TERM,
        "row": {"id*": "uuid"},
    }
)  # fmt: skip
CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "service.status": frozenset({"active", "inactive", "defunct", "temporarily closed"}),
        "schedule.freq": frozenset({"WEEKLY", "MONTHLY"}),
    }
)
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\Z")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}:\S{1,2000}\Z")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)\Z")
PATTERNS = MappingProxyType({"uuid": UUID, "email": EMAIL, "uri": URI, "moment": MOMENT})


def find_faults(service: object, *, kind: str = "service", path: str = "") -> Iterator[str]:
    """Give what a service has that the rules do not allow, by place.

    Args:
        service: JSON value.
        kind: key of `RULES`.
        path: how its place begins.
    """
    if not isinstance(service, dict):
        yield f"{path or kind}: an object is needed"
        return
    for key, rule in RULES[kind].items():
        name = key.removesuffix("*")
        place = f"{path}.{name}" if path else name
        if name not in service:
            if key.endswith("*"):
                yield f"{place}: must be there"
            continue
        yield from _faults_of(service[name], rule, place)
        allowed = CHOICES.get(f"{kind}.{name}")
        if allowed is not None and service[name] not in allowed:
            yield f"{place}: no such choice"


def _faults_of(value: object, rule: str, place: str) -> Iterator[str]:
    shape, _, kind = rule.partition(" ")
    if shape == "list":
        if not isinstance(value, list):
            yield f"{place}: a list is needed"
            return
        for number, each in enumerate(value):
            yield from find_faults(each, kind=kind, path=f"{place}[{number}]")
    elif shape == "object":
        yield from find_faults(value, kind=kind, path=place)
    elif not FITS[shape](value):
        yield f"{place}: no {shape}"


def _pattern(name: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and PATTERNS[name].match(value) is not None


FITS: Mapping[str, Callable[[object], bool]] = MappingProxyType(
    {
        "text": lambda value: isinstance(value, str),
        "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
        **{name: _pattern(name) for name in PATTERNS},
    }
)
