"""Recognising a file loads none of the heavy libraries that reading some kinds of files needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import holdfast

HEAVY = ("PIL", "pillow_heif", "pypdf", "cryptography", "lxml")
PROGRAM = f"""
import sys
from holdfast.readers import READERS, load_reader
for name in READERS:
    load_reader(name).recognises(b"nothing at all", "a")
print(*(name for name in {HEAVY} if name in sys.modules))
"""


def test_recognising_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"PYTHONPATH": str(Path(holdfast.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == []
