"""Positions: shapes of other years and programs, and times that belong to one position only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from holdfast.readers import location
from holdfast.readers.reader import Confidence
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Message

HERE = {"latitudeE7": 515000000, "longitudeE7": -1000000}
TEN, ELEVEN = "2024-03-01T10:00:00Z", "2024-03-01T11:00:00Z"
STRETCH = {"startTimestamp": TEN, "endTimestamp": ELEVEN}
POINT = {"type": "Point", "coordinates": [-0.1, 51.5]}
LINE = {"type": "LineString", "coordinates": [[-0.1, 51.5], [-0.2, 51.6]]}


def read(name: str, content: str | object) -> list[Message]:
    """Give the events of a file that is recognised, all of which is accounted for."""
    written = (content if isinstance(content, str) else json.dumps(content)).encode()
    assert location.recognises(written, name) is Confidence.YES
    found = read_all(BytesSource(written, name), "location")
    assert list(faults("location", written, found)) == []
    return messages_of(found)


def details_of(message: Message, code: str) -> list[str]:
    """Give what stands under one code."""
    return [said for name, said in message.details if name == code]


def test_a_visit_inside_a_visit_is_an_event_of_its_own() -> None:
    shop = {"location": {**HERE, "name": "Shop"}, "duration": STRETCH}
    whole = {"location": {**HERE, "name": "Centre"}, "duration": STRETCH, "childVisits": [shop]}

    outer, inner = read("2024_MARCH.json", {"timelineObjects": [{"placeVisit": whole}]})

    assert outer.text.startswith("Centre, ")
    assert inner.text.startswith("Shop, ")
    assert inner.happened.iso == "2024-03-01T10:00:00+00:00"


def test_stops_and_where_a_car_was_parked_stand_with_a_journey() -> None:
    journey = {
        "startLocation": HERE, "duration": STRETCH, "activityType": "IN_BUS",
        "transitPath": {"transitStops": [{**HERE, "name": "Stop A"}]},
        "parkingEvent": {"location": HERE, "timestamp": ELEVEN},
    }  # fmt: skip

    (event,) = read("2024_MARCH.json", {"timelineObjects": [{"activitySegment": journey}]})

    assert details_of(event, "path-point") == ["Stop A, 51.5000000, -0.1000000"]
    assert details_of(event, "parked") == [f"{ELEVEN} 51.5000000, -0.1000000"]


def test_a_phone_tells_where_the_car_stood_and_what_was_noted() -> None:
    car = {"location": {"latLng": "51.5°, -0.1°"}, "startTime": ELEVEN}
    segments = [
        {"startTime": TEN, "endTime": ELEVEN, "activity": {"parking": car}},
        {"startTime": TEN, "endTime": ELEVEN, "timelineMemory": {"note": {"text": "made up"}}},
        {"startTime": TEN, "timelineMemory": {"trip": {"destinations": [
            {"identifier": {"placeId": "ChIJ"}}, {"identifier": {}}]}}},
    ]  # fmt: skip

    drive, note, trip = read("Timeline.json", {"semanticSegments": segments})

    assert details_of(drive, "parked") == [f"{ELEVEN} 51.5, -0.1"]
    assert note.text == "made up"
    assert details_of(trip, "place-id") == ["ChIJ"]


def test_records_of_2013_and_records_that_begin_with_a_list_are_known() -> None:
    old = {"activitys": [{"activities": [{"type": "still"}]}], "timestampMs": "1371486233618"}

    (event,) = read("LocationHistory.json", {"locations": [{**old, **HERE}]})

    assert event.text == "still, 51.5000000, -0.1000000"
    assert event.happened.iso == "2013-06-17T16:23:53.618+00:00"


@pytest.mark.parametrize("where", ["coordTimes", "times", "coordinateProperties"])
def test_a_line_of_geojson_has_the_times_of_its_points(where: str) -> None:
    times: object = [TEN, ELEVEN]
    said = {where: {"times": times} if where == "coordinateProperties" else times}

    (event,) = read("a.geojson", features(LINE, said))

    assert event.happened.iso == "2024-03-01T10:00:00+00:00"
    assert event.happened.until == "2024-03-01T11:00:00"
    assert details_of(event, "path-point") == [f"{TEN} 51.5, -0.1", f"{ELEVEN} 51.6, -0.2"]


def test_times_that_are_fewer_than_the_points_are_given_to_none_of_them() -> None:
    (event,) = read("a.geojson", features(LINE, {"coordTimes": [TEN]}))

    assert details_of(event, "path-point") == ["51.5, -0.1", "51.6, -0.2"]


def features(geometry: object, said: object) -> object:
    """Give GeoJSON with one feature."""
    one = {"type": "Feature", "geometry": geometry, "properties": said}
    return {"type": "FeatureCollection", "features": [one]}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"date": TEN, "location": {"name": "Cafe", "address": "1 Road"}}, "Cafe, 1 Road"),
        ({"Published": TEN, "Title": "Cafe", "Location": {"Address": "1 Road"}}, "Cafe, 1 Road"),
        ({"date": TEN, "location": {"name": "Cafe"}, "review_text_published": "Hm"}, "Cafe, Hm"),
    ],
)
def test_saved_places_and_reviews_have_their_words(said: object, words: str) -> None:
    (event,) = read("Saved Places.json", features(POINT, said))

    assert event.text == f"{words}, 51.5, -0.1"
    assert event.happened.iso == "2024-03-01T10:00:00+00:00"


def test_a_single_feature_and_a_collection_of_geometries_are_read() -> None:
    one = {"type": "Feature", "properties": {"time": TEN}, "geometry": POINT}
    many = {"type": "GeometryCollection", "geometries": [POINT]}

    assert [each.text for each in read("a.geojson", one)] == ["51.5, -0.1"]
    assert [each.text for each in read("a.geojson", features(many, {}))] == ["51.5, -0.1"]


def kml(inside: str) -> str:
    """Give a placemark of KML."""
    return f'<kml xmlns:gx="x"><Document><Placemark>{inside}</Placemark></Document></kml>'


def test_a_time_without_a_position_does_not_shift_the_others() -> None:
    track = (
        f"<gx:Track><when>{TEN}</when><when>{ELEVEN}</when>"
        "<gx:coord></gx:coord><gx:coord>-0.1 51.5 3</gx:coord></gx:Track>"
    )

    lost, seen = read("a.kml", kml(track))

    assert (lost.happened.as_written, lost.text) == (TEN, "")
    assert (seen.happened.as_written, seen.text) == (ELEVEN, "51.5, -0.1")


def test_tracks_of_unlike_counts_keep_all_and_pair_nothing() -> None:
    bad = f"<gx:Track><when>{TEN}</when><when>{TEN}</when><gx:coord>-0.1 51.5</gx:coord></gx:Track>"
    good = f"<gx:Track><when>{ELEVEN}</when><gx:coord>-0.2 51.6</gx:coord></gx:Track>"

    found = read("a.kml", kml(f"<gx:MultiTrack>{bad}{good}</gx:MultiTrack>"))

    pairs = [(each.happened.as_written, each.text) for each in found]
    assert pairs == [(TEN, ""), (TEN, ""), ("", "51.5, -0.1"), (ELEVEN, "51.6, -0.2")]


def test_kml_with_spaces_in_a_position_a_month_html_and_named_data() -> None:
    (event,) = read("a.kml", kml(
        "<description><![CDATA[<b>At</b> work]]></description><TimeStamp><when>2024-03</when>"
        '</TimeStamp><ExtendedData><Data name="Category"><value>Walk</value></Data><SchemaData>'
        '<SimpleData name="accuracy">9</SimpleData></SchemaData></ExtendedData>'
        "<Point><coordinates>-0.1, 51.5, 0</coordinates></Point>"
    ))  # fmt: skip

    assert event.text == "At work, 51.5, -0.1"
    assert (event.happened.stated, event.happened.precision) == ("2024-03", "month")
    assert details_of(event, "column") == ["Category: Walk"]
    assert details_of(event, "accuracy-metres") == ["9"]


@pytest.mark.parametrize(
    ("table", "stated"),
    [
        ("Timestamp (UTC),Latitude,Longitude\n2024-03-01 10:00:00,51.5,-0.1", "+00:00"),
        ("Date (GMT),Time (GMT),Lat,Long\n2024-03-01,10:00:00,51.5,-0.1", "+00:00"),
        ("UTC Date,UTC Time,Lat,Long\n2024-03-01,10:00:00,51.5,-0.1", "+00:00"),
        ("Local time,UTC time,Lat,Lon\n11:00,2024-03-01 10:00:00,51.5,-0.1", "+00:00"),
        ("Datum;Uhrzeit;Breitengrad;Längengrad\n2024-03-01;10:00:00;51,5;-0,1", ""),
        ("sep=;\nDate;Latitude;Longitude\n2024-03-01 10:00:00;51.5;-0.1", ""),
        ('Time,Lat,Lon\n"Mar 1, 2024, 10:00:00 AM",51.5,-0.1', ""),
        ("DATE,TIME,Latitude,Longitude\n2024/03/01,10:00:00,51.5,-0.1", ""),
        ("Time,Lat,Lon\n2024/3/1 10:00:00Z,51.5,-0.1", "+00:00"),
    ],
)  # fmt: skip
def test_tables_say_their_zone_and_numbers_in_many_ways(table: str, stated: str) -> None:
    (event,) = read("a.csv", table)

    assert event.happened.iso == f"2024-03-01T10:00:00{stated}"
    assert event.text == "51.5, -0.1"
    assert event.marks == ("position",)


def test_a_table_may_say_when_a_stay_ended() -> None:
    (event,) = read("a.csv", f"Start Date,End Date,Lat,Lon\n{TEN},{ELEVEN},51.5,-0.1")
    slashed = f"{TEN},{ELEVEN}".replace("-", "/")
    (other,) = read("a.csv", f"Start Date,End Date,Lat,Lon\n{slashed},51.5,-0.1")

    assert other.happened.until == "2024-03-01T11:00:00"
    assert event.happened.until == "2024-03-01T11:00:00"


def test_google_photos_tells_when_and_where_a_picture_was_taken() -> None:
    said = {
        "title": "IMG_1.jpg", "creationTime": {"timestamp": "1709290000", "formatted": "later"},
        "photoTakenTime": {"timestamp": "1709287200", "formatted": "Mar 1, 2024"},
        "geoData": {"latitude": 0.0, "longitude": 0.0},
        "geoDataExif": {"latitude": 51.5, "longitude": -0.1}, "people": [{"name": "Sam"}],
    }  # fmt: skip

    (event,) = read("IMG_1.jpg.supplemental-metadata.json", said)
    (nowhere,) = read("IMG_1.jpg.json", {**said, "geoDataExif": {}})

    assert (event.text, event.attachments) == ("IMG_1.jpg, 51.5, -0.1", ("IMG_1.jpg",))
    assert event.happened.iso == "2024-03-01T10:00:00+00:00"
    assert (details_of(event, "shown-in-it"), event.marks) == (["Sam"], ("position",))
    assert (nowhere.text, nowhere.marks) == ("IMG_1.jpg", ())


def test_an_activity_among_edits_is_told() -> None:
    record = {"detectedActivities": [{"activityType": "STILL"}], "timestamp": TEN}
    edit = {"deviceId": "1", "rawSignal": {"signal": {"activityRecord": record}}}

    (event,) = read("Timeline Edits.json", {"timelineEdits": [edit]})

    assert event.text == "STILL"


@pytest.mark.parametrize(
    ("table", "iso", "text"),
    [
        ("Start time,End time,Duration,Lat,Lon\n{0},{1},60,51.5,-0.1", "+00:00", "51.5, -0.1"),
        ("Arrival,Departure,Lat,Lon\n{0},{1},51.5,-0.1", "+00:00", "51.5, -0.1"),
        ("Begin Trip Time,Begin Trip Lat,Begin Trip Lng\n2024-03-01 10:00:00 +0000 UTC,51.5,-0.1",
         "+00:00", "51.5, -0.1"),
        ("Time,Lat,Lon\n2024-03-01 10:00:00 Europe/London,51.5,-0.1", "", "51.5, -0.1"),
        ('Time,Lat,Lon\n{0},"51°30\'00.0""N","0°06\'00.0""W"', "+00:00", "51.5000000, -0.1000000"),
    ],
)  # fmt: skip
def test_stays_and_journeys_in_tables_of_few_programs(table: str, iso: str, text: str) -> None:
    (event,) = read("a.csv", table.format(TEN, ELEVEN))

    assert (event.happened.iso, event.text) == (f"2024-03-01T10:00:00{iso}", text)
    assert event.marks == ("position",)


@pytest.mark.parametrize(
    "table", ["Date,Duration,Lat,Lon", "Start time,End time,Duration,Number,Lat,Lon"]
)
def test_a_length_without_an_end_or_with_a_number_is_that_of_calls(table: str) -> None:
    assert location.recognises(table.encode(), "a.csv") is Confidence.NO


def test_what_is_no_visit_and_what_states_no_time_is_not_invented() -> None:
    whole = {"location": HERE, "duration": STRETCH, "childVisits": [{}, "x"]}
    odd = {"title": "a.jpg", "photoTakenTime": {}}

    assert len(read("2024_MARCH.json", {"timelineObjects": [{"placeVisit": whole}]})) == 1
    assert read("a.jpg.json", odd) == []


def test_lines_of_a_line_have_their_times_one_after_the_other() -> None:
    lines = {"type": "MultiLineString", "coordinates": [[[-0.1, 51.5]], [[-0.2, 51.6]]]}

    (event,) = read("a.geojson", features(lines, {"coordTimes": [[TEN], [ELEVEN]]}))

    assert details_of(event, "path-point") == [f"{TEN} 51.5, -0.1", f"{ELEVEN} 51.6, -0.2"]


def test_a_row_without_any_time_has_none() -> None:
    (event,) = read("a.csv", "Time,Lat,Lon\n,51.5,-0.1")

    assert (event.happened.stated, event.marks) == (None, ("position",))


XML_OF = {
    "gpx": f"""<gpx><wpt lat="51.5" lon="-0.1"><time>{TEN}</time><name>Höhe</name></wpt></gpx>""",
    "kml": f"<kml><Placemark><name>Höhe</name><when>{TEN}</when>"
    "<coordinates>-0.1,51.5</coordinates></Placemark></kml>",
}


@pytest.mark.parametrize("begin", [b"\xff\xfe", b"\xfe\xff", b""])
@pytest.mark.parametrize("kind", XML_OF)
def test_a_track_in_utf_16_is_read_in_its_place(kind: str, begin: bytes) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{XML_OF[kind]}'
    content = begin + text.encode("utf-16-be" if begin == b"\xfe\xff" else "utf-16-le")

    assert location.recognises(content, "x") is Confidence.YES
    found = read_all(BytesSource(content, "x"), "location")

    assert list(faults("location", content, found)) == []
    (event,) = messages_of(found)
    assert event.text == "Höhe, 51.5, -0.1"
    assert event.happened.iso == "2024-03-01T10:00:00+00:00"


@pytest.mark.parametrize("said", ["UTF-16", "utf-16le", "utf8", "Unicode"])
def test_a_track_that_only_says_it_is_utf_16_is_read(said: str) -> None:
    (event,) = read("x.gpx", f'<?xml version="1.0" encoding="{said}"?>{XML_OF["gpx"]}')

    assert event.text == "Höhe, 51.5, -0.1"


def test_positions_as_json_in_utf_16_are_read() -> None:
    text = json.dumps({"locations": [{**HERE, "timestamp": TEN}]})
    content = text.encode("utf-16-le")

    assert location.recognises(content, "x") is Confidence.YES
    found = read_all(BytesSource(content, "x"), "location")

    assert [each.text for each in messages_of(found)] == ["51.5000000, -0.1000000"]
    assert list(faults("location", content, found)) == []


def test_a_device_that_reports_its_place_to_an_account_is_an_event() -> None:
    device = {
        "deviceTag": 7, "reportingEnabled": True, "devicePrettyName": "Robin's phone",
        "platformType": "ANDROID", "deviceCreationTime": TEN, "deviceSpec": {"model": "Pixel 6"},
        "latestLocationReportingSettingChange": {"reportingEnabledModificationTime": ELEVEN},
    }  # fmt: skip
    settings = {"historyEnabled": True, "deviceSettings": [device, {"deviceTag": 8}, {"x": 1}]}

    found = read("Settings.json", settings)

    assert [each.text for each in found] == ["Robin's phone, ANDROID", ""]
    assert (found[0].happened.iso, found[0].marks) == ("2024-03-01T10:00:00+00:00", ())
    assert details_of(found[0], "other-field") == [
        "deviceSpec.model: Pixel 6", "deviceTag: 7", "reportingEnabled: true",
        f"reportingEnabledModificationTime: {ELEVEN}",
    ]  # fmt: skip


def test_a_degree_that_google_wrote_without_its_sign_is_south_or_west() -> None:
    """Exports of 2019 have counts below zero as counts of 32 bits without a sign."""
    turned = {"timestamp": TEN, "latitudeE7": 515000000, "longitudeE7": 4293967296}
    nowhere = {"timestamp": TEN, "latitudeE7": 515000000, "longitudeE7": 1900000000}

    west, odd = read("Records.json", {"locations": [turned, nowhere]})

    assert details_of(west, "position") == ["51.5000000, -0.1000000"]
    assert west.marks == ("position",)
    assert "position-impossible" in odd.marks


def test_a_position_with_thousands_of_spaces_in_it_does_not_hold_up_the_table() -> None:
    # Two runs of spaces that may stand beside each other: minutes for this many.
    table = f"Date,Lat,Lng\n01/03/2026 10:00,51{' ' * 60_000}5,-0.1\n"

    (message,) = messages_of(read_all(BytesSource(table.encode(), "places.csv"), "location"))

    assert message.text.startswith("51  ")
    assert message.text.endswith(", -0.1")


def test_ways_inside_a_place_that_was_visited_keep_their_times() -> None:
    path = {"points": [{"latE7": 515000010, "lngE7": -1000000, "timestampMs": "1709287500000"}]}
    visit = {"location": HERE, "duration": STRETCH, "simplifiedRawPath": path}

    (event,) = read("2024_MARCH.json", {"timelineObjects": [{"placeVisit": visit}]})

    assert details_of(event, "path-point") == ["1709287500000 51.5000010, -0.1000000"]
