"""What holds for every page: axe finds nothing, nothing runs over the edge of a small screen.

Each page is opened once and looked at under every setting, so that all of it takes two walks. The
marks of all of WCAG 2.2 AA are asked for, the size of targets too.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.web.all_pages import fill_casebook, first_pages, pages_inside
from tests.web.keeping import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
FIND = """async only => (await axe.run({
  resultTypes: ["violations"], rules: {"target-size": {enabled: true}},
  ...(only.length ? {runOnly: only} : {}),
})).violations.flatMap(each => each.nodes.map(node =>
  `${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))"""
OF_THE_LOOK = [
    "color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size",
]  # fmt: skip
"""Rules whose answer depends on colours, width or direction; all others are asked once a page."""

SMALLEST = 320
FEWEST_PAGES = 80
WIDER = """Array.from(document.querySelectorAll("body *"))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".nb-scrolls"))
  .map(one => one.outerHTML.slice(0, 120))"""
HEIGHT = 900


class Setting(NamedTuple):
    """How a page is looked at."""

    width: int
    dark: bool
    direction: str


SETTINGS = (
    Setting(1280, dark=False, direction="ltr"),
    Setting(1280, dark=True, direction="rtl"),
    Setting(375, dark=True, direction="ltr"),
    Setting(SMALLEST, dark=False, direction="ltr"),
    Setting(SMALLEST, dark=True, direction="rtl"),
)


def every_page(opened: Callable[[], Page], folder: Path) -> Iterator[tuple[Page, str]]:
    """Show every page there is; gives each with its name once it is on the screen."""
    # A browser page of its own for each server: none outlives the one that it came from.
    with running(folder / "new") as address:
        page = opened()
        for name in first_pages(page, address):
            yield page, name
    fill_casebook(folder / "filled")
    with running(folder / "filled") as address:
        page = opened()
        for name in pages_inside(page, address):
            yield page, name


def faults_of(page: Page, setting: Setting, only: list[str] | None) -> list[str]:
    """Give what is wrong with the page under a setting, by these rules of axe; all when empty."""
    page.set_viewport_size({"width": setting.width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if setting.dark else "light")
    page.evaluate(f"document.documentElement.dir = '{setting.direction}'")
    over = page.evaluate("document.documentElement.scrollWidth") > setting.width
    wide = [f"too wide: {each}" for each in page.evaluate(WIDER)] if over else []
    return wide if only is None else [*page.evaluate(FIND, only), *wide]


@pytest.mark.browser
def test_no_page_has_a_fault_under_any_setting(tmp_path: Path, open_page: PageOpener) -> None:
    found: dict[str, list[str]] = {}
    for page, name in every_page(open_page, tmp_path):
        page.evaluate(AXE)
        found[name] = [
            f"{setting}: {each}"
            for setting in SETTINGS
            for each in faults_of(page, setting, OF_THE_LOOK if setting != SETTINGS[0] else [])
        ]
        page.set_viewport_size({"width": SETTINGS[0].width, "height": HEIGHT})

    assert len(found) >= FEWEST_PAGES, list(found)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.browser
def test_without_scripts_no_page_runs_over_the_edge(tmp_path: Path, open_page: PageOpener) -> None:
    # axe waits for timers of the page, which do not run there; what it judges is the same page.
    found: dict[str, list[str]] = {}
    for page, name in every_page(partial(open_page, javascript=False), tmp_path):
        found[name] = faults_of(page, SETTINGS[-1], None)
        page.set_viewport_size({"width": SETTINGS[0].width, "height": HEIGHT})

    assert len(found) >= FEWEST_PAGES, list(found)
    assert {name: faults for name, faults in found.items() if faults} == {}
