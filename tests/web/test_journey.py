"""The first minutes in a real browser: with and without scripts, and what a draft survives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.keeping import running
from tests.web.walking import unlock

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

MOST_CLICKS = 6
SENTENCE = "He was outside my work again."


def press(page: Page, name: str) -> int:
    """Press a button or link; one click."""
    page.get_by_role("button", name=name, exact=True).first.click()
    return 1


def add_page(page: Page) -> str:
    """Go to the page on which something is written down; gives its address."""
    page.get_by_role("link", name="Add what happened").first.click()
    page.get_by_label("In your own words").wait_for()
    return page.url


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_the_first_sentence_is_safe_after_six_clicks(
    *, javascript: bool, tmp_path: Path, open_page: PageOpener
) -> None:
    with running(tmp_path / "home") as address:
        page = open_page(width=375, javascript=javascript)
        page.goto(f"{address}/")

        clicks = press(page, "I am not in danger now")
        clicks += press(page, "This device is safe enough")
        clicks += press(page, "I understand")
        page.get_by_label("I have written the words down").check()
        clicks += 1 + press(page, "Make my notebook")
        page.get_by_label("In your own words").fill(SENTENCE)
        clicks += press(page, "Save")

        page.get_by_text("Saved. It is in your record with today's date.").wait_for()
        assert clicks <= MOST_CLICKS


@pytest.mark.browser
def test_everything_to_do_with_the_kit_works_without_scripts(
    home: Path, open_page: PageOpener
) -> None:
    with running(home) as address:
        page = open_page(javascript=False)
        unlock(page, address)
        page.get_by_role("link", name="Make a second way in.").click()
        press(page, "Make recovery words")
        kit = page.locator(".nb-words li").all_inner_texts()
        with page.expect_download() as saving:
            press(page, "Save for a stick")
        press(page, "I have them")
        press(page, "Lock")
        page.get_by_text("Open with recovery words").click()
        page.get_by_label("Recovery words").fill(" ".join(kit))
        page.get_by_role("button", name="Open").last.click()

        page.get_by_role("heading", name="What would you like to do?").wait_for()
        assert saving.value.suggested_filename == "notes.txt"


@pytest.mark.browser
def test_what_she_types_is_there_after_a_crash_of_the_page(
    home: Path, open_page: PageOpener
) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        begin = add_page(page)
        page.get_by_label("In your own words").press_sequentially(SENTENCE)
        page.get_by_text("Saved as a draft.").wait_for()
        page.goto("about:blank")
        page.goto(begin)

        assert page.get_by_label("In your own words").input_value() == SENTENCE


@pytest.mark.browser
def test_without_scripts_a_button_keeps_the_draft(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page(javascript=False)
        unlock(page, address)
        add_page(page)
        page.get_by_label("In your own words").fill(SENTENCE)
        press(page, "Save for later")
        page.get_by_role("link", name="Go on writing").click()

        assert page.get_by_label("In your own words").input_value() == SENTENCE


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_page_scrolls_sideways(width: int, home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page(width=width)
        unlock(page, address)
        for name in ("This casebook", "Home"):
            page.get_by_role("link", name=name).first.click()
            page.get_by_role("heading", level=1).wait_for()

            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_a_page_is_closed_before_its_server_ends(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        page.goto(address, wait_until="commit")

    assert page.is_closed()


@pytest.mark.browser
def test_a_page_out_of_sight_is_blurred(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        page.wait_for_selector("html.has-scripts")
        page.evaluate(
            "Object.defineProperty(document, 'visibilityState', {value: 'hidden'});"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )

        assert "blur" in page.evaluate("getComputedStyle(document.querySelector('main')).filter")
