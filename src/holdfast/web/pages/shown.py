"""A page that answered a form, shown by the GET after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.web.after_posts import SHOWN_IN_FIRST_USE
from holdfast.web.pages.errors import answer_not_here
from holdfast.web.routes import Route, Who
from holdfast.web.visit import ANSWER_ID, SHOWN

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit


def show(visit: Visit) -> Response:
    """Show it again, as often as she comes back to it; after many others it is gone."""
    kept = visit.session.answers.get(visit.text(ANSWER_ID))
    return answer_not_here(visit) if kept is None else kept


ROUTES = (
    Route(name=SHOWN, show=show),
    Route(name=SHOWN_IN_FIRST_USE, show=show, who=Who.FIRST_USE),
)
