"""The steps and the list of what is public, as somebody who means harm would use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.exposure import TOPIC
from holdfast.knowledge.law import Jurisdiction, facts
from tests.web.browser_less import open_client
from tests.web.test_add import follow
from tests.web.test_exposure import SAID

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "quince"


def test_at_the_open_screen_the_list_shows_no_word_of_what_she_found(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    follow(client, client.where("exposure.place", id="photos"), {**SAID, "found": CANARY})

    for route in ("exposure", "steps", "home"):
        assert CANARY not in client.get(client.where(route)).text


def test_for_finding_somebody_else_the_list_is_of_no_use() -> None:
    places = facts(Jurisdiction.ENGLAND_WALES, TOPIC).values()

    for each in places:
        words = f"{each.says} {each.more.text('look')}".casefold()
        assert "own" in words or "you" in words
        assert not {" his ", " her ", " their profile"} & {f" {word} " for word in words.split()}
