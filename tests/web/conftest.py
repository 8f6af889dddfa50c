"""What web tests ask for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.vault.making import make_casebook
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A casebook that is cheap to open, closed."""
    place = tmp_path / "home"
    make_casebook(place, PASSPHRASE, derivation=CHEAP).close()
    return place
