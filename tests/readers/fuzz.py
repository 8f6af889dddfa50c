"""Runs the readers on bytes that nobody would write, guided by coverage where atheris is there.

Usage: python -m tests.readers.fuzz [READER [EXECUTIONS]]      (all, 2,000 each, when not said)
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.readers import READERS
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, all_cases, read_all

if TYPE_CHECKING:
    from collections.abc import Mapping

EXECUTIONS = 2_000
LONG_EXECUTIONS = 200_000
FEWER = {"photo": 20}
"""A picture takes many times as long as a chat: so many times fewer are tried."""

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
    seeds, dice = seeds_of(reader), Dice(seed)
    tried = executions // FEWER.get(reader, 1)
    for _ in range(tried):
        try_one(reader, changed(seeds, dice))
    return tried


def main() -> None:
    """Run with atheris when it is installed and a reader is named, else with our own changes."""
    readers = [sys.argv[1]] if len(sys.argv) > 1 else [*READERS]
    executions = int(sys.argv[2]) if len(sys.argv) > 2 else EXECUTIONS
    if find_spec("atheris") is None or len(readers) > 1:
        for reader in readers:
            print(f"{reader}: {run(reader, executions):,}", flush=True)  # noqa: T201  # a command
        return
    atheris = import_module("atheris")
    name = seeds_of(readers[0])[0].name
    atheris.instrument_all()
    atheris.Setup(
        [sys.argv[0], f"-runs={executions}"],
        lambda content: try_one(readers[0], Seed(content, name, {})),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
