"""The tables of a pack: index.json, index.csv and the messages, each with one allowed spelling.

Spreadsheets run what begins with `=`, `+`, `-` or `@`; such cells get an apostrophe in front, and
so do those that begin with one, so that it can be taken away again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from holdfast.model.entry import JsonValue

INDEX_FORMAT = "holdfast-index/1"
INDEX_COLUMNS = (
    "number",
    "reference",
    "kind",
    "sequence",
    "of",
    "happened",
    "written",
    "where",
    "text",
    "file",
    "given",
    "sha256",
    "bytes",
    "document",
    "page",
)
MESSAGE_COLUMNS = (
    "number",
    "kind",
    "conversation",
    "sender",
    "when",
    "text",
    "attachments",
    "marks",
    "seconds",
    "details",
)
TEXT_FIELD = {
    "incident": "what",
    "exhibit": "name",
    "import": "name",
    "person": "name",
    "contact": "told",
    "order": "terms",
    "amendment": "why",
    "withdrawal": "why",
    "undo": "why",
}
"""Which field stands in the index as `text`, by kind."""

RISKY_STARTS = frozenset("=+-@\t\r\n'")
WITHOUT_DETAILS, PAIR = 11, 2
"""Values of a message that has no details; of one detail."""

DATE_CHARACTERS = len("2026-03-04")
BOM = "\ufeff"
GAP_COLUMNS = (MESSAGE_COLUMNS.index("kind"), MESSAGE_COLUMNS.index("text"))
GAP = "gap"


def compact_json(value: object) -> str:
    """Write JSON without spaces and with letters as they are.

    Args:
        value: JSON values.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def whole_characters(text: str) -> str:
    """Replace half characters (lone surrogates), which no file can hold, by U+FFFD.

    Args:
        text: any text.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table for spreadsheets: UTF-8 with BOM, every cell quoted, no formula anywhere.

    Args:
        rows: cells as texts.
    """
    lines = (",".join(map(_cell, row)) + "\r\n" for row in rows)
    return (BOM + "".join(lines)).encode()


def _cell(text: str) -> str:
    safe = f"'{text}" if text[:1] in RISKY_STARTS and text else text
    return '"' + safe.replace('"', '""') + '"'


def stated_time(happened: JsonValue) -> str:
    """Give a stored Moment as ISO 8601, with an offset only when one is known.

    Args:
        happened: what the field holds.
    """
    stated = happened.get("stated") if isinstance(happened, dict) else None
    if not isinstance(happened, dict) or not isinstance(stated, str):
        return ""
    offset = happened.get("offset_minutes")
    if not isinstance(offset, int) or isinstance(offset, bool) or len(stated) <= DATE_CHARACTERS:
        return stated
    hours, minutes = divmod(abs(offset), 60)
    return f"{stated}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def _plain(value: JsonValue) -> str:
    return whole_characters(value) if isinstance(value, str) else ""


def _whole_number(value: JsonValue) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def derived_cells(
    kind: str, sequence: int, fields: Mapping[str, JsonValue], *, initials: str
) -> dict[str, str]:
    """Give those cells of an index row that follow from the shown fields.

    Args:
        kind: of the entry.
        sequence: its place in the record.
        fields: the shown fields.
        initials: of the person, for the reference.

    Returns:
        All columns but `of`, `number`, `file`, `given`, `document` and `page`.
    """
    number = _whole_number(fields.get("number"))
    is_file = kind in {"exhibit", "import"}
    happened = fields.get("taken") if kind == "exhibit" else fields.get("happened")
    return {
        "reference": f"{initials}/{number}" if is_file else "",
        "kind": kind,
        "sequence": str(sequence),
        "happened": whole_characters(stated_time(happened)),
        "written": _plain(fields.get("written")),
        "where": _plain(fields.get("where")),
        "text": _plain(fields.get(TEXT_FIELD.get(kind, ""))),
        "sha256": _plain(fields.get("sha256")) if is_file else "",
        "bytes": _whole_number(fields.get("size_bytes")) if is_file else "",
    }


def index_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write index.csv from the rows of index.json.

    Args:
        rows: with all columns.
    """
    cells = ([row[column] for column in INDEX_COLUMNS] for row in rows)
    return csv_bytes([INDEX_COLUMNS, *cells])


def _joined(value: JsonValue) -> str:
    return " | ".join(str(each) for each in value) if isinstance(value, list) else ""


def _pairs(value: JsonValue) -> str:
    pairs = value if isinstance(value, list) else []
    return " | ".join(
        f"{pair[0]}: {pair[1]}" for pair in pairs if isinstance(pair, list) and len(pair) == PAIR
    )


def message_cells(parts: Sequence[JsonValue]) -> list[str]:
    """Give the cells of a message.

    Args:
        parts: the values of its leaf text.
    """
    _, number, kind, conversation, sender, text, happened, _, files, marks, seconds = parts[:11]
    cells = [
        str(number),
        _plain(kind),
        _plain(conversation),
        _plain(sender),
        stated_time(happened),
        _plain(text),
        _joined(files),
        _joined(marks),
        _whole_number(seconds),
        _pairs(parts[11]) if len(parts) > WITHOUT_DETAILS else "",
    ]
    return [whole_characters(cell) for cell in cells]


def gap_cells(missing: int) -> list[str]:
    """Give the cells of a row that says how many messages are missing here.

    Args:
        missing: how many.
    """
    cells = [""] * len(MESSAGE_COLUMNS)
    for column, text in zip(GAP_COLUMNS, (GAP, str(missing)), strict=True):
        cells[column] = text
    return cells


def with_gaps(numbers: Sequence[int], leaves: int) -> list[tuple[int, int | None]]:
    """Give numbers and, where some are missing, how many.

    Args:
        numbers: rising.
        leaves: how many there are in all.

    Returns:
        Pairs (missing before, number); the last has None for a number.
    """
    before = [-1, *numbers]
    after = [*numbers, leaves]
    ends: list[int | None] = [*numbers, None]
    return [
        (later - earlier - 1, number)
        for earlier, later, number in zip(before, after, ends, strict=True)
    ]


def message_rows(messages: Sequence[Sequence[JsonValue]], leaves: int) -> list[list[str]]:
    """Give the rows of a message table, gaps counted.

    Args:
        messages: the values of each leaf text, by rising number.
        leaves: how many messages the import has.
    """
    rows = []
    by_number = {_number(parts): parts for parts in messages}
    for missing, number in with_gaps(sorted(by_number), leaves):
        if missing:
            rows.append(gap_cells(missing))
        if number is not None:
            rows.append(message_cells(by_number[number]))
    return rows


def _number(parts: Sequence[JsonValue]) -> int:
    number = parts[1]
    return number if isinstance(number, int) else -1


def message_csv(messages: Sequence[Sequence[JsonValue]], leaves: int) -> bytes:
    """Write the message table of an import.

    Args:
        messages: the values of each leaf text, by rising number.
        leaves: how many messages the import has.
    """
    return csv_bytes([MESSAGE_COLUMNS, *message_rows(messages, leaves)])
