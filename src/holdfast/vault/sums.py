"""What both files of the log looked like when they were last closed, to the byte.

Rows are sealed one by one, but a database file also has free pages and slack. So that a change to
any byte at all is found, the last to close the casebook leaves the sealed SHA-256 of both files;
the first to write takes it away, durably, before anything changes.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import file_digest
from typing import TYPE_CHECKING

from holdfast.vault.disk import replace_lasting, sync_folder
from holdfast.vault.sealing import SealBrokenError, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from holdfast.vault.keys import Keys

SUMS = "record.sums"
PURPOSE = "sums"


@dataclass(frozen=True, slots=True)
class Closed:
    """The files as they were found, before anything was opened."""

    sealed: bytes | None
    """What the last to close left; None when it was not closed in order."""

    digests: Mapping[str, str]
    """SHA-256 by file name; empty for a file that is not there."""


def look_before_opening(home: Path, names: tuple[str, ...]) -> Closed:
    """Take the digests of the files, and what they should be.

    Args:
        home: the casebook's folder.
        names: of the files.
    """
    sealed = _read(home)
    if sealed is None:
        return Closed(None, {})
    digests = digests_of(home, names)
    # A writer may have come in between; then the digests say nothing.
    return Closed(sealed if _read(home) == sealed else None, digests)


def digests_of(home: Path, names: tuple[str, ...]) -> dict[str, str]:
    """Give the SHA-256 of files.

    Args:
        home: the casebook's folder.
        names: of the files.
    """
    digests = {}
    for name in names:
        try:
            with (home / name).open("rb") as file:
                digests[name] = file_digest(file, "sha256").hexdigest()
        except OSError:
            digests[name] = ""
    return digests


def find_changed(closed: Closed, keys: Keys) -> tuple[str, ...]:
    """Name the files that changed while the casebook was closed.

    Args:
        closed: from `look_before_opening`.
        keys: of the casebook.

    Returns:
        Their names; `record.sums` itself when it does not open.
    """
    if closed.sealed is None:
        return ()
    try:
        stated = json.loads(unseal(keys.subkey("body"), closed.sealed, keys.bound(PURPOSE)))
    except SealBrokenError:
        return (SUMS,)
    return tuple(name for name, digest in closed.digests.items() if stated.get(name) != digest)


def leave_sums(home: Path, names: tuple[str, ...], keys: Keys) -> None:
    """Leave the digests of the files for the next to open; nobody may be writing.

    Args:
        home: the casebook's folder.
        names: of the files, everything in them settled.
        keys: of the casebook.
    """
    value = json.dumps(digests_of(home, names)).encode()
    part = home / (SUMS + ".part")
    with part.open("wb") as file:
        file.write(seal(keys.subkey("body"), value, keys.bound(PURPOSE)))
        file.flush()
        os.fsync(file.fileno())
    replace_lasting(part, home / SUMS)


def take_sums_away(home: Path) -> None:
    """Take the digests away, durably, before anything is written.

    Args:
        home: the casebook's folder.
    """
    try:
        (home / SUMS).unlink()
    except FileNotFoundError:
        return
    sync_folder(home)


def _read(home: Path) -> bytes | None:
    try:
        return (home / SUMS).read_bytes()
    except OSError:
        return None
