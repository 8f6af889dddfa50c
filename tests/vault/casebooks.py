"""Casebooks for tests: cheap to derive, dated by a clock that stands where it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from holdfast.model.entry import Kind
from holdfast.vault.keys import KitWords, Passphrase
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import open_casebook
from holdfast.vault.record import Draft
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.record import Logged

CHEAP = Derivation(t=1, m_kib=8)
PASSPHRASE = "velvet otter crumb signal lantern thirteen"  # noqa: S105 - opens nothing but test casebooks
BEGIN = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)


class Clock:
    """A clock that moves on only when it is told to."""

    def __init__(self, shows: datetime = BEGIN) -> None:
        """Show a time."""
        self.shows = shows

    def __call__(self) -> datetime:
        """Give the time shown."""
        return self.shows

    def move(self, **how_far: float) -> None:
        """Move on, as `timedelta` is told."""
        self.shows += timedelta(**how_far)


class Naps:
    """Sleeping that only adds up."""

    def __init__(self) -> None:
        """Begin rested."""
        self.seconds = 0.0

    def __call__(self, seconds: float) -> None:
        """Note a nap."""
        self.seconds += seconds


def made(home: Path) -> OpenCasebook:
    return make_casebook(home, PASSPHRASE, derivation=CHEAP, clock=Clock())


def opened(home: Path, key: str | KitWords = PASSPHRASE) -> OpenCasebook:
    given = Passphrase(key) if isinstance(key, str) else key
    return open_casebook(home, given, clock=Clock(), sleep=Naps())


def add(book: OpenCasebook, what: str = "He came to the door.", **fields: JsonValue) -> Logged:
    return log(book, Kind.INCIDENT, what=what, **fields)


def log(book: OpenCasebook, kind: Kind, **fields: JsonValue) -> Logged:
    return book.record.append([Draft(kind, fields)], clock=Clock())[0]


def exhibit(book: OpenCasebook, content: bytes, **fields: JsonValue) -> Logged:
    kept = book.originals.keep([content])
    draft = Draft(Kind.EXHIBIT, {"blob": kept.blob, "sha256": kept.sha256, **fields})
    return book.record.append([draft], kept=[kept], clock=Clock())[0]


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Turn over one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)
