"""Checking a whole casebook: every row, entry, leaf, checkpoint and original, and the index.

A group that is whole gives one check; whatever differs gives one of its own, by name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.model.checkpoint import (
    NoteUnreadableError,
    origin_of,
    parse_checkpoint,
    parse_note,
    read_checkpoint,
)
from holdfast.model.disclosure import entry_leaf
from holdfast.model.entry import ENTRY_VERSION, FIELDS, Entry
from holdfast.model.errors import CasebookDamagedError
from holdfast.model.merkle import Tree
from holdfast.vault.checking_originals import check_originals
from holdfast.vault.front import find_front
from holdfast.vault.index.faults import IndexDamagedError
from holdfast.vault.index.index import DAMAGED, OLDER, OTHER
from holdfast.vault.judging import RowJudge, foreign_slots
from holdfast.vault.lines import HEAD_KEY, open_head
from holdfast.vault.mending import has_been_told, set_aside_files
from holdfast.vault.mirrored_log import BOTH
from holdfast.vault.record import Shredded
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdfast.vault.casebook import OpenCasebook


class Result(StrEnum):
    """The three things a check can say."""

    MATCHES = "matches"
    DIFFERS = "differs"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked."""

    what: str
    """Its name: a file, a row, an entry, an original, a checkpoint."""

    result: Result
    """What came out."""

    detail: str = ""
    """How many, or in what way."""


def verify_casebook(book: OpenCasebook) -> Iterator[Check]:
    """Check everything in a casebook.

    Args:
        book: open; nothing in it is changed, but that a damaged file which was set aside is
            marked as told of.
    """
    groups: tuple[tuple[str, Callable[[OpenCasebook], Iterator[str | tuple[str, str]]]], ...] = (
        ("files", _files),
        ("rows", _rows),
        ("keys", _front),
        ("entries", _entries),
        ("tree", _tree),
        ("originals", check_originals),
        ("index", _index),
    )
    for name, group in groups:
        counted = Counter[str]()
        for found in group(book):
            if isinstance(found, str):
                counted[found] += 1
            else:
                counted["differs"] += 1
                yield Check(found[0], Result.DIFFERS, found[1])
        if not counted["differs"]:
            detail = ", ".join(f"{count} {what}" for what, count in sorted(counted.items()))
            yield Check(name, Result.MATCHES, detail)
    yield Check("time", Result.NOT_SHOWN, "when it was written is shown by an outside witness only")


def consistent_with(book: OpenCasebook, checkpoint: str) -> Check:
    """Tell whether the casebook continues the record of an earlier checkpoint.

    Args:
        book: open.
        checkpoint: a signed note, from an earlier pack for example.
    """
    result, detail = _compare(book, checkpoint)
    return Check("checkpoint", result, detail)


def _compare(book: OpenCasebook, checkpoint: str) -> tuple[Result, str]:
    try:
        stated = parse_checkpoint(parse_note(checkpoint))
        tree = Tree(book.record.leaves())
        signed = read_checkpoint(checkpoint, book.public_key)
    except NoteUnreadableError:
        return Result.DIFFERS, "it is no checkpoint"
    except CasebookDamagedError as damaged:
        return Result.DIFFERS, f"entry {damaged.place} is damaged"
    if stated.origin != origin_of(book.casebook_id) or signed is None:
        return Result.DIFFERS, "it is not signed by this casebook"
    if stated.size > tree.size:
        return Result.DIFFERS, f"{stated.size - tree.size} later entries are missing here"
    if tree.root(stated.size) != stated.root:
        return Result.DIFFERS, "earlier entries are not the same"
    return Result.MATCHES, f"{stated.size} of {tree.size} entries"


def _files(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    for name in book.changed_while_closed:
        yield name, "bytes were changed while it was closed"
    for path in set_aside_files(book.home):
        yield path.name, "was damaged; a whole copy was made from the other file"
        has_been_told(path)
    for name in BOTH:
        file = book.log.only(name)
        if file is None or not file.is_sound():
            yield name, "cannot be read as a whole"
        else:
            yield "files"


def _rows(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    judge = RowJudge(book.log, book.keys)
    seen: dict[str, dict[tuple[str, str], bytes | None]] = {}
    for name in BOTH:
        rows = seen[name] = {}
        file = book.log.only(name)
        try:
            for row in file.walk() if file else ():
                rows[row.shelf, row.key] = row.value
                if row.value is not None and not judge(row.shelf, row.key, row.value):
                    yield f"{name}: {row.shelf} {row.key}", "does not open at its place"
                else:
                    yield "rows"
        except CasebookDamagedError:
            yield name, "some rows cannot be read"
    first, second = (seen[name] for name in BOTH)
    for shelf, key in first.keys() ^ second.keys():
        where = BOTH[(shelf, key) in first]
        yield f"{where}: {shelf} {key}", "is missing in this copy"
    for shelf, key in sorted(first.keys() & second.keys()):
        if first[shelf, key] != second[shelf, key]:
            yield f"{shelf} {key}", "is not the same in both copies"


def _front(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    wanted = {
        "casebook": book.casebook_id,
        "recipient": book.recipient,
        "verify_key": book.public_key.hex(),
    }
    for name, value in wanted.items():
        if find_front(book.log, name) != value:
            yield name, "what is shown while locked is not this casebook's"
        else:
            yield "values"
    for kind in foreign_slots(book.log, book.keys):
        yield f"slot {kind}", "is not the one last set"


def _entries(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    numbers = Counter[object]()
    for sequence in range(book.record.size):
        found = book.record.at(sequence)
        name = f"entry {sequence}"
        if isinstance(found, Shredded) and found.shredded_at is None:
            yield name, "is damaged in both copies"
        elif isinstance(found, Shredded):
            yield "shredded"
        else:
            why = _what_is_wrong(book, found)
            yield (name, why) if why else "entries"
            numbers[found.fields.get("number")] += 1
    for number, count in numbers.items():
        if number is not None and count > 1:
            yield f"exhibit {number}", "its number is used twice"


def _what_is_wrong(book: OpenCasebook, entry: Entry) -> str:
    line = book.record.line(entry.sequence)
    shown = book.record.disclosed(entry.sequence)
    if line is None or entry_leaf(line.kind, entry.sequence, shown.digests) != line.leaf:
        return "does not match its leaf"
    if line.id != entry.id or book.record.sequence_of(entry.id) != entry.sequence:
        return "goes by another id"
    if entry.version == ENTRY_VERSION and set(entry.fields) != set(FIELDS[entry.kind]):
        return "does not have the fields of its kind"
    return ""


def _tree(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    try:
        tree = Tree(book.record.leaves())
    except CasebookDamagedError as damaged:
        yield f"entry {damaged.place}", "its leaf is damaged in both copies"
        return
    for copy in set(book.log.copies(Shelf.HEAD, HEAD_KEY)):
        head = open_head(book.keys, [copy])
        if head and (head.frontier.size, head.frontier.root()) != (tree.size, tree.root()):
            yield "head", "the tree over all entries is another one"
    sizes = set()
    for note in book.record.checkpoints():
        stated = read_checkpoint(note, book.public_key)
        if stated is None:
            yield "checkpoint", "its signature does not hold"
        elif stated.size > tree.size or tree.root(stated.size) != stated.root:
            yield f"checkpoint {stated.size}", "the entries do not lead to its root"
        else:
            sizes.add(stated.size)
            yield "checkpoints"
    if tree.size and tree.size not in sizes:
        yield f"checkpoint {tree.size}", "the latest checkpoint is missing"


def _index(book: OpenCasebook) -> Iterator[str | tuple[str, str]]:
    try:
        if book.index.remade in (OLDER, DAMAGED, OTHER):
            yield "index.db", f"was {book.index.remade}, and was made anew from the record"
        yield from book.index.differences()
        yield "indexes"
    except IndexDamagedError:
        yield "index.db", "cannot be made from this record"
