"""Which exhibit a message's attachment is: the file that lay in the message or came beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.model.message import Message
    from holdfast.vault.casebook import OpenCasebook


def find_attachments(
    book: OpenCasebook, import_id: str, number: int, message: Message
) -> Mapping[str, str]:
    """Give the exhibits that a message has as attachments.

    Args:
        book: the open casebook.
        import_id: of the import the message was read from.
        number: of the message in it.
        message: names its attachments.

    Returns:
        Id of the entry by name as written in the message: the file that lay in this message, else
        the one that came in the same zip, else the only one of that name in the whole record. A
        name that could be two files is left out.
    """
    match book.record.entry(import_id).fields.get("part_of"):
        case [str(container), *_]:
            beside = f"{container}/"
        case _:
            beside = ""
    found = {}
    for written in message.attachments:
        files = book.index.files_named(written.rsplit("/", 1)[-1])
        inside = [entry for entry, place in files if place == f"{import_id}/{number}/{written}"]
        same = [(entry, place) for entry, place in files if beside and place.startswith(beside)]
        whole = [entry for entry, place in same if place.endswith(f"/{written}")]
        anywhere = [entry for entry, _ in files if entry != import_id]
        for choice in (inside, whole, _ids(same), anywhere):
            if len(choice) == 1:
                found[written] = choice[0]
                break
    return found


def _ids(files: Iterable[tuple[str, str]]) -> list[str]:
    return [entry for entry, _ in files]
