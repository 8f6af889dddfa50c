"""How fast the readers of JSON exports go through generated files.

Usage: python bench/readers.py [READER…]

The records of each reader's plain sample, repeated and numbered: every form that there is, one
after the other. For three readers also what most of a chat is, words alone. First read in this
process, in its processor time, against the limit of 60,000 a second; then by the real child with
everything handed over, in the child's processor time. Best of three. Memory is measured by
large.py. Figures are kept in docs/measurements.md.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import grown
import reading
from measuring import MEBI, folder, say, scaled

from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.model.message import Leftover, Message
from holdfast.readers import load_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH_PER_SECOND = 60_000
SIZE = 48 * MEBI
ROUNDS = 3
JSON_SAMPLES = {
    "discord/plain", "discord-package/plain", "facebook/plain", "google-chat/plain",
    "instagram/plain", "location/plain", "signal/plain", "skype/plain", "snapchat/plain",
    "telegram/plain", "tiktok/plain", "twitter/plain",
}  # fmt: skip

WORDS_ALONE: dict[str, tuple[int, str, frozenset[str]]] = {
    "discord": (0, "content", frozenset()),
    "skype": (0, "content", frozenset()),
    "telegram": (3, "text", frozenset({"reply_to_message_id", "edited", "edited_unixtime"})),
}
"""Which record of the sample becomes a message of words alone, where they stand, what goes."""

WORDS = "I know where you live"
TIMES = 20


def words_alone(shape: grown.Shape, content: bytes) -> tuple[grown.Shape, bytes]:
    """Give a sample in which everything is a message of words, and how it is made large."""
    which, key, without = WORDS_ALONE[shape.reader]
    whole = json.loads(content)
    place = grown.longest_list(whole)
    record = place[which]
    assert isinstance(record, dict)
    bare = {
        name: [] if isinstance(each, list) else each
        for name, each in record.items()
        if name not in without
    }
    place[:] = [bare | {key: WORDS}] * TIMES
    return shape._replace(numbered=(WORDS,)), json.dumps(whole, ensure_ascii=False).encode()


def in_this_process(reader: str, path: Path) -> float:
    """Give how many records a second of processor time a reader finds."""
    source, begun = reading.FileSource(path), time.process_time()
    found = sum(
        isinstance(each, Message | Leftover) for each in load_reader(reader).read(source, {})
    )
    return found / (time.process_time() - begun)


def seconds_of(pid: int) -> float:
    """Give the processor time of another process."""
    told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def by_the_child(path: Path) -> float:
    """Give how many records a second of its processor time the child finds and hands over."""
    with ReadingChild() as child:
        child.isolation()
        process = child._process  # noqa: SLF001  # measured from outside
        assert process is not None
        begun, found = seconds_of(process.pid), 0
        for batch in read_original(child, reading.FileSource(path), answers={}).batches:
            found += sum(isinstance(each, Message | Leftover) for each in batch)
        return found / (seconds_of(process.pid) - begun)


def samples(wanted: set[str]) -> Iterator[tuple[str, grown.Shape, str, bytes]]:
    """Give what is measured: what it is called, and the sample that is made large."""
    for shape in grown.SHAPES:
        if shape.sample not in JSON_SAMPLES or (wanted and shape.reader not in wanted):
            continue
        name, content = grown.sample_of(shape)
        yield shape.reader, shape, name, content
        if shape.reader in WORDS_ALONE:
            bare, talk = words_alone(shape, content)
            yield f"{shape.reader}, words", bare, name, talk


def rates(where: Path, wanted: set[str]) -> Iterator[tuple[str, float]]:
    """Measure each JSON reader."""
    for called, shape, name, content in samples(wanted):
        path, whole = where / name, grown.grown(shape, name, content, scaled(SIZE))
        path.write_bytes(whole.read(0, whole.size))
        rate = max(in_this_process(shape.reader, path) for _ in range(ROUNDS))
        child = max(by_the_child(path) for _ in range(ROUNDS))
        path.unlink()
        say(called, rate, "/s", "the limit", rate / ENOUGH_PER_SECOND)
        say(f"{called}, handed over", child, "/s", "the limit", child / ENOUGH_PER_SECOND)
        yield called, rate


def main() -> None:
    """Measure, print, and fail when the bound is not met."""
    with folder() as where:
        wanted = {*sys.argv[1:]}
        slow = [called for called, rate in rates(where, wanted) if rate < ENOUGH_PER_SECOND]
    assert slow == []


if __name__ == "__main__":
    main()
