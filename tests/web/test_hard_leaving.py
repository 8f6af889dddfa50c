"""Leaving and locking when things go wrong: a dead server, a slow one, two tabs, a page unseen."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.web.clocked import clocked
from tests.web.keeping import STOPPING_SECONDS, children_of, keeper, running
from tests.web.walking import (
    OUTSIDE,
    is_locked,
    leaving,
    unlock,
    wait_until_locked,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

FRAMES = """(last) => new Promise(done => {
  let frames = 0;
  let begun = 0;
  const look = () => {
    frames += 1;
    const shown = getComputedStyle(document.body).display;
    if (shown === "none" || frames > 100) done([frames, performance.now() - begun, shown]);
    else requestAnimationFrame(look);
  };
  const start = () => { begun = performance.now(); requestAnimationFrame(look); };
  if (last === "click") {
    document.addEventListener("click", start, { capture: true, once: true });
    document.querySelector(".nb-leave").click();
  } else {
    for (let press = 0; press < 3; press += 1) {
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
      if (press === 2) start();
      document.dispatchEvent(new KeyboardEvent("keyup", { key: "Shift" }));
    }
  }
})"""
CLICK_AND_LOOK = """() => {
  document.querySelector(".nb-leave").click();
  return getComputedStyle(document.body).display;
}"""
"""In one go: a fast machine has left before it could be asked a second time."""

HIDE = """Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
document.dispatchEvent(new Event("visibilitychange"))"""
WORDS = "He was outside my work again."


def with_scripts(page: Page) -> None:
    """Wait until the page's scripts run."""
    page.wait_for_selector("html.has-scripts")


@pytest.mark.browser
@pytest.mark.parametrize("way", ["click", "shift"])
def test_the_next_frame_is_blank(way: str, home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        with_scripts(page)
        page.route("**/exit", lambda _: None)

        frames, milliseconds, shown = page.evaluate(FRAMES, way)

        print(f"blank after {frames} frame(s), {milliseconds:.1f} ms, by {way}")  # noqa: T201
        assert (shown, frames) == ("none", 1)


@pytest.mark.browser
def test_a_server_that_hangs_does_not_keep_her(home: Path, open_page: PageOpener) -> None:
    with keeper(home) as (process, address):
        page = open_page()
        unlock(page, address)
        with_scripts(page)
        children = children_of(process.pid)
        for each in children:
            os.kill(each, signal.SIGSTOP)
        try:
            with leaving(page, open_page):
                assert page.evaluate(CLICK_AND_LOOK) == "none"
        finally:
            for each in children:
                os.kill(each, signal.SIGCONT)
        page.goto(f"{address}/")

        wait_until_locked(page)


@pytest.mark.browser
def test_with_a_dead_server_nothing_of_hers_stays(home: Path, open_page: PageOpener) -> None:
    open_page.expect("ERR_CONNECTION_REFUSED")
    page = open_page()
    with keeper(home) as (process, address):
        unlock(page, address)
        with_scripts(page)
        process.terminate()
        process.wait(STOPPING_SECONDS)
        with page.expect_event("requestfailed", lambda asked: asked.url.endswith("/exit")):
            page.locator(".nb-leave").click(no_wait_after=True)

        expect(page.get_by_role("heading", name="What would you like to do?")).to_have_count(0)


@pytest.mark.browser
def test_on_a_slow_line_it_is_blank_at_once_and_left_later(
    home: Path, open_page: PageOpener
) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        with_scripts(page)
        slow = page.context.new_cdp_session(page)
        slow.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 900, "downloadThroughput": 1, "uploadThroughput": 1},
        )
        with leaving(page, open_page):
            assert page.evaluate(CLICK_AND_LOOK) == "none"
        slow.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
        )
        page.goto(f"{address}/")

        wait_until_locked(page)


@pytest.mark.browser
def test_both_tabs_lock_when_nobody_is_there(home: Path, open_page: PageOpener) -> None:
    with clocked(home) as served:
        first = open_page()
        first.context.clock.install()
        unlock(first, served.address)
        second = first.context.new_page()
        second.goto(f"{served.address}/")
        for page in (first, second):
            with_scripts(page)
        served.clock.wait(301)
        # One step for both: a page that is on its way to the lock is not asked anything more.
        first.context.clock.fast_forward(302_000)

        for page in (first, second):
            wait_until_locked(page)


@pytest.mark.browser
def test_a_quiet_tab_stays_while_she_is_in_another(home: Path, open_page: PageOpener) -> None:
    with clocked(home) as served:
        quiet = open_page()
        quiet.context.clock.install()
        unlock(quiet, served.address)
        with_scripts(quiet)
        with quiet.expect_response(lambda answer: answer.status == 204):
            quiet.context.clock.fast_forward(302_000)

        assert not is_locked(quiet)


@pytest.mark.browser
def test_lock_in_one_tab_is_lock_in_the_other(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        first = open_page()
        unlock(first, address)
        second = first.context.new_page()
        second.goto(f"{address}/")
        with_scripts(second)
        first.get_by_role("button", name="Lock", exact=True).click()

        wait_until_locked(second)


@pytest.mark.browser
def test_out_of_sight_is_locked_when_she_chose_that(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)
        page.get_by_role("link", name="This casebook").first.click()
        page.get_by_role("link", name="Change It locks itself").click()
        page.get_by_label("As soon as the page is out of sight").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved. It works like this from now on.").wait_for()
        with_scripts(page)
        with page.expect_event("requestfinished", lambda asked: asked.url.endswith("/lock")):
            page.evaluate(HIDE)
        shown = page.evaluate("getComputedStyle(document.body).display")
        page.goto(f"{address}/")

        wait_until_locked(page)
        assert shown == "none"


@pytest.mark.browser
def test_what_is_sent_after_an_autolock_is_offered_back(home: Path, open_page: PageOpener) -> None:
    with clocked(home) as served:
        page = open_page(javascript=False)
        unlock(page, served.address)
        page.get_by_role("link", name="Add what happened").first.click()
        page.get_by_label("In your own words").fill(WORDS)
        served.clock.wait(301)
        page.get_by_role("button", name="Save", exact=True).first.click()
        page.get_by_text("What you just sent is kept.").wait_for()
        unlock(page, served.address)
        page.get_by_text("What you sent is kept as a draft.").wait_for()
        page.get_by_role("link", name="Go on writing").click()

        assert page.get_by_label("In your own words").input_value() == WORDS


@pytest.mark.browser
def test_she_leaves_for_the_page_she_chose(home: Path, open_page: PageOpener) -> None:
    with running(home) as address:
        page = open_page()
        unlock(page, address)

        assert page.locator("body").get_attribute("data-outside") == OUTSIDE
