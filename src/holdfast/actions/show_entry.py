"""One entry with all that became of it: amendments, withdrawal, readings, files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.account import FileAccount, account_of, latest_reading
from holdfast.actions.list_entries import EntryRow, row_of
from holdfast.actions.standing import Standing
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NoSuchEntryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """An entry and its history."""

    row: EntryRow
    """As a list shows it."""

    entry: Entry
    """As it was written."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """As it stands now."""

    history: tuple[Entry, ...]
    """Everything written about it later, in order."""

    withdrawn: Entry | None = None
    """The withdrawal in force."""

    account: FileAccount | None = None
    """Of a file: what was read from it."""

    exhibits: tuple[Entry, ...] = ()
    """The files it names, those that still open."""


def show_entry(book: OpenCasebook, ref: str) -> Shown:
    """Give one entry with its history.

    Args:
        book: the open casebook.
        ref: its id, the first eight or more digits of it, or its number.
    """
    current = book.record.current(ref)
    entry = current.entry
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    reading = latest_reading(about)
    history = {each.sequence: each for each in (*current.history, *about)}
    standing = Standing(
        entry=entry,
        fields=current.fields,
        withdrawn=current.withdrawn is not None,
        amended=len(current.amendments),
        reading=reading,
    )
    row = row_of(standing)
    is_file = entry.kind in {Kind.EXHIBIT, Kind.IMPORT}
    return Shown(
        row=row,
        entry=entry,
        fields=current.fields,
        history=tuple(history[sequence] for sequence in sorted(history)),
        withdrawn=current.withdrawn,
        account=account_of(entry, reading) if is_file else None,
        exhibits=_exhibits(book, row.exhibits),
    )


def _exhibits(book: OpenCasebook, ids: tuple[str, ...]) -> tuple[Entry, ...]:
    found = []
    for each in ids:
        try:
            found.append(book.record.entry(each))
        except NoSuchEntryError:
            continue  # shredded since; its number in the log still tells that it was there
    return tuple(found)
