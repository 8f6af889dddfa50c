"""Pieces of the reader of sign-ins: columns, times, several times in a row, pages in pieces."""

from __future__ import annotations

import pytest

from holdfast.insight.gaps import Seen, gaps
from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Question
from holdfast.readers import html_pieces, load_reader
from holdfast.readers.reader import Confidence
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, messages_of, read_all

APPLE = "Device Name,Device Added Date,Device Last Heartbeat Timestamp\n"
GOOGLE = "Activity Timestamp,IP Address,Product Name\n"
ENTRA = "Date (UTC),Username,IP address,Status\n"
PAGE = (
    "<html><body><h2>Google</h2><table><tr><th>Timestamp</th><th>IP Address</th>"
    "<th>Activity Type</th></tr>{rows}</table></body></html>"
)
ROW = "<tr><td>2026-03-04 09:30:0{n} Z</td><td></td><td>Lo<b>gin</b><br>again</td></tr>\n"


def table(content: str, name: str = "table.csv", encoding: str = "utf-8") -> BytesSource:
    return BytesSource(content.encode(encoding), name)


def test_a_device_that_was_added_and_seen_is_two_events() -> None:
    source = table(f"{APPLE}iPad,2026-02-20 23:10:00,2026-03-04 09:30:00\n")

    added, seen = messages_of(read_all(source, "sign-ins"))

    assert added.text == "Device Added Date: iPad"
    assert added.happened.stated == "2026-02-20T23:10:00"
    assert seen.text == "Device Last Heartbeat Timestamp: iPad"
    assert dict(seen.details) == {"column": "Device Added Date: 2026-02-20 23:10:00"}


def test_a_time_without_a_zone_is_no_instant() -> None:
    source = table(f"{GOOGLE}2026-03-04 09:30:00,203.0.113.5,Gmail\n")

    (event,) = messages_of(read_all(source, "sign-ins"))

    assert event.happened.stated == "2026-03-04T09:30:00"
    assert event.happened.happened_at is None


def test_a_heading_that_says_utc_gives_days_in_figures_their_zone() -> None:
    source = table(f"{ENTRA}25/02/2026 10:11:12,a,203.0.113.5,Failure\n")

    (event,) = messages_of(read_all(source, "sign-ins"))

    assert event.happened.iso == "2026-02-25T10:11:12+00:00"
    assert event.text == "Failure, 203.0.113.5"
    assert event.sender is None


def test_a_day_in_figures_that_nothing_tells_is_asked_about() -> None:
    source = table(f"{ENTRA}05/03/2026 10:11:12,a,203.0.113.5,Success\n")

    question, *_ = read_all(source, "sign-ins")
    (told,) = messages_of(read_all(source, "sign-ins", {"date-order": "month-day-year"}))

    assert isinstance(question, Question)
    assert told.happened.iso == "2026-05-03T10:11:12+00:00"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_are_known_whatever_stands_between_the_cells(delimiter: str, encoding: str) -> None:
    content = f"{GOOGLE}2026-03-04 09:30:00 UTC,203.0.113.5,Gmail\n".replace(",", delimiter)
    source = table(content, encoding=encoding)

    recognised = load_reader("sign-ins").recognises(source.content, source.name)
    (event,) = messages_of(read_all(source, "sign-ins"))

    assert recognised is Confidence.YES
    assert event.text == "Gmail, 203.0.113.5"


def test_a_column_that_stands_twice_loses_neither_cell() -> None:
    source = table("Activity Timestamp,IP Address,IP Address\n2026-03-04,203.0.113.5,203.0.113.6\n")

    (event,) = messages_of(read_all(source, "sign-ins"))

    assert event.text == "203.0.113.5"
    assert event.details == (("column", "IP Address: 203.0.113.6"),)


def test_lines_before_the_columns_are_about_the_export() -> None:
    source = table(f"Saved on 4 March\n\n{GOOGLE}2026-03-04 09:30:00 UTC,203.0.113.5,Gmail\n")

    found = read_all(source, "sign-ins")

    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "google-access-log", "about-the-export", "about-the-export",
    ]  # fmt: skip
    assert list(faults("sign-ins", source.content, found)) == []


def test_a_table_below_another_has_its_own_columns_and_title() -> None:
    content = 'iCloud: Sync\n"Date","Kind"\n2026-03-04,a\nFind My\n"Place","Date"\nb,2026-03-05\n'
    source = table(content, "iCloudUsageData Set1.csv")

    found = read_all(source, "sign-ins")

    first, second = messages_of(found)
    assert (first.text, first.happened.stated) == ("iCloud: Sync\nKind: a", "2026-03-04")
    assert (second.text, second.happened.stated) == ("Find My\nPlace: b", "2026-03-05")
    assert list(faults("sign-ins", source.content, found)) == []


def test_columns_named_inside_a_cell_begin_no_table() -> None:
    source = table(f'"Not these:\n{GOOGLE}2026-03-04,203.0.113.5,Gmail"\n')

    with pytest.raises(NotThisFormatError):
        read_all(source, "sign-ins")


def test_a_table_with_a_common_column_is_known_by_its_name() -> None:
    content = b"Request Time,Kind\n2026-02-22 02:00:00,Copy\n"
    reader = load_reader("sign-ins")

    assert reader.recognises(content, "Data & Privacy Request History.csv") is Confidence.YES
    assert reader.recognises(content, "requests.csv") is Confidence.NO
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content, "requests.csv"), "sign-ins")


def test_a_page_that_is_read_in_pieces_keeps_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_pieces, "PIECE_BYTES", 200)
    content = PAGE.format(rows="".join(ROW.format(n=n) for n in range(9)))
    source = table(content, "ann.SubscriberInfo.html")

    found = read_all(source, "sign-ins")

    events = messages_of(found)
    assert [each.happened.stated for each in events] == [f"2026-03-04T09:30:0{n}" for n in range(9)]
    assert {each.text for each in events} == {"Login again"}
    assert list(faults("sign-ins", source.content, found)) == []


def test_words_beside_the_cells_of_a_page_are_not_lost() -> None:
    content = PAGE.format(rows="<tr>odd<td>2026-03-04 09:30:00 Z</td></tr>beside<tr></tr>")
    source = table(content, "ann.SubscriberInfo.html")

    found = read_all(source, "sign-ins")

    (event,) = messages_of(found)
    assert event.marks == ("log-in", "no-time")
    assert ("column", "Timestamp: odd") in event.details
    assert list(faults("sign-ins", source.content, found)) == []


def test_a_page_of_another_site_is_none_of_these() -> None:
    page = PAGE.replace("Google", "Other").format(rows=ROW.format(n=1)).encode()

    assert load_reader("sign-ins").recognises(page, "page.html") is Confidence.NO


def test_what_such_a_list_does_not_show_is_told_each_time() -> None:
    assert gaps(Seen(format="sign-ins", found=1)) == ("sign-ins",)
    assert gaps(Seen(format="sign-ins", found=1, whys={"google-access-log"})) == (
        "sign-ins", "google-access-log",
    )  # fmt: skip
