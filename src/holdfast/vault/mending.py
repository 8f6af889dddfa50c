"""Making a damaged file of the log anew from what can be read of both.

The damaged file is set aside under another name until somebody has been told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.disk import disk_errors, replace_lasting, sync_folder
from holdfast.vault.sqlite_log import SqliteLog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from holdfast.vault.sqlite_log import ChangedRow

Judge = Callable[[str, str, bytes], bool]
"""Tells from shelf, key and value whether a row is good."""

SET_ASIDE = ".damaged"
SEEN = ".seen"
SIDE_FILES = ("-wal", "-shm")
WAIT_SECONDS = 30.0


def trust_all(shelf: str, key: str, value: bytes) -> bool:
    """Take every row for good; used while there are no keys to judge with.

    Args:
        shelf: of the row.
        key: of the row.
        value: of the row.
    """
    del shelf, key, value
    return True


def make_anew(path: Path, sources: Sequence[SqliteLog], judge: Judge) -> None:
    """Write a file anew and set the damaged one aside.

    Args:
        path: of the file.
        sources: files to take rows from, the best first.
        judge: tells a good row from a bad one.
    """
    rows = gather_rows(sources, judge)
    part = path.with_name(path.name + ".part")
    _remove(part)
    fresh = SqliteLog(part, make=True)
    try:
        fresh.take(sorted(rows.values(), key=lambda row: row.change), WAIT_SECONDS)
        fresh.settle()
    finally:
        fresh.close()
    with disk_errors(path.name):
        if path.exists():
            path.replace(path.with_name(path.name + SET_ASIDE))
        for side in SIDE_FILES:
            path.with_name(path.name + side).unlink(missing_ok=True)
        replace_lasting(part, path)


def gather_rows(sources: Sequence[SqliteLog], judge: Judge) -> dict[tuple[str, str], ChangedRow]:
    """Take each row from the source that has it whole, the latest of those.

    Args:
        sources: the best first.
        judge: tells a good row from a bad one.
    """
    best: dict[tuple[str, str], tuple[tuple[bool, int], ChangedRow]] = {}
    for source in sources:
        for row in _readable(source):
            good = row.value is None or judge(row.shelf, row.key, row.value)
            rank = (good, row.change)
            name = (row.shelf, row.key)
            if name not in best or rank > best[name][0]:
                best[name] = (rank, row)
    return {name: row for name, (_, row) in best.items()}


def set_aside_files(home: Path) -> list[Path]:
    """Give the damaged files that were set aside and that nobody has been told of.

    Args:
        home: the casebook's folder.
    """
    return sorted(home.glob("*" + SET_ASIDE))


def has_been_told(path: Path) -> None:
    """Keep a damaged file on, as one that somebody has been told of.

    Args:
        path: of the file set aside.
    """
    with disk_errors(path.name):
        path.replace(path.with_name(path.name + SEEN))
        sync_folder(path.parent)


def remove_set_aside(home: Path) -> None:
    """Remove damaged files; shredding must not leave what was shredded in them.

    Args:
        home: the casebook's folder.
    """
    with disk_errors():
        for path in (*home.glob("*" + SET_ASIDE), *home.glob("*" + SET_ASIDE + SEEN)):
            path.unlink(missing_ok=True)


def _readable(source: SqliteLog) -> list[ChangedRow]:
    """Give the rows that can be read, from both ends when a page in the middle is damaged."""
    found: dict[tuple[str, str], ChangedRow] = {}
    for backwards in (False, True):
        try:
            for row in source.walk(backwards=backwards):
                found[row.shelf, row.key] = row
        except CasebookDamagedError:
            continue
        break
    return list(found.values())


def _remove(path: Path) -> None:
    for side in ("", *SIDE_FILES):
        path.with_name(path.name + side).unlink(missing_ok=True)
