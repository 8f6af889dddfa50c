"""Look through what arrived while the casebook was locked; adopt it, or throw it away.

What comes out of the in-tray is marked for ever with how and when it arrived. Who wrote it is a
claim of the note; where the note claims nobody, the author is unknown.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_fields
from holdfast.actions.clock import now
from holdfast.actions.intake import Intake
from holdfast.actions.received import Received, Whose
from holdfast.actions.take_in import take_in_with
from holdfast.model.entry import Entry
from holdfast.model.errors import CaptureUnreadableError, SomebodyElsesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from holdfast.actions.account import FileAccount
    from holdfast.model.entry import JsonValue
    from holdfast.vault.capture_zip import CapturedFile
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.in_tray import Waiting

AUTHOR_UNKNOWN = "author unknown"
IN_TRAY = "in-tray"


@dataclass(frozen=True, kw_only=True, slots=True)
class Waits:
    """Something in the in-tray, looked at."""

    id: str
    """Its name there."""

    how: str
    """A code for how it came."""

    arrived: str
    """When, by the disk's clock."""

    size_bytes: int
    """As it lies there, sealed."""

    what: str = field(default="", repr=False)
    """The words in it."""

    by: str = field(default="", repr=False)
    """Who says they wrote it."""

    files: tuple[str, ...] = field(default=(), repr=False)
    """Names of the files in it."""

    is_readable: bool = True
    """False when it is damaged, or was sealed to another casebook."""

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as `in-tray --json` prints it."""
        return {
            "id": self.id,
            "how": self.how or None,
            "arrived": self.arrived,
            "bytes": self.size_bytes,
            "what": self.what,
            "by": self.by or None,
            "files": [*self.files],
            "readable": self.is_readable,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Adopted:
    """What became of something in the in-tray."""

    entry: Entry | None
    """The incident with its words; None when it held only files."""

    accounts: tuple[FileAccount, ...] = ()
    """Its files, and what was inside them."""


def look_through(book: OpenCasebook) -> list[Waits]:
    """Give what waits, in the order in which it arrived.

    Args:
        book: the open casebook.
    """
    return [_looked_at(book, each) for each in book.in_tray.list()]


def _looked_at(book: OpenCasebook, waiting: Waiting) -> Waits:
    try:
        with book.in_tray.open(waiting.id) as opened:
            what, by = _text(opened.note.get("what")), _text(opened.note.get("by"))
            files, is_readable = tuple(each.name for each in opened.files), True
    except CaptureUnreadableError:
        what, by, files, is_readable = "", "", (), False
    return Waits(
        id=waiting.id,
        how=waiting.how,
        arrived=waiting.arrived,
        size_bytes=waiting.size_bytes,
        what=what,
        by=by,
        files=files,
        is_readable=is_readable,
    )


def adopt(
    book: OpenCasebook,
    name: str,
    *,
    whose: str | None = None,
    clock: Callable[[], datetime] = now,
) -> Adopted:
    """Take something out of the in-tray into the record.

    Args:
        book: the open casebook.
        name: its id in the in-tray.
        whose: a `Whose` for its files; None when nobody said.
        clock: the device's.

    Returns:
        What is in the record now. It leaves the in-tray only after that, so that nothing is lost
        in between; when it was adopted before and not taken out, it is not written twice.

    Raises:
        SomebodyElsesError: it is from somebody else's phone or account; it stays in the in-tray.
    """
    if whose == Whose.THEIRS:
        raise SomebodyElsesError
    with book.in_tray.open(name) as opened:
        came = _how_it_came(opened.waiting)
        by = _text(opened.note.get("by")) or AUTHOR_UNKNOWN
        with Intake(book, clock=clock) as intake:
            sources = [replace(_received(each, came, by), whose=whose) for each in opened.files]
            accounts = tuple(take_in_with(intake, sources, whose=whose))
        what = _text(opened.note.get("what"))
        top = [each.entry for each in accounts if "/" not in each.path and each.entry]
        entry = _written_before(book, came) if what.strip() else None
        if what.strip() and entry is None:
            incident = NewIncident(what=what, exhibits=tuple(dict.fromkeys(top)))
            fields = {**incident.fields(), "by": by, "arrived": came}
            entry = add_fields(book, fields, clock=clock).entry
    book.in_tray.discard(name)
    return Adopted(entry=entry, accounts=accounts)


@contextmanager
def lent(book: OpenCasebook, name: str) -> Iterator[tuple[list[Received], str]]:
    """Lend what is in the in-tray to an incident that is written from it; it stays there.

    Args:
        book: the open casebook.
        name: its id in the in-tray.

    Yields:
        Its files, and how it came, for the incident's field `arrived`.
    """
    with book.in_tray.open(name) as opened:
        came = _how_it_came(opened.waiting)
        by = _text(opened.note.get("by")) or AUTHOR_UNKNOWN
        yield [_received(each, came, by) for each in opened.files], came


def discard(book: OpenCasebook, name: str) -> None:
    """Throw something in the in-tray away for good.

    Args:
        book: the open casebook.
        name: its id in the in-tray.
    """
    book.in_tray.discard(name)


def _how_it_came(waiting: Waiting) -> str:
    known = (IN_TRAY, waiting.id, waiting.how, waiting.arrived)
    return " ".join(each for each in known if each)


def _written_before(book: OpenCasebook, came: str) -> Entry | None:
    for each in book.record.entries():
        if isinstance(each, Entry) and each.text("arrived") == came and each.text("what"):
            return each
    return None


def _received(captured: CapturedFile, came: str, by: str) -> Received:
    return Received(
        name=captured.name,
        path=captured.name,
        chunks=captured.chunks,
        size_bytes=captured.size_bytes,
        how=IN_TRAY,
        arrived=came,
        by=by,
    )


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
