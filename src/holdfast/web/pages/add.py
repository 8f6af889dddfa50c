"""Write down what happened: the open question first, everything else if she can."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.clock import now
from holdfast.actions.in_tray import discard, lent
from holdfast.knowledge.behaviours import behaviours, sortings
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind, is_contributed
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.files_with_forms import (
    are_somebody_elses,
    handed_over,
    let_go,
    whose_choices,
)
from holdfast.web.forms import EMPTY, Form
from holdfast.web.incident_form import (
    FormIncompleteError,
    changes_between,
    read_chosen,
    read_incident,
    show_incident,
)
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.actions.add_entry import Added, NewIncident
    from holdfast.web.visit import Visit

NAME = "add"
AMEND = "amend"
BEHAVIOURS = "behaviours"


def show(visit: Visit) -> Response:
    """Show the form: empty, as a draft, or begun from messages.

    Args:
        visit: its parameter `messages` lists chosen messages; `suggested` behaviours that she told
            elsewhere, which are marked and never ticked.
    """
    draft = find_draft(visit.book.drawer, NAME)
    values = draft or EMPTY
    chosen = visit.texts("messages")
    if chosen:
        values = Form(fields={**values.fields, "messages": chosen})
    if visit.texts("suggested"):
        values = Form(fields={**values.fields, "suggested": visit.texts("suggested")})
    return _form(visit, values, has_draft=draft is not None)


def save(visit: Visit) -> Response:
    """Put the incident into the record with its files.

    Args:
        visit: the form, its files sealed already.
    """
    try:
        incident = _read(visit)
    except FormIncompleteError as incomplete:
        let_go(visit)
        return _form(visit, visit.form, problems=incomplete.problems)
    added = _add(visit, incident)
    drop_draft(visit.book.drawer, NAME)
    said = words("web_add")
    visit.say_next(said.text("saved_with_files" if added.exhibits else "saved"))
    return visit.go("entry", id=added.entry.id)


def _read(visit: Visit) -> NewIncident:
    """Give the incident as the form states it.

    Raises:
        FormIncompleteError: something must be looked at again, or files are somebody else's.
    """
    incident = read_incident(visit.form, now())
    if are_somebody_elses(visit):
        raise FormIncompleteError({"whose": "whose_theirs"})
    return incident


def _add(visit: Visit, incident: NewIncident) -> Added:
    """Write it down with the files that came with the form and with what it was written from."""
    book, files = visit.book, handed_over(visit)
    adopted = [name for name in visit.form.texts("adopts") if name.isalnum()]
    came = None
    with ExitStack() as stack:
        for name in adopted:
            lent_files, arrived = stack.enter_context(lent(book, name))
            files += lent_files
            came = ("me", arrived)
        added = add_incident(book, incident, files, came=came)
    for name in adopted:
        discard(book, name)
    return added


def show_amend(visit: Visit) -> Response:
    """Show the form filled with what the entry says now.

    Args:
        visit: its parameter `id` names the entry.
    """
    current = visit.book.record.current(visit.text("id"))
    draft = find_draft(visit.book.drawer, _amend_name(visit))
    return _form(visit, draft or show_incident(current.fields), has_draft=draft is not None)


def save_amend(visit: Visit) -> Response:
    """Add what changed as an amendment; the entry itself stays as it was.

    Args:
        visit: the form; its parameter `id` names the entry.
    """
    name, said = visit.text("id"), words("web_add")
    current = visit.book.record.current(name)
    try:
        incident = read_incident(visit.form, now())
    except FormIncompleteError as incomplete:
        return _form(visit, visit.form, problems=incomplete.problems)
    shown = show_incident(current.fields)
    if shown.text("happened") == visit.form.text("happened"):
        # The same words may be read anew as another day ("yesterday"): what was not touched stays.
        incident = replace(incident, happened=None)
    changes = changes_between(current.fields, incident)
    if incident.happened is None:
        changes.pop("happened", None)
    drop_draft(visit.book.drawer, _amend_name(visit))
    if not changes or current.entry.kind is not Kind.INCIDENT:
        visit.say_next(said.text("nothing_changed"))
        return visit.go("entry", id=name)
    amend(visit.book, name, NewAmendment(changes=changes, why=visit.form.text("why") or None))
    visit.say_next(said.text("amended"))
    return visit.go("entry", id=name)


def _amend_name(visit: Visit) -> str:
    return f"{AMEND}/{visit.text('id')}"


def _form(
    visit: Visit,
    values: Form,
    *,
    problems: Mapping[str, str] | None = None,
    has_draft: bool = False,
) -> Response:
    said = words("web_add")
    amends, ticked = visit.text("id") if visit.route.name == AMEND else "", values.texts(BEHAVIOURS)
    return visit.show(
        "add.html",
        values=values,
        errors={field: said.text(key) for field, key in (problems or {}).items()},
        amends=amends,
        theirs=bool(amends) and is_contributed(visit.book.record.entry(amends).fields),
        form_name=_amend_name(visit) if amends else NAME,
        action=visit.link(AMEND, id=amends) if amends else visit.link(NAME),
        has_draft=has_draft,
        adopted=values.texts("adopts"),
        chosen=values.texts("messages"),
        messages_count=len(read_chosen(values.texts("messages"))),
        whose_choices=whose_choices(),
        suggested=values.texts("suggested"),
        behaviour_choices=_behaviour_choices(values.texts("suggested"), ticked),
    )


def _behaviour_choices(
    suggested: tuple[str, ...], ticked: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """Give code and words of each, with a mark beside those that she told elsewhere."""
    mark = words("web_add").text("suggested_mark")
    known = [(each.code, each.says) for each in behaviours().values()]
    known += [(code, says) for code, says in sortings().items() if code in ticked]
    return [(*each, mark) if each[0] in suggested else each for each in known]


ROUTES = (
    Route(name=NAME, show=show, act=save, kept=True, files=True),
    Route(name=AMEND, show=show_amend, act=save_amend),
)
