"""Which rows are shown as one message: what is joined by equal rows and by copies of other kinds.

All that hangs together is one message when no export holds two of it and no two known times in it
differ; otherwise nothing is joined but what is equal in every way, so that a message is rather
shown twice than lost. Of a group the one that is shown already stays shown, else the first of the
log.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from holdfast.vault.index.copies import time_compared

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

# Pairs come first: most imports have none, and are then not walked through.
SEEDS = """SELECT DISTINCT message.key FROM same CROSS JOIN message
WHERE same.sure AND message.key = same.one AND message.batch = ?
AND (? IS NULL OR message.twin_of IS ?) ORDER BY message.key"""
NEAR = """SELECT other FROM same WHERE one = :key AND sure
UNION SELECT twin_of FROM message WHERE key = :key AND twin_of >= 0
UNION SELECT key FROM message WHERE twin_of = :key"""
MEMBER = """SELECT message.key, message.batch, message.number, message.twin_of, message.stated,
clock.text, message.kind, message.conversation, message.sender, message.nth,
trim(coalesce(message.findable, message.text)) FROM message
JOIN name AS clock ON clock.id = message.clock WHERE message.key = ?"""
SET = "UPDATE message SET twin_of = ? WHERE key = ?"
FOUND_BY = """INSERT INTO words (rowid, text)
SELECT key, coalesce(findable, text) FROM message WHERE key = ?"""
NOT_FOUND_BY = """INSERT INTO words (words, rowid, text)
SELECT 'delete', key, coalesce(findable, text) FROM message WHERE key = ?"""


class Member(NamedTuple):
    """A row that may be one of a group."""

    key: int
    """Its row."""

    batch: int
    """Of its export."""

    number: int
    """In its export."""

    twin_of: int | None
    """What it was shown as so far."""

    stated: str | None
    """Its time."""

    clock: str
    """What is known of that beside its digits."""

    equal: tuple[object, ...]
    """Rows of which this is equal need no other sign."""


def group_copies(connection: sqlite3.Connection, batch: int, state: int | None) -> set[int]:
    """Join the messages of a batch with their copies in exports of other kinds.

    Args:
        connection: to the index, in a transaction.
        batch: sequence of the entry that names it.
        state: its messages with this in `twin_of` are not found by words yet; they will be when
            they still have it afterwards.

    Returns:
        Batches in which something changed.
    """
    seeds = connection.execute(SEEDS, (batch, state, state)).fetchall()
    grouper = _Grouper(connection, batch, state)
    done: set[int] = set()
    for (seed,) in seeds:
        if seed not in done:
            members = _around(connection, seed)
            done |= {each.key for each in members}
            grouper.group(members)
    return grouper.changed


def _around(connection: sqlite3.Connection, seed: int) -> list[Member]:
    """Give all that hangs together with a row, in the order of the log."""
    seen, waiting = {seed}, [seed]
    while waiting:
        near = connection.execute(NEAR, {"key": waiting.pop()}).fetchall()
        fresh = {key for (key,) in near} - seen
        seen |= fresh
        waiting += fresh
    rows = (connection.execute(MEMBER, (key,)).fetchone() for key in seen)
    members = [Member._make((*row[:6], (row[4], *row[6:]))) for row in rows if row]
    return sorted(members, key=lambda each: (each.batch, each.number))


class _Grouper:
    """Writes groups, and keeps what is found by words level with them."""

    def __init__(self, connection: sqlite3.Connection, batch: int, state: int | None) -> None:
        self._connection = connection
        self._batch = batch
        self._state = state
        self.changed: set[int] = set()

    def group(self, members: list[Member]) -> None:
        """Join all of them, or those that are equal."""
        groups = [members] if _is_one(members) else _equal(members)
        for group in groups:
            shown = next((each for each in group if self._is_found(each)), group[0])
            for each in group:
                self._set(each, None if each is shown else shown.key)

    def _is_found(self, member: Member) -> bool:
        """Tell whether its words are in the index of words."""
        return member.twin_of is None and not self._is_waiting(member)

    def _is_waiting(self, member: Member) -> bool:
        return member.batch == self._batch and member.twin_of == self._state

    def _set(self, member: Member, twin_of: int | None) -> None:
        if twin_of is None and self._is_waiting(member):
            return
        if twin_of == member.twin_of:
            return
        if twin_of is None:
            self._connection.execute(FOUND_BY, (member.key,))
        elif self._is_found(member):
            self._connection.execute(NOT_FOUND_BY, (member.key,))
        self._connection.execute(SET, (twin_of, member.key))
        self.changed.add(member.batch)


def _is_one(members: list[Member]) -> bool:
    if len({each.batch for each in members}) < len(members):
        return False
    times = [time_compared(each.stated or "", each.clock) for each in members]
    return all(_agree(one, other) for one, other in combinations(times, 2) if one[2] and other[2])


def _agree(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> bool:
    unit = max(one[1], other[1])
    return one[0] // unit == other[0] // unit


def _equal(members: Iterable[Member]) -> list[list[Member]]:
    groups: dict[tuple[object, ...], list[Member]] = {}
    for each in members:
        groups.setdefault(each.equal, []).append(each)
    return list(groups.values())
