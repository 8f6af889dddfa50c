"""Checksums that an export states of its own files, compared with what came in with it.

A file that the casebook holds with the stated SHA-256 matches, wherever it came from. One of the
same name and place in the same archive or folder that has another differs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.entry import Entry, Kind

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

FOLDER = "folder"
DAY = len("2026-03-04")


@dataclass(frozen=True, kw_only=True, slots=True)
class StatedHashes:
    """What became of the checksums of one export."""

    matches: tuple[str, ...] = field(default=(), repr=False)
    """Names of files that came and are what was stated."""

    differs: tuple[str, ...] = field(default=(), repr=False)
    """Names of files that came and are something else."""

    missing: tuple[str, ...] = field(default=(), repr=False)
    """Names of files that did not come."""

    @property
    def count(self) -> int:
        """How many files a checksum is stated for."""
        return len(self.matches) + len(self.differs) + len(self.missing)

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as `import --json` prints it."""
        return {
            "matches": list(self.matches),
            "differs": list(self.differs),
            "missing": list(self.missing),
        }


def compare_stated(
    book: OpenCasebook, entry_id: str, *, before: int | None = None
) -> StatedHashes | None:
    """Compare the checksums that an import states with what the record holds.

    Args:
        book: the open casebook.
        entry_id: of the import.
        before: only entries of a smaller sequence count; all when None.

    Returns:
        What became of each; None when it states none.
    """
    entry = book.record.entry(entry_id)
    size = book.record.size if before is None else before
    stated = _stated(entry, book, size)
    if not stated:
        return None
    found: dict[str, list[str]] = {"matches": [], "differs": [], "missing": []}
    for name, sha256 in stated.items():
        holder = book.record.held_by(sha256)
        if holder is not None and book.record.sequence_of(holder) < size:
            found["matches"].append(name)
        elif _came_otherwise(book, entry, name, size=size):
            found["differs"].append(name)
        else:
            found["missing"].append(name)
    return StatedHashes(**{what: tuple(names) for what, names in found.items()})


def _stated(entry: Entry, book: OpenCasebook, size: int) -> dict[str, str]:
    """Give names and hashes as the last reading has them, a file that is named twice once."""
    readings = [
        each
        for each in book.record.about(entry.id)
        if isinstance(each, Entry) and each.kind is Kind.READING and each.sequence < size
    ]
    stored = [entry, *readings][-1].fields.get("stated")
    pairs = stored if isinstance(stored, list) else []
    return {
        str(pair[0]): str(pair[1])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == len(("name", "hash"))
    }


def _came_otherwise(book: OpenCasebook, entry: Entry, name: str, *, size: int) -> bool:
    """Tell whether a file of that name and place came with the export."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    part_of = entry.fields.get("part_of")
    container = str(part_of[0]) if isinstance(part_of, list) and part_of else ""
    for other, place in book.index.files_named(last):
        if book.record.sequence_of(other) >= size:
            continue
        around, _, inside = place.partition("/")
        if container and around == container and _ends_with(inside, name):
            return True
        if not container and not place and _came_together(entry, book.record.entry(other)):
            return True
    return False


def _ends_with(path: str, name: str) -> bool:
    return path == name or path.endswith(f"/{name}")


def _came_together(entry: Entry, other: Entry) -> bool:
    """Tell whether two files came with a folder, on one day; a record does not know which."""
    days = {each.text("received")[:DAY] for each in (entry, other)}
    hows = {each.text("how") for each in (entry, other)}
    return hows == {FOLDER} and len(days) == 1
