"""Dates written out on pages in languages whose months have accents, or beginnings of their own."""

from __future__ import annotations

import pytest

from holdfast.readers.written_dates import find_written


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Ιούλ 13, 2020 12:26 μ.μ.", "2020-07-13T12:26"),
        ("Ιούν 13, 2020 12:26 π.μ.", "2020-06-13T00:26"),
        ("Μάρ 13, 2020 1:26 μ.μ.", "2020-03-13T13:26"),
        ("13 Μαΐ 2020, 2:26 μ.μ.", "2020-05-13T14:26"),
        ("Αύγ 3, 2021 11:02 π.μ.", "2021-08-03T11:02"),
        ("Νοέ 13, 2020 1:26 μ.μ.", "2020-11-13T13:26"),
        ("13 Agu 2020 12.26", "2020-08-13T12:26"),
    ],
)
def test_months_with_accents_are_known(written: str, iso: str) -> None:
    found = find_written(written)

    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("24 lip 2021, 15:04", "2021-07-24T15:04"),
        ("24 listopada 2021 15:04", "2021-11-24T15:04"),
        ("24. lip 2021. 15:04", None),
        ("24. lis 2021 15:04", None),
    ],
)
def test_a_month_that_is_another_one_in_croatia_is_left_open(written: str, iso: str | None) -> None:
    found = find_written(written)

    assert (found.stated if found else None) == iso
