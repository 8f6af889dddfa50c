"""Answers that wait for a file to be read again: which of them were cut off before they counted.

Reading again may take as long as an import, and a lock or a failing battery ends it as it ends one.
What was read before stands then as it was; so that the answer is not lost without a word, it lies
in the drawer until the new reading is saved.
"""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from holdfast.actions.answer import latest_answers
from holdfast.model.errors import HoldfastError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from holdfast.model.entry import Entry, JsonValue
    from holdfast.vault.casebook import OpenCasebook

PREFIX = "answering/"
ID_BYTES = 8


def note_answering(book: OpenCasebook, entry_id: str, answers: Mapping[str, str]) -> str:
    """Note that a file is about to be read again.

    Args:
        book: the open casebook.
        entry_id: of the file.
        answers: choices by question id.

    Returns:
        The note's name; it is deleted once the answers count, or are not wanted any more.
    """
    name = PREFIX + token_hex(ID_BYTES)
    book.drawer.put(name, {"entry": entry_id, "answers": dict(answers)})
    return name


def not_used(book: OpenCasebook, running: Collection[str] = ()) -> dict[str, Entry]:
    """Give the files that were not read again, since that was cut off.

    Args:
        book: the open casebook.
        running: names of the notes of readings that still run.

    Returns:
        The entry of each file by name of the note; notes of answers that count are removed.
    """
    found = {}
    for name in book.drawer.names(PREFIX):
        if name in running:
            continue
        entry = _waiting(book, book.drawer.get(name))
        if entry is None:
            book.drawer.delete(name)
        else:
            found[name] = entry
    return found


def _waiting(book: OpenCasebook, note: JsonValue) -> Entry | None:
    """Give the file whose answers do not count yet, None when they do or it is there no more."""
    if not isinstance(note, dict):
        return None
    said = note.get("answers")
    try:
        entry = book.record.entry(str(note.get("entry")))
        counting = latest_answers(book, entry)
    except HoldfastError:
        return None
    wanted = said if isinstance(said, dict) else {}
    return entry if any(counting.get(name) != each for name, each in wanted.items()) else None
