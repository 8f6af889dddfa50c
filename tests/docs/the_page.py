"""Divides the page that Holdfast grew from into sentences, by one rule that a document can quote.

The rule: a line that is neither a bullet nor a numbered step and ends without `.`, `?`, `!` or `:`
is a heading and opens a section; one that repeats the heading before it does not, and a heading of
one word names a picture and is passed over. Every other line, its bullet or number taken off, is
parted after `.`, `?` or `!` where white space and a capital letter or a digit follow. To normalise:
white space to one space, curly marks to straight ones, small letters.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

MARK = re.compile(r"^\s*(?:•|\d+\.)\s+")
PARTED = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9])")
CLOSED = (".", "?", "!", ":")
DIGITS = 12
STRAIGHT = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"}
)


class Sentence(NamedTuple):
    """One sentence of the page."""

    place: str
    """Number of its section and its number there, `4.2`."""

    code: str
    """First hex digits of the SHA-256 of the normalised sentence."""

    text: str
    """As it stands there; never to be copied into the repository."""


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading."""
    return not (MARK.match(line) or line.rstrip().endswith(CLOSED))


def normalised(text: str) -> str:
    """Give a sentence as its code is made from it."""
    return " ".join(text.translate(STRAIGHT).split()).casefold()


def code_of(text: str) -> str:
    """Give a sentence's code."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:DIGITS]


def sentences(page: str) -> list[Sentence]:
    """Give every sentence of the page in order."""
    found: list[Sentence] = []
    section, number = 0, 0
    last = ""
    for line in filter(str.strip, page.splitlines()):
        if is_heading(line):
            is_new = len(line.split()) > 1 and line.strip() != last
            section, number = (section + 1, 0) if is_new else (section, number)
            last = line.strip()
            continue
        for text in PARTED.split(MARK.sub("", line).strip()):
            number += 1
            found.append(Sentence(f"{section}.{number}", code_of(text), text))
    return found
