"""SQLite files from memory: what is read, what is refused, and what is left of a damaged one."""

from __future__ import annotations

import sqlite3

import apsw
import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers.sqlite_file import BLOCK_BYTES, MOST_BLOCKS, _OneFile
from holdfast.readers.sqlite_joins import Join
from holdfast.readers.sqlite_rows import Row, is_sqlite, opened, tables_in_head
from tests.readers.samples import BytesSource

PAGE = 4096


def made(*statements: str, many: tuple[str, list[tuple[object, ...]]] | None = None) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    if many is not None:
        connection.executemany(*many)
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


def rows_of(content: bytes, table: str, *columns: str) -> list[Row | Leftover]:
    with opened(BytesSource(content)) as database:
        return list(database.rows(table, columns))


def thousand_rows(length: int = 100) -> bytes:
    rows: list[tuple[object, ...]] = [(number, "x" * length) for number in range(1, 1001)]
    return made(
        "CREATE TABLE t(a INTEGER PRIMARY KEY, b)", many=("INSERT INTO t VALUES(?,?)", rows)
    )


def test_rows_come_in_order_with_their_place() -> None:
    content = made(
        "CREATE TABLE t(a, b)", "INSERT INTO t VALUES('one', x'01'), (2, NULL), (2.5, '')"
    )

    found = rows_of(content, "T", "A", "b")

    assert [row.values for row in found if isinstance(row, Row)] == [
        ("one", b"\x01"), (2, None), (2.5, ""),
    ]  # fmt: skip
    assert [row.span.path for row in found] == ["t:1", "t:2", "t:3"]


def test_a_column_or_table_that_is_missing_is_no_error() -> None:
    content = made("CREATE TABLE t(a)", "INSERT INTO t VALUES(1)")

    with opened(BytesSource(content)) as database:
        assert list(database.rows("u", ("a",))) == []
        assert [row.values for row in database.rows("t", ("z", "a")) if isinstance(row, Row)] == [
            (None, 1)
        ]
        assert database.has("t", "a")
        assert not database.has("t", "a", "z")
        assert database.columns("u") == ()
        assert database.count("t") == 1
        assert database.count("u") == 0


def test_row_numbers_are_found_behind_a_column_of_their_name() -> None:
    content = made("CREATE TABLE t(_rowid_)", "INSERT INTO t VALUES('a'), ('b')")

    assert [row.span.path for row in rows_of(content, "t", "_rowid_")] == ["t:1", "t:2"]


def test_a_table_without_row_numbers_is_counted() -> None:
    content = made(
        "CREATE TABLE t(a TEXT PRIMARY KEY) WITHOUT ROWID", "INSERT INTO t VALUES('x'), ('y')"
    )

    assert [row.span.path for row in rows_of(content, "t", "a")] == ["t:1", "t:2"]


def test_text_with_bytes_that_are_no_characters_is_read_and_marked() -> None:
    content = made(
        "CREATE TABLE t(a, b, c, d)",
        "INSERT INTO t VALUES('before', 1, NULL, x'00')",
        "INSERT INTO t VALUES(CAST(x'41ff42' AS TEXT), 7, NULL, x'ff')",
        "INSERT INTO t VALUES('after', 1.5, NULL, x'00')",
    )

    found = [row for row in rows_of(content, "t", "a", "b", "c", "d") if isinstance(row, Row)]

    assert [row.values[0] for row in found] == ["before", "A\ufffdB", "after"]
    assert found[1].values[1:] == (7, None, b"\xff")
    assert [row.replaced for row in found] == [False, True, False]


def test_a_damaged_page_costs_its_rows_only() -> None:
    content = bytearray(thousand_rows())
    middle = len(content) // PAGE // 2 * PAGE
    content[middle : middle + PAGE] = b"\xee" * PAGE

    found = rows_of(bytes(content), "t", "b")

    assert [each.why for each in found if isinstance(each, Leftover)] == ["damaged-rows"]
    numbers = [each.number for each in found if isinstance(each, Row)]
    assert len(numbers) == len(set(numbers)) > 900
    assert {1, 1000} <= set(numbers)


def test_a_file_that_was_cut_gives_what_was_before() -> None:
    found = rows_of(thousand_rows()[: 10 * PAGE + 17], "t", "b")

    assert found[0].span.path == "t:1"
    assert any(isinstance(each, Leftover) for each in found)


def test_what_is_no_database_is_refused() -> None:
    for content in (b"", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000, b"text"):
        with pytest.raises(NotThisFormatError), opened(BytesSource(content)) as database:
            list(database.rows("t", ("a",)))


def test_views_and_computed_columns_are_not_asked() -> None:
    content = made(
        "CREATE TABLE t(a, b AS (zeroblob(1000000000)))",
        "CREATE VIEW message AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i AS a FROM n",
        "INSERT INTO t VALUES(1)",
    )

    assert rows_of(content, "message", "a") == []
    assert [row.values for row in rows_of(content, "t", "a", "b") if isinstance(row, Row)] == [
        (1, None)
    ]


def test_a_table_is_known_by_a_name_that_needs_quotes() -> None:
    content = made('CREATE TABLE "a ""b"(c)', 'INSERT INTO "a ""b" VALUES(1)')

    assert [row.span.path for row in rows_of(content, 'a "b', "c")] == ['a "b:1']


def test_every_table_with_rows_is_accounted_for() -> None:
    content = made(
        *(f"CREATE TABLE {name}(a)" for name in ("read", "used", "other", "bare")),
        *(f"INSERT INTO {name} VALUES(1)" for name in ("read", "used", "other")),
    )

    with opened(BytesSource(content)) as database:
        list(database.rows("read", ("a",)))
        assert database.look_up("used", "rowid", "a") == {1: (1,)}
        assert database.look_up("used", "a", "a") == {1: (1,)}
        left = list(database.leftovers(said=("read",)))
        assert database.tables == ("read", "used", "other", "bare")

    assert [(each.span.path, each.why) for each in left] == [
        ("used", "table-used"), ("other", "table-not-read"),
    ]  # fmt: skip


def test_tables_are_seen_in_the_head() -> None:
    content = made("CREATE TABLE message(a)", 'CREATE TABLE "handle" (a)')

    assert {"message", "handle"} <= tables_in_head(content)
    assert tables_in_head(b"CREATE TABLE message(a)") == frozenset()
    assert is_sqlite(content)


def test_a_file_that_kept_new_rows_beside_itself_is_read_and_says_so() -> None:
    content = bytearray(thousand_rows())
    content[18:20] = b"\x02\x02"

    with opened(BytesSource(bytes(content))) as database:
        assert database.may_have_newer_rows_beside
        assert len(list(database.rows("t", ("b",)))) == 1000


def test_text_in_sixteen_bits_is_read() -> None:
    content = made(
        "PRAGMA encoding = 'UTF-16le'",
        "CREATE TABLE t(a)",
        "INSERT INTO t VALUES('Grüße 👋')",
    )

    assert rows_of(content, "t", "a")[0].values == ("Grüße 👋",)  # type: ignore[union-attr]


def test_the_file_system_holds_one_file_and_nothing_else() -> None:
    system = _OneFile("holdfast-test", BytesSource(b"x" * 600))
    try:
        for flags in (apsw.SQLITE_OPEN_MAIN_JOURNAL, apsw.SQLITE_OPEN_TEMP_DB):
            with pytest.raises(apsw.CantOpenError):
                system.xOpen("x", [flags, 0])
        system.xDelete("x", syncdir=True)
        assert not system.xAccess("/etc/passwd", 0)
        assert system.xFullPathname("x") == "x"
        assert system.xRandomness(3) == bytes(3)
        assert system.xGetLastError() == (0, "")
        assert system.xSleep(5) == 5
        assert system.xCurrentTime() == 0.0
        pages = system.xOpen("x", [apsw.SQLITE_OPEN_MAIN_DB, 0])
        assert not pages.xCheckReservedLock()
        assert not pages.xFileControl(0, 0)
        assert pages.xSectorSize() == 4096
        pages.xLock(1)
        pages.xUnlock(0)
        pages.xClose()
    finally:
        system.unregister()


def test_what_crosses_two_blocks_is_read_in_one_piece() -> None:
    content = bytes(range(256)) * ((BLOCK_BYTES * 2) // 256)
    system = _OneFile("holdfast-test", BytesSource(content))
    try:
        pages = system.xOpen("x", [apsw.SQLITE_OPEN_MAIN_DB, 0])
        assert pages.xRead(20, BLOCK_BYTES - 7) == content[BLOCK_BYTES - 7 : BLOCK_BYTES + 13]
    finally:
        system.unregister()


def test_blocks_that_were_not_asked_for_lately_are_forgotten() -> None:
    content = bytes((MOST_BLOCKS + 2) * BLOCK_BYTES)
    system = _OneFile("holdfast-test", BytesSource(content))
    try:
        pages = system.xOpen("x", [apsw.SQLITE_OPEN_MAIN_DB, 0])
        for number in range(MOST_BLOCKS + 2):
            assert pages.xRead(10, number * BLOCK_BYTES) == bytes(10)
        assert len(pages._blocks) == MOST_BLOCKS  # noqa: SLF001  # memory is the point
    finally:
        system.unregister()


def test_pairs_are_found_whatever_their_order() -> None:
    content = made(
        "CREATE TABLE j(a, b)",
        "INSERT INTO j VALUES(3, 30), (1, 10), (3, 31), ('x', 1), (2, NULL), (2, 20)",
    )

    with opened(BytesSource(content)) as database:
        join = Join(database, "j", "a", "b")
        none = Join(database, "k", "a", "b")

    assert [list(join.of(number)) for number in (1, 2, 3, 4)] == [[10], [20], [30, 31], []]
    assert (join.first(3), join.first(9), none.first(1)) == (30, None, None)


def test_damage_of_a_table_that_joins_is_told() -> None:
    rows: list[tuple[object, ...]] = [(number, number) for number in range(3000)]
    content = bytearray(made("CREATE TABLE j(a, b)", many=("INSERT INTO j VALUES(?,?)", rows)))
    content[4 * PAGE : 5 * PAGE] = b"\xee" * PAGE

    with opened(BytesSource(bytes(content))) as database:
        join = Join(database, "j", "a", "b")

    assert [each.why for each in join.damage] == ["damaged-rows"]
    assert join.first(2999) == 2999


def test_one_row_is_looked_up_only_through_an_index() -> None:
    content = made("CREATE TABLE t(g UNIQUE, a)", "INSERT INTO t VALUES('x', 1), ('y', 2)")

    with opened(BytesSource(content)) as database:
        assert database.find("t", "g", "y", ("a", "z")) == (2, None)
        assert database.find("t", "g", "q", ("a",)) is None
        assert database.find("t", "a", 1, ("g",)) is None
        assert database.find("t", "z", 1, ("g",)) is None
        assert database.find("u", "g", 1, ("g",)) is None


def test_a_table_whose_columns_hide_every_name_of_row_numbers_is_counted() -> None:
    content = made("CREATE TABLE t(rowid, _rowid_, oid)", "INSERT INTO t VALUES(1, 2, 3)")

    assert [row.span.path for row in rows_of(content, "t", "oid") if isinstance(row, Row)] == [
        "t:1"
    ]


def test_damage_in_a_table_without_row_numbers_is_told() -> None:
    rows: list[tuple[object, ...]] = [(f"{number:05}", "x" * 90) for number in range(1000)]
    content = bytearray(
        made(
            "CREATE TABLE t(a PRIMARY KEY, b) WITHOUT ROWID",
            many=("INSERT INTO t VALUES(?,?)", rows),
        )
    )
    content[9 * PAGE : 10 * PAGE] = b"\xee" * PAGE

    found = rows_of(bytes(content), "t", "a")

    assert isinstance(found[-1], Leftover)
    assert len(found) > 100


def test_rows_and_connections_show_no_content() -> None:
    assert "secret" not in repr(Row(7, ("secret",), "t"))


def test_columns_of_a_table_that_makes_no_sense_are_none() -> None:
    content = made("CREATE TABLE t(a)", "INSERT INTO t VALUES(1)").replace(
        b"CREATE TABLE t(a)", b"CREATE TABLE t(\xff)"
    )

    with opened(BytesSource(content)) as database:
        assert not database.has("t", "a")
        assert list(database.leftovers()) == [Leftover(span=Span(0, 0, "t"), why="table-not-read")]
