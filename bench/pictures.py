"""Makes the pictures of docs/parts.md: each part on a phone and on a screen, light and dark.

Usage: python bench/pictures.py [PART …]    needs Chromium and the packages of the tests
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS
from tests.web.all_pages import fill_casebook
from tests.web.keeping import running
from tests.web.walking import unlock

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "parts"
CHROMIUM = "/usr/bin/chromium"
WAYS = {
    "home": (),
    "recognise": ("Is this stalking",),
    "feelings": ("How you may",),
    "steps": ("Six steps",),
    "exposure": ("Six steps", "public about you"),
    "find-help": ("Find help",),
    "report": ("Tell the police",),
    "report-text": ("Tell the police", "Make a text"),
    "trusted": ("People you trust",),
    "orders": ("Orders and the law",),
    "safe-outside": ("Safer at home",),
    "safe-online": ("Safer online",),
    "children": ("Children",),
    "safety-plan": ("Your safety plan",),
    "print": ("Orders and the law", "Save or print this page"),
}
"""What to follow from home, by the beginning of its words."""

PHONE, SCREEN = (375, 1000), (1280, 900)
COLOURS = 24
GAP = 12
MOST_BYTES = 80_000


def go_to(page: Page, address: str, part: str) -> None:
    """Open a part from home."""
    page.goto(address)
    for words in WAYS[part]:
        links = page.locator("main a, footer a").filter(has_text=words)
        links.first.click()
        page.wait_for_load_state()


def seen(page: Page, size: tuple[int, int], *, dark: bool) -> Image.Image:
    """Give the page as it is seen on a screen of a size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.evaluate("scrollTo(0, 0)")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def keep(name: str, *pictures: Image.Image) -> None:
    """Keep pictures side by side as one small file."""
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    whole = Image.new("RGB", (width, pictures[0].height), "white")
    left = 0
    for each in pictures:
        whole.paste(each, (left, 0))
        left += each.width + GAP
    reduced = whole.quantize(COLOURS, dither=Image.Dither.NONE)
    file = FOLDER / f"{name}.png"
    reduced.save(file, optimize=True)
    assert file.stat().st_size < MOST_BYTES, file


def main(asked: list[str]) -> None:
    """Make the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        fill_casebook(Path(folder) / "home")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        page = browser.new_page(locale="en-GB")
        with running(Path(folder) / "home") as address:
            unlock(page, address)
            for part in asked or WAYS:
                go_to(page, address, part)
                keep(f"{part}-375", *(seen(page, PHONE, dark=dark) for dark in (False, True)))
                for dark in (False, True):
                    keep(
                        f"{part}-1280-{'dark' if dark else 'light'}", seen(page, SCREEN, dark=dark)
                    )
                print(part, page.locator("h1").first.inner_text())
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
