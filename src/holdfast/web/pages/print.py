"""Any page as a neutral PDF, to keep outside or to print.

The page is made again as she sees it, from its sealed address and inside her session. What stands
in it is read as data; nothing of the program around it goes along.
"""

from __future__ import annotations

import inspect
from functools import partial
from typing import TYPE_CHECKING, cast

from starlette.responses import HTMLResponse, Response

from holdfast.packs.papers.blocks import lines_of
from holdfast.packs.papers.page_copy import page_copy
from holdfast.web.headers import headers_for_file
from holdfast.web.page_blocks import blocks_of
from holdfast.web.pages.errors import answer_not_here
from holdfast.web.routes import Route
from holdfast.web.session import SAID_ONCE
from holdfast.web.visit import COPY, OF, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.packs.papers.blocks import Block

FILE = "notes.pdf"
SAVED = "page-saved"
MOST_LINES = 300
OK = 200


async def show(visit: Visit) -> Response:
    """Say what the file will show and what becomes of it.

    Args:
        visit: its parameter `of` is the sealed address of the page.
    """
    blocks = await _seen_again(visit)
    if not blocks:
        return answer_not_here(visit)
    lines = list(lines_of(blocks))
    return visit.show(
        "print.html",
        file=FILE,
        first=lines[0],
        lines=lines[:MOST_LINES],
        more=len(lines) > MOST_LINES,
        page=visit.text(OF),
    )


async def save(visit: Visit) -> Response:
    """Hand the file over, and note in the journal that a page left.

    Args:
        visit: its parameter `of` is the sealed address of the page.
    """
    blocks = await _seen_again(visit)
    if not blocks:
        return answer_not_here(visit)
    # On the bench: it is set by a program of its own, and pages must not wait for that.
    paper = await visit.shell.run_long(partial(page_copy, blocks))
    await visit.run(partial(visit.book.activity.note, SAVED))
    return Response(paper.pdf, headers=headers_for_file(FILE))


async def _seen_again(visit: Visit) -> tuple[Block, ...]:
    address = visit.session.addresses.find(visit.text(OF))
    route = visit.shell.routes.get(address.route) if address else None
    is_hers = route is not None and route.who is visit.session.who and route.on_paper
    if address is None or route is None or route.show is None or not is_hers:
        return ()
    again = Visit(session=visit.session, route=route, shell=visit.shell, params=address.params)
    # What is to be said once is for the page that she goes to, not for the copy.
    waiting = visit.session.notes.pop(SAID_ONCE, None)
    try:
        page = await _shown(again)
    finally:
        if waiting is not None:
            visit.session.notes[SAID_ONCE] = waiting
    if not isinstance(page, HTMLResponse) or page.status_code != OK:
        return ()
    return blocks_of(bytes(page.body).decode())


async def _shown(visit: Visit) -> Response:
    handler = visit.route.show
    if inspect.iscoroutinefunction(handler):
        return cast("Response", await handler(visit))
    return await visit.run(partial(cast("Callable[[Visit], Response]", handler), visit))


ROUTES = (Route(name=COPY, show=show, act=save, on_paper=False),)
