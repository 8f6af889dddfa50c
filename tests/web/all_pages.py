"""Every page, in a real browser: what a person can reach by links and a few forms."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError  # noqa: A004 - Playwright's own name

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.take_in import take_in
from holdfast.actions.withdraw import withdraw
from holdfast.model.moment import Moment
from holdfast.vault.in_tray import InTray
from holdfast.vault.making import make_casebook
from holdfast.web.drafts import keep_draft
from holdfast.web.tray_zip import zip_chunks
from tests.actions.samples import CHAT, UNDECIDED, jpeg, received
from tests.web.browser_less import CHEAP, PASSPHRASE
from tests.web.walking import unlock, wait_until_locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

LINKS = """Array.from(
  document.querySelectorAll('a[href^="/x/"]:not([download], [data-copy])'), a => a.href)"""
DATE = re.compile(r"\b(?:\w+day )?\d{0,2} ?[A-Z][a-z]+ \d{4}\b")
PATIENCE_MS, MOST_LOOKS = 60_000, 200
LONG_NAME = "a-very-long-name-without-any-place-to-break-it-" * 3 + ".jpg"


def fill_casebook(home: Path) -> None:
    """Make a casebook with something of everything in it."""
    day = Moment(as_written="4 March 2026", stated="2026-03-04", precision="day")
    waited = NewIncident(what="He waited.", where="Mill Lane", happened=day)
    with make_casebook(home, PASSPHRASE, derivation=CHEAP) as book:
        added = add_incident(book, waited, [received(LONG_NAME, jpeg())])
        withdraw(book, add_incident(book, NewIncident(what="A mistake.")).entry.id)
        add_person(book, NewPerson(role="does-it", name="Alex", handles=("07700 900123",)))
        add_contact(book, NewContact(whom="police", told="All of it.", about=(added.entry.id,)))
        keep_draft(book.drawer, "report.text", {"text": ["Call 07700 900999."], "left": ["2"]})
        list(take_in(book, [received("WhatsApp Chat with Alex.txt", CHAT)]))
    note = {"what": "He rang twice.", "made": "2026-03-04T17:30:00+00:00", "by": "Jo"}
    InTray.capture(home, zip_chunks(note, [("list.txt", [b"one\n"])]), how="phone-page")


def first_pages(page: Page, address: str) -> Iterator[str]:
    """Show the pages before there is a casebook; gives the name of each once it is shown."""
    page.goto(f"{address}/")
    for button in ("I am not in danger now", "This device is safe enough", "I understand"):
        yield name_of(page)
        press(page, button)
    yield name_of(page)
    press(page, "Make my notebook")
    page.locator(".govuk-error-summary").wait_for()
    yield "first use, with a mistake"


def pages_inside(page: Page, address: str) -> Iterator[str]:
    """Show every page of an open casebook; gives the name of each once it is shown."""
    page.goto(f"{address}/")
    yield "locked"
    page.get_by_label("Passphrase", exact=True).fill("not it")
    press(page, "Open")
    page.get_by_role("alert").wait_for()
    yield "locked, with a mistake"
    unlock(page, address)
    yield from _linked(page)
    yield from _mistakes(page)
    yield from _take_in(page)
    yield from _pack(page)
    yield from _check(page)
    press(page, "Lock")
    wait_until_locked(page)


def name_of(page: Page) -> str:
    """Give what stands at the top of a page, and its first part."""
    return " / ".join(page.locator("h1, h2").all_inner_texts()[:2])


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page after it."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    """Follow a link in the menu and wait for the page."""
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def look_until(page: Page, wanted: Locator) -> None:
    """Wait for the page after long work; without scripts that means to look again by hand."""
    again = page.get_by_role("link", name="Look again")
    for _ in range(MOST_LOOKS):
        if wanted.count():
            return
        page.wait_for_timeout(PATIENCE_MS / MOST_LOOKS)
        # With scripts it may go on by itself just now.
        with contextlib.suppress(TimeoutError):
            if again.count():
                again.click(timeout=PATIENCE_MS / MOST_LOOKS)
    wanted.wait_for()


def _linked(page: Page) -> Iterator[str]:
    seen: set[str] = set()
    shown: set[str] = set()
    waiting = [page.url]
    while waiting:
        place = waiting.pop(0)
        if place in seen:
            continue
        seen.add(place)
        page.goto(place)
        # One month of the calendar stands for all: they go on for ever.
        name = DATE.sub("", name_of(page))
        if name not in shown:
            shown.add(name)
            waiting += page.evaluate(LINKS)
            yield name


def _mistakes(page: Page) -> Iterator[str]:
    for link, button in (
        ("Add what happened", "Save"),
        ("Take in", "Take in"),
        ("Make a pack", "See what it shows"),
    ):
        follow(page, link)
        press(page, button)
        page.locator(".govuk-error-summary").wait_for()
        yield f"{name_of(page)}, with a mistake"


def _take_in(page: Page) -> Iterator[str]:
    follow(page, "Take in")
    page.get_by_label("Mine", exact=True).check()
    file = {"name": "WhatsApp Chat with Sam.txt", "mimeType": "text/plain", "buffer": UNDECIDED}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    press(page, "Take in")
    look_until(page, page.get_by_text("WhatsApp Chat with Sam.txt").first)
    yield name_of(page)


def _pack(page: Page) -> Iterator[str]:
    follow(page, "Make a pack")
    press(page, "Show me the list to tick")
    yield f"{name_of(page)}, with the list"
    page.get_by_label("Myself").check()
    page.get_by_label("My whole record").check()
    press(page, "See what it shows")
    yield name_of(page)
    press(page, "Make the pack")
    look_until(page, page.get_by_role("heading", name="The pack is ready"))
    yield name_of(page)


def _check(page: Page) -> Iterator[str]:
    follow(page, "This casebook")
    page.get_by_role("link", name="Check this notebook").click()
    press(page, "Check it now")
    look_until(page, page.get_by_role("button", name="Check it again"))
    yield name_of(page)
