"""Ordinary arrangements about a child: her own mark, so that they do not count as the behaviour.

The mark is a code in the field `behaviours`, put there and taken away by amendments: it is shown,
dated and undone like any other change, and nothing is deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.clock import now
from holdfast.actions.plan import picks
from holdfast.actions.standing import current_of_kind
from holdfast.knowledge.behaviours import ARRANGEMENT
from holdfast.knowledge.measures import CHILDREN, measures
from holdfast.model.entry import Kind
from holdfast.model.errors import NotThatKindError
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from holdfast.actions.add_entry import Added
    from holdfast.model.entry import JsonValue
    from holdfast.model.moment import Moment
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Hit


def is_arranged(fields: Mapping[str, JsonValue]) -> bool:
    """Say whether an entry has the mark.

    Args:
        fields: as they stand now.
    """
    return ARRANGEMENT in _codes(fields)


def mark_arranged(
    book: OpenCasebook, ref: str, *, marked: bool, clock: Callable[[], datetime] = now
) -> None:
    """Put the mark on an incident, or take it away; nothing happens when it stands so already.

    Args:
        book: the open casebook.
        ref: the incident's id or number.
        marked: whether it is to have the mark.
        clock: the device's.

    Raises:
        NotThatKindError: the entry is no incident.
    """
    current = book.record.current(ref)
    if current.entry.kind is not Kind.INCIDENT:
        raise NotThatKindError
    if is_arranged(current.fields) is marked:
        return
    others = [code for code in _codes(current.fields) if code != ARRANGEMENT]
    changed: list[JsonValue] = [*others, *([ARRANGEMENT] if marked else [])]
    amend(book, ref, NewAmendment(changes={"behaviours": changed or None}), clock=clock)


def note_arranged(
    book: OpenCasebook,
    import_id: str,
    numbers: Sequence[int],
    *,
    clock: Callable[[], datetime] = now,
) -> Added:
    """Write down messages as ordinary arrangements: one entry that names them and has the mark.

    Args:
        book: the open casebook.
        import_id: id of the import that holds them.
        numbers: of the messages in it, at least one.
        clock: the device's.
    """
    chosen = sorted(set(numbers))
    rows = [row for each in chosen for row in book.index.messages(import_id, first=each, last=each)]
    return add_incident(
        book,
        NewIncident(
            happened=_stretch([row.message.happened for row in rows]),
            messages=tuple((import_id, number) for number in chosen),
            behaviours=(ARRANGEMENT,),
        ),
        clock=clock,
    )


def arranged(book: OpenCasebook) -> tuple[Hit, ...]:
    """Give the entries that have the mark and are not withdrawn, the newest first.

    Args:
        book: the open casebook.
    """
    wanted = Filter(kinds=frozenset({Kind.INCIDENT}), behaviour=ARRANGEMENT)
    return tuple(book.index.timeline(wanted, limit=max(1, book.record.size)))


def has_children(book: OpenCasebook) -> bool:
    """Say whether she wrote of a child, so that she is asked about arrangements only then.

    Args:
        book: the open casebook.
    """
    people = current_of_kind(book, Kind.PERSON)
    return (
        any(each.fields.get("role") == "child" for each in people)
        or bool(arranged(book))
        or bool(picks(book, CHILDREN, (each.id for each in measures(CHILDREN))))
    )


def arranged_messages(book: OpenCasebook, import_id: str) -> Mapping[int, str]:
    """Give the messages of an import that are in an entry with the mark: number and that entry.

    Args:
        book: the open casebook.
        import_id: id of the import.
    """
    found: dict[int, str] = {}
    for hit in arranged(book):
        pairs = book.record.current(hit.entry).fields.get("messages")
        for pair in pairs if isinstance(pairs, list) else []:
            if isinstance(pair, list) and pair[:1] == [import_id]:
                found[int(str(pair[1]))] = hit.entry
    return found


def _stretch(moments: Sequence[Moment]) -> Moment:
    """Give the time of the first, up to the last; as stated, nothing added."""
    timed = sorted((each for each in moments if each.stated), key=lambda each: each.order_key)
    if not timed:
        return UNKNOWN_MOMENT
    first, last = timed[0], timed[-1]
    return first if last.stated == first.stated else first._replace(until=last.stated)


def _codes(fields: Mapping[str, JsonValue]) -> tuple[str, ...]:
    value = fields.get("behaviours")
    return tuple(map(str, value)) if isinstance(value, list) else ()
