"""Questions and their choices as she reads them: no code is ever shown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdfast.knowledge.choice_words import choice_words
from holdfast.knowledge.wording import words
from holdfast.readers.zones import FIXED, NOT_KNOWN, ZONES, offset_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.knowledge.table import Table

_COLUMN = re.compile(r"column-(\d{1,3})", re.ASCII)
_HOUR = 60


def choices_in_words(question: str, codes: object) -> list[tuple[str, str]]:
    """Give the choices of a question, each with its words.

    Args:
        question: its id; numbers in it do not count.
        codes: of its choices, as a reading stores them.
    """
    listed = [str(code) for code in codes] if isinstance(codes, list | tuple) else []
    own = choice_words(question, listed)
    return [(code, own.get(code) or choice_in_words(None, code)) for code in listed]


def choice_in_words(known: Table | None, code: str) -> str:
    """Give the words of one choice.

    Args:
        known: the words of the question's choices, if it has any.
        code: of the choice.
    """
    said = words("web_questions")
    if known is not None and code in known.keys():  # noqa: SIM118  # a Table is no dict
        return known.text(code)
    column = _COLUMN.fullmatch(code)
    if column is not None:
        return said.text("column").format(n=column[1])
    if code in FIXED:
        return said.text("fixed_zone").format(offset=_offset(FIXED[code].standard))
    return said.text("none") if code == "none" else code


def zone_choices() -> list[tuple[str, str]]:
    """Give every zone that can be named, the one that this computer is set to marked."""
    known = _known("zone")
    here = zone_of_this_computer()
    mark = words("web_questions").text("zone_here")
    return [
        (code, f"{choice_in_words(known, code)}{mark if code == here else ''}")
        for code in (*ZONES, NOT_KNOWN, *FIXED)
    ]


def zone_words(code: str) -> str:
    """Give the words of a zone.

    Args:
        code: the answer.
    """
    return choice_in_words(_known("zone"), code)


def zone_of_this_computer() -> str:
    """Give the zone that this computer's clock follows in summer and winter, empty for others."""
    days = [datetime(2026, month, 15, 12).astimezone() for month in (1, 3, 4, 7, 10, 11)]
    return next((zone for zone in ZONES if _fits(zone, days)), "")


def _fits(zone: str, days: Sequence[datetime]) -> bool:
    def offset(day: datetime) -> timedelta:
        east = offset_in(zone, f"{day:%Y-%m-%dT%H:%M}")
        return timedelta(minutes=east or 0)

    return all(day.utcoffset() == offset(day) for day in days)


def _offset(minutes: int) -> str:
    """Give hours and minutes with their sign: `+5:30`."""
    hours, rest = divmod(abs(minutes), _HOUR)
    return f"{'-' if minutes < 0 else '+'}{hours}:{rest:02}"


def _known(question: str) -> Table | None:
    """Give the words of the choices of a question, None when it has none of its own."""
    kind = "-".join(part for part in question.split("-") if not part.isdigit())
    table = words("questions")
    if kind in table.keys() and "choices" in table.table(kind).keys():  # noqa: SIM118  # a Table
        return table.table(kind).table("choices")
    return None
