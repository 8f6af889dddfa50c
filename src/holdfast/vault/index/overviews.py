"""Overviews: how much there is in each month, on each day, in each conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.vault.index.message_rows import KINDS
from holdfast.vault.index.row_keys import (
    DAY_SECONDS,
    NUMBER_BITS,
    day_name,
    day_of,
    first_key_after,
    first_key_from,
)
from holdfast.vault.index.rows import Conversation, Month
from holdfast.vault.index.schema import count_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

SHOWN_BATCHES = "(SELECT sequence FROM batch WHERE NOT hidden)"
MONTH_DIGITS = len("2026-03")


def months(connection: sqlite3.Connection) -> list[Month]:
    """Give every month that has something, newest first; what has no time stands last.

    Args:
        connection: to the index.
    """
    return _grouped(_days(connection), lambda name: name[:MONTH_DIGITS])


def days(connection: sqlite3.Connection, month: str) -> list[Month]:
    """Give every day of a month that has something, newest first.

    Args:
        connection: to the index.
        month: `2026-03`.
    """
    days_of_month = range(day_of(first_key_from(month)), day_of(first_key_after(month)))
    found = _days(connection)
    return _grouped({day: found[day] for day in days_of_month if day in found}, str)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Count entries and messages of each kind that are not withdrawn.

    Args:
        connection: to the index.

    Returns:
        Number by kind; `entries` and `messages` over all kinds; `withdrawn` entries; `unreadable`
        entries and batches, which `verify` names.
    """
    kinds = connection.execute("SELECT kind, count(*) FROM entry WHERE NOT withdrawn GROUP BY kind")
    found: dict[str, int] = dict(kinds.fetchall())
    entries = sum(found.values())
    said = connection.execute(
        f"SELECT kind, sum(count) FROM day WHERE batch IN {SHOWN_BATCHES} GROUP BY kind"  # noqa: S608
    )
    for kind, count in said:
        found[KINDS[kind]] = count
    hidden = connection.execute("SELECT count(*) FROM entry WHERE withdrawn").fetchone()[0]
    return {
        **found,
        "entries": entries,
        "messages": sum(found.values()) - entries,
        "withdrawn": hidden,
        "unreadable": count_of(connection, "unreadable"),
    }


def conversations(connection: sqlite3.Connection) -> list[Conversation]:
    """Give every conversation, the one with most messages first.

    One whose every message is shown in another, from another export, is left out.

    Args:
        connection: to the index.
    """
    rows = connection.execute(
        "SELECT said.text, whose.text, talk.count, talk.low, talk.high, batch.id FROM talk"
        " JOIN batch ON batch.sequence = talk.batch AND NOT batch.hidden"
        " JOIN name AS said ON said.id = talk.conversation"
        " LEFT JOIN name AS whose ON whose.id = talk.sender ORDER BY talk.batch, talk.sender"
    ).fetchall()
    by_name: dict[str, list[tuple[str | None, int, int, int, str]]] = {}
    for name, *rest in rows:
        sender, count, low, high, import_id = rest
        by_name.setdefault(name, []).append((sender, count, low, high, import_id))
    found = [_conversation(name, parts) for name, parts in by_name.items()]
    shown = [each for each in found if each.messages]
    return sorted(shown, key=lambda one: (-one.messages, one.name))


def people(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Give every name that entries mention, and in how many; the most mentioned first.

    Args:
        connection: to the index.
    """
    return connection.execute(
        "SELECT tag.value, count(*) FROM tag JOIN entry ON entry.sequence = tag.sequence"
        " WHERE tag.what = 'person' AND NOT entry.withdrawn"
        " GROUP BY tag.value ORDER BY count(*) DESC, tag.value"
    ).fetchall()


def handles(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Give every sender as written, with how many messages in how many files; the most first.

    Args:
        connection: to the index.
    """
    return connection.execute(
        "SELECT name.text, sum(talk.count), count(DISTINCT talk.batch) FROM talk"
        " JOIN batch ON batch.sequence = talk.batch AND NOT batch.hidden"
        " JOIN name ON name.id = talk.sender"
        " GROUP BY name.id ORDER BY 2 DESC, name.text"
    ).fetchall()


def files_of_handle(connection: sqlite3.Connection, handle: str) -> list[tuple[str, int]]:
    """Give the import of every file in which somebody is a sender, with how many messages.

    Args:
        connection: to the index.
        handle: as written.
    """
    return connection.execute(
        "SELECT batch.id, sum(talk.count) FROM talk"
        " JOIN batch ON batch.sequence = talk.batch AND NOT batch.hidden"
        " JOIN name ON name.id = talk.sender WHERE name.text = ?"
        " GROUP BY talk.batch ORDER BY talk.batch",
        (handle,),
    ).fetchall()


def namings(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Give why, handle and name of what files put beside one another.

    Args:
        connection: to the index.
    """
    return connection.execute(
        "SELECT DISTINCT naming.why, naming.handle, naming.name FROM naming"
        " JOIN batch ON batch.sequence = naming.batch AND NOT batch.hidden ORDER BY 1, 2, 3"
    ).fetchall()


def _conversation(name: str, parts: list[tuple[str | None, int, int, int, str]]) -> Conversation:
    senders: dict[str, int] = {}
    for sender, count, *_ in parts:
        if sender is not None:
            senders[sender] = senders.get(sender, 0) + count
    known = [key for _, _, low, high, _ in parts for key in (low, high) if day_of(key)]
    return Conversation(
        name=name,
        senders=tuple(sorted(senders, key=lambda sender: (-senders[sender], sender))),
        messages=sum(count for _, count, *_ in parts),
        first=day_name(day_of(min(known))) if known else None,
        last=day_name(day_of(max(known))) if known else None,
        imports=tuple(dict.fromkeys(part[-1] for part in parts)),
    )


def _days(connection: sqlite3.Connection) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    entries = connection.execute(
        f"SELECT (key >> {NUMBER_BITS}) / {DAY_SECONDS}, count(*) FROM entry"  # noqa: S608 - ours
        " WHERE NOT withdrawn GROUP BY 1"
    )
    messages = connection.execute(
        f"SELECT day, sum(count) FROM day WHERE batch IN {SHOWN_BATCHES} GROUP BY day"  # noqa: S608
    )
    for column, rows in enumerate((entries, messages)):
        for day, count in rows:
            found.setdefault(day, [0, 0])[column] += count
    return found


def _grouped(found: dict[int, list[int]], name_of: Callable[[str], str]) -> list[Month]:
    groups: dict[str | None, list[int]] = {}
    for day in sorted(found, reverse=True):
        whole = day_name(day)
        group = groups.setdefault(name_of(whole) if whole else None, [0, 0])
        group[0] += found[day][0]
        group[1] += found[day][1]
    return [Month(name, *count) for name, count in groups.items()]


def place_of(connection: sqlite3.Connection, blob: str) -> str:
    """Name the exhibit or import that a blob belongs to.

    Args:
        connection: to the index.
        blob: its id.
    """
    row = connection.execute("SELECT number FROM entry WHERE blob = ?", (blob,)).fetchone()
    return f"exhibit {row[0]}" if row else f"blob {blob[:8]}"


def files_named(
    connection: sqlite3.Connection, name: str, *, any_ending: bool = False
) -> list[tuple[str, str]]:
    """Give the files of a name, in the order they came.

    Args:
        connection: to the index.
        name: as received, without folders.
        any_ending: whether it is a name without its ending, and files have one.

    Returns:
        For each the id of its entry and its place inside another, empty when it came by itself.
    """
    # Of names, those with an ending stand between a dot and the sign after it, a slash.
    first, last = (f"{name}.", f"{name}/") if any_ending else (name, f"{name}\0")
    rows = connection.execute(
        "SELECT entry.id, coalesce(place.value, '') FROM tag"
        " JOIN entry ON entry.sequence = tag.sequence"
        " LEFT JOIN tag AS place ON place.sequence = tag.sequence AND place.what = 'inside'"
        " WHERE tag.what = 'file' AND tag.value >= ? AND tag.value < ? ORDER BY tag.sequence",
        (first, last),
    )
    return [(entry, place) for entry, place in rows]


def files_by_digits(connection: sqlite3.Connection, digits: str) -> list[str]:
    """Give the ids of files by the first digits of their SHA-256 or of their entry's id.

    Args:
        connection: to the index.
        digits: lower-case hex.

    Returns:
        In the order in which they came.
    """
    rows = connection.execute(
        "SELECT id FROM entry WHERE blob IS NOT NULL"
        " AND (substr(sha256, 1, length(:digits)) = :digits"
        " OR substr(id, 1, length(:digits)) = :digits) ORDER BY sequence",
        {"digits": digits},
    )
    return [name for (name,) in rows]


def count_inside(connection: sqlite3.Connection, container: str) -> int:
    """Count the files that came inside another one.

    Args:
        connection: to the index.
        container: id of that one's entry.
    """
    # In order of characters, what begins with `<id>/` stands from there to before `<id>0`.
    between = (f"{container}/", f"{container}0")
    counted = connection.execute(
        "SELECT count(*) FROM tag WHERE what = 'inside' AND value >= ? AND value < ?", between
    )
    return int(counted.fetchone()[0])
