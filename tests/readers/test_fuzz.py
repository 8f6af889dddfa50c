"""Changed samples through every reader: a short run always, a long one in ./test long."""

from __future__ import annotations

import pytest

from holdfast.readers import READERS
from tests.readers.fuzz import (
    EXECUTIONS,
    LONG_EXECUTIONS,
    can_be_guided,
    load_all_of,
    run,
    run_guided,
)

pytestmark = pytest.mark.breaking


@pytest.mark.parametrize("reader", READERS)
def test_two_thousand_changed_samples_raise_nothing_but_our_errors(reader: str) -> None:
    assert run(reader, EXECUTIONS) == EXECUTIONS


@pytest.mark.long
@pytest.mark.parametrize("reader", READERS)
def test_two_hundred_thousand_changed_samples_raise_nothing_but_our_errors(reader: str) -> None:
    assert run(reader, LONG_EXECUTIONS, seed=2) == LONG_EXECUTIONS


@pytest.mark.long
@pytest.mark.skipif(not can_be_guided(), reason="not run: atheris is not there")
@pytest.mark.parametrize("reader", READERS)
def test_two_hundred_thousand_made_up_files_raise_nothing_but_our_errors(reader: str) -> None:
    assert run_guided(reader, LONG_EXECUTIONS) == LONG_EXECUTIONS


def test_what_a_reader_loads_late_is_watched_too() -> None:
    assert "holdfast.readers.photo_pictures" in load_all_of("photo")
