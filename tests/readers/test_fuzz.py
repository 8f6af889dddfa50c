"""Changed samples through every reader: a short run always, a long one in ./test long."""

from __future__ import annotations

import pytest

from holdfast.readers import READERS
from tests.readers.fuzz import EXECUTIONS, LONG_EXECUTIONS, run


@pytest.mark.parametrize("reader", READERS)
def test_two_thousand_changed_samples_raise_nothing_but_our_errors(reader: str) -> None:
    assert run(reader, EXECUTIONS)


@pytest.mark.long
@pytest.mark.parametrize("reader", READERS)
def test_two_hundred_thousand_changed_samples_raise_nothing_but_our_errors(reader: str) -> None:
    assert run(reader, LONG_EXECUTIONS, seed=2)
