"""Makes the pictures of docs/import-accounts.md: the account of an import for each family.

Usage: python bench/account_pictures.py [FAMILY …]    needs Chromium and the packages of the tests
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from holdfast.vault.making import make_casebook
from tests.browser.chromium import ARGUMENTS
from tests.readers.samples import FOLDER as SAMPLES
from tests.web.all_pages import follow, look_until, press
from tests.web.browser_less import CHEAP, PASSPHRASE
from tests.web.keeping import running
from tests.web.walking import unlock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "accounts"
CHROMIUM = "/usr/bin/chromium"
FAMILIES = {
    "chats": ("whatsapp", "telegram", "signal", "discord"),
    "texts": ("sms-xml", "android-sms", "imessage"),
    "mail": ("mail", "contacts", "calendar"),
    "meta": ("facebook", "instagram"),
    "web": ("web-page", "mhtml", "warc", "pdf"),
    "media": ("photo", "recording"),
    "places": ("location",),
    "calls": ("call-records", "google-voice"),
}
"""Of each format the made-up sample that is called plain."""

WIDTH, HEIGHT = 600, 800
COLOURS = 24
MOST_BYTES = 160_000


def samples_of(formats: tuple[str, ...]) -> list[FilePayload]:
    """Give the samples as files that a person chooses."""
    paths = [next((SAMPLES / name / "plain").glob("in.*")) for name in formats]
    return [
        {"name": path.name.removeprefix("in."), "mimeType": "", "buffer": path.read_bytes()}
        for path in paths
    ]


def account_of(browser: Browser, home: Path, files: list[FilePayload]) -> Image.Image:
    """Take files in with a casebook of their own, and give the page that says what was read."""
    make_casebook(home, PASSPHRASE, derivation=CHEAP).close()
    page = browser.new_page(locale="en-GB", viewport={"width": WIDTH, "height": HEIGHT})
    with running(home) as address:
        unlock(page, address)
        follow(page, "Take in")
        page.get_by_label("Mine", exact=True).check()
        page.locator("input[type=file]").set_input_files(files)
        press(page, "Take in")
        look_until(page, page.get_by_role("heading", name="What was read"))
        page.wait_for_load_state("load")
        picture = page.screenshot(full_page=True)
    page.close()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def main(asked: list[str]) -> None:
    """Make the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for family in asked or FAMILIES:
            whole = account_of(browser, Path(folder) / family, samples_of(FAMILIES[family]))
            file = FOLDER / f"{family}.png"
            whole.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
            assert file.stat().st_size < MOST_BYTES, file
            print(family, whole.size, file.stat().st_size)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
