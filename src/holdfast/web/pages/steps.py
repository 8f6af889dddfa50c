"""The six steps: each opens what does it and shows quietly what is there; none is ever due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.steps import STATES, mark_step, see_steps
from holdfast.knowledge.wording import words
from holdfast.web.entry_view import show_stated
from holdfast.web.fact_view import source_lines
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.actions.steps import StepSeen, There
    from holdfast.web.visit import Visit

NAME = "steps"


def show(visit: Visit) -> Response:
    """Show the steps.

    Args:
        visit: hers.
    """
    said = words(NAME)
    return visit.show(
        "steps.html",
        danger=said.text("danger"),
        only_safe=said.text("only_safe"),
        no_duty=said.text("no_duty"),
        place=said.text("place"),
        steps=[_shown(visit, each) for each in see_steps(visit.book)],
        states=STATES,
    )


def _shown(visit: Visit, seen: StepSeen) -> dict[str, object]:
    fact, said = seen.fact, words(NAME)
    marked = ""
    if seen.mark:
        mark = said.table("mark").text(seen.mark)
        marked = said.text("marked").format(day=show_stated(seen.marked_on), mark=mark)
    return {
        "id": fact.id,
        "name": fact.name,
        "says": fact.says,
        "do": fact.more.texts("do"),
        "opens": [name for name in fact.more.texts("opens") if name in visit.shell.routes],
        "there": [there_words(each) for each in seen.there],
        "marked": marked,
        "sources": source_lines(fact, now().date()),
    }


def there_words(there: There) -> str:
    """Say what is there already, and when the last of it was written.

    Args:
        there: counted.
    """
    said = words(NAME)
    counts = said.table("there").table("one" if there.count == 1 else "many")
    text = counts.text(there.what).format(n=there.count)
    last = said.text("last").format(day=show_stated(there.last)) if there.last else ""
    return ", ".join(filter(None, (text, last)))


def mark(visit: Visit) -> Response:
    """Keep what she says of a step, or take it back.

    Args:
        visit: its parameter `id`; the form's `mark`, empty to take it back.
    """
    said, state = words("web_steps"), visit.form.text("mark")
    mark_step(visit.book, visit.text("id"), state, today=now().date())
    visit.say_next(said.text("marked" if state else "unmarked"))
    return visit.go(NAME)


ROUTES = (
    Route(name=NAME, show=show),
    Route(name="steps.mark", act=mark),
)
