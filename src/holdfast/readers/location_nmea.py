"""Sentences of GPS receivers (NMEA 0183), as trackers, dashcams and boats write them down.

    $GPRMC,093000.00,A,5128.6570,N,00011.5295,W,012.4,084.4,040326,,,A*6C
    $GPGGA,093000.00,5128.6570,N,00011.5295,W,1,08,0.9,18.3,M,47.0,M,,*5A
    [1772616600000]$GPRMC,…          2026-03-04T09:30:00Z   $GNRMC,…

| sentence | says                                   |
| -------- | -------------------------------------- |
| RMC      | time, date, position, speed, direction |
| GGA      | time, position, height; no date        |
| GLL      | position, time; no date                |
| ZDA      | time, date                             |

Times are UTC by the standard. Sentences of the same time and position are one event.
References: docs/readers/location.md; NMEA 0183, version 3.01.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message
from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.model.span import Span
from holdfast.readers.location_places import Details, Place, event, place_of
from holdfast.readers.moments import from_iso
from holdfast.readers.nmea_sentences import Sentence, is_other, sentence_of
from holdfast.readers.text_lines import raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found
    from holdfast.readers.reader import Source

# Where the position, the time, the quality and the height stand, counted from 1; 0 for nowhere.
_PLACES = {"RMC": 3, "GGA": 2, "GLL": 1}
_CLOCKS = {"GLL": 5}
_QUALITIES = {"RMC": 2, "GGA": 6, "GLL": 6}
_NO_FIX = frozenset({"V", "0"})
_CLOCK = re.compile(r"([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(\.\d{0,9})?", re.ASCII)
_DATE = re.compile(r"(\d\d)(\d\d)(\d\d)", re.ASCII)
# 5128.6570 and 00011.5295: degrees, and minutes of two digits
_ANGLE = re.compile(r"(\d{1,3})([0-5]\d(?:\.\d{1,12})?)", re.ASCII)
_SIDES = {"N": "", "S": "-", "E": "", "W": "-"}
_A_MINUTE = Decimal(1) / 60
_FINEST = Decimal("0.0000001")
_FIRST_YEAR = 80
"""GPS began in 1980: a year of two digits before it is one of this century."""

_NEAR_SECONDS = 600
"""A sentence without a date has that of one so long before."""


def read_nmea(source: Source) -> Iterator[Found]:
    """Give every position.

    Args:
        source: lines of sentences, with or without a time of the program before each.

    Yields:
        An event for each time and position, in file order. Other sentences (satellites, shocks)
        are left over, neighbours together; so is a line that is none, by itself.
    """
    track = _Track()
    for start, line in raw_lines(source):
        span, sentence = Span(start, len(line), ""), sentence_of(line)
        if sentence is not None:
            yield from track.take(sentence, span)
        elif is_other(line):
            track.pass_by(span)
        elif line.strip(b"\r \t\0\xef\xbb\xbf"):
            yield from track.flush()
            yield Leftover(span, "not-understood")
    yield from track.flush()


@dataclass(slots=True)
class _Fix:
    """A position whose last sentence is not reached yet."""

    key: tuple[str, ...]
    span: Span
    place: Place
    clock: str
    day: str
    details: Details
    marks: tuple[str, ...]

    def __repr__(self) -> str:
        """Tell the place only."""
        return f"_Fix(at {self.span.start})"

    def made(self) -> Message:
        """Give its event."""
        happened = _moment(self.day, self.clock)
        details = list(self.details)
        if happened is UNKNOWN_MOMENT and self.clock:
            details.append(("other", self.clock))
        found = event(self.span, happened, place=self.place, details=details)
        doubts = () if self.day else ("day-open",) if self.clock else ("no-time",)
        return found._replace(marks=(*found.marks, *doubts, *self.marks))


class _Track:
    """Holds the last position back until another one comes, and remembers the last date."""

    def __init__(self) -> None:
        self._fix: _Fix | None = None
        self._passed: Span | None = None
        self._day, self._second = "", 0

    def take(self, sentence: Sentence, span: Span) -> Iterator[Found]:
        """Follow a sentence that may say a position or a date."""
        clock = sentence.field(_CLOCKS.get(sentence.kind, 1))
        day = self._note(sentence, clock)
        at = _PLACES.get(sentence.kind, 0)
        place = _place(sentence, at) if at else None
        if place is None:
            self.pass_by(span)
            return
        key = (clock, *(sentence.field(at + number) for number in range(4)))
        if self._fix is not None and self._fix.key == key:
            self._join(self._fix, sentence, span, day)
            return
        yield from self.flush()
        marks = () if sentence.is_whole else ("digest-differs",)
        self._fix = _Fix(key, span, place, clock, day, _details(sentence, at), marks)

    def _join(self, fix: _Fix, sentence: Sentence, span: Span, day: str) -> None:
        """Add what another sentence says of the same time and position."""
        if self._passed is None:
            fix.span = Span(fix.span.start, span.end - fix.span.start, "")
        else:
            self.pass_by(span)
        fix.day = day if sentence.kind == "RMC" and day else fix.day or day
        new = _details(sentence, _PLACES[sentence.kind])
        fix.details += [each for each in new if each not in fix.details]
        if not sentence.is_whole and "digest-differs" not in fix.marks:
            fix.marks += ("digest-differs",)

    def pass_by(self, span: Span) -> None:
        """Leave a line over, with those before it."""
        start = self._passed.start if self._passed else span.start
        self._passed = Span(start, span.end - start, "")

    def flush(self) -> Iterator[Found]:
        """Give what is held back."""
        if self._fix is not None:
            yield self._fix.made()
        if self._passed is not None:
            yield Leftover(self._passed, "about-the-export")
        self._fix = self._passed = None

    def _note(self, sentence: Sentence, clock: str) -> str:
        """Give the day of a sentence, its own or that of one shortly before; empty for none."""
        second, own = _second_of(clock), _day_of(sentence)
        if sentence.is_whole and second is not None and from_iso(own).stated:
            self._day, self._second = own, second
        if own or second is None:
            return own
        return self._day if 0 <= second - self._second <= _NEAR_SECONDS else ""


def _day_of(sentence: Sentence) -> str:
    """Give the date that a sentence states, empty when it states none."""
    if sentence.kind == "ZDA":
        day, month, year = (sentence.field(number) for number in (2, 3, 4))
        return f"{year}-{month:0>2}-{day:0>2}" if day and month and year else ""
    found = _DATE.fullmatch(sentence.field(9)) if sentence.kind == "RMC" else None
    if found is None:
        return ""
    century = "19" if int(found[3]) >= _FIRST_YEAR else "20"
    return f"{century}{found[3]}-{found[2]}-{found[1]}"


def _second_of(clock: str) -> int | None:
    """Give the second of the day, None when it is no time of day."""
    found = _CLOCK.fullmatch(clock)
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None


def _moment(day: str, clock: str) -> Moment:
    """Give the moment of a date and a time of day, UTC; unknown where one of them is missing."""
    if not day or not clock:
        return UNKNOWN_MOMENT
    written = f"{day} {clock}"
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return Moment(written, None)
    fraction = found[4] if found[4] and found[4] != "." else ""
    moment = from_iso(f"{day}T{found[1]}:{found[2]}:{found[3]}{fraction}", utc_by_format=True)
    return moment._replace(as_written=written)


def _place(sentence: Sentence, at: int) -> Place | None:
    """Give the position from a field on: two angles, each with its side; None for none."""
    north, north_side, east, east_side = (sentence.field(at + number) for number in range(4))
    if not north and not east:
        return None
    return place_of(_degrees(north, north_side), _degrees(east, east_side))


def _degrees(angle: str, side: str) -> str:
    """Give degrees and minutes as degrees; what is none as written."""
    found, sign = _ANGLE.fullmatch(angle), _SIDES.get(side.upper())
    if found is None or sign is None:
        return f"{angle} {side}".strip() or "?"
    degrees = Decimal(found[1]) + Decimal(found[2]) * _A_MINUTE
    return f"{sign}{degrees.quantize(_FINEST)}"


def _details(sentence: Sentence, at: int) -> Details:
    """Give what else a sentence says, and the position as it is written."""
    written = ",".join(sentence.field(at + number) for number in range(4))
    quality = sentence.field(_QUALITIES[sentence.kind])
    told = [("also-stated", written), ("captured-at", sentence.before)]
    if sentence.kind == "RMC":
        told += [("speed", f"{sentence.field(7)} kn" if sentence.field(7) else "")]
        told += [("heading", sentence.field(8))]
    if sentence.kind == "GGA":
        told += [("altitude-metres", sentence.field(9))]
    told += [("confidence", quality if quality in _NO_FIX else ""), ("other", sentence.after)]
    return [each for each in told if each[1]]
