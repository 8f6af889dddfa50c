"""A command loads what it needs: what is large and seldom needed comes when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import holdfast
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

PASSPHRASE = "marble otter tunic lantern gravel poppy"  # noqa: S105 - opens nothing real
HEAVY = (
    "PIL", "apsw", "asyncio", "jinja2", "multiprocessing", "pillow_heif", "pypdf", "pyzipper",
    "starlette", "typst", "uvicorn",
)  # fmt: skip
"""Modules that take long to load, and that only pages, packs or readers need."""

PROGRAM = """
import contextlib, io, sys
from holdfast.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print(*sys.modules)
"""


def loaded_by(*arguments: str) -> set[str]:
    """Name the modules that are loaded when a command has ended."""
    source = str(Path(holdfast.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        check=True, capture_output=True, text=True, env={"PYTHONPATH": source},
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.mark.parametrize("command", ["--version", "list", "search"])
def test_a_quick_command_loads_nothing_heavy(command: str, tmp_path: Path) -> None:
    home, key = tmp_path / "home", tmp_path / "key"
    make_casebook(home, PASSPHRASE, derivation=Derivation(t=1, m_kib=8)).close()
    key.write_text(PASSPHRASE + "\n")
    opening = ["--home", str(home), "--passphrase-file", str(key)]
    words = {"--version": [], "list": opening, "search": [*opening, "otter"]}[command]

    loaded = loaded_by(command, *words)

    assert ("holdfast.vault.index.index" in loaded) or command == "--version"
    assert loaded & set(HEAVY) == set()
