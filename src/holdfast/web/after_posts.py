"""What a form leads to is shown by a GET after it, so that no browser keeps what was typed.

A browser keeps the body of a POST together with the page that it led to, and writes both into the
file from which it restores tabs: names, addresses, even a passphrase that was mistyped (tried:
Chromium 156, `Sessions/`). After a redirect with 303 it keeps neither. So a page that answers a
form waits in memory under a sealed address; the lock page, which has no session, is told by its
cookie what to say, as a number that means nothing to anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from holdfast.knowledge.wording import error_words
from holdfast.web.tokens import new_cookie
from holdfast.web.visit import ANSWER_ID, SEE_OTHER, SHOWN

if TYPE_CHECKING:
    from starlette.requests import Request

    from holdfast.web.session import Session

PAGE = "text/html"
NAVIGATES = "navigate"
SHOWN_IN_FIRST_USE = "first-use.shown"
MOST_DIGITS = 3
MOST_KEPT = 20
"""Pages that answered forms, for Back and reload."""

NOTES = ("", "again", "wrong", "wrong-kit", "kept", "left", "full", "restored")
"""What the lock page may say; an error's code comes after these, in the order of its words."""

BETWEEN = "."


def show_next(request: Request, session: Session, response: Response) -> Response:
    """Have the browser fetch the page that answers its form.

    Args:
        request: what came.
        session: whose.
        response: the answer to it.

    Returns:
        A redirect to the page when a form brought the browser to it; else the answer as it is.
    """
    if not is_form_of_a_page(request) or not _is_page(response):
        return response
    session.answered += 1
    name = str(session.answered)
    session.answers[name] = response
    while len(session.answers) > MOST_KEPT:
        session.answers.pop(next(iter(session.answers)))
    route = SHOWN if session.book is not None else SHOWN_IN_FIRST_USE
    return RedirectResponse(session.addresses.seal(route, {ANSWER_ID: name}), SEE_OTHER)


def is_form_of_a_page(request: Request) -> bool:
    """Tell whether a request is a form by which the browser goes to another page.

    Args:
        request: what came; a script's own requests say so, and browsers too old to say are taken
            for going somewhere.
    """
    mode = request.headers.get("sec-fetch-mode", NAVIGATES)
    return request.method == "POST" and mode == NAVIGATES


def _is_page(response: Response) -> bool:
    return response.media_type == PAGE and response.status_code != SEE_OTHER


def cookie_that_says(note: str, error: str) -> str:
    """Give a cookie for the lock page that tells it what to say.

    Args:
        note: one of `NOTES`.
        error: an error's code, or empty.
    """
    said = (*NOTES, *sorted(error_words())).index(error or note)
    return f"{new_cookie()}{BETWEEN}{said}"


def said_by(cookie: str) -> tuple[str, str]:
    """Read what the lock page is to say: a note, or an error's code.

    Args:
        cookie: what the browser sent; anything at all.
    """
    number = cookie.rpartition(BETWEEN)[2]
    all_of_them = (*NOTES, *sorted(error_words()))
    is_place = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    place = int(number) if is_place else 0
    said = all_of_them[place] if place < len(all_of_them) else ""
    return (said, "") if said in NOTES else ("", said)
