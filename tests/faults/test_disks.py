"""A disk that is full, failing or read-only: told in words, nothing lost, and reading goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from holdfast.knowledge.wording import error_words
from tests.faults.places import Place, environment, look, lost, make_place
from tests.faults.strace import Outcome, points_of, run, run_failing, spread
from tests.faults.workflows import WORKFLOWS, add, take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAMED = {workflow.name: workflow for workflow in WORKFLOWS}
LONG = "HOLDFAST_LONG" in os.environ
SAMPLE = 40 if LONG else 2
SMALL_DISK_BYTES = 6 << 20
FULL_STEPS = 60 if LONG else 6
STATUS_TOLD = 1
SAYS = {
    # SQLite calls it an error of the disk when there is no room for its own side file.
    "ENOSPC": {"disk-full", "cannot-write"},
    "EIO": {"cannot-write"},
    "EROFS": {"cannot-write"},
}
FAILING = ("add", "import", "amend", "change-passphrase")
FEW = {("add", "ENOSPC"), ("import", "EIO"), ("change-passphrase", "EROFS")}
"""What always runs; the rest in `./test long`."""

CALLS = ("pwrite64", "fdatasync", "fsync", "rename", "write")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("disks") / "place")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_BYTES}", "tmpfs", str(folder)]
    if (
        os.getuid()
        or shutil.which("mount") is None
        or subprocess.run(mount, check=False).returncode
    ):
        pytest.skip("not run: only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def told(outcome: Outcome, codes: set[str]) -> bool:
    """Whether the person is told what happened and what to do."""
    said = " ".join(outcome.err.split())
    what = [error_words()[code].what.removesuffix(".") for code in codes]
    return any(words in said for words in what) and "was saved before is safe" in said


@pytest.mark.parametrize(
    ("name", "errno"),
    [(name, errno) for name in FAILING for errno in SAYS if LONG or (name, errno) in FEW],
)
def test_a_failing_disk_is_told_in_words_and_loses_nothing(
    name: str, errno: str, untouched: Place, tmp_path: Path
) -> None:
    workflow = NAMED[name]
    trial = untouched.copy(tmp_path / "trial")
    points = points_of(trial.command(*workflow.arguments(trial)), environment(trial), trial.home)
    chosen = [
        point
        for call in CALLS
        for point in spread([each for each in points if each.call == call], SAMPLE)
    ]
    before, faults = look(untouched.copy(tmp_path / "before").home), list[str]()

    for number, point in enumerate(chosen):
        place = untouched.copy(tmp_path / str(number))
        command = place.command(*workflow.arguments(place))
        outcome = run_failing(command, environment(place), point, errno)
        faults += [f"{point}: {fault}" for fault in workflow.judge(place, before, outcome)]
        if outcome.status not in {0, STATUS_TOLD} or not (
            outcome.status == 0 or told(outcome, SAYS[errno])
        ):
            faults.append(f"{point}: ended with {outcome.status} {outcome.err}")

    assert faults == []


@pytest.mark.parametrize("arguments", [add, take_in])
def test_a_disk_that_fills_up_keeps_what_was_saved_and_goes_on_when_there_is_room(
    arguments: Callable[[Place], list[str]], untouched: Place, small_disk: Path
) -> None:
    place = untouched.copy(small_disk / "place")
    before, tried = look(place.home), list[Outcome]()
    for step in range(FULL_STEPS):
        free = step * 400_000 // FULL_STEPS
        fill(small_disk, free)
        tried.append(run(place.command(*arguments(place)), environment(untouched)))

        assert run(place.command("list"), environment(untouched)).status == 0
        (small_disk / "filler").unlink()
        after = look(place.home)
        assert lost(before, after) == []
        assert after.faults == []

    assert [one for one in tried if one.status]
    assert [one for one in tried if one.status and not told(one, SAYS["ENOSPC"])] == []
    assert run(place.command(*arguments(place)), environment(untouched)).status == 0


def fill(disk: Path, free: int) -> None:
    """Leave only so many bytes."""
    with (disk / "filler").open("wb") as filler:
        room = os.statvfs(disk)
        filler.write(bytes(max(0, room.f_bavail * room.f_frsize - free)))


def test_a_read_only_folder_can_be_read_and_says_why_nothing_is_saved(
    untouched: Place, small_disk: Path
) -> None:
    place = untouched.copy(small_disk / "place")
    before = look(place.home)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    reading = [
        run(place.command(*words), environment(untouched))
        for words in (["list"], ["search", "kumquatwren"], ["show", "2"], ["verify"])
    ]
    refused = run(place.command(*add(place)), environment(untouched))
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)

    assert [one for one in reading if one.status] == []
    assert refused.status == STATUS_TOLD
    assert told(refused, SAYS["EROFS"])
    assert lost(before, look(place.home)) == []
