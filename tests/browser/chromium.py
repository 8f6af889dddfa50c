"""A real Chromium, started once, and pages that are watched.

`open_page()` gives a page in a profile of its own. When the test ends it fails if anything was
asked of another machine, if the console told of an error, or if a script died. What a test means
to provoke it names beforehand with `open_page.expect("part of the message")`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "HOLDFAST_CHROMIUM"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip
HERE = {"127.0.0.1", "localhost", "::1"}
NO_MACHINE = {"file", "data", "blob", "about"}
_openers: list[PageOpener] = []


@dataclass
class PageOpener:
    """Opens watched pages; call it."""

    browser: Browser
    """The one Chromium of the test run."""

    faults: list[str] = field(default_factory=list)
    """What the pages did that no page of ours may do."""

    expected: list[str] = field(default_factory=list)
    """Parts of messages that this test means to provoke."""

    contexts: list[BrowserContext] = field(default_factory=list)
    """Profiles to be closed at the end."""

    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        touch: bool = False,
    ) -> Page:
        """Open an empty page in a profile of its own.

        Args:
            width: of the view, in CSS pixels.
            height: of the view, in CSS pixels.
            dark: as if the person's system were set to dark.
            javascript: whether scripts run.
            touch: whether it is a touch screen.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            has_touch=touch,
            locale="en-GB",
            timezone_id="Europe/London",
            accept_downloads=True,
        )
        self.contexts.append(context)
        context.on("request", lambda request: self._asked(request.url))
        context.on("weberror", lambda error: self.faults.append(f"script died: {error.error}"))
        page = context.new_page()
        page.on("console", lambda said: self._said(said.type, said.text))
        context.on("page", lambda other: other.on("console", lambda s: self._said(s.type, s.text)))
        return page

    def expect(self, part: str) -> None:
        """Let a message pass that holds this text.

        Args:
            part: some of its words.
        """
        self.expected.append(part)

    def unexpected(self) -> list[str]:
        """Everything the pages did that they may not do and that was not expected."""
        return [fault for fault in self.faults if not any(part in fault for part in self.expected)]

    def close(self) -> None:
        """Close every profile."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()

    def _asked(self, url: str) -> None:
        place = urlsplit(url)
        if place.scheme not in NO_MACHINE and place.hostname not in HERE:
            self.faults.append(f"left the machine: {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"console {kind}: {text}")


def leave_pages() -> None:
    """Close every page; before a server ends, so that none is caught while it still loads."""
    for opener in _openers:
        opener.close()


def chromium_program() -> str:
    """Give the path of Chromium; where there is none, skip the test and say so."""
    found = os.environ.get(PROGRAM) or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if not os.path.exists(own):  # noqa: PTH110 - a text from Playwright, not a path of ours
        pytest.skip("not run: no Chromium")
    return own


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    program = chromium_program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[PageOpener]:
    """Opens watched pages; the test fails if one of them does what no page of ours may do."""
    opener = PageOpener(chromium)
    _openers.append(opener)
    yield opener
    _openers.remove(opener)
    opener.close()
    assert opener.unexpected() == []
