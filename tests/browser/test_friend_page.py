"""The page for a friend, offline, and the way of what it seals into her record and a pack."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pyrage
import pytest

from holdfast.actions.choosing import Choice
from holdfast.actions.make_pack import Form, make_pack, preview
from holdfast.actions.verify_pack import verify_pack
from holdfast.packs.friend_page.page import friend_page
from holdfast.vault.keys import Passphrase
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import open_casebook
from tests.actions.samples import jpeg
from tests.browser.test_phone_page import IDENTITY, PHONE, RECIPIENT, STORAGES, sealed_by
from tests.web.browser_less import CHEAP, PASSPHRASE
from tests.web.keeping import running
from tests.web.test_every_page import AXE, FIND
from tests.web.test_print import text_of
from tests.web.walking import unlock

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.chromium import PageOpener

pytestmark = pytest.mark.browser

TOKEN = "0123456789abcdef" * 2
SAID = {
    "#by": "Sam Lee",
    "#what": "He stood at the gate \u202e and threw a stone.",
    "#when": "3 March 2026, about 17:30",
    "#where": "Mill Lane",
    "#said": "You will see.",
    "#who": "A tall man from the shop.",
    "#witnesses": "Kim\n\n Robin ",
}


def opened(open_page: PageOpener, page: bytes, folder: Path) -> Page:
    """Open the page from the disk, with no network at all."""
    place = folder / "notes.html"
    place.write_bytes(page)
    shown = open_page(width=PHONE, height=740, touch=True)
    shown.context.set_offline(True)
    shown.goto(place.as_uri())
    shown.wait_for_selector("html[data-ready=yes]")
    return shown


def page_made_for(page: Page, name: str) -> bytes:
    """Make a page for somebody, as she does in her notebook."""
    page.get_by_role("link", name="People you trust").click()
    page.get_by_role("link", name="A page they can write on").click()
    page.get_by_label("Who is it for?").fill(name)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the page").click()
    return saving.value.path().read_bytes()


def take_in(page: Page, sealed: Path) -> None:
    """Put a sealed file into the in-tray, look at it, and take it into the record."""
    page.get_by_role("link", name="Look into the in-tray").click()
    page.locator("input[type=file]").set_input_files(sealed)
    page.get_by_role("button", name="Put it in the in-tray").click()
    page.get_by_text("It waits in the in-tray.").wait_for()
    page.get_by_role("link", name="Look at it").click()
    page.get_by_label("By hand").check()
    page.get_by_label("When did it come?").fill("6 March 2026")
    page.get_by_role("button", name="Put it in as theirs").click()


def packed(home: Path, dest: Path) -> tuple[bool, str]:
    """Make a pack for the police; give whether it verifies, and what its chronology says."""
    with open_casebook(home, Passphrase(PASSPHRASE)) as book:
        make_pack(book, dest, preview(book, Choice()), form=Form.ZIP)
    with zipfile.ZipFile(dest) as pack:
        paper = text_of(pack.read("pack/chronology-1.pdf"))
    return verify_pack(dest).holds, paper


def fill(page: Page, picture: Path) -> None:
    """Write what SAID says, tick, and add a photo."""
    for field, text in SAID.items():
        page.fill(field, text)
    page.check("#basis input[value=saw]")
    page.check("#police input[value=yes]")
    page.set_input_files("#files", picture)


@pytest.fixture
def page(open_page: PageOpener, tmp_path: Path) -> Page:
    return opened(open_page, friend_page(RECIPIENT, "Notebook", TOKEN), tmp_path)


def test_everything_that_was_written_is_sealed_and_nothing_stays(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "IMG 1.jpg").write_bytes(jpeg())
    fill(page, tmp_path / "IMG 1.jpg")
    name, sealed = sealed_by(page)

    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sealed, [IDENTITY]))) as archive:
        note = json.loads(archive.read("note.json"))
        assert archive.read("files/IMG 1.jpg") == jpeg()
    assert [note[each] for each in ("by", "what", "when", "where", "said", "who")] == [
        text for field, text in SAID.items() if field != "#witnesses"
    ]
    assert (note["form"], note["page"]) == ("contribution/1", TOKEN)
    assert (note["basis"], note["police"], note["witnesses"]) == ("saw", "yes", ["Kim", "Robin"])
    assert len(note["asked"]) == 9
    assert name.startswith("note-")
    assert "stone" not in page.content()
    assert page.input_value("#what") == ""
    assert sum(page.evaluate(STORAGES)) <= 1


def test_nothing_is_ticked_before_and_nothing_has_to_be_answered_but_one_thing(
    page: Page,
) -> None:
    assert page.locator("input:checked").count() == 0
    page.click("#seal")
    assert "nothing to seal" in page.inner_text("#problem")

    page.fill("#what", "I heard a shout.")
    _, sealed = sealed_by(page)
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sealed, [IDENTITY]))) as archive:
        note = json.loads(archive.read("note.json"))
    assert (note["by"], note["basis"], note["police"]) == ("", "", "")


def test_it_says_what_becomes_of_it_and_what_not_to_do(page: Page) -> None:
    page.locator("summary").click()
    said = " ".join(page.inner_text("main").split())

    assert page.inner_text("body").strip().startswith("In danger now? Call 999.")
    for words in ("the person it is about", "You sign nothing here", "puts you at risk"):
        assert words in said
    assert "Only the notebook it came from can open that file" in said


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_wider_than_a_small_phone(
    open_page: PageOpener, tmp_path: Path, *, dark: bool
) -> None:
    place = tmp_path / "notes.html"
    place.write_bytes(friend_page(RECIPIENT, "Notebook", TOKEN))
    page = open_page(width=320, dark=dark)
    page.goto(place.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_axe_finds_nothing_before_and_after_sealing(page: Page) -> None:
    page.evaluate(AXE)
    page.locator("summary").click()
    before = page.evaluate(FIND, [])
    page.fill("#what", "I heard a shout.")
    sealed_by(page)

    assert (before, page.evaluate(FIND, [])) == ([], [])


@pytest.mark.parametrize(
    ("recipient", "name", "token"),
    [
        pytest.param("age1x", "Notebook", TOKEN, id="no key"),
        pytest.param(RECIPIENT, " ", TOKEN, id="no name"),
        pytest.param(RECIPIENT, "Notebook", '"><script>', id="no token"),
    ],
)
def test_what_would_break_the_page_is_refused(recipient: str, name: str, token: str) -> None:
    with pytest.raises(ValueError, match=r"recipient|name|token"):
        friend_page(recipient, name, token)


def test_from_the_friends_phone_into_her_record_and_a_pack_that_verifies(
    open_page: PageOpener, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    make_casebook(home, PASSPHRASE, derivation=CHEAP).close()
    (tmp_path / "IMG 1.jpg").write_bytes(jpeg())
    with running(home) as address:
        hers = open_page(width=375)
        unlock(hers, address)
        theirs = opened(open_page, page_made_for(hers, "Robin"), tmp_path)
        fill(theirs, tmp_path / "IMG 1.jpg")
        name, sealed = sealed_by(theirs)
        (tmp_path / name).write_bytes(sealed)
        take_in(hers, tmp_path / name)
        hers.get_by_text("These are the words of “Sam Lee”, not yours.").wait_for()
        shown = hers.inner_text("main")

    assert "The page was made for Robin." in shown
    assert "It came by hand, Friday 6 March 2026. So you said." in shown
    assert "IMG 1.jpg" in shown
    holds, paper = packed(home, tmp_path / "pack.zip")
    assert holds
    assert "\u201cSam Lee\u201d. They say that they saw or heard it." in paper
    assert "What \u201cSam Lee\u201d writes" in paper
