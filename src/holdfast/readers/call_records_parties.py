"""Which columns of call records hold the other party: not a name, a place, or this phone's number.

References: docs/readers/call-records.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.call_records_cells import is_number
from holdfast.readers.call_records_words import Role, plain_words, role_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from holdfast.readers.call_records_roles import Column

_PARTIES = frozenset({Role.NUMBER, Role.CALLER, Role.CALLED})
_PLACES = frozenset({"destination", "origin", "origination"})
_OTHERS = frozenset({"other", "correspondent", "contact", "partner", "party", "connected"})
_LINES = frozenset({
    "line", "mobile", "msisdn", "own", "phone", "subscriber", "target", "wireless",
})  # fmt: skip
_FEWEST_DIGITS = 5
_OF_THE_LINE = frozenset({"aparty", "anumber", "apartynumber", "amsisdn", "partya", "numbera"})
_BOTH_WAYS = frozenset({"received", "sent"})


class Owner:
    """Finds whose records these are, by who takes part in all of them."""

    def __init__(self) -> None:
        """Begin with no record."""
        self._shared: set[str] | None = None
        self._callers = set[str]()
        self._called = set[str]()

    def note(self, caller: str, called: str) -> None:
        """Look at one record.

        Args:
            caller: whoever stands where the caller would.
            called: whoever stands where the other one would.
        """
        if self._shared is None:
            self._shared = {caller, called}
        elif self._shared and not self._shared <= {caller, called}:
            self._shared &= {caller, called}
        for seen, party in ((self._callers, caller), (self._called, called)):
            if len(seen) <= 1:
                seen.add(party)

    @property
    def number(self) -> str:
        """Give the one number that takes part in every record; empty when there is not one."""
        return next(iter(self._shared)) if self._shared and len(self._shared) == 1 else ""

    def stands_apart(self, heading: str, said: Collection[str]) -> bool:
        """Tell whether the owner stands where callers would, whoever called.

        One number called in every record, and some of them say that they came: so the columns are
        this line and the other party. Where the other party is one number too, only a heading
        such as "A number" tells which of both the line is.

        Args:
            heading: of the column of callers.
            said: what the records say of their direction, all of them together.
        """
        if self._callers == {""} or len(self._callers) != 1 or not _BOTH_WAYS.issubset(said):
            return False
        return len(self._called) > 1 or "".join(plain_words(heading)) in _OF_THE_LINE


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
    _drop(found, _beside_both(found))
    _drop(found, _not_the_other(found))
    _name_the_other(found)
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


def own_line(columns: Sequence[Column], used: Collection[int | None]) -> int | None:
    """Give the column that says whose line a row is of, None where not exactly one does.

    Args:
        columns: of a table.
        used: the places of those that hold something else.
    """
    found = [
        at
        for at, column in enumerate(columns)
        if at not in used and column.role is None and could_be_numbers(column)
        and _names_a_line(column.heading)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _names_a_line(heading: str) -> bool:
    """Tell whether a heading may name the telephone that records are of, and not the other."""
    words = plain_words(heading)
    return _OTHERS.isdisjoint(words) and (
        role_of(heading) in _PARTIES or not _LINES.isdisjoint(words)
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


def _beside_both(columns: list[Column]) -> list[int]:
    """Give the columns of a number beside both parties: it is one of them again, or a name."""
    both = (_with_role(columns, Role.CALLER), _with_role(columns, Role.CALLED))
    if all(any(_has_figures(columns[at]) for at in each) for each in both):
        return _with_role(columns, Role.NUMBER)
    return []


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


def _name_the_other(columns: list[Column]) -> None:
    """Give the "B party" the role of the other party where nobody stands in that of a caller.

    Records of one line ("Target No") name it so whether it called or was called.
    """
    called, numbers = _with_role(columns, Role.CALLED), _with_role(columns, Role.NUMBER)
    if numbers or _with_role(columns, Role.CALLER) or len(called) != 1:
        return
    words = plain_words(columns[called[0]].heading)
    if "b" in words or "bparty" in words:
        columns[called[0]] = columns[called[0]]._replace(role=Role.NUMBER)


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
