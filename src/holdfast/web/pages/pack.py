"""Make a pack: choose, look at what it reveals, make it, hand it over."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from holdfast.actions.clock import now
from holdfast.knowledge.wording import words
from holdfast.packs.content import Audience
from holdfast.packs.names import OFFICER_ONLY
from holdfast.packs.portal import LOCKED_PAPER
from holdfast.web.drafts import drop_draft, find_draft, keep_draft
from holdfast.web.entry_view import show_size
from holdfast.web.events import stream, stream_progress
from holdfast.web.forms import EMPTY, Form
from holdfast.web.headers import headers_for_file
from holdfast.web.pack_choice import LATER, SOME, mark_of, problems_of, way_of
from holdfast.web.pack_job import NAME, PackJob
from holdfast.web.pack_look import (
    Looking,
    begin_look,
    end_look,
    find_look,
    find_looking,
    made_now,
    open_ahead,
)
from holdfast.web.pack_view import LISTS, Turned, boxes_elsewhere, show_preview
from holdfast.web.paging import turned_to
from holdfast.web.routes import Route
from holdfast.web.ticking import KINDS, TICKED, Sought, entries_to_tick, ticked_elsewhere

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from holdfast.model.entry import JsonValue
    from holdfast.web.pack_look import Look
    from holdfast.web.visit import Visit

LOOK_EVERY_SECONDS = 0.3
LOOKED: Mapping[str, JsonValue] = {"done": 1, "all": 1, "messages": 0, "finished": True}
PATIENCE_SECONDS = 1.0
"""So long a page waits for what takes long before it says how far that is."""

THEN = "then"
FOR_OFFICER = (OFFICER_ONLY, LOCKED_PAPER.format(number=1))
"""The paper that is never in the zip."""

GONE = 404


def show(visit: Visit) -> Response:
    """Show what can be chosen.

    Args:
        visit: its parameter `entries` lists entries to begin with; `find`, `only` and `part` say
            which part of the list is shown.
    """
    open_ahead(visit.session, visit.book, visit.shell.bench)
    values = find_draft(visit.book.drawer, NAME) or EMPTY
    chosen = visit.texts("entries")
    if chosen:
        values = Form(fields={**values.fields, "which": (SOME,), "entries": chosen})
    only = visit.text("only") or (TICKED if chosen else "")
    sought = Sought(find=visit.text("find"), only=only, number=visit.number("part", 1))
    return _form(visit, values, sought)


def choose(visit: Visit) -> Response:
    """Keep what she chose, and go on to what it reveals.

    Args:
        visit: the form; its `then` says whether the list of entries is to be shown or turned.
    """
    drawer = visit.book.drawer
    before = find_draft(drawer, NAME) or EMPTY
    chosen = {name: list(before.texts(name)) for name in LATER} | dict(visit.form.hers)
    then = "".join(chosen.pop(THEN, []))
    find, only = ("".join(chosen.pop(name, [])).strip() for name in ("find", "only"))
    if then:
        keep_draft(drawer, NAME, chosen | {"which": [SOME]})
        same = (find, only) == (visit.text("find"), visit.text("only"))
        part = turned_to(then, "list", 1) if same else 1
        return visit.go("pack", find=find, only=only, part=part)
    problems = problems_of(visit.form)
    if problems:
        return _form(visit, visit.form, Sought(find=find, only=only), problems=problems)
    keep_draft(drawer, NAME, chosen)
    return visit.go("pack.preview")


def _form(
    visit: Visit, values: Form, sought: Sought, *, problems: Mapping[str, str] | None = None
) -> Response:
    said, ticked = words("web_pack"), values.texts("entries")
    picks = values.text("which") == SOME
    part, groups = entries_to_tick(visit.book, sought, ticked) if picks else (None, [])
    return visit.show(
        "pack.html",
        values=values,
        errors={field: said.text(key) for field, key in (problems or {}).items()},
        picks=picks,
        part=part,
        groups=groups,
        sought=sought,
        ticked=len(set(ticked)),
        elsewhere=[("entries", name) for name in ticked_elsewhere(part, ticked)] if part else [],
        kinds=[(kind, said.table("kinds").text(kind)) for kind in KINDS],
        audiences=[(each.value, *said.table("audiences").texts(each.value)) for each in Audience],
        is_waiting=_job(visit) is not None,
    )


async def look(visit: Visit) -> Response:
    """Show what the pack would hold and reveal.

    Args:
        visit: hers; its parameters say which parts of long lists are shown.
    """
    values = await visit.run(lambda: find_draft(visit.book.drawer, NAME))
    if values is None:
        return visit.go("pack")
    looked = await _looked(visit, values)
    if isinstance(looked, Looking):
        return visit.show("pack-opening.html", job=looked.progress())
    turned = Turned(**{name: visit.number(name, 1) for name in LISTS}, find=visit.text("find"))
    shown = await visit.run(lambda: show_preview(visit.book, looked, turned))
    return visit.show(
        "pack-preview.html",
        values=values,
        way=way_of(values),
        shown=shown,
        turned=turned,
        carried=boxes_elsewhere(values, shown),
        action=visit.link("pack.preview", mark=looked.mark, record=looked.size, **asdict(turned)),
    )


async def _looked(visit: Visit, values: Form) -> Look | Looking:
    """Look, at once when it was looked at before; what it still takes when that is long."""
    session, book, bench = visit.session, visit.book, visit.shell.bench
    known = await visit.run(lambda: find_look(session, book, values))
    if known is not None:
        return known
    looking = await visit.run(lambda: begin_look(session, book, values, bench))
    await asyncio.wait({asyncio.wrap_future(looking.coming)}, timeout=PATIENCE_SECONDS)
    if not looking.coming.done():
        return looking
    end_look(session)
    return looking.coming.result()


async def opening_events(visit: Visit) -> Response:
    """Tell the page how far the looking is, until it has ended.

    Args:
        visit: hers; listening is no sign of her.
    """

    async def happenings() -> AsyncIterator[tuple[str, Mapping[str, JsonValue]]]:
        while True:
            looking = find_looking(visit.session)
            said = looking.progress() if looking else LOOKED
            yield "progress", said
            if said["finished"]:
                return
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    return stream(happenings())


async def make(visit: Visit) -> Response:
    """Look again with what was ticked, or begin to make just what was looked at.

    Args:
        visit: the form; its `then` says which. Its parameters say what she looked at.
    """
    book, form = visit.book, visit.form
    before = await visit.run(lambda: find_draft(book.drawer, NAME))
    if before is None:
        return visit.go("pack")
    merged = {**before.fields, **{name: form.texts(name) for name in LATER}}
    await visit.run(lambda: keep_draft(book.drawer, NAME, merged))
    values = Form(fields=merged)
    then, find = form.text(THEN), form.text("find")
    if then != "make":
        turned = {name: turned_to(then, name, visit.number(name, 1)) for name in LISTS}
        if find != visit.text("find"):
            turned["parts"] = 1
        return visit.go("pack.preview", find=find, **turned)
    changed = await visit.run(lambda: _changed(visit, values))
    if changed:
        visit.say_next(words("web_pack_preview").text(changed))
        return visit.go("pack.preview")
    looked = await _looked(visit, values)
    if isinstance(looked, Looking):
        return visit.go("pack.preview")
    _clear(visit)
    job = PackJob(ready=made_now(looked.ready), way=way_of(values), day=f"{now():%Y-%m-%d}")
    visit.session.jobs[NAME] = job
    asyncio.get_running_loop().run_in_executor(visit.shell.bench, job.run, book)
    return visit.go("pack.progress")


def _changed(visit: Visit, values: Form) -> str:
    """Say why it is not what she looked at, as a key of the page's words; empty when it is."""
    if visit.number("record", -1) != visit.book.record.size:
        return "record_changed"
    return "" if visit.text("mark") == mark_of(values) else "choice_changed"


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
    job = _job(visit)
    return stream_progress(lambda: job)


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
    first = [job.zip_name, *(name for name in job.files if name in FOR_OFFICER)]
    sizes = {name: show_size(file.size) for name, file in job.files.items()}
    return visit.show(
        "pack-done.html",
        files=[(name, sizes[name]) for name in first],
        singles=[each for each in sizes.items() if each[0] not in first],
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
    Route(name="pack.opening", show=opening_events, background=True),
    Route(name="pack.progress", show=progress),
    Route(name="pack.events", show=progress_events, background=True),
    Route(name="pack.done", show=done),
    Route(name="pack.file", show=hand_over_file),
    Route(name="pack.clear", act=clear),
)
