"""What happens at a terminal: questions, six words, words to copy, and the in-tray."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.capture import capture
from holdfast.cli import main as shell
from holdfast.cli.asking import ask_new_passphrase
from holdfast.cli.main import main
from holdfast.cli.speak import Speaker
from holdfast.model.errors import PassphrasesDifferError
from tests.actions.samples import CHAT, UNDECIDED, received, zipped

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "walnut ferry cobalt thimble orchard"


class AtATerminal(Speaker):
    """Answers questions as the test says; the words it was shown can be typed back."""

    def __init__(self, out: io.StringIO, *answers: str) -> None:
        super().__init__(out, out)
        self._answers = list(answers)
        self.told: list[str] = []

    def say(self, text: str) -> None:
        """Remember it."""
        self.told.append(text)

    def ask_secret(self, question: str) -> str:
        """Give the next answer."""
        assert question.endswith(": ")
        answer = self._answers.pop(0)
        return self.told[-1].split("\n")[2].strip() if answer == "as shown" else answer


@pytest.fixture
def keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    monkeypatch.setenv("HOLDFAST_TESTING", "1")
    (tmp_path / "pass").write_text(WORDS)
    words = ["--home", str(tmp_path / "casebook"), "--passphrase-file", str(tmp_path / "pass")]
    assert main(["new", *words, "--derivation", "cheap"]) == 0
    capsys.readouterr()
    return words


def test_her_own_passphrase_is_asked_for_twice() -> None:
    assert ask_new_passphrase(AtATerminal(io.StringIO(), WORDS, WORDS)) == WORDS
    with pytest.raises(PassphrasesDifferError):
        ask_new_passphrase(AtATerminal(io.StringIO(), WORDS, "another"))


def test_six_words_are_shown_and_must_be_typed_once() -> None:
    typed = ask_new_passphrase(AtATerminal(io.StringIO(), "", "as shown"))

    assert len(typed.split()) == 6


def test_the_cheap_derivation_is_refused_outside_our_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOLDFAST_TESTING", raising=False)
    (tmp_path / "pass").write_text(WORDS)

    typed = ["--home", str(tmp_path / "c"), "--passphrase-file", str(tmp_path / "pass")]

    assert main(["new", *typed, "--derivation", "cheap"]) == 2
    assert not (tmp_path / "c").exists()


def test_recovery_words_are_shown_to_copy(
    keys: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kit", *keys]) == 0

    shown = capsys.readouterr().out
    assert len([word for word in shown.split("\n\n")[1].split() if word.isalpha()]) == 20


def test_the_in_tray_is_adopted_or_thrown_away(
    keys: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "casebook"
    first = capture(home, "He rang.", [received("a.zip", zipped({"_chat.txt": CHAT}))])
    second = capture(home, "A mistake.")

    assert main(["in-tray", "--adopt", first, *keys]) == 0
    assert "Taken into the record as entry 2" in capsys.readouterr().out
    assert main(["in-tray", "--discard", second, *keys]) == 0
    capsys.readouterr()

    assert main(["in-tray", *keys]) == 0
    assert capsys.readouterr().out == "The in-tray is empty.\n"


def test_a_damaged_capture_is_told(
    keys: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = capture(tmp_path / "casebook", "He rang.")
    (sealed,) = (tmp_path / "casebook" / "in-tray").glob(f"{name}*")
    sealed.write_bytes(b"not sealed at all")

    assert main(["in-tray", *keys]) == 0

    assert "It cannot be opened" in capsys.readouterr().out


def test_a_file_is_shown_with_its_account_and_its_later_reading(
    keys: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "chat.txt").write_bytes(UNDECIDED)
    assert main(["import", str(tmp_path / "chat.txt"), *keys, "--json"]) == 0
    sha256 = json.loads(capsys.readouterr().out)["files"][0]["sha256"]
    assert main(["answer", sha256, "date-order", "day-month-year", *keys]) == 0
    capsys.readouterr()

    assert main(["show", "0", *keys, "--json"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert shown["file"]["first"] == "2026-03-04T17:30"
    assert [each["kind"] for each in shown["history"]] == ["reading"]
    assert main(["show", "0", *keys]) == 0
    assert "chat.txt: 2 messages" in capsys.readouterr().out


def test_the_pattern_is_data_with_its_sources(
    keys: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pattern", *keys]) == 0
    assert "no incidents" in capsys.readouterr().out
    add = ["add", "--what", "x", "--happened", "4 March 2026", "--behaviour", "gifts"]
    assert main([*add, "--feared-for", "child", *keys]) == 0
    capsys.readouterr()

    assert main(["pattern", *keys, "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["behaviours"][0]["source"].startswith("http")
    assert found["law"][0]["section"].endswith("section 2A(3)(b)")
    assert found["counts"]["months"] == {"2026-03": 1}
    assert found["sources"] == found["occasions"][0]["entries"]


def test_open_starts_the_app_and_tells_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Keeper:
        """Stands in for the web app."""

        @staticmethod
        def open_web(home: Path, *, port: int, announce: object) -> int:
            assert (home, port) == (tmp_path, 1234)
            assert callable(announce)
            announce("http://localhost:1234/")
            return 0

    module = shell.load_command("open")
    monkeypatch.setattr(module, "import_module", lambda _: Keeper)

    assert main(["open", "--home", str(tmp_path), "--port", "1234", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"address": "http://localhost:1234/"}
