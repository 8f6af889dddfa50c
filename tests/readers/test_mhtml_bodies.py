"""A part's body is the same however its letters fall into pieces."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as some

from holdfast.readers.mhtml_parts import from_base64

PICTURE = bytes(range(256)) * 40


def in_pieces(encoded: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces of one size."""
    return [encoded[at : at + size] for at in range(0, len(encoded), size)]


@given(some.binary(max_size=300), some.integers(min_value=1, max_value=90))
def test_pieces_of_any_size_give_the_same(content: bytes, size: int) -> None:
    encoded = base64.encodebytes(content).replace(b"\n", b"\r\n")

    assert from_base64(in_pieces(encoded, size)) == content


def test_what_is_cut_off_is_given_as_far_as_it_goes() -> None:
    encoded = base64.b64encode(PICTURE)

    for cut in range(1, 9):
        found = from_base64(in_pieces(encoded[:-cut], 7))
        assert found == PICTURE[: len(found)]
        assert len(PICTURE) - len(found) <= cut


def test_two_encodings_behind_each_other_are_both_undone() -> None:
    assert (
        from_base64([base64.b64encode(b"one more"), b"\n", base64.b64encode(b"two")])[:8]
        == b"one more"
    )
