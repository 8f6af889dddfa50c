"""Take an entry out of sight, bring it back, or destroy at once what must not be kept at all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import AlreadyWithdrawnError, NotThatKindError, NotWithdrawnError
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.vault.casebook import OpenCasebook

FORBIDDEN_IMAGE = "sexual-image-of-a-child"
"""Why such an entry was withdrawn; the code, so that no words about it are kept."""

CANNOT_BE_WITHDRAWN = (Kind.WITHDRAWAL, Kind.UNDO, Kind.READING)


def withdraw(
    book: OpenCasebook,
    ref: str,
    *,
    why: str | None = None,
    clock: Callable[[], datetime] = now,
) -> Entry:
    """Hide an entry from now on; it is destroyed only after a delay, and can come back until then.

    Args:
        book: the open casebook.
        ref: the entry's id, or its number.
        why: the person's reason.
        clock: the device's.

    Returns:
        The withdrawal; its `shred_after` says when the entry will be destroyed.

    Raises:
        NotThatKindError: it is itself a withdrawal or an undoing.
        AlreadyWithdrawnError: it is withdrawn.
    """
    current = book.record.current(ref)
    if current.entry.kind in CANNOT_BE_WITHDRAWN:
        raise NotThatKindError
    if current.withdrawn is not None:
        raise AlreadyWithdrawnError
    fields = {"of": current.entry.id, "why": why}
    logged = book.record.append([Draft(Kind.WITHDRAWAL, fields)], clock=clock)
    book.index.catch_up()
    return logged[0].entry


def undo(
    book: OpenCasebook,
    ref: str,
    *,
    why: str | None = None,
    clock: Callable[[], datetime] = now,
) -> Entry:
    """Bring a withdrawn entry back, or take an amendment back.

    Args:
        book: the open casebook.
        ref: the withdrawn entry, its withdrawal, or an amendment.
        why: the person's reason.
        clock: the device's.

    Returns:
        The undoing.

    Raises:
        NotWithdrawnError: there is nothing to undo.
    """
    entry = book.record.entry(ref)
    if entry.kind is Kind.WITHDRAWAL:
        entry = book.record.entry(entry.text("of"))
    if entry.kind is Kind.AMENDMENT:
        of = book.record.current(entry.text("of"))
        if entry.id not in {each.id for each in of.amendments}:
            raise NotWithdrawnError
    elif book.record.current(entry.id).withdrawn is None:
        raise NotWithdrawnError
    logged = book.record.append([Draft(Kind.UNDO, {"of": entry.id, "why": why})], clock=clock)
    book.index.catch_up()
    return logged[0].entry


def shred_after(withdrawal: Entry) -> datetime:
    """Give when a withdrawn entry will be destroyed.

    Args:
        withdrawal: as `withdraw` gives it.
    """
    return datetime.fromisoformat(withdrawal.text("shred_after"))


def purge_forbidden_image(
    book: OpenCasebook, ref: str, *, clock: Callable[[], datetime] = now
) -> tuple[str, ...]:
    """Destroy at once what the person says is a sexual image of somebody under 18.

    The program never judges this itself. The container that it came in goes too, for it holds the
    same bytes. No words about it are kept but the code of the reason.

    Args:
        book: the open casebook.
        ref: the exhibit's id, or its number.
        clock: the device's.

    Returns:
        Ids of the entries that were destroyed.

    Raises:
        NotThatKindError: the entry holds no file.
    """
    entry = book.record.entry(ref)
    if entry.kind not in {Kind.EXHIBIT, Kind.IMPORT}:
        raise NotThatKindError
    ids = [entry.id, *withdrawn_along(book, entry)]
    at_once = clock().isoformat(timespec="milliseconds")
    book.record.append(
        [
            Draft(Kind.WITHDRAWAL, {"of": each, "why": FORBIDDEN_IMAGE, "shred_after": at_once})
            for each in ids
        ],
        clock=clock,
    )
    book.shred_due(clock())
    return tuple(ids)


def withdrawn_along(book: OpenCasebook, entry: Entry) -> list[str]:
    """Give the containers that a file came in, which hold the same bytes.

    Args:
        book: the open casebook.
        entry: of the file.

    Returns:
        Their ids, the nearest first.
    """
    part_of = entry.fields.get("part_of")
    found: list[str] = []
    while isinstance(part_of, list) and part_of:
        container = book.record.entry(str(part_of[0]))
        found.append(container.id)
        part_of = container.fields.get("part_of")
    return found
