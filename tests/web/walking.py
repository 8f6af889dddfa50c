"""Steps that a person takes in a real browser, by what she reads on the screen."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tests.web.browser_less import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

OUTSIDE = "https://www.bbc.co.uk/weather"
OUTSIDE_NOT_REACHED = "chrome-error://**"


def unlock(page: Page, address: str) -> None:
    """Open the notebook from the lock page."""
    page.goto(f"{address}/")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Open").first.click()
    page.get_by_role("heading", name="What would you like to do?").wait_for()


@contextlib.contextmanager
def leaving(page: Page, open_page: PageOpener) -> Iterator[None]:
    """Wait until the browser asked for the outside page, which no test reaches."""
    open_page.expect("left the machine: " + OUTSIDE)
    with page.expect_event("requestfailed", lambda asked: asked.url.startswith(OUTSIDE)):
        yield
    page.wait_for_url(OUTSIDE_NOT_REACHED)


def is_locked(page: Page) -> bool:
    """Say whether the lock page is on the screen and nothing else."""
    return page.locator("body[data-locked]").count() == 1


def wait_until_locked(page: Page) -> None:
    """Wait for the lock page and all that belongs to it."""
    page.wait_for_selector("body[data-locked]")
    page.wait_for_load_state()
