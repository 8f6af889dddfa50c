"""Take messages, photos and files in: whose they are first, then progress, then the account."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from holdfast.actions.account import account_of, latest_reading
from holdfast.actions.afterwards import complete
from holdfast.actions.answer import answer, latest_answers
from holdfast.actions.answering import not_used
from holdfast.actions.cut_off import cut_off, note_ended
from holdfast.actions.people import ROLES, NewPerson, add_person
from holdfast.actions.received import Whose
from holdfast.actions.took_in import accounts_in, not_looked_at, note_looked_at
from holdfast.actions.who_is_who import give_handle, who_is_who
from holdfast.knowledge.choice_words import FORMAT
from holdfast.knowledge.wording import error_words, words
from holdfast.model.entry import Entry
from holdfast.readers.call_records_words import is_withheld
from holdfast.readers.own_names import names_the_owner
from holdfast.readers.reader import OWNER
from holdfast.readers.zones import ZONE
from holdfast.web.account_view import show_account
from holdfast.web.bringing import bring_uploads, part_sealed
from holdfast.web.events import stream_progress
from holdfast.web.files_with_forms import hand_over
from holdfast.web.forms import EMPTY, Form
from holdfast.web.media_view import alike_groups
from holdfast.web.pages.entry import exhibit_of
from holdfast.web.pages.in_tray import BROUGHT
from holdfast.web.pages.in_tray import NAME as IN_TRAY
from holdfast.web.pages.take_in_reading import begin_again
from holdfast.web.question_words import zone_choices
from holdfast.web.read_again import read_again_of
from holdfast.web.routes import Route
from holdfast.web.take_in_job import NAME, TakeInJob, show_cut_off, take_in_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response

    from holdfast.actions.account import FileAccount
    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.visit import Visit

NOT_STATED = "not-stated"
MOST_PEOPLE = 20
"""Asked about at once; those who come next are asked about once these are answered."""


def show(visit: Visit) -> Response:
    """Show how to get things here, and the form.

    Args:
        visit: hers.
    """
    return _form(visit, EMPTY)


async def save(visit: Visit) -> Response:
    """Begin an import of the files that came with the form.

    Args:
        visit: the form, its files sealed already.
    """
    whose, said = visit.form.text("whose"), words("web_take_in")
    problems = {} if whose else {"whose": said.text("whose_missing")}
    if not visit.files:
        problems["files"] = said.text("files_missing")
    if problems or whose == Whose.THEIRS:
        for uploaded in visit.files:
            await visit.run(partial(visit.book.originals.forget, uploaded.kept))
        if whose == Whose.THEIRS:
            return visit.show("take-in-theirs.html")
        return _form(visit, visit.form, errors=problems)
    stated = None if whose == NOT_STATED else whose
    sealed, files = await visit.shell.run_long(partial(part_sealed, visit.book, visit.files))
    if sealed:
        brought = await visit.shell.run_long(partial(bring_uploads, visit.book, sealed))
        visit.session.notes[BROUGHT] = "\n".join(brought)
    if not files:
        return visit.go(IN_TRAY)
    before = take_in_of(visit.session.jobs)
    job = TakeInJob(
        sources=[hand_over(each, whose=stated) for each in files],
        whose=stated,
        earlier=before if before is not None and not before.is_finished else None,
    )
    visit.session.jobs[NAME] = job
    run = asyncio.get_running_loop().run_in_executor(visit.shell.imports, job.run, visit.book)
    # The job keeps what went wrong; nobody else asks, and a trace on the terminal would name files.
    run.add_done_callback(lambda done: done.cancelled() or done.exception())
    return visit.go("take-in.progress")


def _form(visit: Visit, values: Form, *, errors: Mapping[str, str] | None = None) -> Response:
    job = take_in_of(visit.session.jobs)
    return visit.show(
        "take-in.html",
        values=values,
        errors=errors,
        cut_off=show_cut_off(visit.book, job),
        is_running=job is not None and not job.is_finished,
    )


def seen(visit: Visit) -> Response:
    """Show no more what an import that was cut off left out.

    Args:
        visit: hers.
    """
    job = take_in_of(visit.session.jobs)
    note_ended(visit.book, cut_off(visit.book, job.running if job else ()))
    again = read_again_of(visit.session.jobs)
    note_ended(visit.book, not_used(visit.book, again.running if again else ()))
    return visit.go("home")


async def progress(visit: Visit) -> Response:
    """Show how far the import is; without scripts she presses "look again".

    Args:
        visit: hers.
    """
    job = take_in_of(visit.session.jobs)
    if job is None:
        return visit.go("take-in")
    if job.is_finished:
        return visit.go("take-in.account")
    return visit.show("take-in-progress.html", job=job.progress())


async def progress_events(visit: Visit) -> Response:
    """Tell the page how far the import is, until it has ended.

    Args:
        visit: hers; listening is no sign of her.
    """

    def find() -> TakeInJob | None:
        # A screen that has locked meanwhile is told no more.
        return take_in_of(visit.session.jobs) if visit.shell.session is visit.session else None

    return stream_progress(find)


async def stop(visit: Visit) -> Response:
    """Stop the import; what was read stays.

    Args:
        visit: hers.
    """
    job = take_in_of(visit.session.jobs)
    if job is not None:
        job.stop()
        visit.say_next(words("web_take_in").text("stopped"))
        await asyncio.to_thread(job.wait)
    return visit.go("take-in.account")


def account(visit: Visit) -> Response:
    """Show what was read and what was not, with the questions and who is who.

    Args:
        visit: its parameter `part` says which part of a long list.
    """
    job = take_in_of(visit.session.jobs)
    again = read_again_of(visit.session.jobs)
    said = again.take_said() if again else ""
    if said:
        visit.say_next(said)
    for each in (job, again):
        note_looked_at(visit.book, each.done_notes if each else ())
    accounts = job.told if job else []
    error = (job.ended_early if job else None) or (again.error if again else None)
    who = who_is_who(visit.book)
    named = dict.fromkeys(
        name
        for each in accounts
        if not _may_be_notes(each)
        for name in each.participants
        if not _is_herself(each, name)
    )
    return visit.show(
        "take-in-account.html",
        account=show_account(
            accounts, visit.number("part", 1), zones=_zones(visit, accounts), shown=who.shown
        ),
        zones=zone_choices(),
        again=again.at_hand if again else "",
        left_out=job.left_out if job else [],
        ended_early=error_words()[error.code] if error else None,
        persons=[(each.id, each.name or ", ".join(each.handles)) for each in who.persons],
        people=[name for name in named if _is_asked(who, name)][:MOST_PEOPLE],
        alike=[
            [exhibit_of(visit.book, visit.book.record.entry(each)) for each in group]
            for group in alike_groups(visit.book, frozenset(each.entry for each in accounts))
        ],
    )


def _is_asked(who: WhoIsWho, name: str) -> bool:
    """Say whether she is asked who that is; calls without a number are not all one person's."""
    return name != OWNER and not is_withheld(name) and not _is_known(who, name)


def _may_be_notes(account: FileAccount) -> bool:
    """Say whether it is still asked if a file is a chat: what stands in it may be no names."""
    return any(question["id"] == FORMAT for question in account.questions)


def _is_herself(account: FileAccount, name: str) -> bool:
    """Say whether a name in a file of her own is the format's word for whoever exported it."""
    return account.whose == Whose.MINE and names_the_owner(account.format, name)


def _is_known(who: WhoIsWho, name: str) -> bool:
    return who.find(name) is not None or name in {each.name for each in who.persons}


async def answer_question(visit: Visit) -> Response:
    """Read a file again with what she knows; other pages go on meanwhile.

    Args:
        visit: parameters `sha256` and `question`; the form's `choice`.
    """
    choice = visit.form.text("choice")
    if not choice:
        return visit.go("take-in.account")
    sha256, question = visit.text("sha256"), visit.text("question")
    return await begin_again(
        visit,
        sha256,
        {question: choice},
        lambda follow: answer(visit.book, sha256, question, choice, follow=follow),
    )


def _zones(visit: Visit, accounts: Sequence[FileAccount]) -> dict[str, str]:
    """Give what was answered about the zones of files with times, by entry."""
    found = {}
    for each in accounts:
        if each.entry and "T" in (each.first or each.taken or ""):
            entry = visit.book.record.entry(each.entry)
            zone = latest_answers(visit.book, entry).get(ZONE, "")
            if zone:
                found[each.entry] = zone
    return found


def name_senders(visit: Visit) -> Response:
    """Write down who somebody in a conversation is, as far as she says.

    Args:
        visit: the form: `name` and `role` in the same order.
    """
    names = visit.form.fields.get("name", ())
    roles, said = visit.form.fields.get("role", ()), "people_saved"
    for name, role in zip(names, roles, strict=False):
        if role and not _name_sender(visit.book, name, role):
            said = "people_left"
    visit.say_next(words("web_take_in_account").text(said))
    return visit.go("take-in.account")


def _name_sender(book: OpenCasebook, name: str, role: str) -> bool:
    """Write down who a sender is; False when that was said before, perhaps in another window.

    Args:
        book: the open casebook.
        name: of the sender, as written.
        role: what she chose: a role for somebody new, or the id of somebody who is written down.
    """
    who = who_is_who(book)
    if _is_known(who, name):
        return False
    if role in ROLES:
        add_person(book, NewPerson(role=role, name=name, handles=(name,)))
        return True
    if role not in {each.id for each in who.persons}:
        return False
    give_handle(book, role, name)
    return True


def done(visit: Visit) -> Response:
    """Show what came in while she was away, also in an earlier process.

    Args:
        visit: hers.
    """
    book, running = visit.book, take_in_of(visit.session.jobs)
    again = read_again_of(visit.session.jobs)
    names = set(not_looked_at(book)) - set(running.done_notes if running else ())
    # What was read again stands in the account of the import already.
    names -= set(again.done_notes if again else ())
    found = accounts_in(book, sorted(names))
    note_looked_at(book, names)
    if not found:
        return visit.go("take-in.account" if running else "record")
    job = TakeInJob(sources=(), whose=None, earlier=running, accounts=found)
    job.ended.set()
    visit.session.jobs[NAME] = job
    return visit.go("take-in.account")


def again(visit: Visit) -> Response:
    """Show the account of a file that came in before: its questions wait as long as she likes.

    Args:
        visit: its parameter `id` names the entry.
    """
    running, book = take_in_of(visit.session.jobs), visit.book
    if running is not None and not running.is_finished:
        visit.say_next(words("web_take_in").text("working"))
        return visit.go("take-in.progress")
    entry = book.record.entry(visit.text("id"))
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    found = complete(book, [account_of(entry, latest_reading(about))])
    job = TakeInJob(sources=(), whose=entry.text("whose") or None, accounts=list(found))
    job.ended.set()
    visit.session.jobs[NAME] = job
    return visit.go("take-in.account")


ROUTES = (
    Route(name=NAME, show=show, act=save, files=True),
    Route(name="take-in.progress", show=progress),
    Route(name="take-in.events", show=progress_events, background=True),
    Route(name="take-in.stop", act=stop),
    Route(name="take-in.seen", act=seen),
    Route(name="take-in.account", show=account),
    Route(name="take-in.done", show=done),
    Route(name="take-in.answer", act=answer_question),
    Route(name="take-in.people", act=name_senders),
    Route(name="take-in.again", act=again),
)
