"""Where the sample files lie that are not part of this repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = "HOLDFAST_CORPUS"


def corpus(*place: str) -> Path:
    """Give a file or folder of the corpus; where there is none, skip the test and say so."""
    root = Path(os.environ.get(FOLDER, Path(__file__).parents[2] / "shared"))
    found = root.joinpath(*place)
    if not found.exists():
        pytest.skip(f"not run: no {'/'.join(place)} in {FOLDER}")
    return found
