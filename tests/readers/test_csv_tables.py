"""Tables known by the names of their columns."""

from __future__ import annotations

import pytest

from holdfast.readers.csv_tables import Layout, Record, find_layout_in, read_table
from tests.readers.samples import BytesSource

TICK = "\N{RIGHT SINGLE QUOTATION MARK}"
LAYOUTS = (Layout("people", ("name", "since")), Layout("names", ("name",), ("phone",)))


def test_the_first_table_that_fits_counts() -> None:
    people = find_layout_in(b"Since,NAME\n", LAYOUTS)
    names = find_layout_in(b"notes:\n\n\n name ,x\n", LAYOUTS)

    assert people == LAYOUTS[0]
    assert names == LAYOUTS[1]
    assert find_layout_in(b"name,phone\n", LAYOUTS) is None
    assert find_layout_in(b"", LAYOUTS) is None


def test_columns_too_far_below_are_not_looked_for() -> None:
    content = b"note\n" * 20 + b"name,since\nSam,2020\n"

    assert find_layout_in(content, LAYOUTS) is None
    assert read_table(BytesSource(content), LAYOUTS) is None


def test_cells_are_found_by_column_and_the_rest_is_kept() -> None:
    table = read_table(BytesSource(b"name,since\nSam,2020,more\n"), LAYOUTS)
    assert table is not None

    before, record = list(table[1])

    assert before.span == (0, 11, "")  # type: ignore[union-attr]  # what stands before is left over
    assert record.first("phone", "name") == "Sam"  # type: ignore[union-attr]  # a record
    assert record.rest == ("more",)  # type: ignore[union-attr]  # a record
    assert "Sam" not in repr(record)


@pytest.mark.parametrize(
    ("content", "name", "marks"),
    [
        (f"name;since\nJörg{TICK}s £;2020\n".encode("cp1252"), f"Jörg{TICK}s £",
         ("charset-guessed",)),
        ("name\tsince\nJörg\t2020\n".encode(), "Jörg", ()),
        # One byte of a character is missing: what is left of the others stays right.
        (f"name,since\nJörg{TICK}s £,2020\n".encode().replace(b"\xc2", b""), f"Jörg{TICK}s \ufffd",
         ("bytes-replaced",)),
        (b"name,since\nJ\x81rg,2020\n", "J\ufffdrg", ("bytes-replaced",)),
    ],
    ids=["Excel in Germany", "tabs", "damaged", "in no encoding"],
)  # fmt: skip
def test_a_table_that_was_saved_again_keeps_its_words(
    content: bytes, name: str, marks: tuple[str, ...]
) -> None:
    table = read_table(BytesSource(content), LAYOUTS)
    assert table is not None

    _, record = list(table[1])

    assert isinstance(record, Record)
    assert (record.first("name"), record.row.marks) == (name, marks)
