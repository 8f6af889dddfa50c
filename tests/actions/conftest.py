"""An open casebook for every test that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

CHEAP = Derivation(t=1, m_kib=8192)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenCasebook]:
    with make_casebook(tmp_path / "casebook", "a passphrase", derivation=CHEAP) as opened:
        yield opened
