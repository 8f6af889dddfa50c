"""What the benches share: a folder, a cheap casebook, times, and lines of one shape."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCALE = float(os.environ.get("HOLDFAST_BENCH_SCALE", "1"))
MEBI = 1 << 20


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as name:
        yield Path(name)


def scaled(number: int) -> int:
    """Give a size for this run."""
    return max(1, int(number * SCALE))


def seconds(task: Callable[[], object]) -> float:
    """Give how long something takes, wall clock."""
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def best_of(rounds: int, task: Callable[[], object]) -> float:
    """Give the shortest of some rounds: what the machine can do when it is let."""
    return min(seconds(task) for _ in range(rounds))


def percentile(times: list[float], share: float) -> float:
    """Give the time that this share of all stays within."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def say(what: str, value: float, unit: str, against: str = "", ratio: float | None = None) -> None:
    """Print one line."""
    beside = f"   {ratio:6.2f} x {against}" if ratio is not None else f"   {against}"
    print(f"{what:<52}{value:>12,.2f} {unit:<8}{beside}".rstrip())


def peak_mebibytes() -> float:
    """Give the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def runs(*command: str, environment: dict[str, str] | None = None) -> bool:
    """Run a peer, quietly; False when it is not installed."""
    if shutil.which(command[0]) is None:
        print(f"{command[0]}: not run (not installed)")
        return False
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, **(environment or {})}
    )
    return True
