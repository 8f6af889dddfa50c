"""Checking that every original and every message batch is what its entry says, on all cores."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.entry import Entry
from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.batch import Batch
from holdfast.vault.key_table import ShreddedKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.vault.casebook import OpenCasebook

MOST_THREADS = 4
"""Opening and hashing leave the interpreter, so threads are enough; disks gain nothing by more."""


class Named(NamedTuple):
    """A blob and the entry that names it."""

    blob: str
    """Its id."""

    entry: Entry
    """The entry."""

    is_batch: bool
    """Whether it is a message batch; an original otherwise."""

    @property
    def name(self) -> str:
        """How it is called in a check."""
        what = "messages" if self.is_batch else "original"
        return f"{what} of entry {self.entry.sequence}"


def check_originals(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    """Check every blob that an entry names.

    Args:
        book: open.

    Yields:
        What a good one is, for counting; or the name of another one and what is wrong with it.
    """
    named = list(_named(book))
    threads = min(os.cpu_count() or 1, MOST_THREADS)
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(lambda each: _check(book, each), named)
    known = {each.blob for each in named}
    for blob in book.blobs.names():
        if blob not in known:
            yield "blobs that no entry names"


def _named(book: OpenCasebook) -> Iterator[Named]:
    for entry in book.record.entries():
        if isinstance(entry, Entry):
            for field in ("blob", "batch"):
                if entry.text(field):
                    yield Named(entry.text(field), entry, is_batch=field == "batch")


def _check(book: OpenCasebook, named: Named) -> str | tuple[str, str]:
    if isinstance(book.record.tables.keys.find(named.blob), ShreddedKey):
        return "shredded"
    try:
        right = _has_root(book, named) if named.is_batch else _has_digest(book, named)
    except CasebookDamagedError:
        return named.name, "is missing or damaged"
    if not right:
        return named.name, "is not what was recorded"
    return "batches" if named.is_batch else "originals"


def _has_digest(book: OpenCasebook, named: Named) -> bool:
    hashed = sha256()
    for chunk in book.originals.open(named.blob).chunks():
        hashed.update(chunk)
    return hashed.hexdigest() == named.entry.text("sha256")


def _has_root(book: OpenCasebook, named: Named) -> bool:
    leaves, root = Batch(book.originals.open(named.blob).chunks, place=named.name).root()
    return (leaves, root) == (named.entry.fields.get("leaves"), named.entry.text("root"))
