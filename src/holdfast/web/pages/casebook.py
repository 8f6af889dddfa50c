"""This casebook: the ways in, how it behaves, who opened it, and what it does not protect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.actions.change_passphrase import change_passphrase as change
from holdfast.actions.passphrases import generate_passphrase
from holdfast.knowledge.wording import words
from holdfast.model.errors import PassphraseGuessableError, WrongPassphraseError
from holdfast.packs.phone_page.page import phone_page
from holdfast.vault.proving import prove_passphrase
from holdfast.web.headers import headers_for_file
from holdfast.web.leaving import targets
from holdfast.web.locking import IDLE_CHOICES
from holdfast.web.moments import say_when
from holdfast.web.routes import Route
from holdfast.web.screens import Words
from holdfast.web.settings import keep_settings

if TYPE_CHECKING:
    from holdfast.web.visit import Visit

SAID = Words(words("web_casebook"))
OFFERED = "offered-words"
PHONE_FILE = "notes.html"
LATEST = 100

EXTRAS = ("back-up", "check", "log-sheet")
"""Routes shown here once they exist."""


def show(visit: Visit) -> Response:
    """Show how things stand, each with a way to change it."""
    book = visit.book
    made = book.drawer.get("kit-made")
    return visit.show(
        "casebook.html",
        step="overview",
        kit_made=say_when(made) if isinstance(made, str) else "",
        settings=visit.session.settings,
        leave_to=next(t.label for t in targets() if t.id == visit.session.settings.leave_to),
        in_tray_open=book.in_tray_open,
        extras=[name for name in EXTRAS if name in visit.shell.routes],
    )


def settings(visit: Visit) -> Response:
    """Ask how soon it locks, where leaving goes, and what the window is called."""
    return visit.show(
        "casebook.html", step="settings", settings=visit.session.settings, targets=targets()
    )


def keep(visit: Visit) -> Response:
    """Keep the settings and use them at once."""
    minutes = visit.form.text("idle")
    chosen = {str(each): each for each in IDLE_CHOICES}
    leave_to = visit.form.text("leave_to")
    now = visit.session.settings
    wanted = replace(
        now,
        title=visit.form.text("title"),
        idle_minutes=chosen.get(minutes, now.idle_minutes),
        leave_to=leave_to if leave_to in {each.id for each in targets()} else now.leave_to,
    )
    visit.session.use(keep_settings(visit.book.drawer, wanted))
    if visit.form.text("in_tray"):
        visit.book.show_in_tray_while_locked(shown=visit.form.text("in_tray") == "on")
    visit.say_next(SAID.settings_kept)
    return visit.go("casebook")


def passphrase(visit: Visit) -> Response:
    """Ask for the passphrase of now, and offer new words."""
    return _show_passphrase(visit, {})


def other_words(visit: Visit) -> Response:
    """Offer six other words."""
    visit.session.notes.pop(OFFERED, None)
    return visit.go("casebook.passphrase")


async def change_passphrase(visit: Visit) -> Response:
    """Change the passphrase; the one of now is asked for, and a wrong one is recorded."""
    own = visit.form.raw("own").strip()
    new = own or _offered(visit)
    if not own and not visit.form.has("written"):
        return _show_passphrase(visit, {"written": SAID.pass_written_missing})
    try:
        # On the bench: finding the key takes its time, and so does waiting after wrong tries.
        await visit.shell.run_long(lambda: prove_passphrase(visit.book, visit.form.raw("now")))
        await visit.shell.run_long(lambda: change(visit.book, new))
    except WrongPassphraseError:
        return _show_passphrase(visit, {"now": SAID.pass_wrong})
    except PassphraseGuessableError:
        return _show_passphrase(visit, {"own": SAID.pass_guessable})
    visit.session.notes.pop(OFFERED, None)
    visit.say_next(SAID.pass_changed)
    return visit.go("casebook")


def activity(visit: Visit) -> Response:
    """Show every unlock, failed try and export, newest first."""
    lines = [
        (say_when(each.at), SAID.activity.get(each.kind, each.kind), each.detail)
        for each in reversed(visit.book.activity.list())
    ]
    return visit.show(
        "casebook.html", step="activity", lines=lines[:LATEST], more=len(lines) > LATEST
    )


def limits(visit: Visit) -> Response:
    """Say what this does not protect."""
    return visit.show("casebook.html", step="limits")


def for_phone(visit: Visit) -> Response:
    """Say what the page for a phone is, before it is saved."""
    return visit.show("casebook.html", step="phone")


def save_for_phone(visit: Visit) -> Response:
    """Give the page that seals things on her phone; it can put in and never read."""
    page = phone_page(visit.book.recipient, visit.session.settings.title)
    return Response(page, headers=headers_for_file(PHONE_FILE))


def _offered(visit: Visit) -> str:
    return visit.session.notes.setdefault(OFFERED, generate_passphrase())


def _show_passphrase(visit: Visit, errors: dict[str, str]) -> Response:
    offered = _offered(visit).split()
    return visit.show("casebook.html", step="passphrase", offered=offered, errors=errors)


ROUTES = (
    Route(name="casebook", show=show),
    Route(name="casebook.settings", show=settings, act=keep),
    Route(name="casebook.passphrase", show=passphrase, act=change_passphrase, on_paper=False),
    Route(name="casebook.other-words", act=other_words, on_paper=False),
    Route(name="casebook.activity", show=activity),
    Route(name="casebook.limits", show=limits),
    Route(name="casebook.phone", show=for_phone, act=save_for_phone),
)
