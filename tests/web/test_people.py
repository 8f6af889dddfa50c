"""Who is who: written down, changed, and never without a word about whom."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.people import NewPerson, add_person, people
from holdfast.actions.same_words import messages_in_picture
from holdfast.actions.take_in import take_in
from holdfast.actions.withdraw import withdraw
from tests.actions.samples import received
from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook
    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_somebody_is_listed_with_their_names_as_written(client: Client) -> None:
    said = {"role": "does-it", "name": "Sam", "handles": "sam_1\n+44 7700 900123"}
    page = follow(client, client.where("people.add"), said)

    assert "sam_1" in page
    assert "+44 7700 900123" in page
    assert "Whoever does this to me" in page


def test_her_initials_are_kept_in_capitals(client: Client) -> None:
    page = follow(client, client.where("people.add"), {"role": "me", "initials": "abc"})

    assert "ABC/1" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"name": "Sam"}, "Choose who this is.", id="no role"),
        pytest.param({"role": "me"}, "Write a name", id="nothing but a role"),
        pytest.param({"role": "me", "initials": "a b"}, "one to five letters", id="no initials"),
    ],
)
def test_what_is_missing_is_asked_for(client: Client, fields: dict[str, str], said: str) -> None:
    answer = client.post(client.where("people.add"), fields)

    assert answer.status == 200
    assert said in answer.text


def test_a_change_keeps_what_stood_there(client: Client) -> None:
    page = follow(client, client.where("people.add"), {"role": "witness", "name": "Jo"})
    change = re.search(r'href="(/x/[^"]+)"[^>]*>\s*Change', page)
    assert change is not None
    assert 'value="Jo"' in client.get(change[1]).text

    changed = follow(client, change[1], {"role": "witness", "name": "Joanna"})
    opened = re.search(r'href="(/x/[^"]+)"[^>]*>\s*See the entry', changed)
    assert opened is not None
    entry = client.get(opened[1]).text
    assert "Joanna" in entry
    assert re.search(r">Jo<", entry)


@pytest.fixture
def texts(client: Client, tmp_path: Path) -> str:
    """A chat in which one number is written in two ways."""
    path = tmp_path / "WhatsApp Chat with Alex.txt"
    lines = [
        "14/03/2026, 17:00 - +44 7700 900123: I know where you live, Alex\n",
        "14/03/2026, 17:01 - 07700 900123: answer me\n",
        "14/03/2026, 17:02 - Kim: are you all right\n",
    ]
    path.write_text("".join(lines), encoding="utf-8")
    (account,) = take_in(_book(client), [path], whose="mine")
    return account.entry


def _book(client: Client) -> OpenCasebook:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    return client.shell.session.book


def test_handles_in_files_are_counted_and_one_number_in_two_ways_is_asked_about(
    client: Client, texts: str
) -> None:
    page = client.get(client.where("people")).text

    assert texts
    assert "Kim" in page
    assert "messages: 1, files: 1" in page
    assert "It is the same number, written in two ways." in page


def test_a_no_is_not_asked_again_and_not_sure_changes_nothing(client: Client, texts: str) -> None:
    pair = {"one": "+44 7700 900123", "other": "07700 900123", "person": ""}
    size = _book(client).record.size
    for said, asked in (("unsure", True), ("no", False)):
        page = follow(client, client.where("people.answer"), {**pair, "answer": said})

        assert ("the same number" in page) is asked
    assert texts
    assert _book(client).record.size == size


def test_a_yes_asks_who_it_is_and_the_name_stands_beside_every_way_of_writing(
    client: Client, texts: str
) -> None:
    pair = {"one": "+44 7700 900123", "other": "07700 900123", "answer": "yes", "person": ""}
    answer = client.post(client.where("people.answer"), pair)
    form = client.get(answer.headers["location"]).text
    assert "+44 7700 900123\n07700 900123" in form

    new = {"role": "does-it", "name": "Sam", "handles": "+44 7700 900123"}
    page = follow(client, client.where("people.add"), new)
    assert "written in two ways" not in page
    shown = client.get(client.where("messages", id=texts)).text
    assert "Sam · +44 7700 900123" in shown
    assert "Sam · 07700 900123" in shown
    found = client.get(client.where("record.search", words="answer")).text
    assert "Sam · 07700 900123" in found


def test_a_handle_is_given_to_somebody_and_what_stood_there_is_kept(
    client: Client, texts: str
) -> None:
    sister = add_person(_book(client), NewPerson(role="other", name="Kim's sister")).entry
    said = {"handle": "Kim", "person": sister.id}
    follow(client, client.where("people.whose"), said)

    current = _book(client).record.current(sister.id)
    assert current.fields["handles"] == ["Kim"]
    assert sister.fields["handles"] is None
    assert "Kim&#39;s sister · Kim" in client.get(client.where("messages", id=texts)).text


def test_the_record_is_filtered_by_a_person_over_all_handles(client: Client, texts: str) -> None:
    sam = NewPerson(role="does-it", name="Sam", handles=("07700 900123",))
    person = add_person(_book(client), sam).entry.id

    page = client.get(client.where("record", person=person)).text
    searched = client.get(client.where("record.search", words="you", person=person)).text

    assert texts
    assert "I know where you live" in page
    assert "answer me" in page
    assert "are you all right" not in page
    assert "are you all right" not in searched
    assert "I know where you live" in searched


def test_another_country_reads_other_numbers(client: Client, texts: str) -> None:
    page = follow(client, client.where("people.region"), {"region": "FR"})

    assert texts
    assert "Kim" in page
    assert "written in two ways" not in page


def test_words_of_a_message_in_a_picture_are_a_link(client: Client, texts: str) -> None:
    book = _book(client)
    read = "Alex\nI know where you\nlive, Alex\n17:00"

    (hit,) = messages_in_picture(book, read)

    assert (hit.entry, hit.number) == (texts, 0)
    assert messages_in_picture(book, "answer me") == []


def number_given(client: Client, person: str, handle: str = "+44 7700 900123") -> str:
    return follow(client, client.where("people.whose"), {"handle": handle, "person": person})


def test_a_number_that_stands_beside_somebody_is_not_given_to_another(client: Client) -> None:
    book = _book(client)
    sam = add_person(book, NewPerson(role="does-it", name="Sam", handles=("07700 900123",))).entry
    kim = add_person(book, NewPerson(role="other", name="Kim")).entry

    page = number_given(client, kim.id)

    assert "it stands beside Sam already" in page
    assert book.record.current(kim.id).fields["handles"] is None
    assert book.record.current(sam.id).fields["handles"] == ["07700 900123"]


def test_nothing_is_given_to_somebody_who_was_withdrawn_in_another_window(client: Client) -> None:
    book = _book(client)
    sam = add_person(book, NewPerson(role="does-it", name="Sam")).entry
    withdraw(book, sam.id)
    size = book.record.size

    assert "not written down any more" in number_given(client, sam.id)
    assert book.record.size == size


def test_a_form_opened_before_another_window_saved_does_not_undo_that(client: Client) -> None:
    book = _book(client)
    sam = add_person(book, NewPerson(role="does-it", name="Sam")).entry
    form = client.get(client.where("people.amend", id=sam.id)).text
    (stands,) = re.findall(r'name="stands" value="(\d*)"', form)
    number_given(client, sam.id)
    old = {"role": "does-it", "name": "Samuel", "handles": "", "stands": stands}

    answer = client.post(client.where("people.amend", id=sam.id), old)

    assert "perhaps in another window" in answer.text
    assert "+44 7700 900123" in answer.text
    assert book.record.current(sam.id).fields["name"] == "Sam"
    (stands,) = re.findall(r'name="stands" value="(\d*)"', answer.text)
    again = {**old, "handles": "+44 7700 900123", "stands": stands}
    assert "Samuel" in follow(client, client.where("people.amend", id=sam.id), again)


def test_a_sender_after_an_import_can_be_somebody_who_is_written_down(client: Client) -> None:
    book = _book(client)
    sam = add_person(book, NewPerson(role="does-it", name="Sam")).entry
    said = {"name": "07700 900123", "role": sam.id}

    follow(client, client.where("take-in.people"), said)
    again = follow(client, client.where("take-in.people"), {**said, "role": "does-it"})

    assert "written down already" in again
    assert book.record.current(sam.id).fields["handles"] == ["07700 900123"]
    assert [each.entry.id for each in people(book)] == [sam.id]


def test_her_own_phone_is_her_and_not_asked_about(client: Client) -> None:
    bill = (
        b"Date,Number,Type\n13/03/2026 17:30,07700900123,Outgoing\n"
        b"14/03/2026 17:30,Withheld,Incoming\n"
    )
    source = replace(received("bill.csv", bill), whose="mine")
    list(take_in(_book(client), [source], whose="mine"))

    page = client.get(client.where("people")).text

    assert "<strong>You</strong>" in page
    assert "(this phone)" not in page
    assert "More than one person can call without a number." in page
    assert "Who is this?" not in page
