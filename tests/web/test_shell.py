"""The shell around every page: headers, addresses, fields, bytes."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from holdfast.web.headers import headers_for_file
from holdfast.web.routes import Who, all_routes
from holdfast.web.sealed_addresses import HANDLE_LENGTH, MOST_ADDRESSES, SealedAddresses
from tests.web.browser_less import locked_client, open_client

if TYPE_CHECKING:
    from pathlib import Path

FIRST_LOAD_BYTES = 60 * 1024
STYLE_BYTES = 113_000
FIELD = re.compile(r"<(?:input(?! type=\"hidden\")|textarea|select)\b[^>]*>")
STATIC = files("holdfast.web") / "static"
SHOWN = sorted(name for name, route in all_routes().items() if route.show and route.who is Who.OPEN)


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_is_locked_down(name: str, tmp_path: Path) -> None:
    client = open_client(tmp_path)

    headers = client.get(client.where(name)).headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize("name", SHOWN)
def test_no_browser_is_asked_to_remember_a_field(name: str, tmp_path: Path) -> None:
    client = open_client(tmp_path)
    html = client.get(client.where(name)).text

    assert [each for each in FIELD.findall(html) if 'autocomplete="off"' not in each] == []
    assert [each for each in FIELD.findall(html) if 'type="password"' in each] == []
    forms = re.findall(r"<form\b[^>]*>", html)
    assert [each for each in forms if 'autocomplete="off"' not in each] == []
    assert [each for each in forms if 'method="post"' not in each] == []


@pytest.mark.parametrize("name", SHOWN)
def test_no_page_has_a_script_or_style_in_it(name: str, tmp_path: Path) -> None:
    client = open_client(tmp_path)
    html = client.get(client.where(name)).text

    assert re.findall(r"<script(?![^>]*src=)", html) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_has_the_neutral_title_and_one_heading(name: str, tmp_path: Path) -> None:
    client = open_client(tmp_path)
    answer = client.get(client.where(name))
    if answer.status == 200 and "text/html" in answer.headers["content-type"]:
        assert "<title>Notebook</title>" in answer.text
        assert answer.text.count("<h1") == 1


def test_addresses_tell_nothing_and_stay_the_same_while_it_is_open() -> None:
    addresses = SealedAddresses()

    path = addresses.seal("record", {"words": "he followed me", "page": 2})

    assert re.fullmatch(rf"/x/[A-Za-z0-9_-]{{{HANDLE_LENGTH}}}", path)
    assert addresses.seal("record", {"page": 2, "words": "he followed me"}) == path
    found = addresses.find(path)
    assert found is not None
    assert found.params == {"words": "he followed me", "page": 2}


def test_addresses_of_another_session_lead_nowhere() -> None:
    path = SealedAddresses().seal("home", {})

    assert SealedAddresses().find(path) is None
    assert SealedAddresses().seal("home", {}) != path


def test_the_table_of_addresses_does_not_grow_for_ever() -> None:
    addresses = SealedAddresses()
    first = addresses.seal("entry", {"id": "0"})
    for number in range(MOST_ADDRESSES):
        addresses.seal("entry", {"page": number})

    assert addresses.find(first) is None


def test_an_address_that_is_dead_says_so_calmly(tmp_path: Path) -> None:
    answer = open_client(tmp_path).get("/x/0000000000000000000000")

    assert answer.status == 404
    assert "no longer open" in answer.text


def test_the_first_load_is_small(tmp_path: Path) -> None:
    page = gzip.compress(locked_client(tmp_path).get("/").body)
    scripts = [each for each in STATIC.iterdir() if each.name.endswith(".js")]
    sent = [gzip.compress(each.read_bytes()) for each in [*scripts, STATIC / "app.css"]]

    assert len(page) + sum(map(len, sent)) < FIRST_LOAD_BYTES
    assert len((STATIC / "app.css").read_bytes()) <= STYLE_BYTES


def test_nothing_looks_like_the_government() -> None:
    forbidden = re.compile(
        rb"GDS Transport|crest|GOV\.UK|font-face|govuk-logo|crown", re.IGNORECASE
    )

    assert [each.name for each in STATIC.iterdir() if forbidden.search(each.read_bytes())] == []


def test_scripts_store_nothing_and_write_no_html() -> None:
    forbidden = re.compile(
        r"localStorage|sessionStorage|indexedDB|serviceWorker|innerHTML|outerHTML|eval\(|https?://"
    )
    scripts = [each for each in STATIC.iterdir() if each.name.endswith(".js")]

    assert scripts
    assert [s.name for s in scripts if forbidden.search(s.read_text(encoding="utf-8"))] == []


def test_an_original_leaves_as_a_file_and_never_as_a_page() -> None:
    headers = headers_for_file('evil".html\r\nX: y — 写真')

    assert headers["content-disposition"].startswith('attachment; filename="evil_.html__X_ y')
    assert "sandbox" in headers["content-security-policy"]
    assert headers["content-type"] == "application/octet-stream"
    assert "\r" not in headers["content-disposition"]
