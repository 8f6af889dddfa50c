"""At a terminal an import shows how far it is, also inside one large file; elsewhere nothing."""

from __future__ import annotations

import io
import json
import re
import threading
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from holdfast.actions import so_far
from holdfast.cli import answer_question, import_files, progress
from holdfast.cli.progress import Progress
from holdfast.cli.speak import Speaker
from holdfast.vault.making import make_casebook
from tests.actions.samples import CHAT
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

LONG = CHAT * 4_000
STEPS = (
    "Saving the file: ", "Looking through: ", "Reading the file: ",
    "Making it ready to search",
)  # fmt: skip


class Terminal(io.StringIO):
    """A screen."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Namespace:
    monkeypatch.setattr(so_far, "LARGE_BYTES", 0)
    home, chat, key = tmp_path / "home", tmp_path / "WhatsApp Chat with Alex.txt", tmp_path / "key"
    make_casebook(home, PASSPHRASE, derivation=CHEAP).close()
    chat.write_bytes(LONG)
    key.write_text(PASSPHRASE, encoding="utf-8")
    return Namespace(
        home=home, passphrase_file=str(key), kit_file=None, paths=[chat], whose="mine", json=False
    )


@pytest.mark.parametrize("as_json", [False, True])
def test_a_terminal_shows_each_step_and_ends_clean(typed: Namespace, *, as_json: bool) -> None:
    screen = Terminal()

    import_files.run(typed, Speaker(io.StringIO(), screen, as_json=as_json))

    lines = screen.getvalue().split("\r")
    places = [next(n for n, line in enumerate(lines) if step in line) for step in STEPS]
    assert places == sorted(places)
    assert all(line.startswith("Taking in [") for line in lines if line.strip())
    assert not any("100%" in line for line in lines[: places[-1] + 1])
    assert max(map(len, lines)) < 80
    assert lines[-2].strip() == lines[-1] == ""


def test_reading_again_with_an_answer_shows_each_step_too(typed: Namespace) -> None:
    found = import_files.run(typed, Speaker(io.StringIO(), io.StringIO(), as_json=True)).document
    (sha256,) = re.findall(r'"sha256": "([0-9a-f]{64})"', json.dumps(found))
    typed.sha256, typed.question, typed.choice = sha256, "zone", "uk"
    screen = Terminal()

    answer_question.run(typed, Speaker(io.StringIO(), screen, as_json=False))

    lines = screen.getvalue().split("\r")
    places = [next(n for n, line in enumerate(lines) if step in line) for step in STEPS[1:]]
    assert places == sorted(places)
    assert all(line.startswith("Reading again [") for line in lines if line.strip())
    assert lines[-2].strip() == lines[-1] == ""


def test_where_there_is_no_terminal_nothing_is_said_and_json_is_as_ever(typed: Namespace) -> None:
    out, err = io.StringIO(), io.StringIO()
    speaker = Speaker(out, err, as_json=True)

    speaker.answer(import_files.run(typed, speaker))

    assert err.getvalue() == ""
    assert json.loads(out.getvalue())["files"][0]["messages"] == 12_000


@pytest.mark.parametrize(
    ("width", "line"),
    [
        pytest.param(
            80, "Taking in [############............]  50%  Reading the file: 1 of 2 MB", id="wide"
        ),
        pytest.param(60, " 50%  Reading the file: 1 of 2 MB", id="narrow"),
        pytest.param(20, " 50%  Reading the f", id="very narrow"),
    ],
)
def test_the_words_matter_more_than_the_bar(width: int, line: str) -> None:
    screen = io.StringIO()

    Progress(screen, "Taking in", width).show(1, 2, "Reading the file: 1 of 2 MB")

    assert screen.getvalue() == f"\r{line}"


class Running:
    """A clock that goes on only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize(
    ("seconds", "time"),
    [
        pytest.param(2, None, id="moments"),
        pytest.param(42, "0:42", id="seconds"),
        pytest.param(125, "2:05", id="minutes"),
        pytest.param(3_725, "1:02:05", id="hours"),
    ],
)
def test_the_time_is_told_while_no_figure_moves(seconds: float, time: str | None) -> None:
    screen, running = io.StringIO(), Running()
    bar = Progress(screen, "Taking in", 80, running=running)
    bar.show(0, 2, "Working on all 2 MB")
    running.seconds = seconds

    bar.tick()

    line = "\rTaking in [........................]   0%  Working on all 2 MB"
    assert screen.getvalue() == line + (f"{line}  {time}" if time else "")


def test_a_terminal_ticks_by_itself_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, is_told = Terminal(), threading.Event()
    monkeypatch.setattr(progress, "TICK_SECONDS", 0)
    monkeypatch.setattr(progress, "STILL_SECONDS", 0)

    class Telling(Progress):
        def tick(self) -> None:
            super().tick()
            is_told.set()

    bar = Telling(screen, "Taking in", 80)
    with bar.ticking():
        bar.show(0, 2, "Working on all 2 MB")
        is_told.clear()
        assert is_told.wait(10)

    assert "2 MB  0:0" in screen.getvalue()
    assert screen.getvalue().endswith("\r" + " " * 79 + "\r")


def test_nothing_stays_of_a_longer_line_and_nothing_is_whole_while_something_is_done() -> None:
    screen = io.StringIO()
    bar = Progress(screen, "Taking in", 80)

    bar.show(2, 2, "Making it ready to search")
    bar.show(2, 2)

    first, second = screen.getvalue().split("\r")[1:]
    assert "] 100%" not in first
    assert "] 100%" in second
    assert len(first) == len(second)
    assert second.endswith("%" + " " * len("  Making it ready to search"))
