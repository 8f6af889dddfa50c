"""Every golden sample, read in four ways: whole, other line ends, cut short, with junk after."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Photo
from holdfast.readers import READERS, load_reader
from holdfast.readers.reader import Confidence
from tests.readers.expected import write_expected
from tests.readers.samples import (
    BytesSource,
    Case,
    all_cases,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
    write_down,
)

if TYPE_CHECKING:
    from pathlib import Path

CASES = all_cases()
TEXTS = all_cases("whatsapp")
PICTURES = all_cases("photo")
UNSURE = {
    "photo/looks-right", "call-records/no-heading", "call-records/no-heading-answered",
}  # fmt: skip
MUST_HAVE = {"plain", "empty", "truncated", "looks-right", "newest", "hostile"}
MOST_CUTS_OF_A_PICTURE = 40
JUNK = b"\n\x00\xff\xfe junk \x1b[0m [12/12"


def id_of(case: Case) -> str:
    return case.id


@pytest.mark.parametrize("case", CASES, ids=id_of)
def test_sample_is_read_as_expected(case: Case) -> None:
    expected = json.loads((case.folder / "expected.json").read_text("utf-8"))

    assert write_down(case) == expected


@pytest.mark.parametrize("case", CASES, ids=id_of)
def test_sample_says_what_it_is_for(case: Case) -> None:
    assert (case.folder / "note.md").read_text("utf-8").strip()


@pytest.mark.parametrize("name", [name for name in READERS if name != "opaque"])
def test_every_format_has_the_six_samples_that_matter(name: str) -> None:
    assert {case.folder.name for case in all_cases(name)} >= MUST_HAVE


@pytest.mark.parametrize("case", CASES, ids=id_of)
def test_sample_is_recognised_by_its_reader_and_no_other(case: Case) -> None:
    source = case.source
    sure = {
        name
        for name in READERS
        if load_reader(name).recognises(source.content[:65_536], source.name) is Confidence.YES
    }

    assert sure <= {case.format}
    assert (
        bool(sure) is (case.format != "opaque" and case.folder.name not in {"empty", "looks-right"})
        or case.id in UNSURE
    )


@pytest.mark.parametrize("case", TEXTS, ids=id_of)
def test_other_line_ends_change_nothing_but_places(case: Case) -> None:
    source = case.source
    one_way = source.content.replace(b"\r\n", b"\n").replace(b"\r", b"")
    other_way = one_way.replace(b"\n", b"\r\n")
    try:
        plain = messages_of(read_all(BytesSource(one_way, source.name), answers=case.answers))
    except NotThisFormatError:
        return
    windows = messages_of(read_all(BytesSource(other_way, source.name), answers=case.answers))

    assert [each._replace(span=plain[0].span) for each in windows] == [
        each._replace(span=plain[0].span) for each in plain
    ]


@pytest.mark.parametrize("case", TEXTS, ids=id_of)
def test_text_cut_at_any_byte_is_accounted_for(case: Case) -> None:
    content = case.source.content

    for length in range(len(content)):
        cut = BytesSource(content[:length], case.source.name)
        try:
            found = read_all(cut, answers=case.answers)
        except NotThisFormatError:
            continue
        assert_every_byte_is_accounted_for(found, length)


@pytest.mark.parametrize("case", PICTURES, ids=id_of)
def test_picture_cut_anywhere_is_still_one_photo(case: Case) -> None:
    content = case.source.content
    step = max(1, len(content) // MOST_CUTS_OF_A_PICTURE)

    for length in range(64, len(content), step):
        (photo,) = read_all(BytesSource(content[:length], case.source.name), "photo")
        assert isinstance(photo, Photo)


@pytest.mark.parametrize("case", TEXTS, ids=id_of)
def test_junk_after_the_end_touches_only_the_last_entry(case: Case) -> None:
    source = case.source
    try:
        before = messages_of(read_all(source, answers=case.answers))
    except NotThisFormatError:
        return
    longer = BytesSource(source.content + JUNK, source.name)
    after = read_all(longer, answers=case.answers)

    assert messages_of(after)[:-1] == before[:-1]
    assert_every_byte_is_accounted_for(after, longer.size)


@pytest.mark.parametrize("case", PICTURES, ids=id_of)
def test_junk_after_a_picture_changes_nothing_it_says(case: Case) -> None:
    source = case.source
    if not source.size:
        return
    (before,) = read_all(source, "photo")
    (after,) = read_all(BytesSource(source.content + JUNK, source.name), "photo")

    assert isinstance(before, Photo)
    assert isinstance(after, Photo)
    assert after.taken == before.taken
    assert after.width == before.width


def test_the_writer_refuses_to_overwrite(tmp_path: Path) -> None:
    case = tmp_path / "whatsapp" / "new"
    case.mkdir(parents=True)
    assert "no sample" in write_expected("whatsapp/new", tmp_path)
    (case / "in.txt").write_text("1/2/24, 10:00 - Anna: one\n")

    assert "wrote" in write_expected("whatsapp/new", tmp_path)
    written = (case / "expected.json").read_bytes()
    assert "exists" in write_expected("whatsapp/new", tmp_path)
    assert (case / "expected.json").read_bytes() == written
