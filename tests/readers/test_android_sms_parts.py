"""The pieces of the readers of Android's databases: what recognises them, and odd cells."""

from __future__ import annotations

import pytest

from holdfast.readers import android_calls, android_sms, load_reader
from holdfast.readers.android_parts import name_of
from holdfast.readers.android_records import read_duration, read_moment
from holdfast.readers.android_rows import as_row, as_text
from holdfast.readers.moments import Unit
from holdfast.readers.reader import Confidence
from tests.readers.samples import all_cases

SQLITE = b"SQLite format 3\0" + bytes(84)
LEAF, INNER = b"\x0d", b"\x05"


@pytest.mark.parametrize(
    ("head", "name", "sms", "calls"),
    [
        (b"", "mmssms.db", Confidence.NO, Confidence.NO),
        (SQLITE + LEAF, "any.db", Confidence.NO, Confidence.NO),
        (SQLITE + INNER, "any.db", Confidence.PERHAPS, Confidence.PERHAPS),
        (SQLITE + LEAF, "mmssms.db", Confidence.PERHAPS, Confidence.NO),
        (SQLITE + LEAF, "calllog.db", Confidence.NO, Confidence.PERHAPS),
        (SQLITE + b"CREATE TABLE sms (x)CREATE TABLE pdu (x)", "", Confidence.YES, Confidence.NO),
        (SQLITE + b"CREATE TABLE calls (x)", "", Confidence.NO, Confidence.PERHAPS),
    ],
)
def test_tables_tell_and_names_only_hint(
    head: bytes, name: str, sms: Confidence, calls: Confidence
) -> None:
    assert android_sms.recognises(head, name) is sms
    assert android_calls.recognises(head, name) is calls


@pytest.mark.parametrize(
    ("written", "unit", "stated"),
    [
        ("1713576562686", Unit.MILLISECONDS, "2024-04-20T01:29:22.686"),
        ("1713576562", Unit.SECONDS, "2024-04-20T01:29:22"),
        ("1713576562", Unit.MILLISECONDS, None),
        ("1713576562686", Unit.SECONDS, None),
        ("-1", Unit.SECONDS, None),
        ("٣", Unit.SECONDS, None),
        ("", Unit.SECONDS, None),
    ],
)
def test_a_time_is_never_turned_into_another_unit(
    written: str, unit: Unit, stated: str | None
) -> None:
    moment = read_moment(written, unit)

    assert (moment.as_written, moment.stated) == (written, stated)


def test_cells_are_text_or_nothing() -> None:
    assert [as_text(cell) for cell in ("a", 7, 7.0, 7.5, None, b"x")] == [
        "a",
        "7",
        "7",
        "7.5",
        "",
        "",
    ]
    assert as_row(("a", "b"), (1, None)) == {"a": "1"}


def test_a_duration_is_a_sane_number_of_seconds() -> None:
    assert [read_duration(each) for each in ("0", "61", "", "-1", "x", "9" * 12)] == [
        0, 61, None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "case", all_cases("android-sms", "android-calls"), ids=lambda case: case.id
)
def test_no_byte_of_a_store_raises_anything_but_our_own_error(case: object) -> None:
    module = android_sms if case.format == "android-sms" else android_calls  # type: ignore[attr-defined]
    source = case.source  # type: ignore[attr-defined]
    content = source.content

    for at in range(0, len(content), max(1, len(content) // 60)):
        source.content = content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :]
        try:
            for found in module.read(source, {}):
                assert found is not None
        except module.NotThisFormatError:
            continue


@pytest.mark.parametrize("name", ["android-sms", "android-calls"])
def test_rows_that_may_lie_beside_are_said(name: str) -> None:
    (case,) = [each for each in all_cases(name) if each.folder.name == "plain"]
    source = case.source
    source.content = source.content[:18] + b"\x02\x02" + source.content[20:]

    found = load_reader(name).read(source, {})

    assert next(iter(found)).why == "newer-rows-beside"  # type: ignore[union-attr]


def test_an_attachment_is_named_by_the_first_name_it_has() -> None:
    assert name_of({"ct": "image/jpeg", "cid": "<a.jpg>"}, 1) == "a.jpg"
    assert name_of({"ct": "image/jpeg", "cid": "<a>"}, 1) == "part-1.jpg"
