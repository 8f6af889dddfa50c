"""What stands under a fact on the command line: how sure it is, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.law import Freshness, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from holdfast.knowledge.law import Fact
    from holdfast.knowledge.table import Table


def fact_foot(said: Table, fact: Fact, today: date) -> Iterator[str]:
    """Give the lines under a fact: doubts first, then source, day and address.

    Args:
        said: words with `not_confirmed`, `to_check`, `stale`, `checked`, `not_compared`, `source`.
        fact: what was said.
        today: the day.
    """
    is_sure = fact.status is not Status.NOT_CONFIRMED
    if not is_sure:
        yield f"  {said.text('not_confirmed')}"
    if fact.to_check:
        yield f"  {said.text('to_check')} {' '.join(fact.to_check)}"
    if fact.freshness(today) is Freshness.STALE:
        yield f"  {said.text('stale')}"
    checked = said.text("checked" if is_sure else "not_compared").format(
        day=fact.checked_on.isoformat()
    )
    yield f"  {said.text('source')} {fact.source}. {checked}"
    yield f"  {fact.address}"
