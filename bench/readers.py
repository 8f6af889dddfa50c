"""How fast the readers of JSON exports go through generated files.

Usage: python bench/readers.py

The records of each reader's plain sample, repeated; read in this process, in processor time, best
of three, against the limit of 60,000 a second. Memory is measured by large.py. Figures are kept
in docs/measurements.md.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import reading
from grown import longest_list
from measuring import folder, say, scaled

from holdfast.model.message import Message
from holdfast.readers import load_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH_PER_SECOND = 60_000
RECORDS = 200_000
ROUNDS = 3
SAMPLES = Path(__file__).parents[1] / "tests" / "readers"
JSON_READERS = (
    "discord", "facebook", "google-chat", "instagram", "location", "skype", "snapchat",
    "telegram", "tiktok",
)  # fmt: skip


def write_grown(path: Path, reader: str, records: int) -> None:
    """Write a sample with its records repeated until there are so many."""
    (sample,) = (SAMPLES / reader / "plain").glob("in.*.json")
    whole = json.loads(sample.read_bytes())
    place = longest_list(whole)
    each = [json.dumps(record) for record in place]
    place[:] = ["@records@"]
    before, after = json.dumps(whole).split('"@records@"')
    block = ",\n".join(each)
    times = records // len(each)
    with path.open("w", encoding="ascii") as file:
        file.write(before)
        for number in range(times):
            file.write(f"{',' * bool(number)}\n{block}")
        file.write(after)


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
        write_grown(path, reader, scaled(RECORDS))
        found = count(reader, path)
        rate = found / min(processor_seconds(reader, path) for _ in range(ROUNDS))
        path.unlink()
        say(f"{reader}, {found:,} records", rate, "/s", "the limit", rate / ENOUGH_PER_SECOND)
        yield reader, rate


def main() -> None:
    """Measure, print, and fail when the bound is not met."""
    with folder() as where:
        slow = [reader for reader, rate in rates(where) if rate < ENOUGH_PER_SECOND]
    assert slow == []


if __name__ == "__main__":
    main()
