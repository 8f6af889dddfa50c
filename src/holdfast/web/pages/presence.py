"""A page's quiet questions: she is still here; is it still open?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.web.routes import Route

if TYPE_CHECKING:
    from holdfast.web.visit import Visit

NO_CONTENT = 204


async def still_here(visit: Visit) -> Response:
    """Note that she typed, pressed or moved something.

    Args:
        visit: hers.
    """
    visit.session.seen()
    return Response(status_code=NO_CONTENT)


async def still_open(visit: Visit) -> Response:
    """Tell a page in the background that it is still open; no sign of her.

    Args:
        visit: hers; reaching this is the answer.
    """
    del visit
    return Response(status_code=NO_CONTENT)


ROUTES = (
    Route(name="presence.here", act=still_here),
    Route(name="presence.open", show=still_open, background=True),
)
