"""Text outside of the elements that are asked for: all of it is told of."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, messages_of, read_all

POINT = '<wpt lat="51.5" lon="-0.1"><time>2024-03-01T10:00:00Z</time></wpt>'


@pytest.mark.parametrize("text", ["\u00a0", "\u2028", "\u3000\n", "words", " \u0085 x"])
def test_text_beside_points_is_left_over_even_when_it_looks_empty(text: str) -> None:
    content = f"<gpx>{text}{POINT}\n{text}</gpx>".encode()

    found = read_all(BytesSource(content, "a.gpx"), "location")

    assert len(messages_of(found)) == 1
    assert list(faults("location", content, found)) == []
    told = [each for each in found if isinstance(each, Leftover)]
    assert len(told) == 2
