"""Look through what arrived while the casebook was locked; adopt it, or throw it away.

What comes out of the in-tray is marked for ever with how and when it arrived. Who wrote it is a
claim of the note; where the note claims nobody, the author is unknown. What somebody else wrote and
sealed becomes an entry of theirs (contributions.py).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_fields
from holdfast.actions.clock import now
from holdfast.actions.contributions import (
    AUTHOR_UNKNOWN,
    HERSELF,
    Came,
    author_of,
    contributed_fields,
    digest_of,
    incident_fields,
    read_contribution,
    written_by_others,
)
from holdfast.actions.intake import Intake
from holdfast.actions.received import Received, Whose
from holdfast.actions.take_in import take_in_with
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import CaptureUnreadableError, SomebodyElsesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from holdfast.actions.account import FileAccount
    from holdfast.model.entry import JsonValue
    from holdfast.vault.capture_zip import CapturedFile
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.in_tray import Capture, Waiting

IN_TRAY = "in-tray"
HERS = frozenset({"kept-at-lock"})
"""Ways of coming by which the program itself knows that she wrote it."""


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

    is_contribution: bool = False
    """Whether somebody else wrote and sealed it for her."""

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
            "contribution": self.is_contribution,
            "readable": self.is_readable,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Adopted:
    """What became of something in the in-tray."""

    entry: Entry | None
    """The incident with its words; None when it held only files."""

    accounts: tuple[FileAccount, ...] = ()
    """Its files, and what was inside them."""

    was_there: bool = False
    """Whether the same was in the record already, so that nothing was written."""


def look_through(book: OpenCasebook) -> list[Waits]:
    """Give what waits, in the order in which it arrived.

    Args:
        book: the open casebook.
    """
    return [_looked_at(book, each) for each in book.in_tray.list()]


def _looked_at(book: OpenCasebook, waiting: Waiting) -> Waits:
    what, by, is_readable, contribution = "", "", True, None
    files: tuple[str, ...] = ()
    try:
        with book.in_tray.open(waiting.id) as opened:
            contribution = read_contribution(opened.note)
            what, by = _text(opened.note.get("what")), claimed_author(opened)
            files = tuple(each.name for each in opened.files)
    except CaptureUnreadableError:
        is_readable = False
    return Waits(
        id=waiting.id,
        how=waiting.how,
        arrived=waiting.arrived,
        size_bytes=waiting.size_bytes,
        what=what,
        by=by,
        files=files,
        is_contribution=contribution is not None,
        is_readable=is_readable,
    )


def claimed_author(opened: Capture) -> str:
    """Give who is said to have written something; `me` only where the program knows it.

    Args:
        opened: from the in-tray.
    """
    if opened.note.get("by") == HERSELF and opened.waiting.how in HERS:
        return HERSELF
    return author_of(opened.note)


def adopt(
    book: OpenCasebook,
    name: str,
    *,
    whose: str | None = None,
    came: Came | None = None,
    clock: Callable[[], datetime] = now,
) -> Adopted:
    """Take something out of the in-tray into the record.

    Args:
        book: the open casebook.
        name: its id in the in-tray.
        whose: a `Whose` for its files; None when nobody said.
        came: of a contribution: how it reached her, as she says.
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
        mark = _mark(book, opened, came or Came())
        digest = mark.contributed.get("contribution")
        there = written_by_others(book, str(digest)) if digest else None
        if there is not None:
            adopted = Adopted(entry=there, was_there=True)
        else:
            adopted = _adopt(book, opened, mark, whose=whose, clock=clock)
    book.in_tray.discard(name)
    return adopted


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mark:
    """What everything that comes out of one capture is marked with."""

    by: str = field(repr=False)
    """Who says they wrote it."""

    arrived: str
    """How it came in."""

    contributed: Mapping[str, JsonValue] = field(repr=False)
    """Fields of a contribution; empty for anything else."""


def _mark(book: OpenCasebook, opened: Capture, came: Came) -> _Mark:
    contribution = read_contribution(opened.note)
    contributed: dict[str, JsonValue] = {}
    if contribution is not None:
        digest = digest_of(contribution, opened.files)
        contributed = contributed_fields(book, contribution, digest=digest, came=came)
    by = claimed_author(opened) or AUTHOR_UNKNOWN
    return _Mark(by=by, arrived=_how_it_came(opened.waiting), contributed=contributed)


def _adopt(
    book: OpenCasebook,
    opened: Capture,
    mark: _Mark,
    *,
    whose: str | None,
    clock: Callable[[], datetime],
) -> Adopted:
    contribution = read_contribution(opened.note)
    # Somebody who sends files in gives them.
    stated = whose or (Whose.GIVEN if contribution else None)
    with Intake(book, clock=clock) as intake:
        sources = [_received(each, mark, whose=stated) for each in opened.files]
        accounts = tuple(take_in_with(intake, sources, whose=stated))
    top = tuple(
        dict.fromkeys(each.entry for each in accounts if "/" not in each.path and each.entry)
    )
    said = (
        incident_fields(contribution)
        if contribution
        else NewIncident(what=_text(opened.note.get("what"))).fields()
    )
    # Of a contribution there is always an incident, so that it shows that all of it is there.
    has_entry = contribution is not None or "what" in said
    entry = _written_before(book, mark.arrived) if has_entry else None
    if has_entry and entry is None:
        fields = {**said, **mark.contributed, "by": mark.by, "arrived": mark.arrived}
        fields |= {"exhibits": [*top]} if top else {}
        entry = add_fields(book, fields, clock=clock).entry
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
        mark = _mark(book, opened, Came())
        yield [_received(each, mark) for each in opened.files], mark.arrived


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
        if isinstance(each, Entry) and each.kind is Kind.INCIDENT and each.text("arrived") == came:
            return each
    return None


def _received(captured: CapturedFile, mark: _Mark, *, whose: str | None = None) -> Received:
    return Received(
        name=captured.name,
        path=captured.name,
        chunks=captured.chunks,
        size_bytes=captured.size_bytes,
        how=IN_TRAY,
        whose=whose,
        arrived=mark.arrived,
        by=mark.by,
        contributed=mark.contributed,
    )


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
