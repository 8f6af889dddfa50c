"""The in-tray: what arrived while it was locked, or from somebody; adopted or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import in_own_zone, now
from holdfast.actions.contributions import BROUGHT as WAYS
from holdfast.actions.contributions import (
    Came,
    digest_of,
    page_made_for,
    read_contribution,
    written_by_others,
)
from holdfast.actions.in_tray import adopt, claimed_author, discard, look_through
from holdfast.actions.received import Whose
from holdfast.knowledge.wording import words
from holdfast.model.errors import UsageError
from holdfast.model.when import parse_when
from holdfast.web.bringing import bring_uploads
from holdfast.web.contribution_view import TOPIC, page_line, sealed_line
from holdfast.web.drafts import find_draft, keep_draft
from holdfast.web.entry_view import show_size
from holdfast.web.forms import EMPTY, Form
from holdfast.web.moments import say_when
from holdfast.web.pages.add import NAME as ADD
from holdfast.web.routes import Route
from holdfast.web.take_in_job import NAME as TAKE_IN
from holdfast.web.take_in_job import TakeInJob

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.actions.contributions import Contribution
    from holdfast.actions.in_tray import Waits
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.in_tray import Capture
    from holdfast.web.visit import Visit

NAME = "in-tray"
BROUGHT = "brought-in"
"""Under which the next page finds what became of the files that were brought."""


async def show(visit: Visit) -> Response:
    """Show what waits, newest first.

    Args:
        visit: hers.
    """
    # Each is opened to see who says it is from them: pages must not wait for that.
    waits = await visit.shell.run_long(lambda: look_through(visit.book))
    shown = [_line(each) for each in reversed(waits)]
    brought = visit.session.notes.pop(BROUGHT, "")
    return visit.show(
        "in-tray.html", step="list", waiting=shown, brought=brought.splitlines(), errors=None
    )


async def bring_in(visit: Visit) -> Response:
    """Put files that came from somebody into the in-tray; what cannot be opened is kept as well.

    Args:
        visit: the form, its files sealed already.
    """
    said = await visit.shell.run_long(lambda: bring_uploads(visit.book, visit.files))
    missing = words("web_in_tray").text("bring_missing")
    visit.session.notes[BROUGHT] = "\n".join(said or [missing])
    return visit.go(NAME)


def _line(each: Waits) -> dict[str, object]:
    return {
        "id": each.id,
        "arrived": say_when(in_own_zone(each.arrived)),
        "how": _how(each.how),
        "by": _by(each.by),
        "what": each.what,
        "files": each.files,
        "is_readable": each.is_readable,
        "is_contribution": each.is_contribution,
    }


def _how(code: str) -> str:
    said = words("web_in_tray").table("how")
    return said.text(code) if code in said.values else said.text("other")


def _by(claimed: str) -> str:
    """Give who says they wrote it; forms and the phone page leave `me` or nothing."""
    said = words("web_in_tray")
    return said.text("by_me") if claimed == "me" else claimed or said.text("by_nobody")


async def look(visit: Visit) -> Response:
    """Show one of them: its words as text, its files by name.

    Args:
        visit: its parameter `id`.
    """
    name = visit.text("id")
    shown = await visit.shell.run_long(lambda: _opened(visit.book, name))
    return visit.show("in-tray.html", step="one", id=name, one=shown)


def _opened(book: OpenCasebook, name: str) -> dict[str, object]:
    with book.in_tray.open(name) as opened:
        made = opened.note.get("made")
        contribution = read_contribution(opened.note)
        return {
            "arrived": say_when(in_own_zone(opened.waiting.arrived)),
            "how": _how(opened.waiting.how),
            "by": _by(claimed_author(opened)),
            "made": say_when(made) if isinstance(made, str) else "",
            "what": _words_in(opened),
            "when": str(opened.note.get("when") or ""),
            "files": [(each.name, show_size(each.size_bytes)) for each in opened.files],
            "theirs": _theirs(book, opened, contribution) if contribution else None,
        }


def _theirs(book: OpenCasebook, opened: Capture, contribution: Contribution) -> dict[str, object]:
    """Give what only somebody else's contribution has."""
    made_for = page_made_for(book, contribution)
    said, rows = words("web_in_tray"), words("web_entry").table("fields")
    there = written_by_others(book, digest_of(contribution, opened.files))
    shown = {
        "where": contribution.where,
        "who": contribution.who,
        "said": contribution.said,
        "witnesses": "\n".join(contribution.witnesses),
    }
    return {
        "lines": [
            *([words(TOPIC).table("knows").text(contribution.basis)] if contribution.basis else []),
            page_line(made_for, by=contribution.by),
            sealed_line(contribution.sealed),
            *(
                [words(TOPIC).table("police").text(contribution.police)]
                if contribution.police
                else []
            ),
        ],
        "rows": [(rows.text(name), text) for name, text in shown.items() if text],
        "same": there.id if there else "",
        "brought": [(way, said.table("brought").text(way)) for way in WAYS],
    }


def _words_in(opened: Capture) -> str:
    what = opened.note.get("what")
    return what if isinstance(what, str) else ""


async def take(visit: Visit) -> Response:
    """Put it into the record as it is.

    Args:
        visit: its parameter `id`; the form's `whose`, when there are files, or how it came.
    """
    book, name, whose = visit.book, visit.text("id"), visit.form.text("whose")
    if whose == Whose.THEIRS:
        visit.say_next(words("web_in_tray").text("theirs"))
        return visit.go("in-tray.open", id=name)
    stated = whose if whose in set(Whose) else None
    try:
        came = _came(visit.form)
    except UsageError:
        visit.say_next(words("web_in_tray").text("came_unreadable"))
        return visit.go("in-tray.open", id=name)
    adopted = await visit.shell.run_long(lambda: adopt(book, name, whose=stated, came=came))
    visit.say_next(words("web_in_tray").text("was_there" if adopted.was_there else "adopted"))
    if adopted.entry is not None:
        return visit.go("entry", id=adopted.entry.id)
    job = TakeInJob(sources=(), whose=stated, accounts=list(adopted.accounts))
    job.ended.set()
    visit.session.jobs[TAKE_IN] = job
    return visit.go("take-in.account")


def _came(form: Form) -> Came:
    """Read how it reached her; a time that is none is asked for again."""
    way, day = form.text("brought"), form.text("brought_on")
    return Came(how=way if way in WAYS else "", on=parse_when(day, now=now()) if day else None)


async def write(visit: Visit) -> Response:
    """Begin an entry with its words; its files come along when the entry is saved.

    Args:
        visit: its parameter `id`.
    """
    book, name = visit.book, visit.text("id")
    given = await visit.shell.run_long(lambda: _as_draft(book, name))

    def keep() -> None:
        keep_draft(book.drawer, ADD, _joined(book, given))

    await visit.run(keep)
    return visit.go(ADD)


def _as_draft(book: OpenCasebook, name: str) -> dict[str, list[str]]:
    with book.in_tray.open(name) as opened:
        form, fields = opened.note.get("form"), opened.note.get("fields")
        when = opened.note.get("when")
        given = _fields(fields) if form == ADD and isinstance(fields, dict) else {}
        given.setdefault("what", [_words_in(opened)])
        if isinstance(when, str) and when:
            given.setdefault("happened", [when])
    return {**given, "adopts": [name]}


def _fields(fields: Mapping[str, JsonValue]) -> dict[str, list[str]]:
    return {
        name: [str(each) for each in texts]
        for name, texts in fields.items()
        if isinstance(texts, list) and name != "adopts"
    }


def _joined(book: OpenCasebook, given: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Put it behind what she is writing already; nothing of that is lost."""
    before = find_draft(book.drawer, ADD) or EMPTY
    joined = {name: list(texts) for name, texts in before.fields.items()}
    adopts = list(dict.fromkeys([*before.texts("adopts"), *given["adopts"]]))
    if adopts == list(before.texts("adopts")):
        return joined
    what = "\n\n".join(filter(None, (before.text("what"), *given["what"])))
    new = {name: texts for name, texts in given.items() if not before.text(name)}
    return {**joined, **new, "what": [what], "adopts": adopts}


def ask(visit: Visit) -> Response:
    """Ask whether to throw it away: it cannot be brought back.

    Args:
        visit: its parameter `id`.
    """
    return visit.show("in-tray.html", step="discard", id=visit.text("id"))


def throw_away(visit: Visit) -> Response:
    """Throw it away for good.

    Args:
        visit: its parameter `id`.
    """
    discard(visit.book, visit.text("id"))
    visit.say_next(words("web_in_tray").text("discarded"))
    return visit.go(NAME)


ROUTES = (
    Route(name=NAME, show=show),
    Route(name="in-tray.bring", act=bring_in, files=True),
    Route(name="in-tray.open", show=look),
    Route(name="in-tray.adopt", act=take),
    Route(name="in-tray.write", act=write),
    Route(name="in-tray.discard", show=ask, act=throw_away),
)
