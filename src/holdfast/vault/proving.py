"""Asking for the passphrase again while the casebook is open, before something is changed by it."""

from __future__ import annotations

import hmac
import time
from typing import TYPE_CHECKING

from holdfast.model.errors import WrongPassphraseError
from holdfast.vault.device_clock import device_clock
from holdfast.vault.slots import open_with_passphrase
from holdfast.vault.tries import one_try

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdfast.vault.casebook import OpenCasebook

WAIT_SECONDS = 30.0


def prove_passphrase(
    book: OpenCasebook,
    text: str,
    *,
    clock: Callable[[], datetime] = device_clock,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Make sure that somebody knows the passphrase; a wrong try counts as one at the lock page.

    Args:
        book: the open casebook.
        text: what was typed.
        clock: the device's, for the journal.
        sleep: how to wait after wrong tries.

    Raises:
        WrongPassphraseError: it is not the passphrase.
    """
    with one_try(book.home, WAIT_SECONDS, sleep) as this_try:
        secret = open_with_passphrase(book.log, book.casebook_id, text)
        if secret is None or not hmac.compare_digest(secret, book.keys.secret):
            this_try.failed(clock(), book.recipient)
            raise WrongPassphraseError
        missed = this_try.succeeded(book.keys.identity)
    for at in missed:
        book.activity.note("failed-try", at=at or "unknown")
