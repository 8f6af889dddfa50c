"""Which columns of call records hold the other party: not a name, a place, or this phone's number.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.call_records_cells import is_number
from holdfast.readers.call_records_words import Role, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.readers.call_records_roles import Column

_PARTIES = frozenset({Role.NUMBER, Role.CALLER, Role.CALLED})
_PLACES = frozenset({"destination", "origin", "origination"})
_OTHERS = frozenset({"other", "correspondent", "contact", "partner", "party", "connected"})
_FEWEST_DIGITS = 5


def with_parties(columns: list[Column]) -> list[Column]:
    """Take back what headings say of parties where their cells or other columns say otherwise.

    Args:
        columns: of a table, each with the role that its heading states.
    """
    found = list(columns)
    _drop(found, _places(found))
    for role in (Role.CALLER, Role.CALLED):
        _drop(found, _without_figures(found, role))
    _drop(found, _without_figures(found, Role.NUMBER))
    _drop(found, _not_the_other(found))
    return _beside_one_party(found)


def _drop(columns: list[Column], places: Iterable[int]) -> None:
    """Leave some columns without a role."""
    for at in list(places):
        columns[at] = columns[at]._replace(role=None)


def _with_role(columns: list[Column], role: Role) -> list[int]:
    return [at for at, column in enumerate(columns) if column.role is role]


def _has_figures(column: Column) -> bool:
    """Tell whether a column holds telephone numbers."""
    return any(map(is_number, column.examples))


def could_be_numbers(column: Column) -> bool:
    """Tell whether a column holds what can only be telephone numbers.

    Args:
        column: one without a role.
    """
    return Role.NUMBER in column.could_be and any(
        is_number(cell) and sum(map(str.isdigit, cell)) >= _FEWEST_DIGITS
        for cell in column.examples
    )


def _places(columns: list[Column]) -> list[int]:
    """Give the columns such as "Destination" that name towns, as another one has the numbers."""
    has_numbers = any(
        column.role is Role.NUMBER
        or (column.role in _PARTIES and _has_figures(column))
        or (column.role is None and could_be_numbers(column))
        for column in columns
    )
    return [
        at
        for at, column in enumerate(columns)
        if has_numbers
        and column.role in {Role.CALLER, Role.CALLED}
        and not _has_figures(column)
        and (
            not _PLACES.isdisjoint(plain_words(column.heading))
            or any(each.role is Role.NUMBER for each in columns)
        )
    ]


def _without_figures(columns: list[Column], role: Role) -> list[int]:
    """Give the columns of one role that hold names, where another holds numbers."""
    every = _with_role(columns, role)
    figures = [at for at in every if _has_figures(columns[at])]
    return [at for at in every if at not in figures] if figures else []


def _not_the_other(columns: list[Column]) -> list[int]:
    """Give the columns of numbers that are not the other party's; all where nothing tells them.

    The other party's says so in its heading, or changes from row to row while this phone's does
    not.
    """
    every = _with_role(columns, Role.NUMBER)
    if len(every) < 2:  # noqa: PLR2004  # nothing to tell apart
        return []
    said = [at for at in every if not _OTHERS.isdisjoint(plain_words(columns[at].heading))]
    changing = [at for at in every if len(columns[at].examples) > 1]
    chosen = next((each for each in (said, changing) if len(each) == 1), [])
    return [at for at in every if at not in chosen]


def _beside_one_party(columns: list[Column]) -> list[Column]:
    """Give a number beside who was called as that of who called, and the other way round."""
    roles = {column.role for column in columns}
    numbers, one = _with_role(columns, Role.NUMBER), roles & {Role.CALLER, Role.CALLED}
    if (
        len(numbers) == 1
        and len(one) == 1
        and Role.DIRECTION not in roles
        and _has_figures(columns[numbers[0]])
    ):
        other = Role.CALLER if Role.CALLED in one else Role.CALLED
        columns[numbers[0]] = columns[numbers[0]]._replace(role=other)
    return columns
