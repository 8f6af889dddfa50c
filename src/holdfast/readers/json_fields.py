"""Values of parsed JSON, taken out by what they must be; what is otherwise counts as not there."""

from __future__ import annotations


def dict_of(value: object) -> dict[str, object]:
    """Give an object's fields; none when it is no object.

    Args:
        value: as parsed.
    """
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[object]:
    """Give a list's values; none when it is no list.

    Args:
        value: as parsed.
    """
    return value if isinstance(value, list) else []


def text_of(fields: dict[str, object], *names: str) -> str:
    """Give a field that is a text or a number, as text; empty when it is not there.

    Args:
        fields: of an object.
        names: of the field; of several, the first that is there counts.
    """
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""
