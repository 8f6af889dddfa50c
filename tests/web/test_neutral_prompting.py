"""How she is asked: ground rules, the open question first, nothing that leads, nothing forced."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from holdfast.web.incident_form import ground_rules
from tests.knowledge.test_recognise_words import LEADING
from tests.web.browser_less import locked_client, open_client
from tests.web.test_add import follow
from tests.web.test_orders import book_of
from tests.web.test_words import WORDS, texts_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client

ASKING = ("web_add.toml", "web_begin.toml", "web_recognise_theme.toml", "web_feelings.toml")
RULES = ("Write what you remember.", "do not guess", "Nothing is too small.", "is a fine answer")
CLOSED = re.compile(r'type="(radio|checkbox)"|<select')


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


@pytest.mark.parametrize("route", ["begin", "add"])
def test_ground_rules_stand_before_the_first_word_that_is_written(
    client: Client, route: str
) -> None:
    before = client.get(client.where(route)).text.split("<textarea")[0]

    assert [rule for rule in RULES if rule not in before.replace("&#39;", "'")] == []


@pytest.mark.parametrize("route", ["begin", "add"])
def test_the_record_holds_the_ground_rules_and_questions_as_they_were_shown(
    client: Client, route: str
) -> None:
    follow(client, client.where(route), {"what": "He waited."})
    asked = book_of(client).record.entry("0").texts("asked")

    assert asked[:2] == (ground_rules(), "What happened?")


@pytest.mark.parametrize("route", ["begin", "add", "feelings"])
def test_the_open_question_stands_before_every_closed_one(client: Client, route: str) -> None:
    page = client.get(client.where(route)).text
    closed = CLOSED.search(page)

    assert closed is None or page.index("<textarea") < closed.start()


@pytest.mark.parametrize("file", ASKING)
def test_no_word_on_a_page_that_asks_leads(file: str) -> None:
    table = tomllib.loads((WORDS / file).read_text(encoding="utf-8"))
    questions = [text for text in texts_in(table) if "?" in text]

    assert [text for text in questions if LEADING.search(text)] == []


def test_no_choice_is_made_for_her_and_none_is_forced(client: Client) -> None:
    page = client.get(client.where("add")).text

    assert " checked" not in page
    assert " required" not in page
    follow(client, client.where("add"), {"what": "He waited."})
    fields = book_of(client).record.entry("0").fields
    assert [fields.get(name) for name in ("feared", "basis", "behaviours", "feared_for")] == (
        [None] * 4
    )


def test_i_do_not_know_is_an_answer_to_when(client: Client) -> None:
    page = follow(client, client.where("add"), {"what": "He rang.", "happened": "I don't know"})

    assert "I don&#39;t know" in page or "I don't know" in page


def test_an_entry_shows_when_it_happened_and_when_it_was_written(client: Client) -> None:
    page = follow(client, client.where("add"), {"what": "He rang.", "happened": "4 March 2020"})

    assert "4 March 2020" in page
    assert re.search(r"Written [A-Z][a-z]+day \d+ [A-Z][a-z]+ 20\d\d", page)
    assert re.search(r"Written \d+ days after it happened", page)


def test_what_becomes_of_her_words_is_said_before_she_writes_any(
    client: Client, tmp_path: Path
) -> None:
    first = locked_client(tmp_path / "new").get("/").text
    add = client.get(client.where("add")).text

    assert "Nothing leaves this device unless you send it." in first
    assert "You may show this to the police one day. The other side may then read it too" in add
    assert "A court may let them see your notes" in client.get(client.where("begin")).text
