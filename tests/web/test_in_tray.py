"""The in-tray: looked at as text, put into the record as it is or written anew, thrown away."""

from __future__ import annotations

import html
import os
import re
import time
from typing import TYPE_CHECKING

import pytest

from holdfast.web.tray_zip import zip_chunks
from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

WORDS = "He rang <b>twice</b>."


@pytest.fixture
def client(tmp_path: Path) -> Client:
    client = open_client(tmp_path)
    note = {"what": WORDS, "made": "2026-03-04T17:30:00+00:00", "by": "Jo"}
    client.shell.door.put_in(zip_chunks(note, [("list.txt", [b"one\n"])]), "phone-page")
    return client


def opened(client: Client) -> str:
    page = client.get(client.where("in-tray")).text
    look = re.search(r'href="(/x/[^"]+)">Look at it', page)
    assert look is not None
    return client.get(look[1]).text


def press(client: Client, page: str, button: str) -> str:
    """Press the button of a form on a page and give the next page."""
    forms = re.findall(r'action="(/x/[^"]+)"(.*?)</form>', page, re.DOTALL)
    return follow(client, next(where for where, inside in forms if button in inside), {})


def test_it_says_when_how_and_who_without_showing_its_words(client: Client) -> None:
    page = client.get(client.where("in-tray")).text

    assert "From the phone page" in page
    assert "Jo" in page
    assert "1 file" in page
    assert "twice" not in page
    assert "In-tray" in client.get(client.where("home")).text


def test_it_says_when_by_the_clock_of_this_device(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tray in client.shell.session.book.home.glob("in-tray/*"):  # type: ignore[union-attr]
        os.utime(tray, (1_772_645_400, 1_772_645_400))
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        assert "Wednesday 4 March 2026, 23:00" in client.get(client.where("in-tray")).text
        assert "Wednesday 4 March 2026, 23:00" in opened(client)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_its_words_are_text_and_its_files_are_listed(client: Client) -> None:
    page = opened(client)

    assert html.escape(WORDS) in page
    assert "list.txt" in page


def test_as_it_is_it_becomes_an_entry_of_who_says_so(client: Client) -> None:
    page = press(client, opened(client), "Put it in as it is")

    assert html.escape(WORDS) in page
    assert "Written by Jo." in page
    assert "list.txt" in page
    assert "Nothing is waiting." in client.get(client.where("in-tray")).text


def test_written_anew_it_keeps_its_files_and_how_it_came(client: Client) -> None:
    page = press(client, opened(client), "Write an entry from it")
    assert html.escape(WORDS) in page
    adopts = re.search(r'name="adopts" value="(\w+)"', page)
    assert adopts is not None

    saved = follow(client, client.where("add"), {"what": "He rang me.", "adopts": adopts[1]})
    assert "He rang me." in saved
    assert "list.txt" in saved
    assert "Came in through the in-tray." in saved
    assert "Nothing is waiting." in client.get(client.where("in-tray")).text


def test_what_she_is_writing_already_is_not_lost(client: Client) -> None:
    client.post(client.where("draft.keep", form="add"), {"what": "Mine.", "where": "Mill Lane"})

    page = press(client, opened(client), "Write an entry from it")

    assert "Mine." in page
    assert "Mill Lane" in page
    assert html.escape(WORDS) in page


def test_thrown_away_it_is_gone_after_one_question(client: Client) -> None:
    ask = re.search(r'href="(/x/[^"]+)">Throw it away', opened(client))
    assert ask is not None

    after = press(client, client.get(ask[1]).text, "Throw it away")

    assert "It is thrown away." in after
    assert "Nothing is waiting." in after
