"""How she may be feeling: normal, not her fault; a quiet note that stays in the drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.feelings import (
    HOWS,
    burn_note,
    burn_notes,
    find_note,
    notes,
    say_in_record,
    write_note,
)
from holdfast.insight.opening import uk_wall_clock
from holdfast.knowledge.wording import words
from holdfast.model.errors import NothingSaidError
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.forms import EMPTY, Form
from holdfast.web.moments import say_when
from holdfast.web.named_view import named_views
from holdfast.web.routes import Route
from holdfast.web.ticking import incidents_to_tick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.actions.feelings import Note
    from holdfast.web.visit import Visit

NAME, NOTES, TO_ENTRY = "feelings", "feelings.notes", "feelings.to-entry"
BURN, BURN_ALL = "feelings.burn", "feelings.burn-all"
HELP = ("samaritans", "shout", "mental-health-111", "gm-victims-services", "stalking-helpline")
MOST_TO_CHOOSE = 50


def show(visit: Visit) -> Response:
    """Show what many people feel, the form for a note, and help beside it.

    Args:
        visit: its parameter `about` may name an incident.
    """
    values = find_draft(visit.book.drawer, NAME) or EMPTY
    if visit.text("about"):
        values = Form(fields={**values.fields, "about": (visit.text("about"),)})
    return _form(visit, values)


def _form(visit: Visit, values: Form, *, errors: Mapping[str, str] | None = None) -> Response:
    said = words("web_feelings").table("hows")
    known = dict(incidents_to_tick(visit.book))
    about = values.text("about") if values.text("about") in known else ""
    chosen = [(about, known[about])] if about else []
    others = [each for each in known.items() if each[0] != about]
    return visit.show(
        "feelings.html",
        values=values,
        errors=errors or {},
        hows=[(code, said.text(code)) for code in HOWS],
        about=about,
        incidents=[*chosen, *others[:MOST_TO_CHOOSE]],
        helpers=named_views(HELP, uk_wall_clock(now())),
    )


def write(visit: Visit) -> Response:
    """Keep a note in the drawer.

    Args:
        visit: the form.
    """
    form, said = visit.form, words("web_feelings")
    about = form.text("about") if form.text("about") in dict(incidents_to_tick(visit.book)) else ""
    try:
        write_note(visit.book, form.text("words"), how=form.text("how"), about=about)
    except NothingSaidError:
        return _form(visit, form, errors={"words": said.text("nothing")})
    drop_draft(visit.book.drawer, NAME)
    visit.say_next(said.text("kept"))
    return visit.go(NOTES)


def show_notes(visit: Visit) -> Response:
    """Show what she noted, the newest first; nothing is added up.

    Args:
        visit: hers.
    """
    known = dict(incidents_to_tick(visit.book))
    said = words("web_feelings").table("hows")
    return visit.show(
        "feelings-notes.html",
        notes=[
            {
                "id": each.id,
                "when": say_when(each.at),
                "words": each.words,
                "how": said.text(each.how) if each.how in HOWS else "",
                "about": each.about if each.about in known else "",
                "label": known.get(each.about, ""),
            }
            for each in notes(visit.book)
        ],
    )


def burn(visit: Visit) -> Response:
    """Throw one note away.

    Args:
        visit: its parameter `id` names the note.
    """
    burn_note(visit.book, visit.text("id"))
    return _gone(visit, "burned")


def burn_all(visit: Visit) -> Response:
    """Throw every note away.

    Args:
        visit: hers.
    """
    burn_notes(visit.book)
    return _gone(visit, "burned_all")


def _gone(visit: Visit, key: str) -> Response:
    # What was sent as it locked is a copy of it.
    drop_draft(visit.book.drawer, NAME)
    visit.say_next(words("web_feelings_notes").text(key))
    return visit.go(NOTES)


def choose(visit: Visit) -> Response:
    """Show what adding a note to the record means, with the words as they would stand there.

    Args:
        visit: its parameter `id` names the note.
    """
    note = find_note(visit.book, visit.text("id"))
    if note is None:
        return visit.go(NOTES)
    return _choose(visit, note, Form(fields={"words": (note.words,), "entry": (note.about,)}))


def _choose(
    visit: Visit, note: Note, values: Form, *, errors: Mapping[str, str] | None = None
) -> Response:
    known = dict(incidents_to_tick(visit.book))
    first = [each for each in known.items() if each[0] == note.about]
    others = [each for each in known.items() if each[0] != note.about]
    return visit.show(
        "feelings-to-entry.html",
        note=note.id,
        values=values,
        errors=errors or {},
        incidents=[*first, *others[:MOST_TO_CHOOSE]],
        why=_why(note),
    )


def add_to_entry(visit: Visit) -> Response:
    """Add her words to an incident, as an amendment that says when they were written.

    Args:
        visit: the form; its parameter `id` names the note.
    """
    note = find_note(visit.book, visit.text("id"))
    if note is None:
        return visit.go(NOTES)
    entry, said = visit.form.text("entry"), words("web_feelings_to_entry")
    problems = {}
    if not visit.form.text("words"):
        problems["words"] = said.text("words_missing")
    if entry not in dict(incidents_to_tick(visit.book)):
        problems["entry"] = said.text("entry_missing")
    if problems:
        return _choose(visit, note, visit.form, errors=problems)
    say_in_record(visit.book, entry, visit.form.text("words"), _why(note))
    visit.say_next(said.text("added"))
    return visit.go("entry", id=entry)


def _why(note: Note) -> str:
    return words("web_feelings_to_entry").text("why").format(when=say_when(note.at))


ROUTES = (
    Route(name=NAME, show=show, act=write, kept=True),
    Route(name=NOTES, show=show_notes),
    Route(name=BURN, act=burn),
    Route(name=BURN_ALL, act=burn_all),
    Route(name=TO_ENTRY, show=choose, act=add_to_entry),
)
