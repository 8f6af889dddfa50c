"""Contacts of an iPhone: `AddressBook.sqlitedb`, one event for every person.

| table               | holds                                                              |
| ------------------- | ------------------------------------------------------------------ |
| `ABPerson`          | names, organisation, note, when made and changed                   |
| `ABMultiValue`      | numbers (property 3), addresses (4), and others, by `record_id`    |
| `ABMultiValueEntry` | parts of a postal address, by the row number of the value          |
| `ABMultiValueLabel` | labels such as `_$!<Mobile>!$_`                                    |

References: docs/readers/ios_contacts.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.span import Span
from holdfast.readers.apple_times import apple_moment, said
from holdfast.readers.moments import marks_of
from holdfast.readers.reader import Confidence
from holdfast.readers.sqlite_rows import Row, opened, tables_in_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source
    from holdfast.readers.sqlite_rows import Database, Value

NAME = "ios_contacts"
VERSION = 1

MOST_VALUES = 1_000_000
"""Numbers and addresses of all people together; what is beyond is not read."""

_NAMES = ("Prefix", "First", "Middle", "Last", "Suffix")
_OTHERS = ("Organization", "Department", "JobTitle", "Nickname", "Note")
_PERSON = (*_NAMES, *_OTHERS, "Birthday", "CreationDate", "ModificationDate")
_OTHER_CODES = ("organisation", "organisation", "job", "nickname", "note")
_NO_YEAR = "1604"
_CODES = {3: "tel", 4: "email", 5: "postal-address", 22: "web-address", 46: "handle"}


def recognises(head: bytes, name: str) -> Confidence:
    """Tell whether a file is the contacts of an iPhone.

    Args:
        head: the first bytes of the file.
        name: file name as received; it counts only where the tables' names are out of sight.
    """
    tables = tables_in_head(head)
    if {"abperson", "abmultivalue"} <= tables or ("abperson" in tables and b"ABStore" in head):
        return Confidence.YES
    is_named = name == "AddressBook.sqlitedb" or name.startswith("31bb7ba8914766d4ba40d6dfb6113c8b")
    return Confidence.PERHAPS if tables and is_named else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every person.

    Args:
        source: the store.
        answers: none are asked for: every time is UTC.

    Yields:
        One event for every person, at the time they were added; then what the other tables were
        good for.

    Raises:
        NotThisFormatError: there is no table of people.
    """
    with opened(source) as database:
        if not database.has("ABPerson", "First", "Last"):
            raise NotThisFormatError
        if database.may_have_newer_rows_beside:
            yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
        values = _values(database)
        for row in database.rows("ABPerson", _PERSON):
            yield _person(row, values.get(row.number, [])) if isinstance(row, Row) else row
        yield from database.leftovers(said=("ABPerson",))


def _values(database: Database) -> dict[int, list[tuple[str, str]]]:
    """Give the numbers and addresses of every person."""
    labels = database.look_up("ABMultiValueLabel", "rowid", "value")
    postal: dict[Value, list[str]] = {}
    for row in database.rows("ABMultiValueEntry", ("parent_id", "value")):
        if isinstance(row, Row) and row.values[1]:
            postal.setdefault(row.values[0], []).append(str(row.values[1]))
    found: dict[int, list[tuple[str, str]]] = {}
    rows = database.rows("ABMultiValue", ("record_id", "property", "label", "value"))
    for row, _ in zip(rows, range(MOST_VALUES), strict=False):
        if not isinstance(row, Row):
            continue
        person, kind, label, value = row.values
        text = _text(value) or ", ".join(postal.get(row.number, ()))
        (named,) = labels.get(label, ("",))
        shown = _text(named).removeprefix("_$!<").removesuffix(">!$_")
        if isinstance(person, int) and text:
            code = _CODES.get(kind, "other-field") if isinstance(kind, int) else "other-field"
            found.setdefault(person, []).append((code, f"{text} ({shown})" if shown else text))
    return found


def _person(row: Row, values: list[tuple[str, str]]) -> Message:
    """Give one person."""
    cells = dict(zip(_PERSON, row.values, strict=True))
    others = [(code, _text(cells[name])) for code, name in zip(_OTHER_CODES, _OTHERS, strict=True)]
    name = " ".join(filter(None, (_text(cells[part]) for part in _NAMES)))
    happened = apple_moment(cells["CreationDate"])
    details = [
        *others, *values, ("birthday", _birthday(cells["Birthday"])),
        ("changed-at", said(cells["ModificationDate"])),
    ]  # fmt: skip
    marks = ["contact", *(["no-time"] if not cells["CreationDate"] else []), *marks_of(happened)]
    return Message(
        kind=MessageKind.EVENT.value,
        conversation="",
        sender=None,
        text=name or next((text for _, text in details if text), ""),
        happened=happened,
        span=row.span,
        marks=tuple(marks),
        details=tuple((code, text) for code, text in details if text),
    )


def _birthday(value: Value) -> str:
    """Give a birthday as a day; the phone counts seconds to its noon, and 1604 is no year."""
    written = _text(value)
    day = (apple_moment(written).stated or "")[: len("1990-03-04")] or written
    return f"-{day[len(_NO_YEAR) :]}" if day.startswith(f"{_NO_YEAR}-") else day


def _text(value: Value) -> str:
    """Give a cell as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return "" if value is None else str(value)
