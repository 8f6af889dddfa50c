"""Which exhibit a message's attachment is: the file of that name that came in the same zip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.entry import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.vault.casebook import OpenCasebook

FILES = (Kind.EXHIBIT, Kind.IMPORT)


def find_attachments(book: OpenCasebook, import_id: str) -> Mapping[str, str]:
    """Give the exhibits that messages of an import can have as attachments.

    Args:
        book: the open casebook.
        import_id: of the import.

    Returns:
        Id of the entry by file name as written in the messages. From the same zip where the chat
        came in one; from the whole record, if only one file has that name, where it did not, or
        where the file was held before.
    """
    container = _container(book.record.entry(import_id))
    inside: dict[str, str] = {}
    anywhere: dict[str, set[str]] = {}
    for entry in book.record.entries():
        if not isinstance(entry, Entry) or entry.kind not in FILES or entry.id == import_id:
            continue
        name = entry.text("name")
        anywhere.setdefault(name, set()).add(entry.id)
        if container and _container(entry) == container:
            inside[name] = entry.id
    alone = {name: ids.pop() for name, ids in anywhere.items() if len(ids) == 1}
    return {**alone, **inside}


def _container(entry: Entry) -> str:
    part_of = entry.fields.get("part_of")
    return str(part_of[0]) if isinstance(part_of, list) and part_of else ""
