"""The pieces of the contact and calendar readers: lines, parameters, zones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from holdfast.model.message import Leftover, Message, Part
from holdfast.readers import calendar, contacts, content_lines
from holdfast.readers.calendar_zones import (
    Stretch,
    offset_by_name,
    offset_in,
    parse_local,
    parse_offset,
    parse_zone,
)
from holdfast.readers.content_lines import properties
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found

LINES = {
    b"TEL;TYPE=CELL;TYPE=pref:1\n": ("TEL", {"TYPE": "CELL,pref"}, "1"),
    b"TEL;CELL;PREF:1\n": ("TEL", {"TYPE": "CELL,PREF"}, "1"),
    b'ATTENDEE;CN="A: b; c":mailto:x\n': ("ATTENDEE", {"CN": "A: b; c"}, "mailto:x"),
    b"NOTE:one\\ntwo\\, three\n": ("NOTE", {}, "one\ntwo, three"),
    b"NOTE:fol\r\n ded\r\n": ("NOTE", {}, "folded"),
    b"NOTE;QUOTED-PRINTABLE:a=3D=\n=C3=A9\n": (
        "NOTE",
        {"ENCODING": "QUOTED-PRINTABLE"},
        "a=\u00e9",
    ),
    b"KEY;ENCODING=BASE64:SGVs\nbG8h\n": ("KEY", {"ENCODING": "BASE64"}, "Hello!"),
    b"\xef\xbb\xbfBEGIN:VCARD\r\n": ("BEGIN", {}, "VCARD"),
    b"no colon\n": ("", {}, "no colon"),
    b";:\n": ("", {}, ";:"),
}


@pytest.mark.parametrize("raw", LINES)
def test_line_is_taken_apart(raw: bytes) -> None:
    (line,) = properties(BytesSource(raw))

    assert (line.name, dict(line.parameters), line.text) == LINES[raw]
    assert (line.start, line.end) == (0, len(raw))


@pytest.mark.parametrize("size", [7, 64])
def test_pieces_of_any_size_give_the_same(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    cases = [case for case in all_cases("contacts", "calendar") if case.folder.name == "plain"]
    whole = [read_all(case.source, case.format) for case in cases]
    monkeypatch.setattr(content_lines, "PIECE_BYTES", size)

    assert [read_all(case.source, case.format) for case in cases] == whole


def test_a_picture_in_a_card_is_taken_out_or_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    card = (
        b"BEGIN:VCARD\nORG:x\nPHOTO:https://example.org/a.png\nLOGO;MEDIATYPE=image/gif;ENCODING=b:"
        b"R0lG\nSOUND;ENCODING=b:R0lGODlh\nEND:VCARD\n"
    )
    monkeypatch.setattr("holdfast.readers.contacts.LONGEST_PART_BYTES", 4)

    message, logo, sound = read_all(BytesSource(card), "contacts")

    assert isinstance(message, Message)
    assert message.text == "x"
    assert isinstance(logo, Part)
    assert (logo.name, logo.content) == ("logo.gif", b"GIF")
    assert isinstance(sound, Leftover)
    assert ("other-property", "PHOTO: https://example.org/a.png") in message.details


def test_a_card_with_nothing_in_it_has_no_name() -> None:
    (message,) = read_all(BytesSource(b"BEGIN:VCARD\nEND:VCARD\n"), "contacts")

    assert isinstance(message, Message)
    assert message.text == ""


def test_a_line_longer_than_is_kept_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_lines, "MOST_KEPT", 50)
    monkeypatch.setattr(content_lines, "PIECE_BYTES", 40)
    content = b"BEGIN:VCARD\nNOTE:" + b"x" * 500 + b"\nFN:a\nEND:VCARD\n"

    (message,) = read_all(BytesSource(content), "contacts")

    assert message.span == (0, len(content), "")  # type: ignore[union-attr]


def test_what_is_too_long_is_cut_and_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_lines, "MOST_KEPT", 50)
    content = b"BEGIN:VCARD\nFN:a\nNOTE:" + b" x\n" * 100 + b"TEL:1\n" * 100 + b"END:VCARD\n"

    found = read_all(BytesSource(content), "contacts")

    assert len(found) == 1


def test_zone_rules_of_a_file_agree_with_the_public_ones() -> None:
    content = corpus("samples", "ics", "icalendar", "america_new_york.ics").read_bytes()
    begin, end = content.index(b"TZID"), content.index(b"END:VTIMEZONE")
    _, stretches = parse_zone(properties(BytesSource(content[begin:end])))
    zone = ZoneInfo("America/New_York")

    local, differs = datetime(1968, 1, 1, 12), 0  # noqa: DTZ001  # a wall clock, by day
    while local.year < 2030:
        offset = local.replace(tzinfo=zone).utcoffset()
        assert offset is not None
        differs += offset_in(stretches, local) != offset.total_seconds() // 60
        local += timedelta(days=1)
    assert differs == 0


def zone_of(*rules: bytes) -> bytes:
    """Give a zone with stretches of these rules."""
    part = (
        b"BEGIN:STANDARD\nDTSTART:20000326T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n%b\n"
        b"END:STANDARD\n"
    )
    return b"TZID:x\n" + b"".join(part % rule for rule in rules)


@pytest.mark.parametrize(
    ("rule", "offset"),
    [
        pytest.param(b"RRULE:FREQ=YEARLY", 120, id="the same day every year"),
        pytest.param(b"RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=26", 120, id="a day of a month"),
        pytest.param(
            b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=20010101T000000Z", 120, id="over"
        ),
        pytest.param(b"RDATE:20010325T020000,nonsense", 120, id="once more"),
        pytest.param(b"RRULE:FREQ=YEARLY;BYMONTH=13", 120, id="no such month"),
        pytest.param(b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", 120, id="no such day"),
        pytest.param(b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=6SU", 120, id="no sixth Sunday"),
        pytest.param(b"RRULE:FREQ=DAILY", None, id="not yearly"),
        pytest.param(b"RRULE:FREQ=YEARLY;INTERVAL=2", None, id="every second year"),
        pytest.param(b"RRULE:FREQ=YEARLY;BYHOUR=2", None, id="not understood"),
        pytest.param(b"TZOFFSETTO:x\nDTSTART:x", 120, id="said twice"),
    ],
)
def test_zone_rule_is_used_or_not(rule: bytes, offset: int | None) -> None:
    name, stretches = parse_zone(properties(BytesSource(zone_of(rule))))

    assert name == "x"
    assert offset_in(stretches, datetime(2004, 7, 1)) == offset  # noqa: DTZ001


def test_before_the_first_stretch_the_offset_before_it_holds() -> None:
    _, stretches = parse_zone(properties(BytesSource(zone_of(b"", b""))))

    assert offset_in(stretches, datetime(1999, 1, 1)) == 60  # noqa: DTZ001


def test_what_is_no_time_or_offset_or_zone_is_none() -> None:
    assert parse_local("20240230") is None
    assert parse_local("yesterday") is None
    assert parse_offset("1") is None
    assert parse_offset("-053000") == -330
    day = datetime(2024, 7, 1)  # noqa: DTZ001
    assert offset_by_name("../../etc/passwd", day) is None
    assert offset_by_name("/freeassociation.sourceforge.net/Europe/London", day) == 60


def appointment(*lines: str) -> list[Found]:
    """Give what is found in a calendar with one appointment."""
    text = "\r\n".join(
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )
    return read_all(BytesSource(text.encode(), "x.ics"), "calendar")


def test_a_file_in_an_appointment_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY"
    lines = (f"{line};FILENAME=door.png:aGVsbG8=", f"{line}:aGVsbG8=", f"{line}:", "ATTACH:cid:1")

    _, event, named, made, _ = appointment(*lines)
    monkeypatch.setattr("holdfast.readers.calendar.LONGEST_PART_BYTES", 2)
    too_long = appointment(lines[0])

    assert isinstance(event, Message)
    assert event.attachments == ("door.png", "attachment.png")
    assert [detail for _, detail in event.details] == ["ATTACH: cid:1"]
    assert [each.content for each in (named, made) if isinstance(each, Part)] == [b"hello"] * 2
    assert [each.why for each in too_long if isinstance(each, Leftover)][1] == "part-too-long"


def test_a_sound_of_a_reminder_is_not_said() -> None:
    sound = "ATTACH;ENCODING=BASE64;VALUE=BINARY:aGVsbG8="

    _, event, *_ = appointment("BEGIN:VALARM", "ACTION:AUDIO", sound, "END:VALARM")

    assert isinstance(event, Message)
    assert event.details == (("reminder", "ACTION: AUDIO"),)


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("2024-07-04T11:00:00Z", "2024-07-04T11:00:00"),
        ("20240704T1100Z", "2024-07-04T11:00:00"),
        ("2024-07-04", "2024-07-04"),
    ],
)
def test_times_with_the_signs_of_other_standards_are_read(written: str, stated: str) -> None:
    _, event, *_ = appointment(f"DTSTART:{written}")

    assert isinstance(event, Message)
    assert event.happened.stated == stated


def test_a_time_that_clocks_skip_has_the_offset_from_before() -> None:
    begins = datetime(2024, 3, 31, 1)  # noqa: DTZ001  # a wall clock
    stretches = (Stretch(begins=begins, before=0, after=60, rule={}, dates=()),)

    offsets = [offset_in(stretches, datetime(2024, 3, 31, hour, 30)) for hour in (0, 1, 2)]  # noqa: DTZ001

    assert offsets == [0, 0, 60]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_cards_and_appointments_are_read_in_their_places(encoding: str) -> None:
    mark = "\ufeff"
    card = f"{mark}BEGIN:VCARD\r\nFN:S\u00fcsan\r\nEND:VCARD\r\n".encode(encoding)

    _, event, *_ = read_all(
        BytesSource(
            f"{mark}BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n".encode(encoding)
        ),
        "calendar",
    )
    (contact,) = read_all(BytesSource(card), "contacts")

    assert isinstance(event, Message)
    assert isinstance(contact, Message)
    assert (event.text, contact.text, contact.span.end) == ("x", "S\u00fcsan", len(card))
    assert contacts.recognises(card, "x") is Confidence.YES


@pytest.mark.parametrize(
    ("line", "details"),
    [
        ("TEL;VALUE=uri:tel:+44-7700-900123", (("tel", "+44-7700-900123"),)),
        ("EMAIL:MAILTO:sam@example.org", (("email", "sam@example.org"),)),
        ("TEL;CELL:", ()),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-04", (("birthday", "--03-04"),)),
        ("BDAY:1990-03-04", (("birthday", "1990-03-04"),)),
    ],
)
def test_what_a_card_says_is_given_plainly(line: str, details: tuple[tuple[str, str], ...]) -> None:
    (card,) = read_all(BytesSource(f"BEGIN:VCARD\n{line}\nEND:VCARD\n".encode()), "contacts")

    assert isinstance(card, Message)
    assert card.details == details


CARD = "BEGIN:VCARD\nFN:Sam\nTEL:1\nEND:VCARD\n"


def card_of(content: bytes) -> Message:
    """Give the one card of a file."""
    found = read_all(BytesSource(content), "contacts")
    assert list(faults("contacts", content, found)) == []
    (card,) = messages_of(found)
    return card


def test_cards_and_appointments_of_an_old_mac_have_lines() -> None:
    content = b"BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:x\rEND:VEVENT\rEND:VCALENDAR\r"

    found = read_all(BytesSource(content), "calendar")

    assert [each.text for each in messages_of(found)] == ["x"]
    assert card_of(CARD.replace("\n", "\r").encode()).details == (("name", "Sam"), ("tel", "1"))


@pytest.mark.parametrize("blank", ["\n", "\r\n", "\n\n"])
def test_a_long_line_goes_on_behind_empty_lines(blank: str) -> None:
    card = card_of(CARD.replace("FN:Sam\n", f"FN\n{blank} :Sam{blank}\n").encode())

    assert card.details == (("name", "Sam"), ("tel", "1"))


def test_an_indented_line_behind_many_empty_ones_is_a_line_of_its_own() -> None:
    card = card_of(CARD.replace("TEL:1\n", "TEL:1\n\n\n\n 2\n").encode())

    assert dict(card.details)["tel"] == "1"


def test_an_appointment_without_a_calendar_around_it_is_read() -> None:
    content = b"BEGIN:VEVENT\r\nDTSTART:20240304T112034Z\r\nSUMMARY:x\r\nEND:VEVENT\r\n"

    (event,) = messages_of(read_all(BytesSource(content), "calendar"))

    assert calendar.recognises(content, "x") is Confidence.YES
    assert (event.text, event.happened.stated) == ("x", "2024-03-04T11:20:34")


def test_characters_in_doubt_are_said() -> None:
    content = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Caf\u00e9\nEND:VEVENT\n".encode("latin-1")

    (event,) = messages_of(read_all(BytesSource(content), "calendar"))
    card = card_of(CARD.replace("Sam", "Zo\u00eb").encode("latin-1"))

    assert (event.text, event.marks) == ("Caf\u00e9", ("appointment", "charset-guessed"))
    assert (card.text, card.marks) == ("Zo\u00eb", ("contact", "charset-guessed"))


@pytest.mark.parametrize(
    "custom",
    [
        "X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=4D=C3=BC)",
        "X-CUSTOM(ENCODING=QUOTED-PRINTABLE,=4D=C3=BC)",
        "X-CUSTOM(M\u00fc)",
    ],
)
def test_a_kind_of_number_that_somebody_named_themselves_is_given(custom: str) -> None:
    card = card_of(CARD.replace("TEL", f"TEL;{custom};PREF").encode())

    assert card.details[1:] == (("tel", "1"), ("tel-kind", "M\u00fc,PREF"))


def test_the_picture_of_a_card_of_outlook_is_a_file() -> None:
    line = "X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:aGVsbG8="
    content = CARD.replace("TEL:1", line).encode()

    found = read_all(BytesSource(content), "contacts")

    assert [(each.name, each.content) for each in found if isinstance(each, Part)] == [
        ("x-ms-cardpicture.jpg", b"hello")
    ]


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        pytest.param("GMT Standard Time", 60, id="of Windows, in summer"),
        pytest.param("Eastern Standard Time", -240, id="of Windows, elsewhere"),
        pytest.param("tzone://Microsoft/Utc", 0, id="of Exchange"),
        pytest.param("tzone://Microsoft/Custom", None, id="of Exchange, that nobody explains"),
    ],
)
def test_zones_of_outlook_are_known_without_their_rules(zone: str, minutes: int | None) -> None:
    lines = f"BEGIN:VEVENT\r\nDTSTART;TZID={zone}:20240704T112034\r\nEND:VEVENT\r\n"
    content = f"BEGIN:VCALENDAR\r\n{lines}END:VCALENDAR\r\n".encode()

    (event,) = messages_of(read_all(BytesSource(content, "a.ics"), "calendar"))

    assert event.happened.stated == "2024-07-04T11:20:34"
    assert event.happened.offset_minutes == minutes
    assert ("zone-unknown" in event.marks) is (minutes is None)
