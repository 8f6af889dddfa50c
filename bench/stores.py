"""Databases of any size: a sample's rows repeated, what must be told apart told apart.

| column | holds                                                  |
| ------ | ------------------------------------------------------ |
| reader | a key of `READERS`                                     |
| sample | folder below tests/readers                             |
| table  | whose rows are repeated                                |
| length | about how many bytes one row takes                     |
| longer | a column with words, after which a number is written   |
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

SAMPLES = Path(__file__).parents[1] / "tests" / "readers"


class Store(NamedTuple):
    """How a database is made large."""

    reader: str
    sample: str
    table: str
    length: int
    longer: str


STORES = (
    Store("imessage", "imessage/plain", "message", 450, "guid"),
    Store("whatsapp-store", "whatsapp-store/plain", "ZWAMESSAGE", 120, "ZTEXT"),
    Store("android-sms", "android-sms/plain", "sms", 150, "body"),
    Store("android-calls", "android-calls/plain", "calls", 80, "name"),
    Store("skype", "skype/old-store", "Messages", 200, "body_xml"),
    Store("ios_calls", "ios_calls/plain", "ZCALLRECORD", 100, "ZNAME"),
    Store("ios_contacts", "ios_contacts/plain", "ABPerson", 80, "Note"),
    Store("ios_backup", "ios_backup/plain", "Files", 200, "fileID"),
)


def write_store(store: Store, where: Path, size: int) -> Path:
    """Write a database about so large, and give its path."""
    (sample,) = (SAMPLES / store.sample).glob("in.*")
    path = where / sample.name.removeprefix("in.")
    path.write_bytes(sample.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        about = database.execute(f"pragma table_info({store.table})").fetchall()
        # The key that SQLite gives by itself: a column of whole numbers alone.
        kept = [row[1] for row in about if row[1] != "ROWID" and (row[2], row[5]) != ("INTEGER", 1)]
        values = [f"{name} || '-' || ?" if name == store.longer else name for name in kept]
        rows = database.execute(f"select count(*) from {store.table}").fetchone()[0]  # noqa: S608
        database.execute(f"create temp table one as select * from {store.table}")  # noqa: S608
        grow = f"insert into {store.table} ({', '.join(kept)}) select {', '.join(values)} from one"  # noqa: S608
        asked = ((number,) for number in range(size // store.length // rows))
        database.executemany(grow, asked)
        database.commit()
    return path
