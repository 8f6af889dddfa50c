"""People she trusts: kept in the drawer, printed as she ticks, and what they seal comes back."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.contributions import pages_made
from holdfast.actions.in_tray import look_through
from holdfast.actions.trusted import trusted_people
from holdfast.web.cookies import SESSION, STRICT_PREFIX
from holdfast.web.drafts import keep_draft
from holdfast.web.tokens import make_token
from tests.actions.contributed import SAID, sealed
from tests.actions.samples import jpeg
from tests.web.browser_less import KEY, ORIGIN, open_client
from tests.web.test_add import follow
from tests.web.test_in_tray import press
from tests.web.test_orders import book_of
from tests.web.test_print import text_of
from tests.web.test_uploads import BOUNDARY, body_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

PERSON = {
    "name": "Sam <b>Lee",
    "tie": "sister",
    "level": "some",
    "knows": "home",
    "may": "walk",
    "code_word": "quince",
    "code_means": "Call 999.",
}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def send(client: Client, route: str, files: dict[str, bytes], **fields: str) -> str:
    """Send a form with files and give the page it leads to."""
    token = make_token(KEY, client.cookies[STRICT_PREFIX + SESSION])
    body = body_of(
        ("_token", None, token.encode()),
        *((name, None, text.encode()) for name, text in fields.items()),
        *(("files", name, content) for name, content in files.items()),
    )
    headers = {"origin": ORIGIN, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    answer = client.send("POST", client.where(route), headers=headers, body=[body])
    return client.get(answer.headers["location"]).text


def token_of(client: Client, meant_for: str) -> str:
    """Make a page for somebody, as she would, and give what it carries."""
    page = client.post(client.where("trusted.page"), {"for": meant_for}).text
    found = re.search(r'name="page" content="([0-9a-f]{32})"', page)
    assert found is not None
    assert meant_for not in page
    return found[1]


def look_at_it(client: Client) -> str:
    """Open what waits in the in-tray."""
    page = client.get(client.where("in-tray")).text
    found = re.search(r'href="(/x/[^"]+)">Look at it', page)
    assert found is not None
    return client.get(found[1]).text


def test_somebody_is_kept_in_the_drawer_and_can_be_thrown_away(client: Client) -> None:
    page = follow(client, client.where("trusted.person"), PERSON)
    (kept,) = trusted_people(book_of(client))

    assert "Saved in your drawer." in page
    assert "Sam &lt;b&gt;Lee" in client.get(client.where("trusted")).text
    assert book_of(client).record.size == 0
    follow(client, client.where("trusted.forget", id=kept.id), {})
    assert trusted_people(book_of(client)) == ()


def test_what_somebody_knows_and_may_be_asked_is_changed_in_place(client: Client) -> None:
    follow(client, client.where("trusted.person"), PERSON)
    (kept,) = trusted_people(book_of(client))
    changed = {**PERSON, "level": "everything", "may": "kit"}
    follow(client, client.where("trusted.person", id=kept.id), changed)

    (now,) = trusted_people(book_of(client))
    assert (now.id, now.level, now.may) == (kept.id, "everything", ("kit",))


def test_what_was_sent_after_the_lock_comes_back_as_the_same_person(client: Client) -> None:
    follow(client, client.where("trusted.person"), PERSON)
    (kept,) = trusted_people(book_of(client))
    sent = {**PERSON, "who": kept.id, "tie": "cousin"}
    keep_draft(book_of(client).drawer, "trusted.person", {each: [sent[each]] for each in sent})

    page = client.get(client.where("trusted.person")).text
    assert 'value="cousin"' in page
    where = re.search(r'<form method="post" action="(/x/[^"]+)"', page.split("<h1")[1])
    assert where is not None
    follow(client, where[1], sent)
    assert [each.tie for each in trusted_people(book_of(client))] == ["cousin"]


def test_nobody_without_a_word_is_kept(client: Client) -> None:
    page = client.post(client.where("trusted.person"), {"name": " "}).text

    assert "Write a name or a few words." in page
    assert trusted_people(book_of(client)) == ()


@pytest.mark.parametrize(
    ("ticked", "shown"),
    [
        pytest.param({}, (False, False), id="neither"),
        pytest.param({"with_name": "yes"}, (True, False), id="name"),
        pytest.param({"with_code": "yes"}, (False, True), id="code word"),
        pytest.param({"with_name": "yes", "with_code": "yes"}, (True, True), id="both"),
    ],
)
def test_name_and_code_word_are_printed_only_when_she_ticks_them(
    client: Client, ticked: dict[str, str], shown: tuple[bool, bool]
) -> None:
    follow(client, client.where("trusted.person"), PERSON)
    (kept,) = trusted_people(book_of(client))
    paper = text_of(client.post(client.where("trusted.leaflet", id=kept.id), ticked).body)

    assert "Walk with me, or fetch me" in paper
    assert ("Sam" in paper, "quince" in paper) == shown
    assert ("Call 999." in paper.split("press 55.")[1]) == shown[1]


def test_the_note_for_a_witness_names_nobody_unless_she_types_it(client: Client) -> None:
    follow(client, client.where("trusted.person"), PERSON)
    plain = text_of(client.post(client.where("trusted.witness")).body)
    typed = text_of(client.post(client.where("trusted.witness"), {"to": "Kim", "ask": "x"}).body)

    assert "Sam" not in plain
    assert "For:" not in plain
    assert "For: Kim" in typed
    for advice in ("Write what you saw or heard yourself", "do not sign".title(), "same day"):
        assert advice.casefold() in plain.casefold().replace("write or sign", "sign")


def test_the_page_for_a_friend_names_neither_of_them(client: Client) -> None:
    token = token_of(client, "Sam Lee")
    (made,) = pages_made(book_of(client))

    assert (made.token, made.meant_for) == (token, "Sam Lee")
    assert "Sam Lee" in client.get(client.where("trusted.page")).text
    follow(client, client.where("trusted.page-forget", token=token), {})
    assert pages_made(book_of(client)) == ()


def test_what_they_seal_is_taken_in_looked_at_and_stands_as_theirs(client: Client) -> None:
    token = token_of(client, "Sam Lee")
    data = sealed(book_of(client), {"a.jpg": jpeg()}, page=token)
    page = send(client, "in-tray.bring", {"note-1.age": data})
    assert "note-1.age: It waits in the in-tray." in page

    look = look_at_it(client)
    assert html.escape(str(SAID["what"])) in look
    assert "Write an entry from it" not in look
    assert "They say they saw or heard it." in look

    entry = press(client, look, "Put it in as theirs")
    assert "These are the words of “Sam Lee”, not yours." in entry
    assert "Sealed on Wednesday 4 March 2026, 17:30, by the clock of their own device." in entry
    assert "You did not say how it came to you." in entry
    assert "The police may get in touch with them." in entry
    assert "Written by “Sam Lee”" in client.get(client.where("record")).text


def test_a_page_made_for_one_that_claims_another_name_shows_both(client: Client) -> None:
    token = token_of(client, "Robin")
    send(client, "in-tray.bring", {"n.age": sealed(book_of(client), page=token, by="Alex")})
    look = look_at_it(client)
    entry = press(client, look, "Put it in as theirs")

    for page in (look, entry):
        assert "Alex" in page
        assert "The page was made for Robin." in page


def test_taken_in_with_other_files_it_goes_to_the_in_tray(client: Client) -> None:
    files = {"note-1.age": sealed(book_of(client))}
    page = send(client, "take-in", files, whose="given")

    assert "It waits in the in-tray." in page
    assert book_of(client).record.size == 0
    assert [each.is_contribution for each in look_through(book_of(client))] == [True]


def test_the_same_again_says_so_before_and_after_it_is_in_the_record(client: Client) -> None:
    send(client, "in-tray.bring", {"a.age": sealed(book_of(client))})
    page = send(client, "in-tray.bring", {"b.age": sealed(book_of(client))})
    assert "b.age: The same is waiting already" in page

    press(client, look_at_it(client), "Put it in as theirs")
    page = send(client, "in-tray.bring", {"c.age": sealed(book_of(client))})
    assert "c.age: The same is in your record already" in page


def test_what_cannot_be_opened_is_kept_with_a_clear_sentence(client: Client) -> None:
    files = {"letter.txt": b"only a letter", "cut.age": sealed(book_of(client))[:-9]}
    page = send(client, "in-tray.bring", files)

    assert "letter.txt: This is not a sealed file." in page
    assert "cut.age: This is damaged and cannot be opened." in page
    assert len(look_through(book_of(client))) == 2


def test_a_day_that_is_none_puts_nothing_into_the_record(client: Client) -> None:
    send(client, "in-tray.bring", {"a.age": sealed(book_of(client))})
    (waits,) = look_through(book_of(client))
    where = client.where("in-tray.adopt", id=waits.id)
    page = follow(client, where, {"brought": "post", "brought_on": "some time"})

    assert "It was not put in." in page
    assert book_of(client).record.size == 0
    page = follow(client, where, {"brought": "post", "brought_on": "6 March 2026"})
    assert "It came by post, Friday 6 March 2026. So you said." in page
