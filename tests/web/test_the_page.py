"""What the page promises can be done: each part is opened and used as docs/the-page.md says."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.web.browser_less import open_client

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

SERVICES = {
    "3.1 the Victims' Service": "Greater Manchester Victims",
    "3.6 the National Stalking Helpline": "National Stalking Helpline",
    "3.7 its number": "0808 802 0300",
    "3.9 Get Safe Online": "Get Safe Online",
    "3.11 The Mix": "The Mix",
    "3.12 how to text it": "THEMIX",
    "4.8 Crimestoppers": "Crimestoppers",
}
ORDERS = {
    "8.3 police": "Stalking protection order",
    "8.4 after a conviction": "Restraining order after a conviction",
    "8.4 after an acquittal": "Restraining order after an acquittal",
    "8.5 prosecutor": "Criminal behaviour order",
    "8.6 the older ones": "Domestic violence protection",
    "8.6 the newer ones": "Domestic abuse protection order",
    "8.7 an ex-partner and others": "Non-molestation order",
}
ASKED = (
    "what happened", "when was it", "where", "word for word", "make you feel", "change anything",
    "afraid of violence", "who else saw",
)  # fmt: skip


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def words_of(html: str) -> str:
    """Give what of a page's main part can be read."""
    main = html.split("<main", 1)[1].split("</main>", maxsplit=1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize("said", SERVICES.values(), ids=SERVICES.keys())
def test_a_service_that_the_page_names_is_there_before_anything_is_asked(
    client: Client, said: str
) -> None:
    page = words_of(client.get(client.where("find-help")).text)

    assert said in page
    assert "Last checked" in page


@pytest.mark.parametrize("name", ORDERS.values(), ids=ORDERS.keys())
def test_an_order_that_the_page_names_has_its_box_with_who_asks_and_what_breaking_it_means(
    client: Client, name: str
) -> None:
    page = client.post(client.where("orders"), {"where": "england_wales"}).text
    (box,) = [words_of(f"<main{each}</main>") for each in page.split("<section")[1:]
              if name.casefold() in each.split("</h", 1)[0].casefold()]  # fmt: skip

    assert "Who asks for it" in box
    assert "If it is broken" in box
    assert "Checked on 22 November 2026" in box


def test_an_incident_asks_for_what_the_page_names_and_for_what_it_leaves_out(
    client: Client,
) -> None:
    page = words_of(client.get(client.where("add")).text).casefold()

    assert [each for each in ASKED if each not in page] == []
