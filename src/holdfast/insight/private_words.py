"""Numbers and addresses in a text that is about to leave: what to look at before it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SEPARATOR = r"[\s().\-/]{0,4}"
"""Bounded, as everything here is: a long run of anything is looked through once."""

ABROAD = rf"(?:\+44|0044){SEPARATOR}0?"
PHONE = re.compile(rf"(?<![\w+])(?:{ABROAD}|0)(?:{SEPARATOR}\d){{9,10}}(?!\w)", re.ASCII)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE | re.ASCII)
# Only from where a word begins: a long run of letters without an @ would be read from each of them.
MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+")
NATIONAL_DIGITS = 10
SHORTEST_NUMBER = 7
SHORTEST = 4
"""Shorter details would match parts of other words."""


def find_private(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Give what looks like a phone number, a postcode or a mail address.

    Args:
        text: any words.
        known: details that belong to somebody else and are meant to be there.

    Returns:
        Each once, in the order in which they stand.
    """
    found = [
        (match.start(), match[0])
        for each in (PHONE, POSTCODE, MAIL)
        for match in each.finditer(text)
    ]
    theirs = {_bare(each) for each in known}
    shown = dict.fromkeys(said for _, said in sorted(found))
    return tuple(each for each in shown if _bare(each) not in theirs)


def leave_out(text: str, details: Iterable[str], mark: str) -> tuple[str, int]:
    """Put a mark in place of certain details, however they are spaced.

    Args:
        text: any words.
        details: numbers, mail addresses, lines of an address.
        mark: what stands there instead.

    Returns:
        The text, and how many were left out.
    """
    left_out = 0
    for detail in sorted(set(details), key=len, reverse=True):
        pattern = _pattern(detail)
        if pattern is not None:
            text, count = pattern.subn(mark, text)
            left_out += count
    return text, left_out


def _pattern(detail: str) -> re.Pattern[str] | None:
    words = detail.split()
    if len("".join(words)) < SHORTEST:
        return None
    digits = re.sub(r"\D", "", detail)
    if len(digits) >= SHORTEST_NUMBER and not re.search(r"[^\W\d_]", detail):
        national = SEPARATOR.join(digits[-NATIONAL_DIGITS:])
        start = rf"(?:(?:\+44|0044|0){SEPARATOR}){{0,2}}"
        return re.compile(rf"(?<!\d){start}{national}(?!\d)", re.ASCII)
    spaced = r"[\s,]+".join(re.escape(word.strip(",")) for word in words)
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _bare(detail: str) -> str:
    digits = re.sub(r"\D", "", detail)
    if len(digits) >= NATIONAL_DIGITS:
        return digits[-NATIONAL_DIGITS:]
    return "".join(detail.split()).casefold()
