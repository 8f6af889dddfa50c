"""What a person says about time, read into a Moment: exactly as far as it was said, no further.

The forms are the table `FORMS`, which the help prints. What can be read in two ways is refused,
not guessed: `04/03/2026` is 4 March here and 3 April in America, `5.30` is morning or evening.
Times relative to today need to be told what today is.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from holdfast.model.clock_time import ClockTime, split_clock_time
from holdfast.model.errors import AmbiguousTimeError, UnreadableTimeError
from holdfast.model.moment import UNKNOWN_MOMENT, Moment, Precision, ZoneSource

FORMS = (
    "2026-03-04 17:30",
    "2026-03-04",
    "4 March 2026 17:30",
    "4 March 2026 5.30pm",
    "4 March 2026",
    "March 2026",
    "2026",
    "last week of May 2025",
    "early May 2025",
    "about 4 March 2026",
    "between 4 March 2026 and 6 March 2026",
    "before March 2026",
    "after 4 March 2026",
    "today 17:30",
    "yesterday",
    "last night",
    "I don't know",
)
"""One example of each form, as the help lists them."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOT_KNOWN = {
    "", "i don't know", "i dont know", "don't know", "dont know", "do not know",
    "i do not know", "unknown", "not known", "not sure", "i'm not sure", "no idea",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2199
SHORT_NAME = 3
DAYS_IN_WEEK = 7
EVENING, MORNING = "T18:00", "T06:00"
HOUR_OF_WAKING = 6
"""Before this hour "last night" may mean the night that is not over yet."""

ABOUT = re.compile(r"(?:at )?(?:about|around|roughly|approximately|approx|circa|ca|some time) (.+)")
BETWEEN = re.compile(r"(?:(.+) )?(?:between (.+) and|from (.+) (?:to|until)) (.+?)(?: on (.+))?")
WEEK = re.compile(r"(first|second|third|fourth|last) week (?:of|in) ([a-z]+) (\d{4})")
THIRD = re.compile(r"(?:the )?(early|mid|middle of|late|beginning of|start of|end of)[- ]"
                   r"(?:in )?(?:([a-z]+) )?(\d{4})")  # fmt: skip
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+) (\d{4})")
MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
MONTH_ONLY = re.compile(r"([a-z]+) (\d{4})")
NO_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)(?: \d{1,2})?|([a-z]+) \d{1,2}")
NUMBERS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
AGO = re.compile(r"(\d{1,3}|a|one|two|three|four|five|six) (day|week)s? ago")
SMALL = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
THIRDS = {
    "early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2,
}  # fmt: skip
THIRDS_OF_MONTH = ((1, 10), (11, 20), (21, 31))
THIRDS_OF_YEAR = ((1, 4), (5, 8), (9, 12))
CUT = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10, Precision.MINUTE: 16}


def parse_when(text: str, *, now: datetime) -> Moment:
    """Read what a person said about when something happened.

    Args:
        text: the person's words, in one of `FORMS`.
        now: the device's time, for words such as "yesterday".

    Returns:
        A moment whose `as_written` is the text unchanged. Its zone is unknown unless the words
        give an offset. Words that can be read in two ways end in `AmbiguousTimeError`.

    Raises:
        UnreadableTimeError: the words are in no known form, or name a day that never was.
    """
    try:
        return _read(_plain(text), now)._replace(as_written=text)
    except OverflowError as outside:
        # Counted back from a clock at the edge of the calendar.
        raise UnreadableTimeError from outside


def _plain(text: str) -> str:
    words = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(",", " ")
    joined = re.sub(r"(\d{4}-\d\d-\d\d)t(?=\d)", r"\1 ", words)
    return " ".join(joined.split()).removesuffix(".").strip()


def _read(words: str, now: datetime) -> Moment:
    if words in NOT_KNOWN:
        return UNKNOWN_MOMENT
    if about := ABOUT.fullmatch(words):
        return _read(about[1], now)._replace(about=True)
    if words.startswith("before "):
        last = _read(words.removeprefix("before "), now)
        return last._replace(stated=None, until=last.stated)
    if words.startswith("after "):
        return _read(words.removeprefix("after "), now)._replace(about=True)
    if between := BETWEEN.fullmatch(words):
        return _between(between, now)
    return _stretch(words) or _relative_stretch(words, now) or _single(words, now)


def _between(found: re.Match[str], now: datetime) -> Moment:
    first, last = found[2] or found[3], found[4]
    if day := found[1] or found[5]:
        first, last = f"{day} {first}", f"{day} {last}"
    elif re.fullmatch(r"\d{1,2}|[a-z]+|\d{1,2} [a-z]+", first) and not first.startswith("today"):
        first = _completed(first, last)
    start, end = _read(first, now), _read(last, now)
    if start.stated is None or end.stated is None:
        raise UnreadableTimeError
    precision = min(start.precision, end.precision, key=lambda each: CUT[Precision(each)])
    length = CUT[Precision(precision)]
    stated, until = start.stated[:length], (end.until or end.stated)[:length]
    if until < stated:
        raise UnreadableTimeError
    return start._replace(stated=stated, until=until, precision=precision)


def _completed(first: str, last: str) -> str:
    """Lend the month and year of the end to the start ("between 4 and 6 March 2026")."""
    rest = last.split()
    missing = len(rest) - len(first.split())
    return " ".join([first, *rest[len(rest) - missing :]]) if missing > 0 else first


def _stretch(words: str) -> Moment | None:
    if week := WEEK.fullmatch(words):
        month, year = _month(week[2]), _year(week[3])
        days = _last_day(year, month)
        place = ("first", "second", "third", "fourth", "last").index(week[1])
        first = days - DAYS_IN_WEEK + 1 if week[1] == "last" else place * DAYS_IN_WEEK + 1
        return _days(date(year, month, first), date(year, month, first + DAYS_IN_WEEK - 1))
    if third := THIRD.fullmatch(words):
        year, place = _year(third[3]), THIRDS[third[1]]
        if third[2] is None:
            start, end = THIRDS_OF_YEAR[place]
            return _moment(
                f"{year}-{start:02}", Precision.MONTH, until=f"{year}-{end:02}", about=True
            )
        month = _month(third[2])
        start, end = THIRDS_OF_MONTH[place]
        last = min(end, _last_day(year, month))
        return _days(date(year, month, start), date(year, month, last))._replace(about=True)
    return None


def _relative_stretch(words: str, now: datetime) -> Moment | None:
    if words != "last night":
        return None
    if now.hour < HOUR_OF_WAKING:
        raise AmbiguousTimeError
    today = now.date()
    return _moment(
        f"{today - timedelta(days=1)}{EVENING}", Precision.MINUTE, until=f"{today}{MORNING}"
    )


def _single(words: str, now: datetime) -> Moment:
    day_words, clock = split_clock_time(words)
    stated, precision = _day(_without_weekday(day_words, now), now)
    if clock is None:
        return _moment(stated, precision)
    if precision is not Precision.DAY:
        raise UnreadableTimeError
    return _at(stated, clock)


def _at(stated: str, clock: ClockTime) -> Moment:
    moment = Moment(
        as_written="",
        stated=f"{stated}T{clock.text}",
        precision=Precision.SECOND if clock.has_seconds else Precision.MINUTE,
        about=clock.about,
        until=f"{stated}T{clock.until}" if clock.until else None,
    )
    if clock.offset_minutes is None:
        return moment
    return moment._replace(offset_minutes=clock.offset_minutes, zone_source=ZoneSource.BY_PERSON)


def _without_weekday(words: str, now: datetime) -> str:
    # A weekday that does not fit the date names two different days.
    first, _, rest = words.partition(" ")
    named = [day for day in WEEKDAYS if len(first) >= SHORT_NAME and day.startswith(first)]
    if not named:
        return words
    if not rest:
        raise AmbiguousTimeError
    stated, precision = _day(rest, now)
    if precision is not Precision.DAY:
        raise UnreadableTimeError
    if WEEKDAYS[date.fromisoformat(stated).weekday()] != named[0]:
        raise AmbiguousTimeError
    return rest


def _day(words: str, now: datetime) -> tuple[str, Precision]:
    if back := _days_back(words):
        return f"{now.date() - timedelta(days=back - 1)}", Precision.DAY
    if re.fullmatch(r"\d{4}", words):
        return f"{_year(words)}", Precision.YEAR
    if month := _whole_month(words):
        return month, Precision.MONTH
    if day := _named_day(words):
        return day, Precision.DAY
    if found := NUMBERS.fullmatch(words):
        return _from_numbers(found[1], found[2], found[3]), Precision.DAY
    if found := NO_YEAR.fullmatch(words):
        _month(found[2] or found[3])
        raise AmbiguousTimeError  # which year, or is the number the year
    raise UnreadableTimeError


def _whole_month(words: str) -> str | None:
    if iso := re.fullmatch(r"(\d{4})-(\d\d)", words):
        return f"{_year(iso[1])}-{_checked_month(int(iso[2])):02}"
    if found := MONTH_ONLY.fullmatch(words):
        return f"{_year(found[2])}-{_month(found[1]):02}"
    return None


def _named_day(words: str) -> str | None:
    if found := DAY_FIRST.fullmatch(words):
        return _date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := MONTH_FIRST.fullmatch(words):
        return _date(_year(found[3]), _month(found[1]), int(found[2]))
    return None


def _days_back(words: str) -> int:
    """Give 1 for today, 2 for yesterday and so on; 0 when the words are no such day."""
    named = {"today": 1, "yesterday": 2, "day before yesterday": 3, "the day before yesterday": 3}
    if ago := AGO.fullmatch(words):
        count = SMALL[ago[1]] if ago[1] in SMALL else int(ago[1])
        return 1 + count * (DAYS_IN_WEEK if ago[2] == "week" else 1)
    return named.get(words, 0)


def _from_numbers(one: str, two: str, three: str) -> str:
    # Every order that is in use somewhere is tried; more than one day that was is two readings.
    year_length = len("2026")
    if len(one) == year_length:
        return _date(_year(one), int(two), int(three))
    if len(three) == year_length:
        readings = [(three, two, one), (three, one, two)]
    else:
        century = "20"
        readings = [
            (century + three, two, one),
            (century + three, one, two),
            (century + one, two, three),
        ]
    days = {found for year, month, day in readings if (found := _possible(year, month, day))}
    if len(days) > 1:
        raise AmbiguousTimeError
    if not days:
        raise UnreadableTimeError
    return days.pop()


def _possible(year: str, month: str, day: str) -> str | None:
    try:
        return _date(int(year), int(month), int(day))
    except UnreadableTimeError:
        return None


def _date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise UnreadableTimeError from None


def _month(name: str) -> int:
    short = name.removesuffix(".")
    found = [place for place, month in enumerate(MONTHS, 1) if month.startswith(short)]
    if len(short) < SHORT_NAME or len(found) != 1:
        raise UnreadableTimeError
    return found[0]


def _checked_month(number: int) -> int:
    if not 1 <= number <= len(MONTHS):
        raise UnreadableTimeError
    return number


def _year(digits: str) -> int:
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        raise UnreadableTimeError
    return int(digits)


def _last_day(year: int, month: int) -> int:
    following = date(year + month // len(MONTHS), month % len(MONTHS) + 1, 1)
    return (following - timedelta(days=1)).day


def _days(first: date, last: date) -> Moment:
    return _moment(first.isoformat(), Precision.DAY, until=last.isoformat())


def _moment(
    stated: str, precision: Precision, *, until: str | None = None, about: bool = False
) -> Moment:
    return Moment(as_written="", stated=stated, precision=precision, until=until, about=about)
