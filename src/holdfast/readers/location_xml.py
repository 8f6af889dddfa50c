"""Where a phone or a device was, as GPX, KML and TCX: one event per point, visit or line.

References: GPX 1.1 (Topografix); Garmin's TrainingCenterDatabase 2; OGC KML 2.3 with
Google's `gx:Track`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover
from holdfast.readers.html_text import text_of_html
from holdfast.readers.location_places import event, place_of, stretch, time_of
from holdfast.readers.xml_elements import DATA, Stretch, elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found, Message
    from holdfast.readers.location_places import Place
    from holdfast.readers.reader import Source
    from holdfast.readers.xml_elements import Element

MOST_PATH_POINTS = 2_000
"""Of one line that are listed with it; the others stay in the file."""

_TRACK = "Track"
_PER_POINT = frozenset({"when", "coord", _TRACK})
"""A track without a position for some time says so with an empty element in its place."""

_COMMA = re.compile(r"\s*,\s*")
_TAG = re.compile(r"<[a-zA-Z/!]")
_OF_TCX = "Trackpoint"
_WANTED = frozenset({"trkpt", "rtept", "wpt", "Placemark", _OF_TCX})
_CODES = {
    "ele": "altitude-metres", "AltitudeMeters": "altitude-metres", "speed": "speed", "src":
    "position-source", "accuracy": "accuracy-metres", "hacc": "accuracy-metres", "address":
    "place-address",
}  # fmt: skip


def read_xml(source: Source) -> Iterator[Found]:
    """Give every point.

    Args:
        source: GPX, KML or TCX.

    Yields:
        Events, and the text around them as leftovers.
    """
    for each in elements(source, _WANTED, even_empty=_PER_POINT):
        if isinstance(each, Stretch):
            if each.span.length:
                why = "not-understood" if each.is_broken else "about-the-export"
                yield Leftover(each.span, why)
        elif each.name == "Placemark":
            yield from _placemark(each)
        elif each.name == _OF_TCX:
            yield _trackpoint(each)
        else:
            yield _gpx_point(each)
        if not isinstance(each, Stretch) and not each.is_whole:
            yield Leftover(each.span, "not-understood")


def _gpx_point(point: Element) -> Message:
    """Give a point of a track or route, or one that was marked."""
    said = dict(reversed(point.fields))
    place = place_of(point.attributes.get("lat"), point.attributes.get("lon"))
    words = [said.get("name", ""), said.get("desc", ""), said.get("cmt", "")]
    found = event(
        point.span,
        time_of(said.get("time")),
        place=place,
        words=words,
        details=_details(said),
    )
    return found._replace(conversation=point.inside)


def _trackpoint(point: Element) -> Message | Leftover:
    """Give a point of a sports watch; one without a place (no reception) is no position."""
    said = dict(reversed(point.fields))
    place = place_of(said.get("LatitudeDegrees"), said.get("LongitudeDegrees"))
    if place is None:
        return Leftover(point.span, "not-understood")
    return event(point.span, time_of(said.get("Time")), place=place, details=_details(said))


def _placemark(mark: Element) -> Iterator[Message]:
    """Give a place with its time, a line, or every point of a track with its own time."""
    said = dict(reversed(mark.fields))
    if "coord" in said:
        yield from _tracks(mark, said.get("name", "") or mark.inside)
        return
    points = [
        place
        for name, text in mark.fields
        if name == "coordinates"
        for place in map(_from_kml, _COMMA.sub(",", text).split())
        if place is not None
    ]
    details = _details(said)
    if len(points) > 1:
        details += [("path-point", each.degrees) for each in points[:MOST_PATH_POINTS]]
    start, end = time_of(said.get("begin")), time_of(said.get("end"))
    happened = time_of(said["when"]) if said.get("when") else stretch(start, end)
    words = [said.get("name", ""), _plain(said.get("description", ""))]
    place = points[0] if points else None
    found = event(mark.span, happened, place=place, words=words, details=details)
    yield found._replace(conversation=mark.inside)


def _tracks(mark: Element, conversation: str) -> Iterator[Message]:
    """Give every point of the tracks in a placemark."""
    whens, coords, number = list[str](), list[str](), 0
    for name, text in [*mark.fields, (_TRACK, "")]:
        if name == "when":
            whens.append(text)
        elif name == "coord":
            coords.append(text)
        elif name == _TRACK:
            for when, coord in _paired(whens, coords):
                numbers = coord.split()
                span = mark.span._replace(path=f"point {number}")
                where = place_of(numbers[1], numbers[0]) if len(numbers) > 1 else None
                found = event(span, time_of(when), place=where, details=[])
                yield found._replace(conversation=conversation)
                number += 1
            whens, coords = [], []


def _paired(whens: list[str], coords: list[str]) -> list[tuple[str, str]]:
    """Give times with their positions; all apart where nobody can tell which belong together."""
    if len(whens) == len(coords):
        return list(zip(whens, coords, strict=True))
    return [*((when, "") for when in whens), *(("", coord) for coord in coords)]


def _plain(description: str) -> str:
    """Give the words of a description, which is HTML in many files."""
    if not _TAG.search(description):
        return description
    return text_of_html(description.encode("utf-8", "replace"))


def _from_kml(written: str) -> Place | None:
    """Give the place of `east,north,height`."""
    east, _, rest = written.partition(",")
    return place_of(rest.partition(",")[0], east)


def _details(said: dict[str, str]) -> list[tuple[str, str]]:
    """Give what else is said of a point."""
    named = {name.removeprefix(DATA): text for name, text in said.items() if name.startswith(DATA)}
    known = {**named, **said}
    details = [(code, known[name]) for name, code in _CODES.items() if known.get(name)]
    others = [(name, text) for name, text in reversed(named.items()) if name not in _CODES]
    return details + [("column", f"{name}: {text}") for name, text in others]
