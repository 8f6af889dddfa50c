"""The search for planted words finds them in every shape, or its silence would mean nothing."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.residue.searching import find_words

if TYPE_CHECKING:
    from pathlib import Path

WORD = "kumquatwren"
TEXT = f"and then {WORD} was said"


@pytest.mark.parametrize(
    "lying",
    [
        pytest.param(TEXT.encode(), id="as it stands"),
        pytest.param(TEXT.encode("utf-16-le"), id="UTF-16"),
        pytest.param(base64.b64encode(TEXT.encode()), id="base64"),
        pytest.param(base64.b64encode(b"x" + TEXT.encode()), id="base64 begun elsewhere"),
        pytest.param(base64.b64encode(b"xx" + TEXT.encode()), id="base64 begun elsewhere again"),
        pytest.param(TEXT.encode().hex().encode(), id="hexadecimal"),
        pytest.param(b"head" + zlib.compress(TEXT.encode()), id="deflated"),
    ],
)
def test_a_word_is_found_however_it_lies(tmp_path: Path, lying: bytes) -> None:
    (tmp_path / "file").write_bytes(lying)

    assert find_words([tmp_path], [WORD]) == {("file", WORD)}


def test_a_word_in_a_file_name_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{WORD}.txt").write_bytes(b"")

    assert find_words([tmp_path], [WORD]) == {(f"{WORD}.txt", WORD)}


def test_what_was_not_planted_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"nothing of the kind" * 50)

    assert find_words([tmp_path], [WORD]) == set()
