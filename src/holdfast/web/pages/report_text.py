"""The text for a report: chosen, made, changed, kept as a draft, printed, and written down as sent.

Nothing is sent from here. The text lies in the drawer until she writes the report down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.own_details import doers_details
from holdfast.actions.report_text import PARTS, TELLERS, ReportChoice, prepare_text
from holdfast.actions.reporting import POLICE
from holdfast.insight.private_words import find_private
from holdfast.knowledge.wording import words
from holdfast.model.errors import AmbiguousTimeError, UnreadableTimeError
from holdfast.model.when import parse_when
from holdfast.web.drafts import drop_draft, find_draft, keep_draft
from holdfast.web.forms import Form
from holdfast.web.routes import Route
from holdfast.web.ticking import incidents_by_month, incidents_to_tick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.model.moment import Moment
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.visit import Visit

CHOOSE, TEXT, PAPER, LOG = "report.choose", "report.text", "report.paper", "report.log"
KEEP, DROP = "keep", "drop"
TODAY = "today"
MOST_AT_ONCE = 200
"""More than a form can hold; then she picks."""


def choose(visit: Visit) -> Response:
    """Show what can go into the text.

    Args:
        visit: its parameter `incidents` lists entries that are ticked to begin with.
    """
    return _choices(visit, Form(fields={"incidents": visit.texts("incidents"), "parts": PARTS}))


def make(visit: Visit) -> Response:
    """Make the text from what she chose, and keep it in the drawer.

    Args:
        visit: the form; `all` takes every incident.
    """
    form, known = visit.form, [name for name, _ in incidents_to_tick(visit.book)]
    ticked = set(known if form.has("all") else form.texts("incidents"))
    chosen = tuple(name for name in known if name in ticked)
    if known and not chosen:
        return _choices(visit, form, problems={"incidents": "incidents_missing"})
    teller = form.text("teller") if form.text("teller") in TELLERS else ""
    choice = ReportChoice(
        incidents=chosen, parts=frozenset(form.texts("parts")) & set(PARTS), teller=teller
    )
    made = prepare_text(visit.book, choice, today=now().date())
    fields: Mapping[str, list[str]] = {
        "text": [made.text],
        "about": list(made.incidents),
        "code": [made.code],
        "left": [str(made.left_out)],
        "hidden": [str(made.hidden)],
    }
    keep_draft(visit.book.drawer, TEXT, fields)
    return visit.go(TEXT)


def _choices(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said, months = words("web_report_choose"), incidents_by_month(visit.book)
    return visit.show(
        "report-choose.html",
        values=values,
        months=months,
        takes_all=0 < sum(len(incidents) for _, incidents in months) <= MOST_AT_ONCE,
        parts=[(name, said.table("parts").text(name)) for name in PARTS],
        tellers=[(name, said.table("tellers").text(name)) for name in TELLERS],
        has_text=find_draft(visit.book.drawer, TEXT) is not None,
        errors={name: said.text(key) for name, key in (problems or {}).items()},
    )


def edit(visit: Visit) -> Response:
    """Show the text to change, copy and print.

    Args:
        visit: hers.
    """
    values = find_draft(visit.book.drawer, TEXT)
    return _text(visit, values) if values else visit.go(CHOOSE)


def keep(visit: Visit) -> Response:
    """Keep the text as it stands; `paper` goes on to print it.

    Args:
        visit: the form.
    """
    fields = {name: said for name, said in visit.form.hers.items() if name != "paper"}
    keep_draft(visit.book.drawer, TEXT, fields)
    if visit.form.has("paper"):
        return visit.go(PAPER)
    visit.say_next(words("web_report_text").text("kept"))
    return visit.go(TEXT)


def show_paper(visit: Visit) -> Response:
    """Show the text as a page that can be printed.

    Args:
        visit: hers.
    """
    values = find_draft(visit.book.drawer, TEXT)
    if values is None:
        return visit.go(CHOOSE)
    blocks = [block.strip("\n") for block in values.raw("text").split("\n\n")]
    return visit.show("report-text.html", view="paper", blocks=[each for each in blocks if each])


def log(visit: Visit) -> Response:
    """Write down in one step that she reported this.

    Args:
        visit: the form as it stands, with the text as she sent it.
    """
    form, said = visit.form, words("web_report_text")
    moment, problem = _moment(form)
    if problem:
        keep_draft(visit.book.drawer, TEXT, form.hers)
        return _text(visit, form, problems={"happened": problem})
    is_kept = form.text("told") == KEEP and bool(form.text("text"))
    contact = NewContact(
        whom=POLICE,
        organisation=form.text("organisation") or None,
        officer=form.text("officer") or None,
        reference=form.text("reference") or None,
        happened=moment,
        told=form.text("text") if is_kept else said.text("told_without"),
        about=_about(visit.book, form),
    )
    add_contact(visit.book, contact)
    if is_kept:
        drop_draft(visit.book.drawer, TEXT)
    visit.say_next(said.text("logged" if is_kept else "logged_without"))
    return visit.go("contact")


def _moment(form: Form) -> tuple[Moment | None, str]:
    try:
        return parse_when(form.text("happened") or TODAY, now=now()), ""
    except AmbiguousTimeError:
        return None, "time_two_ways"
    except UnreadableTimeError:
        return None, "time_unreadable"


def _about(book: OpenCasebook, form: Form) -> tuple[str, ...]:
    known = {name for name, _ in incidents_to_tick(book)}
    return tuple(name for name in form.texts("about") if name in known)


def _text(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said = words("web_report_text")
    text = values.raw("text")
    found = find_private(text, doers_details(visit.book))
    told = values.text("told") or (DROP if found else KEEP)
    return visit.show(
        "report-text.html",
        view="edit",
        values=values,
        text=text,
        told=told,
        told_choices=[(name, said.table("told").text(name)) for name in (KEEP, DROP)],
        left=int(values.text("left")) if values.text("left").isdecimal() else 0,
        hidden=int(values.text("hidden")) if values.text("hidden").isdecimal() else 0,
        found=found,
        letters=len(text),
        errors={name: said.text(key) for name, key in (problems or {}).items()},
    )


ROUTES = (
    Route(name=CHOOSE, show=choose, act=make),
    Route(name=TEXT, show=edit, act=keep, kept=True),
    Route(name=PAPER, show=show_paper),
    Route(name=LOG, act=log),
)
