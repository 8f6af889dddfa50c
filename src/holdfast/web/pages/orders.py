"""Which orders may be open: questions that need no answer, and what follows from them.

Nothing that is answered is stored, unless she presses the button that keeps it, in the drawer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.orders import see_orders
from holdfast.insight.order_answers import Answers
from holdfast.knowledge.law import Jurisdiction, facts, is_researched, local_help
from holdfast.knowledge.order_words import UNSAID, UNSURE, guide_word, questions
from holdfast.knowledge.wording import words
from holdfast.web.forms import EMPTY, Form
from holdfast.web.order_view import order_groups
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.model.entry import JsonValue
    from holdfast.web.visit import Visit

KEPT = "orders/answers"
WHERE, KEEP = "where", "keep"


def show(visit: Visit) -> Response:
    """Show the questions; empty, or as she kept them.

    Args:
        visit: hers.
    """
    kept = _kept(visit)
    places = [(str(each), guide_word("place", each)) for each in Jurisdiction]
    return visit.show(
        "orders.html",
        places=places,
        questions=[
            (each, each.every_choice(), (kept or EMPTY).texts(each.id))
            for each in questions().values()
        ],
        where=(kept or EMPTY).text(WHERE),
        is_kept=kept is not None,
    )


def find(visit: Visit) -> Response:
    """Show which orders may be open; the answers are kept only when that button was pressed.

    Args:
        visit: the form.
    """
    form = visit.form
    if form.has(KEEP):
        visit.book.drawer.put(KEPT, _told(form))
    said = form.text(WHERE)
    place = Jurisdiction(said) if said in set(Jurisdiction) else Jurisdiction.ENGLAND_WALES
    if not is_researched(place):
        return _not_researched(visit, place)
    today = now().date()
    seen = see_orders(read_answers(form), today=today, book=visit.book)
    return visit.show(
        "orders-found.html",
        first=[guide_word("first", code) for code in seen.guide.first if code != "danger"],
        is_broken="broken" in seen.guide.first,
        groups=order_groups(seen, today),
        has_orders=bool(seen.in_record),
        as_at=f"{today:%-d %B %Y}",
        elsewhere=None,
        is_kept=form.has(KEEP),
    )


def forget(visit: Visit) -> Response:
    """Throw away the answers she kept.

    Args:
        visit: hers.
    """
    visit.book.drawer.delete(KEPT)
    visit.say_next(words("web_orders").text("forgotten"))
    return visit.go("orders")


def read_answers(form: Form) -> Answers:
    """Read a form into answers; "not sure" and what is no answer of ours say nothing.

    Args:
        form: as sent.
    """
    given: dict[str, str | frozenset[str]] = {}
    for question in questions().values():
        said = set(form.texts(question.id)) & question.codes()
        given[question.id] = frozenset(said) if question.many else "".join(sorted(said)[:1])
    return Answers(**given)  # type: ignore[arg-type]  # many answers are sets, the others texts


def _told(form: Form) -> dict[str, JsonValue]:
    known = {each.id: each.codes() | {UNSURE, UNSAID} for each in questions().values()}
    known[WHERE] = frozenset(Jurisdiction)
    return {
        name: [each for each in form.texts(name) if each in codes] for name, codes in known.items()
    }


def _kept(visit: Visit) -> Form | None:
    stored = visit.book.drawer.get(KEPT)
    if not isinstance(stored, dict):
        return None
    return Form(
        fields={
            name: tuple(map(str, said)) for name, said in stored.items() if isinstance(said, list)
        }
    )


def _not_researched(visit: Visit, place: Jurisdiction) -> Response:
    (fact,) = facts(place, "about").values()
    return visit.show("orders-found.html", elsewhere=fact, helpers=local_help(place))


ROUTES = (
    Route(name="orders", show=show, act=find),
    Route(name="orders.forget", act=forget),
)
