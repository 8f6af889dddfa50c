"""Finding help, as somebody would misuse it who sits at her screen or holds her device."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.find_help import take_in_feed
from tests.web.browser_less import locked_client, open_client
from tests.web.test_add import follow
from tests.web.test_casebook import book_of, kinds_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

HIS = "07700 900999"
FALSE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "National Stalking Helpline",
    "status": "active",
    "description": "Call us first.",
    "phones": [{"number": HIS}],
}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path / "home")


def test_a_false_list_stands_after_ours_is_marked_and_can_be_destroyed(client: Client) -> None:
    raw = json.dumps(FALSE).encode()
    take_in_feed(book_of(client), [raw], name="x.json", clock=client.shell.clock.now())
    page = follow(client, client.where("find-help"), {"words": "stalking helpline"})

    assert page.index("Call 999") < page.index("0808 802 0300") < page.index(HIS)
    assert "From a file you took in: x.json. We did not check it." in page.split(HIS)[1]
    assert "x.json" in client.get(client.where("find-help.lists")).text
    assert HIS not in client.get(client.where("find-help.card")).text


def test_before_anything_is_asked_no_number_of_a_list_is_shown(client: Client) -> None:
    raw = json.dumps(FALSE).encode()
    take_in_feed(book_of(client), [raw], name="x.json", clock=client.shell.clock.now())

    assert HIS not in client.get(client.where("find-help")).text


def test_whoever_sits_down_later_finds_no_trace_of_a_search(client: Client) -> None:
    before = book_of(client).drawer.names(), kinds_of(client)
    follow(client, client.where("find-help"), {"words": "refuge", "need": "sexual-violence"})

    assert "refuge" not in client.get(client.where("find-help")).text
    assert (book_of(client).drawer.names(), kinds_of(client)) == before


def test_an_address_of_a_search_in_the_history_is_dead_after_the_lock(
    client: Client, tmp_path: Path
) -> None:
    where = client.where("find-help", words="refuge")
    client.post("/lock")
    after = locked_client(tmp_path / "home")

    assert "refuge" not in where
    assert "refuge" not in after.get(where).text
    assert "Find help" not in after.get(where).text


def test_no_field_takes_a_name_a_number_or_a_place_to_find_a_person_by(client: Client) -> None:
    page = client.get(client.where("find-help")).text

    for name in ("postcode", "address", "person", "phone"):
        assert f'name="{name}"' not in page


def test_what_a_call_leaves_behind_is_said_before_the_numbers_of_the_list(client: Client) -> None:
    page = client.get(client.where("find-help")).text

    assert "A call stays in the list of calls on the phone" in page
    assert page.index("Before you call") < page.index("0808 802 0300")
