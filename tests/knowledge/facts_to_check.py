"""Writes docs/facts-to-check.md: what is shown on screen and still has to be looked up.

Usage: ./test facts [DAY]

A fact is listed when its status is not "in force", when something in it rests on memory, when its
source is older than a year or has no date or name, or when nobody compared it for a year.
"""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from holdfast.knowledge.directory.embedded import bank_holidays, own_services
from holdfast.knowledge.law import TOPICS, Fact, Status, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.service import Service

DOCUMENT = Path(__file__).parents[2] / "docs" / "facts-to-check.md"
YEAR = timedelta(days=365)
AS_AT = "As at "
HEAD = """# Facts to check

What Holdfast shows on a screen and what still has to be looked up. Written by `./test facts DAY`; a
test fails when the knowledge has changed since. A fact stands here when its status is not “in
force”, when something in it rests on memory, when its source is older than a year or has no date,
or when nobody compared it with its source for a year. The screens say so beside the fact. Nobody
has opened a live page yet: every fact needs one look before a release.

"""
WORDS = files("holdfast.knowledge") / "words" / "en"


class Line(NamedTuple):
    """One fact to check."""

    topic: str
    """Under which heading."""

    name: str
    """Which fact."""

    why: str
    """Why it is listed."""

    look_up: str
    """What in it."""

    source: str
    """Where."""


def lines(day: date) -> Iterator[Line]:
    """Give every fact to check, in the order of the knowledge.

    Args:
        day: as at which.
    """
    for place, topics in TOPICS.items():
        for topic in topics:
            for fact in facts(place, topic).values():
                yield from _of_law(f"{place}/{topic}", fact, day)
    for service in own_services():
        yield from _of_service(service, day)
    if day - bank_holidays().checked_on > YEAR:
        yield Line(
            "directory", "bank holidays", "not compared for a year", "", "bank_holidays.toml"
        )
    for file in sorted(each.name for each in WORDS.iterdir()):
        yield from _of_words(file, day)


def _of_law(topic: str, fact: Fact, day: date) -> Iterator[Line]:
    why = [] if fact.status is Status.IN_FORCE else [str(fact.status)]
    why += ["rests on memory"] if fact.to_check and fact.status is Status.IN_FORCE else []
    why += ["not compared for a year"] if day - fact.checked_on > YEAR else []
    if why:
        look_up = " ".join(fact.to_check) or fact.says
        source = f"{fact.source}, {fact.address}"
        yield Line(topic, f"`{fact.id}` {fact.name}", ", ".join(why), look_up, source)


def _of_service(service: Service, day: date) -> Iterator[Line]:
    why = []
    if service.source_day is None:
        why.append("source without a date")
    elif day - service.source_day > YEAR:
        why.append(f"source of {service.source_day:%B %Y}")
    if service.days_unknown:
        why.append("hours of some days not known")
    if service.checked_on is None or day - service.checked_on > YEAR:
        why.append("not compared for a year")
    if why:
        numbers = ", ".join(each.number for each in service.numbers)
        look_up = " ".join(filter(None, (numbers, *service.notes))) or "That it is still there."
        yield Line("directory", service.name, ", ".join(why), look_up, "; ".join(service.sources))


def _of_words(file: str, day: date) -> Iterator[Line]:
    table = tomllib.loads((WORDS / file).read_text("utf-8"))
    for name, fact in _dated(table, ""):
        why = [] if fact.get("source") or fact.get("sources") else ["no source named"]
        why += ["not compared for a year"] if day - fact["checked_on"] > YEAR else []
        if why:
            says = str(fact.get("says", fact.get("label", "")))
            yield Line(
                f"words/{file}", f"`{name}`", ", ".join(why), says, str(fact.get("source", "-"))
            )


def _dated(value: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 -- TOML
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from _dated(each, f"{name}.{place}")
    elif isinstance(value, dict):
        if isinstance(value.get("checked_on"), date):
            yield str(value.get("id") or value.get("code") or name), value
        for key, each in value.items():
            yield from _dated(each, f"{name}.{key}".strip("."))


def rendered(day: date) -> str:
    """Give the document.

    Args:
        day: as at which.
    """
    found = list(lines(day))
    text = f"{HEAD}{AS_AT}{day.isoformat()}: {len(found)} facts.\n"
    topic = ""
    for line in found:
        if line.topic != topic:
            topic = line.topic
            text += f"\n## {topic}\n\n| fact | why it is listed | look up | source |\n"
            text += "| --- | --- | --- | --- |\n"
        cells = (each.replace("|", "/") for each in line[1:])
        text += f"| {' | '.join(cells)} |\n"
    return text


def stated_day(text: str) -> date:
    """Give the day as at which a document was written.

    Args:
        text: of the document.
    """
    return date.fromisoformat(text.split(f"\n{AS_AT}", 1)[1][: len("2026-11-22")])


if __name__ == "__main__":
    today = datetime.now(UTC).date()  # noqa: TID251  # a command told no day means today
    DOCUMENT.write_text(
        rendered(date.fromisoformat(sys.argv[1]) if sys.argv[1:] else today), "utf-8"
    )
