"""How she may be feeling: normal, not her fault; quiet notes that nothing is made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.feelings import ROW, notes, write_note
from holdfast.knowledge.directory.embedded import service_named
from holdfast.model.entry import Kind
from holdfast.web.drafts import find_draft
from tests.web.browser_less import locked_client, open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

NAME, NOTES, TO_ENTRY = "feelings", "feelings.notes", "feelings.to-entry"


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_it_is_not_her_fault_whoever_it_is_and_whether_reported_or_not(client: Client) -> None:
    page = client.get(client.where(NAME)).text

    assert "It is not your fault. That is so whoever does it" in page
    assert "You do not have to tell the police" in page
    assert "you are not alone" in page


def test_what_many_people_feel_is_said_as_normal_and_as_no_list_to_fit(client: Client) -> None:
    page = client.get(client.where(NAME)).text

    assert "There is no right way to feel." in page
    assert "Some feel many, or none." in page
    for said in ("afraid, tense", "sleep or eat", "annoyed at first", "phone or online can hurt"):
        assert said in page


def test_help_stands_before_the_note_with_numbers_from_the_directory(client: Client) -> None:
    page = client.get(client.where(NAME)).text

    for name in ("samaritans", "shout", "stalking-helpline"):
        assert page.index(service_named(name).numbers[0].number) < page.index("<textarea")
    assert "call 999" in page


def test_a_note_lies_in_the_drawer_and_never_in_the_record(client: Client) -> None:
    page = follow(client, client.where(NAME), {"words": "Slept badly.", "how": "hard"})
    (note,) = notes(book_of(client))

    assert "Slept badly." in page
    assert (note.words, note.how, note.about) == ("Slept badly.", "hard", "")
    assert book_of(client).record.size == 0


def test_a_word_alone_or_words_alone_are_enough_and_nothing_is_asked_again(
    client: Client,
) -> None:
    assert "All right" in follow(client, client.where(NAME), {"how": "all-right"})
    assert "Tired." in follow(client, client.where(NAME), {"words": "Tired."})
    assert "Write a few words or pick one" in client.post(client.where(NAME), {}).text
    assert len(notes(book_of(client))) == 2


def test_the_list_shows_when_and_makes_nothing_of_it(client: Client) -> None:
    for how in ("good", "very-hard", "very-hard"):
        write_note(book_of(client), "x", how=how)
    page = client.get(client.where(NOTES)).text

    assert page.count("Very hard") == 2
    for word in ("average", "better", "worse", "streak", "in a row", "trend", "<svg", "%"):
        assert word not in page.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    assert re.search(r"[A-Z][a-z]+day \d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d", page)


def test_notes_stand_newest_first(client: Client) -> None:
    for each in ("one", "two"):
        write_note(book_of(client), each, clock=client.clock.now)
        client.clock.wait(60)

    assert [each.words for each in notes(book_of(client))] == ["two", "one"]


def test_a_note_can_be_about_one_incident_and_leads_there(client: Client) -> None:
    entry = add_incident(book_of(client), NewIncident(what="He waited at the gate.")).entry.id
    shown = client.get(client.where("entry", id=entry)).text
    link = re.search(r'href="(/x/[^"]+)">Note for myself how I am', shown)
    assert link is not None
    assert f'value="{entry}" selected' in client.get(link[1]).text

    page = follow(client, client.where(NAME), {"words": "Shaking.", "about": entry})
    assert "He waited at the gate." in page
    assert notes(book_of(client))[0].about == entry


def test_each_note_and_all_of_them_can_be_thrown_away(client: Client) -> None:
    book = book_of(client)
    first, _, _ = (write_note(book, each) for each in ("one", "two", "three"))
    page = follow(client, client.where("feelings.burn", id=first.id), {})
    assert "The note is gone." in page
    assert len(notes(book)) == 2

    page = follow(client, client.where("feelings.burn-all"), {})
    assert "All notes are gone." in page
    assert book.drawer.names(ROW) == ()


def test_her_words_go_into_the_record_as_an_amendment_that_says_when_they_were_written(
    client: Client,
) -> None:
    book = book_of(client)
    entry = add_incident(book, NewIncident(what="He waited.", felt="Cold.")).entry.id
    note = write_note(book, "I shook all night.")
    shown = client.get(client.where(TO_ENTRY, id=note.id)).text
    assert "The other side may read it one day" in shown

    said = {"words": "I shook all night.", "entry": entry}
    page = follow(client, client.where(TO_ENTRY, id=note.id), said)
    change = book.record.current(entry).amendments[0]
    assert change.kind is Kind.AMENDMENT
    assert change.text("felt") == "Cold.\n\nI shook all night."
    assert change.text("why").startswith("From a private note written on ")
    assert book.record.entry(entry).text("felt") == "Cold."
    assert "Correction" in page
    assert len(notes(book)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": " ", "entry": "it"}, "Write the words that you want to add."),
        ({"words": "x", "entry": ""}, "Choose one entry."),
        ({"words": "x", "entry": "f" * 32}, "Choose one entry."),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_written(
    client: Client, fields: dict[str, str], said: str
) -> None:
    book = book_of(client)
    entry = add_incident(book, NewIncident(what="He waited.")).entry.id
    note = write_note(book, "Mine.")
    sent = {**fields, "entry": entry if fields["entry"] == "it" else fields["entry"]}

    assert said in client.post(client.where(TO_ENTRY, id=note.id), sent).text
    assert book.record.size == 1


def test_what_she_is_writing_is_kept_as_a_draft(client: Client) -> None:
    client.post(client.where("draft.keep", form=NAME), {"words": "Half a", "_by_script": "1"})

    assert "Half a" in client.get(client.where(NAME)).text
    follow(client, client.where(NAME), {"words": "Half a thought."})
    assert find_draft(book_of(client).drawer, NAME) is None


def test_999_samaritans_and_shout_stand_at_the_foot_of_every_page(
    client: Client, tmp_path: Path
) -> None:
    first = locked_client(tmp_path / "new").get("/").text
    for page in (first, client.get("/").text, client.get(client.where("kit")).text):
        foot = page.split("<footer", 1)[1]
        for name, start in (("police-999", "tel"), ("samaritans", "tel"), ("shout", "sms")):
            number = service_named(name).numbers[0].number
            assert f'href="{start}:{number.replace(" ", "")}"' in foot
        assert "Text the word SHOUT" in foot


def test_the_lock_page_has_them_one_press_away_under_a_plain_word(client: Client) -> None:
    client.cookies.clear()
    page = client.get("/").text
    behind = page.split(">Help<", 1)[1].split("</details>")[0]

    assert "data-locked" in page
    assert service_named("samaritans").numbers[0].number in behind
    assert "stalk" not in page.lower()
