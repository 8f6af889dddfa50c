"""Put a file that came from somebody into the in-tray; what cannot be opened is kept all the same.

A file that was sealed for another casebook, one that is damaged and one that was never sealed are
sealed as they are and wait under a code that says why. Nothing enters the record here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.actions.capture import zip_chunks
from holdfast.actions.clock import now
from holdfast.actions.contributions import digest_of, read_contribution, written_by_others
from holdfast.model.errors import CaptureUnreadableError, InTrayFullError
from holdfast.vault.age_armor import is_armored
from holdfast.vault.age_header import FIRST_LINE
from holdfast.vault.in_tray import DAMAGED, OTHER_CASEBOOK, InTray

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

SEALED, ORDINARY, SAME_WAITS, SAME_THERE = "sealed", "ordinary", "same-waits", "same-there"
STATES = (SEALED, OTHER_CASEBOOK, DAMAGED, ORDINARY, SAME_WAITS, SAME_THERE)
"""What became of a file; keys of `[brought_in]` in contributions.toml."""

GOOD = frozenset({SEALED, SAME_WAITS, SAME_THERE})
"""Those after which nothing has to be asked for again."""

BY_FILE = "file"


@dataclass(frozen=True, kw_only=True, slots=True)
class BroughtIn:
    """What became of a file."""

    name: str
    """As it is called."""

    state: str
    """One of `STATES`."""

    id: str = ""
    """Its name in the in-tray, or that of the same one there; empty when it is in the record."""

    entry: str = ""
    """Id of the entry of the same one, when that is in the record."""

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as `in-tray --take --json` prints it."""
        return {
            "name": self.name,
            "state": self.state,
            "id": self.id or None,
            "entry": self.entry or None,
        }


def is_sealed(received: Received) -> bool:
    """Tell whether a file begins as sealed ones do.

    Args:
        received: its pieces can be had again.
    """
    head = next(iter(received.chunks()), b"")
    return head.startswith(FIRST_LINE) or is_armored(head)


def opens_here(book: OpenCasebook, received: Received) -> bool:
    """Tell whether a file is sealed to this casebook and in order; nothing is kept.

    Args:
        book: the open casebook.
        received: its pieces can be had again.

    Returns:
        False also for one that is too large for the in-tray.
    """
    if not is_sealed(received):
        return False
    try:
        name = book.in_tray.bring(received.chunks(), how=BY_FILE)
    except (CaptureUnreadableError, InTrayFullError):
        return False
    book.in_tray.discard(name)
    return True


def bring(
    book: OpenCasebook, received: Received, *, clock: Callable[[], datetime] = now
) -> BroughtIn:
    """Put a file into the in-tray.

    Args:
        book: the open casebook.
        received: its pieces are asked for more than once.
        clock: the device's.

    Returns:
        What became of it, once it lies there durably. A file that is too large for the in-tray
        ends in `InTrayFullError`, and nothing is kept.
    """
    if not is_sealed(received):
        return _kept(book, received, ORDINARY, clock)
    try:
        name = book.in_tray.bring(received.chunks(), how=BY_FILE)
    except CaptureUnreadableError as refused:
        why = OTHER_CASEBOOK if refused.place == OTHER_CASEBOOK else DAMAGED
        return _kept(book, received, why, clock)
    digest = _digest(book, name)
    there = written_by_others(book, digest) if digest else None
    if there is not None:
        book.in_tray.discard(name)
        return BroughtIn(name=received.name, state=SAME_THERE, entry=there.id)
    same = _same_waiting(book, name, digest) if digest else ""
    if same:
        book.in_tray.discard(name)
        return BroughtIn(name=received.name, state=SAME_WAITS, id=same)
    return BroughtIn(name=received.name, state=SEALED, id=name)


def _kept(
    book: OpenCasebook, received: Received, why: str, clock: Callable[[], datetime]
) -> BroughtIn:
    note: dict[str, JsonValue] = {
        "what": "",
        "made": clock().isoformat(timespec="seconds"),
        "by": None,
        "how": why,
    }
    name = InTray.capture(book.home, zip_chunks(note, [received]), how=why)
    return BroughtIn(name=received.name, state=why, id=name)


def _digest(book: OpenCasebook, name: str) -> str:
    """Give the hash of what waits; empty when it is no contribution, or cannot be read."""
    try:
        with book.in_tray.open(name) as opened:
            contribution = read_contribution(opened.note)
            return digest_of(contribution, opened.files) if contribution else ""
    except CaptureUnreadableError:
        return ""


def _same_waiting(book: OpenCasebook, name: str, digest: str) -> str:
    others = (each.id for each in book.in_tray.list() if each.id != name)
    return next((each for each in others if _digest(book, each) == digest), "")
