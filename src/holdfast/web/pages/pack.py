"""Make a pack: choose, look at what it reveals, make it, hand it over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from holdfast.actions.clock import now
from holdfast.actions.make_pack import preview
from holdfast.knowledge.wording import words
from holdfast.packs.content import Audience
from holdfast.web.drafts import drop_draft, find_draft, keep_draft
from holdfast.web.entry_view import show_size
from holdfast.web.events import stream
from holdfast.web.forms import EMPTY, Form
from holdfast.web.headers import headers_for_file
from holdfast.web.pack_choice import LATER, SOME, problems_of, read_choice, way_of
from holdfast.web.pack_job import NAME, PackJob
from holdfast.web.pack_view import show_preview
from holdfast.web.routes import Route
from holdfast.web.ticking import entries_to_tick

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.web.visit import Visit

LOOK_EVERY_SECONDS = 0.3
THEN = "then"
GONE = 404


def show(visit: Visit) -> Response:
    """Show what can be chosen.

    Args:
        visit: its parameter `entries` lists entries to begin with.
    """
    values = find_draft(visit.book.drawer, NAME) or EMPTY
    chosen = visit.texts("entries")
    if chosen:
        values = Form(fields={**values.fields, "which": (SOME,), "entries": chosen})
    return _form(visit, values)


def choose(visit: Visit) -> Response:
    """Keep what she chose, and go on to what it reveals.

    Args:
        visit: the form.
    """
    drawer = visit.book.drawer
    before = find_draft(drawer, NAME) or EMPTY
    chosen = {name: list(before.texts(name)) for name in LATER} | dict(visit.form.hers)
    if chosen.pop(THEN, None):
        keep_draft(drawer, NAME, chosen | {"which": [SOME]})
        return visit.go("pack")
    problems = problems_of(visit.form)
    if problems:
        return _form(visit, visit.form, problems=problems)
    keep_draft(drawer, NAME, chosen)
    return visit.go("pack.preview")


def _form(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said, job = words("web_pack"), _job(visit)
    picks = values.text("which") == SOME
    return visit.show(
        "pack.html",
        values=values,
        errors={field: said.text(key) for field, key in (problems or {}).items()},
        picks=picks,
        groups=entries_to_tick(visit.book) if picks else [],
        audiences=[(each.value, *said.table("audiences").texts(each.value)) for each in Audience],
        is_waiting=job is not None,
    )


async def look(visit: Visit) -> Response:
    """Show what the pack would hold and reveal.

    Args:
        visit: hers.
    """
    values = await visit.run(lambda: find_draft(visit.book.drawer, NAME))
    if values is None:
        return visit.go("pack")
    # Large pictures are taken apart to see what they hold: pages must not wait for that.
    ready = await visit.shell.run_long(lambda: preview(visit.book, read_choice(values, visit.book)))
    shown = await visit.run(lambda: show_preview(visit.book, ready))
    return visit.show("pack-preview.html", values=values, way=way_of(values), shown=shown)


async def make(visit: Visit) -> Response:
    """Look again with what was ticked, or begin to make it.

    Args:
        visit: the form; its `then` says which.
    """
    book, form = visit.book, visit.form
    before = await visit.run(lambda: find_draft(book.drawer, NAME))
    if before is None:
        return visit.go("pack")
    merged = {**before.fields, **{name: form.texts(name) for name in LATER}}
    await visit.run(lambda: keep_draft(book.drawer, NAME, merged))
    if form.text("then") != "make":
        return visit.go("pack.preview")
    values = Form(fields=merged)
    choice = await visit.run(lambda: read_choice(values, book))
    _clear(visit)
    job = PackJob(choice=choice, way=way_of(values), day=f"{now():%Y-%m-%d}")
    visit.session.jobs[NAME] = job
    asyncio.get_running_loop().run_in_executor(visit.shell.bench, job.run, book)
    return visit.go("pack.progress")


def _job(visit: Visit) -> PackJob | None:
    job = visit.session.jobs.get(NAME)
    return job if isinstance(job, PackJob) else None


def _clear(visit: Visit) -> None:
    job = _job(visit)
    if job is not None:
        job.stop()
        visit.session.jobs.pop(NAME)
        if job.is_finished:
            job.clear()


async def progress(visit: Visit) -> Response:
    """Show how far it is; without scripts she presses "look again".

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None:
        return visit.go("pack")
    if job.error is not None:
        visit.session.jobs.pop(NAME)
        raise job.error
    if job.is_finished:
        return visit.go("pack.done")
    return visit.show("pack-progress.html", job=job.progress())


async def progress_events(visit: Visit) -> Response:
    """Tell the page how far it is, until it has ended.

    Args:
        visit: hers; listening is no sign of her.
    """

    async def happenings() -> AsyncIterator[tuple[str, Mapping[str, JsonValue]]]:
        job = _job(visit)
        while job is not None:
            said = job.progress()
            yield "progress", said
            if said["finished"]:
                return
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    return stream(happenings())


def done(visit: Visit) -> Response:
    """Show what was made, how to hand it over, and what to mind.

    Args:
        visit: hers.
    """
    job = _job(visit)
    if job is None or not job.is_finished:
        return visit.go("pack.progress" if job else "pack")
    if job.error is not None:
        visit.session.jobs.pop(NAME)
        raise job.error
    return visit.show(
        "pack-done.html",
        files=[(name, show_size(file.size)) for name, file in job.files.items()],
        zip_name=job.zip_name,
        way=job.way,
        password=job.password.split(),
    )


def hand_over_file(visit: Visit) -> Response:
    """Hand over one file of it.

    Args:
        visit: its parameter `name`.
    """
    job, name = _job(visit), visit.text("name")
    if job is None or name not in job.files:
        return Response(status_code=GONE)
    headers = headers_for_file(name) | {"content-length": str(job.files[name].size)}
    return StreamingResponse(job.chunks(name), headers=headers)


def clear(visit: Visit) -> Response:
    """Stop it, or clear it away; what was chosen stays chosen until `forget` is sent along.

    Args:
        visit: the form.
    """
    _clear(visit)
    said = words("web_pack")
    if visit.form.has("forget"):
        drop_draft(visit.book.drawer, NAME)
        visit.say_next(said.text("cleared"))
        return visit.go("home")
    visit.say_next(said.text("stopped"))
    return visit.go("pack")


ROUTES = (
    Route(name=NAME, show=show, act=choose, kept=True),
    Route(name="pack.preview", show=look, act=make),
    Route(name="pack.progress", show=progress),
    Route(name="pack.events", show=progress_events, background=True),
    Route(name="pack.done", show=done),
    Route(name="pack.file", show=hand_over_file),
    Route(name="pack.clear", act=clear),
)
