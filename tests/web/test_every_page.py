"""What holds for every page: axe finds nothing, nothing runs over the edge of a small screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.all_pages import fill_casebook, first_pages, pages_inside
from tests.web.keeping import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
FIND = """async () => (await axe.run({resultTypes: ["violations"]})).violations.flatMap(
  each => each.nodes.map(node =>
    `${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))"""
SMALLEST = 320
FEWEST_PAGES = 30
WIDER = """Array.from(document.querySelectorAll("body *"))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".nb-scrolls"))
  .map(one => one.outerHTML.slice(0, 120))"""


def every_page(page: Page, folder: Path) -> Iterator[str]:
    """Show every page there is; gives the name of each once it is on the screen."""
    with running(folder / "new") as address:
        yield from first_pages(page, address)
    page.context.clear_cookies()
    fill_casebook(folder / "filled")
    with running(folder / "filled") as address:
        yield from pages_inside(page, address)


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    width: int, tmp_path: Path, open_page: PageOpener, *, dark: bool
) -> None:
    page = open_page(width=width, dark=dark)
    found = {}
    for name in every_page(page, tmp_path):
        page.evaluate(AXE)
        found[name] = page.evaluate(FIND)

    assert len(found) >= FEWEST_PAGES, list(found)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_no_page_runs_over_the_edge_of_a_small_screen(
    tmp_path: Path, open_page: PageOpener, *, javascript: bool
) -> None:
    page = open_page(width=SMALLEST, javascript=javascript)
    widths = {
        name: page.evaluate(f"[document.documentElement.scrollWidth, {WIDER}]")
        for name in every_page(page, tmp_path)
    }

    assert {name: each for name, each in widths.items() if each[0] > SMALLEST} == {}
