"""Whom she told, what they promised, and what came of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.checkpoint_codes import code_now
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

CALL = {"whom": "police", "officer": "PC Example", "reference": "123/26", "chase": "27 March 2020"}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_the_page_says_that_no_log_is_needed_and_999_comes_first(client: Client) -> None:
    page = client.get(client.where("contact")).text

    assert "Call 999" in page
    assert "You do not need a log to report" in page


def test_a_day_to_ask_again_that_has_come_is_said(client: Client) -> None:
    page = follow(client, client.where("contact.add"), CALL)

    assert "You planned to ask again on Friday 27 March 2020." in page
    assert "PC Example" in page


def test_what_came_of_it_is_added_and_the_days_stay(client: Client) -> None:
    page = follow(client, client.where("contact.add"), CALL)
    change = re.search(r'href="(/x/[^"]+)"[^>]*>\s*Add what came of it', page)
    assert change is not None
    shown = client.get(change[1]).text
    assert "Friday 27 March 2020" in shown

    after = follow(
        client, change[1], {**CALL, "chase": "Friday 27 March 2020", "outcome": "A warning."}
    )
    assert "A warning." in after
    assert "Ask again on Friday 27 March 2020." in after


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"told": "x"}, "Choose who you told.", id="nobody"),
        pytest.param({"whom": "police"}, "Write a few words", id="nothing"),
        pytest.param({"whom": "police", "told": "x", "chase": "March 2026"}, "whole day", id="day"),
        pytest.param({"whom": "police", "told": "x", "happened": "3/4/26"}, "two ways", id="time"),
    ],
)
def test_what_is_not_clear_is_asked_for(client: Client, fields: dict[str, str], said: str) -> None:
    answer = client.post(client.where("contact.add"), fields)

    assert answer.status == 200
    assert said in answer.text


def test_it_is_linked_to_the_entry_it_is_about(client: Client) -> None:
    entry = follow(client, client.where("add"), {"what": "He waited at the gate."})
    tell = re.search(r'href="(/x/[^"]+)"[^>]*>\s*I told somebody about it', entry)
    assert tell is not None
    ticked = re.search(r'name="about" value="(\w+)"[^>]* checked', client.get(tell[1]).text)
    assert ticked is not None

    page = follow(client, client.where("contact.add"), {**CALL, "about": ticked[1]})
    assert "1 entry of your record" in page


def test_what_it_was_about_is_chosen_in_months_that_open_without_a_page(client: Client) -> None:
    for day in ("4 March 2019", "5 March 2019", "6 April 2019", ""):
        follow(client, client.where("add"), {"what": f"Then: {day}", "happened": day})

    page = client.get(client.where("contact.add")).text
    name = re.search(r'value="(\w+)"[^>]*>\s*<label[^>]*><bdi>[^<]*Then: 4 March', page)
    assert name is not None
    ticked = client.get(client.where("contact.add", about=[name[1]])).text

    months = re.findall(r"<span [^>]*>([^<]+) \((\d+)\)</span>", page)
    assert ("April 2019", "1") in months
    assert ("March 2019", "2") in months
    assert not is_open(page, "March 2019")
    assert is_open(ticked, "March 2019")
    assert f'value="{name[1]}" id="e-{name[1]}" autocomplete="off" checked' in ticked


def is_open(page: str, month: str) -> bool:
    before = page[: page.index(f">{month} (")]
    return " open" in before[before.rindex("<details") :].partition(">")[0]


def test_each_contact_shows_the_code_of_the_record_as_it_was_then(client: Client) -> None:
    follow(client, client.where("contact.add"), CALL)
    code = code_now(book_of(client))
    page = follow(client, client.where("contact.add"), {**CALL, "reference": "456/26"})

    shown = re.findall(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page)
    assert shown == [code_now(book_of(client)), code]


def test_what_is_due_is_said_on_home_once_and_is_gone_with_an_outcome(client: Client) -> None:
    follow(client, client.where("contact.add"), CALL)
    assert "You planned to ask somebody again." in client.get("/").text

    (told,) = current_of_kind(book_of(client), Kind.CONTACT)
    changed = {**CALL, "chase": "Friday 27 March 2020", "outcome": "A warning."}
    follow(client, client.where("contact.amend", id=told.entry.id), changed)
    assert "You planned to ask" not in client.get("/").text
