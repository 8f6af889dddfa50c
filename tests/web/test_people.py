"""Who is who: written down, changed, and never without a word about whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.browser_less import open_client
from tests.web.test_add import follow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Client


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return open_client(tmp_path)


def test_somebody_is_listed_with_their_names_as_written(client: Client) -> None:
    said = {"role": "does-it", "name": "Sam", "handles": "sam_1\n+44 7700 900123"}
    page = follow(client, client.where("people.add"), said)

    assert "sam_1" in page
    assert "+44 7700 900123" in page
    assert "Whoever does this to me" in page


def test_her_initials_are_kept_in_capitals(client: Client) -> None:
    page = follow(client, client.where("people.add"), {"role": "me", "initials": "abc"})

    assert "ABC/1" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"name": "Sam"}, "Choose who this is.", id="no role"),
        pytest.param({"role": "me"}, "Write a name", id="nothing but a role"),
        pytest.param({"role": "me", "initials": "a b"}, "one to five letters", id="no initials"),
    ],
)
def test_what_is_missing_is_asked_for(client: Client, fields: dict[str, str], said: str) -> None:
    answer = client.post(client.where("people.add"), fields)

    assert answer.status == 200
    assert said in answer.text


def test_a_change_keeps_what_stood_there(client: Client) -> None:
    page = follow(client, client.where("people.add"), {"role": "witness", "name": "Jo"})
    change = re.search(r'href="(/x/[^"]+)"[^>]*>\s*Change', page)
    assert change is not None
    assert 'value="Jo"' in client.get(change[1]).text

    changed = follow(client, change[1], {"role": "witness", "name": "Joanna"})
    opened = re.search(r'href="(/x/[^"]+)"[^>]*>\s*See the entry', changed)
    assert opened is not None
    entry = client.get(opened[1]).text
    assert "Joanna" in entry
    assert re.search(r">Jo<", entry)
