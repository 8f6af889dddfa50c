"""The command line does what its transcripts say, and every command has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from holdfast.cli.errors import EXIT_STATUS
from holdfast.cli.main import COMMANDS
from tests.cli.transcripts import play

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*.txt"))
ONLY_IN_OTHER_TESTS = {"open", "demo"}
"""These start other processes; the tests of the web and of the demo run them."""


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_a_transcript_happens_again_as_it_stands(path: Path, tmp_path: Path) -> None:
    written = path.read_text(encoding="utf-8")

    assert play(written, tmp_path) == written


def test_every_command_has_a_transcript() -> None:
    played = {
        match
        for path in TRANSCRIPTS
        for match in re.findall(r"^\$ holdfast ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE)
    }

    assert set(COMMANDS) - ONLY_IN_OTHER_TESTS <= played


def test_every_exit_status_of_an_error_has_a_transcript() -> None:
    seen = {
        int(match)
        for path in TRANSCRIPTS
        for match in re.findall(r"^\? (\d+)$", path.read_text("utf-8"), re.MULTILINE)
    }

    assert {status for _, status in EXIT_STATUS} <= seen
