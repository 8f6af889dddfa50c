"""What the shell does when something goes wrong, and what never appears in it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from holdfast.cli import main as shell
from holdfast.cli.answer import Answer
from holdfast.cli.errors import EXIT_STATUS, exit_status_of, fault_lines, render_error
from holdfast.cli.progress import Progress
from holdfast.cli.speak import Speaker, columns, shortened, visible, wrapped
from holdfast.knowledge.wording import error_words
from holdfast.model.errors import (
    CasebookDamagedError,
    CasebookInUseError,
    DiskFullError,
    HoldfastError,
    NoSuchEntryError,
    UsageError,
    WrongPassphraseError,
)

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

CANARY = "zanzibar-canary"


class Behaving:
    """A command that does what the test wants."""

    def __init__(self, ends_with: BaseException | Answer) -> None:
        self.ends_with = ends_with

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take nothing."""
        parser.add_argument("--home")
        parser.add_argument("--json", action="store_true")

    def run(self, args: argparse.Namespace, speaker: Speaker) -> Answer:  # noqa: ARG002
        """End as wanted."""
        if isinstance(self.ends_with, BaseException):
            raise self.ends_with
        return self.ends_with


def ended(monkeypatch: pytest.MonkeyPatch, ends_with: BaseException | Answer, *typed: str) -> int:
    monkeypatch.setattr(shell, "load_command", lambda _: Behaving(ends_with))
    return shell.main(["list", *typed])


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError(), 2),
        (WrongPassphraseError(), 3),
        (CasebookDamagedError("entry 4"), 4),
        (CasebookInUseError(), 5),
        (DiskFullError(), 1),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError(CANARY), 70),
        (RecursionError(CANARY), 70),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, BaseException) else str(each),
)
def test_each_end_has_its_status_and_nothing_on_standard_output(
    error: BaseException,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    assert ended(monkeypatch, error, "--home", str(tmp_path), "--json") == status

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err
    assert CANARY not in told.err


def test_every_error_is_told_in_three_parts() -> None:
    for kind, _ in EXIT_STATUS:
        words = error_words()[kind.code]
        told = render_error(kind()).split("\n\n")[0]
        assert told.startswith(words.what)
        assert words.safe in told
        assert told.count(" · ") == 2


def test_every_kind_of_error_has_a_status() -> None:
    assert exit_status_of(HoldfastError()) == 1


def test_what_was_typed_as_an_entry_is_not_said_again() -> None:
    assert CANARY not in render_error(NoSuchEntryError(CANARY))


def test_a_fault_leaves_a_report_without_content(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "record.db").touch()

    ended(monkeypatch, ValueError(CANARY), "--home", str(tmp_path))

    report = (tmp_path / "fault.txt").read_text()
    assert "ValueError" in report
    assert "cli/errors.py" in report
    assert CANARY not in report


def test_a_fault_without_a_folder_is_told_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended(monkeypatch, ValueError(CANARY), "--home", str(tmp_path / "none"))

    assert "ValueError < " in capsys.readouterr().err.replace("\n", " ")
    assert not (tmp_path / "none").exists()


def test_a_fault_names_only_places_in_our_own_code() -> None:
    with pytest.raises(ValueError, match="Expecting") as fault:
        json.loads("{")

    assert fault_lines(fault.value) == ["JSONDecodeError"]


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = "import sys; from holdfast.cli.main import main; sys.exit(main(['--help']))"
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()

    told = child.stderr.read()
    child.stderr.close()
    assert child.wait() == 0
    assert told == b""


def test_json_is_one_document_with_every_letter(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(document={"text": "Persona español \udcff"}, lines=("for people",))

    assert ended(monkeypatch, answer, "--json") == 0

    assert json.loads(capsys.readouterr().out) == {"text": "Persona español ?"}


def test_signs_that_mislead_are_made_visible() -> None:
    text = "a\x1b[2Jb\N{RIGHT-TO-LEFT OVERRIDE}c\x07\nd"

    assert visible(text) == "a[U+001B][2Jb[U+202E]c[U+0007]\nd"


def test_lines_are_wrapped_and_keep_their_indent() -> None:
    assert wrapped("  one two three", 9) == "  one two\n  three"


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert "x" * 90 in wrapped("x" * 90, 80)


def test_columns_align_wide_signs_too() -> None:
    assert columns([("a", "x"), ("日本", "y")]) == ("a     x", "日本  y")


def test_a_long_text_is_cut_to_one_line() -> None:
    assert shortened("one\ntwo three", 8) == "one two…"
    assert shortened("short", 8) == "short"


def test_progress_is_shown_on_a_terminal_and_cleared() -> None:
    screen = io.StringIO()
    bar = Progress(screen, "Taking in", 60)

    bar.show(1, 2)
    bar.show(1, 2)
    bar.clear()

    assert screen.getvalue().count("[############............]  50%") == 1
    assert screen.getvalue().endswith("\r")


def test_progress_is_silent_without_a_terminal() -> None:
    bar = Progress(None, "Taking in", 60)

    bar.show(1, 0)
    bar.clear()


@pytest.mark.parametrize("name", sorted(shell.COMMANDS))
def test_every_command_helps(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended_with:
        shell.main([name, "--help"])

    assert ended_with.value.code == 0
    assert "usage: holdfast" in capsys.readouterr().out
