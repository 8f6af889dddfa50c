"""What is public about her: she looks, nothing is looked up, and only she says what is logged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.exposure import exposure_kept
from holdfast.actions.pattern import show_pattern
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from holdfast.web.drafts import find_draft, keep_draft
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

SAID = {
    "state": "asked",
    "looked": "My old flat <b>",
    "found": "It is on page 2.",
    "did": "Sent the form.",
}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_the_list_names_the_places_and_says_that_nothing_is_looked_up(client: Client) -> None:
    page = client.get(client.where("exposure")).text

    assert "Only do what is safe for you." in page
    assert "looks nothing up and sends nothing" in page
    for place in ("open register", "without your name", "192.com", "company register", "fitness"):
        assert place in page
    assert page.count("Not looked at yet") >= 12


def test_what_rests_on_memory_says_that_it_is_not_confirmed(client: Client) -> None:
    unsure = client.get(client.where("exposure.place", id="people-finders")).text
    sure = client.get(client.where("exposure.place", id="open-register")).text

    assert "Not confirmed" in unsure
    assert "Checked on 30 November 2026" in sure


def test_what_she_writes_stays_in_the_drawer_and_can_be_thrown_away(client: Client) -> None:
    where = client.where("exposure.place", id="open-register")
    page = follow(client, where, SAID)
    assert "Asked to have it taken down" in page
    assert "My old flat &lt;b&gt;" in client.get(where).text
    assert book_of(client).record.size == 0

    follow(client, client.where("exposure.forget", id="open-register"), {})
    assert exposure_kept(book_of(client)) == {}


def test_logged_it_stands_under_who_she_told_and_counts_as_nothing_that_happened(
    client: Client,
) -> None:
    where = client.where("exposure.place", id="people-finders")
    page = follow(client, where, {**SAID, "log": "yes"})
    follow(client, where, {**SAID, "log": "yes"})
    (entry,) = current_of_kind(book_of(client), Kind.CONTACT)

    assert "It is in your record now" in page
    assert "I found: It is on page 2." in entry.entry.text("told")
    assert show_pattern(book_of(client)).incidents.count == 0


def test_nothing_can_be_logged_without_a_word(client: Client) -> None:
    where = client.where("exposure.place", id="photos")
    page = client.post(where, {"state": "looked", "log": "yes"}).text

    assert "Write a few words first." in page
    assert book_of(client).record.size == 0


def test_no_field_asks_for_anybody_elses_name_and_none_searches(client: Client) -> None:
    page = client.get(client.where("exposure.place", id="social-profiles")).text
    fields = set(re.findall(r'<(?:input|textarea)[^>]* name="(\w+)"', page))

    assert fields - {"_token", "_form", "place"} == {"state", "looked", "found", "did"}
    assert 'type="search"' not in page
    assert "Nobody else&#39;s." in page


def test_a_place_that_is_not_on_the_list_keeps_nothing(client: Client) -> None:
    client.post(client.where("exposure.place", id="his-flat"), SAID)

    assert book_of(client).drawer.names("exposure/") == ()


def test_what_was_sent_after_the_lock_comes_back_in_its_place(client: Client) -> None:
    sent = {name: [text] for name, text in {**SAID, "place": "photos"}.items()}
    keep_draft(book_of(client).drawer, "exposure.place", sent)

    page = client.get(client.where("exposure.place")).text
    assert "Pictures you put online" in page
    assert "Sent the form." in page
    follow(client, client.where("exposure.place", id="photos"), SAID)
    assert find_draft(book_of(client).drawer, "exposure.place") is None
