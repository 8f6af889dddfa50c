"""Make a sealed copy of a casebook, and bring one back; neither needs a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.vault.back_up import BackUp, back_up, restore

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook


def make_back_up(home: Path, dest: Path, book: OpenCasebook | None = None) -> BackUp:
    """Copy a casebook into one sealed file.

    Args:
        home: the casebook's folder.
        dest: the file to make; not there yet.
        book: the same casebook, when it is open: its journal then tells of the copy.

    Returns:
        What went in.
    """
    made = back_up(home, dest)
    if book is not None:
        book.activity.note("back-up")
    return made


def restore_back_up(src: Path, home: Path) -> BackUp:
    """Bring a casebook back into an empty folder, all of it or nothing.

    Args:
        src: the back-up.
        home: a folder that is empty or not there.

    Returns:
        What came out.
    """
    return restore(src, home)


def back_up_to_json(made: BackUp) -> dict[str, JsonValue]:
    """Give a back-up as `back-up --json` and `restore --json` print it.

    Args:
        made: what went in or came out.
    """
    return {"files": made.files, "sha256": made.sha256, "damaged": [*made.damaged]}
