"""Conversations that read like real ones, made from written exchanges, schedules and a seed.

The parts stand in `story/chat_*.toml`, whose head explains the form. Nothing is drawn that is not
written there; the dice only decide what comes when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from holdfast.actions.demo.dice import Deck, Dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.actions.demo.story import Burst, Chat, Stretch

SLOT = re.compile(r"\{(\w+)\}")
SPREAD = (0.35, 1.65)
"""How much busier or quieter than usual a day may be."""

FRONT_LOADED = 1.2
"""Power that makes a burst begin thicker than it ends."""

REPLY_SECONDS = (15, 200)
NEXT_LINE_SECONDS = (8, 70)
CLEAR_OF_SCENES = timedelta(minutes=4)
SATURDAY = 5

APART = timedelta(minutes=2)
"""How far from each other exchanges keep."""


class Line(NamedTuple):
    """One line of a conversation."""

    at: datetime
    """Wall clock, no zone, as the app has it."""

    who: str
    """A letter of `Chat.people`, or `s` for the app itself."""

    text: str
    """Words and marks (`<missed>`), slots filled."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Lines that belong together."""

    lines: tuple[Line, ...]
    """At least one, in order."""

    @property
    def start(self) -> datetime:
        """When the first line was sent."""
        return self.lines[0].at

    @property
    def end(self) -> datetime:
        """When the last line was sent."""
        return self.lines[-1].at

    def later(self, by: timedelta) -> Block:
        """Give the same lines, moved.

        Args:
            by: how far.
        """
        return Block(lines=tuple(line._replace(at=line.at + by) for line in self.lines))


class Teller:
    """Draws the blocks of one conversation."""

    def __init__(self, chat: Chat) -> None:
        """Shuffle every pool.

        Args:
            chat: the written parts.
        """
        self._chat = chat
        self._dice = Dice(chat.seed)
        self._decks = {name: Deck(cards, self._dice) for name, cards in chat.pools.items()}

    def lines(self) -> list[Line]:
        """Give the whole conversation in order of time."""
        fixed = [self._scene(at, lines) for at, lines in self._chat.scenes]
        fixed += [Block(lines=tuple(self._burst(burst))) for burst in self._chat.bursts]
        free = sorted(self._everyday(), key=lambda block: block.start)
        kept = _apart([block for block in free if not any(_touch(block, one) for one in fixed)])
        lines = [line for block in (*fixed, *kept) for line in block.lines]
        return sorted(lines, key=lambda line: line.at)

    def _everyday(self) -> Iterator[Block]:
        for stretch in self._chat.stretches:
            for day in _days(stretch):
                for _ in range(self._how_many(stretch)):
                    hour = self._dice.between(*stretch.hours)
                    start = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)
                    yield self._scene(start, self._decks[self._dice.pick(stretch.pools)].draw())

    def _how_many(self, stretch: Stretch) -> int:
        return int(stretch.a_day * self._dice.between(*SPREAD) + self._dice.unit())

    def _scene(self, start: datetime, written: tuple[str, ...]) -> Block:
        at, lines = start, list[Line]()
        for each in written:
            who, _, text = each.partition(": ")
            if lines:
                same = lines[-1].who == who
                seconds = self._dice.between(*(NEXT_LINE_SECONDS if same else REPLY_SECONDS))
                at += timedelta(seconds=round(seconds))
            lines.append(Line(at.replace(microsecond=0), who, self._filled(text)))
        return Block(lines=tuple(lines))

    def _burst(self, burst: Burst) -> Iterator[Line]:
        shares = sorted(self._dice.unit() ** FRONT_LOADED for _ in range(burst.count))
        for share in shares:
            who, _, text = self._decks[self._dice.pick(burst.pools)].draw()[0].partition(": ")
            after = timedelta(seconds=round(share * burst.minutes * 60))
            yield Line(burst.start + after, who, self._filled(text))

    def _filled(self, text: str) -> str:
        while SLOT.search(text):
            text = SLOT.sub(lambda slot: self._dice.pick(self._chat.fill[slot[1]]), text)
        return " ".join(text.split())


def _days(stretch: Stretch) -> list[date]:
    count = (stretch.last - stretch.first).days + 1
    days = [stretch.first + timedelta(days=after) for after in range(count)]
    return [day for day in days if day.weekday() < SATURDAY or not stretch.weekdays_only]


def _touch(free: Block, fixed: Block) -> bool:
    return free.start < fixed.end + CLEAR_OF_SCENES and free.end > fixed.start - CLEAR_OF_SCENES


def _apart(blocks: list[Block]) -> list[Block]:
    kept = list[Block]()
    for block in blocks:
        earliest = kept[-1].end + APART if kept else block.start
        kept.append(block if block.start >= earliest else block.later(earliest - block.start))
    return kept
