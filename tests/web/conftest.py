"""What web tests ask for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.vault.making import make_casebook
from holdfast.web.pages import take_in_reading
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A casebook that is cheap to open, closed."""
    place = tmp_path / "home"
    make_casebook(place, PASSPHRASE, derivation=CHEAP).close()
    return place


@pytest.fixture(autouse=True)
def reading_again_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine shows no page about a small file that is read again."""
    monkeypatch.setattr(take_in_reading, "SHORT_SECONDS", 60.0)
