"""The portal form: the papers beside the zip, in a folder that an upload site takes as it is."""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING

import pikepdf
import pyzipper

from holdfast.packs.names import OFFICER_ONLY

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.packs.zip_writing import Sink

MOST_PAPERS = 12
"""Upload sites take at most 16 files (Axon Citizen): twelve papers and four more."""

ALWAYS = ("START-HERE.pdf", "index.csv", "verify.html")
INNER_NAME = "pack.zip"
LOCKED_PAPER = "paper-{number}.pdf"
"""Names in a locked folder tell nothing."""


class PortalFolder:
    """The portal form while it is made: papers come in one by one, the zip last."""

    def __init__(self, folder: Path, password: str = "") -> None:
        """Begin in an empty folder.

        Args:
            folder: exists and is empty.
            password: locks the papers; then their names tell nothing, and what cannot be locked
                stays in the zip. Not locked when empty.
        """
        self._folder = folder
        self._password = password
        self._papers: list[str] = []
        self._volumes: list[str] = []
        self.names: list[str] = []

    def take(self, name: str, data: bytes) -> None:
        """Take a file that stands at the top of the pack, or goes beside it.

        Args:
            name: of the file.
            data: its bytes.
        """
        if name.endswith(".pdf"):
            is_volume = name not in {*ALWAYS, OFFICER_ONLY}
            if self._password:
                name, data = self._next_name(), lock_paper(data, self._password)
            self._papers.append(name)
            if is_volume:
                self._volumes.append(name)
        elif name not in ALWAYS or self._password:
            return
        (self._folder / name).write_bytes(data)
        self.names.append(name)

    def _next_name(self) -> str:
        return LOCKED_PAPER.format(number=len(self._papers) + 1)

    def finish(self, zip_file: Path) -> None:
        """Lay the zip beside the papers; too many papers stay in the zip alone.

        Args:
            zip_file: the finished pack, locked or not.
        """
        if len(self._papers) > MOST_PAPERS:
            for name in self._volumes:
                (self._folder / name).unlink()
                self.names.remove(name)
        _place_zip(zip_file, self._folder / INNER_NAME)
        self.names.append(INNER_NAME)


def _place_zip(zip_file: Path, target: Path) -> None:
    try:
        os.link(zip_file, target)
    except OSError:
        # A stick's file system has no second names for a file.
        shutil.copyfile(zip_file, target)


class LockedZip:
    """A zip locked with a password (AES-256) that holds one file, the pack."""

    def __init__(self, out: Sink, password: str) -> None:
        """Begin it.

        Args:
            out: where to.
            password: that opens it.
        """
        self._zip = pyzipper.AESZipFile(
            out, "w", compression=pyzipper.ZIP_STORED, encryption=pyzipper.WZ_AES
        )
        self._zip.setpassword(password.encode())
        self._inner = self._zip.open(INNER_NAME, "w", force_zip64=True)

    def write(self, data: bytes, /) -> object:
        """Take bytes of the pack.

        Args:
            data: what comes next.
        """
        return self._inner.write(data)

    def close(self) -> None:
        """Finish it."""
        self._inner.close()
        self._zip.close()


def lock_paper(pdf: bytes, password: str) -> bytes:
    """Give a paper that opens only with a password (AES-256, PDF 2.0 revision 6).

    Args:
        pdf: the paper.
        password: that opens it.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        paper.save(out, encryption=pikepdf.Encryption(user=password, owner=password, R=6))
    return out.getvalue()
