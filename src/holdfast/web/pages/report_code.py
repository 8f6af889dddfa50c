"""The code for a police log: what it is, what it shows, and whether one fits this record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.checkpoint_codes import code_now, find_code
from holdfast.knowledge.wording import words
from holdfast.model.entry import Entry
from holdfast.web.entry_view import show_stated
from holdfast.web.forms import EMPTY
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.forms import Form
    from holdfast.web.visit import Visit

CODE = "report.code"
TO_THE_MINUTE = len("2026-03-04T17:30")


def show(visit: Visit) -> Response:
    """Show the code of the record as it stands, and what it means.

    Args:
        visit: hers.
    """
    return _page(visit, EMPTY, "")


def compare(visit: Visit) -> Response:
    """Say whether a code belongs to this record, and to how much of it.

    Args:
        visit: the form.
    """
    said = words("web_report_code")
    size = find_code(visit.book, visit.form.text("typed"))
    if size is None:
        return _page(visit, visit.form, said.text("differs"))
    if size == 0:
        return _page(visit, visit.form, said.text("matches_empty"))
    last = visit.book.record.at(size - 1)
    written = last.written[:TO_THE_MINUTE] if isinstance(last, Entry) else ""
    when = show_stated(written) if written else said.text("not_known")
    key = "matches_one" if size == 1 else "matches"
    return _page(visit, visit.form, said.text(key).format(n=size, when=when))


def _page(visit: Visit, values: Form, result: str) -> Response:
    return visit.show("report-code.html", code=code_now(visit.book), values=values, result=result)


ROUTES = (Route(name=CODE, show=show, act=compare),)
