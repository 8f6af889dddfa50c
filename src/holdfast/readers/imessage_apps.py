"""What an app inside Messages wrote into a message: Apple Pay, a shared place, a game, a link.

The cell `payload_data` is an archive of objects ("NSKeyedArchiver") that name each other by number:

| object            | holds                                                          |
| ----------------- | -------------------------------------------------------------- |
| the outermost one | `ldtext`, words that stand for the whole; `URL`                |
| `userInfo`        | `caption`, `subcaption`, … as the bubble shows them            |
| a link's preview  | `title`, `summary`; `originalURL`, where it leads              |

References: docs/readers/imessage.md; Apple's MSMessageTemplateLayout.
"""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING

from holdfast.readers.imessage_bodies import read_plist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.sqlite_rows import Value

MOST_OBJECTS = 5_000
"""More objects than this are not looked through; a bubble has under a hundred."""

_SAID = (
    "ldtext", "image-title", "image-subtitle", "caption", "subcaption", "secondary-subcaption",
    "tertiary-subcaption",
)  # fmt: skip
_OF_A_LINK = ("title", "summary")
_PREVIEWED, _OUTERMOST = "originalURL", "userInfo"
_WEB = ("https://", "http://")


def read_app(stored: Value) -> list[tuple[str, str]]:
    """Give what an app wrote, each text once: details `app-words` and `link`.

    Args:
        stored: the cell `payload_data`.
    """
    objects = read_plist(stored).get("$objects")
    if not isinstance(objects, list) or len(objects) > MOST_OBJECTS:
        return []
    said = (each for held in objects for each in _told(held, objects))
    return [(code, text) for code, text in dict.fromkeys(said) if text]


def _told(held: object, objects: list[object]) -> Iterator[tuple[str, str]]:
    """Give what one object says."""
    if not isinstance(held, dict):
        return
    members = _members(held, objects)
    is_preview = _PREVIEWED in members
    for key in (*_SAID, *_OF_A_LINK) if is_preview else _SAID:
        yield "app-words", _text(members.get(key), objects).strip()
    # The pictures of a preview have addresses too, which nobody sent.
    key = _PREVIEWED if is_preview else "URL" if _OUTERMOST in members else ""
    address = _text(members.get(key), objects)
    if address.startswith(_WEB):
        yield "link", address


def _members(held: dict[object, object], objects: list[object]) -> dict[str, object]:
    """Give the members of an object by name; of a dictionary, its keys stand in a list apart."""
    keys, values = held.get("NS.keys"), held.get("NS.objects")
    if isinstance(keys, list) and isinstance(values, list):
        named = (_text(key, objects) for key in keys)
        return dict(zip(named, values, strict=False))
    return {key: value for key, value in held.items() if isinstance(key, str)}


def _text(value: object, objects: list[object]) -> str:
    """Give a text that an object names, empty when it is none; an address has one inside."""
    found = _at(value, objects)
    if isinstance(found, dict):
        found = _at(found.get("NS.relative", found.get("NS.string")), objects)
    return found if isinstance(found, str) and found != "$null" else ""


def _at(value: object, objects: list[object]) -> object:
    """Give the object that is meant by its number."""
    if not isinstance(value, plistlib.UID):
        return value
    return objects[value.data] if value.data < len(objects) else None
