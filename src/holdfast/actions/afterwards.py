"""What can be said of files once all of an import is in: checksums compared, signs of gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from holdfast.actions.account import latest_reading
from holdfast.actions.people import people
from holdfast.actions.stated import compare_stated
from holdfast.insight.gaps import Seen, gaps
from holdfast.model.entry import Entry, Kind
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.actions.account import FileAccount
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

SCREENSHOT = re.compile(r"screen[ _-]?(?:shot|capture)", re.IGNORECASE)
TWO_PEOPLE = 2
"""Her own name is in all her exports: two shared names are the same conversation."""

MOST_ENTRIES = 10_000


def complete(book: OpenCasebook, accounts: Iterable[FileAccount]) -> list[FileAccount]:
    """Add what only the whole import tells.

    Args:
        book: the open casebook.
        accounts: of its files.

    Returns:
        The same accounts with `stated` and `gaps`.
    """
    others: _Others | None = None
    done = []
    # All of them first: what one states a checksum of may come after it.
    for account in list(accounts):
        if not account.entry or not account.found:
            added = account
        else:
            others = others or _others(book)
            added = replace(account, gaps=_gaps(account, others))
        if account.states:
            added = replace(added, stated=compare_stated(book, account.entry))
        done.append(added)
    return done


@dataclass(frozen=True, kw_only=True, slots=True)
class _Others:
    """What else the record holds."""

    ends: Mapping[str, tuple[frozenset[str], str]] = field(repr=False)
    """By import: its people, and its newest time."""

    received: Mapping[str, str]
    """By import: when it came in."""

    screenshot: str | None
    """When the newest screenshot was taken."""

    persons: Mapping[str, str] = field(repr=False)
    """Handle -> the person it is known to be."""


def _others(book: OpenCasebook) -> _Others:
    persons = {handle: each.entry.id for each in people(book) for handle in _names(each.fields)}
    ends, received = {}, {}
    for hit in book.index.timeline(Filter(kinds=frozenset({Kind.IMPORT})), limit=MOST_ENTRIES):
        entry = book.record.entry(hit.entry)
        about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
        read = latest_reading(about) or entry
        received[entry.id] = entry.text("received")
        if read.text("last"):
            names = frozenset(persons.get(each, each) for each in read.texts("participants"))
            ends[entry.id] = (names, read.text("last"))
    pictures = book.index.timeline(Filter(kinds=frozenset({Kind.EXHIBIT})), limit=MOST_ENTRIES)
    shots = [each.happened for each in pictures if each.happened and SCREENSHOT.search(each.text)]
    return _Others(
        ends=ends, received=received, screenshot=max(shots, default=None), persons=persons
    )


def _names(fields: Mapping[str, JsonValue]) -> list[str]:
    handles = fields.get("handles")
    return [
        str(each) for each in [fields.get("name"), *(handles if isinstance(handles, list) else [])]
    ]


def _gaps(account: FileAccount, others: _Others) -> tuple[str, ...]:
    mine = {others.persons.get(each, each) for each in account.participants}
    newer = [
        last
        for entry, (names, last) in others.ends.items()
        if entry != account.entry and len(mine & names) >= TWO_PEOPLE
    ]
    return gaps(
        Seen(
            format=account.format,
            found=account.found,
            whys={str(each.get("why")) for each in account.leftovers},
            last=account.last,
            received=others.received.get(account.entry),
            newest_of_same_people=max(newer, default=None),
            newest_screenshot=others.screenshot if account.counts["messages"] else None,
        )
    )
