"""A whole journey with planted words, then lock: none of them lies anywhere on the disk."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import holdfast
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation
from tests.browser.chromium import ARGUMENTS, chromium_program
from tests.residue.searching import find_words
from tests.web.browser_less import PASSPHRASE
from tests.web.keeping import keeper
from tests.web.walking import unlock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BIRDS = ("avocet", "bittern", "cuckoo", "dunlin", "egret", "fulmar", "gannet", "hobby")
FRUITS = ("quinzce", "xigmelon", "zyberry", "kumquaat", "jujubex")
WORDS = tuple(f"{fruit}{bird}" for bird in BIRDS for fruit in FRUITS)
"""Forty words that nobody else writes."""

FIELDS = ("what", "where", "who", "said", "felt", "effect")
NEED_NO_KEY = {"capture", "back-up"}
SOURCE = Path(holdfast.__file__).parents[1]


def run(home: Path, work: Path, *command: str) -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "TMPDIR": str(work / "temp"),
        "HOME": str(work / "user"),
    }
    head, *rest = command
    if head not in NEED_NO_KEY:
        rest += ["--passphrase-file", str(work.parent / "outside" / "key")]
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", head, "--home", str(home), *rest],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def make_folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    home, work, outside = tmp_path / "home", tmp_path / "work", tmp_path / "outside"
    for folder in (work / "temp", work / "user", outside):
        folder.mkdir(parents=True)
    (outside / "key").write_text(PASSPHRASE)
    make_casebook(home, PASSPHRASE, derivation=Derivation(t=1, m_kib=8)).close()
    return home, work, outside


def make_evidence(outside: Path) -> list[Path]:
    """Make a zip with a chat and a picture with EXIF, and a file nobody knows, all planted."""
    exif = Image.Exif()
    exif[0x0110] = WORDS[10]
    picture = io.BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(picture, "JPEG", exif=exif)
    chat = f"04/03/2026, 17:30 - {WORDS[11]}: {WORDS[12]}\n05/03/2026, 17:31 - Sam: {WORDS[13]}\n"
    zipped = outside / f"{WORDS[14]}.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(f"WhatsApp Chat with {WORDS[15]}.txt", chat)
        out.writestr(f"{WORDS[16]}.jpg", picture.getvalue())
    unknown = outside / f"{WORDS[17]}.bin"
    unknown.write_bytes(b"\x00" + WORDS[18].encode() * 9)
    return [zipped, unknown]


def test_the_command_line_leaves_none_of_forty_words(tmp_path: Path) -> None:
    home, work, outside = make_folders(tmp_path)
    evidence = make_evidence(outside)
    fields = [
        part for name, word in zip(FIELDS, WORDS, strict=False) for part in (f"--{name}", word)
    ]

    said = run(home, work, "add", *fields, "--witness", WORDS[6], "--file", str(evidence[1]))
    said += run(home, work, "import", str(evidence[0]), "--whose", "mine")
    said += run(home, work, "person", "--role", "does-it", "--name", WORDS[7], "--handle", WORDS[8])
    said += run(home, work, "amend", "1", "--felt", WORDS[9], "--why", WORDS[19])
    run(home, work, "search", WORDS[20])
    run(home, work, "capture", "--what", WORDS[21])
    run(home, work, "rebuild")
    run(home, work, "back-up", str(work / "copy"))

    lying = find_words([home, work], [*WORDS, *PASSPHRASE.split()[:1]])
    assert lying == set()
    assert not any(word in said for word in WORDS)


@pytest.mark.browser
def test_the_browser_keeps_none_of_forty_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    home, work, outside = make_folders(tmp_path)
    evidence, profile = make_evidence(outside), tmp_path / "profile"
    monkeypatch.setenv("TMPDIR", str(work / "temp"))
    with keeper(home) as (_, address):
        monkeypatch.delenv("TMPDIR")  # Chromium needs a short one for a socket.
        browser = chromium.browser_type.launch_persistent_context(
            profile, executable_path=chromium_program(), args=[*ARGUMENTS], headless=True
        )
        walk(browser.new_page(), address, evidence)
        browser.close()

    secret = ["lantern", PASSPHRASE, PASSPHRASE.replace(" ", "+")]
    assert find_words([home, work, profile], [*WORDS, *secret]) == set()


def walk(page: Page, address: str, evidence: list[Path]) -> None:
    """Write, take in, find, look at it and lock."""
    unlock(page, address)
    page.click("nav >> text=Add what happened")
    for name, word in zip(FIELDS, WORDS, strict=False):
        page.fill(f"#{name}", word)
    page.wait_for_timeout(1200)
    page.locator("button", has_text="Save").first.click()
    page.get_by_text(WORDS[0]).first.wait_for()
    page.click("nav >> text=Take in")
    page.check("input[name=whose][value=mine]")
    page.set_input_files("#files", evidence)
    page.locator("main button", has_text="Take in").click()
    page.get_by_role("heading", name="What was read").wait_for()
    page.click("nav >> text=Your record")
    page.fill("#words", WORDS[12])
    page.press("#words", "Enter")
    page.get_by_text(WORDS[12]).first.wait_for()
    page.click("text=Read around it")
    page.get_by_text(WORDS[13]).first.wait_for()
    page.go_back()
    page.get_by_role("button", name="Lock").click()
    page.get_by_label("Passphrase", exact=True).wait_for()
