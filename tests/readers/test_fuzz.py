"""Changed samples through every reader: a short run always, a long one in ./test long."""

from __future__ import annotations

import pytest

from tests.readers.fuzz import EXECUTIONS, LONG_EXECUTIONS, run


def test_two_thousand_changed_samples_raise_nothing_but_our_errors() -> None:
    assert run(EXECUTIONS) == EXECUTIONS


@pytest.mark.long
def test_two_hundred_thousand_changed_samples_raise_nothing_but_our_errors() -> None:
    assert run(LONG_EXECUTIONS, seed=2) == LONG_EXECUTIONS
