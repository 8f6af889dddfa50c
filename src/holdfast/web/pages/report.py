"""Telling the police: ways today, what they ask, and what a victim can ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.reporting import see_record
from holdfast.knowledge.law import Jurisdiction, facts, is_researched, local_help
from holdfast.knowledge.order_words import guide_word
from holdfast.web.report_view import fact_views, record_view
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

PAGE, ASK, RIGHTS = "report", "report.ask", "report.rights"
PAGES = (ASK, RIGHTS, "report.needs", "report.card", "report.code", "contact")
"""Where the first page leads, in order; one that is not built is left out."""

LIMITS = ("report-any-time", "six-months")
NOT_LIMITS = "none"
"""Says what a list of crimes means, and nothing by itself."""

REFERENCES_SHOWN = 3
EVIDENCE_FIRST = ("order", "under-18-images")
Group = dict[str, object]
PARTS = ("danger", "silent", "way", "access", "before", "anonymous")
"""Of the first page, by which the facts are sorted."""


def show(visit: Visit) -> Response:
    """Show the ways to tell the police, danger first, and what the record holds for it.

    Args:
        visit: its parameter `where` names a place whose law is not researched.
    """
    said = visit.text("where")
    if said in set(Jurisdiction) and not is_researched(Jurisdiction(said)):
        (fact,) = facts(Jurisdiction(said), "about").values()
        helpers = local_help(Jurisdiction(said))
        return visit.show("report.html", elsewhere=fact, helpers=helpers)
    today = now().date()
    limits = {each.id: each for each in fact_views("time_limits", today)}
    return visit.show(
        "report.html",
        elsewhere=None,
        record=record_view(see_record(visit.book, today=today)),
        pages=[name for name in PAGES if name in visit.shell.routes],
        limits=[limits[name] for name in LIMITS],
        places=[
            (str(each), guide_word("place", each))
            for each in Jurisdiction
            if not is_researched(each)
        ],
        references_shown=REFERENCES_SHOWN,
        facts={part: fact_views("reporting", today, part) for part in PARTS},
    )


def show_ask(visit: Visit) -> Response:
    """Show what officers will ask, what to bring, and how to keep what shows it.

    Args:
        visit: hers.
    """
    today = now().date()
    kept = fact_views("evidence", today)
    groups: list[Group] = [
        {"name": part, "facts": fact_views("reporting", today, part)} for part in ("ask", "bring")
    ]
    first = [each for each in kept if each.id in EVIDENCE_FIRST]
    rest = [each for each in kept if each.id not in EVIDENCE_FIRST]
    groups += [{"name": "keep", "facts": first}, {"name": "kinds", "facts": rest, "folds": True}]
    return visit.show("report-facts.html", page=ASK, groups=groups)


def show_rights(visit: Visit) -> Response:
    """Show what a victim can ask for, and how a statement works.

    Args:
        visit: hers.
    """
    today = now().date()
    groups: list[Group] = [
        {"name": part, "facts": fact_views("rights", today, part)}
        for part in ("police", "statement", "impact", "court")
    ]
    limits = [each for each in fact_views("time_limits", today) if each.id != NOT_LIMITS]
    groups.append({"name": "limits", "facts": limits, "folds": True})
    return visit.show("report-facts.html", page=RIGHTS, groups=groups)


ROUTES = (
    Route(name=PAGE, show=show),
    Route(name=ASK, show=show_ask),
    Route(name=RIGHTS, show=show_rights),
)
