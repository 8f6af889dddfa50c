"""Say something more, or differently: an amendment stands beside what was written, not over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import Added, append_with_files, check_choices
from holdfast.actions.clock import now
from holdfast.model.entry import AMENDABLE, FIELDS, Kind
from holdfast.model.errors import NothingSaidError, NotThatKindError
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

CAN_BE_AMENDED = (Kind.INCIDENT, Kind.PERSON, Kind.CONTACT, Kind.ORDER)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAmendment:
    """What is to be said differently."""

    changes: Mapping[str, JsonValue] = field(default_factory=dict, repr=False)
    """New values by field; None takes a value back."""

    files: Sequence[Received] = field(default=(), repr=False)
    """Added to those that the entry names."""

    why: str | None = field(default=None, repr=False)
    """The person's reason, in her words."""


def amend(
    book: OpenCasebook,
    ref: str,
    amendment: NewAmendment,
    *,
    clock: Callable[[], datetime] = now,
) -> Added:
    """Give fields of an entry a new value; the old one stays readable.

    Args:
        book: the open casebook.
        ref: the entry's id, or its number.
        amendment: what is to change.
        clock: the device's.

    Returns:
        The amendment.

    Raises:
        NotThatKindError: entries of that kind, or those fields, cannot be amended.
        NothingSaidError: nothing would change.
    """
    current = book.record.current(ref)
    kind, changes = current.entry.kind, amendment.changes
    allowed = set(FIELDS[kind]) & set(AMENDABLE)
    if kind not in CAN_BE_AMENDED or not allowed.issuperset(changes):
        raise NotThatKindError
    check_choices(dict(changes))
    changed = {name: value for name, value in changes.items() if value != current.fields.get(name)}
    if amendment.files and "exhibits" not in changed:
        changed["exhibits"] = current.fields.get("exhibits") or []
    if not changed:
        raise NothingSaidError
    fields: dict[str, JsonValue] = {
        **changed,
        "of": current.entry.id,
        "why": amendment.why,
        "changed": [*sorted(changed)],
    }
    return append_with_files(book, Draft(Kind.AMENDMENT, fields), amendment.files, clock=clock)
