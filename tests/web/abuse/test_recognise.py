"""The questions in the wrong hands: at the unlocked screen, in her name, with her phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.recognising import HERS
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

HOSTILE = '"><script>alert(1)</script>\u202e{{ 7*7 }}'


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_whoever_sits_down_later_finds_no_answer_that_was_not_kept(client: Client) -> None:
    client.post(client.where("recognise"), {"sign-threats": "yes"})
    client.post(client.where("recognise.ask"), {"words-all": "secret words", "then": "end"})

    assert "secret words" not in client.get(client.where("recognise")).text
    assert "recognise" not in str(book_of(client).drawer.names())
    assert "secret" not in str(book_of(client).activity.list())


def test_kept_answers_are_not_on_the_first_screen_nor_on_home(client: Client) -> None:
    said = {"words-all": "secret words", "sign-threats": "yes", "then": "keep"}
    page = follow(client, client.where("recognise.ask"), said)

    assert "secret words" not in page
    assert "checked" not in page
    assert "secret words" not in client.get("/").text


def test_an_address_of_an_answer_is_nothing_to_another_browser(client: Client) -> None:
    client.post(client.where("recognise.ask"), {"words-all": "secret words", "then": "end"})
    address = client.where("shown", id="1")
    assert "secret words" in client.get(address).text

    client.cookies.clear()
    assert "secret words" not in client.get(address).text


def test_answers_in_her_name_never_reach_the_record(client: Client) -> None:
    book = book_of(client)
    follow(client, client.where("recognise.ask"), {"q-s2A3a": "yes", "then": "keep"})
    client.post(client.where("recognise.kept"), {"then": "end"})

    assert book.record.size == 0
    assert book.drawer.get(HERS) is not None


def test_no_answer_can_make_the_page_call_somebody_low_risk_or_not_a_victim(
    client: Client,
) -> None:
    noes = {f"sign-{name}": "no" for name in ("threats", "frightened", "ex")}
    page = client.post(client.where("recognise.ask"), {**noes, "then": "end"}).text

    for word in ("low risk", "no risk", "not stalking", "not being stalked", "score of"):
        assert word not in page.lower()
    assert "Where to go" in page


def test_no_field_takes_a_name_a_number_or_a_handle(client: Client) -> None:
    page = client.get(client.where("recognise")).text
    page += client.post(client.where("recognise.ask"), {"then": "whole"}).text

    assert 'type="text"' not in page
    assert 'type="search"' not in page


def test_hostile_text_is_shown_as_text_and_foreign_answers_are_dropped(client: Client) -> None:
    said = {
        "words-all": HOSTILE, "words-" + HOSTILE: "x", "q-s2A3a": HOSTILE, "told": HOSTILE,
        "sign-threats": HOSTILE, "where": HOSTILE, "for": HOSTILE,
    }  # fmt: skip
    page = client.post(client.where("recognise.ask"), {**said, "then": "end"}).text

    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert "followed me" not in page
    assert client.post(client.where("recognise.ask"), {**said, "then": HOSTILE}).status == 200


def test_very_long_words_are_carried_whole(client: Client) -> None:
    long = "Again and again. " * 20_000
    page = client.post(client.where("recognise.ask"), {"words-all": long, "then": "online"}).text

    assert long.strip() in page


def test_answers_sent_after_the_lock_are_kept_nowhere(client: Client) -> None:
    book, address = book_of(client), client.where("recognise.ask")
    client.cookies.clear()
    page = client.post(address, {"words-all": "secret words", "then": "keep"}).text

    assert "data-locked" in page
    assert "secret words" not in page
    assert book.drawer.names("recognise/") == ()
    assert list(book.in_tray.list()) == []
