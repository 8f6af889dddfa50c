"""Search over a million messages, newest first, against plain SQLite FTS5 on the same rows."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from intake import MESSAGES, write_chat
from measuring import folder, percentile, say, seconds

from holdfast.actions.take_in import take_in
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import Passphrase, open_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSPHRASE = "bench only, nothing real"  # noqa: S105
ASKED = (
    "the",
    "station",
    "bridge parcel",
    "yesterday evening",
    "sta",
    "par",
    "997",
    "996 late",
    "wri",
)
"""Common words, AND, prefixes of three letters, rare numbers."""

ROUNDS = 8
ENOUGH_MS = 50


def make_plain(path: Path, chats: list[Path]) -> None:
    """Put the same messages into a plain FTS5 table, newest last."""
    with sqlite3.connect(path) as plain:
        plain.execute(
            "CREATE VIRTUAL TABLE found USING fts5(text, prefix='3 4', tokenize=unicode61)"
        )
        for chat in chats:
            with chat.open(encoding="utf-8") as lines:
                plain.executemany(
                    "INSERT INTO found(text) VALUES (?)",
                    ((line.split(": ", 1)[-1],) for line in lines),
                )


def ask_plain(plain: sqlite3.Connection, typed: str) -> None:
    """Ask as a careful program would: newest first, fifty of them, with an excerpt."""
    match = " AND ".join(f'"{word}"*' if len(word) > 2 else f'"{word}"' for word in typed.split())
    plain.execute(
        "SELECT rowid, snippet(found, 0, '', '', '…', 40) FROM found WHERE found MATCH ?"
        " ORDER BY rowid DESC LIMIT 50",
        (match,),
    ).fetchall()


def ask_cold(home: Path, typed: str) -> float:
    """Ask once, right after opening."""
    with open_casebook(home, Passphrase(PASSPHRASE)) as book:
        index = book.index
        return seconds(lambda: index.search(typed, limit=50))


def times(ask: Callable[[str], object]) -> list[float]:
    """Give the times of all questions, some rounds each."""
    return [seconds(lambda typed=typed: ask(typed)) for _ in range(ROUNDS) for typed in ASKED]


def main() -> None:
    """Print the ratios, warm and cold."""
    with folder() as home:
        chats = [home / "newer.txt", home / "older.txt"]
        for number, chat in enumerate(chats):
            write_chat(chat, MESSAGES // 2, from_year=2022 - 4 * number)
        make_plain(home / "plain.db", chats)
        with make_casebook(
            home / "book", PASSPHRASE, derivation=Derivation(t=1, m_kib=8192)
        ) as book:
            # The newer chat comes first: imports out of order.
            list(take_in(book, list(chats), whose="mine"))
            warm = times(lambda typed: book.index.search(typed, limit=50))
        with sqlite3.connect(home / "plain.db") as plain:
            plain_warm = times(lambda typed: ask_plain(plain, typed))
        cold, plain_cold = [], []
        for typed in ASKED:
            cold.append(ask_cold(home / "book", typed))
            with sqlite3.connect(home / "plain.db") as plain:
                plain_cold.append(seconds(lambda typed=typed: ask_plain(plain, typed)))
        show("warm", warm, plain_warm)
        show("cold", cold, plain_cold)


def show(name: str, ours: list[float], plain: list[float]) -> None:
    """Print the p95 of both."""
    mine, theirs = percentile(ours, 0.95) * 1000, percentile(plain, 0.95) * 1000
    say(f"plain FTS5, p95, {name}", theirs, "ms")
    say(f"ours, p95, {name}", mine, "ms", "plain FTS5", mine / theirs)
    say(f"ours, p95, {name}", mine, "ms", "the limit", mine / ENOUGH_MS)


if __name__ == "__main__":
    main()
