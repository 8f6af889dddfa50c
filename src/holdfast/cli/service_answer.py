"""Services that were found, as JSON and as lines at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.service_lines import (
    age_line,
    area_line,
    hours_line,
    named,
    whom_line,
)
from holdfast.actions.service_lines import says as told
from holdfast.cli.words import counted, says
from holdfast.knowledge.directory.embedded import areas, bank_holidays
from holdfast.model.service import How

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from holdfast.insight.finding_help import Fitting, Help
    from holdfast.model.entry import JsonValue
    from holdfast.model.service import Number

IN = "    "


def help_to_json(found: Help, wall: datetime) -> dict[str, JsonValue]:
    """Give an answer as `help-near --json` prints it.

    Args:
        found: the answer.
        wall: the time on the wall that it holds for.
    """
    known = bank_holidays()
    return {
        "at": wall.isoformat(timespec="minutes"),
        "on_top": [_service(each) for each in found.on_top],
        "results": [_service(each) for each in found.found],
        "bank_holidays": {
            "source": known.source,
            "checked_on": known.checked_on.isoformat(),
            "years": [*sorted(known.years)],
        },
    }


def _service(each: Fitting) -> JsonValue:
    service = each.service
    known = areas()
    return {
        "id": service.id,
        "name": service.name,
        "about": service.about,
        "needs": [*service.needs],
        "for": [*service.identities],
        "least_age": service.least_age,
        "most_age": service.most_age,
        "areas": [
            {"code": code if code in known else None, "says": _place(code)}
            for code in service.areas
        ],
        "numbers": [
            {"how": row.how.value, "number": row.number, "says": row.says}
            for row in service.numbers
        ],
        "web": service.web or None,
        "chat": service.chat,
        "open": each.open.value,
        "hours": hours_line(service),
        "holidays": service.holidays.value,
        "languages": [*service.languages],
        "access": service.access,
        "cost": service.cost or None,
        "notes": [*service.notes],
        "safety": [{"says": row.says, "source": row.source} for row in service.safety],
        "sources": [*service.sources],
        "source_day": _day(service.source_day),
        "checked_on": _day(service.checked_on),
        "may_be_out_of_date": each.may_be_old,
        "from_file": service.origin or None,
    }


def _place(code: str) -> str:
    known = areas()
    return known[code].says if code in known else code


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def help_to_lines(found: Help) -> Iterator[str]:
    """Give an answer as lines for a person.

    Args:
        found: the answer.
    """
    yield says("help_on_top")
    for each in found.on_top:
        yield from _lines(each)
    yield ""
    count = len(found.found)
    yield counted("help_found", count) if count else says("help_none")
    for each in found.found:
        yield from _lines(each)
    yield ""
    yield says("help_checked")


def _lines(each: Fitting) -> Iterator[str]:
    service = each.service
    yield ""
    yield service.name
    if service.numbers or service.chat:
        ways = [_reach(row) for row in service.numbers]
        yield IN + ". ".join([*ways, f"{named('open', each.open)}."])
    told_of = [
        service.about,
        service.web,
        says("help_chat") if service.chat else "",
        hours_line(service) if service.numbers or service.chat else "",
        area_line(service),
        whom_line(service),
        service.cost,
        service.access,
        *service.notes,
        *(row.says for row in service.safety),
        told("from_file", name=service.origin) if service.origin else "",
        age_line(each),
    ]
    yield from (IN + line for line in told_of if line)


def _reach(row: Number) -> str:
    key = "help_text" if row.how is How.TEXT else "help_call"
    line = says(key, number=row.number)
    return f"{line} ({row.says})" if row.says else line
