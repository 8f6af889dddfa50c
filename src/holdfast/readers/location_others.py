"""Where a phone was, as GeoJSON and as OwnTracks: one event per feature or line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.readers.json_fields import dict_of, list_of, text_of
from holdfast.readers.location_places import event, place_of, time_of

if TYPE_CHECKING:
    from holdfast.model.message import Message
    from holdfast.model.moment import Moment
    from holdfast.model.span import Span
    from holdfast.readers.location_places import Details, Place

MOST_PATH_POINTS = 2_000
"""Of one line that are listed with it; the others stay in the file."""

_TIMES = (
    "time", "timestamp", "date", "datetime", "when", "recorded_at", "startTime", "start_time",
    "created_at", "tst",
)  # fmt: skip
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
    points = _points(geometry)
    if not points and not said:
        return None
    details = _details(said)
    # A single position may have a third number: the height.
    if len(points) > 1:
        details += [("path-point", each.degrees) for each in points[:MOST_PATH_POINTS]]
    times = [dict_of(said).get(name) for name in _TIMES if said.get(name)]
    happened = _first_time(times)
    words = [text_of(said, "name", "title", "desc", "description")]
    return event(span, happened, place=points[0] if points else None, words=words, details=details)


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


def _details(said: dict[str, object]) -> Details:
    """Give what is known of a position by many names."""
    return [(code, text) for name, code in _CODES.items() if (text := text_of(said, name))]


def _first_time(times: list[object]) -> Moment:
    """Give the first time that states one; the first of all when none does."""
    read = [time_of(each) for each in times if isinstance(each, str | int | float)]
    return next((each for each in read if each.stated), read[0] if read else UNKNOWN_MOMENT)


def _points(geometry: dict[str, object]) -> list[Place]:
    """Give the positions of a point, a line or many of them, in order."""
    waiting: list[object] = [geometry.get("coordinates")]
    found: list[Place] = []
    while waiting and len(found) <= MOST_PATH_POINTS:
        inner = list_of(waiting.pop())
        if len(inner) > 1 and not isinstance(inner[0], list):
            place = place_of(inner[1], inner[0])
            found += [place] if place else []
        else:
            waiting.extend(reversed(inner))
    return found
