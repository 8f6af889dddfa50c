"""`holdfast steps --json` is the guide as data: ids, words, sources, dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.cli.main import main
from holdfast.vault.making import make_casebook
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

NEEDED = {"id", "name", "says", "source", "address", "checked_on", "valid_from", "status"}


@pytest.fixture
def keys(tmp_path: Path) -> list[str]:
    home, secret = tmp_path / "home", tmp_path / "pass"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        add_incident(book, NewIncident(what="He waited."))
    return ["--home", str(home), "--passphrase-file", str(secret)]


def document_of(capsys: pytest.CaptureFixture[str], *options: str) -> Any:  # noqa: ANN401  # JSON
    """Give what the command prints for programs."""
    assert main(["steps", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_step_and_place_comes_with_words_source_and_dates(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = document_of(capsys)

    assert len(found["steps"]) == 6
    assert all(set(each) >= NEEDED for each in (*found["steps"], *found["exposure"]))
    assert {each["there"] for each in found["steps"]} == {None}
    assert found["only_safe"] == "Only do what is safe for you."


def test_with_a_passphrase_it_shows_what_is_there_and_keeps_a_mark(
    keys: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    marked = document_of(capsys, "--mark", "log", "done", *keys)
    assert (marked["id"], marked["mark"]) == ("log", "done")
    assert [(each["what"], each["count"]) for each in marked["there"]] == [("incidents", 1)]

    taken_back = document_of(capsys, "--mark", "log", "none", *keys)
    assert taken_back["mark"] is None
