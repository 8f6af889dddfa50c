"""Imports that have ended and whose account nobody has looked at yet.

One that goes on behind the lock may end while she is away, and with it the process that knows its
account. So that she is told, an import lays down in the drawer what came in; the page that shows it
takes the note away.
"""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from holdfast.actions.account import FileAccount, account_of, latest_reading
from holdfast.actions.afterwards import complete
from holdfast.model.entry import Entry
from holdfast.model.errors import HoldfastError, NoSuchEntryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

PREFIX = "took-in/"
ID_BYTES = 8
MOST_ROWS = 1_000
"""Files that a note names; a longer import is only counted, and stands in the record."""


def note_done(book: OpenCasebook, accounts: Iterable[FileAccount]) -> str:
    """Note what came in, until she has looked at it.

    Args:
        book: the open casebook.
        accounts: of the files, in order.

    Returns:
        The note's name, for `note_looked_at`.
    """
    name = PREFIX + token_hex(ID_BYTES)
    rows: list[JsonValue] = [_row(each) for each in accounts]
    book.drawer.put(name, {"files": len(rows), "rows": rows if len(rows) <= MOST_ROWS else []})
    return name


def note_looked_at(book: OpenCasebook, names: Iterable[str]) -> None:
    """Note that she has seen what came in.

    Args:
        book: the open casebook.
        names: of notes.
    """
    for name in names:
        book.drawer.delete(name)


def not_looked_at(book: OpenCasebook) -> tuple[str, ...]:
    """Give the names of the notes of imports that she has not looked at, in no order.

    Args:
        book: the open casebook.
    """
    return book.drawer.names(PREFIX)


def accounts_in(book: OpenCasebook, names: Iterable[str]) -> list[FileAccount]:
    """Give the accounts of imports again, as the record has them now.

    Args:
        book: the open casebook.
        names: of their notes.

    Returns:
        None of an import that was too long to name its files.
    """
    found = []
    for name in names:
        note = book.drawer.get(name)
        rows = note.get("rows") if isinstance(note, dict) else None
        if isinstance(rows, list):
            found += [_account(book, row) for row in rows if isinstance(row, dict)]
    return complete(book, found)


def _row(account: FileAccount) -> JsonValue:
    return {
        "name": account.name,
        "path": account.path,
        "format": account.format,
        "entry": account.entry,
        "held": account.already_held,
        "inside": [each.entry for each in account.inside if each.entry],
        "notes": list(account.notes),
        "error": account.error,
    }


def _account(book: OpenCasebook, row: dict[str, JsonValue]) -> FileAccount:
    """Give one account again; of a file that is there no more only that it was."""
    name, path, kind, entry, error = (
        str(row.get(key) or "") for key in ("name", "path", "format", "entry", "error")
    )
    bare = FileAccount(name=name, path=path, sha256="", size_bytes=0, format=kind, error=error)
    if not entry:
        return bare
    read = _read(book, entry)
    if read is None:
        return replace(bare, error=NoSuchEntryError.code)
    inside = (_read(book, each) for each in _texts(row.get("inside")))
    return replace(
        read,
        path=path,
        already_held=bool(row.get("held")),
        inside=tuple(each for each in inside if each is not None),
        notes=_texts(row.get("notes")),
    )


def _read(book: OpenCasebook, entry_id: str) -> FileAccount | None:
    try:
        entry = book.record.entry(entry_id)
    except HoldfastError:
        return None
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    return account_of(entry, latest_reading(about))


def _texts(value: JsonValue) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
