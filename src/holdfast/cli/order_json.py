"""The guide to orders as `orders --json` prints it: ids, words, sources, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.law import Fact, Jurisdiction, facts
from holdfast.knowledge.order_words import guide_says, guide_word

if TYPE_CHECKING:
    from datetime import date

    from holdfast.actions.orders import OrderSeen, OrdersSeen
    from holdfast.model.entry import JsonValue


def guide_to_json(seen: OrdersSeen, today: date) -> dict[str, JsonValue]:
    """Give the guide as a document.

    Args:
        seen: the guide for one set of answers.
        today: the day it is read on.
    """
    ties = facts(Jurisdiction.ENGLAND_WALES, "relationships")
    held: list[JsonValue] | None = None if seen.in_record is None else [*seen.in_record]
    return {
        "jurisdiction": str(Jurisdiction.ENGLAND_WALES),
        "researched": True,
        "as_at": today.isoformat(),
        "danger": guide_says("danger"),
        "not_advice": guide_says("not_advice"),
        "first": [_word("first", code) for code in seen.guide.first],
        "relationship": [
            {**fact_to_json(ties[name], today), "holds": str(holds)}
            for name, holds in (
                ("associated", seen.guide.associated),
                ("connected", seen.guide.connected),
            )
        ],
        "orders": [_order(each, today) for each in seen.orders],
        "in_record": held,
    }


def fact_to_json(fact: Fact, today: date) -> dict[str, JsonValue]:
    """Give one fact of the law with its source and dates.

    Args:
        fact: any.
        today: the day it is read on.
    """
    return {
        "id": fact.id,
        "name": fact.name,
        "says": fact.says,
        "law": fact.law,
        "source": fact.source,
        "address": fact.address,
        "checked_on": fact.checked_on.isoformat(),
        "valid_from": fact.valid_from.isoformat(),
        "valid_to": None if fact.valid_to is None else fact.valid_to.isoformat(),
        "last_evidence": None if fact.last_evidence is None else fact.last_evidence.isoformat(),
        "status": str(fact.status),
        "freshness": str(fact.freshness(today)),
        "applies_in": [*fact.applies_in],
        "to_check": [*fact.to_check],
    }


def _order(seen: OrderSeen, today: date) -> dict[str, JsonValue]:
    more = seen.fact.more
    return {
        **fact_to_json(seen.fact, today),
        "fit": str(seen.finding.fit),
        "why": [_word("why", code) for code in seen.finding.why],
        "who_asks": [*more.texts("who_asks")],
        **{key: more.text(key) for key in ("asks", "lasts", "cost", "breach", "breach_is")},
        **{key: [*more.texts(key)] for key in ("evidence", "ask")},
        "start": more.text("start"),
        "held": {need: [*entries] for need, entries in seen.held.items()},
        "missing": [*seen.missing],
    }


def _word(group: str, code: str) -> dict[str, JsonValue]:
    return {"id": code, "says": guide_word(group, code)}
