"""Her own lists: safe places, journeys, routines. Typed by her; nothing is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.own_lines import LISTS, drop_line, find_line, keep_line, lines_of
from holdfast.knowledge.wording import words
from holdfast.model.errors import NothingSaidError
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.forms import EMPTY, Form
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

LIST, DROP = "safe-outside.list", "safe-outside.drop"
SHOWN = tuple(name for name in LISTS if name != "own")


def show(visit: Visit) -> Response:
    """Show a list and the form for a line, or what was sent as it locked.

    Args:
        visit: parameters `which` list, and `line` to change one.
    """
    draft = find_draft(visit.book.drawer, LIST)
    if draft is not None and "which" not in visit.params:
        return _page(visit, _known(draft.text("which")), draft)
    which = _known(visit.text("which"))
    line = find_line(visit.book, which, visit.text("line")) if visit.text("line") else None
    values = Form(fields={name: (text,) for name, text in line.texts.items()}) if line else EMPTY
    return _page(visit, which, values)


def save(visit: Visit) -> Response:
    """Keep a line.

    Args:
        visit: the form; its parameters as for `show`.
    """
    form = visit.form
    which = _known(visit.text("which") or form.text("which"))
    texts = {name: form.text(name) for name in LISTS[which]}
    try:
        keep_line(visit.book, which, texts, line=visit.text("line") or form.text("line"))
    except NothingSaidError:
        return _page(visit, which, form, {"name": words("web_own_lists").text("name_missing")})
    drop_draft(visit.book.drawer, LIST)
    visit.say_next(words("web_own_lists").text("saved"))
    return visit.go(LIST, which=which)


def drop(visit: Visit) -> Response:
    """Delete a line for good.

    Args:
        visit: parameters `which` and `line`.
    """
    which = _known(visit.text("which"))
    drop_line(visit.book, which, visit.text("line"))
    # What was sent as it locked is a copy of it.
    drop_draft(visit.book.drawer, LIST)
    visit.say_next(words("web_own_lists").text("dropped"))
    return visit.go(LIST, which=which)


def _known(asked: str) -> str:
    return asked if asked in SHOWN else SHOWN[0]


def _page(visit: Visit, which: str, values: Form, errors: dict[str, str] | None = None) -> Response:
    line = visit.text("line") or values.text("line")
    return visit.show(
        "own-lists.html",
        which=which,
        fields=LISTS[which],
        lines=lines_of(visit.book, which),
        changes=line,
        values=values,
        errors=errors,
        action=visit.link(LIST, which=which, line=line) if line else visit.link(LIST, which=which),
    )


ROUTES = (
    Route(name=LIST, show=show, act=save, kept=True),
    Route(name=DROP, act=drop),
)
