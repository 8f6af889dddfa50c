"""What she looks for on her own things: kept private, or as entries that claim no more."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.own_checks import Found, things
from holdfast.actions.pattern import show_pattern
from holdfast.knowledge.safe_online import checks, checks_for, kinds_of_things
from holdfast.model.entry import Entry, Kind
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from holdfast.web.tokens import make_token
from tests.web.browser_less import KEY, ORIGIN, open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of
from tests.web.test_safe_online import pass_up_to
from tests.web.test_uploads import BOUNDARY, body_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

PHOTO = b"not really a picture"
FOUND = {"found": "found", "words": "An iPad that is not mine.", "then": "keep"}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    opened = open_client(tmp_path)
    pass_up_to(opened, "evidence")
    return opened


def add_mail(client: Client) -> str:
    """Add her email; gives its id."""
    fields = {"whose": "mine", "kind": "email", "name": "My mail"}
    follow(client, client.where("safe-online.mine"), fields)
    return things(book_of(client))[0].id


def send_photo(client: Client, path: str, fields: dict[str, str]) -> str:
    """Send a form with a photo."""
    token = make_token(KEY, client.cookies[STRICT_PREFIX + SESSION])
    parts: list[tuple[str, str | None, bytes]] = [("_token", None, token.encode())]
    parts += [(name, None, text.encode()) for name, text in fields.items()]
    parts.append(("files", "setting.jpg", PHOTO))
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    headers = {"origin": ORIGIN, "content-type": kind}
    answer = client.send("POST", path, headers=headers, body=[body_of(*parts)])
    if answer.status == 303:
        answer = client.get(answer.headers["location"])
    return answer.text


def entries_of(client: Client) -> list[Entry]:
    """Give all entries."""
    return [each for each in book_of(client).record.entries() if isinstance(each, Entry)]


def test_the_list_is_closed_until_she_was_told_to_keep_what_shows_it(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    pass_up_to(client, "specialist")

    assert client.get(client.where("safe-online.mine")).status == 303
    client.post(client.where("safe-online.mine"), {"whose": "mine", "kind": "email", "name": "x"})
    assert things(book_of(client)) == ()


def test_every_check_of_every_kind_says_what_it_shows_and_what_not(client: Client) -> None:
    for kind in kinds_of_things():
        whose = "child" if kind == "child" else "mine"
        fields = {"whose": whose, "kind": kind, "name": kind}
        follow(client, client.where("safe-online.mine"), fields)
    for thing in things(book_of(client)):
        for check in checks_for(thing.kind):
            where = client.where("safe-online.mine.check", id=thing.id, check=check.id)
            page = client.get(where).text
            assert all(said in page for said in ("What it shows", "What it does not show"))
            assert "that does not show that nothing is there" in page

    assert len(things(book_of(client))) == len(kinds_of_things())


def test_an_answer_in_the_drawer_is_no_part_of_the_record(client: Client) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")
    page = follow(client, where, {"found": "not-sure", "words": "A phone.", "then": "note"})

    assert "A phone." in page
    assert book_of(client).record.size == 0
    assert things(book_of(client))[0].answers["signed-in"].found is Found.NOT_SURE
    assert 'value="not-sure"' in client.get(where).text


def test_what_was_found_becomes_an_entry_with_its_photo_and_the_day(client: Client) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")
    page = send_photo(client, where, {**FOUND, "who": "Sam from the shop"})

    exhibit, incident = entries_of(client)
    assert exhibit.text("sha256") == hashlib.sha256(PHOTO).hexdigest()
    assert exhibit.text("whose") == "mine"
    assert incident.kind is Kind.INCIDENT
    assert incident.text("what") == "An iPad that is not mine.\nLooked: Sam from the shop"
    assert incident.text("where") == "My mail"
    assert incident.texts("exhibits") == (exhibit.id,)
    assert incident.texts("behaviours") == ()
    assert checks()["signed-in"].name in incident.texts("asked")[0]
    assert "This does not show that nothing is there" in incident.texts("asked")[1]
    assert "see the entry" in page


def test_what_was_not_found_is_kept_as_a_note_and_counts_as_nothing_that_happened(
    client: Client,
) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")
    send_photo(client, where, {"found": "not-found", "words": "Only my {two}.", "then": "keep"})

    photo, note = entries_of(client)
    assert (note.kind, photo.kind) == (Kind.EXHIBIT, Kind.EXHIBIT)
    assert note.text("how") == "made-here"
    assert "Written in this notebook" in client.get(client.where("entry", id=note.id)).text
    kept = book_of(client).originals.open(note.text("blob"))
    text = kept.read(0, kept.size).decode()
    assert "Not found. This does not show that nothing is there." in text
    assert "Only my {two}." in text
    assert show_pattern(book_of(client)).incidents.count == 0


def test_a_photo_without_an_entry_is_asked_for_again_and_not_kept(client: Client) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")
    page = send_photo(client, where, {**FOUND, "then": "note"})

    assert "The photo was not kept" in page
    assert "An iPad that is not mine." in page
    assert list(book_of(client).originals.names()) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({}, "You can say that you did not look", id="nothing chosen"),
        pytest.param({"found": "x"}, "You can say that you did not look", id="not ours"),
        pytest.param({"found": "not-looked", "then": "keep"}, "cannot be kept", id="not looked"),
    ],
)
def test_what_is_not_clear_is_asked_for(client: Client, fields: dict[str, str], said: str) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")

    assert said in client.post(where, fields).text
    assert book_of(client).record.size == 0


def test_a_check_of_another_kind_of_thing_leads_back(client: Client) -> None:
    mail = add_mail(client)
    for check in ("faces", "none", ""):
        where = client.where("safe-online.mine.check", id=mail, check=check)
        assert client.get(where).status == 303
        assert client.post(where, FOUND).status == 303

    assert book_of(client).record.size == 0


def test_a_list_is_really_deleted_and_its_entries_stay(client: Client) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")
    follow(client, where, FOUND)
    page = follow(client, client.where("safe-online.mine.forget", id=mail), {})

    assert "The list is deleted." in page
    assert book_of(client).drawer.names("online/thing/") == ()
    assert book_of(client).record.size == 1


def test_hostile_and_very_long_names_are_shown_as_text_and_cut(client: Client) -> None:
    fields = {"whose": "mine", "kind": "email", "name": "<script>" + "x" * 5_000}
    page = follow(client, client.where("safe-online.mine"), fields)

    assert "&lt;script&gt;" in page
    assert not re.search(r"<script>x", page)
    assert len(things(book_of(client))[0].name) == 100


def test_what_was_sent_after_a_lock_or_saved_for_later_is_offered_again(client: Client) -> None:
    mail = add_mail(client)
    fields = {"thing": mail, "check": "codes", "found": "found", "words": "A number I know not."}
    client.post(client.where("draft.keep", form="safe-online.mine.check"), fields)

    answer = client.get(client.where("safe-online.mine.check"))
    page = client.get(answer.headers["location"]).text
    assert "A number I know not." in page
    other = client.where("safe-online.mine.check", id=mail, check="signed-in")
    assert "A number I know not." not in client.get(other).text

    where = client.where("safe-online.mine.check", id=mail, check="codes")
    follow(client, where, {**fields, "then": "note"})
    assert book_of(client).drawer.names("draft/") == ()


def test_keeping_the_same_check_twice_makes_two_notes_and_one_photo(client: Client) -> None:
    mail = add_mail(client)
    where = client.where("safe-online.mine.check", id=mail, check="signed-in")
    for words in ("Only mine.", "Again only mine."):
        send_photo(client, where, {"found": "not-found", "words": words, "then": "keep"})

    names = [each.text("name") for each in entries_of(client)]
    assert names.count("setting.jpg") == 1
    assert len(names) == 3
