"""First use, without a browser: the order of things, and what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.browser_less import locked_client

if TYPE_CHECKING:
    from pathlib import Path


def test_danger_comes_before_anything_else(tmp_path: Path) -> None:
    client = locked_client(tmp_path / "home")

    answer = client.get("/")

    assert answer.status == 200
    assert "Are you in danger now?" in answer.text
    assert answer.text.index("999") < answer.text.index("private notebook")


def test_a_casebook_is_made_with_the_words_on_offer(tmp_path: Path) -> None:
    client = locked_client(tmp_path / "home")
    client.get("/")
    client.get(client.where("first-use.passphrase"))

    answer = client.post(client.where("first-use.passphrase"), {"written": "yes"})

    assert answer.status == 303
    assert client.shell.door.is_there()
    assert "What happened?" in client.get(answer.headers["location"]).text
