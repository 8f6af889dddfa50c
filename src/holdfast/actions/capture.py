"""Put words and files into the in-tray without opening the casebook: only its public half is used.

What goes in is a plain zip (docs/record-format.md), sealed while it is written.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.model.errors import NoCasebookError, NothingSaidError
from holdfast.vault.in_tray import InTray
from holdfast.vault.public import is_casebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from _typeshed import ReadableBuffer

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue

NOTE = "note.json"
FILES = "files/"
LONGEST_NAME = 200
BY_COMMAND = "command"


def capture(
    home: Path,
    what: str,
    files: Sequence[Received] = (),
    *,
    how: str = BY_COMMAND,
    clock: Callable[[], datetime] = now,
) -> str:
    """Seal words and files into the in-tray.

    Args:
        home: the casebook's folder.
        what: the words.
        files: on their way in.
        how: a code for how it came.
        clock: the device's.

    Returns:
        Its id in the in-tray, where it lies durably.

    Raises:
        NoCasebookError: there is no casebook in the folder.
        NothingSaidError: neither words nor files.
    """
    if not is_casebook(home):
        raise NoCasebookError
    if not what.strip() and not files:
        raise NothingSaidError
    note: dict[str, JsonValue] = {
        "what": what,
        "made": clock().isoformat(timespec="seconds"),
        "by": None,
        "how": how,
    }
    return InTray.capture(home, zip_chunks(note, files), how=how)


def zip_chunks(note: Mapping[str, JsonValue], files: Iterable[Received] = ()) -> Iterator[bytes]:
    """Give a zip for the in-tray, piece by piece.

    Args:
        note: what, made, by, how.
        files: on their way in.

    Yields:
        The zip's bytes in order.
    """
    outlet = _Outlet()
    named: set[str] = set()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(NOTE), json.dumps(note, ensure_ascii=False))
        for each in files:
            name = _plain_name(each.name, named)
            named.add(name)
            with archive.open(zipfile.ZipInfo(FILES + name), "w") as member:
                for chunk in each.chunks():
                    member.write(chunk)
                    yield outlet.take()
    yield outlet.take()


def _plain_name(name: str, named: set[str]) -> str:
    """Give a name that a capture may hold, a new one for each file."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign if sign.isprintable() else "_" for sign in last)[:LONGEST_NAME]
    plain = plain if plain.strip(".") else "file"
    stem, dot, ending = plain.rpartition(".")
    numbered, number = plain, 1
    while numbered in named:
        number += 1
        numbered = f"{stem} ({number}){dot}{ending}" if stem else f"{plain} ({number})"
    return numbered


class _Outlet(io.RawIOBase):
    """Takes what zipfile writes and gives it on."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Take bytes."""
        block = bytes(data)
        self._written += block
        return len(block)

    def take(self) -> bytes:
        """Give what was written and forget it."""
        taken = bytes(self._written)
        self._written.clear()
        return taken
