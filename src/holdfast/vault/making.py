"""Making a casebook: all of it, or nothing that could be taken for one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from holdfast.model.errors import CasebookExistsError
from holdfast.model.merkle import Frontier
from holdfast.vault.casebook import OpenCasebook
from holdfast.vault.device_clock import device_clock
from holdfast.vault.disk import disk_errors, sync_folder
from holdfast.vault.front import FORMAT, write_front
from holdfast.vault.judging import seal_slots
from holdfast.vault.keys import new_keys, write_identities
from holdfast.vault.lines import HEAD_KEY, Head, seal_head
from holdfast.vault.mirrored_log import FIRST, SECOND, MirroredLog
from holdfast.vault.slots import STANDARD, write_passphrase_slot
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from holdfast.vault.keys import Keys
    from holdfast.vault.slots import Derivation

UNFINISHED = "making.part"
WAIT_SECONDS = 30.0


def make_casebook(
    home: Path,
    passphrase: str,
    *,
    derivation: Derivation = STANDARD,
    clock: Callable[[], datetime] = device_clock,
) -> OpenCasebook:
    """Make a casebook and open it.

    Args:
        home: a folder that is empty or not there yet.
        passphrase: opens it from now on.
        derivation: how much work a try costs.
        clock: the device's, for the journal.

    Raises:
        CasebookExistsError: there is something in the folder.
    """
    with disk_errors():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(each.name != UNFINISHED for each in home.iterdir()):
            raise CasebookExistsError
        part = home / UNFINISHED
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
    keys = new_keys()
    log = MirroredLog(part, make=True)
    try:
        _write_first_rows(log, keys, passphrase, derivation)
        log.settle()
    finally:
        log.close()
    with disk_errors():
        sync_folder(part)
        for name in (SECOND, FIRST):
            (part / name).replace(home / name)
        sync_folder(home)
        shutil.rmtree(part)
    casebook = OpenCasebook(home, MirroredLog(home), keys, clock)
    casebook.activity.note("made")
    return casebook


def _write_first_rows(
    log: MirroredLog, keys: Keys, passphrase: str, derivation: Derivation
) -> None:
    with log.writing(WAIT_SECONDS) as writer:
        write_front(writer, "format", str(FORMAT))
        write_front(writer, "casebook", keys.casebook_id)
        write_front(writer, "recipient", keys.recipient)
        write_front(writer, "verify_key", keys.public_key.hex())
        write_front(writer, "in_tray_open", "0")
        write_identities(writer, keys)
        write_passphrase_slot(
            writer, keys.casebook_id, secret=keys.secret, text=passphrase, derivation=derivation
        )
        seal_slots(writer, keys)
        writer.put(Shelf.HEAD, HEAD_KEY, seal_head(keys, Head(Frontier(), 1, "")))
