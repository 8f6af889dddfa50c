"""The main tasks with the keyboard alone: no key but Tab, Enter, Space and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.keeping import running
from tests.web.walking import leaving, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

MOST_TABS = 120
HAS_FOCUS = """() => { const one = document.activeElement; const by = one.labels?.[0];
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {says: (by ?? one).innerText?.trim() ?? "", tag: one.tagName,
    seen: box.width > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none"
      || style.backgroundColor === "rgb(255, 221, 0)") } }"""


@pytest.fixture
def page(home: Path, open_page: PageOpener) -> Iterator[Page]:
    page = open_page()
    with running(home) as address:
        unlock(page, address)
        yield page


def tab_to(page: Page, says: str, tag: str = "") -> None:
    """Press Tab until what has the focus says this, and can be seen to have it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        now = page.evaluate(HAS_FOCUS)
        if now["says"].startswith(says) and tag in {"", now["tag"]}:
            assert now["seen"], now
            return
    pytest.fail(f"no stop says {says}")


def press(page: Page, says: str) -> None:
    """Go to a link or button and press Enter."""
    tab_to(page, says)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.browser
def test_what_happened_is_written_down_and_saved(page: Page) -> None:
    press(page, "Add what happened")
    tab_to(page, "In your own words", "TEXTAREA")
    page.keyboard.type("He waited at the gate.")
    press(page, "Save")
    page.get_by_text("Saved.", exact=True).wait_for()

    assert page.get_by_text("He waited at the gate.").count()


@pytest.mark.browser
def test_help_is_found(page: Page) -> None:
    press(page, "Find help")
    page.wait_for_url("**/x/*")
    tab_to(page, "Words in the name", "INPUT")
    page.keyboard.type("stalking")
    press(page, "Find")

    page.get_by_role("heading", name="National Stalking Helpline").wait_for()


@pytest.mark.browser
def test_a_text_for_the_police_is_made(page: Page) -> None:
    press(page, "Tell the police")
    page.get_by_role("heading", name="Tell the police").wait_for()
    press(page, "Make a text")

    page.get_by_role("heading", name="Make a text for your report").wait_for()


@pytest.mark.browser
def test_the_second_stop_on_every_page_leaves_it(page: Page, open_page: PageOpener) -> None:
    press(page, "Your record")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(HAS_FOCUS)["says"] == "Leave now"

    with leaving(page, open_page):
        page.keyboard.press("Enter")
