"""Her own lists: safe places, journeys, routines, lines of her plan. Typed, never looked up.

They lie in the drawer under `own/<list>/<id>`, are no part of the record, and can really be
deleted.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.knowledge.measures import SECTIONS
from holdfast.model.errors import NothingSaidError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

ROW = "own/"
ID_BYTES = 8
LISTS: Mapping[str, tuple[str, ...]] = {
    "places": ("name", "where", "open", "known", "note"),
    "journeys": ("name", "usual", "other", "knows", "back", "note"),
    "routines": ("name", "changed", "note"),
    "own": ("name", "section"),
}
"""The fields of each list; what has no `name` is no line. `section`: a part of the plan, the first
when it is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLine:
    """One line of a list of hers."""

    id: str
    """Names it in its list."""

    made: str
    """The device's clock when she first wrote it, ISO 8601 with offset."""

    changed: str
    """The device's clock when she last changed it."""

    texts: Mapping[str, str] = field(repr=False)
    """Her words by field; empty where she said nothing."""


def keep_line(
    book: OpenCasebook,
    which: str,
    texts: Mapping[str, str],
    *,
    line: str = "",
    clock: Callable[[], datetime] = now,
) -> str:
    """Keep a line, a new one or over what it said before.

    Args:
        book: the open casebook.
        which: a key of `LISTS`.
        texts: by field; others than those of the list are left out.
        line: id of the line to change; empty for a new one.
        clock: the device's.

    Returns:
        The line's id.

    Raises:
        NothingSaidError: it has no name.
    """
    said = {name: texts.get(name, "").strip() for name in LISTS[which]}
    if not said["name"]:
        raise NothingSaidError
    if said.get("section", SECTIONS[0]) not in SECTIONS:
        said["section"] = SECTIONS[0]
    before = find_line(book, which, line) if line else None
    at = clock().isoformat(timespec="microseconds")
    name = before.id if before else secrets.token_hex(ID_BYTES)
    made = before.made if before else at
    book.drawer.put(f"{ROW}{which}/{name}", {"made": made, "changed": at, "texts": {**said}})
    return name


def find_line(book: OpenCasebook, which: str, line: str) -> OwnLine | None:
    """Give one line; None when there is none of that id.

    Args:
        book: the open casebook.
        which: a key of `LISTS`.
        line: its id.
    """
    return _read(line, which, book.drawer.get(f"{ROW}{which}/{line}"))


def lines_of(book: OpenCasebook, which: str) -> tuple[OwnLine, ...]:
    """Give the lines of a list in the order in which she wrote them.

    Args:
        book: the open casebook.
        which: a key of `LISTS`.
    """
    prefix = f"{ROW}{which}/"
    names = [name.removeprefix(prefix) for name in book.drawer.names(prefix)]
    found = [each for name in names if (each := find_line(book, which, name))]
    return tuple(sorted(found, key=lambda each: (each.made, each.id)))


def count_lines(book: OpenCasebook) -> Mapping[str, int]:
    """Count the lines of every list, in one look through the drawer.

    Args:
        book: the open casebook.
    """
    lists = [name.split("/")[1] for name in book.drawer.names(ROW)]
    return {which: lists.count(which) for which in LISTS}


def drop_line(book: OpenCasebook, which: str, line: str) -> None:
    """Delete a line; nothing happens when there is none of that id.

    Args:
        book: the open casebook.
        which: a key of `LISTS`.
        line: its id.
    """
    if find_line(book, which, line):
        book.drawer.delete(f"{ROW}{which}/{line}")


def _read(line: str, which: str, stored: JsonValue) -> OwnLine | None:
    texts = stored.get("texts") if isinstance(stored, dict) else None
    if not isinstance(stored, dict) or not isinstance(texts, dict):
        return None
    return OwnLine(
        id=line,
        made=str(stored.get("made") or ""),
        changed=str(stored.get("changed") or ""),
        texts={name: str(texts.get(name) or "") for name in LISTS[which]},
    )
