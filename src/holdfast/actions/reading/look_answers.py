"""What the child says of a table's first rows, checked before it is believed."""

from __future__ import annotations

import re
from typing import TypeGuard

from holdfast.actions.reading.answers import AnswerNotUnderstoodError
from holdfast.readers.call_records_layout import MOST_COLUMNS as MOST_IN_ALL
from holdfast.readers.call_records_look import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    WORKBOOK,
    Look,
)
from holdfast.readers.call_records_words import Role
from holdfast.readers.csv_records import DELIMITERS

_SHAPE = re.compile(r"[0-9a-f]{32}")
_ENCODINGS = frozenset({"utf-8", "utf-16", "cp1252", WORKBOOK})
_GUESSES = frozenset({"", *(role.value for role in Role)})


def parse_look(values: list[object]) -> Look:
    """Give what the first rows look like.

    Args:
        values: in the order of the fields of `Look`.

    Raises:
        AnswerNotUnderstoodError: something is not as it must be.
    """
    match values:
        case [
            str(shape), str(delimiter), str(encoding), int(columns), list(headings), list(guesses),
            list(rows),
        ]:  # fmt: skip
            is_sane = (
                _SHAPE.fullmatch(shape) is not None
                and delimiter in DELIMITERS
                and encoding in _ENCODINGS
                and 0 < columns <= MOST_IN_ALL
                and len(rows) <= MOST_ROWS
            )
            if is_sane and _are_cells(headings) and _are_cells(guesses) and {*guesses} <= _GUESSES:
                shown = tuple(tuple(row) for row in rows if _are_cells(row))
                if len(shown) == len(rows):
                    return Look(
                        shape, delimiter, encoding, columns, tuple(headings), tuple(guesses), shown
                    )
        case _:
            pass
    raise AnswerNotUnderstoodError


def _are_cells(values: object) -> TypeGuard[list[str]]:
    """Tell whether something is a row as it is shown."""
    return (
        isinstance(values, list)
        and len(values) <= MOST_COLUMNS
        and all(isinstance(cell, str) and len(cell) <= LONGEST_CELL + 1 for cell in values)
    )
