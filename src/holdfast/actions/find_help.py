"""Find help: the project's own directory, and directories from files she took in.

What she looks for is kept nowhere. A file she takes in goes to the drawer, not to the log.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from holdfast.insight.finding_help import Directory, find_help, prepare
from holdfast.insight.opening import Calendar
from holdfast.knowledge.directory.embedded import areas, bank_holidays, own_services
from holdfast.knowledge.directory.feed import LONGEST_LINE, MOST_BYTES, read_feed
from holdfast.knowledge.directory.writing import services_to_json
from holdfast.model.errors import FeedUnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdfast.insight.finding_help import Help, Wanted
    from holdfast.model.service import Service
    from holdfast.vault.casebook import OpenCasebook

ROW = "directory/"
NAME_LENGTH = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A directory from a file; two of them are the same when they came from the same file."""

    id: str
    """Names its row in the drawer."""

    name: str = field(repr=False)
    """The file's name."""

    taken_in: str
    """When, ISO 8601."""

    services: tuple[Service, ...] = field(repr=False, compare=False)
    """What can be used of it."""


def look_for_help(wanted: Wanted, *, wall: datetime, book: OpenCasebook | None = None) -> Help:
    """Find services; nothing is written anywhere.

    Args:
        wanted: what she asks for.
        wall: the time on the wall in the United Kingdom.
        book: whose taken-in directories are searched too.
    """
    return find_help(_directory(feeds(book) if book else ()), wanted, wall=wall)


@lru_cache(maxsize=1)
def _directory(taken_in: tuple[Feed, ...]) -> Directory:
    """Make the directory ready once; it is the same until a file comes or goes."""
    services = [*own_services(), *(each for feed in taken_in for each in feed.services)]
    return prepare(services, calendar())


def calendar() -> Calendar:
    """Give the bank holidays and areas that came with the program."""
    return Calendar(holidays=bank_holidays(), areas=areas())


def feeds(book: OpenCasebook) -> tuple[Feed, ...]:
    """Give the directories that were taken in, oldest first.

    Args:
        book: open.
    """
    rows = book.drawer.names(ROW)
    known = _READ.setdefault(book, {})
    for gone in set(known) - set(rows):
        del known[gone]
    for row in rows:
        feed = known.get(row) or _feed(book, row)
        if feed is not None:
            known[row] = feed
    return tuple(sorted(known.values(), key=lambda each: each.taken_in))


_READ: WeakKeyDictionary[OpenCasebook, dict[str, Feed]] = WeakKeyDictionary()
"""Files that were taken in, read once for each open casebook: a large one takes seconds. It goes
with the casebook, and a row's name is the hash of its file."""


def _feed(book: OpenCasebook, row: str) -> Feed | None:
    value = book.drawer.get(row)
    if not isinstance(value, dict):
        return None
    name = str(value.get("name", ""))
    services = read_feed(json.dumps(value.get("feed")).encode(), origin=name)
    return Feed(
        id=row.removeprefix(ROW),
        name=name,
        taken_in=str(value.get("taken_in", "")),
        services=services,
    )


def take_in_feed(
    book: OpenCasebook, chunks: Iterable[bytes], *, name: str, clock: datetime
) -> Feed:
    """Take a directory in from a file; the same file again takes the place of itself.

    Args:
        book: open.
        chunks: the file.
        name: the file's own.
        clock: when.

    Raises:
        FeedUnreadableError: it is no directory of services, or too large.
    """
    raw = _gathered(chunks)
    services = read_feed(raw, origin=name)
    key = hashlib.sha256(raw).hexdigest()[:NAME_LENGTH]
    taken_in = clock.isoformat(timespec="seconds")
    shown = name[:LONGEST_LINE]
    feed = services_to_json(services)
    if len(json.dumps(feed)) > MOST_BYTES:
        raise FeedUnreadableError
    _READ.get(book, {}).pop(ROW + key, None)
    book.drawer.put(ROW + key, {"name": shown, "taken_in": taken_in, "feed": feed})
    return Feed(id=key, name=shown, taken_in=taken_in, services=services)


def _gathered(chunks: Iterable[bytes]) -> bytes:
    gathered = bytearray()
    for chunk in chunks:
        gathered += chunk
        if len(gathered) > MOST_BYTES:
            raise FeedUnreadableError
    return bytes(gathered)


def forget_feed(book: OpenCasebook, key: str) -> None:
    """Destroy a directory that was taken in.

    Args:
        book: open.
        key: its id; nothing happens when there is none.
    """
    book.drawer.delete(ROW + key)
    _directory.cache_clear()


def export_directory(book: OpenCasebook | None = None) -> bytes:
    """Give the directory as HSDS-UK JSON, with what was taken in when a casebook is open.

    Args:
        book: open, or None.
    """
    taken_in = [each for feed in feeds(book) for each in feed.services] if book else []
    document = services_to_json([*own_services(), *taken_in])
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
