"""What somebody at the open screen, or posing as her, could do where she tells the police."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from holdfast.web.drafts import find_draft, keep_draft
from holdfast.web.tokens import cookie_hash
from tests.web.browser_less import PASSPHRASE, locked_client, open_client
from tests.web.test_late_posts import COOKIE
from tests.web.test_orders import book_of
from tests.web.test_report import ALL_PARTS, make, text_on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

ROUTES = (
    "report", "report.ask", "report.rights", "report.choose", "report.text", "report.needs",
    "report.card", "report.code",
)  # fmt: skip
FEELING = re.compile(
    r"\b(afraid|fear\w*|scared|terrified|distress\w*|alarm\w*|anxi\w*|frighten\w*|upset|sleep)\b",
    re.IGNORECASE,
)


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_no_word_of_feeling_or_fear_is_put_in_her_mouth(client: Client) -> None:
    book = book_of(client)
    add_incident(book, NewIncident(what="A car stood there.", feared="yes", feared_for=("me",)))
    add_person(book, NewPerson(role="does-it", name="Ryan"))
    text = text_on(make(client, parts="effect"))

    assert not FEELING.search(text)
    assert "HOW IT WAS FOR ME" not in text


def test_what_she_did_write_of_it_stands_as_she_wrote_it(client: Client) -> None:
    add_incident(book_of(client), NewIncident(what="A car.", felt="Cold  inside.", effect="Bus."))

    assert "No. 1: Cold  inside.\nBus." in text_on(make(client, parts="effect"))


def test_her_number_and_address_are_left_out_even_of_her_own_words(client: Client) -> None:
    book = book_of(client)
    hers = ("07700 900999", "5 Acacia Road", "me@mail.example")
    add_person(book, NewPerson(role="me", name="Me", handles=hers))
    add_person(book, NewPerson(role="does-it", name="Ryan", handles=("07700 900123",)))
    what = "He rang +44 7700 900999 from 07700 900123, then came to 5 ACACIA  road."
    add_incident(book, NewIncident(what=what, where="5 Acacia Road, M14 5XX"))
    page = make(client, parts="where")
    text = text_on(page)

    for detail in ("900999", "acacia", "me@mail.example"):
        assert detail not in text.lower()
    assert "from 07700 900123" in text
    assert "stood in 3 places" in page
    assert "<li><bdi>M14 5XX</bdi></li>" in page


def test_a_number_that_she_types_in_herself_stays_and_is_pointed_at(client: Client) -> None:
    make(client)
    typed = client.post(client.where("report.text"), {"text": "Call me on 07700 900999."})
    page = client.get(typed.headers["location"]).text

    assert "Call me on 07700 900999." in page
    assert "<li><bdi>07700 900999</bdi></li>" in page
    assert re.search(r'value="drop"[^>]* checked', page)


def test_what_she_withdrew_is_in_no_text_even_when_its_id_is_sent(client: Client) -> None:
    from holdfast.actions.withdraw import withdraw  # noqa: PLC0415  # beside its one use

    book = book_of(client)
    gone = add_incident(book, NewIncident(what="Taken back.")).entry.id
    add_incident(book, NewIncident(what="Still there."))
    withdraw(book, gone)
    text = text_on(make(client, incidents=gone))
    client.post(client.where("report.log"), {"text": "x", "told": "drop", "about": gone})
    (told,) = current_of_kind(book, Kind.CONTACT)

    assert "Taken back." not in text
    assert not told.fields.get("about")


def test_the_text_counts_what_it_leaves_out(client: Client) -> None:
    book = book_of(client)
    ids = [add_incident(book, NewIncident(what=f"No {n}")).entry.id for n in range(3)]
    answer = client.post(client.where("report.choose"), {"incidents": ids[0]})
    page = unescape(client.get(answer.headers["location"]).text)

    assert "My record holds 3 incidents. This text tells of 1. Left out: 2." in text_on(page)
    assert "2 incidents of your record are left out" in page


def test_no_page_offers_to_look_anybody_up_or_to_send_anything(client: Client) -> None:
    make(client)
    for route in ROUTES:
        page = client.get(client.where(route)).text
        main = page.split("<main", 1)[1].split("</main", 1)[0]
        targets = re.findall(r'(?:href|action|formaction|src)="([^"#]+)', main)

        assert all(each.startswith(("/", "tel:")) for each in targets), route


def test_no_form_lets_the_browser_remember_and_hostile_words_stay_words(client: Client) -> None:
    hostile = '</textarea><script>alert(1)</script>\u202e"><img src=x>'
    add_incident(book_of(client), NewIncident(what=hostile))
    page = make(client, parts="where")

    assert "<script>alert" not in page
    assert hostile in text_on(page)
    assert 'autocomplete="on"' not in page


def test_no_sworn_line_and_no_verdict_is_in_the_text(client: Client) -> None:
    add_incident(book_of(client), NewIncident(what="A car."))
    text = text_on(make(client, **dict.fromkeys(ALL_PARTS, "")))

    assert "It is not a sworn statement." in text
    for never in ("true to the best", "liable to prosecution", "stalking", "signed", "risk"):
        assert never not in text.lower()


def test_very_long_words_are_kept_whole(client: Client) -> None:
    long = "wait " * 60_000
    add_incident(book_of(client), NewIncident(what=long))

    assert long.strip() in text_on(make(client))


def test_two_windows_do_not_mix_what_a_report_was_about(client: Client) -> None:
    book = book_of(client)
    first, second = (add_incident(book, NewIncident(what=f"No {n}")).entry.id for n in range(2))
    client.post(client.where("report.choose"), {"incidents": first})
    one = find_draft(book.drawer, "report.text")
    client.post(client.where("report.choose"), {"incidents": second})
    assert one is not None
    sent = {name: said[0] for name, said in one.fields.items()}
    client.post(client.where("report.log"), {**sent, "told": "keep"})
    (told,) = current_of_kind(book, Kind.CONTACT)

    assert told.fields["about"] == [first]
    assert told.fields["told"] == one.raw("text").strip()


def test_a_text_that_is_sent_after_the_lock_is_kept_as_a_draft(home: Path) -> None:
    client = locked_client(home, previous=cookie_hash(COOKIE))
    client.cookies["__Host-n"] = COOKIE
    typed = {"_form": "report.text", "text": "Typed at the last moment.", "about": "x"}
    client.post("/x/an-address-from-before", typed)
    del client.cookies["__Host-n"]
    client.cookies.pop("n", None)
    client.post("/", {"passphrase": PASSPHRASE})

    assert text_on(client.get(client.where("report.text")).text) == "Typed at the last moment."
    assert list(current_of_kind(book_of(client), Kind.CONTACT)) == []


def test_needs_that_are_sent_after_the_lock_are_shown_again(client: Client) -> None:
    keep_draft(book_of(client).drawer, "report.needs", {"needs": ["breaks"], "never": ["ring"]})
    page = client.get(client.where("report.needs")).text

    assert re.search(r'value="breaks"[^>]* checked', page)
    assert ">ring</textarea>" in page


def test_the_drawer_is_empty_when_she_throws_it_all_away(client: Client) -> None:
    make(client)
    client.post(client.where("report.needs"), {"needs": "breaks"})
    client.post(client.where("draft.drop", form="report.text"))
    client.post(client.where("report.needs-forget"))

    assert book_of(client).drawer.names("") == ()
