"""What is odd in saved pages and lists of positions, and what becomes of it."""

from __future__ import annotations

import gzip
import json

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Part
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers import mhtml_parts, pdf, pdf_pages, warc_records, xml_elements
from holdfast.readers.location_places import place_of_e7, stretch, time_of
from holdfast.readers.moments import from_iso
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\n"
    'Content-Type: multipart/related; boundary="x"{more}\r\n\r\n{parts}--x--\r\n'
)


def mhtml_of(*parts: str, more: str = "") -> BytesSource:
    body = "".join(f"--x\r\n{part}\r\n" for part in parts)
    return BytesSource(MHTML.format(more=more, parts=body).encode(), "a.mhtml")


def location_of(value: object, name: str = "a.json") -> list[object]:
    return list(read_all(BytesSource(json.dumps(value).encode(), name), "location"))


def reasons(found: list[object]) -> list[str]:
    return [each.why for each in found if isinstance(each, Leftover)]


def case_of(form: str, name: str) -> BytesSource:
    (case,) = [case for case in all_cases(form) if case.folder.name == name]
    return case.source


def test_a_message_without_a_page_is_no_saved_page() -> None:
    with pytest.raises(NotThisFormatError):
        read_all(mhtml_of("Content-Type: image/png\r\n\r\nx"), "mhtml")


def test_the_page_that_is_named_as_the_root_is_the_page() -> None:
    found = read_all(
        mhtml_of(
            "Content-Type: text/html\r\nContent-ID: <1>\r\n\r\n<p>frame",
            "Content-Type: text/html\r\nContent-ID: <2>\r\n\r\n<p>page",
            "Content-Location: https://example.org/b\r\n\r\n<html>no type",
            more='; start="<2>"',
        ),
        "mhtml",
    )

    (page,) = messages_of(found)
    assert page.text == "page\n\nframe\n\nno type"
    assert [each.name for each in found if isinstance(each, Part)] == ["text", "b"]


def test_parts_that_are_too_long_are_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mhtml_parts, "LONGEST_BODY", 5)
    page = "Content-Type: text/html\r\n\r\n<p>too long"

    found = read_all(mhtml_of(page, "Content-Type: image/png\r\n\r\n1234567"), "mhtml")

    (message,) = messages_of(found)
    assert message.text == ""
    assert reasons(list(found)) == ["about-the-export", "part-too-long"]


def test_a_boundary_is_found_wherever_a_piece_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    source = mhtml_of("Content-Type: text/html\r\n\r\n<p>page", "Content-Type: image/png\r\n\r\nx")
    whole = read_all(source, "mhtml")
    for size in range(8, 40):
        monkeypatch.setattr(mhtml_parts, "_PIECE_BYTES", size)

        assert read_all(source, "mhtml") == whole


def test_a_list_of_files_that_is_cut_off_is_left_over() -> None:
    content = case_of("wacz", "plain").content

    found = read_all(BytesSource(content[:-60], "datapackage.json"), "wacz")

    assert "not-understood" in reasons(list(found))


def test_a_packed_archive_with_damage_in_it_keeps_what_comes_before() -> None:
    content = bytearray(case_of("warc", "packed").content)
    whole = read_all(BytesSource(bytes(content), "a.warc.gz"), "warc")
    # The deflate block of the third record says a kind that does not exist.
    content[529 + 10] = 0x07

    found = read_all(BytesSource(bytes(content), "a.warc.gz"), "warc")

    assert found[:2] == whole[:2]
    assert reasons(list(found))[-1] == "not-understood"
    assert sum(each.span.length for each in found if isinstance(each, Leftover)) == len(content)


def test_empty_members_of_a_packed_archive_are_passed_over() -> None:
    record = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"
    packed, nothing = gzip.compress(record), gzip.compress(b"")
    content = packed + nothing + nothing + packed

    found = read_all(BytesSource(content, "a.warc.gz"), "warc")

    assert reasons(list(found)) == ["about-the-export"] * 2
    assert sum(each.span.length for each in found if isinstance(each, Leftover)) == len(content)


def test_nothing_prints_what_a_record_holds() -> None:
    (record,) = warc_records.records(BytesSource(b"WARC/1.0\r\nA: b\r\nContent-Length: 0\r\n\r\n"))

    assert repr(record) == "Record(at 0+37)"


def test_a_record_whose_header_breaks_off_does_not_swallow_the_next() -> None:
    whole = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
    # The end of a header would be sought over 64 KiB from each of them.
    torn = b"WARC/1.0\r\n" * 20_000

    *lost, record = warc_records.records(BytesSource(torn + whole))

    assert (record.fields["warc-type"], record.block) == ("resource", b"hi")
    assert sum(each.span.length for each in lost) == len(torn)
    assert not any(each.fields for each in lost)


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx><trk>&a;</trk></gpx>',
        "<gpx>" + "<a>" * 300,
        "<gpx><trkpt lat='1' lon='2'></trk",
        "<gpx version='1'>\ud83d\n<trk></gpx>",
    ],
)
def test_xml_that_is_hostile_or_broken_ends_in_a_leftover(hostile: str) -> None:
    content = hostile.encode("utf-8", "replace")
    found = read_all(BytesSource(content, "a"), "location")

    assert reasons(list(found))[-1] == "not-understood"


def test_an_element_with_very_much_in_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_elements, "MOST_FIELDS", 2)
    track = b"<kml><Placemark><when>1</when><when>2</when><when>3</when></Placemark></kml>"

    found = read_all(BytesSource(track, "a.kml"), "location")

    assert len(messages_of(found)) == 1
    assert reasons(list(found)) == ["not-understood"]


def test_records_that_are_no_positions_are_left_over() -> None:
    assert reasons(location_of({"timelineObjects": [{}, {"other": {}}]})) == ["not-understood"] * 2
    assert reasons(location_of({"rawSignals": [{"novel": {}}]})) == ["not-understood"]
    feature = {"type": "FeatureCollection", "features": [{}, {"geometry": {"coordinates": "x"}}]}
    assert reasons(location_of(feature))[1:] == ["not-understood"] * 2
    empty = {"locations": [{"latitudeE7": 1, "longitudeE7": 2}, {"accuracy": 1}]}
    assert reasons(location_of(empty)) == ["not-understood"]


def test_a_line_of_owntracks_without_a_kind_or_end_is_left_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("holdfast.readers.location_tracks._PIECE_BYTES", 64)
    first = b'{"_type":"location","lat":1,"lon":2,"tst":1709370672}\n'
    content = first + b'{"lat":1}\n' + b"x" * 200

    found = read_all(BytesSource(content, "a.rec"), "location")

    assert len(messages_of(found)) == 1
    assert set(reasons(list(found))) == {"not-understood"}


def test_numbers_that_are_no_degrees_are_kept_and_marked() -> None:
    assert place_of_e7("north", 5) == ("north, 0.0000005", False)
    assert place_of_e7(None, None) is None
    assert place_of_e7([], None) is None


def test_a_stretch_ends_on_the_clock_it_began_on() -> None:
    start, end = from_iso("2024-03-02T10:00:00+01:00"), from_iso("2024-03-02T10:00:00.5Z")
    local = from_iso("2024-03-02T10:00:00")

    assert stretch(start, end).until == "2024-03-02T11:00:00.500"
    assert stretch(local, local).until == "2024-03-02T10:00:00"
    assert stretch(start, local).until is None
    assert stretch(start, UNKNOWN_MOMENT).until is None
    assert stretch(start, from_iso("9999-12-31T23:59:59-14:00")).until is None
    assert time_of([]) is UNKNOWN_MOMENT


def test_a_document_that_is_too_large_or_long_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    source = case_of("pdf", "plain")
    monkeypatch.setattr(pdf_pages, "LONGEST_TEXT", 5)
    (short,) = messages_of(read_all(source, "pdf"))
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 0)
    (none,) = messages_of(read_all(source, "pdf"))
    monkeypatch.setattr(pdf, "MOST_BYTES", 5)

    assert (short.text, "text-cut" in short.marks) == ("I kno", True)
    assert {"text-cut", "no-words"} <= set(none.marks)
    assert reasons(list(read_all(source, "pdf"))) == ["too-large"]
