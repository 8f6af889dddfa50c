"""Find help: numbers on top, what fits, lists from others, and no trace of what she looked for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from holdfast.actions.find_help import take_in_feed
from tests.web.browser_less import open_client
from tests.web.keeping import running
from tests.web.test_add import follow
from tests.web.walking import unlock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.web.browser_less import Client

LIST = json.dumps(
    {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Ash House <script>",
        "status": "active",
        "description": "A refuge.",
        "url": "javascript:alert(1)",
        "phones": [{"number": "0161 496 0000"}],
    }
).encode()


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_999_and_101_stand_on_top_and_can_be_called(client: Client) -> None:
    page = follow(client, client.where("find-help"), {"need": "legal", "area": "salford"})

    assert page.index('href="tel:999"') < page.index('href="tel:101"') < page.index('id="found"')
    assert "National Centre for Domestic Violence" in page


def test_only_what_fits_is_shown_and_every_place_has_the_day_of_its_check(client: Client) -> None:
    page = follow(client, client.where("find-help"), {"need": "images", "age": "40"})

    assert "1 place fits" in page
    assert "Childline" not in page
    assert page.count("Last checked 22 November 2026.") == 3


def test_the_services_of_the_page_are_shown_before_anything_is_asked(client: Client) -> None:
    page = client.get(client.where("find-help")).text

    assert page.index("National Stalking Helpline") < page.index("Get Safe Online")
    assert page.index("Get Safe Online") < page.index("The Mix")
    assert "Galop" not in page
    assert "Galop" in follow(client, client.where("find-help"), {"all": "yes"})


def test_an_age_that_is_none_is_asked_again(client: Client) -> None:
    answer = client.post(client.where("find-help"), {"age": "old"})

    assert answer.status == 200
    assert "Write your age as a number" in answer.text


def test_nothing_of_what_she_looked_for_is_kept(client: Client) -> None:
    assert client.shell.session is not None
    book = client.shell.session.book
    assert book is not None
    before = (book.record.size, book.drawer.names(), len(book.activity.list()))

    follow(client, client.where("find-help"), {"need": "sexual-violence", "words": "rape"})
    assert (book.record.size, book.drawer.names(), len(book.activity.list())) == before


def test_every_page_names_somebody_to_talk_to(client: Client) -> None:
    for route in ("home", "add", "record", "casebook", "find-help.card"):
        page = client.get("/" if route == "home" else client.where(route)).text
        assert 'href="tel:116123"' in page
        assert 'href="sms:85258"' in page
        assert "Call 999" in page


def test_the_card_has_numbers_only_of_the_named_services(client: Client) -> None:
    page = client.get(client.where("find-help.card")).text

    assert "0808 802 0300" in page
    assert "Text 85258" in page
    assert "Galop" not in page


def test_the_list_can_be_saved_for_other_programs(client: Client) -> None:
    answer = client.post(client.where("find-help.export"))

    assert answer.headers["content-disposition"].startswith("attachment")
    assert json.loads(answer.body)["contents"][0]["name"] == "Police: 999"


@pytest.mark.browser
def test_a_list_from_others_is_marked_searched_and_destroyed(
    home: Path, open_page: Callable[[], Page]
) -> None:
    page = open_page()
    with running(home) as address:
        unlock(page, address)
        page.get_by_role("main").get_by_role("link", name=re.compile("^Find help")).click()
        page.get_by_role("link", name="Take in a list").click()
        page.get_by_role("button", name="Take it in").click()
        page.locator(".govuk-error-summary").wait_for()
        send(page, b"[]")
        page.locator(".govuk-error-summary").wait_for()
        send(page, LIST)
        page.get_by_text("The list is taken in.").wait_for()
        page.get_by_role("link", name="Back").click()
        page.get_by_label("Words in the name").fill("ash house")
        page.get_by_role("button", name="Find", exact=True).click()
        page.get_by_text("Ash House <script>", exact=True).wait_for()
        page.get_by_text("From a file you took in: list.json. We did not check it.").wait_for()
        assert page.locator("a[href^=javascript]").count() == 0
        page.get_by_role("link", name="Take in a list").click()
        page.get_by_role("button", name="Destroy this list").click()
        page.get_by_text("The list is destroyed.").wait_for()


def send(page: Page, raw: bytes) -> None:
    """Send a file as a list."""
    file = {"name": "list.json", "mimeType": "application/json", "buffer": raw}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Take it in").click()


def test_a_long_list_is_shown_in_parts_and_each_is_a_link_away(client: Client) -> None:
    assert client.shell.session is not None
    book = client.shell.session.book
    assert book is not None
    rows = [{"id": str(uuid4()), "name": f"House {n:03}", "status": "active"} for n in range(70)]
    raw = json.dumps({"contents": rows}).encode()
    take_in_feed(book, [raw], name="council.json", clock=client.shell.clock.now())
    page = follow(client, client.where("find-help"), {"words": "house"})
    on = re.search(r'href="(/x/[^"#]+)#found">Show more', page)

    assert "1 to 60 of" in page
    assert on is not None
    assert "House 069" not in page
    assert "House 069" in client.get(on[1]).text
