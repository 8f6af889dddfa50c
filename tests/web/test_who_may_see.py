"""The route table: every route is listed, and nobody else sees it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from holdfast.web.routes import Who, all_routes
from tests.web.browser_less import PORT, locked_client, open_client

LISTED = tomllib.loads(Path(__file__).with_name("who_may_see.toml").read_text(encoding="utf-8"))
OPEN = sorted(name for name, who in LISTED.items() if who == "open")


def test_every_route_is_listed_with_who_may_see_it() -> None:
    assert {name: route.who.value for name, route in all_routes().items()} == LISTED


@pytest.mark.parametrize("name", OPEN)
def test_a_browser_without_the_cookie_gets_the_lock_page_for(name: str, tmp_path: Path) -> None:
    client = open_client(tmp_path)
    address = client.where(name)
    client.cookies.clear()

    for answer in (client.get(address), client.post(address, {"what": "x"})):
        assert answer.status == 200
        assert "data-locked" in answer.text


@pytest.mark.parametrize("name", OPEN)
def test_during_first_use_nobody_sees(name: str, tmp_path: Path) -> None:
    client = locked_client(tmp_path / "home")
    client.get("/")

    assert client.get(client.where(name)).status == 404


@pytest.mark.parametrize("name", sorted(all_routes()))
def test_a_form_without_our_token_is_refused_by(name: str, tmp_path: Path) -> None:
    client = open_client(tmp_path)
    route = all_routes()[name]
    if route.who is not Who.OPEN:
        client.shell.begin(None)
        assert client.shell.session is not None
        client.cookies = {"__Host-n": client.shell.session.cookie}

    answer = client.post(client.where(name), {"_token": "forged.0"})

    assert answer.status == (405 if route.act is None else 403)
    assert answer.body == b""


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"host": "evil.example"}, id="foreign host"),
        pytest.param({"host": f"evil.example:{PORT}"}, id="foreign host, our port"),
        pytest.param({"host": "localhost"}, id="no port"),
        pytest.param({"host": f"localhost:{PORT}@evil.example"}, id="host with a user part"),
        pytest.param({"host": ""}, id="empty host"),
        pytest.param({"origin": "https://evil.example"}, id="foreign origin"),
        pytest.param({"origin": f"http://127.0.0.1:{PORT}"}, id="our other name as origin"),
        pytest.param({"sec_fetch_site": "cross-site"}, id="another site began it"),
        pytest.param({"sec_fetch_site": "same-site"}, id="another port began it"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strangers_are_refused_with_an_empty_answer(
    headers: dict[str, str], method: str, tmp_path: Path
) -> None:
    client = open_client(tmp_path)

    answer = client.send(method, client.where("home"), headers=headers)

    assert answer.status in {403, 421}
    assert answer.body == b""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(method: str, tmp_path: Path) -> None:
    answer = open_client(tmp_path).send(method, "/", headers={})

    assert (answer.status, answer.body) == (405, b"")
