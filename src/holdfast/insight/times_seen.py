"""Times that stand in the words of a screenshot, offered to her and never taken.

A messenger writes `17:30` beside a message and `4 March` above it; a machine reads both, not
always rightly, and cannot know which belongs to what.
"""

from __future__ import annotations

import re

MOST = 12
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAYS = r"(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
# 17:30   5:30 PM   17.30.05 is left to dates      2026-03-04   04/03/2026   4 March 2026   March 4
_SEEN = re.compile(
    r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?(?![\d:])"
    r"|(?<![\d-])20\d\d-[01]\d-[0-3]\d(?![\d-])"
    r"|(?<![\d./])[0-3]?\d[./][0-3]?\d[./](?:20)?\d\d(?![\d./])"
    rf"|(?<![\d.])[0-3]?\d\.? {_MONTHS}(?:,? 20\d\d)?"
    rf"|\b{_MONTHS} [0-3]?\d(?:,? 20\d\d)?\b(?!:)"
    rf"|\b{_DAYS}\b",
    re.IGNORECASE | re.ASCII,
)
LONGEST = 100_000


def times_seen(text: str) -> tuple[str, ...]:
    """Give the times and days in a text as they stand there, each once, in their order.

    Args:
        text: what a machine read.
    """
    found = (" ".join(each[0].split()) for each in _SEEN.finditer(text[:LONGEST]))
    return tuple(dict.fromkeys(found))[:MOST]
