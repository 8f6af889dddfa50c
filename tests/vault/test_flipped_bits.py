"""A flipped bit anywhere in a closed casebook is named, and everything in it still opens."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Entry
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.mirrored_log import BOTH, FIRST, SECOND
from holdfast.vault.stores import Shelf
from holdfast.vault.sums import SUMS
from tests.vault.casebooks import add, exhibit, flip, made, opened

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

HEADER_BYTES = 100
SAMPLES = 12
MANY_SAMPLES = 600
WORDS = [f"What happened on day {number}" for number in range(12)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("casebooks") / "home"
    with made(home) as book:
        for what in WORDS:
            add(book, what)
        exhibit(book, b"picture" * 100)
        book.drawer.put("draft", "not yet")
        _ = book.index
    return home


def copy_of(whole: Path, folder: Path) -> Path:
    shutil.copytree(whole, folder / "home")
    return folder / "home"


def differing(book: OpenCasebook) -> list[str]:
    return [each.what for each in verify_casebook(book) if each.result is Result.DIFFERS]


def texts(book: OpenCasebook) -> list[str]:
    found = [one for one in book.record.entries() if isinstance(one, Entry)]
    return [one.text("what") for one in found][: len(WORDS)]


def places(path: Path, count: int) -> list[int]:
    """Sample places that are the same in every run, a third of them in the header."""
    size = path.stat().st_size
    numbers = (
        int.from_bytes(sha256(f"{path.name} {number}".encode()).digest()) for number in range(count)
    )
    return [each % (HEADER_BYTES if turn % 3 == 0 else size) for turn, each in enumerate(numbers)]


def check_each_place(home: Path, name: str, count: int) -> None:
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    for place in places(home / name, count):
        for path in home.iterdir():
            if path.is_file() and path.name not in before:
                path.unlink()
        for each, content in before.items():
            (home / each).write_bytes(content)
        flip(home / name, place, place % 8)
        with opened(home) as book:
            assert texts(book) == WORDS, place
            assert book.drawer.get("draft") == "not yet", place
            assert name in differing(book), place
            add(book, "It goes on.")
        with opened(home) as book:
            assert texts(book) == WORDS, place
            assert differing(book) == [], place


@pytest.mark.parametrize("name", BOTH)
def test_a_flipped_bit_in_either_file_is_named(name: str, whole: Path, tmp_path: Path) -> None:
    check_each_place(copy_of(whole, tmp_path), name, SAMPLES)


@pytest.mark.long
@pytest.mark.parametrize("name", BOTH)
def test_many_flipped_bits_one_by_one_are_named(name: str, whole: Path, tmp_path: Path) -> None:
    check_each_place(copy_of(whole, tmp_path), name, MANY_SAMPLES)


def test_flipped_bits_in_both_files_are_named_and_put_right(whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    size = (home / FIRST).stat().st_size
    flip(home / FIRST, size // 3)
    flip(home / SECOND, size * 2 // 3)
    with opened(home) as book:
        assert texts(book) == WORDS
        assert {FIRST, SECOND} <= set(differing(book))
        add(book, "It goes on.")
    with opened(home) as book:
        assert texts(book) == WORDS
        assert differing(book) == []


def test_damage_is_named_once_more_when_it_was_mended_before_anybody_looked(
    whole: Path, tmp_path: Path
) -> None:
    home = copy_of(whole, tmp_path)
    flip(home / FIRST, 5000)
    opened(home).close()
    with opened(home) as book:
        assert differing(book) == [f"{FIRST}.damaged"]
        assert differing(book) == []


def test_spoilt_sums_are_named(whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    flip(home / SUMS, 20)
    with opened(home) as book:
        assert differing(book) == [SUMS]


@pytest.mark.parametrize("name", BOTH)
def test_a_file_cut_short_is_named_and_made_anew(name: str, whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    (home / name).write_bytes((home / name).read_bytes()[:9000])
    with opened(home) as book:
        assert texts(book) == WORDS
        assert name in differing(book)


@pytest.mark.parametrize("name", BOTH)
def test_a_missing_file_is_named_and_made_anew(name: str, whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    (home / name).unlink()
    with opened(home) as book:
        assert texts(book) == WORDS
        assert name in differing(book)
        assert (home / name).is_file()


def test_damage_after_a_crash_is_found_by_reading(whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    (home / SUMS).unlink()
    content = (home / FIRST).read_bytes()
    middle = len(content) // 2
    (home / FIRST).write_bytes(content[:middle] + b"\xff" * 3000 + content[middle + 3000 :])
    with opened(home) as book:
        assert texts(book) == WORDS
        assert differing(book)[0] == f"{FIRST}.damaged"


def test_a_row_put_back_in_one_file_is_named(whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    (home / SUMS).unlink()
    with opened(home) as book:
        file = book.log.only(FIRST)
        assert file
        rows = {row.key: row.value for row in file.walk() if row.shelf == "line"}
        with file.writing(1) as writer:
            writer.put(Shelf.LINE, "0000000003", rows["0000000002"] or b"")
            writer.remove(Shelf.LINE, "0000000004")

        assert differing(book) == [
            f"{FIRST}: line 0000000003",
            "line 0000000003",
            "line 0000000004",
        ]
        assert texts(book) == WORDS


def test_damage_found_only_while_writing_costs_nothing(whole: Path, tmp_path: Path) -> None:
    home = copy_of(whole, tmp_path)
    with opened(home) as book:
        file = book.log.only(FIRST)
        assert file
        file._db.execute("PRAGMA writable_schema=ON")  # noqa: SLF001 - damage from inside
        file._db.execute("UPDATE sqlite_schema SET rootpage = 900 WHERE name = 'row'")  # noqa: SLF001
        file._db.execute("PRAGMA writable_schema=RESET")  # noqa: SLF001
        add(book, "It goes on.")
        assert texts(book) == WORDS
    with opened(home) as book:
        assert f"{FIRST}.damaged" in differing(book)
        assert differing(book) == []
