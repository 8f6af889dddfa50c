"""Checks that tables and originals in a pack say what its record says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.packs.checks_of_record import RecordUnreadableError, parse_json
from holdfast.packs.findings import Aspect
from holdfast.packs.names import exhibit_stem
from holdfast.packs.tables import (
    INDEX_COLUMNS,
    compact_json,
    derived_cells,
    index_csv,
    message_csv,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.packs.checks_of_files import OpenedPack
    from holdfast.packs.checks_of_record import Record, RecordEntry

EXHIBIT_FILE = re.compile(r"data/exhibits/([A-Z]{1,5})-([0-9]{3,})(-copy)?\.[a-z0-9]{1,8}")
COPY = "-copy."
FILE_KINDS = frozenset({"exhibit", "import"})
INITIALS = re.compile(r"[A-Z]{1,5}")


@dataclass(slots=True)
class _Index:
    initials: str
    rows: list[dict[str, str]]
    size: JsonValue
    shown: JsonValue
    files: dict[str, str] = field(default_factory=dict)


def check_tables(pack: OpenedPack, record: Record) -> None:
    """Check index, originals and message tables.

    Args:
        pack: its files.
        record: read from it.
    """
    try:
        index = _read_index(pack)
    except RecordUnreadableError:
        pack.findings.differs(Aspect.INDEX, "index.json")
        pack.findings.differs(Aspect.ORIGINALS, "index.json")
        return
    _check_index(pack, record, index)
    _check_originals(pack, record, index.initials)
    _check_message_tables(pack, record, index.initials)


def _read_index(pack: OpenedPack) -> _Index:
    text = pack.text("index.json")
    found = parse_json(text)
    match found:
        case {
            "format": "holdfast-index/1",
            "made": str(),
            "initials": str() as initials,
            "entries_in_record": size,
            "entries_shown": shown,
            "rows": list() as rows,
        } if INITIALS.fullmatch(initials):
            pass
        case _:
            raise RecordUnreadableError
    if text != compact_json(found) + "\n":
        raise RecordUnreadableError
    index = _Index(initials, [_row(row) for row in rows], size, shown)
    for path in sorted(pack.hashes):
        if EXHIBIT_FILE.fullmatch(path):
            index.files[_stem(path)] = path
    return index


def _stem(path: str) -> str:
    """Give the part of an exhibit's file name that stands for its number (`ABC-001`)."""
    return path.rpartition("/")[2].partition(".")[0].removesuffix(COPY.rstrip("."))


def _row(row: JsonValue) -> dict[str, str]:
    if not isinstance(row, dict) or tuple(row) != INDEX_COLUMNS:
        raise RecordUnreadableError
    cells = {column: cell for column, cell in row.items() if isinstance(cell, str)}
    if len(cells) != len(row):
        raise RecordUnreadableError
    return cells


def _check_index(pack: OpenedPack, record: Record, index: _Index) -> None:
    findings = pack.findings
    size = record.state.size if record.state else None
    if (index.size, index.shown) != (size, len(record.entries)):
        findings.differs(Aspect.INDEX, "how many entries there are")
    rows = {row["sequence"]: row for row in index.rows}
    if len(rows) != len(index.rows) or rows.keys() != set(map(str, record.entries)):
        findings.differs(Aspect.INDEX, "which entries there are")
    by_id = {entry.fields["id"]: entry for entry in record.entries.values()}
    for sequence, entry in record.entries.items():
        row = rows.get(str(sequence))
        if row is not None:
            _check_row(pack, entry, row, index=index, of=by_id.get(_of(entry)))
    if pack.text("index.csv") != index_csv(index.rows).decode():
        findings.differs(Aspect.INDEX, "index.csv")
    findings.done(Aspect.INDEX, f"{len(rows)} rows")


def _of(entry: RecordEntry) -> str:
    of = entry.fields.get("of")
    return of if isinstance(of, str) else ""


def _check_row(
    pack: OpenedPack,
    entry: RecordEntry,
    row: Mapping[str, str],
    *,
    index: _Index,
    of: RecordEntry | None,
) -> None:
    initials, files = index.initials, index.files
    wanted = derived_cells(entry.kind, entry.sequence, entry.fields, initials=initials)
    wanted["of"] = str(of.sequence) if of else ""
    given = ""
    if entry.kind in FILE_KINDS:
        given = "hash only"
        number = entry.fields.get("number")
        stem = exhibit_stem(initials, number if isinstance(number, int) else 0)
        path = files.get(stem)
        if path is not None:
            given = "copy" if COPY in path else "original"
            wanted["file"] = path
    wanted["given"] = given
    wanted.setdefault("file", "")
    for column, text in wanted.items():
        if row[column] != text:
            pack.findings.differs(Aspect.INDEX, f"{column} of entry {entry.sequence}")


def _check_originals(pack: OpenedPack, record: Record, initials: str) -> None:
    numbered = {
        entry.fields.get("number"): entry
        for entry in record.entries.values()
        if entry.kind in FILE_KINDS
    }
    originals, seen = 0, set[str]()
    for path in sorted(pack.hashes):
        found = EXHIBIT_FILE.fullmatch(path)
        if found is None:
            continue
        entry = numbered.get(int(found[2]))
        stem = path.partition(".")[0].removesuffix("-copy")
        is_its_own = (
            entry is not None and stem == f"data/exhibits/{exhibit_stem(initials, int(found[2]))}"
        )
        if entry is None or not is_its_own or stem in seen:
            pack.findings.differs(Aspect.ORIGINALS, path)
        elif not found[3]:
            originals += 1
            if pack.hashes[path] != entry.fields.get("sha256"):
                pack.findings.differs(Aspect.ORIGINALS, path)
        seen.add(stem)
    for entry in numbered.values():
        if not {"number", "sha256", "size_bytes"} <= entry.fields.keys():
            pack.findings.differs(Aspect.ORIGINALS, f"entry {entry.sequence}")
    pack.findings.done(Aspect.ORIGINALS, f"{originals} originals")


def _check_message_tables(pack: OpenedPack, record: Record, initials: str) -> None:
    wanted = {}
    for sequence, messages in record.messages.items():
        entry = record.entries[sequence]
        source = entry
        if entry.kind == "reading":
            source = next(
                (each for each in record.entries.values() if each.fields["id"] == _of(entry)), entry
            )
        number, leaves = source.fields.get("number"), entry.fields.get("leaves")
        if isinstance(number, int) and isinstance(leaves, int):
            path = f"data/messages/{exhibit_stem(initials, number)}.csv"
            wanted[path] = message_csv(messages, leaves)
    tables = {path for path in pack.hashes if path.startswith("data/messages/")}
    for path, text in wanted.items():
        if pack.text(path) != text.decode():
            pack.findings.differs(Aspect.MESSAGES, path)
    for path in sorted(tables):
        if path.rpartition(".")[0] + ".csv" not in wanted:
            pack.findings.differs(Aspect.MESSAGES, path)
