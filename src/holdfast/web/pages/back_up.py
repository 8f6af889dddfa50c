"""Make a sealed back-up, see how far it is, and hand it over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from holdfast.actions.clock import now
from holdfast.knowledge.wording import words
from holdfast.web.back_up_job import NAME, BackUpJob
from holdfast.web.entry_view import show_size
from holdfast.web.events import stream_progress
from holdfast.web.headers import headers_for_file
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from holdfast.web.visit import Visit

GONE = 404


def show(visit: Visit) -> Response:
    """Say what a back-up is and where it will lie, or hand over the one that is ready.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is not None and not job.ended.is_set():
        return visit.go("back-up.progress")
    if job is not None and job.error is not None:
        visit.session.jobs.pop(NAME)
        raise job.error
    is_ready = job is not None and job.size > 0
    return visit.show(
        "back-up.html",
        file=job.name if job is not None and is_ready else _name(),
        is_ready=is_ready,
        size=show_size(job.size) if job is not None else "",
    )


async def make(visit: Visit) -> Response:
    """Begin to make it, unless one is being made; an older one is let go of.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or job.ended.is_set():
        if job is not None:
            job.clear()
        job = BackUpJob(name=_name(), seen=visit.session.seen)
        visit.session.jobs[NAME] = job
        asyncio.get_running_loop().run_in_executor(visit.shell.bench, job.run, visit.book)
    return visit.go("back-up.progress")


def _name() -> str:
    return f"notes-{now():%Y-%m-%d}.dat"


async def progress(visit: Visit) -> Response:
    """Show how far it is; without scripts she presses "look again".

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or job.ended.is_set():
        return visit.go(NAME)
    return visit.show("back-up-progress.html", job=job.progress())


async def progress_events(visit: Visit) -> Response:
    """Tell the page how far it is, until it has ended.

    Args:
        visit: hers; listening is no sign of her.
    """
    job = _job(visit)
    return stream_progress(lambda: job)


def hand_over(visit: Visit) -> Response:
    """Hand it over as a download.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or not job.size:
        return Response(status_code=GONE)
    headers = headers_for_file(job.name) | {"content-length": str(job.size)}
    return StreamingResponse(job.chunks(), headers=headers)


def clear(visit: Visit) -> Response:
    """Stop it, or clear it away.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is not None:
        visit.session.jobs.pop(NAME)
        job.stop()
    visit.say_next(words("web_back_up").text("cleared"))
    return visit.go("casebook")


def _job(visit: Visit) -> BackUpJob | None:
    job = visit.session.jobs.get(NAME)
    return job if isinstance(job, BackUpJob) else None


ROUTES = (
    Route(name=NAME, show=show, act=make),
    Route(name="back-up.progress", show=progress),
    Route(name="back-up.events", show=progress_events, background=True),
    Route(name="back-up.file", show=hand_over),
    Route(name="back-up.clear", act=clear),
)
