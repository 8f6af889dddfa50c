"""The tables of the index, and how the file is opened.

SQLCipher 4 with a raw key; every page is sealed, but an old page put back is not noticed by it:
only the comparison with the log (`comparing`) finds that.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from holdfast.vault.index.words import TOKENIZER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = 5
"""Raised when a table or the way it is filled changes; another number means: rebuild."""

PRAGMAS = (
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cache_size = -32768",
    "journal_mode = WAL",
    "synchronous = NORMAL",
)
WAIT_MS = 30_000
HASH_BYTES = 1 << 25
"""FTS5 gathers so many bytes of words before it writes a segment: its default of 1 MiB costs three
times the work for a large import."""

MEMORY = ":memory:"
MOST_LONGER = 24
VOCABULARY = "CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'words', 'instance')"
NEXT_WORD = "SELECT term FROM temp.word WHERE term >= ? LIMIT 1"
KEPT = ("picture", "machine", "machine_words")
"""Tables that a rebuild does not empty: what is in them is costly to make."""

TABLES = {
    "state": "CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "entry": """CREATE TABLE entry (
        key INTEGER PRIMARY KEY, sequence INTEGER UNIQUE, id TEXT UNIQUE, kind TEXT,
        happened TEXT, written TEXT, text TEXT, findable TEXT, sha256 TEXT, blob TEXT,
        number INTEGER, withdrawn INTEGER)""",
    "entry_blob": "CREATE INDEX entry_blob ON entry (blob) WHERE blob IS NOT NULL",
    "about": "CREATE TABLE about (id TEXT PRIMARY KEY, of TEXT, sequence INTEGER)",
    "about_of": "CREATE INDEX about_of ON about (of, sequence)",
    "tag": """CREATE TABLE tag (what TEXT, value TEXT, sequence INTEGER,
        PRIMARY KEY (what, value, sequence)) WITHOUT ROWID""",
    "tag_of": "CREATE INDEX tag_of ON tag (sequence)",
    "batch": """CREATE TABLE batch (
        sequence INTEGER PRIMARY KEY, import INTEGER, id TEXT, sha256 TEXT, written TEXT,
        leaves INTEGER, family TEXT, low INTEGER, high INTEGER, hidden INTEGER)""",
    "name": "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT UNIQUE)",
    "message": """CREATE TABLE message (
        key INTEGER PRIMARY KEY, batch INTEGER, number INTEGER, kind INTEGER,
        conversation INTEGER, sender INTEGER, text TEXT, findable TEXT, as_written TEXT,
        stated TEXT, clock INTEGER, start INTEGER, length INTEGER, path TEXT, more TEXT,
        nth INTEGER, twin_of INTEGER)""",
    "message_place": "CREATE INDEX message_place ON message (batch, number)",
    "message_twin": "CREATE INDEX message_twin ON message (twin_of) WHERE twin_of IS NOT NULL",
    "day": """CREATE TABLE day (day INTEGER, batch INTEGER, kind INTEGER, count INTEGER,
        PRIMARY KEY (day, batch, kind)) WITHOUT ROWID""",
    "talk": """CREATE TABLE talk (
        conversation INTEGER, batch INTEGER, sender INTEGER, count INTEGER, low INTEGER,
        high INTEGER, PRIMARY KEY (conversation, batch, sender)) WITHOUT ROWID""",
    "thread": """CREATE TABLE thread (
        batch INTEGER, conversation INTEGER, title TEXT, people TEXT, low INTEGER, high INTEGER,
        PRIMARY KEY (batch, conversation)) WITHOUT ROWID""",
    "thread_title": "CREATE INDEX thread_title ON thread (title)",
    "thread_people": "CREATE INDEX thread_people ON thread (people)",
    "same": """CREATE TABLE same (one INTEGER, other INTEGER, sure INTEGER,
        PRIMARY KEY (one, other)) WITHOUT ROWID""",
    "naming": """CREATE TABLE naming (batch INTEGER, why TEXT, handle TEXT, name TEXT,
        PRIMARY KEY (batch, why, handle, name)) WITHOUT ROWID""",
    "picture": """CREATE TABLE IF NOT EXISTS picture (entry TEXT, use TEXT, jpeg BLOB,
        PRIMARY KEY (entry, use)) WITHOUT ROWID""",
    "machine": """CREATE TABLE IF NOT EXISTS machine (
        id INTEGER PRIMARY KEY, entry TEXT UNIQUE, by TEXT, text TEXT)""",
    "machine_words": f"""CREATE VIRTUAL TABLE IF NOT EXISTS machine_words USING fts5 (
        text, content='', columnsize=0, prefix='3', tokenize="{TOKENIZER}")""",
    "words": f"""CREATE VIRTUAL TABLE words USING fts5 (
        text, content='', columnsize=0, prefix='3', tokenize="{TOKENIZER}")""",
    "entry_words": f"""CREATE VIRTUAL TABLE entry_words USING fts5 (
        text, content='', columnsize=0, prefix='3', tokenize="{TOKENIZER}")""",
}
"""By name, in the order of making. `words` holds no text, only which words stand in which row."""


def connect(path: Path | None, key: bytes) -> sqlite3.Connection:
    """Open the index file, or make an empty one.

    Args:
        path: of the file; None for one in memory.
        key: 32 bytes.

    Returns:
        A connection whose every statement is its own transaction unless one is begun.
    """
    connection: sqlite3.Connection = dbapi2.connect(
        str(path or MEMORY), isolation_level=None, check_same_thread=False, timeout=WAIT_MS / 1000
    )
    try:
        # The log level first: a wrong key would otherwise leave a line on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(VOCABULARY)
    except BaseException:
        connection.close()
        raise
    return connection


def longer_words(connection: sqlite3.Connection, beginning: str) -> list[str] | None:
    """Give the words of messages that begin in some way, or None when there are many.

    Args:
        connection: to the index.
        beginning: folded as words are.
    """
    words: list[str] = []
    least = beginning
    while len(words) < MOST_LONGER:
        row = connection.execute(NEXT_WORD, (least,)).fetchone()
        if row is None or not row[0].startswith(beginning):
            return words
        words.append(row[0])
        # Nothing stands between a word and the same with the smallest sign behind it.
        least = row[0] + "\x01"
    return None


SIDE_FILES = ("", "-wal", "-shm")


def remove(path: Path) -> None:
    """Remove an index file and what SQLite keeps beside it.

    Args:
        path: of the file.
    """
    for ending in SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def removed(path: Path) -> Iterator[None]:
    """Have no such file before a block and none after it.

    Args:
        path: of an index.
    """
    remove(path)
    try:
        yield
    finally:
        remove(path)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Change everything in a block or nothing.

    Args:
        connection: to the index.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def make_tables(connection: sqlite3.Connection) -> None:
    """Make every table anew, inside a transaction.

    Args:
        connection: to the index.
    """
    drop_tables(connection)
    for statement in TABLES.values():
        connection.execute(statement)
    connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (HASH_BYTES,))
    put_state(connection, "next", 0)
    put_state(connection, "running", 0)
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def drop_tables(connection: sqlite3.Connection) -> None:
    """Remove every table but the costly ones, inside a transaction.

    Args:
        connection: to the index.
    """
    found = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
    )
    for (name,) in found.fetchall():
        if name not in KEPT and not name.startswith("sqlite_"):
            connection.execute(f'DROP TABLE "{name}"')


def is_ours(connection: sqlite3.Connection) -> bool:
    """Tell whether the file holds the tables of this version.

    Args:
        connection: to the index.
    """
    version: tuple[int] = connection.execute("PRAGMA user_version").fetchone()
    return version == (SCHEMA,)


def find_state(connection: sqlite3.Connection, name: str) -> str | int | None:
    """Give a note about the index itself.

    Args:
        connection: to the index.
        name: of the note.
    """
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]


def put_state(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Keep a note about the index itself.

    Args:
        connection: to the index.
        name: of the note.
        value: replaces an older one.
    """
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


def count_of(connection: sqlite3.Connection, name: str) -> int:
    """Give a note that is a number.

    Args:
        connection: to the index.
        name: of the note.
    """
    value = find_state(connection, name)
    return value if isinstance(value, int) else 0
