"""Quiet notes of how she is: in the drawer, really deletable; into the record only by her own act.

Nothing here adds up, compares or judges: a note is her words, a word she may pick, and when.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.clock import now
from holdfast.model.entry import Kind
from holdfast.model.errors import NothingSaidError, NotThatKindError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdfast.actions.add_entry import Added
    from holdfast.vault.casebook import OpenCasebook

ROW = "feelings/"
HOWS = ("very-hard", "hard", "in-between", "all-right", "good")
"""Words she may pick; their order is that of the form and means nothing else."""

RANDOM_BYTES = 4
GAP = "\n\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One note."""

    id: str
    """Names its row in the drawer."""

    at: str
    """When it was written, by the device's clock, ISO 8601."""

    words: str = field(default="", repr=False)
    """Hers."""

    how: str = ""
    """One of `HOWS`; empty when she left it."""

    about: str = ""
    """Id of an incident; empty when it is about none."""


def write_note(
    book: OpenCasebook,
    words: str,
    *,
    how: str = "",
    about: str = "",
    clock: Callable[[], datetime] = now,
) -> Note:
    """Lay a note into the drawer.

    Args:
        book: open.
        words: hers; may be empty when she picked a word.
        how: one of `HOWS`; anything else counts as left out.
        about: id of an incident, or empty.
        clock: the device's.

    Raises:
        NothingSaidError: there is neither.
    """
    picked = how if how in HOWS else ""
    if not (words.strip() or picked):
        raise NothingSaidError
    at = clock().isoformat(timespec="seconds")
    note = Note(
        id=f"{at}-{secrets.token_hex(RANDOM_BYTES)}",
        at=at,
        words=words.strip(),
        how=picked,
        about=about,
    )
    book.drawer.put(
        ROW + note.id, {"at": at, "words": note.words, "how": note.how, "about": note.about}
    )
    return note


def notes(book: OpenCasebook) -> tuple[Note, ...]:
    """Give every note, the newest first.

    Args:
        book: open.
    """
    found = [find_note(book, row.removeprefix(ROW)) for row in book.drawer.names(ROW)]
    return tuple(sorted((each for each in found if each), key=lambda each: each.id, reverse=True))


def find_note(book: OpenCasebook, name: str) -> Note | None:
    """Give one note; None when there is none of that id.

    Args:
        book: open.
        name: its id.
    """
    stored = book.drawer.get(ROW + name)
    if not isinstance(stored, dict):
        return None
    texts = {key: str(stored.get(key, "")) for key in ("at", "words", "how", "about")}
    return Note(id=name, **texts)


def burn_note(book: OpenCasebook, name: str) -> None:
    """Destroy a note.

    Args:
        book: open.
        name: its id; nothing happens when there is none.
    """
    book.drawer.delete(ROW + name)


def burn_notes(book: OpenCasebook) -> None:
    """Destroy every note.

    Args:
        book: open.
    """
    for row in book.drawer.names(ROW):
        book.drawer.delete(row)


def say_in_record(book: OpenCasebook, entry: str, words: str, why: str) -> Added:
    """Add words to how an incident made her feel; what stood there before stays readable.

    Args:
        book: open.
        entry: id of the incident.
        words: hers, as they are to stand there.
        why: where they come from, and when they were written.

    Returns:
        The amendment.

    Raises:
        NothingSaidError: there are no words.
        NotThatKindError: the entry is no incident.
    """
    current = book.record.current(entry)
    if current.entry.kind is not Kind.INCIDENT:
        raise NotThatKindError
    if not words.strip():
        raise NothingSaidError
    before = str(current.fields.get("felt") or "")
    felt = GAP.join(each for each in (before, words.strip()) if each)
    return amend(book, entry, NewAmendment(changes={"felt": felt}, why=why))
