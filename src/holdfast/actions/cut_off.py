"""Imports that were cut off: which files they had not taken in when the casebook closed.

A lock ends the process, and so does a failing battery. What was logged by then is there; the rest
of what had been sealed is swept away. So that nothing is missing without a word, an import lays the
names of its files into the drawer before it begins, and takes them out when it has ended well.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from holdfast.actions.containers import Container
from holdfast.model.errors import HoldfastError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

PREFIX = "take-in/"
ID_BYTES = 8
_CONTAINERS = frozenset(each.value for each in Container)


def note_begun(book: OpenCasebook, sources: Iterable[Received]) -> str:
    """Note that files are about to be taken in.

    Args:
        book: the open casebook.
        sources: the files.

    Returns:
        The note's name, for `note_ended`.
    """
    name = PREFIX + token_hex(ID_BYTES)
    rows: list[JsonValue] = [[each.name, each.kept.sha256 if each.kept else ""] for each in sources]
    book.drawer.put(name, rows)
    return name


def note_ended(book: OpenCasebook, names: Iterable[str]) -> None:
    """Note that the files came in, or that she knows that they did not.

    Args:
        book: the open casebook.
        names: of notes.
    """
    for name in names:
        book.drawer.delete(name)


def cut_off(book: OpenCasebook, running: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """Give the names of files that imports which were cut off may not have taken in whole.

    Args:
        book: the open casebook.
        running: names of the notes of imports that still run.

    Returns:
        By name of the note; notes of which every file is there are removed.
    """
    found = {}
    for name in book.drawer.names(PREFIX):
        if name in running:
            continue
        missing = tuple(_missing(book, book.drawer.get(name)))
        if missing:
            found[name] = missing
        else:
            book.drawer.delete(name)
    return found


def _missing(book: OpenCasebook, rows: JsonValue) -> Iterable[str]:
    for row in rows if isinstance(rows, list) else []:
        name, sha256 = map(str, row) if isinstance(row, list) else (str(row), "")
        holder = book.record.held_by(sha256) if sha256 else None
        if holder is None or not _is_whole(book, holder):
            yield name


def _is_whole(book: OpenCasebook, holder: str) -> bool:
    """Tell whether a file that is held is surely there with all that is in it."""
    try:
        return book.record.entry(holder).text("format") not in _CONTAINERS
    except HoldfastError:
        return True
