"""What is answered to somebody who is not in: the lock page, first use, the way out."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, RedirectResponse, Response

from holdfast.model.errors import (
    HoldfastError,
    InTrayFullError,
    KitUnreadableError,
    WrongPassphraseError,
)
from holdfast.web.after_posts import cookie_that_says, is_form_of_a_page, said_by
from holdfast.web.cookies import DOOR, SESSION, drop_cookie, read_cookie, set_cookie
from holdfast.web.forms import EMPTY, TOKEN, FormTooLargeError, read_form
from holdfast.web.gate import FORBIDDEN
from holdfast.web.headers import CLEAR_SITE_DATA
from holdfast.web.late_posts import bring_back, keep_late_post
from holdfast.web.leaving import target_url
from holdfast.web.locking import Why
from holdfast.web.settings import Settings
from holdfast.web.tokens import new_cookie
from holdfast.web.tray_zip import zip_chunks
from holdfast.web.visit import SEE_OTHER, Visit

if TYPE_CHECKING:
    from starlette.requests import Request

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.forms import Form
    from holdfast.web.session import Session
    from holdfast.web.shell import Shell

TYPED_WHILE_LOCKED = "typed-while-locked"
UNSEEN = "unseen"
"""Field by which a page says that it asks for the lock because it is out of sight."""


def leave(shell: Shell, session: Session | None) -> Response:
    """Lock first, then send the browser to a page that says nothing.

    Args:
        shell: the process's state.
        session: hers, when it was she who asked; nobody else can lock.
    """
    settings = session.settings if session is not None else Settings()
    if session is not None:
        shell.lock(Why.LEFT)
    response = RedirectResponse(target_url(settings.leave_to), status_code=SEE_OTHER)
    drop_cookie(response, SESSION)
    drop_cookie(response, DOOR)
    response.headers["clear-site-data"] = CLEAR_SITE_DATA
    return response


async def lock_by_hand(shell: Shell, session: Session, request: Request) -> Response:
    """Lock because she pressed the button, or because the page went out of sight.

    Args:
        shell: the process's state.
        session: hers.
        request: a POST with a form token.
    """
    form = await read_form(request) if request.method == "POST" else EMPTY
    if not shell.is_token(session.cookie, form.raw(TOKEN)):
        return Response(status_code=FORBIDDEN)
    if form.has(UNSEEN):
        shell.lock_screen(Why.UNSEEN)
    else:
        shell.lock(Why.ASKED)
    response = RedirectResponse("/", status_code=SEE_OTHER)
    drop_cookie(response, SESSION)
    return response


def answer_first_use(shell: Shell, request: Request) -> Response:
    """Let somebody begin: there is no casebook yet.

    Args:
        shell: the process's state.
        request: what came; a form of an earlier process begins anew.
    """
    if is_form_of_a_page(request):
        return RedirectResponse("/", status_code=SEE_OTHER)
    session = shell.begin(None)
    route = shell.routes["first-use"]
    response = Visit(session=session, route=route, shell=shell).show("first-use.html")
    set_cookie(response, SESSION, session.cookie)
    return response


async def answer_locked(shell: Shell, request: Request) -> Response:
    """Give the lock page, whatever was asked for.

    Args:
        shell: the process's state.
        request: what came; only a POST to `/` with the lock page's own form can open anything.
    """
    if request.method != "POST":
        note, error = said_by(read_cookie(request, DOOR))
        return await _lock_page(shell, note=note, error=error)
    answer = await _answer_form(shell, request)
    if isinstance(answer, Response):
        return answer
    note, error = answer
    if not is_form_of_a_page(request):
        return await _lock_page(shell, note=note, error=error)
    response = RedirectResponse("/", status_code=SEE_OTHER)
    set_cookie(response, DOOR, cookie_that_says(note, error))
    return response


async def _answer_form(shell: Shell, request: Request) -> Response | tuple[str, str]:
    """Give the way in, or what the lock page is to say: a note and an error's code."""
    if request.scope["path"] != "/":
        return "kept" if await keep_late_post(shell, request) else "", ""
    try:
        form = await read_form(request)
    except FormTooLargeError:
        return "", ""
    if not shell.is_token(read_cookie(request, DOOR), form.raw(TOKEN)):
        return "again", ""
    if form.text("leave_note"):
        return await _leave_note(shell, form), ""
    return await _try_to_open(shell, form)


async def _try_to_open(shell: Shell, form: Form) -> Response | tuple[str, str]:
    kit_words, passphrase = form.text("kit"), form.raw("passphrase")
    if shell.ending is not None or not (kit_words or passphrase):
        return "", ""
    try:
        with shell.letting_in():
            session = await _let_in(shell, kit_words, passphrase)
    except WrongPassphraseError:
        return "wrong", ""
    except KitUnreadableError:
        return "wrong-kit", ""
    except HoldfastError as error:
        return "", error.code
    book = session.book if session is not None else None
    if session is None or book is None:
        return "again", ""
    session.notes["kept"] = await shell.run(lambda: bring_back(shell, book))
    response = RedirectResponse("/", status_code=SEE_OTHER)
    set_cookie(response, SESSION, session.cookie)
    drop_cookie(response, DOOR)
    return response


async def _let_in(shell: Shell, kit_words: str, passphrase: str) -> Session | None:
    """Open it and let her in; None when the process ended meanwhile."""
    # Not on the bench: imports that go on behind the lock may hold all of it.
    book = await asyncio.to_thread(partial(_open, shell, kit_words, passphrase))
    if shell.ending is not None:
        book.close()
        return None
    return shell.begin(book)


def _open(shell: Shell, kit_words: str, passphrase: str) -> OpenCasebook:
    if kit_words:
        return shell.door.open_with_kit(kit_words)
    return shell.door.open_with_passphrase(passphrase)


async def _leave_note(shell: Shell, form: Form) -> str:
    if not await shell.run(shell.door.takes_notes):
        return ""
    note = {
        "what": form.text("leave_note"),
        "made": shell.clock.now().isoformat(),
        "by": form.text("leave_by"),
        "how": TYPED_WHILE_LOCKED,
    }
    try:
        await shell.run(lambda: shell.door.put_in(zip_chunks(note), TYPED_WHILE_LOCKED))
    except InTrayFullError:
        return "full"
    return "left"


async def _lock_page(shell: Shell, *, note: str, error: str) -> Response:
    cookie = new_cookie()
    in_tray = await shell.run(shell.door.takes_notes)
    context = {"note": note, "error": error, "in_tray": in_tray}
    response = HTMLResponse(shell.screens.render_locked(cookie=cookie, context=context))
    set_cookie(response, DOOR, cookie)
    return response
