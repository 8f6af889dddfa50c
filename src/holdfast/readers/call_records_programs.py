"""What the headings of a known program settle, so that nobody is asked what its codes mean.

| program                      | known by                                        |
| ---------------------------- | ----------------------------------------------- |
| FRITZ!Box, list of calls     | *Typ*, *Nebenstelle*, *Eigene Rufnummer*, *Dauer* |
| Android, its store of texts  | `thread_id`, `address`, `date`, `type`, `body`  |
| Android, its store of calls  | `_id`, `number`, `date`, `duration`, `type`     |

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

from holdfast.readers.call_records_dates import is_count
from holdfast.readers.call_records_words import Role, plain_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.readers.call_records_roles import Column

_FRITZ_BOX = frozenset({"typ", "datum", "rufnummer", "nebenstelle", "eigenerufnummer", "dauer"})
# 3 went out in old versions, and was turned down in new ones: it is asked about. Lengths are hours
# and minutes, rounded up; jfritz, FritzCall and two programs of 2026 read both so.
_FRITZ_BOX_CODES = {"1": "received-call", "2": "missed", "4": "sent-call"}
_ANDROID_TEXTS = frozenset({"threadid", "address", "date", "type", "body"})
_ANDROID_CALLS = frozenset({"id", "number", "date", "duration", "type"})
# A draft, and what waits to be sent or could not be, neither came nor went: page sms-xml has them.
_ANDROID_TEXT_CODES = {
    "1": "received-text", "2": "sent-text", **dict.fromkeys(("3", "4", "5", "6"), "text"),
}  # fmt: skip
_ANDROID_CALL_CODES = {"1": "received-call", "2": "sent-call", "3": "missed"}


def _answers(codes: Mapping[str, str], **others: str) -> Mapping[str, str]:
    """Give answers by question id: what codes mean, and others."""
    words = {f"call-word-{crc32(code.encode())}": codes[code] for code in codes}
    told = {name.replace("_", "-"): answer for name, answer in others.items()}
    return MappingProxyType({"call-column-direction": "none", **told, **words})


_PROGRAMS = (
    (_FRITZ_BOX, _answers(
        _FRITZ_BOX_CODES, date_order="day-month-year", duration_unit_2="hours-minutes",
    )),
    (_ANDROID_TEXTS, _answers(_ANDROID_TEXT_CODES, call_column_duration="none")),
    (_ANDROID_CALLS, _answers(_ANDROID_CALL_CODES, duration_unit="seconds")),
)  # fmt: skip


def settled_by_program(columns: Sequence[Column]) -> Mapping[str, str]:
    """Give the answers that the program which wrote a table settles, by question id.

    Args:
        columns: of the table.
    """
    headings = _headings(columns)
    for named, answers in _PROGRAMS:
        if headings >= named and (named is _FRITZ_BOX or _counts(columns, "date")):
            return answers
    return {}


def with_program_roles(columns: list[Column]) -> list[Column]:
    """Give columns the roles that only the program which wrote them gives such headings.

    Args:
        columns: of a table, from left to right.
    """
    if not (_headings(columns) >= _ANDROID_TEXTS and _counts(columns, "date")):
        return columns
    return [
        column._replace(role=Role.NUMBER) if _heading(column) == "address" else column
        for column in columns
    ]


def _heading(column: Column) -> str:
    return "".join(plain_words(column.heading))


def _headings(columns: Sequence[Column]) -> set[str]:
    return set(map(_heading, columns))


def _counts(columns: Sequence[Column], heading: str) -> bool:
    """Tell whether a column counts milliseconds, as Android's stores do and no bill does."""
    return any(
        column.examples and all(map(is_count, column.examples))
        for column in columns
        if _heading(column) == heading
    )
