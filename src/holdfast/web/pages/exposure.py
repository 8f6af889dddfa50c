"""What is public about her: a list she works through herself; nothing is looked up here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.exposure import (
    STATES,
    TEXTS,
    TOPIC,
    Exposure,
    exposure_kept,
    forget_exposure,
    keep_exposure,
    log_exposure,
)
from holdfast.knowledge.law import Jurisdiction, facts
from holdfast.knowledge.wording import words
from holdfast.model.errors import NoSuchEntryError
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.entry_view import show_stated
from holdfast.web.fact_view import source_lines
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.knowledge.law import Fact
    from holdfast.web.forms import Form
    from holdfast.web.visit import Visit

NAME = "exposure"
PLACE = "exposure.place"


def show(visit: Visit) -> Response:
    """Show the list, with what she kept of each place.

    Args:
        visit: hers.
    """
    kept = exposure_kept(visit.book)
    places = [_line(fact, kept.get(fact.id)) for fact in _known().values()]
    return visit.show("exposure.html", places=places, place=None)


def _known() -> Mapping[str, Fact]:
    return facts(Jurisdiction.ENGLAND_WALES, TOPIC)


def _line(fact: Fact, kept: Exposure | None) -> dict[str, object]:
    said, states = words("web_exposure"), words(TOPIC).table("state")
    stands = said.text("state_none")
    if kept:
        state = states.text(kept.state or "looked")
        stands = said.text("kept_on").format(state=state, day=show_stated(kept.on))
    return {
        "id": fact.id,
        "name": fact.name,
        "says": fact.says,
        "stands": stands,
        "is_logged": bool(kept and kept.logged),
    }


def look(visit: Visit) -> Response:
    """Show one place, and the form with what she kept.

    Args:
        visit: its parameter `id`.
    """
    draft = None if visit.text("id") else find_draft(visit.book.drawer, PLACE)
    if draft is None:
        return _show_place(visit, _kept(visit, visit.text("id")))
    # Sent after the notebook had locked.
    return _show_place(visit, _read(draft, _kept(visit, draft.text("place"))))


def _kept(visit: Visit, place: str) -> Exposure:
    if place not in _known():
        raise NoSuchEntryError
    return exposure_kept(visit.book).get(place, Exposure(place=place))


def _read(form: Form, before: Exposure) -> Exposure:
    state = form.text("state")
    return replace(
        before,
        state=state if state in STATES else "",
        **{name: form.text(name) for name in TEXTS},
    )


def _show_place(
    visit: Visit, exposure: Exposure, *, errors: dict[str, str] | None = None
) -> Response:
    fact = _known()[exposure.place]
    return visit.show(
        "exposure.html",
        place=fact,
        look=fact.more.text("look"),
        can=fact.more.text("can"),
        warn=fact.more.text_or_empty("warn"),
        sources=source_lines(fact, now().date()),
        kept=exposure,
        has_kept=bool(exposure.on),
        errors=errors,
    )


def keep(visit: Visit) -> Response:
    """Keep what she wrote in the drawer; write it into the record when she pressed that button.

    Args:
        visit: its parameter `id`; the form.
    """
    said, clock = words("web_exposure"), now()
    before = _kept(visit, visit.text("id"))
    exposure = _read(visit.form, before)
    wants_log = visit.form.has("log") and not before.logged
    if wants_log and not exposure.has_words:
        return _show_place(visit, exposure, errors={"looked": said.text("nothing")})
    if wants_log:
        exposure = replace(exposure, logged=log_exposure(visit.book, exposure, clock=clock).id)
    keep_exposure(visit.book, exposure, clock=clock)
    drop_draft(visit.book.drawer, PLACE)
    visit.say_next(said.text("logged" if wants_log else "kept"))
    return visit.go(PLACE, id=exposure.place) if wants_log else visit.go(NAME)


def forget(visit: Visit) -> Response:
    """Throw away what she wrote about a place.

    Args:
        visit: its parameter `id`.
    """
    forget_exposure(visit.book, visit.text("id"))
    # What was sent as it locked is a copy of it.
    drop_draft(visit.book.drawer, PLACE)
    visit.say_next(words("web_exposure").text("forgotten"))
    return visit.go(NAME)


ROUTES = (
    Route(name=NAME, show=show),
    Route(name=PLACE, show=look, act=keep, kept=True),
    Route(name="exposure.forget", act=forget),
)
