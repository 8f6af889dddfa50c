"""Children and contact: advice first, one channel, the child only, and whom to call in danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.arrangements import arranged, mark_arranged
from holdfast.actions.find_help import look_for_help
from holdfast.actions.standing import current_of_kind
from holdfast.insight.finding_help import Wanted
from holdfast.insight.opening import uk_wall_clock
from holdfast.knowledge.measures import CHILDREN, PARTS, measures
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.web.entry_view import show_stated
from holdfast.web.measure_view import measure_rows, states_said
from holdfast.web.routes import Route
from holdfast.web.service_view import service_view
from holdfast.web.ticking import incidents_by_month, incidents_to_tick

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.service_view import ServiceView
    from holdfast.web.visit import Visit

NAME, PART = "children", "children.part"
FIRST, DANGER = "first", "danger"
MINUTE = len("2026-03-04T17:30")
SERVICES = (
    "89317fc0-c0f6-519d-9f35-b525c9b8f404",
    "26ff783a-d75f-57bf-b47d-d6bd61c5046b",
)
"""The NSPCC's and Childline's ids in the embedded directory (directory/services.json)."""


def show(visit: Visit) -> Response:
    """Show the page.

    Args:
        visit: hers.
    """
    said = words("web_children").table("parts")
    return visit.show(
        "children.html",
        helpers=_helpers(visit),
        orders=[
            (each.entry.id, each.fields.get("order") or "", each.fields.get("reference") or "")
            for each in current_of_kind(visit.book, Kind.ORDER)
        ],
        first=measure_rows(visit, CHILDREN, measures(CHILDREN, FIRST)),
        parts=[
            (
                part,
                said.table(part).text("name"),
                said.table(part).text("says"),
                states_said(visit, CHILDREN, measures(CHILDREN, part)),
            )
            for part in PARTS[CHILDREN]
            if part != FIRST
        ],
    )


def show_part(visit: Visit) -> Response:
    """Show the measures of one part.

    Args:
        visit: its parameter `part` names it.
    """
    asked = visit.text("part")
    part = asked if asked in PARTS[CHILDREN] else FIRST
    return visit.show(
        "children-part.html",
        heading=words("web_children").table("parts").table(part).text("name"),
        part=part,
        rows=measure_rows(visit, CHILDREN, measures(CHILDREN, part)),
        helpers=_helpers(visit) if part == DANGER else (),
    )


def show_arranged(visit: Visit) -> Response:
    """Show what she marked as ordinary arrangements.

    Args:
        visit: hers.
    """
    said = words("web_children_arranged")
    return visit.show(
        "children-arranged.html",
        entries=[
            (
                each.entry,
                show_stated(each.happened[:MINUTE]) if each.happened else said.text("no_time"),
                each.text or said.text("messages"),
            )
            for each in arranged(visit.book)
        ],
        months=incidents_by_month(visit.book),
        marked=[each.entry for each in arranged(visit.book)],
        chats=[(each.imports[-1], each.name) for each in visit.book.index.conversations()],
    )


def mark(visit: Visit) -> Response:
    """Mark an incident as an ordinary arrangement, or take the mark away.

    Args:
        visit: parameter `id`, and the form's `marked`, `yes` or `no`; without an id, those that the
            form's `incidents` names are marked.
    """
    if not visit.text("id"):
        return _mark_ticked(visit)
    marked = visit.form.text("marked") != "no"
    mark_arranged(visit.book, visit.text("id"), marked=marked)
    visit.say_next(words("web_children_arranged").text("is_marked" if marked else "is_not"))
    return visit.go("entry", id=visit.text("id"))


def _mark_ticked(visit: Visit) -> Response:
    known = {name for name, _ in incidents_to_tick(visit.book)}
    ticked = [each for each in visit.form.texts("incidents") if each in known]
    for each in ticked:
        mark_arranged(visit.book, each, marked=True)
    said = words("web_children_arranged")
    visit.say_next(said.text("all_marked" if ticked else "none_ticked"))
    return visit.go("children.arranged")


def _helpers(visit: Visit) -> list[ServiceView]:
    wall = uk_wall_clock(visit.shell.clock.now())
    found = look_for_help(Wanted(), wall=wall)
    every = {each.service.id: each for each in (*found.on_top, *found.found)}
    return [service_view(every[each]) for each in SERVICES if each in every]


ROUTES = (
    Route(name=NAME, show=show),
    Route(name=PART, show=show_part),
    Route(name="children.arranged", show=show_arranged),
    Route(name="children.mark", act=mark),
)
