"""What only a folder tells of a file: whose app a chat is from, and which chat it is.

Of a file inside a container the record knows the path, and the folder is looked up again at every
reading. A file from a plain folder has no path in the record: what its folder tells is kept among
the answers it was read with, so that later readings know it as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdfast.actions.received import Received
    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook

TOLD = "folder"
"""Stands among the answers of a reading; no reader asks for it, and nobody can answer it."""

NAMED_BY_ITS_ZIP = "_chat.txt"
"""So an iPhone calls every WhatsApp chat; only what lies around it is named after the chat."""

META = frozenset({"facebook", "instagram"})
"""Formats whose conversations only a folder tells apart."""

# message_1.json     your_instagram_activity/     messages/c1100000000000101/messages.json
_META_THREAD = re.compile(r"message_\d{1,4}\.(?:json|html)")
_META_APP = re.compile(r"instagram|facebook|messenger", re.IGNORECASE)
_DISCORD_CHANNEL = re.compile(r"(?:^|/)(c?\d{15,20})/messages\.(?:json|csv)$")
# WhatsApp Chat - Anna/_chat.txt
_WHATSAPP_CHAT = re.compile(r"(?:^|/)([^/]*whatsapp[^/]*)/_chat\.txt$", re.IGNORECASE)


def telling_folder(name: str, path: str) -> str:
    """Give the folder that tells of a file what its name and words do not; empty for most files.

    Args:
        name: of the file.
        path: the folders and containers it lay in, and its name.
    """
    if _META_THREAD.fullmatch(name):
        found = _META_APP.search(path)
        return found[0].casefold() if found else ""
    if name.casefold() == NAMED_BY_ITS_ZIP:
        found = _WHATSAPP_CHAT.search(path)
    else:
        found = _DISCORD_CHANNEL.search(path) if name.startswith("messages.") else None
    return found[1] if found else ""


def told_on_arrival(received: Received) -> dict[str, str]:
    """Give what a file's folder tells, as it is kept with its first reading.

    Args:
        received: the file.

    Returns:
        Nothing for most files, and for those in a container, whose path is in the record.
    """
    folder = "" if received.part_of else telling_folder(received.name, received.path)
    return {TOLD: folder} if folder else {}


def name_on_arrival(book: OpenCasebook, received: Received) -> str:
    """Give the name that tells readers most, for a file that comes in.

    Args:
        book: the open casebook.
        received: the file.

    Returns:
        As `name_for_readers`.
    """
    if received.part_of:
        return _name_inside(book, received.name, *received.part_of)
    return _told(received.name, telling_folder(received.name, received.path))


def name_for_readers(book: OpenCasebook, entry: Entry) -> str:
    """Give the name that tells readers most, for a file that has none of its own.

    Args:
        book: the open casebook.
        entry: of the file.

    Returns:
        For WhatsApp's `_chat.txt` the name of the zip or folder; for a conversation of Meta's or
        Discord's the name after the folder that tells whose it is (`instagram/message_1.json`).
    """
    part_of = entry.fields.get("part_of")
    if isinstance(part_of, list) and part_of:
        return _name_inside(book, entry.text("name"), str(part_of[0]), str(part_of[1]))
    answers = entry.fields.get("answers")
    folder = answers.get(TOLD) if isinstance(answers, dict) else None
    if not folder and _META_THREAD.fullmatch(entry.text("name")):
        # Casebooks from before this was kept: how it was read then tells as much.
        folder = entry.text("format") if entry.text("format") in META else ""
    return _told(entry.text("name"), str(folder or ""))


def _name_inside(book: OpenCasebook, name: str, container: str, inside: str) -> str:
    """Give the name of a file in a container."""
    around = book.record.entry(container).text("name")
    folder = telling_folder(name, f"{around}/{inside}")
    if name.casefold() == NAMED_BY_ITS_ZIP:
        return folder or around
    return _told(name, folder)


def _told(name: str, folder: str) -> str:
    """Put a name behind the folder that tells of it."""
    if not folder:
        return name
    return folder if name.casefold() == NAMED_BY_ITS_ZIP else f"{folder}/{name}"
