"""What she looked for on her own things and found, and keeping that as entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.own_checks import (
    Answer,
    Found,
    add_thing,
    find_thing,
    forget_thing,
    keep_answer,
    note_answer,
    things,
)
from holdfast.actions.received import Whose
from holdfast.actions.safe_online import passed
from holdfast.knowledge.safe_online import (
    CHILD,
    LOOK,
    WORDS,
    checks,
    checks_for,
    kinds_of_things,
    topics,
)
from holdfast.knowledge.wording import error_words, words
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.entry_view import show_stated
from holdfast.web.files_with_forms import hand_over, let_go
from holdfast.web.forms import EMPTY, Form
from holdfast.web.online_view import foot
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.actions.own_checks import Thing
    from holdfast.knowledge.law import Fact
    from holdfast.web.visit import Visit

NAME = "safe-online.mine"
THING, CHECK = f"{NAME}.thing", f"{NAME}.check"
PAGE = "safe-online-mine.html"
FRONT = "safe-online"
NOTE, KEEP = "note", "keep"


def show(visit: Visit) -> Response:
    """Show her things, and the form for another one.

    Args:
        visit: hers.
    """
    return _list(visit, EMPTY) if _is_open(visit) else _closed(visit)


def add(visit: Visit) -> Response:
    """Begin with one of her things; one of another adult's is refused, with the reason.

    Args:
        visit: the form.
    """
    if not _is_open(visit):
        return _closed(visit)
    form = visit.form
    whose = form.text("whose")
    kind = CHILD if whose == Whose.CHILD else form.text("kind")
    problems = {}
    if whose not in (Whose.MINE, Whose.CHILD):
        problems["whose"] = "theirs" if whose == Whose.THEIRS else "whose_missing"
    elif kind not in kinds_of_things() or (kind == CHILD) != (whose == Whose.CHILD):
        problems["kind"] = "kind_missing"
    if not form.text("name"):
        problems["name"] = "name_missing"
    if problems:
        return _list(visit, form, problems=problems)
    thing = add_thing(visit.book, kind=kind, name=form.text("name"), whose=whose)
    return visit.go(THING, id=thing.id)


def _list(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said = words("web_safe_online_mine")
    kinds = [(code, text) for code, text in kinds_of_things().items() if code != CHILD]
    refused = (problems or {}).get("whose") == "theirs"
    return visit.show(
        PAGE,
        view="list",
        things=[_thing_row(each) for each in things(visit.book)],
        kinds=kinds,
        values=values,
        errors={name: said.text(key) for name, key in (problems or {}).items()},
        refused=error_words()["somebody-elses"] if refused else None,
    )


def _thing_row(thing: Thing) -> dict[str, object]:
    return {
        "id": thing.id,
        "name": thing.name,
        "kind": kinds_of_things()[thing.kind],
        "looked": len(thing.answers) - thing.count(Found.NOT_LOOKED),
        "all": len(checks_for(thing.kind)),
        "found": thing.count(Found.FOUND),
    }


def show_thing(visit: Visit) -> Response:
    """Show what can be looked for on one of her things, and what she said so far.

    Args:
        visit: its parameter `id` names the thing.
    """
    thing = _thing(visit)
    if thing is None:
        return _closed(visit)
    advice = topics()["children"] if thing.kind == CHILD else None
    return visit.show(
        PAGE,
        view="thing",
        thing=thing,
        kind=kinds_of_things()[thing.kind],
        checks=[_check_row(thing, each) for each in checks_for(thing.kind)],
        advice=[advice.more.text("notices"), *advice.more.texts("change")] if advice else (),
    )


def _check_row(thing: Thing, check: Fact) -> dict[str, object]:
    answer = thing.answers.get(check.id)
    states = words(WORDS).table("states")
    return {
        "id": check.id,
        "name": check.name,
        "state": states.text(answer.found) if answer else "",
        "day": show_stated(answer.day) if answer and answer.day else "",
        "words": answer.words if answer else "",
        "entry": answer.entry if answer else "",
    }


def forget(visit: Visit) -> Response:
    """Delete a thing and what she said of it.

    Args:
        visit: its parameter `id` names the thing.
    """
    forget_thing(visit.book, visit.text("id"))
    # What was sent as it locked is a copy of it.
    drop_draft(visit.book.drawer, CHECK)
    visit.say_next(words("web_safe_online_mine").text("forgotten"))
    return visit.go(NAME)


def show_check(visit: Visit) -> Response:
    """Show how to look, what it shows and what not, and the form for what she found.

    Args:
        visit: parameters `id` of the thing and `check`.
    """
    draft = find_draft(visit.book.drawer, CHECK)
    if draft and not visit.text("id"):
        return visit.go(CHECK, id=draft.text("thing"), check=draft.text("check"))
    thing = _thing(visit)
    if thing is None or not _fits(visit, thing):
        return _closed(visit)
    if draft and (draft.text("thing"), draft.text("check")) == (thing.id, visit.text("check")):
        return _check(visit, thing, draft)
    answer = thing.answers.get(visit.text("check"))
    told = {"found": answer.found, "words": answer.words, "who": answer.who} if answer else {}
    values = Form(fields={name: (str(value),) for name, value in told.items()})
    return _check(visit, thing, values)


def answer_check(visit: Visit) -> Response:
    """Keep what she found, in the drawer or as an entry.

    Args:
        visit: the form, its files sealed already; parameters `id` and `check`.
    """
    thing, check = _thing(visit), visit.text("check")
    if thing is None or not _fits(visit, thing):
        let_go(visit)
        return _closed(visit)
    form, keeps = visit.form, visit.form.text("then") == KEEP
    problems = _problems(form, keeps=keeps, has_files=bool(visit.files))
    if problems:
        let_go(visit)
        return _check(visit, thing, form, problems=problems)
    said = words("web_safe_online_mine")
    answer = Answer(found=Found(form.text("found")), words=form.text("words"), who=form.text("who"))
    thing = note_answer(visit.book, thing, check, answer)
    if keeps:
        keep_answer(visit.book, thing, check, [hand_over(each) for each in visit.files])
    drop_draft(visit.book.drawer, CHECK)
    visit.say_next(said.text("kept" if keeps else "noted"))
    return visit.go(THING, id=thing.id)


def _problems(form: Form, *, keeps: bool, has_files: bool) -> dict[str, str]:
    if form.text("found") not in set(Found):
        return {"found": "found_missing"}
    if keeps and form.text("found") == Found.NOT_LOOKED:
        return {"found": "not_looked"}
    return {"files": "files_need_entry"} if has_files and not keeps else {}


def _check(
    visit: Visit, thing: Thing, values: Form, *, problems: Mapping[str, str] | None = None
) -> Response:
    said, fact = words("web_safe_online_mine"), checks()[visit.text("check")]
    states = words(WORDS).table("states")
    answer = thing.answers.get(fact.id)
    return visit.show(
        PAGE,
        view="check",
        thing=thing,
        fact=fact,
        more=fact.more.values,
        values=values,
        states=[(each, states.text(each)) for each in Found],
        errors={name: said.text(key) for name, key in (problems or {}).items()},
        kept_as=answer.entry if answer else "",
        foot=foot(fact, now().date()),
    )


def _is_open(visit: Visit) -> bool:
    return LOOK in passed(visit.book)


def _thing(visit: Visit) -> Thing | None:
    return find_thing(visit.book, visit.text("id")) if _is_open(visit) else None


def _fits(visit: Visit, thing: Thing) -> bool:
    return visit.text("check") in {each.id for each in checks_for(thing.kind)}


def _closed(visit: Visit) -> Response:
    visit.say_next(words("web_safe_online").text("closed"))
    return visit.go(FRONT)


ROUTES = (
    Route(name=NAME, show=show, act=add),
    Route(name=THING, show=show_thing),
    Route(name=f"{NAME}.forget", act=forget),
    Route(name=CHECK, show=show_check, act=answer_check, kept=True, files=True),
)
