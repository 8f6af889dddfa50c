"""A browser as she would start it, every field filled, then closed or killed: nothing is left.

Chromium is started by itself and only driven from outside, for what Playwright starts keeps less
than a person's own (security of Back and of restored tabs is off there).
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import chromium_program
from tests.residue.searching import find_words
from tests.residue.test_journey_leaves_nothing import make_evidence, make_folders
from tests.web.browser_less import PASSPHRASE
from tests.web.keeping import keeper
from tests.web.walking import unlock, wait_until_locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

STARTS = ("plumroe", "figowlet", "sloewagtail", "medlarrail", "damsonpipit")
WORDS = tuple(f"{start}{number}yx" for number in range(12) for start in STARTS)
"""Sixty, one for each field that is met on the way."""

NOT_IN_A_FIELD = ("wrongpassyx", "searchedyx", "uploadednameyx", "draftonlyyx")
FIELDS = "main textarea:visible, main input[type=text]:visible"
OF_A_KIND = ("happened", "since", "until", "chase", "born")
"""Fields that take a date and nothing else."""

WAIT_SECONDS = 30
LONG_ENOUGH = 6
"""Letters; the search needs eight bytes or so to tell a word from chance."""


@contextmanager
def chromium(profile: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start Chromium as a person would; gives its process and where it can be driven from."""
    arguments = (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
        "--disable-dev-shm-usage", "--remote-debugging-port=0", f"--user-data-dir={profile}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
    )  # fmt: skip
    process = subprocess.Popen(
        [chromium_program(), *arguments, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    told = profile / "DevToolsActivePort"
    for _ in range(WAIT_SECONDS * 10):
        if told.is_file() and told.read_text().count("\n"):
            break
        time.sleep(0.1)
    try:
        yield process, f"http://127.0.0.1:{told.read_text().splitlines()[0]}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(WAIT_SECONDS)


class Planter:
    """Fills fields, a new word in each."""

    def __init__(self, page: Page) -> None:
        """Plant on a page."""
        self.page = page
        self.planted = list[str]()
        self._words = iter(WORDS)

    def fill_all(self) -> None:
        """Open what is folded, and fill every field for words on the page."""
        folded = self.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()
        fields = self.page.locator(FIELDS).all()
        for field in fields:
            if field.get_attribute("name") not in OF_A_KIND:
                word = next(self._words)
                field.fill(word)
                self.planted.append(word)

    def send(self, button: str) -> None:
        """Fill the form and send it."""
        self.fill_all()
        self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()


@pytest.mark.browser
@pytest.mark.parametrize("end", ["closed", "killed"])
def test_a_browser_of_her_own_keeps_no_word(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, work, outside = make_folders(tmp_path)
    profile, evidence = tmp_path / "profile", make_evidence(outside)
    named = outside / f"{NOT_IN_A_FIELD[2]}.jpg"
    named.write_bytes(evidence[1].read_bytes())
    monkeypatch.setenv("TMPDIR", str(work / "temp"))
    with keeper(home) as (_, address):
        monkeypatch.delenv("TMPDIR")  # Chromium needs a short one for a socket.
        # In a thread of its own: other tests' Playwright keeps a loop running in this one.
        with chromium(profile) as (process, door), ThreadPoolExecutor(1) as aside:
            given = (door, address, [*evidence, named])
            in_fields = aside.submit(drive, *given, close=end == "closed").result()
            if end == "closed":
                process.wait(WAIT_SECONDS)
            else:
                time.sleep(2)  # Chromium writes what it keeps within seconds.

    planted = [
        *in_fields,
        *NOT_IN_A_FIELD,
        *(one for one in PASSPHRASE.split() if len(one) > LONG_ENOUGH),
    ]
    assert len(in_fields) >= 25
    assert find_words([profile], ["localhost"]), "the profile was not searched"
    assert find_words([home, work, profile], planted) == set()


def drive(door: str, address: str, evidence: list[Path], *, close: bool) -> list[str]:
    """Walk with Chromium from outside; gives the words that were typed into fields."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(door)
        planter = walk(browser.contexts[0].pages[0], address, evidence)
        if close:
            browser.new_browser_cdp_session().send("Browser.close")
    return planter.planted


def walk(page: Page, address: str, evidence: list[Path]) -> Planter:
    """Go everywhere, fill everything, and lock."""
    planter = Planter(page)
    page.goto(f"{address}/")
    page.get_by_label("Passphrase", exact=True).fill(NOT_IN_A_FIELD[0])
    page.get_by_role("button", name="Open").first.click()
    page.get_by_role("alert").wait_for()
    unlock(page, address)
    _write(page, planter, evidence)
    _find(page, planter)
    _leave_a_draft(page)
    page.get_by_role("button", name="Lock").click()
    wait_until_locked(page)
    page.go_back()
    wait_until_locked(page)
    return planter


def _write(page: Page, planter: Planter, evidence: list[Path]) -> None:
    _follow(page, "Add what happened")
    page.set_input_files("#files", evidence[1:])
    planter.send("Save")
    for links in (
        ("Who is who", "Add somebody"),
        ("Police and other contacts", "Add a call, visit or letter"),
    ):
        _follow(page, "Your record")
        for link in links:
            page.locator("main a", has_text=link).first.click()
            page.wait_for_load_state()
        page.locator("main input[type=radio]:visible").first.check()
        planter.send("Save")
    _follow(page, "Take in")
    page.check("input[name=whose][value=mine]")
    page.set_input_files("#files", evidence[:1])
    page.locator("main button", has_text="Take in").click()
    page.get_by_role("heading", name="What was read").wait_for()


def _find(page: Page, planter: Planter) -> None:
    for word in (NOT_IN_A_FIELD[1], planter.planted[0]):
        _follow(page, "Your record")
        page.fill("#words", word)
        page.press("#words", "Enter")
        page.wait_for_load_state()
    page.get_by_role("link", name="Entry", exact=True).first.click()
    page.get_by_text(planter.planted[0]).first.wait_for()
    _follow(page, "Make a pack")
    planter.send("See what it shows")


def _leave_a_draft(page: Page) -> None:
    _follow(page, "Add what happened")
    page.get_by_label("In your own words").press_sequentially(NOT_IN_A_FIELD[3])
    page.get_by_text("Saved as a draft.").wait_for()


def _follow(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()
