"""Find help: services, a card to print, and lists from others. What she looks for is not kept."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.actions.find_help import (
    calendar,
    export_directory,
    feeds,
    forget_feed,
    look_for_help,
    take_in_feed,
)
from holdfast.actions.service_lines import codes, named
from holdfast.insight.finding_help import Wanted
from holdfast.insight.opening import uk_wall_clock
from holdfast.knowledge.wording import words
from holdfast.model.errors import FeedUnreadableError
from holdfast.model.service import How
from holdfast.web.headers import headers_for_file
from holdfast.web.moments import say_when
from holdfast.web.paging import part_of
from holdfast.web.routes import Route
from holdfast.web.screens import Words
from holdfast.web.service_view import service_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.insight.finding_help import Fitting, Help
    from holdfast.web.sealed_addresses import Parameter
    from holdfast.web.visit import Visit

NAME = "find-help"
SAID = Words(words("web_find_help"))
FILE = "services.json"
OLDEST = 120
TEXTS = ("need", "area", "age", "language", "how", "open_now", "words")
ALL, PART = "all", "part"
AT_ONCE = 60
"""Services on a page; the project's own list fits."""


def show(visit: Visit) -> Response:
    """Show what is always on top, the boxes to fill in, and what fits.

    Args:
        visit: its parameters say what she asks for.
    """
    asked = {name: visit.text(name) for name in TEXTS}
    return _page(visit, asked, visit.texts("identity"))


def find(visit: Visit) -> Response:
    """Find what fits; the address of the answer is sealed and dies with the session.

    Args:
        visit: the form.
    """
    asked: dict[str, Parameter] = {name: visit.form.text(name) for name in TEXTS}
    identities = [each for each in visit.form.texts("identity") if each in codes("identity")]
    age = str(asked["age"])
    if age and _age(age) is None:
        texts = {name: str(value) for name, value in asked.items()}
        return _page(visit, texts, identities, {"age": SAID.age_error})
    return visit.go(NAME, identity=identities, all=visit.form.text(ALL), **asked)


def _page(
    visit: Visit,
    asked: dict[str, str],
    identities: Sequence[str],
    errors: dict[str, str] | None = None,
) -> Response:
    found = _found(visit, asked, identities)
    is_asked = bool(any(asked.values()) or identities or visit.text(ALL))
    shown = found.found if is_asked else list(takewhile(_is_named, found.found))
    part = part_of(shown, visit.number(PART, 1), AT_ONCE)
    known = calendar()
    return visit.show(
        "find-help.html",
        step="find",
        top=[service_view(each) for each in found.on_top],
        found=[service_view(each) for each in part.items],
        part=part,
        turn=lambda number: visit.link(
            NAME, identity=list(identities), all=visit.text(ALL), **asked, **{PART: number}
        ),
        is_asked=is_asked,
        asked=asked,
        identities=identities,
        errors=errors,
        needs=[(each, named("need", each)) for each in codes("need")],
        areas=[(each.code, each.says) for each in known.areas.values()],
        who=[(each, named("identity", each)) for each in codes("identity")],
        ways=[(each, named("how", each)) for each in codes("how")],
        years=", ".join(str(each) for each in sorted(known.holidays.years)),
    )


def _is_named(each: Fitting) -> bool:
    return bool(each.service.first)


def _found(visit: Visit, asked: dict[str, str], identities: Sequence[str]) -> Help:
    how = asked["how"]
    wanted = Wanted(
        need=asked["need"],
        area=asked["area"],
        age=_age(asked["age"]),
        identities=frozenset(identities),
        language=asked["language"],
        how=How(how) if how in codes("how") else None,
        open_now=bool(asked["open_now"]),
        words=asked["words"],
    )
    wall = uk_wall_clock(visit.shell.clock.now())
    return look_for_help(wanted, wall=wall, book=visit.book)


def _age(text: str) -> int | None:
    is_age = text.isdecimal() and text.isascii() and int(text[:4]) <= OLDEST
    return int(text) if is_age else None


def card(visit: Visit) -> Response:
    """Show a card with the numbers to call first.

    Args:
        visit: hers.
    """
    found = look_for_help(Wanted(), wall=uk_wall_clock(visit.shell.clock.now()))
    rows = [each for each in (*found.on_top, *found.found) if _is_on_card(each)]
    return visit.show("find-help.html", step="card", found=[service_view(each) for each in rows])


def _is_on_card(each: Fitting) -> bool:
    return bool(each.service.first and each.service.numbers)


def lists(visit: Visit) -> Response:
    """Show the lists that were taken in.

    Args:
        visit: hers.
    """
    return _lists(visit, None)


def _lists(visit: Visit, errors: dict[str, str] | None) -> Response:
    rows = [
        {
            "id": each.id,
            "says": SAID.lists_one.format(
                name=each.name, n=len(each.services), when=say_when(each.taken_in)
            ),
        }
        for each in feeds(visit.book)
    ]
    return visit.show("find-help.html", step="lists", lists=rows, errors=errors)


def take_in(visit: Visit) -> Response:
    """Take a list in; the file itself is not kept.

    Args:
        visit: the form and its file.
    """
    book = visit.book
    errors: dict[str, str] | None = {"list": SAID.lists_missing}
    for received in visit.files:
        try:
            if received.kept.size_bytes:
                chunks = book.originals.open_kept(received.kept).chunks()
                take_in_feed(book, chunks, name=received.name, clock=visit.shell.clock.now())
                errors = None
        except FeedUnreadableError:
            errors = {"list": SAID.lists_bad}
        finally:
            book.originals.forget(received.kept)
    if errors:
        return _lists(visit, errors)
    visit.say_next(SAID.lists_done)
    return visit.go(f"{NAME}.lists")


def drop(visit: Visit) -> Response:
    """Destroy a list that was taken in.

    Args:
        visit: its parameter `id` names the list.
    """
    forget_feed(visit.book, visit.text("id"))
    visit.say_next(SAID.lists_dropped)
    return visit.go(f"{NAME}.lists")


def export(visit: Visit) -> Response:
    """Hand over the whole list for other programs.

    Args:
        visit: hers.
    """
    return Response(export_directory(visit.book), headers=headers_for_file(FILE))


ROUTES = (
    Route(name=NAME, show=show, act=find),
    Route(name=f"{NAME}.card", show=card),
    Route(name=f"{NAME}.lists", show=lists, act=take_in, files=True),
    Route(name=f"{NAME}.drop", act=drop),
    Route(name=f"{NAME}.export", act=export),
)
