"""A pack while it is made, and until it is handed over: sealed under a key that is nowhere else.

It lies in files without a name, in the casebook's folder. They are gone when she clears it away,
when she makes another, and when the casebook locks, since the process ends then.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.make_pack import stream_pack
from holdfast.actions.passphrases import generate_passphrase
from holdfast.model.errors import HoldfastError
from holdfast.packs.names import OFFICER_ONLY
from holdfast.packs.portal import ALWAYS, LOCKED_PAPER, MOST_PAPERS, lock_paper
from holdfast.vault.sealed_spool import SealedSpool
from holdfast.web.pack_choice import LOCKED, UPLOAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.actions.make_pack import Preview
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.sealed_file import SealedFile

NAME = "pack"
FOR_PAPERS = 1_500_000
"""Bytes of papers and lists that are reckoned with before they are made."""

WHOLE = 100


class PackStoppedError(Exception):
    """She does not want it any more."""


@dataclass(kw_only=True)
class PackJob:
    """One pack on its way."""

    ready: Preview = field(repr=False)
    """What she looked at; just that is made."""

    way: str
    """How it leaves."""

    day: str
    """For its name, `2026-03-04`."""

    password: str = field(default="", repr=False)
    """What opens it; empty when it is not locked."""

    files: dict[str, SealedFile] = field(default_factory=dict, repr=False)
    """What is handed over, by name; empty until it is whole."""

    error: HoldfastError | None = None
    """What ended it early."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    _spools: dict[str, SealedSpool] = field(default_factory=dict, repr=False)
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _reading: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _written: int = 0
    _expected: int = FOR_PAPERS
    _papers: int = 0

    def __post_init__(self) -> None:
        """Draw the password when it is to be locked."""
        if self.way == LOCKED:
            self.password = generate_passphrase()

    @property
    def zip_name(self) -> str:
        """A name that tells nothing but the day."""
        return f"notes-{self.day}.zip"

    def run(self, book: OpenCasebook) -> None:
        """Make it; runs on a thread of its own.

        Args:
            book: the open casebook.
        """
        try:
            self._expected = self.ready.size_bytes + FOR_PAPERS
            out = _Outlet(self, self._begin(book, self.zip_name))

            def take(name: str, data: bytes) -> None:
                self._take(book, name, data)

            stream_pack(book, out, self.ready, password=self.password, take=take)
            self._finish()
        except HoldfastError as error:
            self.error = error
            self.clear()
        except PackStoppedError:
            self.clear()
        finally:
            self.ended.set()
        if self._stop.is_set():
            self.clear()

    def _begin(self, book: OpenCasebook, name: str) -> SealedSpool:
        spool = self._spools[name] = SealedSpool(book.home)
        return spool

    def _take(self, book: OpenCasebook, name: str, data: bytes) -> None:
        """Keep a paper that goes beside the zip."""
        self._papers += name.endswith(".pdf")
        is_officers = name == OFFICER_ONLY
        if self.way != UPLOAD and not is_officers:
            return
        if not name.endswith(".pdf") and name not in ALWAYS:
            return
        if self.password:
            name, data = LOCKED_PAPER.format(number=1), lock_paper(data, self.password)
        self._begin(book, name).write(data)

    def _finish(self) -> None:
        volumes = [name for name in self._spools if name.startswith(("exhibits-", "chronology-"))]
        if self._papers > MOST_PAPERS:
            # More files than an upload site takes: the zip holds them all the same.
            for name in volumes:
                self._spools.pop(name).close()
        first = [name for name in (*ALWAYS, OFFICER_ONLY) if name in self._spools]
        names = sorted(self._spools, key=lambda name: (name not in first, name))
        self.files = {name: self._spools[name].finished() for name in names}

    def stop(self) -> None:
        """Stop making it; nothing of it stays."""
        self._stop.set()

    def clear(self) -> None:
        """Let go of what was made; it can be read no longer."""
        with self._reading:
            self.files = {}
            for spool in self._spools.values():
                spool.close()
            self._spools = {}

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a file's bytes; several may be handed over at once.

        Args:
            name: one of `files`.
        """
        pieces = self.files[name].chunks()
        while True:
            with self._reading:
                piece = next(pieces, None)
            if piece is None:
                return
            yield piece

    @property
    def is_finished(self) -> bool:
        """Whether nothing more comes."""
        return self.ended.is_set()

    def note(self, count: int) -> None:
        """Count bytes that were written.

        Args:
            count: how many.

        Raises:
            PackStoppedError: she does not want it any more.
        """
        if self._stop.is_set():
            raise PackStoppedError
        self._written += count

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page's script."""
        part = self._written * WHOLE // max(self._expected, 1)
        return {
            "done": WHOLE if self.is_finished else min(part, WHOLE - 1),
            "all": WHOLE,
            "messages": self._papers,
            "finished": self.is_finished,
        }


class _Outlet:
    """Takes the zip as it is written, seals it and counts."""

    def __init__(self, job: PackJob, spool: SealedSpool) -> None:
        self._job = job
        self._spool = spool

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        self._job.note(len(data))
        self._spool.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is taken is sealed at once."""
