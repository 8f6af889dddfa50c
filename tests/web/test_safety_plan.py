"""The plan: put together from picks and her own lines, in order, private, and neutral on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.own_lines import keep_line
from holdfast.actions.plan import Pick, PickState, pick
from holdfast.actions.whole_plan import look_again_on, whole_plan
from holdfast.web.drafts import find_draft, keep_draft
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def fill(client: Client) -> None:
    book, want = book_of(client), PickState.WANT
    pick(
        book, Pick(topic="home_and_outside", measure="bag", state=want, note="at Priya's, 5 Elm Rd")
    )
    pick(book, Pick(topic="children", measure="school", state=want))
    pick(book, Pick(topic="home_and_outside", measure="locks", state=PickState.DONE))
    pick(book, Pick(topic="home_and_outside", measure="pets", state=PickState.NOT_FOR_ME))
    pick(book, Pick(topic="online", measure="an-unknown-one", state=want))
    keep_line(book, "own", {"name": "Sleep at my sister's", "section": "out"})


def test_the_plan_stands_in_the_order_in_which_it_makes_sense(client: Client) -> None:
    fill(client)
    plan = whole_plan(book_of(client))

    assert [name for name, _ in plan.sections] == ["home", "out", "children", "online", "papers"]
    assert [each.id for each in plan.put_aside] == ["pets"]
    page = client.get(client.where("safety-plan")).text
    assert page.index("Doors and windows") < page.index("Sleep at my sister")
    assert page.index("Sleep at my sister") < page.index("School and nursery")


def test_a_line_of_hers_is_added_changed_and_deleted(client: Client) -> None:
    page = follow(client, client.where("safety-plan.line"), {"name": "Call Mum", "section": "now"})
    assert "Call Mum" in page
    ((_, (line,)),) = whole_plan(book_of(client)).sections

    where = client.where("safety-plan.line", topic="own", id=line.id)
    assert "Call Mum" in client.get(where).text
    assert "Call Dad" in follow(client, where, {"name": "Call Dad", "section": "people"})
    follow(client, client.where("safety-plan.drop", id=line.id), {})
    assert whole_plan(book_of(client)).sections == ()


def test_a_note_beside_a_measure_stays_when_its_state_changes(client: Client) -> None:
    fill(client)
    where = client.where("safety-plan.line", topic="home_and_outside", id="bag")
    assert "5 Elm Rd" in client.get(where).text
    act = client.where("safety-plan.pick", topic="home_and_outside", measure="bag")
    follow(client, act, {"state": "done"})

    assert "5 Elm Rd" in client.get(client.where("safety-plan")).text


def test_looking_again_is_said_on_the_page_and_nowhere_else(client: Client) -> None:
    follow(client, client.where("safety-plan.when"), {"day": "4 March 2020"})

    assert whole_plan(book_of(client)).look_again == "2020-03-04"
    assert "look at this again on" in client.get(client.where("safety-plan")).text
    assert "look at this again" not in client.get("/").text
    follow(client, client.where("safety-plan.when"), {"day": ""})
    assert whole_plan(book_of(client)).look_again == ""


def test_a_day_that_is_none_is_asked_for_again(client: Client) -> None:
    page = client.post(client.where("safety-plan.when"), {"day": "soon"}).text

    assert "Give a whole day" in page


def test_paper_warns_first_and_then_shows_no_more_than_was_ticked(client: Client) -> None:
    fill(client)
    keep_line(book_of(client), "places", {"name": "Big shop", "where": "12 High St"})
    asked = client.get(client.where("safety-plan.paper")).text
    assert "Somebody may find it" in asked
    assert "School and nursery" not in asked

    page = follow(client, client.where("safety-plan.paper"), {})
    paper = page.split("<h1", 1)[1]
    assert ">Notes</h1>" in paper
    assert "School and nursery" in paper
    assert "Keep this where nobody else looks" in paper
    for private in ("5 Elm Rd", "12 High St", "Doors and windows", "safety plan"):
        assert private not in paper.split("</main>")[0]
    page = follow(client, client.where("safety-plan.paper"), {"with": "notes"})
    assert "5 Elm Rd" in page


def test_the_plan_itself_is_offered_on_paper_only_in_its_neutral_version(client: Client) -> None:
    assert "data-copy" not in client.get(client.where("safety-plan")).text
    assert "data-copy" in client.get(client.where("safety-plan.paper", ready="yes")).text


def test_throwing_it_away_deletes_picks_lines_and_the_day_and_keeps_her_lists(
    client: Client,
) -> None:
    fill(client)
    keep_line(book_of(client), "places", {"name": "Big shop"})
    follow(client, client.where("safety-plan.when"), {"day": "24 December 2026"})
    follow(client, client.where("safety-plan.drop"), {})

    assert [name.split("/")[0:2] for name in book_of(client).drawer.names("own")] == [
        ["own", "places"]
    ]
    assert book_of(client).drawer.names("plan/") == ()


def test_a_pick_of_a_measure_that_is_none_is_not_kept(client: Client) -> None:
    where = client.where("safety-plan.pick", topic="home_and_outside", measure="nothing")
    follow(client, where, {"state": "want"})

    assert whole_plan(book_of(client)).sections == ()


def test_the_note_of_a_day_can_be_taken_back_when_there_is_none(client: Client) -> None:
    look_again_on(book_of(client), None)

    assert not whole_plan(book_of(client)).look_again


@pytest.mark.parametrize(
    ("route", "field", "said"),
    [
        ("safe-outside.list", "name", "The garage by the park"),
        ("safe-outside.card", "text", "Please lend me an alarm"),
        ("safety-plan.line", "name", "Call Priya first"),
    ],
)
def test_what_was_sent_as_it_locked_comes_back_in_its_form(
    client: Client, route: str, field: str, said: str
) -> None:
    keep_draft(book_of(client).drawer, route, {field: [said], "which": ["places"]})
    assert client.shell.routes[route].kept
    assert f'name="_form" value="{route}"' in client.get(client.where(route)).text
    assert said in client.get(client.where(route)).text

    follow(client, client.where(route), {field: said, "which": "places"})
    assert find_draft(book_of(client).drawer, route) is None
