"""Running a command so that one of its calls to the system kills it, or fails.

strace counts calls of one name in the command's own thread, from 1. Children (the reading child)
are left alone: what their death costs is another suite's matter.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

CALLS = (
    "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat2", "unlink", "ftruncate",
    "mkdir",
)  # fmt: skip
KILLED = -9
SECONDS = 120.0


class Point(NamedTuple):
    """One call that a command makes."""

    call: str
    """Its name."""

    nth: int
    """Which of its name, from 1."""


class Outcome(NamedTuple):
    """How a command ended."""

    status: int
    """Exit status; `KILLED` when it was."""

    out: str
    """Standard output."""

    err: str
    """Standard error."""


@functools.cache
def strace() -> str:
    """Give the path of strace; where it is missing or not allowed, skip the test and say so."""
    program = shutil.which("strace")
    if program is None:
        pytest.skip("not run: no strace")
    tried = subprocess.run([program, "-qq", "-o", "/dev/null", "true"], check=False)
    if tried.returncode:
        pytest.skip("not run: this system does not let a program trace another")
    return program


def points_of(command: Sequence[str], env: Mapping[str, str], under: Path) -> list[Point]:
    """Run a command to its end and list the calls by which it changes something in a folder.

    Args:
        command: which succeeds.
        env: its environment.
        under: the folder; calls that do not name it or an open file in it are left out.
    """
    log = under.with_suffix(".strace")
    watched = ["-e", f"trace={','.join(CALLS)}", "-e", "signal=none", "-y", "-o", str(log)]
    done = subprocess.run(
        [strace(), "-qq", *watched, *command],
        env=env, check=False, capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = dict.fromkeys(CALLS, 0)
    points = []
    for line in log.read_text("utf-8", "replace").splitlines():
        if (named := re.match(r"(\w+)\(", line)) and named[1] in seen:
            seen[named[1]] += 1
            if str(under) in line:
                points.append(Point(named[1], seen[named[1]]))
    log.unlink()
    return points


def spread(points: Sequence[Point], count: int) -> list[Point]:
    """Choose some of the points, the first and the last among them, evenly between.

    Args:
        points: in the order in which the calls come.
        count: how many at most, at least 2.
    """
    if len(points) <= count:
        return list(points)
    return [points[place * (len(points) - 1) // (count - 1)] for place in range(count)]


def run(command: Sequence[str], env: Mapping[str, str]) -> Outcome:
    """Run a command and leave it alone.

    Args:
        command: program and arguments.
        env: its environment.
    """
    done = subprocess.run(
        list(command), env=env, check=False, capture_output=True, text=True, timeout=SECONDS
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def run_killed(command: Sequence[str], env: Mapping[str, str], point: Point) -> Outcome:
    """Run a command that is killed as it makes one call, which then is not made.

    Args:
        command: program and arguments.
        env: its environment.
        point: which call.
    """
    return _injected(command, env, point, "signal=KILL")


def run_failing(
    command: Sequence[str], env: Mapping[str, str], point: Point, errno: str
) -> Outcome:
    """Run a command one of whose calls fails, and every later one of its name.

    Of writes, which also speak to the person, only the one fails.

    Args:
        command: program and arguments.
        env: its environment.
        point: which call.
        errno: what the system says, `ENOSPC`.
    """
    later = "" if point.call == "write" else "+"
    return _injected(command, env, point, f"error={errno}", and_later=later)


def _injected(
    command: Sequence[str],
    env: Mapping[str, str],
    point: Point,
    what: str,
    and_later: str = "",
) -> Outcome:
    inject = f"inject={point.call}:{what}:when={point.nth}{and_later}"
    tracing = ["-qq", "-o", "/dev/null", "-e", f"trace={point.call}", "-e", inject]
    return run([strace(), *tracing, *command], env)
