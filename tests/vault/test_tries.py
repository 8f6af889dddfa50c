"""Wrong tries are counted before they are judged, slowed down, told of, and never punished."""

from __future__ import annotations

import base64
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import CasebookInUseError, WrongPassphraseError
from holdfast.vault.keys import Passphrase, new_keys
from holdfast.vault.opening import open_casebook
from holdfast.vault.stores import Shelf
from holdfast.vault.tries import FILE, MOST_TIMES, count_wrong_tries, delay_seconds, one_try
from tests.vault.casebooks import BEGIN, PASSPHRASE, Clock, Naps, made, opened

if TYPE_CHECKING:
    from pathlib import Path

LEAST_SECONDS_FOR_100 = 80
KEYS = new_keys()


def guess(home: Path, naps: Naps, text: str = "not it") -> None:
    with pytest.raises(WrongPassphraseError):
        open_casebook(home, Passphrase(text), clock=Clock(), sleep=naps)


def test_the_first_slips_cost_nothing_and_every_later_one_more() -> None:
    delays = [delay_seconds(wrong) for wrong in range(100)]

    assert delays[:3] == [0, 0, 0]
    assert delays == sorted(delays)
    assert sum(delays) >= LEAST_SECONDS_FOR_100
    assert delays[-1] <= 2


def test_a_hundred_guesses_cost_their_time_and_wipe_nothing(tmp_path: Path) -> None:
    made(tmp_path / "home").close()
    naps = Naps()
    for _ in range(100):
        guess(tmp_path / "home", naps)

    assert naps.seconds >= LEAST_SECONDS_FOR_100
    assert count_wrong_tries(tmp_path / "home") == 100
    opened(tmp_path / "home").close()
    assert count_wrong_tries(tmp_path / "home") == 0


def test_setting_the_clock_wins_nothing(tmp_path: Path) -> None:
    made(tmp_path / "home").close()
    naps, clock = Naps(), Clock()
    for _ in range(20):
        clock.move(days=-400)
        with pytest.raises(WrongPassphraseError):
            open_casebook(tmp_path / "home", Passphrase("no"), clock=clock, sleep=naps)

    assert naps.seconds == sum(delay_seconds(wrong) for wrong in range(20))


def test_a_try_that_is_killed_counts(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys\n"
        "from holdfast.vault.tries import one_try\n"
        "with one_try(pathlib.Path(sys.argv[1]), 1):\n"
        "    os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)

    assert count_wrong_tries(tmp_path) == 1


def test_tries_of_two_processes_stand_in_line(tmp_path: Path) -> None:
    def second() -> None:
        with one_try(tmp_path, 0.02):
            pass

    with one_try(tmp_path, 1), pytest.raises(CasebookInUseError):
        second()


def test_failed_tries_are_told_at_the_next_unlock(tmp_path: Path) -> None:
    made(tmp_path / "home").close()
    for _ in range(2):
        guess(tmp_path / "home", Naps())
    with opened(tmp_path / "home") as book:
        told = [each for each in book.activity.list() if each.kind == "failed-try"]

    assert [each.at for each in told] == [BEGIN.isoformat()] * 2


def test_times_of_tries_can_be_read_with_the_identity_only(tmp_path: Path) -> None:
    with one_try(tmp_path, 1) as this_try:
        this_try.failed(BEGIN, KEYS.recipient)
    stored = (tmp_path / FILE).read_bytes()
    sealed = base64.b64decode(stored.splitlines()[1])

    assert b"2026" not in stored
    assert b"2026" not in sealed
    with one_try(tmp_path, 1) as this_try:
        assert this_try.succeeded(KEYS.identity) == (BEGIN.isoformat(),)


@pytest.mark.parametrize("line", [b"no base64!", b"AAAA", b""])
def test_a_time_that_cannot_be_read_is_still_told(line: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"0000000001\n" + line + b"\n")
    with one_try(tmp_path, 1) as this_try:
        assert this_try.succeeded(KEYS.identity) == ("",)


def test_the_file_grows_to_a_bound(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"0000001001\n" + b"x\n" * MOST_TIMES)
    before = (tmp_path / FILE).stat().st_size
    with one_try(tmp_path, 1, Naps()) as this_try:
        this_try.failed(BEGIN, KEYS.recipient)

    assert (tmp_path / FILE).stat().st_size == before
    assert count_wrong_tries(tmp_path) == 1002


def test_a_count_that_cannot_be_read_does_not_count_as_none(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"garbage garbage")

    assert count_wrong_tries(tmp_path) == 20


def test_a_failed_try_is_counted_when_there_is_nobody_to_seal_its_time_to(
    tmp_path: Path,
) -> None:
    book = made(tmp_path / "home")
    with book.log.writing(1) as writer:
        writer.put(Shelf.META, "recipient", b"damaged")
    book.close()
    guess(tmp_path / "home", Naps())

    assert count_wrong_tries(tmp_path / "home") == 1
    with opened(tmp_path / "home", PASSPHRASE) as book:
        assert book.recipient.startswith("age1")
