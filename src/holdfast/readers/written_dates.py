"""Dates and times written out for people, as HTML exports show them.

| written                                | becomes                     |
| -------------------------------------- | --------------------------- |
| Sep 13, 2020, 12:26 PM                 | 2020-09-13T12:26            |
| Wednesday, October 19, 2019 at 2:37 pm | 2019-10-19T14:37            |
| 19 Oct 2019, 14:37                     | 2019-10-19T14:37            |
| 19. März 2019 um 14:37                 | 2019-03-19T14:37            |
| 06-Jan-23 02:03 PM                     | 2023-01-06T14:03            |
| 2019-10-19 14:37:01                    | 2019-10-19T14:37:01         |
| 19 окт. 2019 г., 14:37                 | 2019-10-19T14:37            |
| 2019年10月19日 午後2:37                | 2019-10-19T14:37            |
| 2020. szept. 13. 12:26                 | 2020-09-13T12:26            |
| 12:26, 13 thg 9, 2020                  | 2020-09-13T12:26            |
| 13/09/2020 12:26                       | only if no other order fits |

Without `UTC` after it the zone is that of the account at the export, which is not stated.
"""
# ruff: noqa: RUF001, RUF002  # words of many scripts

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.model.moment import Moment, Precision, ZoneSource
from holdfast.readers.moments import MOST_OFFSET_MINUTES
from holdfast.readers.whatsapp_clock import parse_clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 64
"""Characters of a date with its time; what is longer is none."""

# English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Swedish, Polish, Turkish,
# Russian, Ukrainian, Bulgarian, Finnish, Hungarian, Romanian, Greek, Hebrew, Arabic, Indonesian
_MONTH_BEGINNINGS = (
    "jan gen ene sty oca янв січ яну tam ian ιαν ינו ينا",
    "feb fev fév lut şub фев лют hel φεβ פבר فبر",
    "mar mär maa mrt mrz мар бер már μαρ μάρ מרץ مار",
    "apr abr avr kwi nis апр кві huh ápr απρ אפר أبر",
    "may mai maj mag mei мая май тра tou máj μαι μάι μαΐ μάι מאי ماي",
    "jun juin giu cze haz июн чер юни kes jún iun ιουν ιούν יונ يون",
    "jul juil lug lip tem июл лип юли hei júl iul ιουλ ιούλ יול يول",
    "aug ago aoû aou sie ağu авг сер elo agu αυγ αύγ אוג أغس",
    "sep set wrz eyl сен сеп вер syy sze σεπ ספט سبت",
    "oct okt ott out paź eki окт жов lok οκτ אוק أكت",
    "nov lis kas ноя ное лис marr noi νοε νοέ נוב نوف",
    "dec déc dez dic des gru ara дек гру jou δεκ דצמ ديس",
)  # fmt: skip
MONTHS: Mapping[str, int] = MappingProxyType(
    {word: number for number, words in enumerate(_MONTH_BEGINNINGS, 1) for word in words.split()}
)
"""Beginning of a month's name -> its number."""

_OF_TWO_LANGUAGES = ("lip", "lis")
"""July and November in Poland, June and October in Croatia, where a full stop follows the day."""

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|er|\.)?"
_MONTH = r"(?:de |of |ב)?(?P<month>[^\W\d_]{3,12})[.׳]?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?: ?[гр]\.)?"
_WEEKDAY = r"(?:[^\W\d_]{2,14}\.?,? )?"
_AFTER = r"(?P<rest>[^\n]{4,32})"
_FORMS = (
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}{_AFTER}"),
    re.compile(rf"{_WEEKDAY}{_DAY} {_MONTH},? (?:de )?{_YEAR}{_AFTER}"),
    re.compile(rf"{_YEAR}\. {_MONTH} {_DAY}{_AFTER}"),
    re.compile(rf"{_DAY}-(?P<month>[^\W\d_]{{3,4}})-(?P<year>\d\d(?:\d\d)?){_AFTER}"),
)
# 13 thg 9, 2020
_NUMBERED = re.compile(
    rf"{_WEEKDAY}{_DAY} (?:thg|th|tháng) ?(?P<month>\d{{1,2}}),? {_YEAR}{_AFTER}", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)([-/.] ?)(\d{1,2})\2(\d{1,2})\.?(?P<rest>[^\n]{4,32})")
# 2019年10月19日 14:37     2019년 10월 19일 (토) 오후 2:37
_EASTERN = re.compile(
    r"((?:19|20)\d\d)([年년]) ?(\d{1,2})[月월] ?(\d{1,2})[日일]"
    r"(?: ?(?:\(.\)|.曜日|星期.|週.|.요일))?(?P<rest>[^\n]{4,32})"
)
_FIGURES = re.compile(
    r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?((?:19|20)\d\d|\d\d)(?:\.|\.? г\.)?(?P<rest>[^\n]{4,32})"
)
# 12:26, 13 thg 9, 2020    12:26 PM, 13 Sep 2020
_TIME_FIRST = re.compile(r"(\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.? ?[Mm]\.?)?),? (?:ngày )?(.+)")
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# at 2:37 pm     , 14:37:05     um 14:37 Uhr     2:37 at noon is none
_TIME = re.compile(
    r"[,،]?\s*(?:[^\W\d_]{1,6}\.?\s)?\s*(?:[^\W\d_]{2,4}\s?)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s?[^\W\d_]{1,4}[.\s]{0,2}(?:[^\W\d_]\.?)?)?"
)
# UTC     UTC-08:00     GMT+1
_ZONE = re.compile(r" ?(?:UTC|GMT)(?:([+-])(\d{1,2})(?::?(\d\d))?)?$")
_SPACES = re.compile(r"\s+")
_CENTURY = 2000
_SHORT_YEAR = 100


def find_written(text: str) -> Moment | None:
    """Give the moment that a text states, when it is a date with a time and nothing else.

    Args:
        text: what stands in one place of a page.

    Returns:
        None when the text is none. A moment without `stated` when the date is open (two orders of
        day and month are possible) or impossible.
    """
    if len(text) > LONGEST or not (":" in text or "." in text):
        return None
    plain = _SPACES.sub(" ", _MARKS.sub("", text) if not text.isascii() else text).strip()
    ahead = _TIME_FIRST.fullmatch(plain)
    if ahead is not None:
        plain = f"{ahead[2]} {ahead[1]}"
    zone = _ZONE.search(plain)
    found = _find(text, plain[: zone.start()] if zone else plain)
    if zone is None or found is None or found.precision == Precision.DAY.value:
        return found
    minutes = int(zone[2] or 0) * 60 + int(zone[3] or 0)
    if found.stated is None or minutes > MOST_OFFSET_MINUTES:
        return found
    offset = -minutes if zone[1] == "-" else minutes
    return found._replace(zone_source=ZoneSource.IN_FILE.value, offset_minutes=offset)


def _find(text: str, plain: str) -> Moment | None:
    """Give the moment of a text without its zone."""
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found and _TIME.fullmatch(found["rest"]):
            month, day = month_of(found["month"]), found["day"]
            if month is None:
                return None
            named = found["month"].casefold()
            is_open = named.startswith(_OF_TWO_LANGUAGES) and f"{day}. " in plain
            days = [] if is_open else [(_full_year(found["year"]), month, int(day))]
            return _moment(text, days, found["rest"])
    found = _NUMBERED.fullmatch(plain)
    if found and _TIME.fullmatch(found["rest"]):
        day = (_full_year(found["year"]), int(found["month"]), int(found["day"]))
        return _moment(text, [day], found["rest"])
    return _in_figures(text, plain)


def month_of(word: str) -> int | None:
    """Give the number of a month by its name or the beginning of it.

    Args:
        word: in any of the languages above.
    """
    lower = word.casefold()
    return MONTHS.get(lower[:4]) or MONTHS.get(lower[:3])


def _in_figures(text: str, plain: str) -> Moment | None:
    """Give the moment of a date in figures."""
    found = _YEAR_FIRST.fullmatch(plain) or _EASTERN.fullmatch(plain)
    if found and _TIME.fullmatch(found["rest"]):
        return _moment(text, [(int(found[1]), int(found[3]), int(found[4]))], found["rest"])
    found = _FIGURES.fullmatch(plain)
    if not found or not _TIME.fullmatch(found["rest"]):
        return None
    year = _full_year(found[4])
    one, two = int(found[1]), int(found[3])
    return _moment(text, [(year, one, two), (year, two, one)], found["rest"])


def _full_year(written: str) -> int:
    """Give a year of two digits in this century."""
    return int(written) + (_CENTURY if int(written) < _SHORT_YEAR else 0)


def _moment(text: str, days: Iterable[tuple[int, int, int]], rest: str) -> Moment:
    """Give the moment when only one day is possible."""
    possible = set()
    for year, month, day in days:
        try:
            possible.add(date(year, month, day))
        except ValueError:
            continue
    if len(possible) != 1:
        return Moment(text, None)
    clock = parse_clock(rest)
    return Moment(text, possible.pop().isoformat() + clock.stated, clock.precision)
