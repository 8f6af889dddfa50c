"""Check the casebook itself, and that it continues what an earlier pack pinned."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from holdfast.model.checkpoint import origin_of
from holdfast.model.errors import FileNotThereError, PackUnreadableError
from holdfast.packs.pack_files import FolderFiles, PackFiles, ZipFiles, find_pack
from holdfast.packs.signed_note import NoteKey
from holdfast.packs.zip_reading import ZipBentError
from holdfast.vault.checking import Check, Result, consistent_with, verify_casebook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

LONGEST_NOTE = 65_536
CHECKPOINT_FILE = "record/checkpoint"


def check_casebook(book: OpenCasebook, *, against: Path | None = None) -> Iterator[Check]:
    """Check everything in a casebook.

    Args:
        book: the open casebook.
        against: a pack made earlier; an older copy of the casebook put in its place is found so.

    Yields:
        What matches, differs and is not shown; `PackUnreadableError` or `FileNotThereError` when
        there is no pack at `against`.
    """
    yield from verify_casebook(book)
    if against is not None:
        yield consistent_with(book, _checkpoint_of(against))


def _checkpoint_of(pack: Path) -> str:
    if not pack.exists():
        raise FileNotThereError
    try:
        with ExitStack() as stack:
            found = find_pack(pack)
            files: PackFiles
            if found.folder is not None:
                files = FolderFiles(found.folder)
            elif found.zip_file is not None:
                files = ZipFiles(stack.enter_context(found.zip_file.open("rb")))
            else:
                raise PackUnreadableError
            if CHECKPOINT_FILE not in files.names() or files.size(CHECKPOINT_FILE) > LONGEST_NOTE:
                raise PackUnreadableError
            return b"".join(files.chunks(CHECKPOINT_FILE)).decode()
    except (ZipBentError, UnicodeDecodeError):
        raise PackUnreadableError from None


def casebook_key(book: OpenCasebook) -> str:
    """Give the fingerprint of the casebook's key, as packs show it.

    Args:
        book: the open casebook.
    """
    return NoteKey(name=origin_of(book.casebook_id), public=book.public_key).fingerprint


def checks_to_json(key: str, checks: list[Check]) -> dict[str, JsonValue]:
    """Give checks as `verify --json` prints them.

    Args:
        key: fingerprint of the casebook's key.
        checks: of the casebook.
    """
    return {
        "holds": holds(checks),
        "key": key,
        "witnesses": [],
        "checks": [
            {"what": each.what, "result": str(each.result), "detail": each.detail}
            for each in checks
        ],
    }


def holds(checks: list[Check]) -> bool:
    """Tell whether nothing differs.

    Args:
        checks: of the casebook.
    """
    return all(each.result is not Result.DIFFERS for each in checks)
