"""A file that is read again with an answer: how far that is, and the way to stop it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from holdfast.actions.afterwards import complete
from holdfast.actions.answer import find_by_sha256
from holdfast.knowledge.wording import words
from holdfast.web.events import stream_progress
from holdfast.web.read_again import NAME, ReadAgain, read_again_of
from holdfast.web.routes import Route
from holdfast.web.take_in_job import NAME as TAKE_IN
from holdfast.web.take_in_job import TakeInJob, take_in_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.responses import Response

    from holdfast.actions.account import FileAccount
    from holdfast.actions.so_far import Following
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.visit import Visit

SHORT_SECONDS = 2.0
"""What is read again within these is shown at once, without a page that says how far it is."""


async def begin_again(
    visit: Visit,
    sha256: str,
    answers: Mapping[str, str],
    read: Callable[[Following], FileAccount],
    *,
    said: str = "",
) -> Response:
    """Begin to read a file again; show what came of it, or how far it is if it takes long.

    Args:
        visit: hers.
        sha256: of the file, or the id of its entry.
        answers: choices by question id.
        read: reads it; told who follows.
        said: what the next page says; the usual thanks when empty.

    Returns:
        The next page. What ended it early, and soon, is raised as it was.
    """
    jobs, book = visit.session.jobs, visit.book
    before = read_again_of(jobs)
    job = ReadAgain(
        entry=await visit.run(partial(find_by_sha256, book, sha256)),
        answers=answers,
        read=read,
        put=partial(put_account, jobs, book),
        earlier=before if before is not None and not before.is_finished else None,
        said=said or words("web_take_in_account").text("answered"),
    )
    jobs[NAME] = job
    # The job keeps what went wrong; nobody else asks, and a trace on the terminal would name files.
    visit.shell.readings.submit(job.run, book)
    if not await asyncio.to_thread(job.wait, SHORT_SECONDS):
        return visit.go("take-in.reading")
    if job.error is not None:
        jobs.pop(NAME)
        raise job.error
    if job.is_stopped:
        visit.say_next(words("web_take_in_reading").text("stopped"))
    return visit.go("take-in.account")


def put_account(jobs: dict[str, object], book: OpenCasebook, account: FileAccount) -> None:
    """Have the page of the import show a file as it is read now.

    Args:
        jobs: of the session; where there is no import any more, the file is shown alone.
        book: the open casebook.
        account: of the new reading.
    """
    (read,) = complete(book, [account])
    job = take_in_of(jobs)
    if job is None:
        job = TakeInJob(sources=(), whose=read.whose, accounts=[read])
        job.ended.set()
        jobs[TAKE_IN] = job
        return
    for one in job.jobs:
        one.accounts[:] = [
            replace(read, path=each.path, already_held=each.already_held, notes=each.notes)
            if each.sha256 == account.sha256
            else each
            for each in one.accounts
        ]


async def progress(visit: Visit) -> Response:
    """Show how far it is; without scripts she presses "look again".

    Args:
        visit: hers.
    """
    job = read_again_of(visit.session.jobs)
    if job is None or job.is_finished:
        return visit.go("take-in.account")
    return visit.show("take-in-reading.html", job=job.progress())


async def progress_events(visit: Visit) -> Response:
    """Tell the page how far it is, until it has ended.

    Args:
        visit: hers; listening is no sign of her.
    """

    def find() -> ReadAgain | None:
        # A screen that has locked meanwhile is told no more.
        return read_again_of(visit.session.jobs) if visit.shell.session is visit.session else None

    return stream_progress(find)


async def stop(visit: Visit) -> Response:
    """Stop reading: what was read before stands.

    Args:
        visit: hers.
    """
    job = read_again_of(visit.session.jobs)
    if job is not None:
        job.stop()
        await asyncio.to_thread(job.wait)
        said = "stopped" if any(each.is_stopped for each in job.jobs) else "too_late"
        visit.say_next(words("web_take_in_reading").text(said))
    return visit.go("take-in.account")


ROUTES = (
    Route(name="take-in.reading", show=progress),
    Route(name="take-in.reading-events", show=progress_events, background=True),
    Route(name="take-in.reading-stop", act=stop),
)
