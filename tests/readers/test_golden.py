"""Every golden sample, read in four ways: whole, other line ends, cut short, with junk after."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF16_LE
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Photo
from holdfast.model.span import Span
from holdfast.readers import READERS, load_reader
from holdfast.readers.reader import Confidence
from tests.readers.accounting import SQLITE, ZIP, faults, faults_of_database
from tests.readers.expected import write_expected
from tests.readers.samples import (
    BytesSource,
    Case,
    all_cases,
    messages_of,
    read_all,
    write_down,
)

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.model.message import Found, Message

CASES = all_cases()
PICTURES = all_cases("photo")
DATABASES = [
    case
    for case in CASES
    if case.source.content.startswith(SQLITE)
    and case.folder.name not in {"looks-right", "truncated"}
]
BINARY = {
    "android-backup", "android-calls", "android-sms", "ios_backup", "ios_calls", "ios_contacts",
    "opaque", "outlook-msg", "pdf", "photo", "recording", "warc", "webarchive",
}  # fmt: skip
"""Formats in which a line end is no line end, or lengths are stated."""

TEXTS = [
    case
    for case in CASES
    if case.format not in BINARY and not case.source.content.startswith((SQLITE, ZIP))
]
UNSURE = {
    "photo/looks-right", "call-records/no-heading", "call-records/no-heading-answered",
    "call-records/workbook",
}  # fmt: skip
MUST_HAVE = {"plain", "empty", "truncated", "looks-right", "newest", "hostile"}
CUTS = 500 if os.environ.get("HOLDFAST_LONG") == "1" else 100
MOST_CUTS_OF_A_PICTURE = 40
MAY_TOUCH = {"mbox/hostile": 2}
"""Its last entry is a lone line that parts mails; with words behind it, it parts none."""
JUNK = b"\n\x00\xff\xfe junk \x1b[0m [12/12"


def id_of(case: Case) -> str:
    return case.id


def found_in(case: Case, content: bytes) -> list[Found]:
    """Give what a changed sample yields, all accounted for; nothing when its reader refuses it."""
    try:
        found = read_all(BytesSource(content, case.source.name), case.format, case.answers)
    except NotThisFormatError:
        return []
    assert list(faults(case.format, content, found)) == []
    return found


def other_line_ends(content: bytes) -> tuple[bytes, bytes]:
    """Give a text with each of the two ways to end a line, in its own encoding."""
    encoding = "utf-16-le" if content.startswith(BOM_UTF16_LE) else "latin-1"
    text = content.decode(encoding).replace("\r\n", "\n").replace("\r", "")
    return text.encode(encoding), text.replace("\n", "\r\n").encode(encoding)


def what_is_said(found: list[Found]) -> list[JsonValue]:
    """Give messages without their places; line ends inside words are as written, so one way."""
    unplaced = [each._replace(span=Span(0, 0)) for each in messages_of(found)]
    said: list[JsonValue] = json.loads(json.dumps(unplaced, default=str).replace("\\r\\n", "\\n"))
    return said


def what_is_stated(message: Message) -> tuple[object, ...]:
    """Give what a message says and where it begins.

    Its conversation's name may stand at the end of a file.
    """
    return (message.kind, message.sender, message.text, message.happened, message.span.start)


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


@pytest.mark.parametrize("case", DATABASES, ids=id_of)
def test_every_row_of_a_database_is_told_of(case: Case) -> None:
    found = found_in(case, case.source.content)

    assert not found or list(faults_of_database(case.source.content, found)) == []


@pytest.mark.parametrize("case", TEXTS, ids=id_of)
def test_other_line_ends_change_nothing_but_places(case: Case) -> None:
    one_way, other_way = other_line_ends(case.source.content)
    plain, windows = found_in(case, one_way), found_in(case, other_way)

    assert what_is_said(windows) == what_is_said(plain)


@pytest.mark.breaking
@pytest.mark.parametrize("case", [case for case in CASES if case not in PICTURES], ids=id_of)
def test_a_sample_cut_anywhere_is_accounted_for(case: Case) -> None:
    content = case.source.content

    for length in range(0, len(content), max(1, -(-len(content) // CUTS))):
        found_in(case, content[:length])


@pytest.mark.breaking
@pytest.mark.parametrize("case", PICTURES, ids=id_of)
def test_picture_cut_anywhere_is_still_one_photo(case: Case) -> None:
    content = case.source.content
    step = max(1, len(content) // MOST_CUTS_OF_A_PICTURE)

    for length in range(64, len(content), step):
        (photo,) = read_all(BytesSource(content[:length], case.source.name), "photo")
        assert isinstance(photo, Photo)


@pytest.mark.breaking
@pytest.mark.parametrize("case", [case for case in CASES if case not in PICTURES], ids=id_of)
def test_junk_after_the_end_touches_only_the_last_entry(case: Case) -> None:
    longer = case.source.content + JUNK
    before, after = messages_of(found_in(case, case.source.content)), found_in(case, longer)

    kept = max(0, len(before) - MAY_TOUCH.get(case.id, 1))
    assert list(map(what_is_stated, messages_of(after)[:kept])) == list(
        map(what_is_stated, before[:kept])
    )


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
