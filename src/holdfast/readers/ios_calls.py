"""Calls of iPhone, iPad and Mac: `CallHistory.storedata`, the older `call_history.db`, voicemail.

| table         | since   | time                     | way                             |
| ------------- | ------- | ------------------------ | ------------------------------- |
| `ZCALLRECORD` | iOS 8   | seconds since 2001, UTC  | `ZORIGINATED`, `ZANSWERED`      |
| `call`        | iOS 2-7 | seconds since 1970, UTC  | `flags`: odd is outgoing        |
| `voicemail`   | iOS 2   | seconds since 1970, UTC  | always incoming                 |

References: docs/readers/ios_calls.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from holdfast.readers.apple_times import LAST_YEAR, apple_moment
from holdfast.readers.moments import Unit, from_epoch, impossible, marks_of
from holdfast.readers.reader import OWNER, Confidence
from holdfast.readers.sqlite_joins import Join
from holdfast.readers.sqlite_rows import Row, is_sqlite, opened, tables_in_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.model.moment import Moment
    from holdfast.readers.reader import Source
    from holdfast.readers.sqlite_rows import Database, Value

NAME = "ios_calls"
VERSION = 1

_CALLS = (
    "ZADDRESS", "ZDATE", "ZDURATION", "ZORIGINATED", "ZANSWERED", "ZCALLTYPE", "ZSERVICE_PROVIDER",
    "ZNAME", "ZLOCATION", "ZISO_COUNTRY_CODE", "ZBLOCKEDBYEXTENSION", "ZFILTERED_OUT_REASON",
    "ZDISCONNECTED_CAUSE",
)  # fmt: skip
_OLD_CALLS = ("address", "date", "duration", "flags", "name", "answered", "country_code")
_VOICEMAILS = ("sender", "callback_num", "date", "duration", "trashed_date", "flags")
_KINDS = {1: "telephone", 8: "FaceTime video", 16: "FaceTime audio"}
_APPLES = "com.apple."
_JOIN = re.compile(r"z_\d+remoteparticipanthandles", re.IGNORECASE)
_CALL = MessageKind.CALL.value


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content decides
    """Tell whether a file is a store of calls or voicemail of an Apple device.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    tables = tables_in_head(head)
    if "zcallrecord" in tables:
        return Confidence.YES
    if "call" in tables and b"face_time_data" in head:
        return Confidence.YES
    if "voicemail" in tables and b"callback_num" in head and b"trashed_date" in head:
        return Confidence.YES
    return Confidence.PERHAPS if "call" in tables and is_sqlite(head) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every call and voicemail.

    Args:
        source: the store.
        answers: none are asked for: every time is UTC.

    Yields:
        One call for every row, then what the other tables were good for.

    Raises:
        NotThisFormatError: it has none of the tables.
    """
    with opened(source) as database:
        kinds = [kind for kind in _known(database) if database.has(kind[0], *kind[2])]
        if not kinds:
            raise NotThisFormatError
        if database.may_have_newer_rows_beside:
            yield Leftover(span=Span(0, 0, ""), why="newer-rows-beside")
        for table, columns, _, make in kinds:
            for row in database.rows(table, columns):
                if isinstance(row, Row):
                    yield make(row, dict(zip(columns, row.values, strict=True)))
                else:
                    yield row
        yield from database.leftovers(said=[table for table, *_ in kinds])


Cells = dict[str, "Value"]


def _known(
    database: Database,
) -> list[tuple[str, tuple[str, ...], tuple[str, ...], Callable[[Row, Cells], Message]]]:
    """Give for each table: what is asked, what must be there, and what makes a call of a row."""
    others = _participants(database)
    return [
        (
            "ZCALLRECORD", _CALLS, ("ZADDRESS", "ZDATE", "ZDURATION"),
            lambda row, cells: _call(row, cells, others(row.number)),
        ),
        ("call", _OLD_CALLS, ("address", "date", "duration", "flags"), _old_call),
        ("voicemail", _VOICEMAILS, ("sender", "date", "duration"), _voicemail),
    ]  # fmt: skip


def _participants(database: Database) -> Callable[[int], list[str]]:
    """Give a look-up of who else took part in a call, by its row number."""
    table = next((name for name in database.tables if _JOIN.fullmatch(name)), "")
    columns = database.columns(table)
    calls = next((name for name in columns if name.endswith("calls")), "")
    handles = next((name for name in columns if name.endswith("handles")), "")
    if not calls or not handles:
        return lambda _: []
    join = Join(database, table, calls, handles)
    names = database.look_up("ZHANDLE", "rowid", "ZNORMALIZEDVALUE", "ZVALUE")

    def of(number: int) -> list[str]:
        found = (names.get(handle, (None, None)) for handle in join.of(number))
        return [_text(shown) or _text(plain) for shown, plain in found if shown or plain]

    return of


def _call(row: Row, cells: Cells, others: list[str]) -> Message:
    """Give a row of `ZCALLRECORD`."""
    number = _text(cells["ZADDRESS"])
    others = [each for each in others if each != number]
    is_mine, is_answered = bool(cells["ZORIGINATED"]), bool(cells["ZANSWERED"])
    marks = []
    if not is_mine and not is_answered:
        marks.append("missed")
    if cells["ZBLOCKEDBYEXTENSION"] or cells["ZFILTERED_OUT_REASON"]:
        marks.append("blocked")
    kind, app = cells["ZCALLTYPE"], _text(cells["ZSERVICE_PROVIDER"])
    # Calls of other apps have the kind of a telephone call, and are none.
    is_apples = not app or app.startswith(_APPLES)
    details = [
        ("contact-name", _text(cells["ZNAME"])),
        ("service", _KINDS.get(kind, "") if isinstance(kind, int) and is_apples else ""),
        ("app", app), ("number-place", _place(cells["ZLOCATION"])),
        ("country", _text(cells["ZISO_COUNTRY_CODE"])),
        *(("with", each) for each in others),
    ]  # fmt: skip
    seconds = _seconds(cells["ZDURATION"])
    parts = _Parts(apple_moment(cells["ZDATE"]), number or ", ".join(others), seconds)
    return parts.message(row, marks, details, is_mine=is_mine)


def _old_call(row: Row, cells: Cells) -> Message:
    """Give a row of the older table."""
    flags = cells["flags"] if isinstance(cells["flags"], int) else 0
    is_mine = bool(flags & 1)
    seconds = _seconds(cells["duration"])
    marks = ["missed"] if not is_mine and not seconds and not cells["answered"] else []
    details = [("contact-name", _text(cells["name"])), ("country", _text(cells["country_code"]))]
    parts = _Parts(_unix(cells["date"]), _text(cells["address"]), seconds)
    return parts.message(row, marks, details, is_mine=is_mine)


def _voicemail(row: Row, cells: Cells) -> Message:
    """Give a row of `voicemail`."""
    marks = ["voicemail"]
    if cells["trashed_date"]:
        marks.append("recently-deleted")
    callback = _text(cells["callback_num"])
    number = _text(cells["sender"]) or callback
    details = [("address", callback)] if callback != number else []
    parts = _Parts(_unix(cells["date"]), number, _seconds(cells["duration"]))
    message = parts.message(row, marks, details, is_mine=False)
    # The recording is a file that is called after the row.
    return message._replace(attachments=(f"{row.number}.amr",))


class _Parts:
    """What all kinds of calls have."""

    def __init__(self, happened: Moment, number: str, seconds: int | None) -> None:
        self._happened = happened
        self._number = number
        self._seconds = seconds

    def message(
        self, row: Row, marks: list[str], details: list[tuple[str, str]], *, is_mine: bool
    ) -> Message:
        """Give the call."""
        all_marks = ["sent" if is_mine else "received", *marks, *marks_of(self._happened)]
        if not self._number:
            all_marks.append("withheld")
        if is_mine and self._number:
            details = [("to", self._number), *details]
        if row.replaced:
            all_marks.append("bytes-replaced")
        return Message(
            kind=_CALL,
            conversation=self._number,
            sender=OWNER if is_mine else self._number or None,
            text="",
            happened=self._happened,
            span=row.span,
            marks=tuple(all_marks),
            duration_seconds=self._seconds,
            details=tuple((code, text) for code, text in details if text),
        )


def _text(value: Value) -> str:
    """Give a cell as text; numbers of calls are stored as bytes in some systems."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return "" if value is None else str(value)


def _place(value: Value) -> str:
    """Give the place that the phone knows of a number; `<<…>>` stands for none."""
    text = _text(value)
    return "" if text.startswith("<<") else text


def _seconds(value: Value) -> int | None:
    """Give a length; a length that cannot be is none."""
    return int(value) if isinstance(value, int | float) and 0 <= value < 1 << 31 else None


def _unix(value: Value) -> Moment:
    """Give the moment of a count of seconds since 1970."""
    if not value:
        return UNKNOWN_MOMENT
    moment = from_epoch(value, Unit.SECONDS)
    return moment if (moment.stated or "") < LAST_YEAR else impossible(value)
