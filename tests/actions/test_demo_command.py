"""`holdfast demo`: tells what it is and what opens it, and keeps away from any real casebook."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pytest

from holdfast.actions.demo.making import is_demo
from holdfast.actions.demo.story import read_cast, read_tellings
from holdfast.cli.demo import usual_home
from holdfast.cli.main import main


@pytest.fixture(autouse=True)
def short_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDFAST_TESTING", "1")
    monkeypatch.setattr("holdfast.actions.demo.making.steps", lambda: list(read_tellings()[:2]))


def demo(home: Path, *more: str) -> int:
    return main(["demo", "--home", str(home), "--derivation", "cheap", *more])


def test_it_says_that_all_is_made_up_and_what_opens_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo(tmp_path / "demo", "--no-open") == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert "made up" in shown
    assert read_cast().passphrase in shown


def test_it_is_made_once_and_again_when_it_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for _ in range(2):
        assert demo(tmp_path / "demo", "--no-open", "--json") == 0
        made.append(json.loads(capsys.readouterr().out)["casebook"])

    assert made[0] == made[1]
    assert is_demo(tmp_path / "demo")


def test_a_real_casebook_is_never_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "words").write_text("walnut ferry cobalt thimble orchard")
    home = tmp_path / "casebook"
    key = ["--passphrase-file", str(tmp_path / "words"), "--derivation", "cheap"]
    assert main(["new", "--home", str(home), *key]) == 0
    monkeypatch.setenv("HOLDFAST_HOME", str(home))

    assert demo(home, "--no-open") != 0
    assert usual_home() != home
    assert "Nothing in it was touched." in capsys.readouterr().err


def test_the_app_is_started_on_it_and_told_that_it_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = list[tuple[Path, bool]]()

    def open_web(home: Path, *, demo: bool) -> int:
        started.append((home, demo))
        return 0

    keeper = types.ModuleType("holdfast.web.keeper")
    vars(keeper)["open_web"] = open_web
    monkeypatch.setitem(sys.modules, "holdfast.web.keeper", keeper)

    assert demo(tmp_path / "demo") == 0
    assert started == [(tmp_path / "demo", True)]
