"""What is inside a parsed JSON value, without trusting its shape and without recursion."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_FACTS = 1_000
"""How many values of one record are written out; the rest is in the original."""

_TOO_LARGE = 1 << 63
_MOST_DIGITS = 19
SECONDS_LIMIT = 100_000_000_000
"""A count of seconds since 1970 above this is beyond the year 5138: it counts milliseconds."""


def text_of(value: object) -> str:
    """Give a scalar as text as it is written in JSON; empty for null, lists and objects.

    Args:
        value: what `json` gave.
    """
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def text_at(record: Mapping[str, object], *keys: str) -> str:
    """Give the first value among some keys that is a scalar and not empty, as text.

    Args:
        record: a JSON object.
        keys: in order of preference.
    """
    for key in keys:
        value = record.get(key)
        if value is not None and (text := value if type(value) is str else text_of(value)):
            return text
    return ""


def object_of(value: object) -> dict[str, object]:
    """Give a value when it is an object, else an empty one.

    Args:
        value: what `json` gave.
    """
    return value if isinstance(value, dict) else {}


def objects_of(value: object) -> list[dict[str, object]]:
    """Give the objects in a list; none for anything else.

    Args:
        value: what `json` gave.
    """
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def whole_number(value: object) -> int | None:
    """Give a whole number from 0 to 2^63, also when it is written as text; else None.

    Args:
        value: what `json` gave.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isdecimal() and len(value) < _MOST_DIGITS:
        return int(value)
    if isinstance(value, float) and 0 <= value < SECONDS_LIMIT:
        return int(value)
    return value if isinstance(value, int) and 0 <= value < _TOO_LARGE else None


def facts_of(value: object) -> list[tuple[str, str]]:
    """Give every scalar that says something, with its nearest key, in the order of the file.

    Args:
        value: what `json` gave, however deep.
    """
    found: list[tuple[str, str]] = []
    waiting: list[Iterator[tuple[str, object]]] = [iter((("", value),))] if value else []
    while waiting:
        for key, each in waiting[-1]:
            if isinstance(each, dict):
                waiting.append(iter(each.items()))
                break
            if isinstance(each, list):
                waiting.append(zip(repeat(key), each, strict=False))
                break
            text = each if type(each) is str else text_of(each)
            if text and text != "false":
                found.append((key, text))
                if len(found) == MOST_FACTS:
                    return found
        else:
            waiting.pop()
    return found
