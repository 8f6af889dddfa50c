"""A report to a site: chosen from the record, made, changed, copied, and written down as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.checkpoint_codes import code_now
from holdfast.actions.clock import now
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.own_details import doers_details
from holdfast.actions.safe_online import passed
from holdfast.actions.site_report import (
    ASKS,
    CHOOSABLE,
    HOST,
    SITE,
    SiteReport,
    known_entries,
    prepare_site_report,
    site_of,
)
from holdfast.insight.private_words import find_private
from holdfast.knowledge.safe_online import LOOK, platforms
from holdfast.knowledge.wording import words
from holdfast.model.errors import AmbiguousTimeError, UnreadableTimeError
from holdfast.model.when import parse_when
from holdfast.web.drafts import drop_draft, find_draft, keep_draft
from holdfast.web.forms import Form
from holdfast.web.incident_form import read_chosen
from holdfast.web.paging import turned_to
from holdfast.web.routes import Route
from holdfast.web.ticking import TICKED, Sought, entries_to_tick, ticked_elsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from holdfast.model.moment import Moment
    from holdfast.web.visit import Visit

NAME, TEXT, LOG = "safe-online.report", "safe-online.report-text", "safe-online.report-log"
FRONT = "safe-online"
PLATFORM = "platform"
WORDS = "safe_online_report_text"
KEEP, DROP = "keep", "drop"
THEN, FIND, ONLY = "then", "find", "only"
DAY_LENGTH = len("2026-03-04")
TODAY = "today"


def choose(visit: Visit) -> Response:
    """Show what can go into the report.

    Args:
        visit: parameters `platform`, `entries` and `messages` fill it to begin with; `find`, `only`
            and `part` say which part of the list is shown.
    """
    if LOOK not in passed(visit.book):
        return _closed(visit)
    values = find_draft(visit.book.drawer, NAME) or Form(fields={"asks": ASKS, "to": (SITE,)})
    begun = {name: visit.texts(name) for name in ("entries", "messages") if visit.texts(name)}
    if visit.text("platform"):
        begun["platform"] = (visit.text("platform"),)
    values = Form(fields={**values.fields, **begun})
    return _form(visit, values, _sought(visit, begun=bool(begun)))


def _sought(visit: Visit, *, begun: bool = False) -> Sought:
    only = visit.text(ONLY) or (TICKED if begun and visit.texts("entries") else "")
    return Sought(find=visit.text(FIND), only=only, number=visit.number("part", 1), kinds=CHOOSABLE)


def make(visit: Visit) -> Response:
    """Make the text from what she chose, and keep it in the drawer.

    Args:
        visit: the form; its `then` says whether the list is to be searched or turned.
    """
    if LOOK not in passed(visit.book):
        return _closed(visit)
    fields = dict(visit.form.hers)
    then = "".join(fields.pop(THEN, []))
    find, only = ("".join(fields.pop(name, [])).strip() for name in (FIND, ONLY))
    keep_draft(visit.book.drawer, NAME, fields)
    if then:
        same = (find, only) == (visit.text(FIND), visit.text(ONLY))
        part = turned_to(then, "list", 1) if same else 1
        return visit.go(NAME, find=find, only=only, part=part)
    report, problems = _read(visit.form)
    made = prepare_site_report(visit.book, report, today=now().date()) if not problems else None
    if made and not made.has_capture and not visit.form.has("without"):
        problems["entries"] = "capture_missing"
    if problems or made is None:
        return _form(visit, visit.form, _sought(visit), problems=problems)
    text: Mapping[str, list[str]] = {
        "text": [made.text],
        "site": [report.site],
        "about": list(made.about),
        "hidden": [str(made.hidden)],
    }
    keep_draft(visit.book.drawer, TEXT, text)
    return visit.go(TEXT)


def _read(form: Form) -> tuple[SiteReport, dict[str, str]]:
    problems = {}
    site = site_of(form.text("platform"), form.text("site"))
    if not site:
        problems["site"] = "site_missing"
    if not any(form.texts(name) for name in ("places", "what", "entries", "messages")):
        problems["what"] = "what_missing"
    report = SiteReport(
        to=HOST if form.text("to") == HOST else SITE,
        site=site,
        places=tuple(line.strip() for line in form.text("places").split("\n") if line.strip()),
        asks=tuple(each for each in ASKS if each in form.texts("asks")),
        entries=form.texts("entries"),
        messages=read_chosen(form.texts("messages")),
        with_words=form.has("with_words"),
        **{name: form.text(name) for name in ("account", "seen", "what", "rule")},
    )
    return report, problems


def _form(
    visit: Visit, values: Form, sought: Sought, *, problems: Mapping[str, str] | None = None
) -> Response:
    said, ticked = words("web_safe_online_report"), values.texts("entries")
    part, groups = entries_to_tick(visit.book, sought, ticked)
    return visit.show(
        "safe-online-report.html",
        values=values,
        errors={name: said.text(key) for name, key in (problems or {}).items()},
        without_capture="entries" in (problems or {}),
        platforms=[(name, fact.name) for name, fact in platforms().items()],
        asks=[(name, said.table("asks").text(name)) for name in ASKS],
        kinds=[(kind, words("web_pack").table("kinds").text(kind)) for kind in CHOOSABLE],
        part=part,
        groups=groups,
        sought=sought,
        ticked=len(set(ticked)),
        messages=len(values.texts("messages")),
        elsewhere=[
            *(("entries", name) for name in ticked_elsewhere(part, ticked)),
            *(("messages", each) for each in values.texts("messages")),
        ],
        has_text=find_draft(visit.book.drawer, TEXT) is not None,
    )


def edit(visit: Visit) -> Response:
    """Show the text to change and copy.

    Args:
        visit: hers.
    """
    values = find_draft(visit.book.drawer, TEXT)
    return _text(visit, values) if values else visit.go(NAME)


def keep(visit: Visit) -> Response:
    """Keep the text as it stands.

    Args:
        visit: the form.
    """
    keep_draft(visit.book.drawer, TEXT, visit.form.hers)
    visit.say_next(words("web_safe_online_report_text").text("kept"))
    return visit.go(TEXT)


def _text(visit: Visit, values: Form, *, problems: Mapping[str, str] | None = None) -> Response:
    said, text = words("web_safe_online_report_text"), values.raw("text")
    found = find_private(text, doers_details(visit.book))
    return visit.show(
        "safe-online-report-text.html",
        values=values,
        text=text,
        hidden=int(values.text("hidden")) if values.text("hidden").isdecimal() else 0,
        found=found,
        told=values.text("told") or (DROP if found else KEEP),
        told_choices=[(name, said.table("told").text(name)) for name in (KEEP, DROP)],
        errors={name: said.text(key) for name, key in (problems or {}).items()},
    )


def log(visit: Visit) -> Response:
    """Write down in one step that she reported it; the drafts go once the text is in the record.

    Args:
        visit: the form as it stands, with the text as she sent it.
    """
    form = visit.form
    times, problems = _times(form)
    if not form.text("text"):
        problems["text"] = "text_missing"
    if problems:
        keep_draft(visit.book.drawer, TEXT, form.hers)
        return _text(visit, form, problems=problems)
    said, code, chase = words(f"web_{WORDS}"), code_now(visit.book), times.get("chase")
    is_kept = form.text("told") != DROP
    contact = NewContact(
        whom=PLATFORM,
        organisation=form.text("site") or None,
        reference=form.text("reference") or None,
        happened=times.get("happened"),
        chase=((chase and chase.stated) or "")[:DAY_LENGTH] or None,
        told=form.text("text") if is_kept else said.text("told_without").format(code=code),
        about=known_entries(visit.book, form.texts("about")),
    )
    add_contact(visit.book, contact)
    for name in (NAME, TEXT) if is_kept else (NAME,):
        drop_draft(visit.book.drawer, name)
    visit.say_next(said.text("logged" if is_kept else "logged_without"))
    return visit.go("contact")


def _times(form: Form) -> tuple[dict[str, Moment], dict[str, str]]:
    times, problems = {}, {}
    for name, default in (("happened", TODAY), ("chase", "")):
        try:
            if said := form.text(name) or default:
                times[name] = parse_when(said, now=now())
        except AmbiguousTimeError:
            problems[name] = "time_two_ways"
        except UnreadableTimeError:
            problems[name] = "time_unreadable"
    chase = times.get("chase")
    if chase and len(chase.stated or "") < DAY_LENGTH:
        problems["chase"] = "chase_no_day"
    return times, problems


def _closed(visit: Visit) -> Response:
    visit.say_next(words("web_safe_online").text("closed"))
    return visit.go(FRONT)


ROUTES = (
    Route(name=NAME, show=choose, act=make, kept=True),
    Route(name=TEXT, show=edit, act=keep, kept=True),
    Route(name=LOG, act=log),
)
