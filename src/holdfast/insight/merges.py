"""Suggestions of which handles may be one person's, each with its reason; never a merge.

Only the person says who somebody is. What she said no to is not suggested again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.insight.handles import DEFAULT_REGION, HandleKind, find_name, handle_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from holdfast.insight.handles import Handle


class Why(StrEnum):
    """Why two handles may be one person's."""

    SAME_NUMBER = "same-number"
    SAME_EMAIL = "same-email"
    CARD = "contact"
    PHONE_BOOK = "contact-name"
    SAME_NAME = "same-name"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Somebody who is written down."""

    person: str
    """Id of the entry."""

    handles: tuple[str, ...] = field(default=(), repr=False)
    """As she wrote them, and the name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """A file that puts a name beside a number or an address."""

    why: str
    """`Why.CARD` or `Why.PHONE_BOOK`."""

    handle: str = field(repr=False)
    """As written."""

    name: str = field(repr=False)
    """As written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """Two handles that may be one person's."""

    one: str = field(repr=False)
    """As written, seen in a file."""

    other: str = field(repr=False)
    """As written, seen in a file or written down of somebody."""

    why: Why
    """The reason."""

    person: str = ""
    """Id of the entry of the person whose `other` is; empty when it is nobody's yet."""


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Give two handles in one order, as a "no" to them is remembered.

    Args:
        one: as written.
        other: as written.
    """
    return (one, other) if one <= other else (other, one)


def suggest(
    seen: Sequence[str],
    people: Iterable[Known],
    namings: Iterable[Naming],
    *,
    refused: Collection[tuple[str, str]] = (),
    region: str = DEFAULT_REGION,
) -> tuple[Suggestion, ...]:
    """Find handles that may be one person's.

    Args:
        seen: handles in files, as written, the most used first.
        people: who is written down.
        namings: names that files put beside handles.
        refused: pairs that she said are not one person, as `pair_of` gives them.
        region: what numbers without a country are read as.

    Returns:
        Sure reasons first; each pair once; nothing that is written down as one person's already.
    """
    owners = {handle: each.person for each in people for handle in each.handles}
    pool = tuple(dict.fromkeys([*seen, *owners]))
    order, found = tuple(Why), dict[tuple[str, str], Suggestion]()
    for one, other, why in (
        *_equal(pool, region, owners, refused),
        *_named(pool, namings, region),
    ):
        pair = pair_of(one, other)
        told = _told(one, other, why, owners)
        if told is None or pair in refused:
            continue
        if pair not in found or order.index(why) < order.index(found[pair].why):
            found[pair] = told
    return tuple(sorted(found.values(), key=lambda each: order.index(each.why)))


def _told(one: str, other: str, why: Why, owners: dict[str, str]) -> Suggestion | None:
    """Put the handle that is nobody's first; None where both are somebody's."""
    if one in owners and other in owners:
        return None
    if one in owners:
        one, other = other, one
    return Suggestion(one=one, other=other, why=why, person=owners.get(other, ""))


def _equal(
    pool: Sequence[str],
    region: str,
    owners: Mapping[str, str],
    refused: Collection[tuple[str, str]],
) -> Iterator[tuple[str, str, Why]]:
    reasons = {HandleKind.NUMBER: Why.SAME_NUMBER, HandleKind.EMAIL: Why.SAME_EMAIL}
    groups: dict[Handle, list[str]] = {}
    for each in pool:
        groups.setdefault(handle_of(each, region), []).append(each)
        name = handle_of(find_name(each), region)
        if name.key and not name.is_sure:
            groups.setdefault(name, []).append(each)
    # Sure reasons first: two mails of one address mostly have one name as well.
    for handle, same in sorted(groups.items(), key=lambda group: not group[0].is_sure):
        for one, other in _pairs(same, owners, refused):
            yield one, other, reasons.get(HandleKind(handle.kind), Why.SAME_NAME)


def _pairs(
    same: Sequence[str], owners: Mapping[str, str], refused: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Pair each handle that is nobody's with somebody's; where none is anybody's, with the first.

    Hundreds of senders have one name, or write from one address: not each is paired with each.
    """
    persons: dict[str, str] = {}
    for each in same:
        if each in owners:
            persons.setdefault(owners[each], each)
    free = [each for each in same if each not in owners]
    if persons:
        yield from ((one, other) for one in free for other in persons.values())
        return
    while len(free) > 1:
        first, *rest = free
        yield from ((first, other) for other in rest)
        # She said that these are not the first one; they may still be one another.
        free = [other for other in rest if pair_of(first, other) in refused]


def _named(
    pool: Sequence[str], namings: Iterable[Naming], region: str
) -> Iterator[tuple[str, str, Why]]:
    """Give the handles in files that a card or phone book puts a name beside."""
    written: dict[Handle, list[str]] = {}
    for each in pool:
        written.setdefault(handle_of(each, region), []).append(each)
    for naming in namings:
        # A name that stands in no message and is nobody's is still worth telling: as written.
        names = written.get(handle_of(naming.name, region), [naming.name])
        for one in written.get(handle_of(naming.handle, region), ()):
            yield from ((one, name, Why(naming.why)) for name in names if name != one)
