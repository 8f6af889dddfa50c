"""How fast and in how much memory the readers of other exports go through generated files.

Usage: python bench/readers.py

Rates: the records of each reader's plain sample, repeated; read in this process, in processor
time, best of three, against the limit of 60,000 a second for JSON. Memory: files of 1 GB times
the scale, each read in a process of its own. Figures are kept in docs/measurements.md.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import mail
import reading
import sms
from measuring import MEBI, folder, peak_mebibytes, say, scaled

from holdfast.model.message import Message
from holdfast.readers import load_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENOUGH_PER_SECOND = 60_000
RECORDS = 200_000
ROUNDS = 3
MOST_MIB = 200
LARGE = 1_000 * MEBI
SAMPLES = Path(__file__).parents[1] / "tests" / "readers"
JSON_READERS = (
    "discord", "facebook", "google-chat", "instagram", "location", "skype", "snapchat",
    "telegram", "tiktok",
)  # fmt: skip
BY_BYTES = {"whatsapp": 85, "sms-xml": 1_430, "mbox": 3_000, "imessage": 450}
"""About how long one record of a made-up file is."""


def longest_list(value: object) -> list[object]:
    """Give the longest list of records in a sample."""
    waiting: list[object] = [value]
    longest: list[object] = []
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
            if all(isinstance(one, dict) for one in each) and len(each) > len(longest):
                longest = each
        elif isinstance(each, dict):
            waiting.extend(each.values())
    return longest


def write_grown(path: Path, reader: str, *, records: int = sys.maxsize, size: int = 0) -> None:
    """Write a sample with its records repeated, so many times or up to a size."""
    (sample,) = (SAMPLES / reader / "plain").glob("in.*.json")
    whole = json.loads(sample.read_bytes())
    place = longest_list(whole)
    each = [json.dumps(record) for record in place]
    place[:] = ["@records@"]
    before, after = json.dumps(whole).split('"@records@"')
    block = ",\n".join(each)
    times = records // len(each) if records < sys.maxsize else size // len(block)
    with path.open("w", encoding="ascii") as file:
        file.write(before)
        for number in range(times):
            file.write(f"{',' * bool(number)}\n{block}")
        file.write(after)


def write_store(path: Path, records: int) -> None:
    """Write a database of Messages with the rows of the sample repeated."""
    (sample,) = (SAMPLES / "imessage" / "plain").glob("in.*")
    path.write_bytes(sample.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma journal_mode = off")
        names = [row[1] for row in database.execute("pragma table_info(message)")]
        kept = ", ".join(name for name in names if name not in {"ROWID", "guid"})
        (first,) = database.execute("select count(*) from message").fetchone()
        database.execute("create temp table one as select * from message")
        for number in range(records // first):
            guid = f"'{number}-' || guid" if "guid" in names else ""
            columns = f"{kept}, guid" if guid else kept
            values = f"{kept}, {guid}" if guid else kept
            database.execute(f"insert into message ({columns}) select {values} from one")  # noqa: S608
        database.commit()


def count(reader: str, path: Path) -> int:
    """Give how many messages a reader finds."""
    source = reading.FileSource(path)
    return sum(isinstance(each, Message) for each in load_reader(reader).read(source, {}))


def processor_seconds(reader: str, path: Path) -> float:
    """Give how long the processor works on a file: what else the machine does is not counted."""
    begun = time.process_time()
    count(reader, path)
    return time.process_time() - begun


def rates(where: Path) -> Iterator[tuple[str, float]]:
    """Measure each JSON reader."""
    for reader in JSON_READERS:
        path = where / f"{reader}.json"
        write_grown(path, reader, records=scaled(RECORDS))
        found = count(reader, path)
        rate = found / min(processor_seconds(reader, path) for _ in range(ROUNDS))
        path.unlink()
        say(f"{reader}, {found:,} records", rate, "/s", "the limit", rate / ENOUGH_PER_SECOND)
        yield reader, rate


def large_files(where: Path) -> Iterator[tuple[str, Path]]:
    """Make one large file after the other."""
    size = scaled(LARGE)
    makers: dict[str, Callable[[Path, int], object]] = {
        "whatsapp": lambda path, records: reading.write_export(path, "android", records),
        "sms-xml": sms.write_export,
        "mbox": mail.write_mailbox,
        "imessage": write_store,
    }
    for reader, make in makers.items():
        path = where / f"{reader}.{'db' if reader == 'imessage' else 'txt'}"
        make(path, size // BY_BYTES[reader])
        yield reader, path
        path.unlink()
    for reader in ("facebook", "telegram", "discord"):
        path = where / f"{reader}.json"
        write_grown(path, reader, size=size)
        yield reader, path
        path.unlink()


def main() -> None:
    """Measure, print, and fail when a bound is not met."""
    if len(sys.argv) > 2:  # the child: READER FILE
        took = processor_seconds(sys.argv[1], Path(sys.argv[2]))
        print(took, peak_mebibytes())
        return
    with folder() as where:
        slow = [reader for reader, rate in rates(where) if rate < ENOUGH_PER_SECOND]
        heavy = []
        for reader, path in large_files(where):
            command = [sys.executable, __file__, reader, str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            took, memory = (float(each) for each in done.stdout.split())
            size = path.stat().st_size / MEBI
            about = f"{size:,.0f} MiB, {size / took:,.1f} MiB/s"
            say(f"{reader}, memory", memory, "MiB", about)
            heavy += [reader] * (memory > MOST_MIB)
    assert (slow, heavy) == ([], [])


if __name__ == "__main__":
    main()
