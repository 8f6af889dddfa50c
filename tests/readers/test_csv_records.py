"""The records of a CSV file: what they hold and which bytes they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.readers.csv_records import WINDOW_BYTES, _Cells, find_delimiter, first_cells, rows
from tests.readers.samples import BytesSource

ROWS = {
    "line ends inside quotes": (b'a,"one\r\ntwo"\r\nc,d', [["a", "one\r\ntwo"], ["c", "d"]]),
    "doubled quotes": (b'"she said ""no""",2\n', [['she said "no"', "2"]]),
    "a quote inside a bare cell": (b'5" pipe,2\n', [['5" pipe', "2"]]),
    "text after a closing quote": (b'"a"b,2\n', [["ab", "2"]]),
    "a quote that is never closed": (b'"a,b\nc,d\n', [['"a,b'], ["c", "d"]]),
    "blank lines": (b"a\n\n\r\nb\n", [["a"], ["b"]]),
    "empty cells": (b",,\n", [["", "", ""]]),
    "a byte order mark": ("\ufeffa,é\n".encode(), [["a", "é"]]),
    "lines that end in a return": (b"a,b\rc,d", [["a", "b"], ["c", "d"]]),
    "nothing": (b"", []),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_record_is_divided_into_its_cells(name: str) -> None:
    content, expected = ROWS[name]

    assert [row.cells for row in rows(BytesSource(content))] == expected


def test_a_span_gives_back_the_record_in_any_encoding() -> None:
    text = 'who;what\nAnna;"first\nsecond 🙂"\nBen;end\n'
    content = text.encode("utf-16")

    found = list(rows(BytesSource(content), ";"))

    pieces = [content[row.span.start : row.span.end].decode("utf-16-le") for row in found]
    assert "".join(pieces) == text
    assert found[1].cells == ["Anna", "first\nsecond 🙂"]


def test_bytes_that_are_no_text_are_replaced_and_said_so() -> None:
    (row,) = rows(BytesSource(b"Andr\xe9,2\n"))

    assert row.cells == ["Andr\ufffd", "2"]
    assert row.is_damaged


def test_bytes_that_are_no_text_in_the_other_encoding_either_are_said_so() -> None:
    good, bad = rows(BytesSource(b"Andr\xe9,2\nAndr\x81,2\n"), otherwise="cp1252")

    assert (good.cells, good.is_damaged) == (["André", "2"], False)
    assert (bad.cells, bad.is_damaged) == (["Andr\ufffd", "2"], True)


def test_half_a_character_at_the_end_stays_within_the_file() -> None:
    content = "a\nb".encode("utf-16")[:-1]

    found = list(rows(BytesSource(content)))

    assert [row.cells for row in found] == [["a"], ["\ufffd"]]
    assert found[-1].span.end == len(content)


def test_a_record_across_the_edge_of_a_window_is_one_record() -> None:
    before = b"x" * (WINDOW_BYTES - 8) + b"\n"
    content = before + b'a,"said ""no"" and\nleft"\nend\n'

    found = list(rows(BytesSource(content)))

    assert [row.cells for row in found[1:]] == [["a", 'said "no" and\nleft'], ["end"]]
    assert found[-1].span.end == len(content)


def test_a_quote_that_is_never_closed_does_not_swallow_a_large_file() -> None:
    content = b'a,"b\n' + b"c,d\n" * (WINDOW_BYTES // 2)

    found = list(rows(BytesSource(content)))

    assert found[0].cells == ["a", '"b']
    assert found[-1].cells == ["c", "d"]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_very_many_records_in_one_line_take_time_as_long_as_it_is(end: bytes) -> None:
    # Old Macs end lines with a return. To look at the whole line for each would take minutes.
    content = b'"a","b"\r' * 100_000 + end

    found = list(rows(BytesSource(content)))

    assert len(found) == 100_000
    assert {tuple(row.cells) for row in found} == {("a", "b")}


def test_a_row_shows_no_content() -> None:
    (row,) = rows(BytesSource(b"canary\n"))

    assert "canary" not in repr(row)


def test_the_delimiter_is_the_one_that_stands_most_often_outside_quotes() -> None:
    assert find_delimiter(b'"a,b,c";d\n1;2\n') == ";"
    assert find_delimiter(b"one\n") == ","


def test_the_first_record_is_found_for_recognising() -> None:
    assert first_cells("\ufeffid,date\n1,2\n".encode()) == ["id", "date"]


@given(st.text(alphabet='"a,;\n\r é', max_size=24))
def test_the_quick_way_through_a_line_gives_what_the_grammar_gives(line: str) -> None:
    cells = _Cells(",")
    content = f"{line}\n".encode()

    easy = cells.find_easy(content) if content.find(b"\n") == len(content) - 1 else None

    if easy is not None:
        assert [row.cells for row in rows(BytesSource(content))] == [easy]
        assert easy == cells.divide(content)[0]
    if easy is not None and '"' in line:
        assert cells.find_end(content, 0, is_all=True) == (len(content), True)
