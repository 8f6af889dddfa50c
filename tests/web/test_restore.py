"""A notebook comes back from a back-up on first use, all of it or nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.back_up import hand_over_back_up
from holdfast.vault.keys import Passphrase
from holdfast.vault.opening import open_casebook
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from holdfast.web.restore_job import NAME, RestoreJob
from holdfast.web.tokens import make_token
from tests.web.browser_less import KEY, ORIGIN, PASSPHRASE, locked_client, open_client
from tests.web.test_add import follow
from tests.web.test_uploads import BOUNDARY, body_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Answer, Client

SENTENCE = "He stood outside my work."


@pytest.fixture
def back_up(tmp_path: Path) -> bytes:
    client = open_client(tmp_path / "before")
    follow(client, client.where("add"), {"what": SENTENCE})
    out = io.BytesIO()
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    with client.shell.session.book as book:
        hand_over_back_up(book, out)
    return out.getvalue()


@pytest.fixture
def client(tmp_path: Path) -> Client:
    client = locked_client(tmp_path / "somewhere" / "home")
    client.get("/")
    return client


def bring_back(client: Client, content: bytes) -> Answer:
    """Send a file, and wait until it is in place or not."""
    token = make_token(KEY, client.cookies[STRICT_PREFIX + SESSION]).encode()
    body = body_of(("_token", None, token), ("file", "notes.dat", content))
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"origin": ORIGIN, "content-type": kind}
    answer = client.send("POST", client.where(NAME), headers=headers, body=[body])
    assert client.shell.session is not None
    job = client.shell.session.jobs.get(NAME)
    if isinstance(job, RestoreJob):
        assert job.ended.wait(30)
    return client.get(answer.headers["location"])


def test_it_is_offered_before_a_passphrase_is_made(client: Client) -> None:
    page = client.get(client.where("first-use.passphrase")).text

    assert client.where(NAME) in page
    assert "Bring a notebook back" in client.get(client.where(NAME)).text


def test_all_of_it_comes_back_and_the_lock_page_opens_it(
    client: Client, back_up: bytes, tmp_path: Path
) -> None:
    answer = bring_back(client, back_up)
    answer = client.get(answer.headers["location"])

    assert answer.headers["location"] == "/"
    assert "It is back." in client.get("/").text
    client.post("/", {"passphrase": PASSPHRASE})
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    client.shell.session.book.close()
    with open_casebook(tmp_path / "somewhere" / "home", Passphrase(PASSPHRASE)) as book:
        assert book.record.entry("0").text("what") == SENTENCE


@pytest.mark.parametrize("damage", ["cut", "changed", "another file"])
def test_of_a_damaged_one_nothing_comes_back(
    client: Client, back_up: bytes, damage: str, tmp_path: Path
) -> None:
    middle = len(back_up) // 2
    damaged = {
        "cut": back_up[:middle],
        "changed": back_up[:middle] + bytes([back_up[middle] ^ 1]) + back_up[middle + 1 :],
        "another file": b"just a photo" * 999,
    }[damage]

    page = bring_back(client, damaged).text

    assert "nb-words" not in page
    assert "back-up" in page
    assert not client.shell.door.is_there()
    assert [*(tmp_path / "somewhere").iterdir()] == []
    assert "Bring a notebook back" in client.get(client.where(NAME)).text


def test_without_a_file_it_asks_for_one(client: Client) -> None:
    assert "Choose the back-up file" in bring_back(client, b"").text
