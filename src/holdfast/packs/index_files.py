"""index.json and index.csv: every entry and exhibit of a pack, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.packs.tables import (
    INDEX_COLUMNS,
    INDEX_FORMAT,
    compact_json,
    derived_cells,
    index_csv,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.packs.content import PackContent, ShownEntry
    from holdfast.packs.papers.order import Numbered


class Place(NamedTuple):
    """Where something is printed."""

    document: str
    """File name of the paper."""

    page: int
    """From 1."""


def index_files(
    content: PackContent, entries: Sequence[Numbered], places: Mapping[int, Place]
) -> dict[str, bytes]:
    """Give both files.

    Args:
        content: of the pack.
        entries: the chronology.
        places: where entries are printed, by sequence.
    """
    order: dict[int, str] = {}
    for each in entries:
        order[each.entry.sequence] = str(each.number)
        order |= {amendment.sequence: str(each.number) for amendment in each.amendments}
    rest = [entry.sequence for entry in content.entries if entry.sequence not in order]
    rows = [
        _row(content, content.by_sequence[sequence], order.get(sequence, ""), places.get(sequence))
        for sequence in [*order, *rest]
    ]
    index = {
        "format": INDEX_FORMAT,
        "made": content.made_at,
        "initials": content.initials,
        "entries_in_record": len(content.leaves),
        "entries_shown": len(content.entries),
        "rows": rows,
    }
    return {
        "index.csv": index_csv(rows),
        "index.json": (compact_json(index) + "\n").encode(),
    }


def _row(
    content: PackContent, entry: ShownEntry, number: str, place: Place | None
) -> dict[str, str]:
    cells = derived_cells(entry.kind, entry.sequence, entry.fields, initials=content.initials)
    exhibit = content.exhibit_of.get(entry.sequence)
    of = content.by_id.get(entry.text("of")) if entry.text("of") else None
    cells |= {
        "number": number,
        "of": str(of.sequence) if of else "",
        "file": exhibit.file(content.initials) if exhibit else "",
        "given": str(exhibit.given) if exhibit else "",
        "document": place.document if place else "",
        "page": str(place.page) if place else "",
    }
    return {column: cells[column] for column in INDEX_COLUMNS}
