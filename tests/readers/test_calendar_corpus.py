"""Published calendars against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

import pytest

from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

EVENTS = {
    "alarm_google_future.ics": (1, "2024-10-04T18:15:00+00:00"),
    "america_new_york.ics": (1, "2014-08-29T08:00:00-04:00"),
    "big_bad_calendar.ics": (20, None),
    "bom_calendar.ics": (0, None),
    "broken_dtstart.ics": (1, None),
    "broken_ical.ics": (1, "2014-04-09T09:30:00"),
    "calendar_with_unicode.ics": (0, None),
    "empty.ics": (0, None),
    "example.ics": (3, "2022-01-01"),
    "issue_1050_multiple_calendars.ics": (2, None),
    "issue_1231_recurrence.ics": (1, "2025-04-28T16:05:00+00:00"),
    "issue_127_categories_with_commas.ics": (1, "2014-02-04T14:00:00+00:00"),
}
"""Name -> number of appointments, and when the first one is."""


@pytest.mark.parametrize("name", EVENTS)
def test_every_appointment_is_found(name: str) -> None:
    content = corpus("samples", "ics", "icalendar", name).read_bytes()

    found = read_all(BytesSource(content, name), "calendar")

    assert_every_byte_is_accounted_for(found, len(content))
    events = messages_of(found)
    first = events[0].happened.iso if events else None
    assert (len(events), first) == EVENTS[name]
    assert all(event.marks[0] == "appointment" for event in events)


def test_every_published_calendar_is_listed_here() -> None:
    assert {path.name for path in corpus("samples", "ics").rglob("*.ics")} == set(EVENTS)


def test_names_of_two_calendars_in_one_file_are_kept_apart() -> None:
    content = (
        b"BEGIN:VCALENDAR\nX-WR-CALNAME:one\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"
        b"BEGIN:VCALENDAR\nNAME:three\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    found = messages_of(read_all(BytesSource(content), "calendar"))

    assert [each.conversation for each in found] == ["one", "", "three"]
