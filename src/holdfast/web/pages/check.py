"""Check this casebook: begin, see how far it is, read what was found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from holdfast.web.check_job import NAME, CheckJob
from holdfast.web.check_view import show_differing, show_matching
from holdfast.web.events import stream_progress
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from starlette.responses import Response

    from holdfast.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show what the last check found, and the button that begins one.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is not None and not job.ended.is_set():
        return visit.go("check.progress")
    if job is not None and job.error is not None:
        visit.session.jobs.pop(NAME)
        raise job.error
    return visit.show(
        "check.html",
        job=job,
        differing=show_differing(job.differing) if job else [],
        matching=show_matching(job.matching) if job else [],
    )


async def begin(visit: Visit) -> Response:
    """Begin a check, unless one is running.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or job.ended.is_set():
        job = CheckJob()
        visit.session.jobs[NAME] = job
        asyncio.get_running_loop().run_in_executor(visit.shell.bench, job.run, visit.book)
    return visit.go("check.progress")


async def progress(visit: Visit) -> Response:
    """Show how far it is; without scripts she presses "look again".

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or job.ended.is_set():
        return visit.go("check")
    return visit.show("check-progress.html", job=job.progress())


async def progress_events(visit: Visit) -> Response:
    """Tell the page how far it is, until it has ended.

    Args:
        visit: hers; listening is no sign of her.
    """
    job = _job(visit)
    return stream_progress(lambda: job)


def _job(visit: Visit) -> CheckJob | None:
    job = visit.session.jobs.get(NAME)
    return job if isinstance(job, CheckJob) else None


ROUTES = (
    Route(name=NAME, show=show, act=begin),
    Route(name="check.progress", show=progress),
    Route(name="check.events", show=progress_events, background=True),
)
