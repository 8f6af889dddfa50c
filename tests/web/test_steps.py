"""The six steps: what each opens, what is there, and marks that can be taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.steps import MARKS
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_there_are_six_steps_and_only_what_is_safe_stands_above_them(client: Client) -> None:
    page = client.get(client.where("steps")).text

    assert page.count('<section class="nb-box"') == 6
    assert page.index("Call 999") < page.index("Only do what is safe for you") < page.index("1. ")


def test_not_to_engage_is_worded_so_that_nobody_breaks_an_order_on_a_child(client: Client) -> None:
    page = client.get(client.where("steps")).text
    first = page.split("2. Keep what shows it")[0]

    assert "Keep to that order. Take advice before you change anything." in first
    assert "Is it safer to answer for now?" in first


def test_each_step_leads_to_what_does_it(client: Client) -> None:
    page = client.get(client.where("steps")).text
    steps = re.split(r'<section class="nb-box"', page)[1:]

    assert all('href="/x/' in each for each in steps)
    assert "What is public about you" in steps[3]
    assert 'href="tel:999"' in steps[5]


def test_what_is_there_is_shown_and_what_is_not_is_not_missed(client: Client) -> None:
    assert "Here already" not in client.get(client.where("steps")).text

    add_incident(book_of(client), NewIncident(what="He waited."))
    page = client.get(client.where("steps")).text

    assert page.count("Here already") == 1
    assert "1 entry of what happened, last on" in page


def test_a_mark_lies_in_the_drawer_and_can_be_taken_back(client: Client) -> None:
    marked = follow(client, client.where("steps.mark", id="log"), {"mark": "not-for-me"})
    assert "not for me" in marked
    assert book_of(client).record.size == 0

    after = follow(client, client.where("steps.mark", id="log"), {"mark": ""})
    assert "Take that back" not in after
    assert book_of(client).drawer.get(MARKS) is None


def test_a_mark_or_step_of_another_name_is_refused(client: Client) -> None:
    for step, mark in (("log", "failed"), ("jump", "done")):
        client.post(client.where("steps.mark", id=step), {"mark": mark})

    assert book_of(client).drawer.get(MARKS) is None


def test_every_step_says_where_it_comes_from_and_when_that_was_checked(client: Client) -> None:
    page = client.get(client.where("steps")).text

    assert page.count("Checked on 22 November 2026") == 6
    assert page.count("https://") >= 6
