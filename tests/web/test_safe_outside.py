"""Safer at home and outside: measures to pick, what fits the record first, and her own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.court_orders import NewOrder, add_order
from holdfast.actions.own_lines import lines_of
from holdfast.actions.plan import find_pick
from holdfast.actions.police_card import ROW
from holdfast.knowledge.measures import OUTSIDE, PARTS, measures
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


@pytest.mark.parametrize("part", PARTS[OUTSIDE])
def test_every_list_says_only_what_is_safe_for_you_and_its_sources(
    client: Client, part: str
) -> None:
    page = client.get(client.where("safe-outside.part", part=part)).text

    assert "Only do what is safe for you" in page
    assert page.index("Call 999") < page.index("nb-box")
    for each in measures(OUTSIDE, part):
        assert each.address in page
        assert f"{each.checked_on:%-d %B %Y}" in page


def test_what_is_not_confirmed_says_so(client: Client) -> None:
    page = client.get(client.where("safe-outside.part", part="police")).text
    button = page.split('id="m-panic-button"')[1].split("</section>")[0]

    assert "Not confirmed yet" in button
    assert "TecSOS" in button


def test_the_law_on_filming_covers_boundary_sound_tenants_and_clips(client: Client) -> None:
    page = client.get(client.where("safe-outside.part", part="watch")).text

    for said in ("past your land", "Turn sound off", "landlord", "30 days", "reason", "a sign"):
        assert said in page


def test_a_measure_is_picked_changed_and_taken_back_where_it_stands(client: Client) -> None:
    where = client.where(
        "safety-plan.pick", topic=OUTSIDE, measure="locks", back="safe-outside.part", part="home"
    )
    place = client.post(where, {"state": "want"}).headers["location"]
    page, mark = place.split("#")
    assert mark == "m-locks"
    assert "In your plan" in client.get(page).text.split('id="m-locks"')[1].split("</section>")[0]

    client.post(where, {"state": "done"})
    found = find_pick(book_of(client), OUTSIDE, "locks")
    assert found is not None
    assert found.state == "done"

    client.post(where, {"state": ""})
    assert find_pick(book_of(client), OUTSIDE, "locks") is None
    assert book_of(client).record.size == 0


def test_an_incident_brings_the_measures_that_fit_to_the_top_with_the_reason(
    client: Client,
) -> None:
    assert "What may fit first" not in client.get(client.where("safe-outside")).text
    add_incident(book_of(client), NewIncident(what="He waited.", behaviours=("turned-up",)))

    page = client.get(client.where("safe-outside")).text
    assert "Because you wrote down: turned up at my home, work or another place." in page
    assert "not your fault" in page


def test_the_entry_page_leads_to_what_fits_that_entry_and_only_then(client: Client) -> None:
    book = book_of(client)
    followed = add_incident(book, NewIncident(what="A car.", behaviours=("s2A3a",))).entry.id
    called = add_incident(book, NewIncident(what="A call.", behaviours=("abusive-messages",)))

    assert "Things you could do after this" in client.get(client.where("entry", id=followed)).text
    assert "Things you could do" not in client.get(client.where("entry", id=called.entry.id)).text
    page = client.get(client.where("safe-outside.after", part=followed)).text
    assert "If you think you are being followed" in page
    assert "You need not do any of this" in page


def test_a_safe_place_is_typed_changed_and_deleted_and_never_in_the_record(client: Client) -> None:
    where = client.where("safe-outside.list", which="places")
    page = follow(client, where, {"name": "Big shop", "open": "all night", "known": "Ali, guard"})
    assert "all night" in page
    (line,) = lines_of(book_of(client), "places")

    again = client.where("safe-outside.list", which="places", line=line.id)
    page = follow(client, again, {"name": "Big shop", "open": "until 23:00"})
    assert "until 23:00" in page
    assert "all night" not in page

    follow(client, client.where("safe-outside.drop", which="places", line=line.id), {})
    assert lines_of(book_of(client), "places") == ()
    assert book_of(client).record.size == 0


@pytest.mark.parametrize("which", ["places", "journeys", "routines", "not-ours"])
def test_a_line_without_a_name_is_asked_for_again_with_what_was_typed(
    client: Client, which: str
) -> None:
    page = client.post(
        client.where("safe-outside.list", which=which), {"name": " ", "note": "by the bridge"}
    ).text

    assert "Write a name for it first" in page
    assert "by the bridge" in page


def test_text_of_hers_is_shown_as_text(client: Client) -> None:
    page = follow(
        client,
        client.where("safe-outside.list", which="routines"),
        {"name": "<script>x</script>", "changed": "\u202eabc" + "w" * 5000},
    )

    assert "&lt;script&gt;x" in page
    assert "<script>x" not in page


def test_nobody_in_scotland_is_told_that_this_is_their_law(client: Client) -> None:
    page = client.get(client.where("safe-outside")).text

    assert "law of England and Wales" in page
    assert "Scotland: not researched yet" in page
    assert "0800 027 1234" in page


def test_the_card_holds_the_numbers_of_the_record_and_no_address(client: Client) -> None:
    book = book_of(client)
    add_contact(book, NewContact(whom="police", reference="CR/77/26", told="All of it."))
    add_order(book, NewOrder(order="Bail", reference="B-9"))
    page = client.get(client.where("safe-outside.card")).text

    for said in ("TecSOS", "a marker on my address", "CR/77/26", "Bail, B-9", "Not every police"):
        assert said in page
    assert book.drawer.get(ROW) is None


def test_the_card_is_edited_printed_and_begun_again(client: Client) -> None:
    where = client.where("safe-outside.card")
    page = follow(client, where, {"text": "Please lend me an alarm. <b>", "paper": "yes"})
    assert "Please lend me an alarm. &lt;b&gt;" in page
    assert "<textarea" not in page
    assert "data-copy" in page
    assert book_of(client).drawer.get(ROW) == "Please lend me an alarm. <b>"

    page = follow(client, where, {"text": "Please lend me an alarm.", "again": "yes"})
    assert "1. Panic button" in page
    assert book_of(client).drawer.get(ROW) is None
