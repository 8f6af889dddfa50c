"""Orders she already has, and what to do when one is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.clock import now
from holdfast.actions.court_orders import NewOrder, add_order, mark_broken, marked_broken
from holdfast.actions.standing import current_of_kind
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.model.errors import AmbiguousTimeError, NotThatKindError, UnreadableTimeError
from holdfast.model.when import parse_when
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.entry_view import show_stated
from holdfast.web.files_with_forms import (
    are_somebody_elses,
    handed_over,
    let_go,
    whose_choices,
)
from holdfast.web.forms import EMPTY, Form
from holdfast.web.routes import Route
from holdfast.web.ticking import incidents_to_tick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.model.entry import JsonValue
    from holdfast.vault.threads import Current
    from holdfast.web.visit import Visit

LIST, ADD, AMEND, BREACH = "my-orders", "my-orders.add", "my-orders.amend", "my-orders.broken"
TEXTS, DAYS = ("order", "court", "terms", "area", "reference"), ("made", "until")
DAY_LENGTH = len("2026-03-04")


def show(visit: Visit) -> Response:
    """Show every order that is written down.

    Args:
        visit: hers.
    """
    today = f"{now():%Y-%m-%d}"
    shown = [_line(visit, each, today) for each in current_of_kind(visit.book, Kind.ORDER)]
    return visit.show("my-orders.html", orders=shown, view="list")


def _line(visit: Visit, each: Current, today: str) -> dict[str, object]:
    until = str(each.fields.get("until") or "")
    return {
        "id": each.entry.id,
        **{name: each.fields.get(name) for name in TEXTS},
        "until": show_stated(until) if until else "",
        "is_over": bool(until) and until < today,
        "marked": len(marked_broken(visit.book, each.entry.id)),
    }


def edit(visit: Visit) -> Response:
    """Show the form: empty, as a draft, or filled with what is written down.

    Args:
        visit: its parameter `id` names an order to change.
    """
    name = visit.text("id")
    if name:
        return _form(visit, _filled(_order(visit).fields))
    return _form(visit, find_draft(visit.book.drawer, ADD) or EMPTY)


def save(visit: Visit) -> Response:
    """Write an order down.

    Args:
        visit: the form, its files sealed already.
    """
    order, problems = _read(visit.form)
    if not order.fields() and not visit.files and not problems:
        problems = {"order": "nothing"}
    if are_somebody_elses(visit):
        problems["whose"] = "whose_theirs"
    if problems:
        let_go(visit)
        return _form(visit, visit.form, problems=problems)
    add_order(visit.book, order, handed_over(visit))
    drop_draft(visit.book.drawer, ADD)
    visit.say_next(words("web_my_orders").text("saved"))
    return visit.go(LIST)


def change(visit: Visit) -> Response:
    """Correct an order, or add to it; what stood there before stays.

    Args:
        visit: the form; its parameter `id` names the order.
    """
    current = _order(visit)
    order, problems = _read(visit.form)
    if problems:
        return _form(visit, visit.form, problems=problems)
    given, before = order.fields(), _filled(current.fields)
    names = [*TEXTS, *(day for day in DAYS if before.text(day) != visit.form.text(day))]
    changes = {
        name: given.get(name)
        for name in names
        if (given.get(name) or None) != (current.fields.get(name) or None)
    }
    if changes:
        amend(visit.book, current.entry.id, NewAmendment(changes=changes))
    visit.say_next(words("web_my_orders").text("amended" if changes else "nothing_changed"))
    return visit.go(LIST)


def show_broken(visit: Visit) -> Response:
    """Show what to do when an order is broken.

    Args:
        visit: its parameter `id` names the order.
    """
    order = _order(visit)
    return visit.show(
        "my-orders.html",
        view="broken",
        order=order.fields,
        action=visit.link(BREACH, id=order.entry.id),
        choices=incidents_to_tick(visit.book),
        marked=marked_broken(visit.book, order.entry.id),
    )


def note_broken(visit: Visit) -> Response:
    """Note which times may have broken it, and go on to whom she told when she wants that.

    Args:
        visit: the form; its parameter `id` names the order.
    """
    order = _order(visit)
    known = {name for name, _ in incidents_to_tick(visit.book)}
    ticked = [each for each in visit.form.texts("incidents") if each in known]
    mark_broken(visit.book, order.entry.id, ticked)
    if visit.form.has("tell"):
        return visit.go("contact.add", about=ticked)
    visit.say_next(words("web_my_orders").text("broken_saved"))
    return visit.go(LIST)


def _order(visit: Visit) -> Current:
    """Give the order that the address names.

    Raises:
        NotThatKindError: the entry is about something else.
    """
    current = visit.book.record.current(visit.text("id"))
    if current.entry.kind is not Kind.ORDER:
        raise NotThatKindError
    return current


def _read(form: Form) -> tuple[NewOrder, dict[str, str]]:
    days, problems = dict[str, str | None](), dict[str, str]()
    for name in DAYS:
        days[name] = _day(form.text(name)) if form.text(name) else None
        if days[name] == "":
            problems[name] = "day_wrong"
    texts = {name: form.text(name) or None for name in TEXTS}
    return NewOrder(**texts, **days), problems


def _day(said: str) -> str:
    try:
        moment = parse_when(said, now=now())
    except (AmbiguousTimeError, UnreadableTimeError):
        return ""
    day = (moment.stated or "")[:DAY_LENGTH]
    return day if len(day) == DAY_LENGTH else ""


def _filled(fields: Mapping[str, JsonValue]) -> Form:
    shown = {name: (str(fields.get(name) or ""),) for name in TEXTS}
    for name in DAYS:
        day = str(fields.get(name) or "")
        shown[name] = (show_stated(day) if day else "",)
    return Form(fields=shown)


def _form(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said, name = words("web_my_orders"), visit.text("id")
    return visit.show(
        "my-orders.html",
        view="edit",
        whose_choices=whose_choices(),
        entry=name,
        values=values,
        action=visit.link(AMEND, id=name) if name else visit.link(ADD),
        errors={field: said.text(key) for field, key in (problems or {}).items()},
    )


ROUTES = (
    Route(name=LIST, show=show),
    Route(name=ADD, show=edit, act=save, kept=True, files=True),
    Route(name=AMEND, show=edit, act=change),
    Route(name=BREACH, show=show_broken, act=note_broken),
)
