"""Is this stalking or harassment: danger signs first, then questions that need no answer.

Nothing that is answered is stored, unless she presses the button that keeps it, in the drawer: it
travels from page to page in the form alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.recognising import (
    ALL,
    forget_answers,
    keep_answers,
    kept_answers,
    recognising_facts,
    signs_for_people,
)
from holdfast.knowledge.law import Jurisdiction, facts, is_researched, local_help
from holdfast.knowledge.recognise_words import place_word, sign_choices
from holdfast.knowledge.wording import words
from holdfast.web.moments import say_when
from holdfast.web.recognise_form import FOR, FRIEND, SIGN, THEN, carried, read_told
from holdfast.web.recognise_view import END, end_view, facts_view, people_view, theme_view
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.insight.recognising import Told
    from holdfast.web.visit import Visit

NAME, FRIENDS = "recognise", "recognise.friend"
ASK, KEPT, FORGET = "recognise.ask", "recognise.kept", "recognise.forget"
KEEP, PEOPLE = "keep", "people"


def show(visit: Visit) -> Response:
    """Show the danger signs, none answered, and whether earlier answers lie in the drawer.

    Args:
        visit: hers.
    """
    return _first(visit, friend=False)


def show_friend(visit: Visit) -> Response:
    """Show the same for a friend or relative, with how to help.

    Args:
        visit: hers.
    """
    return _first(visit, friend=True)


def _first(visit: Visit, *, friend: bool) -> Response:
    kept = kept_answers(visit.book, friend=friend)
    key = "ask_friend" if friend else "ask"
    signs = facts(Jurisdiction.ENGLAND_WALES, "signs").values()
    return visit.show(
        "recognise.html",
        friend=friend,
        signs=[(f"{SIGN}{each.id}", each.more.text(key)) for each in signs],
        sign_choices=sign_choices(),
        places=[(str(each), place_word(str(each))) for each in Jurisdiction],
        helping=facts_view(recognising_facts("friend"), now()) if friend else (),
        kept=say_when(kept.at) if kept else "",
    )


def act(visit: Visit) -> Response:
    """Go where the danger signs lead: to people, or on to the questions.

    Args:
        visit: the form.
    """
    return _lead(visit, read_told(visit.form))


def _lead(visit: Visit, told: Told) -> Response:
    place, found = Jurisdiction(told.place), signs_for_people(told)
    seen = people_view(told, found, now())
    if not is_researched(place):
        (fact,) = facts(place, "about").values()
        return visit.show(
            "recognise-people.html",
            elsewhere=fact,
            helpers=local_help(place),
            friend=told.friend,
            **seen,
        )
    if found:
        return visit.show(
            "recognise-people.html", friend=told.friend, carried=carried(told), **seen
        )
    return _ask(visit, told, ALL)


def ask(visit: Visit) -> Response:
    """Show another page of questions, or the end, or keep what was told and stop.

    Args:
        visit: the form; `then` says where to go.
    """
    told, then = read_told(visit.form), visit.form.text(THEN)
    if not is_researched(Jurisdiction(told.place)):
        return _lead(visit, told)
    if then == KEEP:
        keep_answers(visit.book, told)
        visit.say_next(words("web_recognise").text("kept_said"))
        return visit.go(FRIENDS if told.friend else NAME)
    if then == END:
        return _end(visit, told)
    return _ask(visit, told, then)


def _ask(visit: Visit, told: Told, step: str) -> Response:
    view = theme_view(told, step)
    return visit.show(
        "recognise-theme.html",
        friend=told.friend,
        carried=carried(told, but=str(view["step"])),
        **view,
    )


def _end(visit: Visit, told: Told) -> Response:
    return visit.show(
        "recognise-end.html", friend=told.friend, carried=carried(told), **end_view(told, now())
    )


def resume(visit: Visit) -> Response:
    """Go on with answers that were kept.

    Args:
        visit: the form says whose.
    """
    kept = kept_answers(visit.book, friend=visit.form.text(FOR) == FRIEND)
    if kept is None:
        return visit.go(NAME)
    if visit.form.text(THEN) == END and is_researched(Jurisdiction(kept.told.place)):
        return _end(visit, kept.told)
    return _lead(visit, kept.told)


def forget(visit: Visit) -> Response:
    """Throw away the answers that were kept.

    Args:
        visit: the form says whose.
    """
    friend = visit.form.text(FOR) == FRIEND
    forget_answers(visit.book, friend=friend)
    visit.say_next(words("web_recognise").text("forgotten"))
    return visit.go(FRIENDS if friend else NAME)


ROUTES = (
    Route(name=NAME, show=show, act=act),
    Route(name=FRIENDS, show=show_friend, act=act),
    Route(name=ASK, act=ask),
    Route(name=KEPT, act=resume),
    Route(name=FORGET, act=forget),
)
