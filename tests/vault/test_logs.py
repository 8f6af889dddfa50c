"""All engines of the log keep the contract; the mirrored one outlives damage to either file."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import (
    CannotWriteError,
    CasebookDamagedError,
    CasebookInUseError,
    DiskFullError,
    NoCasebookError,
)
from holdfast.vault.memory_log import MemoryLog
from holdfast.vault.mirrored_log import BOTH, FIRST, SECOND, MirroredLog
from holdfast.vault.sqlite_log import SqliteLog, explained
from holdfast.vault.stores import Row, Shelf
from tests.vault.contract_log import WAIT, LogContract, first, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.stores import LogStore


class TestMemoryLog(LogContract):
    """The fake."""

    def make(self) -> LogStore:
        return MemoryLog()


class TestSqliteLog(LogContract):
    """One file."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> Iterator[None]:
        self.log = SqliteLog(tmp_path / "log.db", make=True)
        yield
        self.log.close()

    def make(self) -> LogStore:
        return self.log


class TestMirroredLog(LogContract):
    """Two files."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> Iterator[None]:
        self.log = MirroredLog(tmp_path, make=True)
        yield
        self.log.close()

    def make(self) -> LogStore:
        return self.log


@pytest.fixture
def mirrored(tmp_path: Path) -> Iterator[MirroredLog]:
    with_rows = MirroredLog(tmp_path, make=True)
    put(with_rows, **{f"{number:04}": b"%d" % number * 40 for number in range(600)})
    with_rows.settle()
    with_rows.close()
    log = MirroredLog(tmp_path)
    yield log
    log.close()


def rows_of(log: MirroredLog, name: str) -> list[Row]:
    file = log.only(name)
    return list(file.rows(Shelf.DRAWER)) if file else []


def spoil(path: Path) -> None:
    """Write over the middle of a file, where rows are."""
    content = path.read_bytes()
    third = len(content) // 3
    path.write_bytes(content[:third] + b"\xff" * third + content[2 * third :])


def test_both_files_have_the_same_rows(mirrored: MirroredLog) -> None:
    put(mirrored, new=b"row")
    with mirrored.writing(WAIT) as writer:
        writer.remove(Shelf.DRAWER, "0000")

    assert rows_of(mirrored, FIRST) == rows_of(mirrored, SECOND)


@pytest.mark.parametrize("name", BOTH)
def test_a_missing_file_is_read_around_and_made_anew(name: str, tmp_path: Path) -> None:
    log = MirroredLog(tmp_path, make=True)
    put(log, one=b"1")
    log.close()
    (tmp_path / name).unlink()
    log = MirroredLog(tmp_path)

    assert first(log, "one") == b"1"
    assert log.only(name) is None
    put(log, two=b"2")
    assert rows_of(log, FIRST) == rows_of(log, SECOND) == [Row("one", b"1"), Row("two", b"2")]
    log.close()


@pytest.mark.parametrize("name", BOTH)
def test_a_file_that_is_no_database_is_set_aside(name: str, tmp_path: Path) -> None:
    log = MirroredLog(tmp_path, make=True)
    put(log, one=b"1")
    log.close()
    (tmp_path / name).write_bytes(b"no database" * 1000)
    log = MirroredLog(tmp_path)
    put(log, two=b"2")

    assert rows_of(log, FIRST) == rows_of(log, SECOND) == [Row("one", b"1"), Row("two", b"2")]
    assert (tmp_path / f"{name}.damaged").read_bytes().startswith(b"no database")
    log.close()


@pytest.mark.parametrize("name", BOTH)
def test_damaged_pages_are_read_around_and_made_anew(
    name: str, mirrored: MirroredLog, tmp_path: Path
) -> None:
    whole = list(mirrored.rows(Shelf.DRAWER))
    mirrored.close()
    spoil(tmp_path / name)
    log = MirroredLog(tmp_path)

    assert list(log.rows(Shelf.DRAWER)) == whole
    assert [first(log, row.key) for row in whole] == [row.value for row in whole]
    put(log, zebra=b"new")
    assert rows_of(log, FIRST) == rows_of(log, SECOND) == [*whole, Row("zebra", b"new")]
    log.close()


def test_rows_damaged_at_different_places_are_put_together(
    mirrored: MirroredLog, tmp_path: Path
) -> None:
    whole = list(mirrored.rows(Shelf.DRAWER))
    for name, key in ((FIRST, "0100"), (SECOND, "0500")):
        file = mirrored.only(name)
        assert file
        with file.writing(WAIT) as writer:
            writer.put(Shelf.DRAWER, key, b"spoilt")
        mirrored.distrust(name)
    mirrored.judge = lambda _shelf, _key, value: value != b"spoilt"
    put(mirrored, zebra=b"new")

    assert rows_of(mirrored, FIRST) == rows_of(mirrored, SECOND) == [*whole, Row("zebra", b"new")]
    assert {path.name for path in tmp_path.glob("*.damaged")} == {
        f"{name}.damaged" for name in BOTH
    }


def test_a_copy_left_behind_is_brought_level(mirrored: MirroredLog) -> None:
    file = mirrored.only(FIRST)
    assert file
    with file.writing(WAIT) as writer:
        writer.put(Shelf.DRAWER, "only in the first", b"1")
        writer.remove(Shelf.DRAWER, "0000")
    mirrored.level()

    assert rows_of(mirrored, FIRST) == rows_of(mirrored, SECOND)


def test_a_first_file_put_back_from_before_is_brought_level(
    mirrored: MirroredLog, tmp_path: Path
) -> None:
    older = (tmp_path / FIRST).read_bytes()
    put(mirrored, new=b"1")
    mirrored.settle()
    mirrored.close()
    (tmp_path / FIRST).write_bytes(older)
    log = MirroredLog(tmp_path)
    log.level()

    assert rows_of(log, FIRST) == rows_of(log, SECOND)
    assert first(log, "new") == b"1"
    log.close()


def test_another_process_notices_a_file_made_anew(tmp_path: Path) -> None:
    ours = MirroredLog(tmp_path, make=True)
    theirs = MirroredLog(tmp_path)
    put(theirs, one=b"1")
    ours.distrust(FIRST)
    put(ours, two=b"2")
    put(theirs, three=b"3")

    assert [row.key for row in ours.rows(Shelf.DRAWER)] == ["one", "three", "two"]
    assert rows_of(ours, FIRST) == rows_of(theirs, SECOND)
    ours.close()
    theirs.close()


def test_a_full_disk_for_the_second_file_loses_nothing(
    mirrored: MirroredLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = mirrored.only(SECOND)
    assert second

    def full(*_: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as patch:
        patch.setattr(second, "take", full)
        put(mirrored, new=b"1")
    assert not list(second.copies(Shelf.DRAWER, "new"))
    mirrored.level()

    assert list(second.copies(Shelf.DRAWER, "new")) == [b"1"]


def test_a_folder_without_either_file_is_no_casebook(tmp_path: Path) -> None:
    with pytest.raises(NoCasebookError):
        MirroredLog(tmp_path)


def test_a_folder_with_two_ruins_can_be_opened_and_not_written(tmp_path: Path) -> None:
    for name in BOTH:
        (tmp_path / name).write_bytes(b"ruin" * 1000)
    log = MirroredLog(tmp_path)

    assert not list(log.rows(Shelf.DRAWER))
    assert not list(log.copies(Shelf.DRAWER, "one"))
    with pytest.raises(CasebookDamagedError):
        put(log, one=b"1")
    log.close()


def test_a_file_with_other_tables_is_refused(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "log.db")
    db.execute("CREATE TABLE row(shelf, key, change, value)")
    db.close()

    with pytest.raises(CasebookDamagedError):
        SqliteLog(tmp_path / "log.db")


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        pytest.param(sqlite3.SQLITE_FULL, DiskFullError, id="full"),
        pytest.param(sqlite3.SQLITE_IOERR_WRITE, CannotWriteError, id="device failed"),
        pytest.param(sqlite3.SQLITE_READONLY_DIRECTORY, CannotWriteError, id="read-only"),
        pytest.param(sqlite3.SQLITE_CANTOPEN, CannotWriteError, id="may not be opened"),
        pytest.param(sqlite3.SQLITE_BUSY_SNAPSHOT, CasebookInUseError, id="busy"),
        pytest.param(sqlite3.SQLITE_CORRUPT, CasebookDamagedError, id="corrupt"),
        pytest.param(sqlite3.SQLITE_NOTADB, CasebookDamagedError, id="no database"),
    ],
)
def test_each_answer_of_sqlite_has_its_error(code: int, ours: type[Exception]) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code

    with pytest.raises(ours), explained("log.db"):
        raise error


def test_a_middle_that_cannot_be_read_is_walked_around_from_both_ends(
    mirrored: MirroredLog, tmp_path: Path
) -> None:
    whole = list(mirrored.rows(Shelf.DRAWER))
    mirrored.close()
    for name in BOTH:
        content = (tmp_path / name).read_bytes()
        middle = len(content) // 2
        (tmp_path / name).write_bytes(content[:middle] + b"\xff" * 8192 + content[middle + 8192 :])
    log = MirroredLog(tmp_path)
    for name in BOTH:
        log.distrust(name)
    put(log, zebra=b"new")
    left = rows_of(log, FIRST)

    assert left == rows_of(log, SECOND)
    assert left[0] == whole[0]
    assert left[-2:] == [whole[-1], Row("zebra", b"new")]
    log.close()


def test_a_file_whose_first_page_is_spoilt_meanwhile_is_not_sound(tmp_path: Path) -> None:
    log = SqliteLog(tmp_path / "log.db", make=True)
    put(log, one=b"1")
    log.settle()
    (tmp_path / "log.db").write_bytes(b"\xff" * 9000)

    assert not log.is_sound()
    log.close()


def test_rows_that_cannot_be_read_are_left_out(mirrored: MirroredLog, tmp_path: Path) -> None:
    mirrored.close()
    spoil(tmp_path / FIRST)
    log = SqliteLog(tmp_path / FIRST)

    assert len(list(log.rows(Shelf.DRAWER))) < 600
    log.close()


def test_what_somebody_still_reads_cannot_be_settled(mirrored: MirroredLog, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / FIRST)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM row").fetchall()
    file = mirrored.only(FIRST)
    assert file
    file._db.execute("PRAGMA busy_timeout=10")  # noqa: SLF001 - a test need not wait
    with file.writing(0.01) as writer:
        writer.put(Shelf.DRAWER, "new", b"1")

    assert not file.settle()
    other.close()
    assert file.settle()


def test_a_name_that_is_no_file_of_ours_is_not_distrusted(mirrored: MirroredLog) -> None:
    mirrored.distrust("record.sums")
    put(mirrored, new=b"1")

    assert not list(mirrored.home.glob("*.damaged"))


def test_a_folder_that_vanished_is_read_from_what_is_still_open(
    mirrored: MirroredLog, tmp_path: Path
) -> None:
    for name in BOTH:
        (tmp_path / name).rename(tmp_path / f"moved-{name}")

    assert first(mirrored, "0001") is not None


def test_reading_goes_on_in_the_other_file_after_the_last_row_given(
    mirrored: MirroredLog, tmp_path: Path
) -> None:
    whole = list(mirrored.rows(Shelf.DRAWER))
    mirrored.close()
    content = (tmp_path / FIRST).read_bytes()
    late = len(content) * 3 // 5
    (tmp_path / FIRST).write_bytes(content[:late] + b"\xff" * (len(content) - late))
    log = MirroredLog(tmp_path)

    assert list(log.rows(Shelf.DRAWER)) == whole
    log.close()


def test_a_file_that_is_distrusted_is_not_brought_level(mirrored: MirroredLog) -> None:
    file = mirrored.only(FIRST)
    assert file
    with file.writing(WAIT) as writer:
        writer.put(Shelf.DRAWER, "only in the first", b"1")
    mirrored.distrust(FIRST)
    mirrored.level()

    assert "only in the first" not in {row.key for row in rows_of(mirrored, SECOND)}
