"""Reading an HSDS-UK feed: one service, a list of them, or a page with `contents`.

A feed comes from outside: its size, depth, number of services and length of texts are bounded,
only what is named here is kept of it, and nothing in it can place itself before the project's own
directory or claim to be checked by it.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from holdfast.knowledge.directory.rules import find_faults
from holdfast.model.errors import FeedUnreadableError
from holdfast.model.service import DAY_MINUTES, DAYS, Holidays, Hours, How, Number, Service
from holdfast.model.service import SafetyNote as Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_BYTES = 8_000_000
MOST_SERVICES = 5_000
DEEPEST = 24
LONGEST, LONGEST_LINE, MOST_ROWS = 1_500, 300, 40
LONGEST_AGE = 150
LISTS = ("contents", "services")
CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?\Z")
NUMBER = re.compile(r"\+?[0-9][0-9 ()\-]{1,24}\Z")
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")
# Possessive, and a string may run to the end: no file makes this look twice at one byte.
BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+\\?(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


def read_feed(raw: bytes, *, origin: str = "", trusted: bool = False) -> tuple[Service, ...]:
    """Give the services of a feed that are active and say enough of themselves.

    Args:
        raw: the whole file, UTF-8 JSON of up to 8 MB.
        origin: how the file is named on screen.
        trusted: whether it is the project's own, which may say what stands first.

    Returns:
        At most 5,000 services, each keeping the rules in `rules.py` in what is read of it.

    Raises:
        FeedUnreadableError: it is too large, too deep, no JSON, or holds no service.
    """
    found = tuple(
        service_of(each, origin=origin, trusted=trusted)
        for each in _services_in(_parse(raw))
        if is_service(each)
    )
    if not found:
        raise FeedUnreadableError
    return found[:MOST_SERVICES]


def _parse(raw: bytes) -> object:
    if len(raw) > MOST_BYTES:
        raise FeedUnreadableError
    depth = 0
    for match in BRACKETS.finditer(raw):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(match[0], 0)
        if depth > DEEPEST:
            raise FeedUnreadableError
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise FeedUnreadableError from None


def _services_in(document: object) -> list[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for name in LISTS:
            if isinstance(document.get(name), list):
                return list(document[name])
        return [document]
    raise FeedUnreadableError


def is_service(value: object) -> bool:
    """Say whether a JSON value is an active service with what the profile asks of one.

    Args:
        value: from a feed.
    """
    if not isinstance(value, dict) or value.get("status") != "active":
        return False
    needed = {name: value.get(name) for name in ("id", "name", "status")}
    return not any(find_faults(needed)) and bool(_line(value.get("name")))


def service_of(value: object, *, origin: str, trusted: bool) -> Service:
    """Give one service of a feed.

    Args:
        value: a JSON value for which `is_service` is true.
        origin: how its file is named on screen.
        trusted: whether it is the project's own.
    """
    raw: dict[str, Any] = value if isinstance(value, dict) else {}
    terms = list(_terms(raw))
    of: Mapping[str, list[str]] = {
        kind: [name for link, name, _ in terms if link == kind] for kind, _, _ in terms
    }
    number = _number_in(of.get("first", []))
    return Service(
        id=str(raw["id"]),
        name=_line(raw.get("name")),
        about=_line(raw.get("description"), LONGEST),
        needs=tuple(of.get("need", [])),
        identities=tuple(of.get("identity", [])),
        least_age=_age(raw.get("minimum_age")),
        most_age=_age(raw.get("maximum_age")),
        areas=tuple(_names(raw.get("service_areas"))),
        numbers=tuple(_numbers(raw)),
        web=_web(raw.get("url")),
        chat="chat" in of.get("way", []),
        hours=tuple(_hours(raw)),
        days_unknown=tuple(each for each in of.get("day-unknown", []) if each in DAYS),
        holidays=_holidays(of.get("holidays", [])),
        languages=tuple(_names(raw.get("languages"))),
        access=next(iter(of.get("access", [])), ""),
        cost=_line(raw.get("fees")),
        notes=tuple(_lines(raw.get("alert"))),
        # What a call leaves behind is told only where the project knows a source for it.
        safety=tuple(_safety(terms)) if trusted else (),
        sources=tuple(of.get("source", [])) if trusted else (),
        source_day=_day(next(iter(of.get("source-day", [])), None)),
        checked_on=_day(raw.get("assured_date")),
        first=number if trusted else 0,
        origin=_line(origin),
    )


def _rows(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (each for each in value[:MOST_ROWS] if isinstance(each, dict))


def _line(value: object, longest: int = LONGEST_LINE) -> str:
    return HIDDEN.sub(" ", value[:longest]).strip() if isinstance(value, str) else ""


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line for each in value[:LONGEST].split("\n") if (line := _line(each)))


def _names(value: object) -> Iterator[str]:
    for row in _rows(value):
        if name := _line(row.get("name")) or _line(row.get("service_area")):
            yield name


def _terms(raw: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    for row in _rows(raw.get("attributes")):
        term = row.get("taxonomy_term")
        if isinstance(term, dict) and (name := _line(term.get("name"))):
            yield _line(row.get("link_type")), name, _line(term.get("description"))


def _safety(terms: list[tuple[str, str, str]]) -> Iterator[Note]:
    yield from (Note(says=says, source=why) for kind, says, why in terms if kind == "safety")


def _numbers(raw: Mapping[str, Any]) -> Iterator[Number]:
    places = [raw, *_rows(raw.get("contacts"))]
    rows = [row for place in places for row in _rows(place.get("phones"))]
    seen = set()
    for row in rows[:MOST_ROWS]:
        number = _line(row.get("number"))
        how = How.TEXT if row.get("type") in {"text", "sms"} else How.PHONE
        if NUMBER.match(number) and (number, how) not in seen:
            seen.add((number, how))
            yield Number(number=number, how=how, says=_line(row.get("description")))


def _hours(raw: Mapping[str, object]) -> Iterator[Hours]:
    for row in _rows(raw.get("schedules")):
        days = tuple(day for day in str(row.get("byday", "")).split(",") if day in DAYS)
        opens, closes = _minutes(row.get("opens_at")), _minutes(row.get("closes_at"))
        if row.get("freq") == "WEEKLY" and days and opens is not None and closes is not None:
            last = DAY_MINUTES if closes == DAY_MINUTES - 1 else closes
            yield Hours(days=days, opens=opens, closes=last)


def _minutes(value: object) -> int | None:
    match = CLOCK.match(value) if isinstance(value, str) else None
    return None if match is None else min(int(match[1]) * 60 + int(match[2]), DAY_MINUTES)


def _holidays(found: list[str]) -> Holidays:
    known = {str(each): each for each in Holidays}
    return known.get(next(iter(found), ""), Holidays.UNKNOWN)


def _web(value: object) -> str:
    line = _line(value)
    return line if line.startswith(("https://", "http://")) and " " not in line else ""


def _age(value: object) -> int | None:
    is_age = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_age and 0 <= value <= LONGEST_AGE else None  # type: ignore[call-overload,operator]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _number_in(found: list[str]) -> int:
    return int(found[0]) if found and found[0].isdecimal() and found[0].isascii() else 0
