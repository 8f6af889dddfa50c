"""Saving pages, as somebody would try it who got hold of the open screen or of her device."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser_less import KEY, locked_client, open_client
from tests.web.test_casebook import kinds_of
from tests.web.test_print import copy_of, saved, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_a_page_saved_at_the_open_screen_shows_in_the_journal(client: Client) -> None:
    saved(client, client.get(client.where("record")).text)

    assert kinds_of(client)[-1] == "page-saved"
    assert "A page was saved as a file" in client.get(client.where("casebook.activity")).text


def test_the_way_to_a_copy_ends_with_the_lock(client: Client, tmp_path: Path) -> None:
    copy = copy_of(client.get(client.where("record")).text)
    client.post("/lock")
    after = locked_client(tmp_path)
    after.cookies = dict(client.cookies)

    assert KEY  # the same form tokens, so only the session is missing
    assert b"%PDF" not in after.get(copy).body
    assert b"%PDF" not in after.post(copy).body


def test_another_site_cannot_have_a_page_saved(client: Client) -> None:
    copy = copy_of(client.get(client.where("record")).text)

    assert client.send("POST", copy, headers={"origin": "https://evil.example"}).status == 403
    assert client.send("POST", copy, headers={"origin": "http://localhost:8700"}).status == 403
    assert "page-saved" not in kinds_of(client)


def test_the_words_that_open_the_notebook_are_never_in_a_copy(client: Client) -> None:
    client.post(client.where("kit"))
    assert client.shell.session is not None
    word = client.shell.session.notes["kit-words"].split()[0]
    assert word in client.get(client.where("kit")).text

    assert client.get(client.where("print", of=client.where("kit"))).status == 404


def test_a_file_found_on_the_device_names_neither_program_nor_person_nor_day(
    client: Client,
) -> None:
    pdf = saved(client, client.get(client.where("record")).text)

    assert b"oldfast" not in pdf
    assert b"2026" not in pdf
    assert text_of(pdf).startswith("Notes")
