"""Leaving: four ways, and what Back shows then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser_less import open_client
from tests.web.keeping import running
from tests.web.walking import OUTSIDE, is_locked, leaving, unlock, wait_until_locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener


def press_button(page: Page) -> None:
    page.locator(".nb-leave").click()


def skip_link(page: Page) -> None:
    page.locator("body").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def shift_three_times(page: Page) -> None:
    page.wait_for_selector("html.has-scripts")
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("way", "javascript"),
    [
        pytest.param(press_button, True, id="the button"),
        pytest.param(skip_link, True, id="the second skip link"),
        pytest.param(shift_three_times, True, id="shift three times"),
        pytest.param(press_button, False, id="the button without scripts"),
        pytest.param(skip_link, False, id="the second skip link without scripts"),
    ],
)
def test_leaving_locks_and_back_shows_the_lock_page(
    way: Callable[[Page], None], *, javascript: bool, home: Path, open_page: PageOpener
) -> None:
    with running(home) as address:
        page = open_page(javascript=javascript)
        unlock(page, address)
        page.get_by_role("link", name="This casebook").first.click()

        with leaving(page, open_page):
            way(page)
        page.go_back()
        wait_until_locked(page)
        page.reload()

        assert is_locked(page)


@pytest.mark.browser
def test_the_screen_is_blank_before_the_server_answers(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        page.wait_for_selector("html.has-scripts")
        page.route("**/exit", lambda _: None)

        shown = page.evaluate(
            "document.querySelector('.nb-leave').click(), getComputedStyle(document.body).display"
        )

        assert shown == "none"


@pytest.mark.browser
def test_writing_in_capitals_does_not_leave(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        for letter in "NOT":
            page.keyboard.press(f"Shift+{letter}")

        assert page.get_by_role("heading", name="What would you like to do?").is_visible()


@pytest.mark.browser
def test_dots_show_how_often_shift_was_pressed(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        page.wait_for_selector("html.has-scripts")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")

        assert page.locator(".nb-dots .is-on").count() == 2


def test_another_site_cannot_lock_her_out(tmp_path: Path) -> None:
    client = open_client(tmp_path)

    answer = client.get("/exit", sec_fetch_site="cross-site")

    assert (answer.status, answer.body) == (403, b"")
    assert client.shell.session is not None


def test_a_browser_that_is_not_hers_leaves_without_locking(tmp_path: Path) -> None:
    client = open_client(tmp_path)
    client.cookies.clear()

    answer = client.get("/exit")

    assert answer.headers["location"] == OUTSIDE
    assert client.shell.session is not None


def test_leaving_clears_cookies_and_what_the_browser_kept(tmp_path: Path) -> None:
    client = open_client(tmp_path)

    answer = client.get("/exit", sec_fetch_site="same-origin")

    assert answer.status == 303
    assert '"cookies"' in answer.headers["clear-site-data"]
    assert client.cookies == {}
    assert client.shell.session is None
    assert [ending.previous for ending in client.endings] == [""]
