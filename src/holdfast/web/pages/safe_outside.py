"""Safer at home and outside: measures by part, what fits her record first, and her own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.offer_measures import offers, say_because
from holdfast.actions.own_lines import count_lines
from holdfast.knowledge.law import Jurisdiction, facts, local_help
from holdfast.knowledge.measures import OUTSIDE, PARTS, measures
from holdfast.knowledge.wording import words
from holdfast.web.measure_view import measure_rows, states_said
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.actions.offer_measures import Offer
    from holdfast.web.visit import Visit

NAME, PART, AFTER = "safe-outside", "safe-outside.part", "safe-outside.after"
ELSEWHERE = (Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)


def show(visit: Visit) -> Response:
    """Show what fits her record first, then the parts and her lists.

    Args:
        visit: hers.
    """
    said = words("web_safe_outside").table("parts")
    return visit.show(
        "safe-outside.html",
        offered=_offered(visit, offers(visit.book)),
        parts=[
            (
                part,
                said.table(part).text("name"),
                said.table(part).text("says"),
                states_said(visit, OUTSIDE, measures(OUTSIDE, part)),
            )
            for part in PARTS[OUTSIDE]
        ],
        lists=[(each, count) for each, count in count_lines(visit.book).items() if each != "own"],
        elsewhere=[
            (fact, local_help(place))
            for place in ELSEWHERE
            for fact in facts(place, "about").values()
        ],
    )


def show_part(visit: Visit) -> Response:
    """Show the measures of one part.

    Args:
        visit: its parameter `part` names it.
    """
    asked = visit.text("part")
    part = asked if asked in PARTS[OUTSIDE] else PARTS[OUTSIDE][0]
    said = words("web_safe_outside").table("parts").table(part)
    return visit.show(
        "safe-outside-part.html",
        heading=said.text("name"),
        part=part,
        rows=measure_rows(visit, OUTSIDE, measures(OUTSIDE, part)),
        offered=(),
        back=PART,
    )


def show_after(visit: Visit) -> Response:
    """Show the measures that fit one incident.

    Args:
        visit: its parameter `part` is the id of the incident.
    """
    entry = visit.text("part")
    found = offers(visit.book, entry=entry)
    return visit.show(
        "safe-outside-part.html",
        heading=words("web_safe_outside_part").text("after_heading"),
        part=entry,
        rows=measure_rows(visit, OUTSIDE, [each.measure for each in found]),
        offered=[line for each in found[:1] for line in say_because(each)],
        back=AFTER,
    )


def _offered(visit: Visit, found: tuple[Offer, ...]) -> list[tuple[str, list[dict[str, str]]]]:
    """Give what is offered, each under the reason that she wrote down most often."""
    because = words("web_safe_outside").text("because")
    grouped: dict[str, list[dict[str, str]]] = {}
    for each in found:
        reason = because.format(what=say_because(each)[0])
        part = visit.link(PART, part=each.measure.more.text("part"))
        line = {"name": each.measure.name, "says": each.measure.says}
        grouped.setdefault(reason, []).append({**line, "href": f"{part}#m-{each.measure.id}"})
    return list(grouped.items())


ROUTES = (
    Route(name=NAME, show=show),
    Route(name=PART, show=show_part),
    Route(name=AFTER, show=show_after),
)
