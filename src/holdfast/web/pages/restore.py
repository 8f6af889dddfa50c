"""A notebook comes back from a back-up: chosen, sent, put in place; then the lock page opens it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from holdfast.knowledge.wording import words
from holdfast.web.after_posts import cookie_that_says
from holdfast.web.cookies import DOOR, SESSION, drop_cookie, set_cookie
from holdfast.web.events import stream_progress
from holdfast.web.restore_job import NAME, RestoreJob
from holdfast.web.routes import Route, Who
from holdfast.web.visit import SEE_OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.web.visit import Visit


def show(visit: Visit) -> Response:
    """Ask for the file."""
    return _form(visit)


def _form(visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
    return visit.show("restore.html", errors=errors)


async def begin(visit: Visit) -> Response:
    """Begin to put in place what was sent.

    Args:
        visit: its session has the job that took the file.
    """
    job = _job(visit)
    if job is None or not job.size:
        if job is not None:
            visit.session.jobs.pop(NAME)
            job.file.close()
        return _form(visit, {"file": words("web_restore").text("file_missing")})
    asyncio.get_running_loop().run_in_executor(visit.shell.bench, job.run, visit.shell.door)
    return visit.go("first-use.restoring")


async def progress(visit: Visit) -> Response:
    """Show how far it is; without scripts she presses "look again".

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None:
        return visit.go(NAME)
    if job.error is not None:
        visit.session.jobs.pop(NAME)
        raise job.error
    if job.ended.is_set():
        return visit.go("first-use.restored")
    return visit.show("restore-progress.html", job=job.progress())


async def progress_events(visit: Visit) -> Response:
    """Tell the page how far it is, until it has ended.

    Args:
        visit: hers; it must not end halfway because she only waits.
    """
    job = _job(visit)

    def find() -> RestoreJob | None:
        if job is not None:
            visit.session.seen()
        return job

    return stream_progress(find)


async def finish(visit: Visit) -> Response:
    """Leave first use behind: the lock page is next.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or job.error is not None or not job.ended.is_set():
        return visit.go("first-use.restoring")
    visit.shell.session = None
    response = RedirectResponse("/", status_code=SEE_OTHER)
    drop_cookie(response, SESSION)
    set_cookie(response, DOOR, cookie_that_says("restored", ""))
    return response


def _job(visit: Visit) -> RestoreJob | None:
    job = visit.session.jobs.get(NAME)
    return job if isinstance(job, RestoreJob) else None


ROUTES = (
    Route(name=NAME, show=show, act=begin, files=True, who=Who.FIRST_USE),
    Route(name="first-use.restoring", show=progress, who=Who.FIRST_USE),
    Route(name="first-use.events", show=progress_events, background=True, who=Who.FIRST_USE),
    Route(name="first-use.restored", show=finish, who=Who.FIRST_USE),
)
