"""A sheet to print, for writing things down by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from holdfast.packs.log_sheet.sheet import log_sheet
from holdfast.web.headers import headers_for_file
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from holdfast.web.visit import Visit

NAME = "log-sheet"
FILE = "notes.pdf"


def show(visit: Visit) -> Response:
    """Say what the sheet is, before it is saved.

    Args:
        visit: hers.
    """
    return visit.show("log-sheet.html", file=FILE)


async def save(visit: Visit) -> Response:
    """Hand the sheet over.

    Args:
        visit: hers.
    """
    # On the bench: the first one is set now, and pages must not wait for that.
    return Response(await visit.shell.run_long(log_sheet), headers=headers_for_file(FILE))


ROUTES = (Route(name=NAME, show=show, act=save),)
