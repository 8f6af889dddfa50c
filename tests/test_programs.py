"""Our own programs start from any folder, whether or not we are installed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from holdfast.programs import own_program

if TYPE_CHECKING:
    from pathlib import Path


def test_a_module_of_ours_runs_where_a_relative_path_leads_nowhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, *own_program("holdfast"), "--version"],
        cwd=tmp_path,
        env={"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("holdfast")
