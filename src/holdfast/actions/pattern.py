"""What the record shows taken together, from every incident that is not withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.list_entries import mentioned
from holdfast.actions.standing import standing
from holdfast.insight.pattern import IncidentSeen, Pattern, find_pattern
from holdfast.knowledge.behaviours import ARRANGEMENT, behaviours
from holdfast.model.entry import Kind, is_contributed
from holdfast.model.moment import Moment
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook


def show_pattern(book: OpenCasebook, *, names: frozenset[str] | None = None) -> Pattern:
    """Put the record's incidents together.

    Args:
        book: the open casebook.
        names: only incidents that mention one of these; all when left out.

    Returns:
        What she wrote down herself. What others wrote of it is another account of the same, and is
        not counted twice.
    """
    law = {code: each.law for code, each in behaviours().items()}
    seen = [
        _seen(each.entry.id, each.fields)
        for each in standing(book)
        if each.entry.kind is Kind.INCIDENT
        and not each.withdrawn
        and not is_contributed(each.fields)
        and (names is None or names & mentioned(each.fields))
    ]
    return find_pattern(seen, law)


def accounts_by_others(book: OpenCasebook) -> tuple[str, ...]:
    """Give the ids of what others wrote and sealed, which is not counted among what happened.

    Args:
        book: the open casebook.
    """
    wanted = Filter(kinds=frozenset({Kind.INCIDENT}), by_others=True)
    hits = book.index.timeline(wanted, limit=max(1, book.record.size))
    return tuple(sorted(hit.entry for hit in hits))


def _seen(entry: str, fields: Mapping[str, JsonValue]) -> IncidentSeen:
    feared = fields.get("feared")
    return IncidentSeen(
        entry=entry,
        happened=Moment.from_json(fields.get("happened")),
        behaviours=_texts(fields.get("behaviours")),
        feared=feared if isinstance(feared, str) else None,
        feared_for=_texts(fields.get("feared_for")),
        has_effect=bool(fields.get("effect")),
        has_witness=bool(fields.get("witnesses")),
        is_arrangement=ARRANGEMENT in _texts(fields.get("behaviours")),
    )


def _texts(value: JsonValue) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()
