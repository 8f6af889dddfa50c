"""First use: danger, then the device, then leaving, then a passphrase; nothing is asked twice.

Until a passphrase is chosen nothing is on the disk. The words on offer live in the session's
memory only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from holdfast.actions.passphrases import generate_passphrase, is_guessable
from holdfast.knowledge.wording import words
from holdfast.web.cookies import SESSION, set_cookie
from holdfast.web.routes import Route, Who
from holdfast.web.screens import Words
from holdfast.web.visit import SEE_OTHER

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

OFFERED = "offered-words"
SAID = Words(words("web_first_use"))


def danger(visit: Visit) -> Response:
    """Ask first whether she is in danger now."""
    return visit.show("first-use.html", step="danger")


def device(visit: Visit) -> Response:
    """Ask whether this device is safe to use."""
    return visit.show("first-use.html", step="device")


def leaving(visit: Visit) -> Response:
    """Say what leaving does and what it does not do."""
    return visit.show("first-use.html", step="leaving")


def passphrase(visit: Visit) -> Response:
    """Offer six words, or her own."""
    return _show_passphrase(visit, {})


def other_words(visit: Visit) -> Response:
    """Offer six other words."""
    visit.session.notes.pop(OFFERED, None)
    return visit.go("first-use.passphrase")


def make(visit: Visit) -> Response:
    """Make the casebook with the words on offer or her own; the first sentence is next."""
    own = visit.form.raw("own").strip()
    if own and is_guessable(own):
        return _show_passphrase(visit, {"own": SAID.own_guessable})
    if own and own != visit.form.raw("again").strip():
        return _show_passphrase(visit, {"again": SAID.own_differs})
    if not own and not visit.form.has("written"):
        return _show_passphrase(visit, {"written": SAID.written_missing})
    book = visit.shell.door.make(own or _offered(visit))
    session = visit.shell.begin(book)
    response = RedirectResponse(session.addresses.seal("begin", {}), status_code=SEE_OTHER)
    set_cookie(response, SESSION, session.cookie)
    return response


def _offered(visit: Visit) -> str:
    return visit.session.notes.setdefault(OFFERED, generate_passphrase())


def _show_passphrase(visit: Visit, errors: dict[str, str]) -> Response:
    offered = _offered(visit).split()
    return visit.show("first-use.html", step="passphrase", offered=offered, errors=errors)


ROUTES = (
    Route(name="first-use", show=danger, who=Who.FIRST_USE),
    Route(name="first-use.device", show=device, who=Who.FIRST_USE),
    Route(name="first-use.leaving", show=leaving, who=Who.FIRST_USE),
    Route(name="first-use.passphrase", show=passphrase, act=make, who=Who.FIRST_USE),
    Route(name="first-use.other-words", act=other_words, who=Who.FIRST_USE),
)
