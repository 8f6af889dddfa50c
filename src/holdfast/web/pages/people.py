"""Who is who: herself, whoever does it, witnesses, children, and the names they use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.people import ROLES, NewPerson, add_person, people
from holdfast.actions.who_is_who import (
    give_handle,
    say_not_one,
    seen_handles,
    set_region,
    suggestions,
    who_is_who,
)
from holdfast.insight.handles import REGIONS
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.model.errors import NotThatKindError
from holdfast.web.entry_view import rows_of
from holdfast.web.forms import Form
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.actions.who_is_who import SeenHandle, WhoIsWho
    from holdfast.insight.merges import Suggestion
    from holdfast.model.entry import JsonValue
    from holdfast.vault.threads import Current
    from holdfast.web.visit import Visit

TEXTS = ("role", "name", "initials", "looks", "knows", "notes")
LINES = ("handles", "vehicles")
MOST_INITIALS = 5
MOST_SEEN, MOST_SUGGESTED = 100, 20


def show(visit: Visit) -> Response:
    """Show everybody who is written down.

    Args:
        visit: hers.
    """
    book, who = visit.book, who_is_who(visit.book)
    shown = [
        {
            "id": each.entry.id,
            "name": each.fields.get("name"),
            "role": str(each.fields.get("role")),
            "initials": each.fields.get("initials"),
            "handles": _texts(each.fields.get("handles")),
            "vehicles": _texts(each.fields.get("vehicles")),
        }
        for each in people(visit.book)
    ]
    shown.sort(key=lambda each: ROLES.index(each["role"]) if each["role"] in ROLES else len(ROLES))
    seen = seen_handles(book, who)
    return visit.show(
        "people.html",
        people=shown,
        editing=False,
        seen=[(each, _counted(each)) for each in seen[:MOST_SEEN]],
        seen_more=max(0, len(seen) - MOST_SEEN),
        named=[(each.id, each.name or ", ".join(each.handles)) for each in who.persons],
        suggested=[_suggested(each, who) for each in suggestions(book, who)[:MOST_SUGGESTED]],
        regions=sorted(REGIONS),
        region=who.region,
    )


def _counted(seen: SeenHandle) -> str:
    said = words("web_people").text("seen_counts")
    return said.format(n=seen.messages, files=seen.files)


def _suggested(each: Suggestion, who: WhoIsWho) -> dict[str, str]:
    """Give a suggestion with its reason in words."""
    reasons = words("web_people").table("reasons")
    name = next((person.name for person in who.persons if person.id == each.person), "")
    other = f"{name} · {each.other}" if name and name != each.other else each.other
    return {
        "one": each.one,
        "other": each.other,
        "shown": other,
        "person": each.person,
        "why": reasons.text(each.why),
    }


def answer(visit: Visit) -> Response:
    """Take what she says to a suggestion: yes, no, or not sure, which changes nothing.

    Args:
        visit: the form's `one`, `other`, `person` and `answer`.
    """
    said, form = words("web_people"), visit.form
    one, other, person = form.text("one"), form.text("other"), form.text("person")
    if form.text("answer") == "no":
        say_not_one(visit.book, one, other)
        visit.say_next(said.text("no_kept"))
    elif form.text("answer") == "yes" and person:
        visit.say_next(_give(visit, person, one))
    elif form.text("answer") == "yes":
        return visit.go("people.add", handles=[one, other])
    return visit.go("people")


def whose(visit: Visit) -> Response:
    """Take whose handle one is: somebody who is written down, or somebody new.

    Args:
        visit: the form's `handle` and `person`, empty for somebody new.
    """
    handle, person = visit.form.text("handle"), visit.form.text("person")
    if not person:
        return visit.go("people.add", handles=[handle])
    visit.say_next(_give(visit, person, handle))
    return visit.go("people")


def _give(visit: Visit, person_id: str, handle: str) -> str:
    """Give a handle to somebody, and say what became of it.

    Another window may have withdrawn that person, or said that it is somebody else's.
    """
    said, who = words("web_people"), who_is_who(visit.book)
    owner = who.find(handle)
    if person_id not in {each.id for each in who.persons}:
        return said.text("person_gone")
    if owner is not None and owner.id != person_id:
        name = owner.name or ", ".join(owner.handles)
        return said.text("is_anothers").format(name=name)
    give_handle(visit.book, person_id, handle)
    return said.text("yes_kept")


def region(visit: Visit) -> Response:
    """Take the country that numbers without one are read as.

    Args:
        visit: the form's `region`.
    """
    set_region(visit.book, visit.form.text("region"))
    visit.say_next(words("web_people").text("region_kept"))
    return visit.go("people")


def edit(visit: Visit) -> Response:
    """Show the form: empty, or filled with what is written down of somebody.

    Args:
        visit: its parameter `id` names the entry, if there is one already.
    """
    name = visit.text("id")
    fields = visit.book.record.current(name).fields if name else {}
    new = Form(fields={"handles": ("\n".join(visit.texts("handles")),)})
    return _form(visit, _filled(fields) if name else new)


def save(visit: Visit) -> Response:
    """Write down who somebody is, or what is different now.

    Args:
        visit: the form; its parameter `id` names the entry, if there is one already.

    Raises:
        NotThatKindError: the entry is about something else.
    """
    said, name = words("web_people"), visit.text("id")
    problems = _problems(visit.form)
    current = visit.book.record.current(name) if name else None
    if not problems and current is not None and _is_stale(visit.form, current):
        problems["name"] = "changed_meanwhile"
    if problems:
        return _form(visit, visit.form, problems=problems)
    person = _read(visit.form)
    if current is None:
        add_person(visit.book, person)
        visit.say_next(said.text("saved"))
        return visit.go("people")
    if current.entry.kind is not Kind.PERSON:
        raise NotThatKindError
    given = person.fields()
    changes = {
        field: given.get(field)
        for field in (*TEXTS, *LINES)
        if (given.get(field) or None) != (current.fields.get(field) or None)
    }
    if changes:
        amend(visit.book, name, NewAmendment(changes=changes))
    visit.say_next(said.text("amended" if changes else "nothing_changed"))
    return visit.go("people")


def _problems(form: Form) -> dict[str, str]:
    problems = {} if form.text("role") in ROLES else {"role": "role_missing"}
    if not any(form.text(name) for name in (*TEXTS[1:], *LINES)):
        problems["name"] = "name_missing"
    initials = form.text("initials")
    if initials and not (
        len(initials) <= MOST_INITIALS and initials.isascii() and initials.isalpha()
    ):
        problems["initials"] = "initials_wrong"
    return problems


def _read(form: Form) -> NewPerson:
    return NewPerson(
        role=form.text("role"),
        name=form.text("name") or None,
        initials=form.text("initials").upper() or None,
        handles=_lines(form.text("handles")),
        vehicles=_lines(form.text("vehicles")),
        looks=form.text("looks") or None,
        knows=form.text("knows") or None,
        notes=form.text("notes") or None,
    )


def _stands(current: Current) -> str:
    """Give what tells one state of an entry from another: how often it was amended."""
    return str(len(current.history))


def _is_stale(form: Form, current: Current) -> bool:
    """Say whether a form was opened before the entry was changed, in another window say."""
    return form.text("stands") not in ("", _stands(current))


def _filled(fields: Mapping[str, JsonValue]) -> Form:
    shown = {name: (str(fields.get(name) or ""),) for name in TEXTS}
    shown |= {name: ("\n".join(_texts(fields.get(name))),) for name in LINES}
    return Form(fields=shown)


def _form(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said, name = words("web_people"), visit.text("id")
    current = visit.book.record.current(name) if name else None
    shown = {field: said.text(key) for field, key in (problems or {}).items()}
    if current is not None and "name" in shown:
        rows = rows_of(Kind.PERSON, current.fields)
        now = "; ".join(f"{row.label}: {', '.join(row.text.splitlines())}" for row in rows)
        shown["name"] = shown["name"].replace("{now}", now)
    return visit.show(
        "people.html",
        editing=True,
        entry=name,
        stands=_stands(current) if current is not None else "",
        values=values,
        action=visit.link(visit.route.name, **({"id": name} if name else {})),
        roles=[(role, said.table("roles").text(role)) for role in ROLES],
        errors=shown,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _texts(value: JsonValue) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


ROUTES = (
    Route(name="people", show=show),
    Route(name="people.add", show=edit, act=save),
    Route(name="people.amend", show=edit, act=save),
    Route(name="people.answer", act=answer),
    Route(name="people.whose", act=whose),
    Route(name="people.region", act=region),
)
