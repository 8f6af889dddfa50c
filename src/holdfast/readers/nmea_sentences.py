"""One line of a GPS receiver's log: what stands before the sentence, its fields, its check sum."""

from __future__ import annotations

import re
from typing import NamedTuple

_SENTENCE = re.compile(
    rb"(?P<before>[^$\r\n]{0,99})\$(?P<talker>[A-Z]{2})(?P<kind>RMC|GGA|GLL|ZDA),"
    rb"(?P<fields>[^*\r\n]{0,300})(?:\*(?P<sum>[0-9A-Fa-f]{2}))?(?P<after>[^\r\n]{0,99}?)\r?"
)
# $GPGSV,3,1,09,…    $GSENSORD,0.060,0.120,-0.180    $GSENSORSTARTTIME 20210215124811    !AIVDM,1,…
_OTHER = re.compile(rb"[^$!\r\n]{0,99}[$!][A-Z][A-Z0-9]{2,20}[, ][^\r\n]{0,400}\r?")
_MOST_LINES = 40
_MOST_OTHERS = 3
"""One line in so many may be something else."""


class Sentence(NamedTuple):
    """One sentence; its `repr` shows none of it."""

    kind: str
    """Its last three letters: `RMC`."""

    fields: list[str]
    """Its fields, as written."""

    before: str
    """What stands before it on the line: mostly a time of the program."""

    after: str
    """What stands behind it."""

    is_whole: bool
    """Whether its check sum fits, or there is none."""

    def __repr__(self) -> str:
        """Tell the kind only."""
        return f"Sentence({self.kind})"

    def field(self, number: int) -> str:
        """Give a field, counted from 1 as the standard does; empty when it is missing."""
        return self.fields[number - 1].strip() if number <= len(self.fields) else ""


def sentence_of(line: bytes) -> Sentence | None:
    """Give the sentence of a line that says a time, a date or a position; None for any other.

    Args:
        line: without its line feed.
    """
    found = _SENTENCE.fullmatch(line)
    if found is None:
        return None
    total = 0
    for byte in found["talker"] + found["kind"] + b"," + found["fields"]:
        total ^= byte
    is_whole = found["sum"] is None or int(found["sum"], 16) == total
    before, after = (found[name].decode(errors="replace").strip() for name in ("before", "after"))
    fields = found["fields"].decode(errors="replace").split(",")
    return Sentence(found["kind"].decode(), fields, before.strip("\ufeff"), after, is_whole)


def is_other(line: bytes) -> bool:
    """Tell whether a line is a sentence about something else.

    Args:
        line: without its line feed.
    """
    return _OTHER.fullmatch(line) is not None


def is_nmea(head: bytes) -> bool:
    """Tell whether a file is made of sentences, by its first lines.

    Args:
        head: its first bytes; the last line in them may be cut.
    """
    if b"$" not in head[:4_096]:
        return False
    lines = [line for line in head.split(b"\n", _MOST_LINES)[:_MOST_LINES] if line.strip()]
    says = [sentence_of(line) is not None for line in lines]
    others = sum(not said and not is_other(line) for said, line in zip(says, lines, strict=True))
    return any(says) and others * _MOST_OTHERS <= len(lines)
