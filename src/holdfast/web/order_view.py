"""How the guide to orders is put before her: by what is said of each order, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.insight.orders import Fit
from holdfast.knowledge.law import Freshness, Status
from holdfast.knowledge.order_words import guide_says, guide_word

if TYPE_CHECKING:
    from datetime import date

    from holdfast.actions.orders import OrderSeen, OrdersSeen

WORD_OF = {Fit.MAY: "may", Fit.DEPENDS: "depends", Fit.OTHER: "other"}
SENTENCES = ("lasts", "cost", "breach", "start")
LISTS = ("evidence", "ask")


def order_groups(seen: OrdersSeen, today: date) -> list[dict[str, object]]:
    """Give the orders as the page shows them, those that may fit first.

    Args:
        seen: the guide.
        today: the day it is read on.
    """
    groups: list[dict[str, object]] = []
    for fit, word in WORD_OF.items():
        here = [_shown(each, today) for each in seen.orders if each.finding.fit is fit]
        if here:
            title = guide_word("fit", word)
            groups.append({"title": title, "orders": here, "is_open": fit is Fit.MAY})
    return groups


def _shown(seen: OrderSeen, today: date) -> dict[str, object]:
    fact, more = seen.fact, seen.fact.more
    pairs = [(guide_says("who_asks"), more.text("asks"))]
    pairs += [(guide_says(key), more.text(key)) for key in SENTENCES]
    return {
        "name": fact.name,
        "says": fact.says,
        "why": [guide_word("why", code) for code in seen.finding.why],
        "pairs": pairs,
        "lists": [(guide_says(key), more.texts(key)) for key in LISTS],
        "held": [(guide_word("record", need), each) for need, each in seen.held.items()],
        "missing": [guide_word("record", need) for need in seen.missing],
        "law": fact.law,
        "address": fact.address,
        "status": guide_word("status", fact.status),
        "is_pilot": fact.status is Status.PILOT,
        "checked": guide_says("checked", day=f"{fact.checked_on:%-d %B %Y}"),
        "is_stale": fact.freshness(today) is Freshness.STALE,
        "to_check": fact.to_check,
    }
