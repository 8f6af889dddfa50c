"""Safer online, as somebody at her screen, posing as her, or holding her phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.own_checks import add_thing, things
from holdfast.knowledge.safe_online import checks, kinds_of_things, platforms, stages, topics
from holdfast.model.errors import SomebodyElsesError
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of
from tests.web.test_safe_online import pass_up_to
from tests.web.test_words import texts_in

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.knowledge.law import Fact
    from tests.web.browser_less import Client

HERS = {"whose": "mine", "kind": "iphone", "name": "Quince"}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    opened = open_client(tmp_path)
    pass_up_to(opened, "remove")
    return opened


def every_fact() -> list[Fact]:
    """Give all that is said in this part."""
    known = (topics(), platforms(), checks(), stages())
    return [fact for each in known for fact in each.values()]


def test_posing_as_her_nobody_gets_a_list_for_another_adults_phone(client: Client) -> None:
    page = client.post(client.where("safe-online.mine"), {**HERS, "whose": "theirs"}).text

    assert "Computer Misuse Act 1990" in page
    assert things(book_of(client)) == ()
    assert "How to look" not in page
    with pytest.raises(SomebodyElsesError):
        add_thing(book_of(client), kind="iphone", name="x", whose="theirs")


def test_a_childs_thing_comes_with_its_own_advice_and_fewer_checks(client: Client) -> None:
    page = follow(client, client.where("safe-online.mine"), {**HERS, "whose": "child"})

    assert things(book_of(client))[0].kind == "child"
    assert "An order or a plan may say that there must be contact" in page
    assert "recovery" not in page


def test_no_field_takes_a_name_or_number_to_look_somebody_up(client: Client) -> None:
    asked = set()
    for route in ("safe-online", "safe-online.mine"):
        page = client.get(client.where(route)).text.split("<main", 1)[1]
        asked |= set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page))

    assert asked - {"_token", "_form"} == {"whose", "kind", "name"}


def test_what_she_calls_a_thing_is_never_compared_with_anything(client: Client) -> None:
    add_thing(book_of(client), kind="email", name="him@example.org", whose="mine")
    (first,) = things(book_of(client))
    add_thing(book_of(client), kind="email", name="mine", whose="mine")

    pages = [
        client.get(client.where("safe-online.mine.thing", id=each.id)).text.split("<main", 1)[1]
        for each in things(book_of(client))
    ]
    bare = {re.sub(r"/x/[\w-]+|him@example\.org|mine", "", page) for page in pages}
    assert first.name == "him@example.org"
    assert len({re.sub(r'value="[^"]*"', "", page) for page in bare}) == 1


def test_nothing_says_how_to_watch_somebody_or_get_into_their_account() -> None:
    said = " ".join(text for fact in every_fact() for text in texts_in(fact.more.values)).lower()

    assert not re.search(r"\b(?:his|her|their) (?:phone|account|password|device|messages)\b", said)
    assert "download a spy" not in said


def test_no_address_on_these_pages_can_be_clicked(client: Client) -> None:
    pages = [client.get(client.where("safe-online")).text]
    pages += [client.get(client.where("safe-online.topic", id=each)).text for each in topics()]
    pages += [
        client.get(client.where("safe-online.platform", id=each)).text for each in platforms()
    ]

    for page in pages:
        links = re.findall(
            r'(?:href|src|action)="([^"]+)"', page.split("<main", 1)[1].split("</main>")[0]
        )
        assert [each for each in links if not each.startswith(("/", "#"))] == []


def test_at_the_open_screen_home_shows_nothing_of_what_she_looked_for(client: Client) -> None:
    follow(client, client.where("safe-online.mine"), HERS)

    for route in ("home", "safe-online"):
        assert "Quince" not in client.get(client.where(route)).text


def test_holding_the_locked_device_nobody_learns_that_there_is_a_list(client: Client) -> None:
    follow(client, client.where("safe-online.mine"), HERS)
    address = client.where("safe-online.mine")
    client.cookies.clear()

    page = client.get(address).text
    assert "data-locked" in page
    assert "online" not in page.lower().split("<main", 1)[-1]


def test_the_steps_that_would_give_her_away_are_not_on_the_page_before_their_time(
    tmp_path: Path,
) -> None:
    early = open_client(tmp_path / "early")
    pass_up_to(early, "evidence")

    for topic, fact in topics().items():
        page = early.get(early.where("safe-online.topic", id=topic)).text
        closed = (*fact.more.texts("change"), *fact.more.texts("remove"))
        assert [line for line in closed if line in page] == []


def test_a_report_opens_no_address_and_says_nothing_of_who_is_behind_it(client: Client) -> None:
    fields = {"platform": "x", "places": "https://127.0.0.1:9/a", "without": "yes"}
    page = follow(client, client.where("safe-online.report"), fields)

    assert "https://127.0.0.1:9/a" in page
    assert 'href="https://127.0.0.1' not in page
    assert "registered" not in page


def test_a_report_without_a_file_claims_none_and_leaves_the_record_as_it_is(client: Client) -> None:
    fields = {"platform": "x", "what": "He is a criminal.", "without": "yes"}
    page = follow(client, client.where("safe-online.report"), fields)

    assert "SHA-256" not in page
    assert "I kept" not in page
    assert book_of(client).record.size == 0


def test_every_kind_of_thing_is_something_a_person_can_own() -> None:
    assert not {"partner", "person", "employee", "spouse"} & set(kinds_of_things())
