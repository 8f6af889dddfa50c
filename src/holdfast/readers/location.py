"""Where a phone was: Google's four shapes, GPX, KML, TCX, GeoJSON, OwnTracks, NMEA and tables.

Every position, visit and journey is an event of its own, with its time as stated and its place in
degrees. Nothing is joined or guessed between them.
References: docs/readers/location.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.readers.json_records import BROKEN, records
from holdfast.readers.location_columns import find_columns
from holdfast.readers.location_google import (
    read_frequent,
    read_inner_visits,
    read_object,
    read_record,
    read_segment,
    read_signal,
)
from holdfast.readers.location_nmea import read_nmea
from holdfast.readers.location_others import (
    read_device,
    read_feature,
    read_owntracks,
    read_sidecar,
)
from holdfast.readers.location_tables import read_table
from holdfast.readers.location_tracks import owntracks_lines
from holdfast.readers.location_xml import read_xml
from holdfast.readers.nmea_sentences import is_nmea
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.wide_text import narrow_head, read_wide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.model.message import Found, Message
    from holdfast.model.span import Span
    from holdfast.readers.json_records import Node, Path
    from holdfast.readers.reader import Source

NAME = "location"
VERSION = 6

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
_KEYS = re.compile(
    rb"\"(?:semanticSegments|rawSignals|timelineObjects|timelineEdits)\"\s*:\s*\["
    rb"|\"locations\"\s*:\s*\[\s*(?:\{.{0,60000}\"latitudeE7\"|\])",
    re.DOTALL,
)
_IPHONE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*\[\s*\{[^\[\]]{0,4000}\"(?:visit|activity|timelinePath|timelineMemory)\""
    rb"\s*:"
)
_SETTINGS = re.compile(rb"\"(?:historyEnabled|hasReportedLocations)\"\s*:")
_GEOJSON = re.compile(rb"\"type\"\s*:\s*\"FeatureCollection\"")
_FEATURE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*\{(?=.{0,4000}\"type\"\s*:\s*\"Feature\")(?=.{0,4000}\"geometry\"\s*:)"
    rb".{0,4000}\"coordinates\"\s*:",
    re.DOTALL,
)
# IMG_1.jpg.supplemental-metadata.json, beside every picture of Google Photos in Takeout
_SIDECAR = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*\{(?=.{0,8000}\"title\"\s*:)(?=.{0,8000}\"photoTakenTime\"\s*:\s*\{)",
    re.DOTALL,
)
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,2000}?-->\s*)*+"
    rb"(?:<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,2000}\])?\s*>\s*)?"
    rb"<(?:\w{1,20}:)?(?:gpx|kml|TrainingCenterDatabase)[\s>]",
    re.DOTALL,
)
_OWNTRACKS = re.compile(
    rb"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s{1,9}\S{1,99}\s{1,99})?\{[^\n]{0,4000}\"_type\"\s*:\s*\""
    rb"(?:location|transition|waypoint|lwt|card|cmd|steps|status)\""
)
_IN_LIST: Mapping[str, Callable[[dict[str, object], Span], Message | None]] = {
    "locations": read_record,
    "timelineObjects": read_object,
    "semanticSegments": read_segment,
    "rawSignals": read_signal,
    "timelineEdits": read_signal,
    "features": read_feature,
    "deviceSettings": read_device,
}


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a list of positions.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    head = narrow_head(head)
    return Confidence.YES if _shape(head) or find_columns(head) else Confidence.NO


def _shape(head: bytes) -> str:
    """Give which family of shapes a file is of, empty when of none."""
    if _XML.match(head):
        return "xml"
    # A dashcam puts its own time before each sentence, in the brackets of a list.
    shape = "nmea" if is_nmea(head) else "lines" if _OWNTRACKS.match(head) else ""
    if shape or not _JSON.match(head):
        return shape
    is_geojson = _GEOJSON.search(head) and b'"coordinates"' in head and b'"features"' in head
    is_settings = b'"deviceSettings"' in head and _SETTINGS.search(head)
    if _KEYS.search(head) or _IPHONE.match(head) or is_geojson or is_settings:
        return "json"
    if _SIDECAR.match(head):
        return "sidecar"
    return "feature" if _FEATURE.match(head) else ""


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Give every position.

    Args:
        source: the file.
        answers: of a table, `date-order`: which number is the day.

    Yields:
        Events in file order, and what is no position as leftovers. A file that is none of the
        shapes ends in `NotThisFormatError`.
    """
    yield from read_wide(source, lambda text: _read(text, answers))


def _read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:
    """Give every position of a file that is no UTF-16.

    Raises:
        NotThisFormatError: it is none of the shapes.
    """
    head = source.read(0, HEAD_BYTES)
    match _shape(head):
        case "xml":
            yield from read_xml(source)
        case "lines":
            for node in owntracks_lines(source):
                yield _found(node, read_owntracks)
        case "nmea":
            yield from read_nmea(source)
        case "json":
            yield from _from_lists(source)
        case ("feature" | "sidecar") as shape:
            reader = read_feature if shape == "feature" else read_sidecar
            yield from (_found(node, reader) for node in records(source, lambda path: not path))
        case _:
            columns = find_columns(head)
            if columns is None:
                raise NotThisFormatError
            yield from read_table(source, columns, answers)


def _from_lists(source: Source) -> Iterator[Found]:
    """Give the records of a file that has lists of them."""
    for node in records(source, _is_record):
        yield _found(node, _reader_of(node.path))
        if node.path[:1] == ("timelineObjects",) and isinstance(node.value, dict):
            yield from read_inner_visits(node.value, node.span)


def _is_record(path: Path) -> bool:
    """Tell whether a record lies at a path."""
    match path:
        case (str() as name, int()):
            return name in _IN_LIST
        case ("userLocationProfile", "frequentPlaces", int()):
            return True
        case (int(),):
            return True
        case _:
            return False


def _reader_of(path: Path) -> Callable[[dict[str, object], Span], Message | None] | None:
    """Give what reads the record at a path."""
    match path:
        case (str() as name, int()):
            return _IN_LIST.get(name)
        case ("userLocationProfile", "frequentPlaces", int()):
            return read_frequent
        case (int(),):
            return read_segment
        case _:
            return None


def _found(node: Node, reader: Callable[[dict[str, object], Span], Message | None] | None) -> Found:
    """Give the event of a record, or what is left over."""
    if node.value is BROKEN:
        return Leftover(node.span, "not-understood")
    if reader is None:
        return Leftover(node.span, "about-the-export")
    found = reader(node.value, node.span) if isinstance(node.value, dict) else None
    return found or Leftover(node.span, "not-understood")
