"""`holdfast safety --part online`: the safe order, topics and guides to sites, as data.

The command line is for somebody who helps: everything is printed, the order first, and each step
says after which stage it comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.plan import picks
from holdfast.actions.safe_online import offers
from holdfast.cli.answer import Answer
from holdfast.cli.fact_lines import fact_foot
from holdfast.cli.order_json import fact_to_json
from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.law import Jurisdiction
from holdfast.knowledge.measures import ONLINE
from holdfast.knowledge.safe_online import CHANGE, LOOK, REMOVE, platforms, stages, topics
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from holdfast.actions.safe_online import Offer
    from holdfast.knowledge.law import Fact
    from holdfast.knowledge.table import Table
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

AFTER = {"look": LOOK, "change": CHANGE, "remove": REMOVE}
"""Parts of a topic, and the stage after which each comes."""

GUIDE_AFTER = {"download": LOOK, "report": LOOK, "settings": CHANGE}
TOPIC_TEXTS = ("notices", "tells", "tells_not")
GUIDE_TEXTS = ("holds", "holds_not", "takes", "notices", "blocking")


def online_lists(today: date, book: OpenCasebook | None = None) -> Answer:
    """Give the stages, topics and guides; with a casebook, what fits it first.

    Args:
        today: the day.
        book: the open casebook, when a key was given.
    """
    found = offers(book) if book else ()
    picked = {
        name: str(each.state)
        for name, each in (picks(book, ONLINE, topics()) if book else {}).items()
    }
    said = words("web_safe_online")
    document: dict[str, JsonValue] = {
        "jurisdiction": str(Jurisdiction.ENGLAND_WALES),
        "researched": True,
        "as_at": today.isoformat(),
        "danger": said.text("danger"),
        "stages": [_stage_to_json(each, today) for each in stages().values()],
        "offered": [_offer_to_json(each) for each in found] if book else None,
        "topics": [
            _parts_to_json(each, today, (*TOPIC_TEXTS, "corrected"), AFTER)
            | {"state": picked.get(each.id) if book else None}
            for each in topics().values()
        ],
        "guides": [
            _parts_to_json(each, today, GUIDE_TEXTS, GUIDE_AFTER)
            | {"readers": [*each.more.texts("reader")]}
            for each in platforms().values()
        ],
    }
    return Answer(document=document, lines=tuple(_lines(said, found, picked, today)))


def _stage_to_json(fact: Fact, today: date) -> dict[str, JsonValue]:
    return {**fact_to_json(fact, today), "do": [*fact.more.texts("do")]}


def _offer_to_json(offer: Offer) -> dict[str, JsonValue]:
    return {
        "id": offer.topic,
        "because": [{"behaviour": code, "entry": entry} for code, entry in offer.because],
    }


def _parts_to_json(
    fact: Fact, today: date, texts: tuple[str, ...], after: Mapping[str, str]
) -> dict[str, JsonValue]:
    more = fact.more
    return {
        **fact_to_json(fact, today),
        **{name: more.text_or_empty(name) or None for name in texts},
        **{name: {"after": stage, "lines": [*more.texts(name)]} for name, stage in after.items()},
    }


def _lines(
    said: Table, found: tuple[Offer, ...], picked: Mapping[str, str], today: date
) -> Iterator[str]:
    yield said.text("danger")
    yield said.text("lead")
    yield ""
    yield f"{said.text('order_heading')}:"
    for number, stage in enumerate(stages().values(), start=1):
        yield ""
        yield f"{number}. {stage.name}  ({stage.id})"
        yield f"  {stage.says}"
        yield from (f"  - {line}" for line in stage.more.texts("do"))
    if found:
        yield ""
        yield f"{said.text('offered_heading')}:"
        yield said.text("offered_lead")
    for offer in found:
        because = ", ".join(behaviours()[code].says for code, _ in offer.because)
        yield f"- {topics()[offer.topic].name}  ({offer.topic})"
        yield f"  {said.text('because')} {because}"
    yield ""
    yield f"{said.text('topics_heading')}:"
    for topic in topics().values():
        yield ""
        yield from _topic_lines(said, topic, picked.get(topic.id, ""), today)
    yield ""
    yield f"{said.text('platforms_heading')}:"
    yield said.text("platforms_lead")
    for guide in platforms().values():
        yield ""
        yield from _guide_lines(said, guide, today)


def _topic_lines(said: Table, fact: Fact, state: str, today: date) -> Iterator[str]:
    yield f"- {fact.name}  ({fact.id})"
    if state:
        yield f"  {said.table('picks').text(state)}"
    yield f"  {fact.says}"
    if corrected := fact.more.text_or_empty("corrected"):
        yield f"  {said.text('corrected')}: {corrected}"
    labels = (said.text("says_notices"), said.text("says_shows"), said.text("says_shows_not"))
    for label, name in zip(labels, TOPIC_TEXTS, strict=True):
        yield f"  {label}: {fact.more.text(name)}"
    yield from _part_lines(said, fact, AFTER)
    yield from fact_foot(said, fact, today)


def _guide_lines(said: Table, fact: Fact, today: date) -> Iterator[str]:
    yield f"- {fact.name}  ({fact.id})"
    labels = ("holds", "holds_not", "takes", "says_notices", "blocking")
    for label, name in zip(labels, GUIDE_TEXTS, strict=True):
        yield f"  {said.text(label)}: {fact.more.text(name)}"
    yield from _part_lines(said, fact, GUIDE_AFTER)
    yield from fact_foot(said, fact, today)


def _part_lines(said: Table, fact: Fact, after: Mapping[str, str]) -> Iterator[str]:
    for name, stage in after.items():
        if fact.more.texts(name):
            when = said.text("after").format(n=list(stages()).index(stage) + 1)
            yield f"  {said.table('parts').text(name)} ({when}):"
            yield from (f"  - {line}" for line in fact.more.texts(name))
