"""Telling the police: the ways, the text made from the record, and writing it down."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.checkpoint_codes import code_now, find_code
from holdfast.actions.clock import now
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.court_orders import NewOrder, add_order, mark_broken
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from holdfast.model.moment import Moment
from holdfast.vault.writing import Draft
from holdfast.web.drafts import find_draft
from holdfast.web.pages.report_text import MOST_AT_ONCE
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

DAY = Moment(as_written="4 March 2026", stated="2026-03-04", precision="day")
EARLIER = Moment(as_written="1 March 2026", stated="2026-03-01", precision="day")
ALL_PARTS = ("where", "people", "orders", "reports", "witnesses", "files", "effect", "needs")


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def page_of(client: Client, route: str, **params: str) -> str:
    return unescape(client.get(client.where(route, **params)).text)


def text_on(page: str) -> str:
    """Give what stands in the text field of a page."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def make(client: Client, **fields: str) -> str:
    """Make the text with everything that fits, and give the page that shows it."""
    said = {"all": "yes", **fields}
    return follow(client, client.where("report.choose"), said)


def test_danger_comes_first_and_then_that_no_log_is_needed(client: Client) -> None:
    page = page_of(client, "report")

    places = [
        page.index(each)
        for each in ("Call 999", "press 55", "do not need a log", "Not in danger now: 101")
    ]
    assert places == sorted(places)
    assert "It works on a mobile only." in page
    assert "55 does not tell them where you are." in page
    assert "From a landline, 55 does not work." in page


def test_every_way_to_tell_them_is_there(client: Client) -> None:
    page = page_of(client, "report")

    for said in ("18000", "18001 101", "emergencySMS", "999 BSL", "In person", "www.gmp.police.uk"):
        assert said in page
    assert "Through somebody else" in page
    assert 'href="https://' not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_what_is_not_confirmed_is_said_to_be(client: Client) -> None:
    page = page_of(client, "report")
    crimestoppers = page[page.index('id="anonymous"') :]

    assert "You get no crime number" in crimestoppers
    assert "Not confirmed." in crimestoppers
    assert "Noted on 22 November 2026. Not all of it was compared with a source." in crimestoppers
    assert "Checked on" not in crimestoppers


@pytest.mark.parametrize("route", ["report.ask", "report.rights"])
def test_facts_come_with_the_day_they_were_checked(client: Client, route: str) -> None:
    page = page_of(client, route)

    assert "Checked on 22 November 2026" in page
    assert "England and Wales" in page


def test_nobody_in_scotland_is_shown_how_it_is_in_england(client: Client) -> None:
    page = page_of(client, "report", where="scotland")

    assert "0800 027 1234" in page
    assert "18001 101" not in page


def test_nothing_is_said_to_be_past_its_time(client: Client) -> None:
    page = page_of(client, "report")

    assert "You can tell the police at any time." in page
    assert "Was it longer ago? Still report it." in page
    assert "out of time" not in page


def test_the_rights_name_only_the_number_that_has_a_source(client: Client) -> None:
    page = page_of(client, "report.rights")

    assert set(re.findall(r"Right \d+", page)) == {"Right 7"}
    assert "Stalking Triage Centre" in page
    assert "An officer writes down what you say." in page
    assert "It must not say what sentence you want." in page
    assert "nothing is signed for you" in page


def test_evidence_is_kept_then_told_then_blocked_and_never_of_a_child(client: Client) -> None:
    page = page_of(client, "report.ask")

    assert "So keep it first. Then tell the police" in page
    assert "Sexual pictures of anybody under 18" in page
    assert page.index("Do not wait until you have it") < page.index("What to bring")
    for kind in ("texts", "calls", "voicemail", "email", "letters-gifts", "damage", "cameras"):
        assert f'id="{kind}"' in page
    assert 'id="social-media"' in page
    assert 'id="screenshots"' in page


def test_the_record_is_joined(client: Client) -> None:
    book = book_of(client)
    add_incident(book, NewIncident(what="At the gate.", happened=DAY))
    add_contact(book, NewContact(whom="police", reference="CAD-77", chase="2020-03-27"))
    add_contact(book, NewContact(whom="helpline", reference="H-1"))
    page = page_of(client, "report")

    assert "1 time something happened" in page
    assert "Wednesday 4 March 2026" in page
    assert "CAD-77" in page
    assert "H-1" not in page
    assert re.search(r"You planned to ask again:.*CAD-77.*: Friday 27 March 2020", page, re.DOTALL)


def test_an_order_that_may_be_broken_is_said_before_anything_else(client: Client) -> None:
    book = book_of(client)
    order = add_order(book, NewOrder(order="Bail", reference="FL-9", until="2999-01-01")).entry.id
    add_order(book, NewOrder(order="Ended order", until="2020-01-01"))
    incident = add_incident(book, NewIncident(what="At the gate.", happened=DAY)).entry.id
    mark_broken(book, order, [incident])
    page = page_of(client, "report")
    text = text_on(make(client, parts="orders"))

    assert page.index("Say first that there is an order") < page.index("Call 999")
    assert "FL-9" in page
    assert "Ended order" not in page
    assert text.startswith("There is an order: Bail, number FL-9, until 1 January 2999.\n")
    assert "may have been broken: No. 1" in text


def test_the_text_is_kept_as_a_draft_and_changed(client: Client) -> None:
    add_incident(book_of(client), NewIncident(what="At the gate.", happened=DAY))
    size = book_of(client).record.size
    make(client)
    follow(client, client.where("report.text"), {"text": "In my own words."})
    draft = find_draft(book_of(client).drawer, "report.text")

    assert draft is not None
    assert draft.raw("text") == "In my own words."
    assert "In my own words." in page_of(client, "report.text")
    assert re.search(r"<span hidden><button[^>]* data-copy", page_of(client, "report.text"))
    assert "In my own words." in page_of(client, "report.paper")
    assert book_of(client).record.size == size


def test_nothing_ticked_is_asked_for_and_an_empty_record_still_gives_a_text(
    client: Client,
) -> None:
    assert "not a sworn statement" in text_on(follow(client, client.where("report.choose"), {}))
    assert "Make it with all of them" not in page_of(client, "report.choose")
    add_incident(book_of(client), NewIncident(what="At the gate."))
    assert "Make it with all of them" in page_of(client, "report.choose")

    answer = client.post(client.where("report.choose"), {"parts": "where"})
    assert "Tick at least one" in answer.text


def test_the_report_is_written_down_in_one_step(client: Client) -> None:
    book = book_of(client)
    incident = add_incident(book, NewIncident(what="At the gate.", happened=DAY)).entry.id
    make(client)
    draft = find_draft(book.drawer, "report.text")
    assert draft is not None
    fields = {name: said[0] for name, said in draft.fields.items()}
    page = follow(
        client, client.where("report.log"), {**fields, "reference": "CAD-9", "told": "keep"}
    )
    (told,) = current_of_kind(book, Kind.CONTACT)

    assert "CAD-9" in page
    assert told.fields["about"] == [incident]
    assert told.fields["told"] == draft.raw("text").strip()
    assert Moment.from_json(told.fields["happened"]).stated is not None
    assert find_draft(book.drawer, "report.text") is None


def test_the_text_stays_out_of_the_record_when_she_wants_that(client: Client) -> None:
    make(client)
    follow(client, client.where("report.log"), {"text": "My home is here.", "told": "drop"})
    (told,) = current_of_kind(book_of(client), Kind.CONTACT)

    assert "My home" not in str(told.fields)
    assert find_draft(book_of(client).drawer, "report.text") is not None


def test_a_day_that_cannot_be_read_loses_nothing(client: Client) -> None:
    make(client)
    answer = client.post(client.where("report.log"), {"text": "Mine.", "happened": "3/4/26"})

    assert "two ways" in answer.text
    assert text_on(answer.text) == "Mine."
    assert list(current_of_kind(book_of(client), Kind.CONTACT)) == []


def test_the_code_in_the_text_fits_the_record(client: Client) -> None:
    book = book_of(client)
    add_incident(book, NewIncident(what="At the gate."))
    code = code_now(book)
    text = text_on(make(client))
    add_incident(book, NewIncident(what="Later."))

    assert code in text
    assert find_code(book, code) == 1
    page = client.post(client.where("report.code"), {"typed": code.lower()}).text
    assert "It is the code of your first entry" in page
    wrong = client.post(client.where("report.code"), {"typed": "0000-0000-0000-0000"}).text
    assert "does not fit any state of this record" in wrong
    assert "does not show that what you wrote is true" in wrong


def test_needs_are_kept_handed_over_and_destroyed(client: Client) -> None:
    said = {"needs": "quiet-room", "never": "leave a message", "paper": "yes"}
    page = follow(client, client.where("report.needs"), said)
    assert "I need a quiet room." in page
    assert "Please do not: leave a message" in page
    assert "I need a quiet room." in text_on(make(client, parts="needs"))

    follow(client, client.where("report.needs-forget"), {})
    assert "Nothing is ticked or written yet." in page_of(client, "report.needs-paper")
    assert book_of(client).drawer.names("report/") == ()


def test_the_card_has_the_language_in_its_own_name_and_no_machine_made_sentence(
    client: Client,
) -> None:
    page = follow(client, client.where("report.card"), {"language": "ur"})

    assert "I need an interpreter for Urdu." in page
    assert '<p class="govuk-heading-xl" lang="ur" dir="rtl">اردو</p>' in page
    assert "we do not let a machine do that" in page
    typed = follow(client, client.where("report.card"), {"typed": "Hazaragi <b>"})
    assert "I need an interpreter for Hazaragi &lt;b&gt;." in typed


def test_what_was_corrected_stands_as_corrected_and_is_said_to_be(client: Client) -> None:
    book = book_of(client)
    entry = add_incident(book, NewIncident(what="On Tuesday.", happened=DAY)).entry
    amend(book, entry.id, NewAmendment(changes={"what": "On Wednesday."}))
    text = text_on(make(client))

    assert "On Wednesday." in text
    assert "On Tuesday." not in text
    assert "Changed later." in text


def test_the_latest_comes_first_and_what_has_no_day_comes_last(client: Client) -> None:
    book = book_of(client)
    for what, day in (("Undated.", None), ("Latest.", DAY), ("Earlier.", EARLIER)):
        add_incident(book, NewIncident(what=what, happened=day))
    text = text_on(make(client))

    places = [text.index(each) for each in ("Latest.", "Earlier.", "Day not known", "Undated.")]
    assert places == sorted(places)
    assert "with a known day: Sunday 1 March 2026" in text


def test_more_than_a_form_can_hold_is_not_offered_at_once(client: Client) -> None:
    draft = Draft(Kind.INCIDENT, {"what": "He rang.", "happened": dict(DAY.to_json())})
    book_of(client).record.append([draft] * (MOST_AT_ONCE + 1), clock=now)

    assert "Make it with all of them" not in page_of(client, "report.choose")
