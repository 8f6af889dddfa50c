"""The first lines of a list of calls, as the reading child shows them and as they are believed."""

from __future__ import annotations

import pytest

from holdfast.actions.columns import answers_of, roles_in
from holdfast.actions.reading.answers import AnswerNotUnderstoodError
from holdfast.actions.reading.asking import ReadingChild
from holdfast.actions.reading.look_answers import parse_look
from holdfast.readers.call_records_look import MOST_COLUMNS, MOST_ROWS, look_at
from tests.readers.samples import BytesSource, all_cases

TABLE = "Date,Number,Tariff\n" + "2026-03-04 10:00,+447700900111,é\n" * 12
SHAPE = "0" * 32
GOOD: list[object] = [SHAPE, ",", "utf-8", 2, ["a", "b"], ["when", ""], [["1", "2"]]]


def test_the_child_shows_the_first_lines() -> None:
    with ReadingChild() as child:
        look = child.look(BytesSource(TABLE.encode(), "calls.csv"))
        nothing = child.look(BytesSource(b"no table at all", "x.txt"))

    assert nothing is None
    assert look is not None
    assert look == look_at(BytesSource(TABLE.encode(), "calls.csv"))
    assert (look.headings, look.guesses) == (("Date", "Number", "Tariff"), ("when", "number", ""))
    assert len(look.rows) == MOST_ROWS
    assert look.rows[0] == ("2026-03-04 10:00", "+447700900111", "é")
    assert "900111" not in repr(look)


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")]
)
def test_the_encoding_is_named(encoding: str, said: str) -> None:
    look = look_at(BytesSource(TABLE.encode(encoding), "calls.csv"))

    assert look is not None
    assert look.encoding == said


def test_a_workbook_shows_its_rows_as_they_are_shown_there() -> None:
    (case,) = (each for each in all_cases("call-records") if each.folder.name == "workbook")
    with ReadingChild() as child:
        look = child.look(case.source)
        nothing = child.look(BytesSource(case.source.content[:300], "a.xlsx"))

    assert nothing is None
    assert look is not None
    assert (look.encoding, look.guesses) == ("workbook", ("when", "to", "duration"))
    assert look.rows[0] == ("2026-03-04 09:30", "07700900123", "00:01:05")


def test_a_date_that_no_other_column_could_hold_is_a_guess() -> None:
    look = look_at(BytesSource(b"2026-03-04,+447700900111,65\n" * 3, "calls.csv"))

    assert look is not None
    assert (look.headings, look.guesses) == ((), ("when", "", ""))


@pytest.mark.parametrize(
    ("place", "odd"),
    [
        pytest.param(0, "../x", id="a shape that is none"),
        pytest.param(1, "x", id="no delimiter"),
        pytest.param(2, "klingon", id="no encoding"),
        pytest.param(3, 0, id="no columns"),
        pytest.param(4, ["a" * 500], id="a heading too long"),
        pytest.param(5, ["king"], id="a meaning that is none"),
        pytest.param(6, [["1"] * (MOST_COLUMNS + 1)], id="a row too wide"),
        pytest.param(6, [[]] * (MOST_ROWS + 1), id="too many rows"),
        pytest.param(6, "rows", id="no rows"),
    ],
)
def test_what_the_child_says_of_a_table_is_checked(place: int, odd: object) -> None:
    assert parse_look(GOOD).columns == 2
    values = [*GOOD]
    values[place] = odd

    with pytest.raises(AnswerNotUnderstoodError):
        parse_look(values)


def test_meanings_become_answers_and_come_back() -> None:
    answers = answers_of(("when", "", "to"))

    assert answers["call-column-when"] == "column-1"
    assert answers["call-column-to"] == "column-3"
    assert answers["call-column-number"] == "none"
    assert roles_in(answers, 3) == ("when", "", "to")
    assert "none" not in answers_of(("",) * MOST_COLUMNS).values()
