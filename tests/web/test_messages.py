"""Reading messages around a place, and from chosen ones to an incident in two steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.take_in import take_in
from holdfast.vault.making import make_casebook
from holdfast.web.pages.messages import Detail, details_shown
from tests.actions.samples import UNDECIDED, received
from tests.web.all_pages import follow
from tests.web.browser_less import CHEAP, PASSPHRASE, open_client
from tests.web.keeping import running
from tests.web.walking import unlock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import PageOpener
    from tests.web.browser_less import Client

LINES = 80


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path / "home")


@pytest.fixture
def chat(client: Client, tmp_path: Path) -> str:
    path = tmp_path / "WhatsApp Chat with Alex.txt"
    lines = [f"{14 + n // 30}/03/2026, 17:{n % 60:02} - Alex: line {n}\n" for n in range(LINES)]
    path.write_text("".join(lines), encoding="utf-8")
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    (account,) = take_in(client.shell.session.book, [path], whose="mine")
    return account.entry


def test_messages_stand_around_the_one_she_came_for(client: Client, chat: str) -> None:
    page = client.get(client.where("messages", id=chat, at=40)).text

    assert "line 40<" in page
    assert "line 12<" in page
    assert "line 2<" not in page
    assert "Earlier messages" in page
    assert "Later messages" in page


def test_a_notice_of_nobody_begins_with_its_time(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Alex.txt"
    notice = "Messages and calls are end-to-end encrypted."
    path.write_text(f"14/03/2026, 17:30 - {notice}\n14/03/2026, 17:31 - Alex: one\n")
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    (account,) = take_in(client.shell.session.book, [path], whose="mine")

    messages = client.get(client.where("messages", id=account.entry)).text
    record = client.get(client.where("record")).text

    assert notice in messages
    assert "<bdi></bdi>" not in messages + record


def test_no_message_is_pointed_at_when_she_came_for_none(client: Client, chat: str) -> None:
    assert "nb-message--here" in client.get(client.where("messages", id=chat, at=0)).text
    assert "nb-message--here" not in client.get(client.where("messages", id=chat)).text


def test_chosen_messages_become_an_incident(client: Client, chat: str) -> None:
    answer = client.post(client.where("messages.choose", id=chat, at=3), {"chosen": "3"})
    form = client.get(answer.headers["location"]).text
    assert "One message goes with this entry." in form

    saved = client.post(client.where("add"), {"what": "He wrote.", "messages": f"{chat}:3"})
    entry = client.get(saved.headers["location"]).text
    assert "line 3" in entry


TALK = (
    "12/03/2026, 17:30 - Alex: the first\n",
    "13/03/2026, 17:30 - Alex: Where are you?\n",
    "13/03/2026, 17:31 - Jo: Please stop writing to me.\n",
    "14/03/2026, 09:00 - Alex: I saw your light on.\n",
    "16/03/2026, 08:00 - Alex: the last\n",
)


def test_it_is_said_where_another_export_has_more_of_a_conversation(client: Client) -> None:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    files = {"WhatsApp Chat with Alex.txt": TALK[1:4], "longer.txt": TALK}
    sources = [received(name, "".join(lines).encode()) for name, lines in files.items()]
    short, whole = (each.entry for each in take_in(client.shell.session.book, sources))

    page = client.get(client.where("messages", id=short)).text
    other = client.get(client.where("messages", id=whole)).text

    assert "It begins earlier in longer.txt" in page
    assert "It goes on in longer.txt" in page
    assert client.where("messages", id=whole, at=4) in page
    assert "the last" not in page
    assert "It goes on in" not in other
    assert "It begins earlier in" not in other


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param(
            "c.txt",
            UNDECIDED,
            "How the dates of this file are meant is an open question.",
            id="dates",
        ),
        pytest.param(
            "diary.txt",
            b"12/03/2026, 10:00 - felt watched: at the bus stop\n13/03/2026, 18:00 - again: here\n",
            "A question about this file is still open.",
            id="a chat or notes",
        ),
    ],
)
def test_what_is_still_asked_is_said_as_it_is(
    client: Client, name: str, content: bytes, said: str
) -> None:
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    (account,) = take_in(client.shell.session.book, [received(name, content)])

    page = client.get(client.where("messages", id=account.entry)).text

    assert said in page
    assert page.count("govuk-inset-text") == 1


def test_nothing_chosen_is_said(client: Client, chat: str) -> None:
    answer = client.post(client.where("messages.choose", id=chat, at=3))

    assert "Choose at least one message." in client.get(answer.headers["location"]).text


def test_details_have_labels_and_what_is_technical_stands_apart() -> None:
    shown = details_shown((("subject", "Hello"), ("message-id", "<1@example.org>"), ("new", "x")))

    assert shown == [
        Detail("Subject", "Hello", is_technical=False),
        Detail("Message number", "<1@example.org>", is_technical=True),
        Detail("new", "x", is_technical=True),
    ]


def test_times_say_their_zone_or_that_there_is_none(
    client: Client, chat: str, tmp_path: Path
) -> None:
    path = tmp_path / "sms.xml"
    sms = '<sms address="07700 900123" date="1781625600000" type="1" body="hi"/>'
    path.write_text(f'<smses count="1">{sms}</smses>', encoding="utf-8")
    assert client.shell.session is not None
    assert client.shell.session.book is not None
    (account,) = take_in(client.shell.session.book, [path], whose="mine")

    texts = client.get(client.where("messages", id=account.entry)).text
    lines = client.get(client.where("messages", id=chat)).text

    assert "Tuesday 16 June 2026, 16:00:00 UTC" in texts
    assert "its time zone is not known" not in texts
    assert "its time zone is not known" in lines
    assert "16:00 UTC" in client.get(client.where("record")).text


def test_what_points_at_a_message_leaves_its_tick_box_free(
    open_page: PageOpener, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        path = tmp_path / "WhatsApp Chat with Alex.txt"
        path.write_text("14/03/2026, 17:30 - Alex: where are you\n", encoding="utf-8")
        [*take_in(book, [path], whose="mine")]
    page = open_page()
    with running(home) as address:
        unlock(page, address)
        follow(page, "Your record")
        page.get_by_label("Search", exact=True).first.fill("where")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Read around it").first.click()
        page.locator(".nb-message--here").wait_for()
        edge, box = page.evaluate(
            """() => {
              const here = document.querySelector(".nb-message--here");
              const label = here.querySelector("label");
              const shift = parseFloat(getComputedStyle(label, "::before").left) || 0;
              const inner = here.getBoundingClientRect().left + here.clientLeft;
              return [inner, label.getBoundingClientRect().left + shift];
            }"""
        )

    assert box - edge >= 6
