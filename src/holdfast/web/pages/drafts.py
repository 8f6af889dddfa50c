"""Keeping what she is still writing; see holdfast/web/drafts.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.knowledge.wording import words
from holdfast.web.drafts import drop_draft, keep_draft
from holdfast.web.routes import Route
from holdfast.web.screens import Words

if TYPE_CHECKING:
    from holdfast.web.visit import Visit

NO_CONTENT = 204
BY_SCRIPT = "_by_script"
SAID = Words(words("web_shell"))


def keep(visit: Visit) -> Response:
    """Keep the fields as they stand.

    Args:
        visit: its parameter `form` names the form.
    """
    name = visit.text("form")
    fields = {field: said for field, said in visit.form.hers.items() if field != BY_SCRIPT}
    keep_draft(visit.book.drawer, name, fields)
    if visit.form.has(BY_SCRIPT):
        visit.session.seen()
        return Response(status_code=NO_CONTENT)
    visit.say_next(SAID.draft_kept)
    return visit.go("home")


def drop(visit: Visit) -> Response:
    """Forget a draft because she said so.

    Args:
        visit: its parameter `form` names the form.
    """
    drop_draft(visit.book.drawer, visit.text("form"))
    visit.say_next(SAID.draft_dropped)
    return visit.go("home")


ROUTES = (
    Route(name="draft.keep", act=keep),
    Route(name="draft.drop", act=drop),
)
