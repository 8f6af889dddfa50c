"""Runs the readers on bytes that nobody would write, guided by coverage where atheris is there.

Usage: python -m tests.readers.fuzz [READER [EXECUTIONS]]      (all, 2,000 each, when not said)

Guided, each reader runs in a process of its own, begins with its samples, and is ended when one
execution takes longer than 10 s or the process more than 512 MiB. The first byte of what atheris
makes up says which sample's name and answers go with the rest. `HOLDFAST_ATHERIS` names a folder
with atheris in it, where it is not installed (`./test long` makes one).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from holdfast import readers
from holdfast.model.errors import NotThisFormatError
from holdfast.readers import READERS
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, all_cases, read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

EXECUTIONS = 2_000
LONG_EXECUTIONS = 200_000
BOUNDS = ("-timeout=10", "-rss_limit_mb=512", "-keep_seed=1")
"""What one execution may take in seconds, and the process in MiB; samples stay, though one says
nothing new, as pictures do whose decoder is not watched."""

LARGEST_SEED = 100_000
MULTIPLIER, INCREMENT, MODULUS = 6_364_136_223_846_793_005, 1_442_695_040_888_963_407, 1 << 64


class Seed(NamedTuple):
    """A sample that is changed."""

    content: bytes
    """Its bytes."""

    name: str
    """The name it was received with."""

    answers: Mapping[str, str]
    """The answers to its questions."""


def seeds_of(reader: str) -> list[Seed]:
    """Give the samples of a reader that are not too long to be read often."""
    return [
        Seed(case.source.content, case.source.name, case.answers)
        for case in all_cases(reader)
        if case.source.size < LARGEST_SEED
    ]


def try_one(reader: str, seed: Seed) -> None:
    """Read some bytes; anything but our own error is a fault, and so is what is not told of."""
    try:
        found = read_all(BytesSource(seed.content, seed.name), reader, seed.answers)
    except NotThisFormatError:
        return
    assert not [*faults(reader, seed.content, found)]


class Dice:
    """Numbers that look random and are the same in every run."""

    def __init__(self, seed: int) -> None:
        """Begin somewhere."""
        self._state = seed

    def below(self, limit: int) -> int:
        """Give a number from 0 to just below `limit`."""
        self._state = (self._state * MULTIPLIER + INCREMENT) % MODULUS
        return (self._state >> 33) % limit


def changed(seeds: list[Seed], dice: Dice) -> Seed:
    """Give a sample with a few bytes changed, taken out or put in from another one."""
    seed = seeds[dice.below(len(seeds))]
    content = bytearray(seed.content)
    for _ in range(1 + dice.below(4)):
        at, other = dice.below(len(content) + 1), seeds[dice.below(len(seeds))].content
        begin = dice.below(len(other) + 1)
        match dice.below(4):
            case 0:
                content[at : at + 1] = bytes([dice.below(256)])
            case 1:
                del content[at : at + 1 + dice.below(16)]
            case 2:
                content[at:at] = other[begin : begin + dice.below(64)]
            case _:
                content[at:] = other[begin:]
    return seed._replace(content=bytes(content))


def run(reader: str, executions: int, *, seed: int = 1) -> int:
    """Try so many changed samples, and give how many were tried."""
    seeds, dice, tried = seeds_of(reader), Dice(seed), 0
    for _ in range(executions):
        try_one(reader, changed(seeds, dice))
        tried += 1
    return tried


def can_be_guided() -> bool:
    """Tell whether atheris is there."""
    sys.path += [each for each in [os.environ.get("HOLDFAST_ATHERIS", "")] if each]
    return find_spec("atheris") is not None


def run_guided(reader: str, executions: int) -> int:
    """Try what atheris makes up in a process of its own, and give how many were tried."""
    with TemporaryDirectory(prefix="holdfast-fuzz-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", __spec__.name, reader, str(executions), folder],
            capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
    tried = re.search(r"^Done (\d+) runs", done.stderr, re.MULTILINE)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8_000:]
    assert tried is not None, done.stderr[-8_000:]
    return int(tried[1])


def load_all_of(reader: str) -> list[str]:
    """Load a reader and what it would load only once it reads, and give the names of it all."""
    package, _, name = READERS[reader].rpartition(".")
    own = [each.name for each in iter_modules(readers.__path__) if each.name.startswith(name)]
    return [import_module(f"{package}.{each}").__name__ for each in own]


def _be_guided(reader: str, executions: int, folder: Path) -> None:
    """Let atheris make up files; this ends the process."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["holdfast.readers"]):
        load_all_of(reader)
    seeds = seeds_of(reader)
    for number, seed in enumerate(seeds):
        (folder / str(number)).write_bytes(bytes([number]) + seed.content)

    def try_made_up(made_up: bytes) -> None:
        if made_up:
            try_one(reader, seeds[made_up[0] % len(seeds)]._replace(content=made_up[1:]))

    longest = max(len(seed.content) for seed in seeds) + 4_096
    told = [f"-runs={executions}", "-seed=1", f"-max_len={longest}", *BOUNDS, str(folder)]
    atheris.Setup([sys.argv[0], f"-artifact_prefix={folder}/", *told], try_made_up)
    atheris.Fuzz()


def main() -> None:
    """Run what the command line names."""
    can, (reader, executions, folder) = can_be_guided(), (*sys.argv[1:], "", "", "")[:3]
    if folder:
        _be_guided(reader, int(executions), Path(folder))
    for each in [reader] if reader else READERS:
        tried = (run_guided if can else run)(each, int(executions or EXECUTIONS))
        print(f"{each}: {tried:,}{' guided' if can else ''}", flush=True)  # noqa: T201  # a command


if __name__ == "__main__":
    main()
