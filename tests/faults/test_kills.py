"""Killed at any call to the system: what was confirmed is there, and nothing is there by half.

A sample of the points runs always; `./test long` runs up to fifty for each command.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.places import Place, environment, look, lying_open, make_place
from tests.faults.strace import KILLED, points_of, run_killed, spread
from tests.faults.workflows import WORKFLOWS, Workflow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults.strace import Point

SAMPLE, WHOLE, FEW = 5, 50, 10
BROKEN = Path(__file__).with_name("broken_order.py")
NAMED = {workflow.name: workflow for workflow in WORKFLOWS}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("faults") / "place")


def kill_at(
    untouched: Place, workflow: Workflow, folder: Path, points: Sequence[Point], broken: str = ""
) -> list[str]:
    """Kill a command once at each point, each time on a fresh copy; give all that is wrong."""
    before, faults = look(untouched.copy(folder / "before").home), []
    for number, point in enumerate(points):
        place = untouched.copy(folder / str(number))
        outcome = run_killed(command(place, workflow, broken), environment(place), point)
        if outcome.status not in {KILLED, 0}:
            faults.append(f"{point}: ended with {outcome.status} {outcome.err}")
        found = workflow.judge(place, before, outcome)
        found += [f"lies open: {name}" for name in opened_files(place)]
        faults += [f"{point}: {fault}" for fault in found]
    return faults


def command(place: Place, workflow: Workflow, broken: str) -> list[str]:
    whole = place.command(*workflow.arguments(place))
    return [sys.executable, str(BROKEN), broken, *whole[3:]] if broken else whole


def all_points(untouched: Place, workflow: Workflow, folder: Path, broken: str = "") -> list[Point]:
    place = untouched.copy(folder / "trial")
    return points_of(command(place, workflow, broken), environment(place), place.folder)


def opened_files(place: Place) -> list[str]:
    """What lies open outside of the files that are there to be taken in and packs made plain."""
    return [*lying_open(place.home), *lying_open(place.folder / "tmp")]


@pytest.mark.parametrize("name", NAMED)
def test_a_command_that_is_killed_loses_nothing_and_leaves_nothing_by_half(
    name: str, untouched: Place, tmp_path: Path
) -> None:
    points = all_points(untouched, NAMED[name], tmp_path)

    assert len(points) >= SAMPLE
    assert kill_at(untouched, NAMED[name], tmp_path, spread(points, SAMPLE)) == []


@pytest.mark.long
@pytest.mark.skipif("HOLDFAST_LONG" not in os.environ, reason="not run: only in ./test long")
@pytest.mark.parametrize("name", NAMED)
def test_fifty_kills_of_each_command_lose_nothing(
    name: str, untouched: Place, tmp_path: Path
) -> None:
    points = all_points(untouched, NAMED[name], tmp_path)

    assert kill_at(untouched, NAMED[name], tmp_path, spread(points, WHOLE)) == []


@pytest.mark.parametrize(
    ("broken", "call", "noticed"),
    [
        pytest.param("log-before-original", "rename", "is not whole", id="the log comes first"),
        pytest.param(
            "answer-before-log", "pwrite64", "confirmed is lost", id="the answer comes first"
        ),
        pytest.param("old-key-first", "fdatasync", "0 passphrases", id="the old key goes first"),
    ],
)
def test_a_broken_order_of_writing_is_noticed(
    broken: str, call: str, noticed: str, untouched: Place, tmp_path: Path
) -> None:
    workflow = NAMED["change-passphrase" if broken == "old-key-first" else "add"]
    points = all_points(untouched, workflow, tmp_path, broken)
    telling = [point for point in points if point.call == call]

    faults = kill_at(untouched, workflow, tmp_path, spread(telling, FEW), broken)

    assert [fault for fault in faults if noticed in fault]
