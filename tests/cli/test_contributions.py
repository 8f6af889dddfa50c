"""A sealed contribution by command: taken in, adopted, and shown as theirs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from holdfast.cli.main import main
from holdfast.vault.making import make_casebook
from tests.actions.contributed import sealed
from tests.web.browser_less import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_is_taken_in_adopted_and_shown_as_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, secret, file = tmp_path / "home", tmp_path / "pass", tmp_path / "note-1.age"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        file.write_bytes(sealed(book))

    def document(*words: str) -> Any:  # noqa: ANN401  # JSON
        keys = ("--home", str(home), "--passphrase-file", str(secret), "--json")
        assert main([*words, *keys]) == 0
        return json.loads(capsys.readouterr().out)

    (brought,) = document("in-tray", "--take", str(file))["brought"]
    came = ("--brought", "e-mail", "--brought-on", "6 March 2026")
    adopted = document("in-tray", "--adopt", brought["id"], *came)
    shown = document("show", adopted["entry"])

    assert brought["state"] == "sealed"
    assert (shown["by"], shown["fields"]["basis"]) == ("Sam Lee", "saw")
    assert shown["fields"]["brought"] == "e-mail"
    assert shown["fields"]["brought_on"]["stated"] == "2026-03-06"
    assert document("in-tray", "--take", str(file))["brought"][0]["state"] == "same-there"
    assert document("pattern")["accounts_by_others"]["count"] == 1
