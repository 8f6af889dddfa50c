"""What the cells of a column of call records can be, and whether its heading agrees with them.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from holdfast.readers.call_records_cells import (
    is_duration,
    is_no_length,
    is_number,
    is_size,
)
from holdfast.readers.call_records_clocks import parse_time
from holdfast.readers.call_records_dates import is_count, parse_date, parse_yearless
from holdfast.readers.call_records_words import WITHHELD, Role, meaning_of, plain_words
from holdfast.readers.call_records_zones import is_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_VALUES = 12
"""A column with more values than this says nothing of direction or kind."""

_MOSTLY = 0.8
_FEWEST_DIGITS = 3
_MOST_DIGITS = 4
_LONGEST_WORD = 30
_MONEY = frozenset("£$€")


class Column(NamedTuple):
    """One column."""

    heading: str
    """As written; empty when there is no heading."""

    role: Role | None
    """What its heading says that it holds, when its cells agree."""

    could_be: frozenset[Role]
    """What its cells could be."""

    examples: tuple[str, ...]
    """Its first values."""


def is_value(cell: str) -> bool:
    """Tell whether a cell holds what a record holds, so that it names no column.

    Args:
        cell: without space around it.
    """
    return bool(cell) and (
        _is_day(cell)
        or parse_time(cell) is not None
        or cell.replace(".", "").lstrip("+-").isdecimal()
    )


def _is_day(cell: str) -> bool:
    """Tell whether a cell holds a date, with its year or without; `3-4` and `3.4` may be others."""
    if parse_date(cell) is not None:
        return True
    return parse_yearless(cell) is not None and (
        "/" in cell or any(letter.isalpha() for letter in cell)
    )


def _is_headed_day(cell: str) -> bool:
    """Tell whether a cell under a heading of dates holds one, with its year or without."""
    return parse_date(cell) is not None or parse_yearless(cell) is not None


def lack_years(cells: Iterable[str]) -> bool:
    """Tell whether most dates have no year.

    Args:
        cells: of a column of dates.
    """
    seen = list(cells)
    without = sum(parse_yearless(cell) is not None for cell in seen)
    return without > sum(parse_date(cell) is not None for cell in seen)


def could_be(cells: list[str]) -> frozenset[Role]:
    """Give what the cells of a column could be.

    Args:
        cells: of a column, those that are not empty.
    """
    if not cells:
        return frozenset()
    found = set()
    most = len(cells) * _MOSTLY
    dates = sum(map(_is_day, cells))
    times = sum(parse_time(cell) is not None and ":" in cell for cell in cells)
    if dates >= most:
        found.add(Role.WHEN)
    if times >= most:
        found.add(Role.TIME)
    if not found and sum(_is_party(cell) for cell in cells) >= most:
        found.add(Role.NUMBER)
    if dates < most and sum(is_duration(cell) for cell in cells) >= most:
        found.add(Role.DURATION)
    if dates < most and len(set(cells)) <= MOST_VALUES and all(map(_is_word, cells)):
        found |= {Role.DIRECTION, Role.KIND}
    return frozenset(found)


def say(cells: Sequence[str], codes: frozenset[str]) -> bool:
    """Tell whether every cell of a column says one of some things in plain words.

    Args:
        cells: of a column, those that are not empty.
        codes: what they may say, such as `received`.
    """
    return bool(cells) and all(not codes.isdisjoint(meaning_of(cell)) for cell in set(cells))


@lru_cache(4_096)
def kind_of_length(cell: str, party: str = "") -> str:
    """Give `text` or `data` where a cell under a heading of lengths says that; else nothing.

    Args:
        cell: `SMS`, `1 text`, `12.4MB`.
        party: of the row; a size beside somebody's number may be that of a picture.
    """
    if is_size(cell):
        return "" if sum(map(str.isdigit, party)) > _MOST_DIGITS else "data"
    found = meaning_of(cell.lstrip("0123456789., "))
    return next((kind for kind in ("text", "data") if found == {kind}), "")


def _is_word(cell: str) -> bool:
    """Tell whether a cell is short enough for a word or a code, and no number, price or time."""
    if ":" in cell or cell[:1] in _MONEY or ("." in cell and cell.replace(".", "").isdecimal()):
        return False
    return len(cell) <= _LONGEST_WORD and sum(letter.isdigit() for letter in cell) <= _MOST_DIGITS


def _is_party(cell: str) -> bool:
    """Tell whether a cell could name somebody: a number, a word, a code."""
    if is_number(cell):
        return sum(letter.isdigit() for letter in cell) >= _FEWEST_DIGITS and "." not in cell
    return any(letter.isalpha() for letter in cell) or not WITHHELD.isdisjoint(plain_words(cell))


def agreed(role: Role | None, cells: list[str], possible: frozenset[Role]) -> Role | None:
    """Give what a heading says, unless most cells say that it cannot be.

    Args:
        role: by the heading.
        cells: below it, those that are not empty.
        possible: what they could be.
    """
    if role is None or not cells:
        return role
    half = len(cells) / 2
    dates = sum(map(_is_day if role is Role.TIME else _is_headed_day, cells))
    times = sum(parse_time(cell) is not None for cell in cells)
    if role in {Role.WHEN, Role.TIME}:
        # `09.15.00` could be a day too.
        is_clock = role is Role.TIME and times >= half
        if not is_clock and max(dates, sum(map(is_count, cells))) >= half:
            return Role.WHEN
        return Role.TIME if times >= half else None
    if role is Role.ZONE:
        return role if sum(map(is_zone, cells)) >= half else None
    if role is Role.DURATION:
        lengths = [cell for cell in cells if not (is_no_length(cell) or kind_of_length(cell))]
        return role if 2 * sum(map(is_duration, lengths)) >= len(lengths) else None
    return None if Role.WHEN in possible else role
