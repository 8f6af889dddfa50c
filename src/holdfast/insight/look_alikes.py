"""Which pictures look alike: a copy in another size, a screenshot of a screenshot.

Two pictures look alike when the 64 bits that stand for them differ in few. It is a suggestion
beside the pictures, never a reason to leave one out: two screenshots of one app can look alike too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_DIFFERENT = 6
"""Bits that may differ: copies in other sizes and formats stay below, other pictures differ in
about half of all."""


def difference(look: str, other: str) -> int:
    """Give in how many bits two looks differ.

    Args:
        look: 16 hex digits.
        other: 16 hex digits.
    """
    return (int(look, 16) ^ int(other, 16)).bit_count()


def look_alikes(look: str, others: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Give the names of pictures that look like one, the most alike first.

    Args:
        look: of the one; nothing looks like a picture that has none.
        others: name and look of each other picture.
    """
    if not look:
        return ()
    near = [
        (apart, name)
        for name, other in others
        if other and (apart := difference(look, other)) <= MOST_DIFFERENT
    ]
    return tuple(name for _, name in sorted(near))


def groups(pictures: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Give the groups of pictures that look alike, each name once, groups of one left out.

    Args:
        pictures: name and look of each, in order.
    """
    found: list[tuple[str, list[str]]] = []
    for name, look in pictures:
        if not look:
            continue
        near = [(difference(look, first), names) for first, names in found]
        best = min(near, key=lambda each: each[0], default=(MOST_DIFFERENT + 1, []))
        if best[0] <= MOST_DIFFERENT:
            best[1].append(name)
        else:
            found.append((look, [name]))
    return tuple(tuple(names) for _, names in found if len(names) > 1)
