"""Dice that fall the same way each time, so that the made-up casebook is always the same one."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Thing = TypeVar("Thing")

DRAW_BYTES = 8
FULL = 1 << (8 * DRAW_BYTES)


class Dice:
    """A stream of draws that follows from a word alone."""

    def __init__(self, word: str) -> None:
        """Begin a stream.

        Args:
            word: anything; the same word gives the same draws on every machine.
        """
        self._draws = _draws(word)

    def unit(self) -> float:
        """Draw a number of at least 0 and under 1."""
        return next(self._draws) / FULL

    def between(self, low: float, high: float) -> float:
        """Draw a number from a range.

        Args:
            low: the smallest.
            high: just above the largest.
        """
        return low + (high - low) * self.unit()

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Draw one of some things.

        Args:
            things: at least one.
        """
        return things[int(self.unit() * len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Give things in a drawn order.

        Args:
            things: any number.
        """
        return sorted(things, key=lambda _: self.unit())


class Deck:
    """Cards drawn without putting any back until all were drawn."""

    def __init__(self, cards: Sequence[tuple[str, ...]], dice: Dice) -> None:
        """Shuffle the cards.

        Args:
            cards: at least one.
            dice: what decides their order.
        """
        self._cards = tuple(cards)
        self._dice = dice
        self._left: list[tuple[str, ...]] = []

    def draw(self) -> tuple[str, ...]:
        """Draw the next card, shuffling anew when none is left."""
        if not self._left:
            self._left = self._dice.shuffled(self._cards)
        return self._left.pop()


def _draws(word: str) -> Iterator[int]:
    count = 0
    while True:
        block = sha256(f"{word} {count}".encode()).digest()
        for start in range(0, len(block), DRAW_BYTES):
            yield int.from_bytes(block[start : start + DRAW_BYTES], "big")
        count += 1
