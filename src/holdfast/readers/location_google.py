"""Where a phone was, as Google writes it: four shapes of JSON, one event per record.

| file                                   | records                                              |
| -------------------------------------- | ---------------------------------------------------- |
| `Records.json` (Takeout)               | `locations`: one position each                       |
| `2024_MARCH.json` (Takeout)            | `timelineObjects`: `placeVisit`, `activitySegment`   |
| `Timeline.json` (exported on a phone)  | `semanticSegments`, `rawSignals`, `frequentPlaces`   |
| `location-history.json` (iPhone)       | a bare list of visits, activities and paths          |
| `Timeline Edits.json` (Takeout)        | `timelineEdits`                                      |

References: docs/readers/location.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_fields import dict_of, list_of, text_of
from holdfast.readers.location_places import (
    Details,
    event,
    place_of_e7,
    place_of_text,
    stretch,
    time_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Message
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.location_places import Place

Fields = dict[str, object]

MOST_PATH_POINTS = 2_000
"""Of one stretch that are listed with it; the others stay in the file."""

_MILLIMETRES = 1_000
_OF_OBJECT = {
    "confidence": "confidence", "visitConfidence": "confidence", "distance": "distance-metres",
}  # fmt: skip
_OF_RECORD = {
    "accuracy": "accuracy-metres", "altitude": "altitude-metres", "velocity": "speed",
    "heading": "heading", "source": "position-source", "deviceTag": "device",
    "formFactor": "device", "platformType": "device",
}  # fmt: skip


def read_record(fields: Fields, span: Span) -> Message | None:
    """Give one record of `locations`.

    Args:
        fields: the record.
        span: where it stands.
    """
    place = place_of_e7(fields.get("latitudeE7"), fields.get("longitudeE7"))
    happened = time_of(fields.get("timestamp") or fields.get("timestampMs"))
    if place is None and happened is UNKNOWN_MOMENT:
        return None
    activities = [
        text_of(dict_of(likely), "type")
        for each in list_of(fields.get("activity") or fields.get("activitys"))[:1]
        for likely in list_of(dict_of(each).get("activity") or dict_of(each).get("activities"))[:1]
    ]
    details = _details(fields, _OF_RECORD)
    return event(span, happened, place=place, words=activities, details=details)


def read_object(fields: Fields, span: Span) -> Message | None:
    """Give one of `timelineObjects`.

    Args:
        fields: the record.
        span: where it stands.
    """
    visit, activity = dict_of(fields.get("placeVisit")), dict_of(fields.get("activitySegment"))
    inner = visit or activity
    if not inner:
        return None
    happened = _stretch_of(dict_of(inner.get("duration")))
    details = _details(inner, _OF_OBJECT)
    if visit:
        where = dict_of(visit.get("location"))
        if place_of_e7(where.get("latitudeE7"), where.get("longitudeE7")) is None:
            candidates = [dict_of(each) for each in list_of(visit.get("otherCandidateLocations"))]
            details += [("place-candidate", _candidate(each)) for each in candidates[:20]]
        details += _details(where, {"placeId": "place-id", "semanticType": "place-kind"})
        details += _path_of(visit)
        words = [text_of(where, "name"), text_of(where, "address").replace("\n", ", ")]
        return event(span, happened, place=_e7(where), words=words, details=details)
    end = _e7(dict_of(activity.get("endLocation")))
    details += [("position-end", end.degrees)] if end else []
    details += [*_path_of(activity), *_of_journey(activity)]
    words = [text_of(activity, "activityType")]
    start = _e7(dict_of(activity.get("startLocation")))
    return event(span, happened, place=start, words=words, details=details)


def _path_of(stretch: Fields) -> Details:
    """Give the points of a journey, or of the ways inside a place."""
    details: Details = []
    for name in ("waypointPath", "simplifiedRawPath"):
        path = dict_of(stretch.get(name))
        points = list_of(path.get("waypoints")) or list_of(path.get("points"))
        details += [
            ("path-point", _path_point(dict_of(each))) for each in points[:MOST_PATH_POINTS]
        ]
    return details


def _of_journey(activity: Fields) -> Details:
    """Give the stops of a bus or train, and where and when the car was parked."""
    stops = list_of(dict_of(activity.get("transitPath")).get("transitStops"))[:MOST_PATH_POINTS]
    details = [("path-point", _candidate(dict_of(each))) for each in stops]
    parked = dict_of(activity.get("parkingEvent"))
    place = _e7(dict_of(parked.get("location")))
    time = text_of(parked, "timestamp", "timestampMs")
    written = " ".join(filter(None, [time, place.degrees if place else ""]))
    return [*details, ("parked", written)] if written else details


def read_inner_visits(fields: Fields, span: Span) -> Iterator[Message]:
    """Give the visits inside a visit: a shop in a shopping centre, with times of its own.

    Args:
        fields: one of `timelineObjects`.
        span: where it stands.
    """
    for number, each in enumerate(list_of(dict_of(fields.get("placeVisit")).get("childVisits"))):
        inner = span._replace(path=f"childVisits {number}")
        found = read_object({"placeVisit": each}, inner)
        if found is not None:
            yield found


def read_segment(fields: Fields, span: Span) -> Message | None:
    """Give one of `semanticSegments`, or of an iPhone's list.

    Args:
        fields: the record.
        span: where it stands.
    """
    happened = stretch(time_of(fields.get("startTime")), time_of(fields.get("endTime")))
    visit, activity = dict_of(fields.get("visit")), dict_of(fields.get("activity"))
    if not visit and not activity and "startTime" not in fields:
        return None
    if visit:
        likely = dict_of(visit.get("topCandidate"))
        place = _place_in(likely.get("placeLocation"))
        details = _details(likely, {"placeId": "place-id", "placeID": "place-id"})
        details += _details(visit, {"probability": "confidence"})
        return event(
            span, happened, place=place, words=[text_of(likely, "semanticType")], details=details
        )
    if activity:
        details = _details(activity, {"distanceMeters": "distance-metres"})
        end = _place_in(activity.get("end"))
        details += [("position-end", end.degrees)] if end else []
        likely = dict_of(activity.get("topCandidate"))
        details += _details(likely, {"probability": "confidence"})
        parked = dict_of(activity.get("parking"))
        place = _place_in(parked.get("location"))
        written = [text_of(parked, "startTime"), place.degrees if place else ""]
        details += [("parked", " ".join(filter(None, written)))] if any(written) else []
        start = _place_in(activity.get("start"))
        return event(span, happened, place=start, words=[text_of(likely, "type")], details=details)
    points = [dict_of(each) for each in list_of(fields.get("timelinePath"))]
    details = [("path-point", _path_point(each)) for each in points[:MOST_PATH_POINTS]]
    memory = dict_of(dict_of(fields.get("timelineMemory")).get("trip")) or dict_of(
        fields.get("timelineMemory")
    )
    details += _details(memory, {"distanceFromOriginKms": "distance-kilometres"})
    for each in map(dict_of, list_of(memory.get("destinations"))[:100]):
        identifier = text_of(each, "identifier") or text_of(
            dict_of(each.get("identifier")), "placeId", "placeID"
        )
        details += [("place-id", identifier)] if identifier else []
    first = _place_in(points[0].get("point")) if points else None
    note = dict_of(dict_of(fields.get("timelineMemory")).get("note"))
    return event(span, happened, place=first, words=[text_of(note, "text")], details=details)


def read_signal(fields: Fields, span: Span) -> Message | None:
    """Give one of `rawSignals`, or of `timelineEdits`.

    Args:
        fields: the record.
        span: where it stands.
    """
    inner = dict_of(dict_of(fields.get("rawSignal")).get("signal")) or fields
    position, activity = dict_of(inner.get("position")), dict_of(inner.get("activityRecord"))
    scan = dict_of(inner.get("wifiScan"))
    if position:
        point = dict_of(position.get("point"))
        place = _place_in(position.get("LatLng") or position.get("latLng")) or _e7(point)
        details = _details(
            position,
            {
                "accuracyMeters": "accuracy-metres", "altitudeMeters": "altitude-metres",
                "speedMetersPerSecond": "speed", "source": "position-source",
            },
        )  # fmt: skip
        millimetres = position.get("accuracyMm")
        if isinstance(millimetres, int):
            details.append(("accuracy-metres", f"{millimetres / _MILLIMETRES:g}"))
        details += _details(fields, {"deviceId": "device"})
        return event(span, time_of(position.get("timestamp")), place=place, details=details)
    if activity:
        kinds = activity.get("probableActivities") or activity.get("detectedActivities")
        likely = [dict_of(each) for each in list_of(kinds)][:1]
        words = [text_of(each, "type", "activityType") for each in likely]
        details = [("confidence", text_of(each, "confidence", "probability")) for each in likely]
        happened = time_of(activity.get("timestamp"))
        return event(span, happened, place=None, words=words, details=details)
    if scan:
        count = str(len(list_of(scan.get("devicesRecords"))))
        happened = time_of(scan.get("deliveryTime"))
        return event(span, happened, place=None, details=[("wifi-seen", count)])
    return None


def read_frequent(fields: Fields, span: Span) -> Message | None:
    """Give one of `frequentPlaces`, which have no time.

    Args:
        fields: the record.
        span: where it stands.
    """
    place = _place_in(fields.get("placeLocation"))
    details = _details(fields, {"placeId": "place-id"})
    words = [text_of(fields, "label")]
    return event(span, UNKNOWN_MOMENT, place=place, words=words, details=details)


def _details(fields: Fields, codes: dict[str, str]) -> Details:
    """Give fields as details, those that are there."""
    return [
        (code, said)
        for name, code in codes.items()
        if name in fields and (said := text_of(fields, name))
    ]


def _stretch_of(duration: Fields) -> Moment:
    """Give when something began and ended, in any of the spellings."""
    start, end = (
        time_of(duration.get(f"{each}Timestamp") or duration.get(f"{each}TimestampMs"))
        for each in ("start", "end")
    )
    return stretch(start, end)


def _e7(fields: Fields) -> Place | None:
    """Give a place in whole numbers, under either pair of names."""
    names = ("latitudeE7", "longitudeE7") if "latitudeE7" in fields else ("latE7", "lngE7")
    return place_of_e7(fields.get(names[0]), fields.get(names[1]))


def _place_in(value: object) -> Place | None:
    """Give a place that is a text, or an object with one in it."""
    fields = dict_of(value)
    return place_of_text(fields.get("latLng") or fields.get("LatLng") or value)


def _path_point(point: Fields) -> str:
    """Give a point of a path on one line, with its time when it has one."""
    place = _place_in(point.get("point")) or _e7(point)
    time = text_of(point, "time", "timestamp", "timestampMs")
    minutes = text_of(point, "durationMinutesOffsetFromStartTime")
    after = f"+{minutes} min" if minutes else ""
    return " ".join(filter(None, [time, after, place.degrees if place else ""]))


def _candidate(fields: Fields) -> str:
    """Give a place that may have been meant."""
    place = _e7(fields)
    return ", ".join(filter(None, [text_of(fields, "name"), place.degrees if place else ""]))
