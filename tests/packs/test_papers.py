"""Papers: what stands on them, what never does, and that hostile text stays text."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest

from holdfast.model.entry import Kind
from holdfast.packs.papers.chronology import Context, chronology_data
from holdfast.packs.papers.order import chronology_volumes, exhibit_volumes, numbered
from holdfast.packs.papers.paper_rows import says
from holdfast.packs.papers.plain_text import first_line, has_shape, printable
from holdfast.packs.papers.start_here import start_data
from holdfast.packs.papers.times import (
    gap_words,
    happened_words,
    spoken,
    written_words,
    zone_words,
)
from holdfast.packs.papers.typesetting import PaperNotMadeError, make_paper
from tests.packs.made_up import MADE, MadeUpRecord, moment, small_content, small_record

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.packs.papers.bookmarks import Paper


def text_of(paper: Paper) -> str:
    pages = pypdf.PdfReader(io.BytesIO(paper.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def chronology_of(record: MadeUpRecord) -> Paper:
    content = record.content()
    entries = numbered(content)
    data = chronology_data(
        content, entries, title="Chronology", context=Context(content, entries, {})
    )
    return make_paper("chronology", data, [], made_at=MADE)


def incident(**fields: object) -> MadeUpRecord:
    record = MadeUpRecord()
    record.add(Kind.INCIDENT, "2026-03-05T09:00:00+00:00", **fields)  # type: ignore[arg-type]
    return record


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("a\u202eb", "a[U+202E]b", id="turns the line round"),
        pytest.param("a\u2066b\u200fc\u061c", "a[U+2066]b[U+200F]c[U+061C]", id="more of those"),
        pytest.param("a\u0000\u0007", "a[U+0000][U+0007]", id="control characters"),
        pytest.param("a\tb\r\nc\rd", "a    b\nc\nd", id="tabs and line ends"),
        pytest.param("\ue000\U000e0041", "[U+E000][U+E0041]", id="no shape"),
        pytest.param("\u2764\ufe0f", "\u2764", id="a wish for a shape is dropped"),
        pytest.param("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e", id="a joiner is kept"),
        pytest.param("\ud800", "\ufffd", id="half a character"),
        pytest.param("#read(1) $x$ *b*", "#read(1) $x$ *b*", id="markup stays text"),
    ],
)
def test_text_is_printable_and_nothing_in_it_hides(written: str, shown: str) -> None:
    assert printable(written) == shown


def test_a_very_long_word_gets_places_to_break_that_part_no_mark_from_its_letter() -> None:
    word = "x" * 19 + "e\u0301" * 50

    broken = printable(word)

    assert "\u200b" in broken
    assert "\u200b\u0301" not in broken
    assert broken.replace("\u200b", "") == word


def test_the_fonts_have_a_shape_for_the_scripts_people_write_in() -> None:
    assert all(map(has_shape, "aéπж\u0628हঅਅઅதעไ中あ한😀"))


def test_a_line_for_a_list_is_cut_where_it_is_long() -> None:
    assert first_line("a\nb  c") == "a b c"
    assert first_line("x " * 100, 11) == "x x x x x…"


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("2026", "2026"),
        ("2026-03", "March 2026"),
        ("2026-03-04", "Wednesday 4 March 2026"),
        ("2026-03-04T17:30:12", "Wednesday 4 March 2026, 17:30"),
        ("2026-13", "2026-13"),
        ("long ago", "long ago"),
    ],
)
def test_a_time_is_told_as_precisely_as_it_was_stated(stated: str, words: str) -> None:
    assert spoken(stated) == words


@pytest.mark.parametrize(
    ("stored", "happened", "zone"),
    [
        (None, "Time not known", ""),
        (moment(None, as_written="some time"), "As written: some time", ""),
        (moment("2026-03", until="2026-04"), "March 2026 to April 2026", ""),
        (moment("2026-03-04T17:30"), "Wednesday 4 March 2026, 17:30", "time zone not stated"),
        (
            moment("2026-03-04T17:30", offset_minutes=-90, zone_source="in-file"),
            "Wednesday 4 March 2026, 17:30",
            "UTC-01:30 (as stated in the file)",
        ),
    ],
)  # fmt: skip
def test_a_time_is_honest_about_its_zone(
    stored: dict[str, object], happened: str, zone: str
) -> None:
    times = says().table("times")

    assert happened_words(stored, times) == happened  # type: ignore[arg-type]
    assert zone_words(stored, times) == zone  # type: ignore[arg-type]


def test_the_gap_between_happening_and_writing_is_told() -> None:
    times = says().table("times")

    told = [gap_words(days, times) for days in (None, -1, 0, 1, 9)]

    assert told == ["", "before the stated time", "the same day", "one day after", "9 days after"]
    assert written_words("2026-03-04T17:30:00Z").endswith("(UTC)")


def test_fear_that_was_not_asked_about_is_never_a_no() -> None:
    assert "Fear of violence Not answered" in text_of(chronology_of(incident(what="x")))
    assert "Fear of violence No " in text_of(chronology_of(incident(what="x", feared="no")))


def test_a_late_entry_is_labelled() -> None:
    paper = chronology_of(incident(what="x", happened=moment("2026-01-05")))

    assert "59 days after. Late entry." in text_of(paper)


def test_a_clock_that_jumped_and_another_writer_are_told() -> None:
    paper = chronology_of(incident(what="x", clock="+3600", by="A friend", arrived="phone-page"))

    shown = text_of(paper)
    assert "had jumped before this was written (+3600)" in shown
    assert "Written by A friend" in shown
    assert "sealed there" in shown


HOSTILE = '#read("/etc/passwd") $x$ <b> \\ " ` @x = + _ * ~ // /* \u202e'


def test_hostile_text_is_printed_as_text_on_every_line() -> None:
    paper = chronology_of(
        incident(what=HOSTILE, where=HOSTILE, witnesses=[HOSTILE], said="-" * 300)
    )

    shown = text_of(paper)
    assert shown.count('#read("/etc/passwd")') >= 3
    assert "[U+202E]" in shown


def test_a_line_of_100000_characters_wraps() -> None:
    paper = chronology_of(incident(what="x" * 100_000))

    assert paper.pages > 10
    whole = "".join(text_of(paper).replace("\u200b", "").split())
    assert whole.count("x") >= 100_000


def test_every_script_can_be_printed() -> None:
    text = "میں जानता আমি ਮੈਂ હું நான் אני ฉัน 我知道 私は 나는 😀👩‍👩‍👧 ①𝓪"
    shown = text_of(chronology_of(incident(what=text)))

    assert "[U+" not in shown


def test_a_paper_opens_at_full_size_with_page_numbers_in_bookmarks_and_nothing_that_runs() -> None:
    record = small_record()
    paper = chronology_of(record)
    reader = pypdf.PdfReader(io.BytesIO(paper.pdf))

    titles = [item.title for item in _flat(reader.outline)]
    assert titles
    assert all(", page " in str(title) for title in titles)
    root = reader.trailer["/Root"].get_object()
    assert root["/OpenAction"][4] == 1  # type: ignore[index]
    assert root["/Lang"] == "en-GB"  # type: ignore[index]
    assert b"/JavaScript" not in paper.pdf
    assert reader.metadata is not None
    assert reader.metadata.title == "Chronology: Anna Beth Carter"


def _flat(items: object) -> list[pypdf.generic.Destination]:
    found: list[pypdf.generic.Destination] = []
    for item in items if isinstance(items, list) else []:
        found += _flat(item) if isinstance(item, list) else [item]
    return found


def test_a_paper_comes_out_the_same_twice() -> None:
    first, second = chronology_of(small_record()), chronology_of(small_record())

    assert first.pdf == second.pdf


def test_a_typesetter_that_fails_is_our_fault() -> None:
    with pytest.raises(PaperNotMadeError):
        make_paper("chronology", {}, [], made_at=MADE)


def test_many_entries_fall_into_volumes_of_a_hundred() -> None:
    record = MadeUpRecord()
    for _ in range(230):
        record.add(Kind.INCIDENT, "2026-03-05T09:00:00+00:00", what="x")

    assert [len(each) for each in chronology_volumes(numbered(record.content()))] == [100, 100, 30]


def test_many_messages_of_one_exhibit_fall_into_volumes() -> None:
    content = small_content()
    messages = content.messages[0]
    many = replace(messages, proofs=messages.proofs * 120, leaves=99_999)
    content = replace(content, messages=(many,))

    volumes = exhibit_volumes(content)

    parts = [(part.exhibit.number, part.first, part.last) for each in volumes for part in each]
    assert parts == [(1, 0, 0), (2, 0, 1500), (2, 1500, 3000), (2, 3000, 3480), (3, 0, 0)]


def start_text(record: MadeUpRecord, **said: str) -> str:
    content = record.content()
    content = replace(content, said=replace(content.said, **said))
    return text_of(make_paper("start-here", start_data(content, []), [], made_at=MADE))


def test_an_empty_record_says_so_on_its_first_page() -> None:
    shown = start_text(MadeUpRecord(), fears="", asks="", name="")

    assert "No incident is in this pack." in shown
    assert "Not stated" in shown


def test_a_name_that_an_app_shows_stands_on_the_first_page_once() -> None:
    record = MadeUpRecord()
    day = "2026-03-01T09:00:00+00:00"
    record.add(Kind.PERSON, day, role="does-it", name="Sam", handles=["Sam", "07700 900456"])

    shown = start_text(record)

    assert "Sam; 07700 900456" in shown
    assert "Sam; Sam" not in shown


def test_fears_come_from_the_last_entry_that_tells_them_when_none_are_given() -> None:
    record = incident(what="x", feared="yes", felt="I was afraid to go home")
    shown = start_text(record, fears="")

    assert "“I was afraid to go home”" in shown
    assert "Written in entry 1." in shown
    assert "1 incident written down, none with a known date." in shown


def test_no_declaration_of_truth_is_ever_put_in() -> None:
    shown = start_text(small_record())

    assert "Prepared by the person named in it. Not a sworn statement." in shown
    assert "believe" not in shown
    assert "true to the best" not in shown


def test_the_list_of_shapes_is_that_of_the_fonts() -> None:
    from importlib.resources import files  # noqa: PLC0415

    fonts = files("holdfast.packs").joinpath("fonts")
    shapes = {
        code
        for font in fonts.iterdir()
        if font.name.endswith(".ttf")
        for code in codes_of(font.read_bytes())
        if code >= 32
    }

    assert {code for code in range(32, 0x20000) if has_shape(chr(code))} == {
        code for code in shapes if code < 0x20000
    }


def codes_of(font: bytes) -> set[int]:
    """Give the characters a font has, from its format 12 table or else its format 4 table."""
    tables = {font[at : at + 4]: font[at + 8 : at + 16] for at in range(12, 12 + 16 * font[5], 16)}
    start = int.from_bytes(tables[b"cmap"][:4])
    found: set[int] = set()
    for number in range(int.from_bytes(font[start + 2 : start + 4])):
        at = start + 4 + number * 8
        table = font[start + int.from_bytes(font[at + 4 : at + 8]) :]
        if table[:2] == b"\x00\x0c":
            for group in range(int.from_bytes(table[12:16])):
                first, last = struct.unpack(">II", table[16 + group * 12 : 24 + group * 12])
                found.update(range(first, last + 1))
        elif table[:2] == b"\x00\x04":
            found |= codes_of_segments(table)
    return found


def codes_of_segments(table: bytes) -> set[int]:
    count = int.from_bytes(table[6:8]) // 2
    ends = struct.unpack(f">{count}H", table[14 : 14 + count * 2])
    starts = struct.unpack(f">{count}H", table[16 + count * 2 : 16 + count * 4])
    deltas = struct.unpack(f">{count}H", table[16 + count * 4 : 16 + count * 6])
    places = struct.unpack(f">{count}H", table[16 + count * 6 : 16 + count * 8])
    found = set()
    for number in range(count):
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = code
            if places[number]:
                at = 16 + count * 6 + number * 2 + places[number] + (code - starts[number]) * 2
                glyph = int.from_bytes(table[at : at + 2])
                if not glyph:
                    continue
            if (glyph + deltas[number]) & 0xFFFF:
                found.add(code)
    return found


def test_what_she_sorted_as_an_arrangement_is_shown_as_hers_and_not_counted() -> None:
    record = incident(what="He waited.", behaviours=["s2A3e"])
    record.add(
        Kind.INCIDENT,
        "2026-03-06T09:00:00+00:00",
        what="Friday at five?",
        behaviours=["child-arrangement"],
    )
    content = record.content()

    start = text_of(make_paper("start-here", start_data(content, []), [], made_at=MADE))
    assert "1 incident written down" in start
    assert "ordinary arrangements about a child: 1" in start
    chronology = text_of(chronology_of(record))
    assert "Friday at five?" in chronology
    assert "Sorted by the person an ordinary arrangement about a child" in chronology


@pytest.mark.parametrize(
    ("codes", "counted"),
    [(["child-arrangement"], "1 incident written down"), (["s2A3e"], "2 incidents written down")],
)
def test_a_mark_that_was_put_there_or_taken_away_later_counts_as_it_stands_now(
    codes: list[JsonValue], counted: str
) -> None:
    record = incident(what="He waited.", behaviours=["s2A3e"])
    before: list[JsonValue] = []
    if codes != ["child-arrangement"]:
        before = ["child-arrangement"]
    record.add(Kind.INCIDENT, "2026-03-06T09:00:00+00:00", what="Friday?", behaviours=before)
    record.add(
        Kind.AMENDMENT,
        "2026-03-07T09:00:00+00:00",
        of=record.fields[1]["id"],
        changed=["behaviours"],
        behaviours=codes,
    )
    start = text_of(make_paper("start-here", start_data(record.content(), []), [], made_at=MADE))

    assert counted in " ".join(start.split())


def test_the_first_page_tells_what_was_corrected_as_it_stands_now() -> None:
    told: dict[str, JsonValue] = {"happened": moment("2026-03-04"), "feared": "no"}
    record = incident(what="He waited.", **told)
    record.add(Kind.INCIDENT, "2026-03-06T09:00:00+00:00", what="He rang.", **told)
    record.add(
        Kind.AMENDMENT,
        "2026-03-07T09:00:00+00:00",
        of=record.fields[1]["id"],
        changed=["happened", "feared"],
        happened=moment("2026-03-01"),
        feared="yes",
    )
    text = text_of(make_paper("start-here", start_data(record.content(), []), [], made_at=MADE))
    start = " ".join(text.split())

    assert "1 March 2026 to " in start
    assert "Wednesday 4 March 2026 (No. " in start
    assert "Feared in 1 of 2. Not feared in 1." in start
