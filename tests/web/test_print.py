"""Any page as a neutral PDF: what stands on it, what never does."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.web.routes import all_routes
from tests.web.browser_less import open_client
from tests.web.keeping import running
from tests.web.test_casebook import book_of, kinds_of
from tests.web.walking import unlock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import PageOpener
    from tests.web.browser_less import Client

COPY = re.compile(r'href="(/x/[^"]+)" data-copy')
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
TURNED = "He wrote \u202efdp.exe and #strong[bold] <b>$x$</b> \\u{41}"
OPENS_THE_NOTEBOOK = {"kit", "casebook.passphrase", "casebook.other-words"}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def copy_of(page: str) -> str:
    """Give the address of a page's copy."""
    found = COPY.search(page)
    assert found is not None
    return found[1]


def saved(client: Client, page: str) -> bytes:
    """Give the file that a page can be saved as."""
    return client.post(copy_of(page)).body


def text_of(pdf: bytes) -> str:
    """Give the words of a PDF."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_page_says_first_what_the_file_shows_and_where_it_goes(client: Client) -> None:
    page = client.get(copy_of(client.get(client.where("orders")).text)).text

    assert "<bdi>Orders that may be open to you</bdi>" in page
    assert "[ ] A stranger" in page
    assert "no longer locked in here" in page
    assert "Downloads folder" in page
    assert "A printer may keep a copy" in page


def test_the_file_is_neutral_and_the_same_from_the_same_page(client: Client) -> None:
    page = client.get(client.where("orders")).text
    answer = client.post(copy_of(page))
    about = PdfReader(io.BytesIO(answer.body)).metadata

    assert answer.headers["content-disposition"].startswith('attachment; filename="notes.pdf"')
    assert answer.headers["cache-control"] == "no-store"
    assert about is not None
    assert about.title == "Notes"
    assert "2025-01-01" in str(about.creation_date)
    assert saved(client, page) == answer.body


def test_nothing_to_press_no_token_and_no_address_of_ours_is_in_it(client: Client) -> None:
    page = client.get(client.where("orders")).text
    pdf = saved(client, page)

    assert b"/URI" not in pdf
    assert "See which may fit" not in text_of(pdf)
    assert "/x/" not in text_of(pdf)
    assert "☐ A stranger" in text_of(pdf)


def test_a_page_that_answers_a_form_is_saved_as_she_sees_it(client: Client) -> None:
    page = client.post(client.where("orders"), {"where": "scotland"}).text

    assert "0800 027 1234" in text_of(saved(client, page))


def test_what_somebody_wrote_is_data_and_cannot_turn_the_line_round(client: Client) -> None:
    entry = add_incident(book_of(client), NewIncident(what=TURNED)).entry.id
    text = text_of(saved(client, client.get(client.where("entry", id=entry)).text))

    assert "He wrote [U+202E]fdp.exe and #strong[bold] <b>$x$</b> \\u{41}" in text


def test_what_was_said_once_still_waits_for_the_page_it_was_meant_for(client: Client) -> None:
    copy = copy_of(client.get(client.where("record")).text)
    assert client.shell.session is not None
    client.shell.session.notes["said"] = "Your draft is kept."
    client.post(copy)

    assert "Your draft is kept." in client.get("/").text


def test_every_page_that_shows_something_offers_its_copy_but_those_that_open_the_notebook(
    client: Client,
) -> None:
    offers_none = {each.name for each in all_routes().values() if not each.on_paper}

    assert offers_none >= OPENS_THE_NOTEBOOK | {"print"}
    assert COPY.search(client.get("/").text)
    assert COPY.search(client.get(client.where("kit")).text) is None
    assert COPY.search(client.get(client.where("casebook.passphrase")).text) is None


def test_an_address_that_leads_nowhere_gives_no_file(client: Client) -> None:
    for place in ("/x/none", client.where("kit"), client.where("print"), client.where("original")):
        assert client.post(client.where("print", of=place)).status == 404
    assert "page-saved" not in kinds_of(client)


@pytest.mark.browser
def test_what_the_browser_prints_is_black_on_white_with_what_opens_on_a_press(
    home: Path, open_page: PageOpener
) -> None:
    page = open_page(dark=True)
    with running(home) as address:
        unlock(page, address)
        page.get_by_role("main").get_by_role("link", name=re.compile("^Find help")).click()
        page.get_by_role("heading", name="Find help").wait_for()
        page.emulate_media(media="print", color_scheme="dark")

        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == WHITE
        assert page.evaluate("getComputedStyle(document.querySelector('main p')).color") == BLACK
        assert page.get_by_text("Where this comes from").first.is_visible()
        assert page.get_by_role("link", name="Leave now").count() == 0
