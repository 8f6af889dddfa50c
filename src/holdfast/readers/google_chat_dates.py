"""Dates as Google Chat writes them out, in the language of the account.

| written                                             | becomes                |
| --------------------------------------------------- | ---------------------- |
| Thursday, November 3, 2016 at 11:59:50 AM UTC       | 2016-11-03T11:59:50    |
| Donnerstag, 3. November 2016 um 23:59:50 UTC        | 2016-11-03T23:59:50    |
| jueves, 3 de noviembre de 2016, 11:59:50 UTC        | 2016-11-03T11:59:50    |
| 2016年11月3日木曜日 11:59:50 UTC                    | 2016-11-03T11:59:50    |

The zone is written behind it; newer files put a narrow space before AM and PM.
"""
# ruff: noqa: RUF001  # words of many scripts

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.readers.moments import from_iso, impossible, offset_minutes
from holdfast.readers.whatsapp_clock import parse_clock
from holdfast.readers.written_dates import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 120
"""Characters of a date; what is longer is none."""

_SECOND, _IN_FILE = Precision.SECOND.value, ZoneSource.IN_FILE.value
MOST_REMEMBERED = 4_096
"""How many days as written are remembered; a chat has few of them and many messages."""

# Russian, Ukrainian, Turkish, Finnish, Czech, Hungarian, Romanian, Greek, where they differ from
# the languages of `written_dates`
_MORE_MONTHS = (
    "янв січ oca tam led ιαν", "фев лют şub hel úno φεβ", "мар бер maal bře márc μαρ",
    "апр кві nis huh dub ápr απρ", "мая май тра may tou kvě máj μαΐ μαϊ",
    "июн чер haz kes čer jún iun ιουν", "июл лип tem hei červenc júl iul ιουλ",
    "авг сер ağu elo srp αυγ", "сен вер eyl syy zář szept σεπ", "окт жов eki lok říj οκτ",
    "ноя лис kas marr noi νοε", "дек гру ara jou pro dec δεκ",
)  # fmt: skip
_MONTHS: Mapping[str, int] = MappingProxyType(
    {word: number for number, words in enumerate(_MORE_MONTHS, 1) for word in words.split()}
)
_LONGEST_BEGINNING = 7
_SHORTEST_BEGINNING = 3

_SPACES = re.compile(r"[\s\u200e\u200f\u202f]+")
_ZONE = re.compile(r"\b(?:UTC|GMT|Z)\b(?: ?([+\-−]\d{1,2}(?::?\d\d)?))?")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = r"[^\W\d_]{2,16}"
_FORMS = (
    re.compile(
        rf"(?:{_WORD}(?:-{_WORD})?\.?,? )?(?P<month>{_WORD})\.? (?P<day>\d{{1,2}}),? {_YEAR}"
    ),
    re.compile(
        rf"(?:[^\d]{{2,30}}?,? )?(?P<day>\d{{1,2}})(?:\.|º|er)? (?:de )?(?P<month>{_WORD})\.?,? "
        rf"(?:de )?{_YEAR}(?: ?(?:г|р)\.)?"
    ),
    re.compile(rf"(?:{_WORD} {_WORD}, )?(?P<day>\d{{1,2}}) tháng (?P<month>\d{{1,2}}),? {_YEAR}"),
    re.compile(rf"{_YEAR}\. (?P<month>{_WORD}) (?P<day>\d{{1,2}})\.,? ?{_WORD}"),
    re.compile(
        rf"{_YEAR} ?[年년] ?(?P<month>\d{{1,2}}) ?[月월] ?(?P<day>\d{{1,2}}) ?[日일]"
        r"(?: ?(?:.曜日|星期.|週.|.요일))?"
    ),
)
# Thursday, November 3, 2016 at 1:59:50 PM UTC: so many files have it that it is read by itself
_ENGLISH = re.compile(
    r"([A-Z][a-z]{2,5}day, [A-Z][a-z]{2,8} \d{1,2}, \d{4}) at "
    r"(0?[1-9]|1[0-2]):([0-5]\d:[0-5]\d)[ \u202f]([AP])M UTC"
)
_HALF_DAY = 12
_KOREAN_CLOCK = re.compile(r"(\d{1,2})시 ?(\d{1,2})분 ?(\d{1,2})초")
# Words before the time that say nothing; some languages put the weekday there.
_BETWEEN = re.compile(
    r"\b(?:alle ore|ve?|Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar)\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?")


def find_month(word: str) -> int | None:
    """Give the number of a month by its name, in some twenty languages.

    Args:
        word: as written.
    """
    lower = word.casefold()
    for length in range(_LONGEST_BEGINNING, _SHORTEST_BEGINNING - 1, -1):
        if lower[:length] in _MONTHS:
            return _MONTHS[lower[:length]]
    # In Hebrew "in" is one letter before the name.
    return month_of(word) or month_of(word.removeprefix("ב"))


class Dates:
    """Reads dates of one file; remembers the days it has seen."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._seen: dict[str, str] = {}

    def read(self, written: str) -> tuple[Moment, tuple[str, ...]]:
        """Give the moment a date states, and marks for doubts.

        Args:
            written: the date as written, in words or in ISO 8601.
        """
        english = _ENGLISH.fullmatch(written)
        day = self._seen.get(english[1]) if english is not None else None
        if english is not None and day is not None:
            hour = int(english[2]) % _HALF_DAY + (_HALF_DAY if english[4] == "P" else 0)
            stated = f"{day}T{hour:02}:{english[3]}"
            return Moment(written, stated, _SECOND, _IN_FILE, 0), ()
        return self._read(written)

    def _read(self, written: str) -> tuple[Moment, tuple[str, ...]]:
        """Give the moment of a date in any of the ways known."""
        if not written:
            return Moment("", None), ()
        if len(written) > LONGEST:
            return impossible(written), ("clock-impossible",)
        plain = _SPACES.sub(" ", written).strip()
        zone = _ZONE.search(plain)
        rest = plain[: zone.start()] + plain[zone.end() :] if zone else plain
        found = next(filter(None, (form.match(rest) for form in _FORMS)), None)
        if found is None:
            moment = from_iso(written)
            return moment, ("date-open",) if moment.stated is None else ()
        day = self._day(found)
        if day is None:
            return impossible(written), ("date-impossible",)
        return _with_clock(Moment(written, day), rest[found.end() :], zone)

    def _day(self, found: re.Match[str]) -> str | None:
        """Give the day in ISO 8601, None when it is none."""
        known = self._seen.get(found[0])
        if known:
            return known
        word = found["month"]
        month = int(word) if word.isdecimal() else find_month(word)
        try:
            day = date(int(found["year"]), month or 0, int(found["day"])).isoformat()
        except ValueError:
            return None
        if len(self._seen) >= MOST_REMEMBERED:
            self._seen.clear()
        self._seen[found[0]] = day
        return day


def _with_clock(
    moment: Moment, clock: str, zone: re.Match[str] | None
) -> tuple[Moment, tuple[str, ...]]:
    """Add the time of day and the zone, as far as they are known."""
    clock = _KOREAN_CLOCK.sub(lambda each: f"{each[1]}:{each[2]:0>2}:{each[3]:0>2}", clock)
    clock = _BETWEEN.sub("", clock)
    if _CLOCK.search(clock) is None:
        return moment._replace(precision=Precision.DAY.value), ()
    parsed = parse_clock(clock)
    found = moment._replace(stated=f"{moment.stated}{parsed.stated}", precision=parsed.precision)
    offset = None
    if zone is not None:
        offset = _offset(zone[1]) if parsed.stated else None
    if offset is None:
        return found, parsed.marks
    return found._replace(zone_source=ZoneSource.IN_FILE.value, offset_minutes=offset), parsed.marks


def _offset(written: str | None) -> int | None:
    """Give the minutes east of UTC that stand behind `GMT`; none there is UTC itself."""
    if written is None:
        return 0
    sign, digits = written[0].replace("−", "-"), written[1:]
    hours, _, minutes = digits.partition(":")
    return offset_minutes(f"{sign}{hours.zfill(2)}{minutes}")
