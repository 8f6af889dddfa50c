"""Where a phone was, as GeoJSON and as OwnTracks: one event per feature or line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_fields import dict_of, list_of, text_of
from holdfast.readers.location_places import event, place_of, stretch, time_of

if TYPE_CHECKING:
    from holdfast.model.message import Message
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.location_places import Details, Place

MOST_PATH_POINTS = 2_000
"""Of one line that are listed with it; the others stay in the file."""

_TIMES = (
    "time", "timestamp", "date", "datetime", "when", "recorded_at", "startTime", "start_time",
    "created_at", "tst", "Published", "Updated",
)  # fmt: skip
_ENDS = ("endTime", "end_time", "end", "stop_time")
_POINT_TIMES = ("coordTimes", "times", "timestamps")
"""One time for each position of a line, as programs that make GeoJSON of GPX write them."""

_WORDS = (
    ("name", "Name", "title", "Title", "Business Name"), ("address", "Address"),
    ("desc", "description", "Comment", "comment"),
    ("review_text_published", "review_text", "text", "Review Comment"),
)  # fmt: skip
_TOLD_OF_DEVICE = frozenset({"devicePrettyName", "platformType", "deviceCreationTime"})
_CODES = {
    "accuracy": "accuracy-metres", "acc": "accuracy-metres", "horizontal_accuracy":
    "accuracy-metres", "precision": "accuracy-metres", "altitude": "altitude-metres", "alt":
    "altitude-metres", "speed": "speed", "velocity": "speed", "vel": "speed", "device": "device",
    "deviceId": "device", "device_id": "device", "tracker_id": "device", "tid": "device",
    "topic": "device", "provider": "position-source", "SSID": "wifi-name", "ssid": "wifi-name",
}  # fmt: skip


def read_feature(feature: dict[str, object], span: Span) -> Message | None:
    """Give one feature of GeoJSON.

    Args:
        feature: the record.
        span: where it stands.
    """
    geometry, said = dict_of(feature.get("geometry")), dict_of(feature.get("properties"))
    points, times = _points(geometry), _point_times(said)
    if not points and not said:
        return None
    details = _details(said)
    # A single position may have a third number: the height.
    if len(points) > 1:
        # Where a number is missing nobody can tell which time is whose.
        each_time = times if len(times) == len(points) else [""] * len(points)
        stated = zip(each_time, points, strict=True)
        details += [("path-point", f"{time} {each.degrees}".strip()) for time, each in stated]
    happened = _first_time([said.get(name) for name in _TIMES if said.get(name)])
    ends = [said.get(name) for name in _ENDS if said.get(name)]
    if happened is UNKNOWN_MOMENT and times:
        happened, ends = time_of(times[0]), [times[-1]]
    happened = stretch(happened, _first_time(ends)) if ends else happened
    return event(
        span,
        happened,
        place=points[0] if points else None,
        words=_words(said),
        details=details[:MOST_PATH_POINTS],
    )


def _words(said: dict[str, object]) -> list[str]:
    """Give what a feature is called, and what is written about it."""
    where = dict_of(said.get("location") or said.get("Location"))
    return [text_of(said, *names) or text_of(where, *names) for names in _WORDS]


def _point_times(said: dict[str, object]) -> list[str]:
    """Give the times of a line's positions; empty when none are stated."""
    inner = dict_of(said.get("coordinateProperties"))
    found = [fields.get(name) for name in _POINT_TIMES for fields in (said, inner)]
    times = next((list_of(each) for each in found if list_of(each)), [])
    if times and all(isinstance(each, list) for each in times):
        times = [time for each in times for time in list_of(each)]
    return [str(each) for each in times if isinstance(each, str | int | float)]


def read_owntracks(said: dict[str, object], span: Span) -> Message | None:
    """Give one line of OwnTracks.

    Args:
        said: what the app sent.
        span: where it stands.
    """
    if "_type" not in said:
        return None
    kind = text_of(said, "_type")
    place = place_of(said.get("lat"), said.get("lon"))
    words = [] if kind == "location" else [kind, text_of(said, "event"), text_of(said, "desc")]
    return event(span, time_of(said.get("tst")), place=place, words=words, details=_details(said))


def read_sidecar(said: dict[str, object], span: Span) -> Message | None:
    """Give what Google Photos notes beside a picture: when it was taken, where, and who is in it.

    Args:
        said: the file.
        span: where it stands.
    """
    taken = dict_of(said.get("photoTakenTime"))
    if not taken:
        return None
    places = (
        place_of(where.get("latitude"), where.get("longitude"))
        for where in (dict_of(said.get(name)) for name in ("geoData", "geoDataExif"))
        # 0, 0 is written where no place is known.
        if where.get("latitude") or where.get("longitude")
    )
    uploaded = text_of(dict_of(said.get("creationTime")), "formatted", "timestamp")
    details = [("created-at", uploaded)] if uploaded else []
    details += [
        ("shown-in-it", name)
        for each in list_of(said.get("people"))[:100]
        if (name := text_of(dict_of(each), "name"))
    ]
    title = text_of(said, "title")
    words = [title, text_of(said, "description")]
    happened, place = time_of(taken.get("timestamp")), next(places, None)
    found = event(span, happened, place=place, words=words, details=details)
    marks = found.marks if place else found.marks[1:]
    return found._replace(attachments=(title,) if title else (), marks=marks)


def _details(said: dict[str, object]) -> Details:
    """Give what is known of a position by many names."""
    return [(code, text) for name, code in _CODES.items() if (text := text_of(said, name))]


def _first_time(times: list[object]) -> Moment:
    """Give the first time that states one; the first of all when none does."""
    read = [time_of(each) for each in times if isinstance(each, str | int | float)]
    return next((each for each in read if each.stated), read[0] if read else UNKNOWN_MOMENT)


def _points(geometry: dict[str, object]) -> list[Place]:
    """Give the positions of a point, a line or many of them, in order."""
    parts = [dict_of(each) for each in list_of(geometry.get("geometries"))[:MOST_PATH_POINTS]]
    waiting: list[object] = [each.get("coordinates") for each in reversed([geometry, *parts])]
    found: list[Place] = []
    while waiting and len(found) <= MOST_PATH_POINTS:
        inner = list_of(waiting.pop())
        if len(inner) > 1 and not isinstance(inner[0], list):
            place = place_of(inner[1], inner[0])
            found += [place] if place else []
        else:
            waiting.extend(reversed(inner))
    return found


def read_device(value: dict[str, object], span: Span) -> Message | None:
    """Give a device that reports where it is to an account, as Google's `Settings.json` lists it.

    Args:
        value: of `deviceSettings`.
        span: its place.
    """
    spec = dict_of(value.get("deviceSpec"))
    name = text_of(value, "devicePrettyName") or text_of(spec, "model")
    if not name and "deviceTag" not in value:
        return None
    changed = dict_of(value.get("latestLocationReportingSettingChange"))
    said = {f"deviceSpec.{key}": each for key, each in spec.items()} | value | changed
    details = [
        ("other-field", f"{key}: {str(each).lower() if isinstance(each, bool) else each}")
        for key, each in said.items()
        if isinstance(each, str | int | float) and key not in _TOLD_OF_DEVICE
    ]
    words = [name, text_of(value, "platformType")]
    made = time_of(value.get("deviceCreationTime"))
    found = event(span, made, place=None, words=words, details=details)
    return found._replace(marks=found.marks[1:])
