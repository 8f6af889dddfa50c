"""The guide to orders, the orders she has, and what to do when one is broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.court_orders import NewOrder, add_order, marked_broken
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from holdfast.web.pages.orders import KEPT
from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Client

ANSWERS = {"where": "england_wales", "bonds": "neighbour", "what": "trouble", "times": "more"}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def book_of(client: Client) -> OpenCasebook:
    """Give the casebook that is open in it."""
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


def test_every_question_can_be_left_open_and_none_is_ticked_before(client: Client) -> None:
    page = client.get(client.where("orders")).text

    assert page.count("I would rather not say") == page.count("Not sure") == 13
    assert "checked" not in re.sub(r"<(?!input)[^>]*>", "", page).split("<form", 1)[-1]
    assert page.index("Call 999") < page.index("Where do you live?")


def test_no_answer_at_all_still_shows_every_order(client: Client) -> None:
    page = client.post(client.where("orders")).text

    assert page.count('<section class="nb-box">') == 12
    assert "Depends on something" in page
    assert "Call 999" in page


def test_what_may_fit_comes_with_its_source_and_the_day_it_was_checked(client: Client) -> None:
    page = client.post(client.where("orders"), ANSWERS).text

    assert "Injunction against antisocial behaviour" in page.split("Probably another one")[0]
    assert "https://www.legislation.gov.uk/ukpga/2014/12/part/1" in page
    assert "Checked on 22 November 2026" in page


def test_answers_are_not_stored_unless_she_asks_and_can_be_thrown_away(client: Client) -> None:
    size = book_of(client).record.size
    client.post(client.where("orders"), ANSWERS)
    assert book_of(client).drawer.get(KEPT) is None

    client.post(client.where("orders"), {**ANSWERS, "keep": "yes", "what": "not-ours"})
    assert book_of(client).drawer.get(KEPT) is not None
    assert "These are the answers you kept" in client.get(client.where("orders")).text

    follow(client, client.where("orders.forget"), {})
    assert book_of(client).drawer.get(KEPT) is None
    assert book_of(client).record.size == size


def test_nobody_in_scotland_is_shown_english_law(client: Client) -> None:
    page = client.post(client.where("orders"), {"where": "scotland"}).text

    assert "0800 027 1234" in page
    assert "Non-molestation order" not in page


def test_an_order_is_written_down_and_corrected(client: Client) -> None:
    said = {"order": "Non-molestation order", "reference": "FL-1", "until": "27 March 2020"}
    page = follow(client, client.where("my-orders.add"), said)
    (entry,) = current_of_kind(book_of(client), Kind.ORDER)

    assert "FL-1" in page
    assert "It ended on Friday 27 March 2020" in page
    assert entry.fields["until"] == "2020-03-27"

    again = client.where("my-orders.amend", id=entry.entry.id)
    assert "Friday 27 March 2020" in client.get(again).text
    page = follow(client, again, {**said, "until": "Friday 27 March 2020", "reference": "FL-2"})
    assert "FL-2" in page
    (entry,) = current_of_kind(book_of(client), Kind.ORDER)
    assert entry.fields["until"] == "2020-03-27"


def test_an_empty_order_and_a_day_that_is_none_are_asked_for_again(client: Client) -> None:
    assert "Write a few words" in client.post(client.where("my-orders.add"), {"order": " "}).text
    wrong = client.post(client.where("my-orders.add"), {"order": "Bail", "made": "March 2026"})
    assert "Give a whole day" in wrong.text


def test_a_broken_order_shows_999_and_its_number_and_leads_to_the_police(client: Client) -> None:
    order = add_order(book_of(client), NewOrder(order="Bail", reference="FL-9")).entry.id
    incident = add_incident(book_of(client), NewIncident(what="He came to the gate.")).entry.id
    where = client.where("my-orders.broken", id=order)
    page = client.get(where).text

    assert page.index("call 999") < page.index("He came to the gate.")
    assert "may be a crime" in page
    assert "FL-9" in page
    page = follow(client, where, {"incidents": incident, "tell": "yes"})
    assert "Who did you tell?" in page
    assert marked_broken(book_of(client), order) == (incident,)
    assert "Times that may have broken it: 1" in client.get(client.where("my-orders")).text
    follow(client, where, {})
    assert marked_broken(book_of(client), order) == ()
