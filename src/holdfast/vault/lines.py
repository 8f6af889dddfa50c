"""The two small sealed things that the log itself needs: a line for each entry, and the head.

A line outlives shredding: it holds the leaf, without which the tree could not be proved, and
neither a salt nor a word of what was written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.model.merkle import Frontier
from holdfast.vault.sealing import first_that_opens, seal
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.vault.keys import Keys

HEAD_KEY = "head"
SEQUENCE_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """What the log knows of an entry without opening it."""

    kind: str
    """What it records."""

    id: str
    """Its name."""

    leaf: bytes
    """Its leaf in the tree."""

    of: str
    """Id of the entry it is about; empty for none."""


@dataclass(slots=True)
class Head:
    """Where the log stands."""

    frontier: Frontier
    """Of the tree over all entries."""

    number: int
    """Exhibit number to be given next, from 1."""

    written: str
    """When the last entry was written; empty before the first."""


def sequence_key(sequence: int) -> str:
    """Give the key under which an entry's rows stand.

    Args:
        sequence: from 0.
    """
    return f"{sequence:0{SEQUENCE_DIGITS}}"


def seal_line(keys: Keys, sequence: int, line: Line) -> bytes:
    """Seal a line at its place.

    Args:
        keys: of the casebook.
        sequence: of the entry.
        line: what to seal.
    """
    value = json.dumps([line.kind, line.id, line.leaf.hex(), line.of]).encode()
    return seal(keys.subkey("body"), value, keys.bound(Shelf.LINE, sequence_key(sequence)))


def open_line(keys: Keys, body_key: bytes, key: str, copies: Iterable[bytes]) -> Line | None:
    """Open the first copy of a line that opens.

    Args:
        keys: of the casebook.
        body_key: sub-key `body`, derived once by the caller.
        key: of the row.
        copies: of the row.
    """
    value = first_that_opens(body_key, copies, keys.bound(Shelf.LINE, key))
    if value is None:
        return None
    kind, name, leaf, of = json.loads(value)
    return Line(kind, name, bytes.fromhex(leaf), of)


def seal_head(keys: Keys, head: Head) -> bytes:
    """Seal the head.

    Args:
        keys: of the casebook.
        head: what to seal.
    """
    value = {
        "size": head.frontier.size,
        "peaks": [peak.hex() for peak in head.frontier.peaks],
        "number": head.number,
        "written": head.written,
    }
    return seal(keys.subkey("body"), json.dumps(value).encode(), keys.bound(Shelf.HEAD, HEAD_KEY))


def open_head(keys: Keys, copies: Iterable[bytes]) -> Head | None:
    """Open the first copy of the head that opens.

    Args:
        keys: of the casebook.
        copies: of the row.
    """
    value = first_that_opens(keys.subkey("body"), copies, keys.bound(Shelf.HEAD, HEAD_KEY))
    if value is None:
        return None
    stored = json.loads(value)
    peaks = [bytes.fromhex(peak) for peak in stored["peaks"]]
    return Head(Frontier(stored["size"], peaks), stored["number"], stored["written"])
