"""How measures are put before her: what, why, how, what to mind, and what she said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.plan import PickState, picks
from holdfast.knowledge.law import Freshness, Status
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.knowledge.law import Fact
    from holdfast.web.visit import Visit

LINKED = {
    "safe-online", "trusted", "find-help", "my-orders", "orders", "take-in", "record", "add",
}  # fmt: skip
"""Pages that a measure may lead to, each with its words in `web_measures.toml`."""


def measure_rows(visit: Visit, topic: str, shown: Sequence[Fact]) -> list[dict[str, object]]:
    """Give measures as the pages show them.

    Args:
        visit: hers; a page that is not built is not linked.
        topic: of the measures.
        shown: which.
    """
    picked = picks(visit.book, topic, (each.id for each in shown))
    said, today = words("web_measures"), now().date()
    labels = said.table("links")
    return [
        {
            "id": each.id,
            "topic": topic,
            "name": each.name,
            "says": each.says,
            "why": each.more.text("why"),
            "how": each.more.texts("how"),
            "mind": each.more.texts("mind"),
            "links": [
                (name, labels.text(name))
                for name in each.more.texts("links")
                if name in LINKED and name in visit.shell.routes
            ],
            "law": each.law,
            "source": each.source,
            "address": each.address,
            "checked": said.text(
                "not_compared" if each.status is Status.NOT_CONFIRMED else "checked"
            ).format(day=f"{each.checked_on:%-d %B %Y}"),
            "is_confirmed": each.status is not Status.NOT_CONFIRMED,
            "is_stale": each.freshness(today) is Freshness.STALE,
            "to_check": each.to_check,
            "state": str(picked[each.id].state) if each.id in picked else "",
            "note": picked[each.id].note if each.id in picked else "",
        }
        for each in shown
    ]


def states_said(visit: Visit, topic: str, shown: Sequence[Fact]) -> str:
    """Say how many of some measures she wants and has done; empty when she picked none.

    Args:
        visit: hers.
        topic: of the measures.
        shown: which.
    """
    states = [each.state for each in picks(visit.book, topic, (each.id for each in shown)).values()]
    said = words("web_measures")
    counts = ((PickState.WANT, "count_want"), (PickState.DONE, "count_done"))
    return " ".join(
        said.text(key).format(n=states.count(state)) for state, key in counts if state in states
    )
