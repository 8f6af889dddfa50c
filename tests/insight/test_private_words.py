"""Numbers and addresses are found and left out however they are written."""

from __future__ import annotations

import pytest

from holdfast.insight.private_words import find_private, leave_out

MARK = "[left out]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("call 07700 900123 now", ("07700 900123",), id="mobile"),
        pytest.param("+44 (0161) 496-0000", ("+44 (0161) 496-0000",), id="with +44 and brackets"),
        pytest.param("he came to M14 5XX.", ("M14 5XX",), id="postcode"),
        pytest.param("m145xx", ("m145xx",), id="postcode, small and close"),
        pytest.param("to ann.b@mail.example.org", ("ann.b@mail.example.org",), id="mail"),
        pytest.param("log 1234 of 04/03/2026, AB12 CDE", (), id="log number and number plate"),
        pytest.param("7KQ4-9XTM-2B6C-HD0R", (), id="checkpoint code"),
        pytest.param("27 March 2026, 17:30", (), id="a day"),
    ],
)
def test_what_looks_private_is_found(text: str, found: tuple[str, ...]) -> None:
    assert find_private(text) == found


def test_the_numbers_of_whoever_does_it_are_not_pointed_at() -> None:
    text = "He rang from 07700 900123, I have 07700 900999."

    assert find_private(text, ["+447700900123"]) == ("07700 900999",)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        pytest.param("my 07700 900123.", "07700900123", id="spaces in the text"),
        pytest.param("my +44 7700 900123.", "07700 900123", id="+44 for 0"),
        pytest.param("my +44 (0)7700 900-123.", "07700 900123", id="+44 (0)"),
        pytest.param("my 07700900123.", "+44 7700 900123", id="the other way round"),
        pytest.param("my 5 Acacia  Road.", "5 Acacia Road", id="an address, spaced"),
        pytest.param("my 5 ACACIA ROAD.", "5 Acacia Road,", id="an address in capitals"),
        pytest.param("my ann@mail.example.", "Ann@mail.example", id="a mail address"),
    ],
)
def test_a_detail_is_left_out_however_it_is_written(text: str, detail: str) -> None:
    assert leave_out(text, [detail], MARK) == (f"my {MARK}.", 1)


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        pytest.param("Anna came", "Ann", id="too short to be told apart"),
        pytest.param("Roadside", "Road", id="inside a word"),
        pytest.param("1077009001234", "07700900123", id="inside a longer number"),
        pytest.param("a+b", " ", id="nothing"),
    ],
)
def test_nothing_else_is_touched(text: str, detail: str) -> None:
    assert leave_out(text, [detail], MARK) == (text, 0)


def test_a_very_long_run_of_letters_is_gone_through_once_and_its_address_found() -> None:
    # From each of its letters anew this would take hours, not a moment.
    run = "0a." * 400_000

    assert find_private(f"{run} jo@example.org {run}") == ("jo@example.org",)


@pytest.mark.parametrize("run", ["a", "0", " ", ".", "+44", "a.", "0 ", "+44 ", "M1"])
def test_a_long_run_of_anything_is_looked_through_once(run: str) -> None:
    text = run * 200_000

    assert isinstance(find_private(text), tuple)
    assert leave_out(text, ["07700 900123", "5 Acacia Road"], MARK) == (text, 0)
