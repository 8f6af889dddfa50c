"""Which conversations of two exports may be one: the same app, and the same title or people.

`thread` holds a row for each conversation of each batch, with its title and its people in the form
in which they are compared.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.insight.handles import loose_key
from holdfast.vault.index.row_keys import FIRST_KNOWN_KEY, NUMBER_BITS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "sms-xml": "texts", "sms-json": "texts", "android-sms": "texts", "android-backup": "texts",
    }
)  # fmt: skip
"""Formats of other programs that hold the messages of one; others are a family of their own."""

NOBODY = "(this phone)"
"""How readers name the owner of a phone that the source does not name."""

AT_LEAST = 2
"""People who must be named before equal people make one conversation; a number is enough."""

MARGIN = 30 * 3600 << NUMBER_BITS
"""How far the stated times of one moment can lie apart, in keys."""

PEOPLE = """SELECT talk.conversation, said.text, whose.text, talk.low, talk.high FROM talk
JOIN name AS said ON said.id = talk.conversation
LEFT JOIN name AS whose ON whose.id = talk.sender
WHERE talk.batch = ? ORDER BY talk.conversation"""
PAIRS = """SELECT DISTINCT there.batch, here.conversation, there.conversation
FROM thread AS here JOIN thread AS there ON {0}
JOIN batch AS mine ON mine.sequence = here.batch
JOIN batch AS theirs ON theirs.sequence = there.batch
WHERE here.batch = :batch AND there.batch <> :batch AND NOT theirs.hidden
AND mine.family = theirs.family
AND here.low <= there.high + :margin AND there.low <= here.high + :margin"""
BY_TITLE = "there.title = here.title AND here.title <> ''"
BY_PEOPLE = "there.people = here.people AND here.people <> ''"


class SameThread(NamedTuple):
    """A conversation of one batch and one of another that may be the same."""

    batch: int
    """The other batch."""

    here: int
    """Number of the conversation's name in this batch."""

    there: int
    """Number of its name in the other."""


def family_of(reader: str) -> str:
    """Give the app whose messages a format holds.

    Args:
        reader: name of the format.
    """
    return FAMILIES.get(reader, reader)


def add_threads(connection: sqlite3.Connection, batch: int) -> None:
    """Note the conversations of a batch, which are counted already.

    Args:
        connection: to the index, in a transaction.
        batch: sequence of the entry that names it.
    """
    found: dict[int, tuple[str, set[str], list[int]]] = {}
    for conversation, title, sender, low, high in connection.execute(PEOPLE, (batch,)):
        _, people, keys = found.setdefault(conversation, (title, set(), []))
        if sender is not None:
            people.add(sender if sender == NOBODY else loose_key(sender))
        keys += [key for key in (low, high) if key >= FIRST_KNOWN_KEY]
    connection.executemany(
        "INSERT INTO thread VALUES (?, ?, ?, ?, ?, ?)",
        [
            (batch, conversation, loose_key(title), _people_key(people), min(keys), max(keys))
            for conversation, (title, people, keys) in found.items()
            if keys
        ],
    )


def _people_key(people: set[str]) -> str:
    named = people - {NOBODY}
    has_number = any(each.startswith("#") for each in named)
    return "\n".join(sorted(people)) if len(named) >= AT_LEAST or has_number else ""


def same_threads(connection: sqlite3.Connection, batch: int) -> list[SameThread]:
    """Find what may be the same conversations in other exports that are not hidden.

    Args:
        connection: to the index.
        batch: sequence of the entry that names it.
    """
    values = {"batch": batch, "margin": MARGIN}
    found: set[SameThread] = set()
    for condition in (BY_TITLE, BY_PEOPLE):
        found |= {SameThread(*row) for row in connection.execute(PAIRS.format(condition), values)}
    return sorted(found)
