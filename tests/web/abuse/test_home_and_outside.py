"""Home and outside, children and the plan: what a stalker could do with them, and what stops it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.arrangements import mark_arranged
from holdfast.actions.own_lines import keep_line
from holdfast.actions.pattern import show_pattern
from holdfast.actions.plan import Pick, PickState, pick
from holdfast.knowledge.measures import PARTS, measures
from tests.web.browser_less import locked_client, open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of
from tests.web.test_print import saved, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

SECRET = "Marigold Terrace 77"  # noqa: S105 - made up
PAGES = ("safe-outside", "safe-outside.list", "safe-outside.card", "children", "safety-plan")
CONFRONTS = re.compile(
    r"\b(knife|bat|hit|fight|punch|threaten them|follow them|film them|confront)\b", re.IGNORECASE
)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def fill(client: Client) -> None:
    book = book_of(client)
    keep_line(book, "places", {"name": "Refuge of a friend", "where": SECRET})
    keep_line(book, "journeys", {"name": f"{SECRET} to work"})
    note = Pick(topic="home_and_outside", measure="bag", state=PickState.WANT, note=SECRET)
    pick(book, note)


def test_on_the_disk_nothing_of_lists_and_plan_can_be_read(client: Client, tmp_path: Path) -> None:
    fill(client)
    book_of(client).close()

    for file in tmp_path.rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            assert SECRET.encode() not in raw, file
            assert b"plan/home_and_outside" not in raw, file


def test_an_address_of_the_plan_found_in_the_history_is_dead_after_the_lock(
    client: Client, tmp_path: Path
) -> None:
    fill(client)
    where = client.where("safety-plan")
    assert SECRET in client.get(where).text
    client.post("/lock")
    after = locked_client(tmp_path)
    after.cookies = dict(client.cookies)

    assert SECRET not in after.get(where).text


def test_incidents_marked_away_by_another_hand_are_seen_and_brought_back(client: Client) -> None:
    book = book_of(client)
    name = add_incident(book, NewIncident(what="He waited.", behaviours=("s2A3e",))).entry.id
    follow(client, client.where("children.mark", id=name), {"marked": "yes"})

    assert "He waited." in client.get(client.where("children.arranged")).text
    page = client.get(client.where("entry", id=name)).text
    assert "an ordinary arrangement about a child" in page.split("What was changed")[1]
    assert book.record.entry(name).fields["behaviours"] == ["s2A3e"]
    assert book.record.size == 2
    mark_arranged(book, name, marked=False)
    assert show_pattern(book).incidents.entries == (name,)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_looks_anything_up_by_a_name_a_number_or_a_plate(client: Client, page: str) -> None:
    shown = client.get(client.where(page)).text

    assert not re.search(r'<(input|button)[^>]*type="search"', shown)
    assert not re.search(r'(href|src|action)="https?://', shown.replace("tel:", ""))


@pytest.mark.parametrize("topic", PARTS)
def test_no_measure_tells_anybody_to_confront_follow_film_or_arm(topic: str) -> None:
    for each in measures(topic):
        for line in (each.says, each.more.text("why"), *each.more.texts("how")):
            assert not CONFRONTS.search(line), line


def test_picks_are_changed_by_nothing_but_a_form_of_hers(client: Client) -> None:
    where = client.where("safety-plan.pick", topic="home_and_outside", measure="locks")

    assert client.get(where).status == 405
    assert client.post(where, {"_token": "forged.0", "state": "want"}).status == 403
    assert book_of(client).drawer.names("plan/") == ()


def test_the_paper_that_is_found_has_no_place_and_no_word_of_what_it_is(client: Client) -> None:
    fill(client)
    page = client.get(client.where("safety-plan.paper", ready="yes")).text
    shown = text_of(saved(client, page))

    assert SECRET not in shown
    assert "A bag to go" in shown
    assert not re.search(r"stalk|safety plan|holdfast|casebook", shown, re.IGNORECASE)


def test_throwing_the_plan_away_at_the_open_screen_leaves_the_record_whole(client: Client) -> None:
    add_incident(book_of(client), NewIncident(what="He waited."))
    fill(client)
    follow(client, client.where("safety-plan.drop"), {})

    assert book_of(client).record.size == 1
    assert len(book_of(client).drawer.names("own/")) == 2
