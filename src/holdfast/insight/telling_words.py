"""When the words of a message stand in a longer text, and are enough to tell it by."""

from __future__ import annotations

import re
import unicodedata

PIECE = re.compile(r"[^\W_]+")
LEAST_WORDS, LEAST_LETTERS = 5, 18
"""A message of fewer words, or of shorter ones, is said too often to be told by."""

PHRASE, STEP = 4, 2
"""Of five words that stand together, four from an even place on are always among the phrases."""

MOST_ASKED = 120
"""Phrases of one screen full of words."""


def words_in(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded, without what stands between them.

    Args:
        text: any.
    """
    return tuple(PIECE.findall(unicodedata.normalize("NFKC", text).casefold()))


def phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give stretches of words, one of which stands in every telling message among them.

    Args:
        words: of the longer text.
    """
    starts = range(0, max(len(words) - PHRASE + 1, 0), STEP)
    return tuple(dict.fromkeys(" ".join(words[start : start + PHRASE]) for start in starts))


def is_told_in(message: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether a message's words stand together in a text, and are enough to tell it by.

    Args:
        message: its words.
        words: of the longer text.
    """
    if len(message) < LEAST_WORDS or sum(map(len, message)) < LEAST_LETTERS:
        return False
    return f" {' '.join(message)} " in f" {' '.join(words)} "
