"""Copies of one message in exports of different kinds: HTML and JSON of a thread, two SMS apps.

Such exports state one moment in different ways: in UTC with milliseconds, or on the wall clock of
some zone to the minute. Two messages are copies when they stand in what may be the same thread
(`same_threads`), are of one kind and sender, have equal words, and are said at one time, to the
coarser precision. Where a zone is unknown, the times may lie a whole number of quarter hours apart,
and that number is taken from the exports only when at least three messages agree on it: messages
whose words occur once in their week, so that they cannot be taken for another. Summer time gives
one export two such distances; each holds for the stretch in which messages say so. Where too few
agree, the two "may be the same", which is shown and merges nothing.

What is found depends on the two exports only, not on the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from holdfast.insight.handles import loose_key
from holdfast.vault.index.reading_back import clock_of
from holdfast.vault.index.row_keys import FIRST_KNOWN_KEY, NUMBER_BITS, seconds_of
from holdfast.vault.index.same_threads import NOBODY, same_threads
from holdfast.vault.index.words import findable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

LEAST_AGREEING = 3
"""So many messages of two exports must lie the same distance apart."""

QUARTER_HOUR = 900
FARTHEST = 14 * 3600
"""Zones lie at most so far from UTC."""

WEEK = 7 * 86_400
AROUND = 30 * 3600
"""How far apart one moment can be stated, with both zones known and far apart."""

MINUTE, SECOND = 60, 1
TO_THE_MINUTE, TO_THE_SECOND = len("2026-03-04T17:30"), len("2026-03-04T17:30:05")
AT_ONCE = 5_000

SAID = """SELECT message.key, message.kind, message.conversation, whose.text, message.text,
message.more, message.stated, clock.text FROM message NOT INDEXED
JOIN name AS clock ON clock.id = message.clock
LEFT JOIN name AS whose ON whose.id = message.sender
WHERE message.batch = ? AND message.key BETWEEN ? AND ? ORDER BY message.key"""
PUT = "INSERT OR REPLACE INTO same VALUES (?, ?, ?)"
FORGET = """DELETE FROM same WHERE one IN (SELECT key FROM message WHERE batch = :batch)
OR other IN (SELECT key FROM message WHERE batch = :batch)"""

What = tuple[object, ...]


class Said(NamedTuple):
    """A message in the form in which copies are compared."""

    key: int
    """Its row."""

    what: What
    """Thread, kind, sender and words."""

    second: int
    """In UTC where the zone is known, else on the stated wall clock."""

    unit: int
    """Seconds that its time is precise to."""

    is_known: bool
    """Whether the zone is known."""

    def at(self, unit: int, apart: int = 0) -> int:
        """Give its time in a coarser unit, moved by some seconds."""
        return (self.second + apart) // unit


class Distance:
    """How far apart two exports state one moment, as it changes over time."""

    def __init__(self, seen: Iterable[tuple[int, int]]) -> None:
        """Take the distances that enough messages agree on.

        Args:
            seen: second in the first export and distance, for each message that tells it.
        """
        ordered = sorted(seen)
        votes = Counter(apart for _, apart in ordered)
        trusted = [each for each in ordered if votes[each[1]] >= LEAST_AGREEING]
        self.trusted = frozenset(apart for _, apart in trusted)
        # Only where it changes: the first and the last of each stretch.
        edges = trusted[:1]
        for one, other in pairwise(trusted):
            edges += [one, other] if one[1] != other[1] else []
        edges += trusted[-1:]
        self._seconds = [second for second, _ in edges]
        self._apart = [apart for _, apart in edges]

    def at(self, second: int) -> int | None:
        """Give the distance at a moment; None when it is not known, or changes there.

        Args:
            second: in the first export.
        """
        place = bisect_right(self._seconds, second)
        near = set(self._apart[max(place - 1, 0) : place + 1])
        return near.pop() if len(near) == 1 else None


class Reading:
    """Reads what two batches say in threads that may be the same."""

    def __init__(self, connection: sqlite3.Connection, threads: Mapping[int, int]) -> None:
        """Read a batch.

        Args:
            connection: to the index.
            threads: number of a conversation's name -> number of the thread it is compared in.
        """
        self._connection = connection
        self._threads = threads

    def said(self, batch: int, low: int, high: int) -> Iterator[Said]:
        """Give what can be compared, in the order of stated time.

        Args:
            batch: sequence of the entry that names it.
            low: first second of the stated wall clock.
            high: last second.
        """
        keys = max(low << NUMBER_BITS, FIRST_KNOWN_KEY), (high + 1 << NUMBER_BITS) - 1
        for row in self._connection.execute(SAID, (batch, *keys)):
            key, kind, conversation, sender, text, more, stated, clock = row
            thread = self._threads.get(conversation)
            words = words_compared(text) or (more or "")
            if thread is None or not words or len(stated or "") < TO_THE_MINUTE:
                continue
            second, unit, is_known = time_compared(stated, clock)
            whose = sender if sender in (None, NOBODY) else loose_key(sender)
            yield Said(key, (thread, kind, whose, words), second, unit, is_known)


def words_compared(text: str) -> str:
    """Give words in the form in which copies have them equal: pages join spaces and lines.

    Args:
        text: as written.
    """
    return " ".join(findable(text).split())


def time_compared(stated: str, clock: str) -> tuple[int, int, bool]:
    """Give a time in seconds, how precise it is, and whether it is in UTC.

    Args:
        stated: to the minute or finer.
        clock: what is known of it beside its digits.
    """
    offset = clock_of(clock)[2]
    second = seconds_of(stated) - (offset or 0) * MINUTE
    unit = SECOND if len(stated) >= TO_THE_SECOND else MINUTE
    return second, unit, offset is not None


def add_pairs(connection: sqlite3.Connection, batch: int) -> None:
    """Note which messages of a batch are, or may be, copies of messages in other exports.

    Args:
        connection: to the index, in a transaction.
        batch: sequence of the entry that names it.
    """
    threads = same_threads(connection, batch)
    for other, group in groupby(threads, lambda each: each.batch):
        chosen = list(group)
        here, there = batch, other
        names = [(each.here, each.there) for each in chosen]
        if _rank(connection, here) > _rank(connection, there):
            here, there, names = there, here, [(two, one) for one, two in names]
        pairs = _Pairs(connection, here, there, names)
        rows: list[tuple[int, int, int]] = []
        for one, two, is_sure in pairs.find():
            rows += [(one, two, int(is_sure)), (two, one, int(is_sure))]
            if len(rows) >= AT_ONCE:
                connection.executemany(PUT, rows)
                rows.clear()
        connection.executemany(PUT, rows)


def forget_pairs(connection: sqlite3.Connection, batch: int) -> None:
    """Forget what messages of a batch are copies of.

    Args:
        connection: to the index, in a transaction.
        batch: sequence of the entry that names it.
    """
    connection.execute(FORGET, {"batch": batch})


def _rank(connection: sqlite3.Connection, batch: int) -> tuple[Any, ...]:
    """Order two exports by what they are, not by when they came."""
    row: tuple[Any, ...] = connection.execute(
        "SELECT sha256, sequence FROM batch WHERE sequence = ?", (batch,)
    ).fetchone()
    return row


class _Pairs:
    """Finds the copies in two batches."""

    def __init__(
        self, connection: sqlite3.Connection, here: int, there: int, names: list[tuple[int, int]]
    ) -> None:
        self._connection = connection
        self._here, self._there = here, there
        # Threads that share a name on either side are one group: it is compared as a whole.
        groups: dict[int, int] = {}
        for one, two in sorted(names):
            group = groups.get(one, groups.get(-two, one))
            groups[one] = groups[-two] = group
        self._first = Reading(connection, {one: groups[one] for one, _ in names})
        self._second = Reading(connection, {two: groups[-two] for _, two in names})

    def find(self) -> Iterator[tuple[int, int, bool]]:
        """Give the rows of copies, and whether they surely are."""
        seen: list[tuple[int, int]] = []
        singles: list[tuple[int, int, int]] = []
        for here, there in self._weeks():
            for said, again, apart in _telling(here, there):
                seen.append((said.second, apart))
                singles.append((said.key, again.key, apart))
        distance = Distance(seen)
        found: set[int] = set()
        taken: set[int] = set()
        for here, there in self._weeks():
            for one, other in _matched(here, there, distance, taken):
                found |= {one, other}
                yield one, other, True
        for one, two, apart in singles:
            if apart not in distance.trusted and not {one, two} & found:
                yield one, two, False

    def _weeks(self) -> Iterator[tuple[list[Said], list[Said]]]:
        """Give each week of the first batch, with what stands around it in the second."""
        bounds = self._connection.execute(
            "SELECT max(min(a.low), min(b.low)), min(max(a.high), max(b.high))"
            " FROM batch AS a, batch AS b WHERE a.sequence = ? AND b.sequence = ?",
            (self._here, self._there),
        ).fetchone()
        low, high = (bound >> NUMBER_BITS for bound in bounds)
        every = self._first.said(self._here, max(low - AROUND, 1), high + AROUND)
        for _, week in groupby(every, lambda said: said.second // WEEK):
            here = list(week)
            ends = here[0].second - 2 * AROUND, here[-1].second + 2 * AROUND
            yield here, list(self._second.said(self._there, max(ends[0], 1), ends[1]))


def _telling(here: list[Said], there: list[Said]) -> Iterator[tuple[Said, Said, int]]:
    """Give messages said once on both sides, with how far apart their times are stated."""
    first, second = _by_words(here), _by_words(there)
    for what, ones in first.items():
        others = second.get(what, ())
        if len(ones) != 1 or len(others) != 1:
            continue
        one, other = ones[0], others[0]
        unit = max(one.unit, other.unit)
        apart = (other.at(unit) - one.at(unit)) * unit
        if one.is_known and other.is_known:
            continue
        if apart % QUARTER_HOUR == 0 and abs(apart) <= FARTHEST:
            yield one, other, apart


def _by_words(messages: list[Said]) -> dict[What, list[Said]]:
    found: dict[What, list[Said]] = defaultdict(list)
    for each in messages:
        found[each.what].append(each)
    return found


def _matched(
    here: list[Said], there: list[Said], distance: Distance, taken: set[int]
) -> Iterator[tuple[int, int]]:
    """Pair equal messages of one time, the first with the first."""
    waiting: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for each in reversed(there):
        for unit in {each.unit, MINUTE}:
            waiting[each.what, unit, each.at(unit), each.is_known].append(each)
    for one in here:
        for is_known in (True, False):
            apart = 0 if one.is_known and is_known else distance.at(one.second)
            if apart is None:
                continue
            other = _next(waiting, one, apart, taken, is_known=is_known)
            if other is not None:
                taken.add(other)
                yield one.key, other
                break


def _next(
    waiting: Mapping[tuple[object, ...], list[Said]],
    one: Said,
    apart: int,
    taken: set[int],
    *,
    is_known: bool,
) -> int | None:
    for unit in (SECOND, MINUTE) if one.unit == SECOND else (MINUTE,):
        place = (one.what, unit, one.at(unit, apart), is_known)
        for other in reversed(waiting.get(place, [])):
            # Two times to the second are compared to the second.
            if other.key not in taken and max(one.unit, other.unit) == unit:
                return other.key
    return None
