"""People she trusts: what each knows and may be asked, and what she can give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.actions.clock import now
from holdfast.actions.contributions import forget_page, new_page, pages_made
from holdfast.actions.trusted import (
    KNOWS,
    LEVELS,
    MAY,
    TEXTS,
    Trusted,
    forget_trusted,
    keep_trusted,
    trusted_people,
    trusted_person,
)
from holdfast.knowledge.wording import words
from holdfast.model.errors import NothingSaidError
from holdfast.packs.friend_page.page import friend_page
from holdfast.packs.leaflets.leaflet import Asks, asks_leaflet, witness_note
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.headers import headers_for_file
from holdfast.web.moments import say_when
from holdfast.web.routes import Route
from holdfast.web.settings import NEUTRAL_TITLE

if TYPE_CHECKING:
    from holdfast.web.forms import Form
    from holdfast.web.visit import Visit

NAME, PERSON, WITNESS, PAGE = "trusted", "trusted.person", "trusted.witness", "trusted.page"
WHO = "who"
"""Hidden in the form: whom it is about, for a form that is sent after a lock."""

PDF_FILE, PAGE_FILE = "notes.pdf", "notes.html"


def show(visit: Visit) -> Response:
    """Show everybody, each with what they know and may be asked.

    Args:
        visit: hers.
    """
    shown = [_line(each) for each in trusted_people(visit.book)]
    waiting = len(visit.book.in_tray.list())
    return visit.show("trusted.html", step="list", people=shown, waiting=waiting, errors=None)


def _line(person: Trusted) -> dict[str, object]:
    said = words("trusted")
    knows = [said.table("level").text(person.level)] if person.level else []
    return {
        "id": person.id,
        "name": person.name or words("web_trusted").text("no_name"),
        "tie": person.tie,
        "knows": [*knows, *(said.table("knows").text(code) for code in person.knows)],
        "may": [said.table("may").text(code) for code in person.may],
        "has_code": bool(person.code_word),
    }


def edit(visit: Visit) -> Response:
    """Show the form: empty, or filled with what is kept of somebody.

    Args:
        visit: its parameter `id`; empty for somebody new.
    """
    name = visit.text("id")
    draft = None if name else find_draft(visit.book.drawer, PERSON)
    if draft is not None:
        # Sent after the notebook had locked.
        return _form(visit, _read(draft, draft.text(WHO)), has_draft=True)
    return _form(visit, trusted_person(visit.book, name) if name else Trusted())


def _read(form: Form, name: str) -> Trusted:
    return Trusted(
        id=name,
        level=form.text("level") if form.text("level") in LEVELS else "",
        knows=tuple(code for code in KNOWS if code in form.texts("knows")),
        may=tuple(code for code in MAY if code in form.texts("may")),
        **{each: form.text(each) for each in TEXTS},
    )


def _form(
    visit: Visit,
    person: Trusted,
    *,
    errors: dict[str, str] | None = None,
    has_draft: bool = False,
) -> Response:
    said = words("trusted")
    return visit.show(
        "trusted.html",
        step="person",
        person=person,
        has_draft=has_draft,
        errors=errors,
        levels=[(code, said.table("level").text(code)) for code in LEVELS],
        knows=[(code, said.table("knows").text(code)) for code in KNOWS],
        may=[(code, said.table("may").text(code)) for code in MAY],
    )


def save(visit: Visit) -> Response:
    """Keep somebody in the drawer.

    Args:
        visit: the form; its parameter `id` names somebody kept before.
    """
    name = visit.text("id")
    if name:
        trusted_person(visit.book, name)
    person = _read(visit.form, name)
    try:
        kept = keep_trusted(visit.book, person)
    except NothingSaidError:
        return _form(visit, person, errors={"name": words("web_trusted").text("nothing")})
    drop_draft(visit.book.drawer, PERSON)
    visit.say_next(words("web_trusted").text("saved"))
    return visit.go(PERSON, id=kept.id)


def forget(visit: Visit) -> Response:
    """Throw away what is kept of somebody.

    Args:
        visit: its parameter `id`.
    """
    forget_trusted(visit.book, visit.text("id"))
    # What was sent as it locked is a copy of it.
    drop_draft(visit.book.drawer, PERSON)
    visit.say_next(words("web_trusted").text("forgotten"))
    return visit.go(NAME)


async def leaflet(visit: Visit) -> Response:
    """Hand over on paper what she asks of somebody; name and code word only when ticked.

    Args:
        visit: its parameter `id`; the form's ticks.
    """
    name = visit.text("id")
    person = await visit.run(lambda: trusted_person(visit.book, name))
    may = words("trusted").table("may")
    asks = Asks(
        to=person.name if visit.form.has("with_name") else "",
        asks=tuple(may.text(code) for code in person.may),
        more=person.asked,
        code=person.code_word if visit.form.has("with_code") else "",
        means=person.code_means,
    )
    # On the bench: it is set now, and pages must not wait for that.
    made = await visit.shell.run_long(lambda: asks_leaflet(asks))
    return Response(made, headers=headers_for_file(PDF_FILE))


def show_witness(visit: Visit) -> Response:
    """Say what the note is, before it is saved.

    Args:
        visit: hers.
    """
    return visit.show("trusted.html", step="witness", errors=None)


async def save_witness(visit: Visit) -> Response:
    """Hand the note over, with what she typed on top.

    Args:
        visit: the form.
    """
    to, ask = visit.form.text("to"), visit.form.text("ask")
    made = await visit.shell.run_long(lambda: witness_note(to=to, ask=ask))
    return Response(made, headers=headers_for_file(PDF_FILE))


def show_page(visit: Visit) -> Response:
    """Say what the page for a friend is, and list those she made.

    Args:
        visit: hers.
    """
    said = words("web_trusted")
    made = [
        (
            each.token,
            said.text("page_made").format(
                name=each.meant_for or said.text("page_nobody"), when=say_when(each.made)
            ),
        )
        for each in pages_made(visit.book)
    ]
    return visit.show("trusted.html", step="page", pages=made, errors=None)


def save_page(visit: Visit) -> Response:
    """Hand over a page for one person, or for nobody by name.

    Args:
        visit: the form.
    """
    token = new_page(visit.book, visit.form.text("for"), clock=now())
    # Not the title she gave her own window: it may say whose it is.
    page = friend_page(visit.book.recipient, NEUTRAL_TITLE, token)
    return Response(page, headers=headers_for_file(PAGE_FILE))


def drop_page(visit: Visit) -> Response:
    """Forget that a page was made.

    Args:
        visit: its parameter `token`.
    """
    forget_page(visit.book, visit.text("token"))
    visit.say_next(words("web_trusted").text("forgotten"))
    return visit.go(PAGE)


ROUTES = (
    Route(name=NAME, show=show),
    # The code word stands beside the name here, and goes on paper only when she ticks it.
    Route(name=PERSON, show=edit, act=save, kept=True, on_paper=False),
    Route(name="trusted.forget", act=forget),
    Route(name="trusted.leaflet", act=leaflet),
    Route(name=WITNESS, show=show_witness, act=save_witness),
    Route(name=PAGE, show=show_page, act=save_page),
    Route(name="trusted.page-forget", act=drop_page),
)
