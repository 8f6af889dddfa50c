"""What every engine of the log promises; a test module hands in an engine made by `make`."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import CasebookInUseError
from holdfast.vault.stores import Row, Shelf

if TYPE_CHECKING:
    from holdfast.vault.stores import LogStore

WAIT = 5.0


def put(log: LogStore, **rows: bytes) -> None:
    with log.writing(WAIT) as writer:
        for key, value in rows.items():
            writer.put(Shelf.DRAWER, key, value)


def first(log: LogStore, key: str) -> bytes | None:
    return next(log.copies(Shelf.DRAWER, key), None)


def half_done(log: LogStore) -> None:
    with log.writing(WAIT) as writer:
        writer.put(Shelf.DRAWER, "one", b"2")
        writer.put(Shelf.DRAWER, "two", b"2")
        raise KeyError


class LogContract:
    """Tests that every engine must pass."""

    def make(self) -> LogStore:
        """Give an empty engine."""
        raise NotImplementedError

    def test_what_was_written_is_read(self) -> None:
        log = self.make()
        put(log, one=b"1", two=b"")

        assert (first(log, "one"), first(log, "two"), first(log, "three")) == (b"1", b"", None)

    def test_a_row_is_written_over(self) -> None:
        log = self.make()
        put(log, one=b"1")
        put(log, one=b"2")

        assert set(log.copies(Shelf.DRAWER, "one")) == {b"2"}
        assert not log.is_absent(Shelf.DRAWER, "one")

    def test_a_removed_row_is_gone(self) -> None:
        log = self.make()
        put(log, one=b"1", two=b"2")
        with log.writing(WAIT) as writer:
            writer.remove(Shelf.DRAWER, "one")
            writer.remove(Shelf.DRAWER, "never there")

        assert first(log, "one") is None
        assert list(log.rows(Shelf.DRAWER)) == [Row("two", b"2")]

    def test_shelves_are_apart(self) -> None:
        log = self.make()
        put(log, one=b"1")

        assert not list(log.copies(Shelf.HELD, "one"))
        assert log.is_absent(Shelf.HELD, "one")
        assert not list(log.rows(Shelf.HELD))

    def test_rows_come_by_key_within_bounds(self) -> None:
        log = self.make()
        put(log, **{key: key.encode() for key in "dacb"})

        assert "".join(row.key for row in log.rows(Shelf.DRAWER)) == "abcd"
        assert "".join(row.key for row in log.rows(Shelf.DRAWER, "b", "d")) == "bc"

    def test_a_thousand_rows_all_come(self) -> None:
        log = self.make()
        put(log, **{f"{number:04}": b"x" for number in range(1000)})

        assert sum(1 for _ in log.rows(Shelf.DRAWER)) == 1000

    def test_a_transaction_sees_its_own_changes(self) -> None:
        log = self.make()
        put(log, b=b"1")
        with log.writing(WAIT) as writer:
            writer.put(Shelf.DRAWER, "c", b"2")
            seen = writer.get(Shelf.DRAWER, "c"), writer.last(Shelf.DRAWER)
            writer.remove(Shelf.DRAWER, "c")
            later = writer.get(Shelf.DRAWER, "c"), writer.last(Shelf.DRAWER)

        assert seen == (b"2", "c")
        assert later == (None, "b")

    def test_an_empty_shelf_has_no_last_key(self) -> None:
        with self.make().writing(WAIT) as writer:
            assert writer.last(Shelf.DRAWER) is None

    def test_a_transaction_that_fails_changes_nothing(self) -> None:
        log = self.make()
        put(log, one=b"1")
        with pytest.raises(KeyError):
            half_done(log)

        assert list(log.rows(Shelf.DRAWER)) == [Row("one", b"1")]

    def test_a_second_writer_waits_and_is_told(self) -> None:
        log = self.make()
        told: list[BaseException] = []

        def second() -> None:
            try:
                with log.writing(0.05):
                    pass
            except CasebookInUseError as error:
                told.append(error)

        with log.writing(WAIT):
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()

        assert told

    def test_many_writers_lose_nothing(self) -> None:
        log = self.make()
        put(log, count=b"0")

        def add_some() -> None:
            for _ in range(20):
                with log.writing(WAIT) as writer:
                    count = int(writer.get(Shelf.DRAWER, "count") or b"0")
                    writer.put(Shelf.DRAWER, "count", b"%d" % (count + 1))

        threads = [threading.Thread(target=add_some) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert first(log, "count") == b"80"

    def test_a_closed_log_can_be_closed_again(self) -> None:
        log = self.make()
        log.close()
        log.close()
