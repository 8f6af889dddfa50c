r"""Texts in Meta's exports: each byte of their UTF-8 was written as a character of its own.

`café` stands in the file as `caf\u00c3\u00a9`. It is put right string by string and once only:
what does not come out as UTF-8 was right already and stays.
References: docs/readers/facebook.md, exports of 2018 to 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_values import SECONDS_LIMIT, text_of, whole_number
from holdfast.readers.moments import Unit, from_epoch, impossible

if TYPE_CHECKING:
    from holdfast.model.moment import Moment


def repair(text: str) -> str:
    """Give a text as it was typed.

    Args:
        text: as JSON gives it.
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def repaired(value: object) -> str:
    """Give a scalar as text as it was typed; empty for null, lists and objects.

    Args:
        value: what `json` gave.
    """
    return repair(value) if isinstance(value, str) else text_of(value)


def meta_moment(value: object) -> Moment:
    """Give the moment of a count since 1970, of seconds or, when it is so large, of milliseconds.

    Args:
        value: what `json` gave; UTC by the format.
    """
    if value is None or value == "":
        return UNKNOWN_MOMENT
    count = whole_number(value)
    # A time that was never set is written as 0, which is no time of 1970.
    if not count:
        return impossible(text_of(value))
    unit = Unit.MILLISECONDS if count >= SECONDS_LIMIT else Unit.SECONDS
    return from_epoch(count, unit)
