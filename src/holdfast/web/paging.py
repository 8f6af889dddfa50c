"""Long lists in parts of a size that a person can look through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")
PER_PART = 25
"""Lines on a page; what is left of a thousand is a button away, or found by a word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part(Generic[Item]):
    """One part of a list."""

    items: tuple[Item, ...] = field(repr=False)
    """What stands in it."""

    number: int
    """Which part, from 1."""

    parts: int
    """How many there are, 1 or more."""

    first: int
    """Place of its first line in the whole list, from 1; 0 when the list is empty."""

    everything: int
    """How many lines the whole list has."""


def part_of(items: Sequence[Item], number: int, per_part: int = PER_PART) -> Part[Item]:
    """Give one part of a list.

    Args:
        items: the whole list.
        number: which part, from 1; the nearest that there is when there is no such part.
        per_part: most lines in it.
    """
    parts = max(1, -(-len(items) // per_part))
    number = min(max(number, 1), parts)
    start = (number - 1) * per_part
    return Part(
        items=tuple(items[start : start + per_part]),
        number=number,
        parts=parts,
        first=start + 1 if items else 0,
        everything=len(items),
    )


def turned_to(button: str, name: str, before: int) -> int:
    """Give which part of a list is wanted after a button was pressed.

    Args:
        button: what the button said, `name-number` when it turns a page.
        name: of the list.
        before: the part that was shown.
    """
    wanted, _, number = button.rpartition("-")
    is_turn = wanted == name and number.isascii() and number.isdigit() and len(number) < len("1000")
    return int(number) if is_turn else before
