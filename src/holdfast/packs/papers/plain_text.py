"""Makes text from outside safe to print: nothing in it can hide, turn round or run off the page.

It is data all the way (JSON strings), so no character in it is ever markup. What remains is what
characters do by themselves: turn the line round, vanish, have no shape, or never end.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from holdfast.packs.tables import whole_characters

KEPT_CONTROLS = frozenset("\n")
JOINERS = frozenset("\u200c\u200d")
"""Needed to write Persian, Hindi and joined emoji; they turn nothing round."""

SHAPE_CHOICES = frozenset("\ufe0e\ufe0f")
"""Ask for emoji or text shape; dropped, as there is one shape only."""

LONGEST_RUN = 40
"""Characters without a place to break that a line is trusted to hold."""

RUN_WITHOUT_BREAK = re.compile(rf"[^\s\u200b]{{{LONGEST_RUN},}}")
BREAK = "\u200b"
EVERY = 20


@cache
def _coverage() -> tuple[list[int], list[int]]:
    lines = files("holdfast.packs").joinpath("fonts", "coverage.txt").read_text("ascii").split()
    ranges = [line.split("-") for line in lines]
    return [int(first, 16) for first, _ in ranges], [int(last, 16) for _, last in ranges]


@cache
def has_shape(character: str) -> bool:
    """Tell whether one of the bundled fonts can show a character.

    Args:
        character: one.
    """
    starts, ends = _coverage()
    place = bisect_right(starts, ord(character)) - 1
    return place >= 0 and ord(character) <= ends[place]


@cache
def _shown(character: str) -> str:
    if character in KEPT_CONTROLS or character in JOINERS:
        return character
    if character in SHAPE_CHOICES:
        return ""
    if character == "\t":
        return "    "
    hides = unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
    if hides or not has_shape(character):
        return f"[U+{ord(character):04X}]"
    return character


def printable(text: str) -> str:
    """Give text as it can be printed.

    Args:
        text: anything that somebody wrote.

    Returns:
        Every letter that can be shown; a mark like `[U+202E]` for each that turns the line round,
        hides or has no shape; places to break in very long words.
    """
    if text.isascii() and text.isprintable():
        return RUN_WITHOUT_BREAK.sub(_broken, text)
    lines = whole_characters(text).replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(map(_shown, lines))
    return RUN_WITHOUT_BREAK.sub(_broken, shown)


def _broken(run: re.Match[str]) -> str:
    pieces, since = [], 0
    before = ""
    for letter in run[0]:
        # A break must not part a letter from the marks and joiners that follow it.
        is_tied = letter in JOINERS or before in JOINERS or unicodedata.category(letter)[0] == "M"
        if since >= EVERY and not is_tied:
            pieces.append(BREAK)
            since = 0
        pieces.append(letter)
        before, since = letter, since + 1
    return "".join(pieces)


def first_line(text: str, longest: int = 90) -> str:
    """Give the beginning of a text for a list.

    Args:
        text: anything that somebody wrote.
        longest: characters, the mark for the rest included.
    """
    line = " ".join(text.split())
    return printable(line if len(line) <= longest else line[: longest - 1].rstrip() + "…")
