"""Times of day as WhatsApp writes them, with the words for before and after noon.

Twelve-hour clocks name the half of the day, in the phone's language, before or after the figures.
Where a word is not known and the hour could be either, the time of day stays unstated.
References: Unicode CLDR 46, day periods of all widths; docs/readers/whatsapp.md.
"""
# ruff: noqa: RUF001  # words of many scripts, some twice as wide on screen

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.moment import Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE_NOON = (
    "am", "AM", "a.m.", "a. m.", "a.m", "vorm.", "fm", "f.m.", "dop.", "dop", "de.", "de", "SA",
    "PD", "PG", "ÖÖ", "öö", "ap.", "e paradites", "π.μ.", "πμ", "пр.об.", "пр. об.", "ДП", "дп",
    "ص", "صباحًا", "ق.ظ.", "ق.ظ", "قبل‌ازظهر", "לפנה״צ", 'לפנה"צ', "पूर्वाह्न", "म.पू.",
    "পূর্বাহ্ণ", "முற்பகல்", "ก่อนเที่ยง", "နံနက်", "上午", "凌晨", "清晨", "早上", "午前", "오전",
    "ព្រឹក", "ထ", "ጥዋት", "ਪੂ.ਦੁ.", "ಪೂರ್ವಾಹ್ನ", "පෙ.ව.", "ກ່ອນທ່ຽງ", "vm.", "priekšp.",
    "priešpiet", "претпладне", "ү.ө.", "p.d.", "da manhã", "r.n.", "GH", "ب.ن", "غ.م.", "غ.م",
    "صبح", "ቅ.ቀ.", "ጽባሕ", "WD", "AN", "SF", "TO", "ТО", "Àárọ̀", "上晝", "上昼", "BN", "тң",
    "go.öň", "چ.ب", "f.h.", "HH", "ŋdi ga", "ŋdi", "ntɔ́ngɔ́", "Kiroko", "subaka", "Sub", "atm",
    "ib", "i.b.", "saaku", "soodo", "ማለዶ", "RW", "Z.MU.", "ЭИ", "АМ", "পূৰ্বাহ্ন", "फुं",
    "सबेरे", "सकाळीं", "སྔ་དྲོ་", "སྔ་ཆ་", "פֿאַרמיטאָג", "prije podne", "prije\u202fpodne",
    "прије подне", "прије\u202fподне", "пре подне", "пре\u202fподне", "prijepodne", "dopołdnja",
    "ч. am", "fm.", "претпл.", "N’ụtụtụ",
)  # fmt: skip
"""Words for the first half of the day."""

AFTER_NOON = (
    "pm", "PM", "p.m.", "p. m.", "p.m", "nachm.", "em", "e.m.", "odp.", "odp", "du.", "du",
    "CH", "MD", "PTG", "ÖS", "ös", "e pasdites", "μ.μ.", "μμ", "сл.об.", "сл. об.", "ПП", "пп",
    "م", "مساءً", "ب.ظ.", "ب.ظ", "بعدازظهر", "אחה״צ", 'אחה"צ', "अपराह्न", "म.उ.", "অপরাহ্ণ",
    "பிற்பகல்", "หลังเที่ยง", "ညနေ", "下午", "中午", "晚上", "午後", "오후", "ល្ងាច", "ከሰዓት",
    "ਬਾ.ਦੁ.", "ಅಪರಾಹ್ನ", "ප.ව.", "ຫຼັງທ່ຽງ", "nm.", "pēcp.", "popiet", "попладне", "ү.х.",
    "pop.", "ip.", "em.", "m.d.", "da tarde", "i.n.", "GD", "د.ن", "غ.و.", "غ.و", "شام", "ድ.ቀ.",
    "ምሴት", "WB", "ANW", "YM", "TK", "ТК", "Ọ̀sán", "下晝", "下昼", "PN", "тк", "go.soň", "چ.ك",
    "e.h.", "EA", "ɣetrɔ ga", "ɣetrɔ", "mpókwa", "Hwaĩ-inĩ", "kikiiɗe", "Ngo", "ptm", "eb",
    "e.b.", "carra", "hawwaro", "ቃማ", "TŊ", "Z.MW.", "ЭК", "ПМ", "অপৰাহ্ন", "बेलासे", "सांम",
    "सांजे", "ཕྱི་དྲོ་", "ཕྱི་ཆ་", "נאָכמיטאָג", "po podne", "po\u202fpodne", "по подне",
    "по\u202fподне", "popodne", "поподне", "popołdnju", "wótp.", "G.M.", "ч. pm", "попл.",
    "nam.", "N’abalị",
)  # fmt: skip
"""Words for the second half of the day; `中午` is the hour from noon."""

CONNECTORS = (
    "klo", "kl.", "kl", "um", "at", "à", "a las", "a la", "às", "alle", "om", "o", "u", "ob", "в",
    "о", "у", "kello", "la", "lúc", "pukul", "saat", "ora", "στις", "เวลา", "בשעה", "، في", "ч.",
    "น.", "hodź.", "zeg.", "BE", "พ.ศ.",
)  # fmt: skip
"""Words between date and time that say nothing about the half of the day; `BE` is of the year."""

_NOISE = re.compile(r"[\s._,،\u061c\u200c\u200e\u200f\u202a-\u202f\u2066-\u2069\ufeff]+")
_FIGURES = re.compile(
    r"(\d{1,2})(?:[\u200e\u200f\u061c]*[:.]|\sh\s)(\d\d)(?:[:.](\d\d)|\smin(?:\s(\d\d)\ss)?)?"
)
# ", 14:05"    " 14:05:09"    what most of the world uses, read first because there is so much of it
_PLAIN = re.compile(r",? {1,2}((?:[01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)")
_NOON = 12
_HOURS = 24
_MINUTES = 60


def _plain(word: str) -> str:
    """Give a word without stops, spaces, marks and capitals."""
    return _NOISE.sub("", word).casefold()


DAY_PERIODS: Mapping[str, bool] = MappingProxyType(
    {**dict.fromkeys(BEFORE_NOON, False), **dict.fromkeys(AFTER_NOON, True)}
)
"""Word as written -> whether it means after noon."""

_PRECISIONS = {True: Precision.MINUTE.value, False: Precision.SECOND.value}
_PERIODS = {_plain(word): after for word, after in DAY_PERIODS.items()}
_SAY_NOTHING = frozenset(map(_plain, CONNECTORS)) | {""}


class Clock(NamedTuple):
    """A time of day as an export states it."""

    stated: str
    """`T14:05` or `T14:05:09`; empty when the half of the day or the figures are in doubt."""

    precision: str
    """A `Precision`; `day` when the time of day is in doubt."""

    marks: tuple[str, ...] = ()
    """`clock-word-unknown` or `clock-impossible`, when it is in doubt."""


def parse_clock(written: str) -> Clock:
    """Read a time of day with the words around it.

    Args:
        written: what stands between date and the heading's end; digits of any script.

    Returns:
        The time on a 24-hour clock. An hour above 12 makes a word for the half of the day moot
        (`23:59 PM` occurs); an unknown word leaves the time of day unstated.
    """
    plain = _PLAIN.fullmatch(written)
    if plain is not None:
        return Clock(f"T{plain[1]}", _PRECISIONS[plain[2] is None])
    figures = _FIGURES.search(written)
    if figures is None:
        return Clock("", Precision.DAY.value, ("clock-impossible",))
    seconds = figures[3] or figures[4]
    hour, minute, second = (int(part or 0) for part in (figures[1], figures[2], seconds))
    if hour >= _HOURS or minute >= _MINUTES or second >= _MINUTES:
        return Clock("", Precision.DAY.value, ("clock-impossible",))
    words = {_plain(written[: figures.start()]), _plain(written[figures.end() :])} - _SAY_NOTHING
    if hour <= _NOON and words:
        halves = {_PERIODS.get(word) for word in words}
        if len(halves) != 1 or None in halves:
            return Clock("", Precision.DAY.value, ("clock-word-unknown",))
        hour = hour % _NOON + (_NOON if True in halves else 0)
    if seconds is None:
        return Clock(f"T{hour:02}:{minute:02}", Precision.MINUTE.value)
    return Clock(f"T{hour:02}:{minute:02}:{second:02}", Precision.SECOND.value)
