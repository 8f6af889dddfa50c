"""What a casebook shows while it is locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.vault.front import find_front, read_front, refuse_newer
from holdfast.vault.mirrored_log import FIRST, SECOND, MirroredLog
from holdfast.vault.tries import count_wrong_tries

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicFace:
    """The half of a casebook that needs no key."""

    casebook_id: str
    """32 hex digits."""

    recipient: str
    """To which things are sealed, `age1…`."""

    verify_key: bytes
    """Of the Ed25519 key that signs checkpoints."""

    in_tray_open: bool
    """Whether the lock page shows the in-tray."""

    wrong_tries: int
    """In a row, so far."""


def is_casebook(home: Path) -> bool:
    """Tell whether there is a casebook in a folder.

    Args:
        home: the folder.
    """
    return any((home / name).is_file() for name in (FIRST, SECOND))


def look_at(home: Path) -> PublicFace:
    """Read the half of a casebook that needs no key.

    Args:
        home: its folder.

    Returns:
        What it shows; NoCasebookError when there is none, CasebookDamagedError when it is damaged
        in both files.
    """
    log = MirroredLog(home)
    try:
        refuse_newer(log)
        return PublicFace(
            casebook_id=read_front(log, "casebook"),
            recipient=read_front(log, "recipient"),
            verify_key=bytes.fromhex(read_front(log, "verify_key")),
            in_tray_open=find_front(log, "in_tray_open") == "1",
            wrong_tries=count_wrong_tries(home),
        )
    finally:
        log.close()
