"""What the page promises can be done: each part is opened and used as docs/the-page.md says."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.plan import find_pick
from holdfast.knowledge.measures import OUTSIDE
from holdfast.knowledge.recognise_words import themes
from tests.web.browser_less import open_client
from tests.web.test_orders import book_of
from tests.web.test_recognise import end
from tests.web.test_safe_online import pass_up_to

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
BEHAVIOURS = {
    "1.4 abusive messages": ("abusive-messages", "abusive messages"),
    "1.5 posts about her": ("s2A3c", "posted about me"),
    "1.6 calls": ("unwanted-calls", "calls"),
    "1.7 antisocial acts": ("damage", "damaged"),
    "1.8 a neighbour": ("neighbour-abuse", "neighbour"),
    "1.11 following": ("s2A3a", "followed me"),
    "1.12 turning up": ("turned-up", "turned up"),
    "1.13 hanging around": ("s2A3e", "hung around"),
    "1.14 watching": ("s2A3g", "watched or spied on me"),
    "1.15 buying in her name": ("identity", "used my identity"),
    "1.16 writing about her": ("s2A3c", "posted about me"),
    "1.20 monitoring": ("s2A3d", "watched what I do online"),
    "1.21 sexual pictures": ("cyber-flashing", "sexual picture"),
    "1.22 accounts": ("account-access", "account"),
    "1.23 a flood": ("flood-of-messages", "messages"),
    "1.24 a virus": ("virus", "virus"),
    "1.25 identity": ("identity", "used my identity"),
    "1.26 threats to publish": ("threat-to-publish", "private pictures or messages"),
    "1.27 tracking": ("tracker", "track"),
}
MEASURES = {
    "6.3 an alarm to carry": ("out", "personal-alarm"),
    "6.4 routines": ("out", "routines"),
    "6.4 routes": ("out", "routes"),
    "6.6 cameras": ("watch", "cctv"),
    "6.6 a panic button": ("police", "panic-button"),
    "6.7 an alarm at home": ("home", "alarm-system"),
    "6.8 a doorbell": ("watch", "doorbell"),
    "6.9 locks": ("home", "locks"),
}
TOPICS = {
    "7.3 the computer checked": ("malware", "key logger"),
    "7.4 protection software": ("antivirus", "firewall"),
    "7.6 less in public": ("public-info", "public"),
    "7.7 settings": ("public-info", "settings"),
}


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
    (box,) = [words_of(f"<main>{each}</main>") for each in page.split("<section")[1:]
              if name.casefold() in each.split("</h", 1)[0].casefold()]  # fmt: skip

    assert "Who asks for it" in box
    assert "If it is broken" in box
    assert "Checked on 22 November 2026" in box


def test_an_incident_asks_for_what_the_page_names_and_for_what_it_leaves_out(
    client: Client,
) -> None:
    page = words_of(client.get(client.where("add")).text).casefold()

    assert [each for each in ASKED if each not in page] == []


@pytest.mark.parametrize(("question", "told"), BEHAVIOURS.values(), ids=BEHAVIOURS.keys())
def test_a_behaviour_that_the_page_names_can_be_told_and_is_matched_with_the_act(
    client: Client, question: str, told: str
) -> None:
    (theme,) = [
        each.id for each in themes().values() if question in {one.id for one in each.questions}
    ]
    asked = client.post(client.where("recognise.ask"), {"then": theme}).text
    answer = words_of(end(client, {f"q-{question}": "yes"}))

    assert f'name="q-{question}"' in asked
    assert told in answer
    assert "Protection from Harassment Act 1997" in answer


@pytest.mark.parametrize(("part", "measure"), MEASURES.values(), ids=MEASURES.keys())
def test_a_measure_that_the_page_names_can_be_picked_for_her_plan(
    client: Client, part: str, measure: str
) -> None:
    page = client.get(client.where("safe-outside.part", part=part)).text
    where = client.where(
        "safety-plan.pick", topic=OUTSIDE, measure=measure, back="safe-outside.part", part=part
    )
    client.post(where, {"state": "want"})

    assert "Only do what is safe for you" in page
    assert f'id="m-{measure}"' in page
    assert find_pick(book_of(client), OUTSIDE, measure) is not None


@pytest.mark.parametrize(("topic", "says"), TOPICS.values(), ids=TOPICS.keys())
def test_a_topic_of_the_page_on_safety_online_opens_with_what_it_shows(
    client: Client, topic: str, says: str
) -> None:
    pass_up_to(client, "remove")
    page = words_of(client.get(client.where("safe-online.topic", id=topic)).text)

    assert says in page
    assert "What it does not show" in page


def test_999_stands_on_every_page_and_in_the_sixth_step(client: Client) -> None:
    foot = client.get(client.where("add")).text.split("<footer")[1]

    assert "Call 999" in foot
    assert "Call 999 in an emergency" in words_of(client.get(client.where("steps")).text)
