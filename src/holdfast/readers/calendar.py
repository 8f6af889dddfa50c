"""Calendars: iCalendar and vCalendar files, as Google, Apple, Outlook and phones export them.

Each appointment is one event, with its time as the file states it; one that repeats is not repeated
here. References: RFC 5545, vCalendar 1.0; docs/readers/calendar.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import LONGEST_PART_BYTES, Leftover, Message, MessageKind, Part
from holdfast.model.span import Span
from holdfast.readers.calendar_times import moment_of
from holdfast.readers.calendar_zones import parse_zone
from holdfast.readers.content_lines import doubts_of, sections, with_line_ends
from holdfast.readers.mail_names import ENDINGS
from holdfast.readers.reader import Confidence
from holdfast.readers.wide_text import narrow_head, read_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Found
    from holdfast.readers.calendar_zones import Stretch
    from holdfast.readers.content_lines import Property, Section
    from holdfast.readers.reader import Source

NAME = "calendar"
VERSION = 1

MARKS: Mapping[str, str] = MappingProxyType({
    "VEVENT": "appointment", "VTODO": "to-do", "VJOURNAL": "journal", "VFREEBUSY": "busy-times",
})  # fmt: skip
"""Part of a calendar -> mark of the event that it becomes."""

DETAILS: Mapping[str, str] = MappingProxyType({
    "DTSTART": "begins", "DTEND": "ends", "DUE": "ends", "DURATION": "lasts", "RRULE": "repeats",
    "RDATE": "repeats", "EXDATE": "repeats-not", "LOCATION": "place", "ORGANIZER": "organiser",
    "ATTENDEE": "attendee", "DESCRIPTION": "note", "COMMENT": "note", "STATUS": "appointment-state",
    "CREATED": "created-at", "LAST-MODIFIED": "changed-at", "URL": "web-address",
    "SUMMARY": "subject",
})  # fmt: skip
"""Property -> code of its detail; every other one is `other-property`."""

_BEGINNING_BYTES = 4096
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}BEGIN[ \t]{0,9}:[ \t]{0,9}(?:%s)[ \t]{0,9}[\r\n]"
    % "|".join(("VCALENDAR", "VTIMEZONE", *MARKS)).encode(),
    re.IGNORECASE,
)
_ZONE = "VTIMEZONE"
_WANTED = frozenset({*MARKS, _ZONE})
_NAMES = ("X-WR-CALNAME", "NAME")
_FILE_NAMES = ("FILENAME", "X-FILENAME", "X-LABEL")


class _Known(NamedTuple):
    """What is known of a whole file before its appointments are read."""

    titles: tuple[tuple[int, str], ...]
    """Offset from which a calendar's name holds, and the name."""

    zones: Mapping[str, tuple[Stretch, ...]]
    """Zone name to its rules."""

    def title_at(self, place: int) -> str:
        """Give the name of the calendar that a place is in."""
        return self.titles[bisect_right(self.titles, (place + 1,)) - 1][1]


def recognises(head: bytes, name: str) -> Confidence:  # noqa: ARG001  # content alone decides
    """Tell whether a file is a calendar.

    Args:
        head: the first bytes of the file.
        name: not looked at.
    """
    return Confidence.YES if _BEGIN.match(narrow_head(head)) else Confidence.NO


def read(source: Source, answers: Mapping[str, str]) -> Iterator[Found]:  # noqa: ARG001  # no questions
    """Give every appointment of a calendar.

    Args:
        source: the file; UTF-8, or UTF-16 with its mark.
        answers: none are asked for.

    Yields:
        An event an appointment (or task, or entry of a journal), then the files it holds; zones,
        names and what stands between are left over.

    Raises:
        NotThisFormatError: it does not begin a calendar.
    """
    if not _BEGIN.match(narrow_head(source.read(0, _BEGINNING_BYTES))):
        raise NotThisFormatError
    yield from read_wide(source, _appointments)


def _appointments(source: Source) -> Iterator[Found]:
    """Give every appointment of a file that is no UTF-16."""
    source = with_line_ends(source)
    known = _look_ahead(source)
    number = 0
    for section in sections(source, _WANTED):
        span = Span(section.start, section.end - section.start)
        if section.name in MARKS:
            files = list(_files(section.lines, number))
            yield _event(section, span, known, files)
            yield from files
            number += 1
        elif section.name or not any(line.name == "" for line in section.lines):
            yield Leftover(span, "about-the-export")
        else:
            yield Leftover(span, "not-understood")


def _look_ahead(source: Source) -> _Known:
    """Read zones and names, which may stand after the appointments that need them."""
    titles = [(0, "")]
    zones: dict[str, tuple[Stretch, ...]] = {}
    for section in sections(source, _WANTED):
        if section.name == _ZONE:
            name, stretches = parse_zone(section.lines)
            zones[name] = stretches
        elif not section.name:
            titles += _titles(section)
    return _Known(tuple(titles), zones)


def _titles(section: Section) -> Iterator[tuple[int, str]]:
    """Give the names of calendars that stand in a stretch, and where each begins to hold."""
    for line in section.lines:
        if line.name == "BEGIN":
            yield line.start, ""
        elif line.name in _NAMES and line.text.strip():
            yield line.start, line.text.strip()


def _files(lines: list[Property], number: int) -> Iterator[Part | Leftover]:
    """Give the files that an appointment itself holds; one that lies elsewhere is a property."""
    for line in lines:
        if not _is_file(line):
            continue
        span, content = Span(line.start, line.end - line.start), line.decoded
        if len(content) > LONGEST_PART_BYTES:
            yield Leftover(span, "part-too-long")
        elif content:
            media_type = line.parameters.get("FMTTYPE", "").lower()
            written = (line.parameters.get(name, "") for name in _FILE_NAMES)
            made = f"attachment.{ENDINGS.get(media_type, 'bin')}"
            yield Part(span, next(filter(None, written), made), media_type, content, number)


def _is_file(line: Property) -> bool:
    """Tell whether a property holds a file."""
    return line.name == "ATTACH" and line.encoding in {"B", "BASE64"}


def _event(section: Section, span: Span, known: _Known, files: list[Part | Leftover]) -> Message:
    """Give one appointment."""
    own, alarms = _without_alarms(section.lines)
    first = {line.name: line for line in reversed(own)}
    begins, marks = moment_of(
        first.get("DTSTART") or first.get("DUE"), first.get("DTEND"), known.zones
    )
    details = [each for line in own for each in _detail(line)]
    details += [("reminder", alarm) for alarm in alarms]
    summary, organiser = first.get("SUMMARY"), first.get("ORGANIZER")
    return Message(
        MessageKind.EVENT.value, known.title_at(section.start),
        _person(organiser) if organiser is not None else None,
        summary.text if summary is not None else "", begins, span,
        tuple(each.name for each in files if isinstance(each, Part)),
        (MARKS[section.name], *marks, *doubts_of(own)), None, tuple(details),
    )  # fmt: skip


def _without_alarms(lines: list[Property]) -> tuple[list[Property], list[str]]:
    """Give an appointment's own lines, and of each part within it what it says on one line."""
    own: list[Property] = []
    within: list[Property] = []
    alarms: list[str] = []
    depth = 0
    for line in lines:
        if line.name == "BEGIN":
            depth += 1
        elif line.name == "END":
            depth -= 1
            if depth <= 0:
                alarms.append(_on_one_line(within))
                within, depth = [], 0
        else:
            (within if depth else own).append(line)
    if within:
        alarms.append(_on_one_line(within))
    return own, alarms


def _on_one_line(lines: list[Property]) -> str:
    """Give what a part within an appointment says; a sound that it would make is not said."""
    return "; ".join(line.as_written for line in lines if not _is_file(line))


def _detail(line: Property) -> list[tuple[str, str]]:
    """Give a property as a detail."""
    code = DETAILS.get(line.name)
    if code == "subject" or _is_file(line):
        return []
    if code in {"organiser", "attendee"}:
        answer = line.parameters.get("PARTSTAT", "")
        return [(code, f"{_person(line)} ({answer})" if answer else _person(line))]
    if code in {"begins", "ends"}:
        zone = line.parameters.get("TZID", "")
        return [(code, f"{line.text} {zone}".rstrip())]
    if code is not None:
        return [(code, line.text)]
    return [("other-property", line.as_written)] if line.name or line.value.strip() else []


def _person(line: Property) -> str:
    """Give somebody's name and address as an appointment states them."""
    address = line.text.strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    name = line.parameters.get("CN", "").strip()
    return f"{name} <{address}>" if name and name != address else address
