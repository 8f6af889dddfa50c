"""The committed single files are what their sources build; their arithmetic meets vectors.

These need Node and what `npm ci` puts into js/; where they are absent they say "not run".
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.corpus import corpus
from tests.packs import tiny

JS = Path(__file__).parents[2] / "js"
MERKLE_VECTORS = 196
SIGNATURE_VECTORS = 151


def node(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("node")
    if program is None or not (JS / "node_modules").is_dir():
        pytest.skip("not run: no Node, or no `npm ci` in js/")
    return subprocess.run(
        [program, *arguments], cwd=JS, capture_output=True, text=True, check=False
    )


def test_the_committed_pages_are_what_the_sources_build() -> None:
    done = node("build.mjs", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_committed_style_is_what_its_sources_build() -> None:
    done = node("style.mjs", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_checkers_arithmetic_meets_the_outside_vectors() -> None:
    done = node("vectors.mjs", str(corpus("conformance")))
    told = json.loads(done.stdout)

    assert told["wrong"] == []
    assert told["judged"]["merkle"] == MERKLE_VECTORS
    assert told["judged"]["ed25519"] == SIGNATURE_VECTORS


def changed_bytes_found(folder: Path, step: int) -> dict[str, object]:
    pack = folder / "tiny.zip"
    pack.write_bytes(tiny.zip_of(tiny.all_files()))
    told: dict[str, object] = json.loads(node("every-byte.mjs", str(pack), str(step)).stdout)
    return told


def test_one_changed_byte_in_twenty_three_is_found(tmp_path: Path) -> None:
    assert changed_bytes_found(tmp_path, 23)["missed"] == []


@pytest.mark.long
def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    assert changed_bytes_found(tmp_path, 1)["missed"] == []
