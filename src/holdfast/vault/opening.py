"""Opening a casebook with the passphrase or the recovery kit."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from holdfast.model.errors import (
    CasebookDamagedError,
    PersonCanFixError,
    WrongPassphraseError,
)
from holdfast.vault.casebook import OpenCasebook
from holdfast.vault.device_clock import device_clock
from holdfast.vault.front import find_front, read_front, refuse_newer
from holdfast.vault.keys import IDENTITIES, KitWords, Passphrase, find_keys
from holdfast.vault.kit import read_kit
from holdfast.vault.mirrored_log import BOTH, MirroredLog
from holdfast.vault.slots import open_with_kit, open_with_passphrase
from holdfast.vault.sums import find_changed, look_before_opening
from holdfast.vault.tries import one_try

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from holdfast.vault.keys import Keys
    from holdfast.vault.tries import Try

WAIT_SECONDS = 30.0


def open_casebook(
    home: Path,
    key: Passphrase | KitWords,
    *,
    wait_seconds: float = WAIT_SECONDS,
    clock: Callable[[], datetime] = device_clock,
    sleep: Callable[[float], None] = time.sleep,
) -> OpenCasebook:
    """Open a casebook.

    Args:
        home: its folder.
        key: what opens it.
        wait_seconds: how long to wait for another process.
        clock: the device's, for the journal.
        sleep: how to wait after wrong tries.

    Returns:
        The open casebook; close it, or use it as a context manager. NoCasebookError when there is
        none, NewerCasebookError when a newer Holdfast made it, WrongPassphraseError (the try is
        counted and slowed), KitUnreadableError when the words do not add up,
        CasebookDamagedError when what is needed for opening is damaged in both files.
    """
    with contextlib.ExitStack() as undo:
        closed = look_before_opening(home, BOTH)
        log = MirroredLog(home)
        undo.callback(log.close)
        refuse_newer(log)
        kit_secret = read_kit(key.text) if isinstance(key, KitWords) else b""
        with one_try(home, wait_seconds, sleep) as this_try:
            casebook_id = read_front(log, "casebook")
            if isinstance(key, Passphrase):
                secret = open_with_passphrase(log, casebook_id, key.text)
            else:
                secret = open_with_kit(log, casebook_id, kit_secret)
            keys = _judge(this_try, log, secret, clock)
            missed = this_try.succeeded(keys.identity)
        changed = find_changed(closed, keys)
        for name in changed:
            log.distrust(name)
        log.level(wait_seconds)
        casebook = OpenCasebook(home, log, keys, clock)
        casebook.changed_while_closed = changed
        undo.pop_all()
    _note_unlock(casebook, missed)
    return casebook


def _judge(
    this_try: Try, log: MirroredLog, secret: bytes | None, clock: Callable[[], datetime]
) -> Keys:
    if secret is None:
        recipient = find_front(log, "recipient")
        if recipient is not None:
            this_try.failed(clock(), recipient)
        raise WrongPassphraseError
    keys = find_keys(log, secret, read_front(log, "casebook"))
    if keys is None:
        raise CasebookDamagedError(IDENTITIES)
    return keys


def _note_unlock(casebook: OpenCasebook, missed: tuple[str, ...]) -> None:
    # A full or read-only disk must not keep her from reading.
    with contextlib.suppress(PersonCanFixError, CasebookDamagedError):
        for at in missed:
            casebook.activity.note("failed-try", at=at or "unknown")
        casebook.activity.note("unlock")
