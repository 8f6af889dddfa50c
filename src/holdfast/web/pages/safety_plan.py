"""Her safety plan: what she picked, her own lines, when to look again, and a version to print."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from holdfast.actions.clock import now
from holdfast.actions.own_lines import count_lines, drop_line, find_line, keep_line, lines_of
from holdfast.actions.plan import Pick, PickState, drop_pick, find_pick, pick
from holdfast.actions.whole_plan import look_again_on, throw_away, whole_plan
from holdfast.knowledge.measures import SECTIONS, find_measure
from holdfast.knowledge.wording import words
from holdfast.model.errors import AmbiguousTimeError, NothingSaidError, UnreadableTimeError
from holdfast.model.when import parse_when
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.entry_view import show_stated
from holdfast.web.forms import EMPTY, Form
from holdfast.web.routes import Route
from holdfast.web.visit import SEE_OTHER

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

NAME, PICK, LINE, WHEN = "safety-plan", "safety-plan.pick", "safety-plan.line", "safety-plan.when"
BACK_TO = ("safe-outside.part", "safe-outside.after", "children", "children.part")
"""Pages that hold measures and are shown again after a pick."""

OWN = "own"
PRINTED = ("notes", "done", "places", "journeys")
DAY_LENGTH = len("2026-03-04")


def show(visit: Visit) -> Response:
    """Show the plan.

    Args:
        visit: hers.
    """
    return _page(visit, EMPTY)


def choose(visit: Visit) -> Response:
    """Keep what she says of a measure, and go back to where it stands.

    Args:
        visit: parameters `topic`, `measure`, `back` and `part`; the form's `state` and, where it
            was shown, `note`.
    """
    topic, measure = visit.text("topic"), visit.text("measure")
    before = find_pick(visit.book, topic, measure)
    said, note = visit.form.text("state"), before.note if before else ""
    if visit.form.has("note"):
        note = visit.form.text("note")
    if said in set(PickState) and (find_measure(topic, measure) or before):
        state = PickState(said)
        pick(visit.book, Pick(topic=topic, measure=measure, state=state, note=note))
    elif not said:
        drop_pick(visit.book, topic, measure)
    back = visit.text("back")
    if back not in BACK_TO:
        return visit.go(NAME)
    place = f"{visit.link(back, part=visit.text('part'))}#m-{measure}"
    return RedirectResponse(place, status_code=SEE_OTHER)


def show_line(visit: Visit) -> Response:
    """Show one line of the plan, to change it, or the one that was sent as it locked.

    Args:
        visit: parameters `topic` and `id`.
    """
    topic, name = visit.text("topic"), visit.text("id")
    draft = find_draft(visit.book.drawer, LINE)
    if not topic:
        return _line_page(visit, draft or EMPTY)
    if topic == OWN:
        line = find_line(visit.book, OWN, name)
        if line is None:
            return visit.go(NAME)
        return _line_page(visit, Form(fields={key: (text,) for key, text in line.texts.items()}))
    picked, fact = find_pick(visit.book, topic, name), find_measure(topic, name)
    if picked is None:
        return visit.go(NAME)
    values = Form(fields={"note": (picked.note,), "state": (str(picked.state),)})
    return _line_page(visit, values, heading=fact.name if fact else name)


def save_line(visit: Visit) -> Response:
    """Keep a line of her own.

    Args:
        visit: the form; its parameter `id` names the line to change.
    """
    form = visit.form
    texts = {"name": form.text("name"), "section": form.text("section")}
    name = visit.text("id") or form.text("line")
    try:
        keep_line(visit.book, OWN, texts, line=name)
    except NothingSaidError:
        errors = {"name": words("web_safety_plan").text("line_missing")}
        return (
            _line_page(visit, form, errors=errors)
            if visit.text("id")
            else _page(visit, form, errors)
        )
    drop_draft(visit.book.drawer, LINE)
    return visit.go(NAME)


def drop(visit: Visit) -> Response:
    """Delete a line of her own, or the whole plan when no line is named.

    Args:
        visit: parameter `id`.
    """
    said = words("web_safety_plan")
    # What was sent as it locked is a copy of it.
    drop_draft(visit.book.drawer, LINE)
    if visit.text("id"):
        drop_line(visit.book, OWN, visit.text("id"))
        visit.say_next(said.text("line_dropped"))
    else:
        throw_away(visit.book)
        visit.say_next(said.text("thrown_away"))
    return visit.go(NAME)


def set_day(visit: Visit) -> Response:
    """Note when she wants to look at it again.

    Args:
        visit: the form's `day`; empty takes the note back.
    """
    said = visit.form.text("day")
    day = _day(said) if said else None
    if said and day is None:
        return _page(visit, visit.form, {"day": words("web_safety_plan").text("day_wrong")})
    look_again_on(visit.book, day)
    return visit.go(NAME)


def show_paper(visit: Visit) -> Response:
    """Show what to mind before printing, or the version for paper.

    Args:
        visit: its parameter `with` says what goes along; without it, the questions are shown.
    """
    chosen = visit.texts("with")
    if not visit.text("ready"):
        return visit.show("safety-plan-paper.html", view="ask", choices=PRINTED)
    return visit.show(
        "safety-plan-paper.html",
        view="paper",
        plan=whole_plan(visit.book),
        chosen=chosen,
        places=lines_of(visit.book, "places") if "places" in chosen else (),
        journeys=lines_of(visit.book, "journeys") if "journeys" in chosen else (),
    )


def make_paper(visit: Visit) -> Response:
    """Go on to the version for paper.

    Args:
        visit: the form's `with`.
    """
    chosen = [each for each in visit.form.texts("with") if each in PRINTED]
    return visit.go("safety-plan.paper", ready="yes", **{"with": chosen})


def _page(visit: Visit, values: Form, errors: dict[str, str] | None = None) -> Response:
    plan, today = whole_plan(visit.book), now().date()
    said = words("web_safety_plan").table("sections")
    return visit.show(
        "safety-plan.html",
        plan=plan,
        is_due=plan.is_due(today),
        look_again=show_stated(plan.look_again) if plan.look_again else "",
        choices=[(each, said.text(each)) for each in SECTIONS],
        lists=[
            (each, count)
            for each, count in count_lines(visit.book).items()
            if count and each != OWN
        ],
        values=values,
        errors=errors,
    )


def _line_page(
    visit: Visit, values: Form, *, heading: str = "", errors: dict[str, str] | None = None
) -> Response:
    said = words("web_safety_plan").table("sections")
    return visit.show(
        "safety-plan-line.html",
        topic=visit.text("topic") or OWN,
        name=visit.text("id") or values.text("line"),
        heading=heading,
        choices=[(each, said.text(each)) for each in SECTIONS],
        values=values,
        errors=errors,
    )


def _day(said: str) -> date | None:
    try:
        stated = (parse_when(said, now=now()).stated or "")[:DAY_LENGTH]
    except (AmbiguousTimeError, UnreadableTimeError):
        return None
    return date.fromisoformat(stated) if len(stated) == DAY_LENGTH else None


ROUTES = (
    # The version for paper has no title that tells; this page is not offered beside it.
    Route(name=NAME, show=show, on_paper=False),
    Route(name=PICK, act=choose),
    Route(name=LINE, show=show_line, act=save_line, kept=True, on_paper=False),
    Route(name="safety-plan.drop", act=drop),
    Route(name=WHEN, act=set_day),
    Route(name="safety-plan.paper", show=show_paper, act=make_paper),
)
