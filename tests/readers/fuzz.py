"""Runs the readers on bytes that nobody would write, guided by coverage where atheris is there.

Usage: python -m tests.readers.fuzz [EXECUTIONS]      (2,000 when not said)
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

from holdfast.model.errors import NotThisFormatError
from holdfast.readers import READERS
from tests.readers.samples import (
    BytesSource,
    all_cases,
    assert_every_byte_is_accounted_for,
    read_all,
)

EXECUTIONS = 2_000
LONG_EXECUTIONS = 200_000
MULTIPLIER, INCREMENT, MODULUS = 6_364_136_223_846_793_005, 1_442_695_040_888_963_407, 1 << 64


def try_one(content: bytes) -> None:
    """Read some bytes with every reader; anything but our own error is a fault."""
    for name in READERS:
        try:
            found = read_all(BytesSource(content), name)
        except NotThisFormatError:
            continue
        if name not in {"photo", "recording"}:
            assert_every_byte_is_accounted_for(found, len(content))


class Dice:
    """Numbers that look random and are the same in every run."""

    def __init__(self, seed: int) -> None:
        """Begin somewhere."""
        self._state = seed

    def below(self, limit: int) -> int:
        """Give a number from 0 to just below `limit`."""
        self._state = (self._state * MULTIPLIER + INCREMENT) % MODULUS
        return (self._state >> 33) % limit


def changed(seeds: list[bytes], dice: Dice) -> bytes:
    """Give a sample with a few bytes changed, taken out or put in from another one."""
    content = bytearray(seeds[dice.below(len(seeds))])
    for _ in range(1 + dice.below(4)):
        at, other = dice.below(len(content) + 1), seeds[dice.below(len(seeds))]
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
    return bytes(content)


def run(executions: int, *, seed: int = 1) -> int:
    """Try so many changed samples, and give how many were tried.

    Small samples only: a picture takes a hundred times as long as a chat.
    """
    seeds = [case.source.content for case in all_cases() if case.source.size < 4_096]
    dice = Dice(seed)
    for _ in range(executions):
        try_one(changed(seeds, dice))
    return executions


def main() -> None:
    """Run with atheris when it is installed, with our own changes otherwise."""
    executions = int(sys.argv[1]) if len(sys.argv) > 1 else EXECUTIONS
    if find_spec("atheris") is None:
        run(executions)
        return
    atheris = import_module("atheris")
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-runs={executions}"], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
