"""The index file can be lost, damaged, put back or locked, and the record is found all the same."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Kind
from holdfast.model.errors import CannotWriteError, CasebookInUseError, DiskFullError
from holdfast.model.moment import Moment
from holdfast.vault.index import index as index_module
from holdfast.vault.index import message_rows, schema
from holdfast.vault.index.catching_up import Catcher, make_anew
from holdfast.vault.index.faults import DatabaseError, explained
from holdfast.vault.index.rows import Filter
from tests.vault.index_fakes import KEY, FakeLog, Gone, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.index.index import Index

PAGE_BYTES = 4096


@pytest.fixture
def log() -> FakeLog:
    made = FakeLog()
    made.take_in([said(f"message {number}", f"2026-03-04T17:{number:02}") for number in range(60)])
    made.incident("He waited", "2026-03-05T10:00", who="Sam")
    return made


@pytest.fixture
def index(log: FakeLog, tmp_path: Path) -> Iterator[Index]:
    made = log.index(tmp_path)
    yield made
    made.close()


def opened_again(log: FakeLog, home: Path) -> tuple[str | None, int, int]:
    made = log.index(home)
    try:
        return made.remade, made.counts()["messages"], len(made.search("waited"))
    finally:
        made.close()


def test_a_missing_index_is_made_and_an_intact_one_is_not(log: FakeLog, tmp_path: Path) -> None:
    assert opened_again(log, tmp_path) == ("missing", 60, 1)
    assert opened_again(log, tmp_path) == (None, 60, 1)


def test_opening_a_level_index_reads_no_entry(log: FakeLog, tmp_path: Path) -> None:
    opened_again(log, tmp_path)
    log.reads = 0

    opened_again(log, tmp_path)

    assert log.reads == 0


def test_catching_up_reads_what_is_new_and_nothing_else(log: FakeLog, index: Index) -> None:
    log.reads = 0
    log.incident("He waited again", "2026-03-06T10:00")

    assert index.catch_up() == 1
    assert index.catch_up() == 0
    assert log.reads == 1


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda _: b"no index at all", id="something else"),
        pytest.param(lambda old: old[:10] + bytes([old[10] ^ 1]) + old[11:], id="first page"),
        pytest.param(lambda old: old[: len(old) // 2], id="cut"),
    ],
)
def test_a_damaged_index_is_made_anew_and_says_so(
    log: FakeLog, tmp_path: Path, damage: object
) -> None:
    opened_again(log, tmp_path)
    path = tmp_path / "index.db"
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]

    remade, messages, found = opened_again(log, tmp_path)

    assert remade in {"damaged", "older"}
    assert (messages, found) == (60, 1)


def test_every_damaged_page_is_noticed_when_it_is_read(log: FakeLog, tmp_path: Path) -> None:
    opened_again(log, tmp_path)
    path = tmp_path / "index.db"
    whole = path.read_bytes()
    assert len(whole) > 10 * PAGE_BYTES

    for start in range(0, len(whole), PAGE_BYTES):
        flipped = bytearray(whole)
        flipped[start + 100] ^= 1
        path.write_bytes(flipped)
        _, messages, found = opened_again(log, tmp_path)
        assert (messages, found) == (60, 1)


def test_an_index_that_breaks_while_it_is_open_is_made_anew(
    log: FakeLog, index: Index, tmp_path: Path
) -> None:
    index.close()
    path = tmp_path / "index.db"
    whole = bytearray(path.read_bytes())
    made = log.index(tmp_path)
    for start in range(PAGE_BYTES, len(whole), PAGE_BYTES):
        whole[start + 50] ^= 1
    path.write_bytes(whole)

    assert made.counts()["messages"] == 60
    assert made.remade == "damaged"
    path.write_bytes(bytes(whole))
    log.incident("He waited again", "2026-03-06T10:00")
    assert made.catch_up() in {0, 1}
    assert len(made.search("waited")) == 2
    made.close()


def test_an_index_of_another_key_is_made_anew(log: FakeLog, tmp_path: Path) -> None:
    opened_again(log, tmp_path)
    with_other_key = index_module.Index(tmp_path / "index.db", bytes(32), log, log.originals)

    assert with_other_key.remade == "damaged"
    with_other_key.close()


def test_an_index_of_another_version_is_made_anew(
    log: FakeLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_again(log, tmp_path)
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)

    assert opened_again(log, tmp_path) == ("older", 60, 1)


def test_an_index_that_is_ahead_of_the_record_is_made_anew(log: FakeLog, tmp_path: Path) -> None:
    opened_again(log, tmp_path)
    log.entries.pop()

    assert opened_again(log, tmp_path) == ("other", 60, 0)


def test_an_index_of_another_continuation_is_made_anew(log: FakeLog, tmp_path: Path) -> None:
    opened_again(log, tmp_path)
    log.entries.pop()
    log.incident("something else", "2026-03-05T10:00")
    log.incident("and more", "2026-03-05T10:00")

    assert opened_again(log, tmp_path) == ("other", 60, 0)


def test_a_last_entry_that_cannot_be_read_does_not_force_a_rebuild(
    log: FakeLog, tmp_path: Path
) -> None:
    log.entries.append(Gone(2))
    opened_again(log, tmp_path)

    assert opened_again(log, tmp_path) == (None, 60, 1)


def test_nothing_of_the_record_can_be_read_in_the_files(log: FakeLog, tmp_path: Path) -> None:
    made = log.index(tmp_path)
    log.incident("He waited with canaries", "2026-03-06T10:00")
    made.catch_up()
    made.search("canaries")

    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"canaries" not in content
        assert b"message" not in content
        assert b"SQLite" not in content
    made.close()


def test_closing_leaves_one_file(log: FakeLog, tmp_path: Path) -> None:
    opened_again(log, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["index.db"]


def test_a_wrong_key_leaves_no_trace_on_standard_error(
    log: FakeLog, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opened_again(log, tmp_path)
    with_other_key = index_module.Index(tmp_path / "index.db", bytes(32), log, log.originals)
    with_other_key.close()

    assert capfd.readouterr() == ("", "")


def test_two_that_catch_up_at_once_apply_each_entry_once(
    log: FakeLog, index: Index, tmp_path: Path
) -> None:
    other = log.index(tmp_path)
    log.incident("He waited again", "2026-03-06T10:00")

    assert index.catch_up() == 1
    assert other.catch_up() == 0
    assert len(other.search("waited")) == 2
    other.close()


def test_where_the_folder_cannot_be_written_the_index_is_held_in_memory(
    log: FakeLog, tmp_path: Path
) -> None:
    made = index_module.Index(tmp_path / "none" / "index.db", KEY, log, log.originals)

    assert made.remade == "read-only"
    assert len(made.search("waited")) == 1
    assert list(made.differences()) == []
    made.close()


def test_while_another_writes_for_long_the_index_stays_behind(
    log: FakeLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "WAIT_MS", 10)
    made = log.index(tmp_path)
    other = schema.connect(tmp_path / "index.db", KEY)
    other.execute("BEGIN IMMEDIATE")
    log.incident("He waited again", "2026-03-06T10:00")

    assert made.catch_up() == 0
    assert len(made.search("waited")) == 1
    other.execute("ROLLBACK")
    other.close()
    assert made.catch_up() == 1
    made.close()


@pytest.mark.parametrize("failure", [DiskFullError, CannotWriteError])
def test_where_the_index_can_be_written_no_more_it_goes_on_in_memory(
    log: FakeLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    made = log.index(tmp_path)
    log.incident("He waited again", "2026-03-06T10:00")

    apply, failures = Catcher.apply, [failure]

    def full_at_first(catcher: Catcher, start: int, stop: int) -> None:
        if failures:
            raise failures.pop()
        apply(catcher, start, stop)

    monkeypatch.setattr(Catcher, "apply", full_at_first)

    assert made.catch_up() == 1
    assert made.remade == "read-only"
    assert len(made.search("waited")) == 2
    log.incident("He waited once more", "2026-03-06T10:00")
    assert made.catch_up() == 1
    made.close()


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        (sqlite3.SQLITE_FULL, DiskFullError),
        (sqlite3.SQLITE_READONLY, CannotWriteError),
        (sqlite3.SQLITE_BUSY, CasebookInUseError),
    ],
)
def test_what_the_engine_says_is_put_in_our_words(code: int, ours: type[Exception]) -> None:
    failure = DatabaseError("said by the engine")
    failure.sqlite_errorcode = code  # type: ignore[attr-defined]

    with pytest.raises(ours), explained():
        raise failure


def test_a_fault_of_ours_is_not_taken_for_damage() -> None:
    with pytest.raises(DatabaseError), explained():
        raise DatabaseError


def test_an_interrupted_change_is_taken_back(log: FakeLog, tmp_path: Path) -> None:
    connection = schema.connect(tmp_path / "index.db", KEY)
    make_anew(connection, log, log.originals)

    def fail_in_between() -> None:
        with schema.transaction(connection):
            connection.execute("DELETE FROM entry")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_in_between()

    assert connection.execute("SELECT count(*) FROM entry").fetchone() == (2,)
    connection.close()


def test_a_change_that_the_engine_took_back_itself_is_not_taken_back_twice(
    tmp_path: Path,
) -> None:
    connection = schema.connect(tmp_path / "index.db", KEY)

    def roll_back_in_between() -> None:
        with schema.transaction(connection):
            connection.execute("ROLLBACK")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        roll_back_in_between()

    connection.close()


def test_names_and_clocks_that_never_repeat_are_not_all_remembered(
    log: FakeLog, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_rows, "MOST_KNOWN", 2)
    held = log.take_in(
        [
            said("x", "2026-03-04", f"S{number}")._replace(
                happened=Moment("", "2026-03-04", offset_minutes=number)
            )
            for number in range(9)
        ]
    )
    index.catch_up()

    rows = index.messages(held.id, first=0, last=8)

    assert [row.message.sender for row in rows] == [f"S{number}" for number in range(9)]
    assert [row.message.happened.offset_minutes for row in rows] == list(range(9))


def test_pictures_outlive_a_rebuild(log: FakeLog, index: Index) -> None:
    name = log.entries[1].fields["id"]  # type: ignore[union-attr]
    index.put_picture(str(name), "screen", b"small")
    index.put_picture(str(name), "screen", b"smaller")

    index.rebuild()

    assert index.get_picture(str(name), "screen") == b"smaller"
    assert index.get_picture(str(name), "print") is None
    assert index.remade == "asked"


class TestDamagedBatches:
    """A batch that cannot be read costs its own messages."""

    def test_the_rest_is_found_and_it_is_counted(self, log: FakeLog, index: Index) -> None:
        broken = log.take_in([said("lost")])
        log.take_in([said("kept")])
        log.blobs.remove(broken.text("batch"))
        index.catch_up()

        assert len(index.search("kept")) == 1
        assert index.counts()["unreadable"] == 1
        assert list(index.differences()) == []

    def test_one_that_breaks_in_the_middle_leaves_none_of_its_messages(
        self, log: FakeLog, index: Index
    ) -> None:
        broken = log.take_in([said("lost " + "x" * 2_000) for _ in range(2_000)])
        with log.blobs.reading(broken.text("batch")) as sealed:
            whole = bytearray(sealed.read_at(0, sealed.size_bytes))
        whole[-1] ^= 1
        with log.blobs.writing(broken.text("batch")) as writer:
            writer.write(bytes(whole))
            writer.commit()
        index.catch_up()

        assert index.search("lost") == []
        assert index.counts()["messages"] == 60

    def test_an_import_without_messages_has_no_batch(self, log: FakeLog, index: Index) -> None:
        log.add(Kind.IMPORT, name="empty.txt")
        index.catch_up()

        assert index.counts()["import"] == 2


class TestComparing:
    """An old page put back is found by comparing with the record."""

    def test_an_index_that_grew_is_the_same_as_one_made_anew(
        self, log: FakeLog, index: Index
    ) -> None:
        told = log.incident("first told", "2026-03-05T10:00", who=["Sam", "Alex"])
        index.catch_up()
        log.amend(told, what="told better", who="Alex")
        index.catch_up()
        held = log.take_in([said("message 3", "2026-03-04T17:03"), said("new")])
        index.catch_up()
        log.add(Kind.WITHDRAWAL, of=held.id)
        index.catch_up()

        assert list(index.differences()) == []

    def test_every_old_page_put_back_is_found_or_changes_no_answer(
        self, log: FakeLog, tmp_path: Path
    ) -> None:
        made = log.index(tmp_path)
        made.close()
        path, old = tmp_path / "index.db", tmp_path / "old.db"
        shutil.copy(path, old)
        log.amend(log.at(1), what="He stood there", who="Alex")  # type: ignore[arg-type]
        log.take_in([said("message 3", "2026-03-04T17:03"), said("a new word")])
        made = log.index(tmp_path)
        right = _answers(made)
        made.close()
        before, after = old.read_bytes(), path.read_bytes()
        changed = [
            start
            for start in range(0, len(before), PAGE_BYTES)
            if before[start : start + PAGE_BYTES] != after[start : start + PAGE_BYTES]
        ]
        noticed = 0

        for start in changed:
            grafted = bytearray(after)
            grafted[start : start + PAGE_BYTES] = before[start : start + PAGE_BYTES]
            path.write_bytes(grafted)
            made = log.index(tmp_path)
            if made.remade is None and not list(made.differences()):
                assert _answers(made) == right, start // PAGE_BYTES
            else:
                noticed += 1
            made.close()
        assert noticed > 10

    def test_a_word_that_cannot_be_asked_for_is_a_difference(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said(f"word{number:05} {number:x}word") for number in range(3_000)])
        index.catch_up()
        writer = schema.connect(index._path, KEY)  # noqa: SLF001 - another hand in the file
        writer.execute("DELETE FROM words_idx WHERE pgno > 4")
        writer.close()

        assert list(index.differences()) == [("index.db", index_module.DIFFERS)]

    def test_rows_and_words_that_differ_are_named(self, index: Index) -> None:
        writer = schema.connect(index._path, KEY)  # noqa: SLF001 - another hand in the file
        writer.execute("UPDATE message SET text = 'changed' WHERE number = 7")
        writer.execute("DELETE FROM entry WHERE sequence = 1")
        writer.execute("INSERT INTO entry_words (rowid, text) VALUES (1, 'planted')")
        writer.close()

        differences = [where for where, _ in index.differences()]

        assert "message 7 of entry 0" in differences
        assert "entry 1" in differences
        assert "index.db" in differences


def _answers(index: Index) -> list[object]:
    words = ("message", "mes", "3", "new", "word", "wor", "waited", "stood", "sto", "alex", "chat")
    return [
        [index.search(word) for word in words],
        index.timeline(Filter(kinds=frozenset({"message", "incident", "import"})), limit=1_000),
        index.messages(f"{0:032x}", first=0, last=100),
        index.messages(f"{3:032x}", first=0, last=100),
        (index.months(), index.conversations(), index.people(), index.counts()),
    ]
