"""The first minute of a new casebook: one sentence, then how she lives, then the recovery kit.

Each of the three can wait. How she lives is turned into settings at once; the answer itself is
neither stored nor shown again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.knowledge.wording import words
from holdfast.web.drafts import drop_draft, find_draft
from holdfast.web.forms import EMPTY
from holdfast.web.incident_form import ground_rules
from holdfast.web.routes import Route
from holdfast.web.screens import Words
from holdfast.web.settings import keep_settings

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

SAID = Words(words("web_begin"))

IDLE_MINUTES = {"share": 1, "leaving": 1, "apart": 5}
"""Offered with each way of living; she sees and can change it under This casebook."""


def sentence(visit: Visit) -> Response:
    """Ask for the first sentence, in her own words."""
    values = find_draft(visit.book.drawer, "begin") or EMPTY
    return visit.show("begin.html", step="sentence", values=values, rules=ground_rules())


def save_sentence(visit: Visit) -> Response:
    """Save the first sentence as an entry."""
    what = visit.form.text("what")
    if not what:
        errors = {"what": SAID.sentence_empty}
        return visit.show(
            "begin.html",
            step="sentence",
            values=visit.form,
            errors=errors,
            rules=ground_rules(),
        )
    add_incident(
        visit.book,
        NewIncident(what=what, asked=(ground_rules(), SAID.sentence_heading)),
        clock=visit.shell.clock.now,
    )
    drop_draft(visit.book.drawer, "begin")
    visit.say_next(SAID.sentence_saved)
    return visit.go("begin.living")


def living(visit: Visit) -> Response:
    """Offer settings for sharing a home, leaving, or living apart."""
    return visit.show("begin.html", step="living")


def set_by_living(visit: Visit) -> Response:
    """Turn the answer into settings and forget it."""
    minutes = IDLE_MINUTES.get(visit.form.text("living"))
    if minutes is not None:
        settings = replace(visit.session.settings, idle_minutes=minutes)
        visit.session.use(keep_settings(visit.book.drawer, settings))
    return visit.go("kit", first="yes")


ROUTES = (
    Route(name="begin", show=sentence, act=save_sentence, kept=True),
    Route(name="begin.living", show=living, act=set_by_living),
)
