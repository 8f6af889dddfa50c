"""On a disk that fills up or turns read-only, what was confirmed is there and the rest is told."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry
from holdfast.model.errors import CannotWriteError, DiskFullError, WrongPassphraseError
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook
from holdfast.vault.public import look_at
from holdfast.vault.tries import LONGEST_SECONDS
from tests.vault.casebooks import Naps, add, exhibit, made, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.vault.casebook import OpenCasebook

MANY = 10_000


def mount(*given: str) -> None:
    done = subprocess.run(["mount", *given], check=False, capture_output=True)
    if done.returncode:
        pytest.skip("not run: no right to mount a small disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path))
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def texts(book: OpenCasebook) -> list[str]:
    return [one.text("what") for one in book.record.entries() if isinstance(one, Entry)]


def fill(book: OpenCasebook) -> list[str]:
    confirmed: list[str] = []
    for number in range(MANY):
        what = f"{number} " + "word " * 500
        try:
            add(book, what)
        except DiskFullError:
            break
        confirmed.append(what)
    return confirmed


def test_a_disk_that_fills_up_loses_nothing_confirmed(disk: Path) -> None:
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(400_000))
    with made(disk / "home") as book:
        confirmed = fill(book)
        assert 0 < len(confirmed) < MANY
        assert texts(book) == confirmed
        with pytest.raises(DiskFullError):
            exhibit(book, bytes(900_000))
    ballast.unlink()
    with opened(disk / "home") as book:
        assert texts(book) == confirmed
        add(book, "room again")
        wrong = [
            each
            for each in verify_casebook(book)
            if each.result is Result.DIFFERS and each.what != "index.db"
        ]
        assert wrong == []


def test_a_disk_that_is_full_from_the_start_says_so(disk: Path) -> None:
    (disk / "ballast").write_bytes(bytes(2_080_000))
    with pytest.raises(DiskFullError):
        made(disk / "home")


@pytest.mark.parametrize("in_order", [True, False], ids=["closed", "power lost"])
def test_a_read_only_disk_can_be_read_and_says_why_nothing_is_saved(
    in_order: bool,  # noqa: FBT001 - which case
    disk: Path,
) -> None:
    book = made(disk / "home")
    add(book, "before")
    part = disk / "home"
    if not in_order:
        # As they stand while it is open: the last entry is in the side file only.
        part = Path(shutil.copytree(disk / "home", disk / "lost"))
        (part / "record.db-shm").unlink()
        (part / "record-2.db-shm").unlink()
    book.close()
    mount("-o", "remount,ro", str(disk))

    with opened(part) as reading:
        assert texts(reading) == ["before"]
        with pytest.raises(CannotWriteError):
            add(reading, "never")
    with pytest.raises(CannotWriteError):
        made(disk / "elsewhere")
    mount("-o", "remount,rw", str(disk))
    with opened(part) as again:
        add(again, "after")
        assert texts(again) == ["before", "after"]


def test_what_could_only_be_read_can_be_written_once_there_is_room(disk: Path) -> None:
    made(disk / "home").close()
    mount("-o", "remount,ro", str(disk))
    with opened(disk / "home") as book:
        mount("-o", "remount,rw", str(disk))
        add(book, "there is room")
        assert texts(book) == ["there is room"]


def test_tries_that_cannot_be_counted_take_the_longest_wait(disk: Path) -> None:
    made(disk / "home").close()
    mount("-o", "remount,ro", str(disk))
    naps = Naps()

    with pytest.raises(WrongPassphraseError):
        open_casebook(disk / "home", Passphrase("wrong"), sleep=naps)
    assert naps.seconds >= LONGEST_SECONDS
    assert look_at(disk / "home").wrong_tries == 0
