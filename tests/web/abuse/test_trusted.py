"""Trusted people and sealed contributions, as somebody who means harm would use them."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import pyrage
import pytest

from holdfast.actions.contributions import AUTHOR_UNKNOWN
from holdfast.actions.in_tray import look_through
from holdfast.actions.trusted import trusted_people
from holdfast.packs.friend_page.page import friend_page
from holdfast.web.drafts import keep_draft
from tests.actions.contributed import sealed
from tests.actions.samples import jpeg
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_in_tray import press
from tests.web.test_orders import book_of
from tests.web.test_print import COPY
from tests.web.test_trusted import PERSON, look_at_it, send, token_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

IDENTITY = pyrage.x25519.Identity.generate()
TOKEN = "0123456789abcdef" * 2


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_the_list_at_the_open_screen_shows_no_code_word_and_no_number(client: Client) -> None:
    follow(client, client.where("trusted.person"), {**PERSON, "reach": "07700 900456"})

    for route in ("trusted", "home", "steps"):
        page = client.get(client.where(route)).text
        assert "quince" not in page
        assert "07700" not in page


def test_the_form_with_name_and_code_word_cannot_be_saved_as_a_page(client: Client) -> None:
    follow(client, client.where("trusted.person"), PERSON)
    (kept,) = trusted_people(book_of(client))

    page = client.get(client.where("trusted.person", id=kept.id)).text
    assert "quince" in page
    assert COPY.search(page) is None


def test_the_page_found_on_a_friends_phone_says_nothing_of_either(client: Client) -> None:
    page = client.post(client.where("trusted.page"), {"for": "Sam Lee"}).text
    bare = friend_page(str(IDENTITY.to_public()), "Notebook", TOKEN).decode()

    for word in ("sam lee", "stalk", "harass", "holdfast casebook", "victim"):
        assert word not in page.split("<script>")[0].casefold()
    assert len(page) == len(bare)


def test_the_page_for_a_friend_does_not_carry_the_title_she_gave_her_window(
    client: Client,
) -> None:
    session = client.shell.session
    assert session is not None
    session.settings = replace(session.settings, title="Annas diary")
    page = client.post(client.where("trusted.page"), {"for": "Sam"}).text

    assert "Annas diary" not in page


def test_somebody_posing_as_a_friend_is_shown_as_not_from_her_page(client: Client) -> None:
    forged = sealed(book_of(client), by="Sam Lee", page=TOKEN, what="She made it up.")
    send(client, "in-tray.bring", {"note.age": forged})
    look = look_at_it(client)
    entry = press(client, look, "Put it in as theirs")

    for page in (look, entry):
        assert "It was not made with a page of yours." in page


def test_somebody_posing_as_her_stands_as_nobody(client: Client) -> None:
    send(client, "in-tray.bring", {"note.age": sealed(book_of(client), by=" ME ")})
    press(client, look_at_it(client), "Put it in as theirs")
    (entry,) = book_of(client).record.entries()

    assert entry.fields["by"] == AUTHOR_UNKNOWN  # type: ignore[union-attr]


def test_a_friends_page_that_was_stolen_still_shows_the_name_it_was_made_for(
    client: Client,
) -> None:
    token = token_of(client, "Sam Lee")
    stolen = sealed(book_of(client), by="Robin", page=token)
    send(client, "in-tray.bring", {"note.age": stolen})

    assert "The page was made for Sam Lee." in look_at_it(client)


def test_hostile_words_and_names_of_files_stay_words(client: Client) -> None:
    data = sealed(
        book_of(client),
        {"<img onerror=x>.jpg": jpeg()},
        by="<script>alert(1)</script>",
        what="\u202e" + "x" * 300_000,
        witnesses=["<b>"] * 5_000,
    )
    send(client, "in-tray.bring", {"<svg onload=x>.age": data})
    page = press(client, look_at_it(client), "Put it in as theirs")

    assert "<script>alert" not in page
    assert "<img onerror" not in page
    assert "<b>" not in page.split("<main")[1]


def test_only_what_she_adopts_is_in_the_record(client: Client) -> None:
    for number in range(3):
        send(client, "in-tray.bring", {"n.age": sealed(book_of(client), what=f"Lie {number}")})

    assert book_of(client).record.size == 0
    assert "Lie" not in client.get(client.where("record")).text


@pytest.mark.parametrize(
    "said",
    [
        {"by": "\ud800"},
        {"what": "\udfff", "witnesses": ["\ud83d"]},
        {"made": "0001-01-01T00:00:00+14:00", "when": "yesterday"},
        {"made": "9999-12-31T23:59:59-12:00", "when": "yesterday"},
        {"form": "other", "what": "\ud800", "made": "\ud800"},
    ],
    ids=["half a name", "half a letter", "year 1", "year 9999", "no contribution"],
)
def test_one_broken_note_closes_neither_the_in_tray_nor_itself(
    client: Client, said: dict[str, object]
) -> None:
    send(client, "in-tray.bring", {"a.age": sealed(book_of(client), **said)})  # type: ignore[arg-type]
    (waits,) = look_through(book_of(client))
    pages = [
        client.get(client.where("in-tray")),
        client.get(client.where("in-tray.open", id=waits.id)),
    ]
    adopted = client.post(client.where("in-tray.adopt", id=waits.id))

    assert [each.status for each in pages] == [200, 200]
    assert adopted.status < 400
    assert book_of(client).record.size == 1


@pytest.mark.parametrize("name", ["m\u200be", "\uff2d\uff25", "\u202eme", "\u2060"])
def test_letters_that_cannot_be_seen_do_not_make_a_note_hers(client: Client, name: str) -> None:
    send(client, "in-tray.bring", {"a.age": sealed(book_of(client), by=name)})
    (waits,) = look_through(book_of(client))

    assert waits.by == ""


def test_who_is_thrown_away_is_not_left_in_a_form_that_came_after_the_lock(
    client: Client,
) -> None:
    follow(client, client.where("trusted.person"), PERSON)
    (kept,) = trusted_people(book_of(client))
    drawer = book_of(client).drawer
    keep_draft(drawer, "trusted.person", {"who": [kept.id], "code_word": ["quince"]})
    follow(client, client.where("trusted.forget", id=kept.id), {})

    assert drawer.names("draft/") == drawer.names("trusted/person/") == ()


def test_a_name_neither_turns_round_nor_goes_on_as_a_sentence_of_the_program(
    client: Client,
) -> None:
    name = "Sam\u202e\u201d. Checked by Kent Police. \u201c"
    send(client, "in-tray.bring", {"a.age": sealed(book_of(client), by=name)})
    page = press(client, look_at_it(client), "Put it in as theirs")

    assert "\u202e" not in page
    assert "\u201cSam'. Checked by Kent Police. '\u201d, not yours." in html.unescape(page)
