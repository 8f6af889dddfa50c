"""Bills whose dates have no year: told by what stands before the rows, or asked once per file."""

from __future__ import annotations

import pytest

from holdfast.knowledge.wording import words
from holdfast.model.message import Leftover, Question
from holdfast.readers.call_records import recognises
from holdfast.readers.call_records_dates import parse_yearless
from holdfast.readers.call_records_facts import can_be_answered
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

HEAD = "Date,Time,Number called,Duration\n"
NUMBER = "07700900124"
DECEMBER = ("12 Dec", "31 Dec", "01 Jan", "11 Jan")


def bill(days: tuple[str, ...], before: str = "") -> bytes:
    """Give a bill with a row for each day."""
    return f"{before}{HEAD}{''.join(map(row, days))}Total,,,0:03:00\n".encode()


def row(day: str) -> str:
    """Give a row."""
    return f"{day},10:15,07700900123,0:01:00\n"


def stated(content: bytes, answers: dict[str, str] | None = None) -> list[str | None]:
    """Give the days of the rows as read, None where they have no time."""
    found = messages_of(read_all(BytesSource(content), "call-records", answers))
    return [each.happened.stated and each.happened.stated[:10] for each in found]


def asked(content: bytes, answers: dict[str, str] | None = None) -> dict[str, Question]:
    """Give what is asked."""
    found = read_all(BytesSource(content), "call-records", answers)
    return {each.id: each for each in found if isinstance(each, Question)}


@pytest.mark.parametrize(
    ("cell", "orders", "rest", "weekday"),
    [
        ("03 Mar", ("day-month-year",), "", None),
        ("3rd March", ("day-month-year",), "", None),
        ("03-Mar 10:15", ("day-month-year",), "10:15", None),
        ("Mon 3 Mar", ("day-month-year",), "", 0),
        ("Sat, Mar 14, 10:15 PM", ("month-day-year",), "10:15 PM", 5),
        ("10:15 3 Mar", ("day-month-year",), "10:15", None),
        ("03/03", ("day-month-year", "month-day-year"), "", None),
        ("13/03", ("day-month-year",), "", None),
        ("13.03. 10:15", ("day-month-year",), "10:15", None),
        ("29 Feb", ("day-month-year",), "", None),
    ],
)
def test_a_day_and_a_month_are_a_date_without_a_year(
    cell: str, orders: tuple[str, ...], rest: str, weekday: int | None
) -> None:
    found = parse_yearless(cell)

    assert found is not None
    assert (found.written.orders, found.written.rest, found.weekday) == (orders, rest, weekday)


@pytest.mark.parametrize(
    "cell", ["", "3 Mar 2026", "03/03/26", "32/13", "30 Feb", "3 Xyz", "10:15 3 Mar 10:15",
             "3.05", "x" * 99],
)  # fmt: skip
def test_anything_else_is_no_date_without_a_year(cell: str) -> None:
    assert parse_yearless(cell) is None


@pytest.mark.parametrize(
    "before",
    [
        "Bill date,12 January 2026\n",
        "Bill date: 12/01/2026\n",
        "Rechnungsdatum: 12.01.2026\n",
        "Billing period,12 Dec 2025 - 11 Jan 2026\n",
        "Billing period: 12 Dec to 11 Jan 2026\n",
        "Usage from 12/12/2025 to 11/01/2026\n",
        "Period from,12 December 2025\nPeriod to,11 January 2026\n",
        "Account,123\nYour statement of January 12, 2026\nPlan ends 3 March 2027\n",
        "Payment due 1 Feb 2026\nInvoice date 12 Jan 26\nPeriod 12 Dec 2025 - 11 Jan 2026\n",
    ],
)
def test_the_year_is_taken_from_what_stands_before_the_rows(before: str) -> None:
    content = bill(DECEMBER, before)

    assert recognises(content, "bill.csv") is Confidence.YES
    assert stated(content) == ["2025-12-12", "2025-12-31", "2026-01-01", "2026-01-11"]
    assert "date-year" not in asked(content)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Printed on 12 January 2026\n",
        "Contract from 12 Dec 2025 to 11 Jan 2026\n",
        "Your next bill is made on 12 January 2026\n",
        "Charges in advance 12 Dec 2025 - 11 Jan 2026\n",
        "Period 1 Jan 2020 - 11 Jan 2026\n",
        "Bill date 1 October 2026\n",
        "Bill of 12 Xyz 2026\n",
        f"{'x' * 400} bill date 12 January 2026\n",
        "Periods 1 Dec 2024 - 31 Dec 2024\nPeriod 1 Dec 2025 - 31 Dec 2025\n",
    ],
)
def test_what_says_something_else_or_two_things_tells_no_year(before: str) -> None:
    content = bill(("12 Dec", "14 Dec"), before)

    assert stated(content) == [None, None]
    assert asked(content)["date-year"].text == "12 Dec"


def test_rows_of_no_known_year_keep_their_characters_and_say_so() -> None:
    found = read_all(BytesSource(bill(("12 Dec",))), "call-records")

    (message,) = messages_of(found)
    assert (message.happened.as_written, message.happened.stated) == ("12 Dec 10:15", None)
    assert message.marks == ("sent", "year-open")
    assert message.duration_seconds == 60
    assert words("marks").table("year-open").text("says")
    assert [each.why for each in found if isinstance(each, Leftover)] == [
        "about-the-export", "row-not-read",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "answer", "dates"),
    [
        (DECEMBER, "2025", ["2025-12-12", "2025-12-31", "2026-01-01", "2026-01-11"]),
        (DECEMBER[::-1], "2026", ["2026-01-11", "2026-01-01", "2025-12-31", "2025-12-12"]),
        (("3 Mar", "9 Mar", "5 Mar"), "2026", ["2026-03-03", "2026-03-09", "2026-03-05"]),
        # Two rows can be newest first with a year between them.
        (("28 Dec", "2 Jan"), "2025", ["2025-12-28", None]),
        # Calls, then texts of the same days: what is of which year is not certain.
        (("28 Dec", "30 Dec", "2 Jan", "29 Dec"), "2025",
         ["2025-12-28", "2025-12-30", None, "2025-12-29"]),
        (("3 Mar", "4 Mar", "5 Nov"), "2026", ["2026-03-03", "2026-03-04", None]),
        (("29 Feb", "1 Mar"), "2024", ["2024-02-29", "2024-03-01"]),
        (("29 Feb", "1 Mar"), "2025", [None, "2025-03-01"]),
        (("Tue 3 Mar", "Mon 9 Mar", "Tue 9 Mar"), "2026", ["2026-03-03", "2026-03-09", None]),
        (("3 Mar", "4 Mar", "x", "4 Mar 2026"), "2026", ["2026-03-03", "2026-03-04", "2026-03-04"]),
        (DECEMBER, "not-known", [None] * 4),
    ],
)  # fmt: skip
def test_one_answer_gives_the_years_that_follow_from_it(
    days: tuple[str, ...], answer: str, dates: list[str | None]
) -> None:
    answers = {"date-year": answer}

    assert stated(bill(days), answers) == dates
    assert "date-year" not in asked(bill(days), answers)


def test_an_answer_goes_before_what_the_file_says() -> None:
    content = bill(("12 Dec",), "Bill date 12 January 2026\n")

    assert stated(content, {"date-year": "2019"}) == ["2019-12-12"]
    assert can_be_answered("date-year", "2019")
    assert not can_be_answered("date-year", "1850")
    assert not can_be_answered("date-year", "the last")
    assert not can_be_answered("call-column-nothing", "none")
    assert not can_be_answered("call-word-x", "sent")
    assert can_be_answered("date-order", "day-month-year")
    assert can_be_answered("call-word-1", "sent")


def test_only_years_with_that_day_of_the_week_are_offered() -> None:
    assert asked(bill(("Tue 3 Mar",)))["date-year"].choices == (
        "2026", "2020", "2015", "not-known",
    )  # fmt: skip


def test_rows_outside_the_period_follow_from_those_inside_where_order_tells() -> None:
    period = "Billing period 12 Dec 2025 - 11 Jan 2026\n"

    assert stated(bill(("12 Dec", "13 Jan"), period)) == ["2025-12-12", None]
    assert stated(bill((*DECEMBER, "13 Jan"), period))[-1] == "2026-01-13"


def test_no_row_is_younger_than_its_bill() -> None:
    before = "Bill date 12 January 2026\n"

    assert stated(bill((*DECEMBER, "13 Jan"), before))[-2:] == ["2026-01-11", None]


def test_which_number_is_the_day_is_told_by_the_dates_before_the_rows_too() -> None:
    content = bill(("03/02", "05/02"), "Billing period 13/01/2026 - 12/02/2026\n")

    assert stated(content) == ["2026-02-03", "2026-02-05"]
    assert "date-order" not in asked(content)


def test_while_day_and_month_are_open_no_year_is_given() -> None:
    content = bill(("03/02", "05/02"), "Bill date 03/03/2026\n")

    assert stated(content) == [None, None]
    assert {"date-order", "date-year"} <= set(asked(content))
    assert stated(content, {"date-order": "day-month-year"}) == ["2026-02-03", "2026-02-05"]


def test_a_second_table_of_the_same_file_is_dated_by_the_first() -> None:
    texts = "Texts\nDate,Number texted,Type\n" + "".join(
        f"{day},07700900124,SMS\n" for day in ("13 Dec", "2 Jan", "1 Dec", "1 May")
    )
    content = bill(DECEMBER).removesuffix(b"Total,,,0:03:00\n") + texts.encode()

    assert stated(content, {"date-year": "2025"})[4:] == [
        "2025-12-13", "2026-01-02", "2025-12-01", None,
    ]  # fmt: skip


def test_a_second_table_without_a_day_of_the_first_is_dated_beside_it() -> None:
    texts = f"Texts\nDate,Number texted,Type\n1 Dec,{NUMBER},SMS\n2 Dec,{NUMBER},SMS\n"
    content = bill(DECEMBER).removesuffix(b"Total,,,0:03:00\n") + texts.encode()
    far = content.replace(b"1 Dec,0", b"1 Jul,0")

    assert stated(content, {"date-year": "2025"})[4:] == ["2025-12-01", "2025-12-02"]
    assert stated(content)[4:] == [None, None]
    assert stated(far, {"date-year": "2025"})[4] == "2025-07-01"
    assert stated(far.replace(b"1 Jul", b"1 May"), {"date-year": "2025"})[4:] == [None, None]


def test_a_table_that_goes_on_under_the_same_headings_goes_on_in_its_years() -> None:
    content = f"{HEAD}{row('30 Dec')}{row('31 Dec')}Page 2\n{HEAD}{row('1 Jan')}".encode()

    assert stated(content, {"date-year": "2025"}) == ["2025-12-30", "2025-12-31", "2026-01-01"]


def test_a_file_of_very_many_days_is_dated_as_far_as_is_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("holdfast.readers.call_records_years._MOST_RUNS", 2)

    assert stated(bill(("3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar")), {"date-year": "2026"}) == [
        "2026-03-03", "2026-03-04", None, None, None,
    ]  # fmt: skip


def bills(*sections: tuple[str, tuple[str, ...]], head: str = HEAD) -> bytes:
    """Give several bills in one file, each with what stands before it."""
    return "".join(
        f"{before}{head if before else ''}{''.join(map(row, days))}" for before, days in sections
    ).encode()


def test_each_of_several_bills_in_a_file_is_dated_by_its_own_day() -> None:
    content = bills(
        ("Bill date 12 January 2025\n", ("12 Dec", "2 Jan")),
        ("Bill date,12 January 2026,,\n", ("12 Dec", "2 Jan")),
        ("Page 2\n", ("3 Jan",)),
        ("Bill date 12 January 2027\nTexts\n", ("12 Dec",)),
    )

    assert stated(content) == [
        "2024-12-12", "2025-01-02", "2025-12-12", "2026-01-02", "2026-01-03", "2026-12-12",
    ]  # fmt: skip
    assert "date-year" not in asked(content)


def test_an_answer_is_about_the_first_of_several_bills_only() -> None:
    content = bills(("Calls\n", ("12 Dec",)), ("Bill date 12 January 2026\n", ("12 Dec",)))

    assert stated(content) == [None, "2025-12-12"]
    assert stated(content, {"date-year": "2023"}) == ["2023-12-12", "2025-12-12"]


def test_the_same_day_of_the_bill_on_every_page_begins_no_other_bill() -> None:
    before = "Bill date 12 January 2026\n"
    content = bills((before, ("12 Dec", "31 Dec")), (before, ("1 Jan",)))

    assert stated(content) == ["2025-12-12", "2025-12-31", "2026-01-01"]


def test_rows_of_two_bills_under_one_heading_have_no_year() -> None:
    second = row("12 Dec")
    content = bills(("Bill date 12 January 2025\n", ("12 Dec", "2 Jan")))
    content += f"Bill date 12 January 2026\n{second}".encode()

    assert stated(content) == [None, None, None]
    assert stated(content, {"date-year": "2024"}) == [None, None, None]
    assert stated(content.removesuffix(second.encode())) == ["2024-12-12", "2025-01-02"]


def test_an_answer_dates_nothing_while_day_and_month_are_open() -> None:
    content = bill(("03/02", "05/02"))

    assert stated(content, {"date-year": "2026"}) == [None, None]
    assert set(asked(content, {"date-year": "2026"})) == {"date-order", "zone"}


def test_a_table_that_goes_on_after_another_goes_on_in_its_years() -> None:
    texts = f"Texts\nDate,Number texted,Type\n31 Dec,{NUMBER},SMS\n"
    content = f"{HEAD}{row('30 Dec')}{row('31 Dec')}{texts}{HEAD}{row('1 Jan')}".encode()

    assert stated(content, {"date-year": "2025"}) == [
        "2025-12-30", "2025-12-31", "2025-12-31", "2026-01-01",
    ]  # fmt: skip
