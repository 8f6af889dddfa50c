"""What a stranger opens, and what she uses most, in Firefox too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyrage
import pytest

from holdfast.packs.phone_page.page import phone_page
from holdfast.vault.making import make_casebook
from tests.browser.firefox import Firefox, running_firefox, wait_for
from tests.browser.verify_page import BUILT, Verdict, failures
from tests.packs import tiny
from tests.web.browser_less import CHEAP, PASSPHRASE
from tests.web.keeping import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

CHOICES_ON_ONE_LINE = """
    return [...document.querySelectorAll(".govuk-radios--inline .govuk-radios__label")].map(
        label => [label.textContent.trim(), label.getClientRects()[0].height])"""
WIDER_THAN_THE_VIEW = """
    const page = document.documentElement; return page.scrollWidth > page.clientWidth"""
RUNS = "return document.documentElement.dataset.runs ?? '0'"


@pytest.fixture
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with running_firefox(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


def judged(firefox: Firefox, pack: Path) -> Verdict:
    before = firefox.run(RUNS)
    firefox.type("//input[@id='zip']", str(pack))
    wait_for(lambda: firefox.run(RUNS) != before)
    verdict: Verdict = json.loads(
        firefox.run("return document.getElementById('machine').textContent")
    )
    return verdict


def test_a_pack_is_checked_and_a_changed_letter_is_named(firefox: Firefox, tmp_path: Path) -> None:
    whole, changed = tmp_path / "whole.zip", tmp_path / "changed.zip"
    files = tiny.all_files()
    name = next(each for each in files if each.endswith("index.csv"))
    whole.write_bytes(tiny.zip_of(files))
    changed.write_bytes(tiny.zip_of(files | {name: files[name] + b"x"}))
    firefox.go(BUILT.as_uri())

    assert judged(firefox, whole)["holds"] is True
    assert "files" in failures(judged(firefox, changed))


def test_what_the_page_for_the_phone_seals_her_key_opens(firefox: Firefox, tmp_path: Path) -> None:
    identity, page = pyrage.x25519.Identity.generate(), tmp_path / "note.html"
    page.write_bytes(phone_page(str(identity.to_public()), "Notebook"))
    firefox.go(page.as_uri())
    firefox.type("//*[@id='what']", "He was at the gate again")
    firefox.click("//*[@id='seal']")
    wait_for(lambda: firefox.run("return document.getElementById('done').checkVisibility()"))

    firefox.click("//*[@id='save']")
    saved = wait_for(lambda: [*firefox.saved.glob("*.age")])

    assert b"He was at the gate again" in pyrage.decrypt(saved[0].read_bytes(), [identity])


def test_it_is_opened_and_written_in(firefox: Firefox, tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_casebook(home, PASSPHRASE, derivation=CHEAP).close()
    firefox.size(500, 900)
    with running(home) as address:
        firefox.go(address)
        firefox.type("//input[@name='passphrase']", PASSPHRASE)
        firefox.click("//button[normalize-space()='Open']")
        wait_for(lambda: "What would you like to do?" in firefox.text())
        firefox.click("//main//a[contains(., 'Add what happened')]")
        wider = firefox.run(WIDER_THAN_THE_VIEW)
        firefox.size(1280, 900)
        lines = dict(firefox.run(CHOICES_ON_ONE_LINE))
        firefox.type("//textarea[@name='what']", "She saw him by the gate.")
        firefox.click("//button[normalize-space()='Save']")
        wait_for(lambda: "She saw him by the gate." in firefox.text())

        assert set(lines) == {"Yes", "No", "I am not sure"}
        assert len(set(lines.values())) == 1
        assert wider is False
