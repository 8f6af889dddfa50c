"""No form is answered with a page: browsers write what was typed beside such pages to the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from holdfast.web.after_posts import MOST_KEPT, NOTES, cookie_that_says, said_by
from holdfast.web.cookies import DOOR, SESSION, STRICT_PREFIX
from holdfast.web.routes import Who, all_routes
from holdfast.web.tokens import make_token
from tests.web.browser_less import KEY, ORIGIN, locked_client, open_client

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.browser_less import Answer, Client

WRONG = "mistyped otter tunic lantern gravel poppy"
ACTING = sorted(name for name, route in all_routes().items() if route.act and route.who is Who.OPEN)


def post(client: Client, path: str, cookie: str, fields: dict[str, str], **headers: str) -> Answer:
    """Send a form and follow nothing."""
    token = make_token(KEY, client.cookies.get(STRICT_PREFIX + cookie, ""))
    body = urlencode({"_token": token, **fields}).encode()
    return client.send("POST", path, headers={"origin": ORIGIN, **headers}, body=[body])


@pytest.mark.parametrize("route", ACTING)
def test_no_route_answers_a_form_with_a_page(route: str, tmp_path: Path) -> None:
    client = open_client(tmp_path / "home")

    answer = post(client, client.where(route), SESSION, {"name": "kumquatwren"})

    assert "text/html" not in answer.headers.get("content-type", "")


def test_a_form_with_something_missing_is_shown_again_with_what_was_typed(tmp_path: Path) -> None:
    client = open_client(tmp_path / "home")

    answer = post(client, client.where("people.add"), SESSION, {"name": "Kumquat Wren"})

    assert answer.status == 303
    first, again = (client.get(answer.headers["location"]) for _ in range(2))
    assert "Kumquat Wren" in first.text
    assert first.text == again.text


def test_a_script_gets_its_answer_at_once(tmp_path: Path) -> None:
    client = open_client(tmp_path / "home")

    answer = post(client, client.where("people.add"), SESSION, {}, sec_fetch_mode="cors")

    assert answer.status == 200


def test_pages_that_answered_are_not_kept_for_ever(tmp_path: Path) -> None:
    client = open_client(tmp_path / "home")
    first = post(client, client.where("people.add"), SESSION, {}).headers["location"]
    for _ in range(MOST_KEPT):
        post(client, client.where("people.add"), SESSION, {})

    assert client.get(first).status == 404


def test_the_lock_page_says_that_it_was_wrong_after_a_redirect_and_once(tmp_path: Path) -> None:
    open_client(tmp_path / "home").shell.door.is_there()
    client = locked_client(tmp_path / "home")
    client.get("/")

    answer = post(client, "/", DOOR, {"passphrase": WRONG})
    said, silent = client.get("/"), client.get("/")

    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert 'role="alert"' in said.text
    assert 'role="alert"' not in silent.text


def test_a_form_for_a_casebook_that_is_gone_begins_anew(tmp_path: Path) -> None:
    client = locked_client(tmp_path / "home")

    assert post(client, "/", SESSION, {}).status == 303


@pytest.mark.parametrize("note", NOTES)
def test_a_cookie_says_what_it_was_told_to(note: str) -> None:
    assert said_by(cookie_that_says(note, "")) == (note, "")
    assert said_by(cookie_that_says("", "disk-full")) == ("", "disk-full")


@pytest.mark.parametrize("cookie", ["", "x", "x.", "x.9999", "x.999", "x.²", "x.-1", ".wrong"])
def test_a_cookie_that_somebody_made_up_says_nothing(cookie: str) -> None:
    assert said_by(cookie) == ("", "")
