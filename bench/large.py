"""How much memory the child needs for a file of 1 GB of each format, and how long it takes.

Usage: python bench/large.py [READER…]

Every file is read by the real child, with its limits. Text and JSON are worked out as they are
read; databases are made on the disk. `HOLDFAST_BENCH_SCALE` makes them smaller. Figures are kept
in docs/measurements.md.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import containers
import grown
import mail
import reading
import sms
from measuring import MEBI, folder, scaled
from stores import STORES, write_store

from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.model.errors import NotThisFormatError, ReaderStoppedError
from holdfast.model.message import Leftover, Message, Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.readers.reader import Source

LARGE = 1_000 * MEBI
MOST_MIB = 200
ANSWERS = {"call-records/answered": {"zone": "uk"}}


def made_up(where: Path) -> Iterator[tuple[grown.Shape, bytes]]:
    """Give what other benches write, with how it is made larger."""
    path = where / "small"
    reading.write_export(path, "android", 2_000)
    yield grown.Shape("whatsapp", "whatsapp", "14/03/2016"), path.read_bytes()
    sms.write_export(path, 2_000)
    yield grown.Shape("sms-xml", "sms-xml", "  <mms", "</smses>"), path.read_bytes()
    mail.write_mailbox(path, 200)
    yield grown.Shape("mbox", "mbox", "From ben", numbered=("From: ",)), path.read_bytes()


def sources(wanted: set[str], size: int, where: Path) -> Iterator[tuple[str, Source]]:
    """Give one large file after the other."""
    for shape in grown.SHAPES:
        if not wanted or shape.reader in wanted:
            name, content = grown.sample_of(shape)
            yield shape.sample, grown.grown(shape, name, content, size)
    for shape, content in made_up(where):
        if not wanted or shape.reader in wanted:
            yield shape.sample, grown.grown(shape, f"{shape.reader}.txt", content, size)
    yield from containers.large(wanted, size)
    for sample, path in containers.write_large(wanted, where, size):
        yield sample, reading.FileSource(path)
        path.unlink()
    for store in STORES:
        if not wanted or store.reader in wanted:
            path = write_store(store, where, size)
            yield store.sample, reading.FileSource(path)
            path.unlink()


def measure(what: str, source: Source) -> float:
    """Read one file in a child of its own, print a line and give its peak in MiB."""
    reader = what.partition("/")[0]
    counts = dict.fromkeys((Message, Leftover, Part), 0)
    begun, ended = time.monotonic(), ""
    with ReadingChild() as child:
        child.isolation()
        try:
            found = read_original(child, source, answers=ANSWERS.get(what, {}))
            for batch in found.batches:
                for each in batch:
                    if type(each) in counts:
                        counts[type(each)] += 1
            reader = found.reader
        except (NotThisFormatError, ReaderStoppedError) as error:
            ended = f"  {type(error).__name__} {error.place}"
        process = child._process  # noqa: SLF001  # measured from outside
        peak = reading.peak_mib(process.pid) if process else float("nan")
    took = time.monotonic() - begun
    print(
        f"{what:<26}{source.size / MEBI:>8,.0f} MiB{peak:>8,.0f} MiB peak{took:>8,.0f} s"
        f"{counts[Message]:>12,} found{counts[Leftover]:>10,} left over{counts[Part]:>8,} files"
        f"  as {reader}{ended}",
        flush=True,
    )
    return peak


def main() -> None:
    """Measure, print, and fail when a bound is not met."""
    with folder() as where:
        every = sources({*sys.argv[1:]}, scaled(LARGE), where)
        peaks = {what: measure(what, source) for what, source in every}
    assert {what for what, peak in peaks.items() if not peak < MOST_MIB} == set()


if __name__ == "__main__":
    main()
