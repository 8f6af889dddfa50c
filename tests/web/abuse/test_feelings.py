"""Notes of how she is in the wrong hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.feelings import notes, say_in_record, write_note
from holdfast.actions.people import NewPerson, add_person
from holdfast.model.errors import NotThatKindError
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


def test_a_glance_at_home_or_at_the_form_shows_no_note(client: Client) -> None:
    write_note(book_of(client), "secret words", how="very-hard")

    assert "secret words" not in client.get("/").text
    assert "secret words" not in client.get(client.where("feelings")).text


def test_whoever_writes_in_her_name_cannot_change_the_record_by_a_note(client: Client) -> None:
    entry = add_incident(book_of(client), NewIncident(what="He waited.")).entry.id
    follow(client, client.where("feelings"), {"words": "All lies.", "about": entry})

    assert book_of(client).record.size == 1


def test_words_put_into_the_record_by_somebody_else_show_as_added_and_leave_hers(
    client: Client,
) -> None:
    book = book_of(client)
    entry = add_incident(book, NewIncident(what="He waited.", felt="Afraid.")).entry.id
    note = write_note(book, "I made it up.")
    said = {"words": "I made it up.", "entry": entry}
    page = follow(client, client.where("feelings.to-entry", id=note.id), said)

    assert "What was changed" in page
    assert "From a private note written on" in page
    assert "First version" in page
    assert page.count("Afraid.") >= 2


def test_a_note_never_reaches_anything_but_an_incident(client: Client) -> None:
    book = book_of(client)
    person = add_person(book, NewPerson(role="does-it", name="Alex")).entry.id

    with pytest.raises(NotThatKindError):
        say_in_record(book, person, "x", "y")


def test_hostile_words_are_shown_as_words_and_foreign_codes_are_dropped(client: Client) -> None:
    said = {"words": HOSTILE, "how": HOSTILE, "about": HOSTILE}
    page = follow(client, client.where("feelings"), said)

    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert (notes(book_of(client))[0].how, notes(book_of(client))[0].about) == ("", "")


def test_an_address_of_a_note_that_is_gone_leads_back_quietly(client: Client) -> None:
    address = client.where("feelings.to-entry", id="2026-01-01T00:00:00-0000")

    assert client.get(address).status == 303
    assert follow(client, address, {"words": "x"})
