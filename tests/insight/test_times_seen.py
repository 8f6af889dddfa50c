"""Times in the words of a screenshot: as they stand there, each once."""

from __future__ import annotations

import pytest

from holdfast.insight.times_seen import MOST, times_seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("T-Mobile LTE 01:33", ("01:33",), id="the phone's own clock"),
        pytest.param("Today\n5:30 PM", ("Today", "5:30 PM"), id="twelve hours"),
        pytest.param("4 March 2026", ("4 March 2026",), id="a day in words"),
        pytest.param("March 4, 2026 at 17:30", ("March 4, 2026", "17:30"), id="American"),
        pytest.param("Mar 4 17:30", ("Mar 4", "17:30"), id="a short month"),
        pytest.param("04/03/2026, 17:30:05", ("04/03/2026", "17:30:05"), id="figures"),
        pytest.param("2026-03-04", ("2026-03-04",), id="ISO"),
        pytest.param("17:30 and 17:30", ("17:30",), id="twice"),
        pytest.param("call 07700 900123, 99:99, 1:2:3, 192.168.1.20", (), id="none of them"),
        pytest.param("marching 12 maybe 4 mayors", (), id="words that begin like months"),
    ],
)
def test_times_are_given_as_they_stand(text: str, seen: tuple[str, ...]) -> None:
    assert times_seen(text) == seen


def test_no_more_than_a_few_are_offered() -> None:
    assert len(times_seen(" ".join(f"10:{minute}" for minute in range(10, 60)))) == MOST


def test_a_long_text_of_figures_is_soon_done() -> None:
    assert times_seen("1 " * 100_000 + "17:30") == ()
