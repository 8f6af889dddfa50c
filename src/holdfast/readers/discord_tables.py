"""DiscordChatExporter's CSV: `AuthorID,Author,Date,Content,Attachments,Reactions`.

The oldest have `Author;Date;Content;Attachments`; some have `MessageID` before all else.

Dates are ISO with an offset since 2023; before, as the exporting computer shows them, without one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.readers.csv_records import first_cells, rows
from holdfast.readers.discord_names import is_part_by_name
from holdfast.readers.moments import from_iso, marks_of
from holdfast.readers.reader import HEAD_BYTES
from holdfast.readers.written_dates import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.csv_records import Row
    from holdfast.readers.reader import Source

COLUMNS = ("AuthorID", "Author", "Date", "Content", "Attachments", "Reactions")
"""The first three are in every version but the first, which has no numbers of accounts."""

_OLDEST = frozenset({"Author", "Date", "Content", "Attachments"})

# Example guild - Text Channels - general [1012224565567721552] (part 2).csv
_STEM = re.compile(r"(.*?)(?: \[\d+\])?(?: \(.*\)| \[part \d+\])?\.csv$", re.IGNORECASE | re.DOTALL)


def delimiter_of(head: bytes) -> str:
    """Give what stands between the cells of such a table; empty for any other.

    Args:
        head: the file's first bytes.
    """
    for delimiter in (",", ";"):
        columns = {cell.strip("\ufeff ") for cell in first_cells(head, delimiter)}
        if columns.issuperset(COLUMNS[:3]) or columns.issuperset(_OLDEST):
            return delimiter
    return ""


def read_table(source: Source) -> Iterator[Found]:
    """Divide an export into messages.

    Args:
        source: one channel as CSV.

    Yields:
        The header as a leftover, then a message per record.
    """
    named = _STEM.match(source.name)
    conversation = named[1] if named else ""
    columns: list[str] = []
    for row in rows(source, delimiter_of(source.read(0, HEAD_BYTES))):
        if not columns:
            columns = [cell.strip("\ufeff ") for cell in row.cells]
            is_part = is_part_by_name(source.name)
            yield Leftover(row.span, "looks-partial" if is_part else "about-the-export")
        else:
            yield _message(row, columns, conversation)


def moment_of_cell(text: str) -> Moment:
    """Give the time in a cell.

    Args:
        text: ISO, or as people write it.
    """
    moment = from_iso(text)
    if moment.stated is not None:
        return moment
    return find_written(text) or moment


def marks_of_date(moment: Moment) -> tuple[str, ...]:
    """Mark a time that is in doubt: a day that can be read in two ways is not an impossible one.

    Args:
        moment: as `moment_of_cell` gives it.
    """
    is_open = moment.stated is None and find_written(moment.as_written) is not None
    return ("date-open",) if is_open else marks_of(moment)


def _message(row: Row, columns: list[str], conversation: str) -> Message:
    """Give one record."""
    cells = dict(zip(columns, row.cells, strict=False))
    happened = moment_of_cell(cells.get("Date", ""))
    files = tuple(filter(None, cells.get("Attachments", "").split(",")))
    text = cells.get("Content", "")
    marks = () if text or files else ("no-text",)
    details = [
        ("account-id", cells.get("AuthorID", "")),
        ("message-id", cells.get("MessageID", "")),
    ]
    details += [("reaction", each) for each in cells.get("Reactions", "").split(",")]
    extra = row.cells[len(columns) :]
    details += [("also-stated", each) for each in extra]
    if row.is_damaged:
        marks = (*marks, "bytes-replaced")
    return Message(
        MessageKind.MESSAGE.value, conversation, cells.get("Author") or None, text, happened,
        row.span, files, (*marks, *marks_of_date(happened)), None,
        tuple((key, value) for key, value in details if value),
    )  # fmt: skip
