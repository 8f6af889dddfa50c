"""Services as HSDS-UK 3.0 JSON.

The profile has no place for some of what is known (what a service helps with, for whom only, call
safety, sources, bank holidays): that stands in `attributes`, as terms of our own taxonomies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from holdfast.knowledge.directory.rules import UUID as UUID_FORM
from holdfast.model.service import DAY_MINUTES, How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.model.service import Hours, Number, Service

OURS = UUID("2d0a1f6e-5f0b-5a43-9a55-6c5a0e3d7b11")
"""Namespace of the ids that are made from names."""

LAST_MINUTE = DAY_MINUTES - 1


def services_to_json(services: Sequence[Service]) -> dict[str, JsonValue]:
    """Give services as one page of an HSDS-UK feed.

    Args:
        services: in the order in which they are to stand.
    """
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": [service_to_json(each) for each in services],
    }


def service_to_json(service: Service) -> dict[str, JsonValue]:
    """Give one service with everything that belongs to it.

    Args:
        service: any.
    """
    key = service.id
    found: dict[str, JsonValue] = {
        "id": key if UUID_FORM.match(key) else _id(key),
        "name": service.name,
        "description": service.about,
        "status": "active",
        "organization": {
            "id": _id(key, "organization"),
            "name": service.name,
            "description": service.about,
        },
    }
    _add(found, "url", service.web)
    _add(found, "fees", service.cost)
    _add(found, "minimum_age", service.least_age)
    _add(found, "maximum_age", service.most_age)
    _add(found, "assured_date", service.checked_on.isoformat() if service.checked_on else "")
    _add(found, "alert", "\n".join(service.notes))
    _add(found, "schedules", [_schedule(key, each) for each in service.hours])
    _add(found, "service_areas", [_named(key, "area", each) for each in service.areas])
    _add(found, "languages", [_named(key, "language", each) for each in service.languages])
    if service.numbers:
        phones: list[JsonValue] = [_phone(key, each) for each in service.numbers]
        found["contacts"] = [{"id": _id(key, "contact"), "name": service.name, "phones": phones}]
    _add(found, "attributes", list(_attributes(service)))
    return found


def _add(found: dict[str, JsonValue], name: str, value: JsonValue) -> None:
    if value or value == 0:
        found[name] = value


def _id(*parts: str) -> str:
    return str(uuid5(OURS, "/".join(parts)))


def _named(key: str, kind: str, name: str) -> JsonValue:
    return {"id": _id(key, kind, name), "name": name}


def _phone(key: str, number: Number) -> JsonValue:
    found: dict[str, JsonValue] = {
        "id": _id(key, number.how, number.number),
        "number": number.number,
        "type": "text" if number.how is How.TEXT else "voice",
    }
    _add(found, "description", number.says)
    return found


def _schedule(key: str, hours: Hours) -> JsonValue:
    days = ",".join(hours.days)
    return {
        "id": _id(key, "schedule", days, str(hours.opens)),
        "freq": "WEEKLY",
        "byday": days,
        "opens_at": _clock(hours.opens),
        "closes_at": _clock(min(hours.closes, LAST_MINUTE)),
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _attributes(service: Service) -> Iterator[JsonValue]:
    rows = [
        *(("need", each, "") for each in service.needs),
        *(("identity", each, "") for each in service.identities),
        ("way", "chat" if service.chat else "", ""),
        *(("day-unknown", each, "") for each in service.days_unknown),
        ("holidays", str(service.holidays), ""),
        ("access", service.access, ""),
        *(("safety", each.says, each.source) for each in service.safety),
        *(("source", each, "") for each in service.sources),
        ("source-day", service.source_day.isoformat() if service.source_day else "", ""),
        ("first", str(service.first or ""), ""),
    ]
    for kind, name, description in rows:
        if name:
            yield {
                "id": _id(service.id, kind, name),
                "link_type": kind,
                "taxonomy_term": {
                    "id": _id(kind, name),
                    "name": name,
                    "description": description or name,
                    "taxonomy": f"holdfast:{kind}",
                },
            }
