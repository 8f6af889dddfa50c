"""On a disk that fills up or turns read-only, what was confirmed is there and the rest is told."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry
from holdfast.model.errors import CannotWriteError, DiskFullError
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.public import look_at
from tests.vault.casebooks import add, exhibit, made, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def test_a_disk_that_is_read_only_says_so(disk: Path) -> None:
    made(disk / "home").close()
    mount("-o", "remount,ro", str(disk))

    assert look_at(disk / "home").wrong_tries == 0
    with pytest.raises(CannotWriteError):
        opened(disk / "home")
    with pytest.raises(CannotWriteError):
        made(disk / "elsewhere")
