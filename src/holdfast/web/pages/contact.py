"""Whom she told: police and others, what they promised, and when to ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.checkpoint_codes import codes_after
from holdfast.actions.clock import now
from holdfast.actions.contacts import WHOM, NewContact, add_contact
from holdfast.actions.standing import current_of_kind
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.model.errors import AmbiguousTimeError, NotThatKindError, UnreadableTimeError
from holdfast.model.moment import Moment
from holdfast.model.when import parse_when
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.entry_view import show_moment, show_stated
from holdfast.web.files_with_forms import (
    are_somebody_elses,
    handed_over,
    let_go,
    whose_choices,
)
from holdfast.web.forms import EMPTY, Form
from holdfast.web.routes import Route
from holdfast.web.ticking import incidents_by_month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.model.entry import JsonValue
    from holdfast.web.visit import Visit

ADD, AMEND = "contact.add", "contact.amend"
TEXTS = ("whom", "organisation", "officer", "reference", "told", "promise", "outcome")
DAY_LENGTH = len("2026-03-04")


def show(visit: Visit) -> Response:
    """Show everybody who was told, newest first, and what is to be asked again.

    Args:
        visit: hers.
    """
    today = f"{now():%Y-%m-%d}"
    told = list(current_of_kind(visit.book, Kind.CONTACT))
    told.sort(key=lambda each: Moment.from_json(each.fields.get("happened")).order_key or "")
    codes = codes_after(visit.book, {each.entry.sequence for each in told})
    shown = [
        _line(each.entry.id, each.fields, today) | {"code": codes.get(each.entry.sequence)}
        for each in reversed(told)
    ]
    return visit.show("contact.html", contacts=shown, editing=False)


def _line(name: str, fields: Mapping[str, JsonValue], today: str) -> dict[str, object]:
    chase, about = str(fields.get("chase") or ""), fields.get("about")
    return {
        "id": name,
        "whom": str(fields.get("whom")),
        **{each: fields.get(each) for each in TEXTS[1:]},
        "when": show_moment(Moment.from_json(fields.get("happened"))),
        "chase": show_stated(chase) if chase else "",
        "due": bool(chase) and chase <= today and not fields.get("outcome"),
        "about": len(about) if isinstance(about, list) else 0,
    }


def edit(visit: Visit) -> Response:
    """Show the form: empty, as a draft, for one entry, or filled with what is written down.

    Args:
        visit: its parameter `id` names a contact to change; `about` lists entries it is about.
    """
    name = visit.text("id")
    if name:
        return _form(visit, _filled(visit.book.record.current(name).fields))
    draft = find_draft(visit.book.drawer, ADD)
    values = draft or EMPTY
    if visit.texts("about"):
        values = Form(fields={**values.fields, "about": visit.texts("about")})
    return _form(visit, values)


def save(visit: Visit) -> Response:
    """Write down that somebody was told.

    Args:
        visit: the form, its files sealed already.
    """
    contact, problems = _read(visit.form)
    if problems and visit.files and set(problems) == {"told"}:
        problems = {}
    if are_somebody_elses(visit):
        problems["whose"] = "whose_theirs"
    if problems:
        let_go(visit)
        return _form(visit, visit.form, problems=problems)
    add_contact(visit.book, contact, handed_over(visit))
    drop_draft(visit.book.drawer, ADD)
    visit.say_next(words("web_contact").text("saved"))
    return visit.go("contact")


def change(visit: Visit) -> Response:
    """Add what came of it, or correct it; what stood there before stays.

    Args:
        visit: the form; its parameter `id` names the contact.

    Raises:
        NotThatKindError: the entry is about something else.
    """
    said, name = words("web_contact"), visit.text("id")
    current = visit.book.record.current(name)
    if current.entry.kind is not Kind.CONTACT:
        raise NotThatKindError
    contact, problems = _read(visit.form)
    if problems:
        return _form(visit, visit.form, problems=problems)
    given, before = contact.fields(), _filled(current.fields)
    names = [*TEXTS, "about"]
    # The same words may be read anew as another day: a time that was not touched stays.
    names += [each for each in ("happened", "chase") if before.text(each) != visit.form.text(each)]
    changes = {
        each: given.get(each)
        for each in names
        if (given.get(each) or None) != (current.fields.get(each) or None)
    }
    if changes:
        amend(visit.book, name, NewAmendment(changes=changes))
    visit.say_next(said.text("amended" if changes else "nothing_changed"))
    return visit.go("contact")


def _read(form: Form) -> tuple[NewContact, dict[str, str]]:
    problems = {} if form.text("whom") in WHOM else {"whom": "whom_missing"}
    if not any(form.text(name) for name in TEXTS[1:]):
        problems["told"] = "told_missing"
    times: dict[str, Moment | None] = {}
    for name in ("happened", "chase"):
        try:
            times[name] = parse_when(form.text(name), now=now()) if form.text(name) else None
        except AmbiguousTimeError:
            problems[name] = "time_two_ways"
        except UnreadableTimeError:
            problems[name] = "time_unreadable"
    chase = times.get("chase")
    day = ((chase and chase.stated) or "")[:DAY_LENGTH]
    if chase and len(day) < DAY_LENGTH:
        problems["chase"] = "chase_no_day"
    contact = NewContact(
        whom=form.text("whom"),
        happened=times.get("happened"),
        chase=day or None,
        about=form.texts("about"),
        **{name: form.text(name) or None for name in TEXTS[1:]},
    )
    return contact, problems


def _filled(fields: Mapping[str, JsonValue]) -> Form:
    shown: dict[str, tuple[str, ...]] = {name: (str(fields.get(name) or ""),) for name in TEXTS}
    happened, about = Moment.from_json(fields.get("happened")), fields.get("about")
    shown["happened"] = (happened.as_written or happened.stated or "",)
    chase = str(fields.get("chase") or "")
    shown["chase"] = (show_stated(chase) if chase else "",)
    shown["about"] = tuple(map(str, about)) if isinstance(about, list) else ()
    return Form(fields=shown)


def _form(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said, name = words("web_contact"), visit.text("id")
    return visit.show(
        "contact.html",
        editing=True,
        entry=name,
        values=values,
        action=visit.link(AMEND, id=name) if name else visit.link(ADD),
        whom_choices=[(whom, said.table("whom").text(whom)) for whom in WHOM],
        whose_choices=whose_choices(),
        about_months=incidents_by_month(visit.book),
        errors={field: said.text(key) for field, key in (problems or {}).items()},
    )


ROUTES = (
    Route(name="contact", show=show),
    Route(name=ADD, show=edit, act=save, kept=True, files=True),
    Route(name=AMEND, show=edit, act=change),
)
