"""A sexual picture of somebody under 18: she says so, and it is gone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.withdraw import purge_forbidden_image, withdrawn_along
from holdfast.model.entry import Kind
from holdfast.model.errors import NotThatKindError
from holdfast.web.back_up_job import NAME as BACK_UP
from holdfast.web.back_up_job import BackUpJob
from holdfast.web.pack_job import PackJob
from holdfast.web.pack_look import forget_opened
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit

NAME = "forbidden"
PACK = "pack"


def show(visit: Visit) -> Response:
    """Say what will happen and who takes such pictures off the internet, before it happens.

    Args:
        visit: its parameter `id` names the exhibit.

    Raises:
        NotThatKindError: the entry holds no file.
    """
    entry = visit.book.record.entry(visit.text("id"))
    if entry.kind is not Kind.EXHIBIT:
        raise NotThatKindError
    along = [visit.book.record.entry(each) for each in withdrawn_along(visit.book, entry)]
    return visit.show(
        "forbidden.html",
        step="ask",
        id=entry.id,
        number=entry.fields.get("number"),
        along=[f"{each.fields.get('number')}: {each.text('name')}" for each in along],
    )


def purge(visit: Visit) -> Response:
    """Destroy it at once, and whatever else in this process may hold it.

    Args:
        visit: its parameter `id` names the exhibit.
    """
    purge_forbidden_image(visit.book, visit.text("id"))
    job = visit.session.jobs.pop(PACK, None)
    if isinstance(job, PackJob):
        job.stop()
        if job.is_finished:
            job.clear()
    forget_opened(visit.session)
    copy = visit.session.jobs.pop(BACK_UP, None)
    if isinstance(copy, BackUpJob):
        copy.stop()
    return visit.go("forbidden.gone")


def gone(visit: Visit) -> Response:
    """Say that it is gone, and where help is.

    Args:
        visit: hers.
    """
    return visit.show("forbidden.html", step="gone")


ROUTES = (
    Route(name=NAME, show=show, act=purge),
    Route(name="forbidden.gone", show=gone),
)
