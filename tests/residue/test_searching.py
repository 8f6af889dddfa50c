"""The search for planted words finds them in every shape, or its silence would mean nothing."""

from __future__ import annotations

import base64
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.residue.opening import LEVELDB, unsqueezed
from tests.residue.searching import find_words

if TYPE_CHECKING:
    from pathlib import Path

WORD = "kumquatwren"
TEXT = f"and then {WORD} was said"


@pytest.mark.parametrize(
    "lying",
    [
        pytest.param(TEXT.encode(), id="as it stands"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16"),
        pytest.param(base64.b64encode(TEXT.encode()), id="base64"),
        pytest.param(base64.b64encode(b"x" + TEXT.encode()), id="base64 begun elsewhere"),
        pytest.param(base64.b64encode(b"xx" + TEXT.encode()), id="base64 begun elsewhere again"),
        pytest.param(TEXT.encode().hex().encode(), id="hexadecimal"),
        pytest.param(b"head" + zlib.compress(TEXT.encode()), id="deflated"),
    ],
)
def test_a_word_is_found_however_it_lies(tmp_path: Path, lying: bytes) -> None:
    (tmp_path / "file").write_bytes(lying)

    assert find_words([tmp_path], [WORD]) == {("file", WORD)}


def test_a_word_in_a_file_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{WORD}.txt").write_bytes(b"")

    assert find_words([tmp_path], [WORD]) == {(f"{WORD}.txt", WORD)}


def test_what_was_not_planted_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"nothing of the kind" * 50)

    assert find_words([tmp_path], [WORD]) == set()


def test_a_word_that_lies_across_two_pages_of_a_database_is_found(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "places")) as database:
        database.execute("CREATE TABLE place(id INTEGER PRIMARY KEY, title)")
        title = "x" * 8_172 + WORD
        database.executemany("INSERT INTO place(title) VALUES(?)", [(title[n:],) for n in range(9)])
        database.commit()

    assert find_words([tmp_path], [WORD]) == {("places", WORD)}


def test_a_word_squeezed_into_a_leveldb_table_is_found(tmp_path: Path) -> None:
    begun, rest = WORD[:6].encode(), WORD[6:].encode()
    # "kumqua", then a copy of "qua", then the whole word as a piece and a copy.
    stream = bytes([6 + 3 + len(WORD), (6 - 1) << 2]) + begun + bytes([(3 - 1) << 2 | 2, 3, 0])
    stream += bytes([(6 - 1) << 2 | 2, 9, 0, (len(rest) - 1) << 2]) + rest
    handle = bytes([0, len(stream)])
    index = bytes([0, 1, 2]) + b"k" + handle + bytes(4) + (1).to_bytes(4, "little")
    table = stream + bytes([1]) + bytes(4)
    start = len(table)
    table += index + bytes(5)
    footer = bytes([0, 0, start, len(index)]).ljust(40, b"\0") + LEVELDB
    (tmp_path / "000005.ldb").write_bytes(table + footer)

    assert unsqueezed(stream) == begun + b"qua" + WORD.encode()
    assert find_words([tmp_path], [WORD]) == {("000005.ldb", WORD)}
