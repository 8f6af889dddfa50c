"""The guide to orders and her own orders, as somebody would misuse them at her screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.court_orders import NewOrder, add_order
from holdfast.web.pages.orders import KEPT
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import ANSWERS, book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_whoever_sits_down_later_finds_no_answer_that_was_not_kept(client: Client) -> None:
    client.post(client.where("orders"), ANSWERS)
    page = client.get(client.where("orders")).text

    assert "checked" not in re.sub(r"<(?!input)[^>]*>", "", page)
    assert book_of(client).drawer.get(KEPT) is None


def test_answers_given_in_her_name_never_reach_the_record_or_a_pack(client: Client) -> None:
    size = book_of(client).record.size
    client.post(client.where("orders"), {**ANSWERS, "keep": "yes"})

    assert book_of(client).record.size == size


def test_an_order_changed_by_another_hand_keeps_what_stood_there(client: Client) -> None:
    order = add_order(book_of(client), NewOrder(order="Bail", terms="Not within 100 m.")).entry.id
    changed = {"order": "Bail", "terms": "None."}
    follow(client, client.where("my-orders.amend", id=order), changed)

    assert "Not within 100 m." in client.get(client.where("entry", id=order)).text


def test_posing_as_her_nobody_is_told_that_an_order_is_theirs_or_closed(client: Client) -> None:
    page = client.post(client.where("orders"), ANSWERS).text.split("<main", 1)[1].casefold()

    for said in ("you can get", "you cannot get", "you will get", "you qualify", "low risk"):
        assert said not in page


def test_no_question_asks_who_it_is_or_where_they_are(client: Client) -> None:
    page = client.get(client.where("orders")).text.split("<main", 1)[1].split("</main")[0]

    assert 'type="text"' not in page
    assert "<textarea" not in page
