"""How a fact is put before her: where it comes from, when it was checked, what is not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.law import Freshness, Status
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from datetime import date

    from holdfast.knowledge.law import Fact


def source_lines(fact: Fact, today: date) -> dict[str, object]:
    """Give what a page shows below a fact.

    Args:
        fact: any.
        today: the day it is read on.
    """
    said = words("steps")
    is_sure = fact.status is not Status.NOT_CONFIRMED
    return {
        "source": fact.source,
        "address": fact.address,
        "checked": said.text("checked").format(day=f"{fact.checked_on:%-d %B %Y}")
        if is_sure
        else "",
        "not_confirmed": "" if is_sure else said.text("not_confirmed"),
        "stale": said.text("stale") if fact.freshness(today) is Freshness.STALE else "",
        "to_check": " ".join((said.text("to_check"), *fact.to_check)) if fact.to_check else "",
    }
