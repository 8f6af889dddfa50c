"""What an entry holds is said in words: times, ways and formats too."""

from __future__ import annotations

import pytest

from holdfast.web.entry_view import show_size, show_value


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("received", "2026-03-04T17:30:05+00:00", "Wednesday 4 March 2026, 17:30"),
        ("first", "2026-03-04T17:30", "Wednesday 4 March 2026, 17:30"),
        ("until", "2026-03-04", "Wednesday 4 March 2026"),
        ("until", "2026-03", "March 2026"),
        ("until", "until the next hearing", "until the next hearing"),
        ("until", "2026-03-04 or later", "2026-03-04 or later"),
        ("how", "file", "Chosen as a file"),
        ("how", "folder", "With a whole folder"),
        ("how", "some-new-way", "some-new-way"),
        ("format", "opaque", "Kept as it is, not read"),
        ("format", "whatsapp", "a WhatsApp chat"),
    ],
)
def test_codes_and_times_are_said_in_words(name: str, value: str, said: str) -> None:
    assert show_value(name, value) == said


def test_whose_a_file_is_is_said_as_she_said_it() -> None:
    assert show_value("whose", "child") == "My child's"
    assert show_value("role", "child") == "A child"


def test_times_of_a_file_have_their_zone() -> None:
    shown = show_value("first", "2026-06-16T17:00:00+01:00")

    assert shown == "Tuesday 16 June 2026, 17:00 UTC+01:00"


def test_a_size_is_told_in_the_unit_that_it_fills() -> None:
    sizes = (0, 1, 1023, 1024, 1536 * 1024, 3 << 29)

    assert [show_size(each) for each in sizes] == [
        "0 bytes", "1 byte", "1023 bytes", "1.0 KB", "1.5 MB", "1.5 GB",
    ]  # fmt: skip
