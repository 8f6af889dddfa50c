"""Published captures, PDFs and positions against the counts taken by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

import pytest

from holdfast.model.message import Leftover, Message, Part
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

WARCIO = ("samples", "warc", "warcio")
# Name -> events, files, leftovers. example.warc: 2 warcinfo, 2 request, 1 response, 1 revisit.
ARCHIVES = {
    "example.warc": (2, 0, 4),
    "example.warc.gz": (2, 0, 4),
    "example-bad-non-chunked.warc.gz": (2, 0, 4),
    "example-bad.warc.gz.bad": (3, 0, 3),
    "example-digest.warc": (0, 0, 4),
    "example-iana.org-chunked.warc": (1, 0, 2),
    "example-resource.warc.gz": (1, 0, 2),
    "example-space-in-target-uri.warc.gz": (1, 1, 1),
    "example-trunc.warc": (1, 0, 4),
    "example-wget-bad-target-uri.warc.gz": (1, 0, 5),
    "example-wrong-chunks.warc.gz": (1, 0, 1),
    "post-test.warc.gz": (3, 0, 3),
    "example.arc": (1, 0, 1),
    "example.arc.gz": (1, 0, 1),
    "example-space-in-url.arc": (1, 0, 1),
    "bad.arc": (1, 0, 2),
}
RECORDINGS = {"chrome": 3, "firefox": 14, "postdata": 1, "insomnia": 1}
DAWARICH = ("samples", "location", "dawarich")
POSITIONS = {
    "google/records.json": 3,
    # 2 segments, 4 signals, 2 places that are often visited
    "google/phone-takeout_w_3_duplicates.json": 8,
    "google/location-history.json": 4,
    "google/semantic_history.json": 3,
    "google/timeline_new_format.json": 6,
    "google/edge_cases/phone_takeout_array_timeline_path.json": 2,
    "google/edge_cases/semantic_history_with_bom.json": 1,
    "google/edge_cases/timeline_edits.json": 1,
    "gpx/arc_example.gpx": 7,
    "gpx/garmin_example.gpx": 1,
    "gpx/gpx_track_multiple_segments.gpx": 43,
    "gpx/gpx_track_multiple_tracks.gpx": 34,
    "gpx/gpx_track_single_segment.gpx": 10,
    "kml/extended_data.kml": 1,
    "kml/gx_track.kml": 4,
    "kml/invalid_coordinates.kml": 2,
    "kml/large_track.kml": 2,
    "kml/linestring_track.kml": 1,
    "kml/multigeometry.kml": 1,
    "kml/nested_folders.kml": 4,
    "kml/points_with_timestamps.kml": 3,
    "kml/timespan.kml": 1,
    "geojson/export.json": 10,
    "geojson/export_same_points.json": 10,
    "geojson/google_takeout_example.json": 1,
    "geojson/gpslogger_example.json": 1,
    "geojson/various_fields.geojson": 3,
    "owntracks/2023-02_old.rec": 10,
    "owntracks/2024-03.rec": 13,
}


def source_of(*place: str) -> BytesSource:
    return BytesSource(corpus(*place).read_bytes(), place[-1])


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_record_of_an_archive_is_found(name: str) -> None:
    source = source_of(*WARCIO, name)

    found = read_all(source, "warc")

    files = sum(isinstance(each, Part) for each in found)
    left = sum(isinstance(each, Leftover) for each in found)
    assert (len(messages_of(found)), files, left) == ARCHIVES[name]
    placed = [each for each in found if isinstance(each, Message | Leftover)]
    assert sum(each.span.length for each in placed) == source.size


def test_digests_of_a_sound_archive_match_and_of_a_changed_one_do_not() -> None:
    sound = messages_of(read_all(source_of(*WARCIO, "example.warc.gz"), "warc"))
    changed = messages_of(read_all(source_of(*WARCIO, "example-trunc.warc"), "warc"))

    assert all("digest-matches" in each.marks for each in sound)
    assert "digest-differs" in changed[0].marks


@pytest.mark.parametrize("name", RECORDINGS)
def test_every_request_of_a_recording_is_found(name: str) -> None:
    found = read_all(source_of("samples", "har", "mitmproxy", f"{name}.har"), "har")

    assert len(messages_of(found)) == RECORDINGS[name]


def test_a_page_saved_by_chrome_is_read() -> None:
    place = ("samples", "mhtml", "langchain-community", "example.mht")

    (page,) = messages_of(read_all(source_of(*place), "mhtml"))

    assert page.conversation == "https://langchain.com/"
    assert page.happened.iso == "2023-06-16T19:32:59+00:00"
    assert page.text.startswith("LANG CHAIN")
    assert dict(page.details)["software"] == "Saved by Blink"


def test_published_documents_are_read() -> None:
    (words,) = read_all(source_of("samples", "pdf", "langchain-community", "hello.pdf"), "pdf")
    (scan,) = read_all(source_of("samples", "pdf", "timelinize", "some-doc.pdf"), "pdf")

    first, second = messages_of([words, scan])
    assert first.text.startswith("Hello world!")
    assert second.happened.iso == "2025-05-02T20:30:59+00:00"
    assert {dict(each.details)["pages"] for each in (first, second)} == {"1"}


@pytest.mark.parametrize("name", POSITIONS)
def test_every_position_is_found(name: str) -> None:
    found = messages_of(read_all(source_of(*DAWARICH, *name.split("/")), "location"))

    assert len(found) == POSITIONS[name]


def test_published_records_begin_and_end_when_they_should() -> None:
    found = messages_of(read_all(source_of(*DAWARICH, "google", "records.json"), "location"))

    assert found[0].happened.as_written == "2012-12-15T14:21:29.460Z"
    assert found[-1].happened.stated == "2013-03-01T05:17:39.849"
    assert found[0].details[0] == ("position", "53.3690550, 83.6950010")


def test_all_spellings_of_a_visit_are_read() -> None:
    folder = corpus(*DAWARICH, "google", "location-history")
    kinds = Counter(
        bool(each.happened.stated)
        for path in sorted(folder.iterdir())
        for each in messages_of(read_all(BytesSource(path.read_bytes(), path.name), "location"))
    )

    assert kinds == {True: 14}
