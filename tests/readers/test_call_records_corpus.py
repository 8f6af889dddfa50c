"""Published call records: counts taken by hand, and the answers that a person would give."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Question
from holdfast.readers.call_records import recognises
from holdfast.readers.call_records_layout import shape_of
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

FOLDER = ("samples", "cdr", "bandicoot")
READER = "call-records"


def source_of(name: str) -> BytesSource:
    return BytesSource(corpus(*FOLDER, name).read_bytes(), name)


def word(cell: str) -> str:
    return f"call-word-{crc32(cell.encode())}"


def test_records_with_a_heading_are_read_at_once() -> None:
    source = source_of("ego.csv")

    found = read_all(source, READER)

    asked = [each.id for each in found if isinstance(each, Question)]
    lines = source.content.decode().splitlines()[1:]
    texts = sum(line.startswith("text,") for line in lines)
    assert recognises(source.content, "ego.csv") is Confidence.YES
    assert asked == ["duration-unit", "zone"]
    assert Counter(each.kind for each in messages_of(found)) == {
        "message": texts, "call": len(lines) - texts,
    }  # fmt: skip
    assert sum("sent" in each.marks for each in messages_of(found)) == sum(
        ",out," in line for line in lines
    )
    assert_every_byte_is_accounted_for(found, source.size)


def test_records_without_a_heading_wait_for_answers() -> None:
    source = source_of("A_orange.csv")

    found = read_all(source, READER)

    assert recognises(source.content, "A_orange.csv") is Confidence.PERHAPS
    assert messages_of(found) == []
    assert [each.why for each in found if isinstance(each, Leftover)] == ["columns-not-stated"]


def test_records_without_a_heading_are_read_with_answers() -> None:
    answers = {
        "call-column-number": "column-4", "call-column-direction": "column-1",
        "call-column-kind": "column-2", "call-column-duration": "column-6",
        word("1"): "sent", word("2"): "received", word("11"): "call", word("21"): "text",
        word("22"): "text", "duration-unit": "seconds", "zone": "central-europe",
    }  # fmt: skip

    found = read_all(source_of("A_orange.csv"), READER, answers)

    records = messages_of(found)
    assert Counter(each.kind for each in records) == {"call": 2, "message": 5}
    assert [each.duration_seconds for each in records if each.kind == "call"] == [137, 542]
    assert Counter(each.marks for each in records) == {("sent",): 4, ("received",): 3}
    assert records[0].happened.iso == "2014-08-20T20:30:37+02:00"


def test_a_table_without_dates_is_refused() -> None:
    source = source_of("antennas.csv")

    assert recognises(source.content, "antennas.csv") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(source, READER)


def test_shapes_differ_between_operators_and_not_between_months() -> None:
    ego = source_of("ego.csv").content
    shorter = b"".join(ego.splitlines(keepends=True)[:9])

    assert shape_of(ego) == shape_of(shorter)
    assert len({shape_of(source_of(name).content) for name in ("ego.csv", "A_orange.csv")}) == 2


def test_hostile_tables_are_read_or_refused() -> None:
    files = [path for path in corpus("hostile", "csv").rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        recognises(content[:65_536], path.name)
        try:
            found = read_all(BytesSource(content, path.name), READER)
        except NotThisFormatError:
            continue
        assert found
