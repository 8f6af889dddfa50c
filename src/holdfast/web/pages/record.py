"""Your record: one timeline, a calendar, filters, and the search."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from holdfast.actions.arrangements import arranged
from holdfast.actions.clock import now
from holdfast.actions.contributions import name_shown
from holdfast.actions.pattern import accounts_by_others
from holdfast.actions.search import search
from holdfast.actions.who_is_who import names_of, who_is_who
from holdfast.insight.calendar_month import month_grid, month_name, next_month
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.model.errors import HoldfastError, UsageError
from holdfast.model.moment import Moment
from holdfast.model.when import parse_when
from holdfast.vault.index.rows import Filter
from holdfast.web.entry_view import show_stated, show_when, show_written
from holdfast.web.forms import Form
from holdfast.web.routes import Route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response

    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Hit
    from holdfast.web.sealed_addresses import Parameter
    from holdfast.web.visit import Visit

PAGE = 50
KINDS = (Kind.INCIDENT, Kind.IMPORT, Kind.EXHIBIT, Kind.CONTACT, Kind.ORDER, Kind.PERSON)
MONTH_LENGTH, DAY_LENGTH = len("2026-03"), len("2026-03-04")
MINUTE_LENGTH = len("2026-03-04T17:30")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One entry on the timeline."""

    id: str
    """Of the entry."""

    kind: str
    """In words."""

    when: str
    """Time of day, or what is known of the day."""

    written: str
    """When it was written; empty when that is when it happened."""

    text: str = field(repr=False)
    """Its first words."""

    number: int | None = None
    """Of a message in its file; None for an entry."""

    sender: str = field(default="", repr=False)
    """Of a message, with the person's name."""

    is_arranged: bool = False
    """Whether she marked it as an ordinary arrangement about a child."""


def show(visit: Visit) -> Response:
    """Show the timeline, newest first.

    Args:
        visit: parameters `kinds`, `since`, `until` filter; `before` is where the page begins.
    """
    chosen = _filter(visit)
    before = visit.number("before") or None
    hits = visit.book.index.timeline(chosen, before=before, limit=PAGE + 1)
    shown, more = hits[:PAGE], hits[PAGE:]
    said, who = words("web_record"), who_is_who(visit.book)
    return visit.show(
        "record.html",
        days=_by_day(shown, who, frozenset(hit.entry for hit in arranged(visit.book))),
        authors=authors_of(visit.book, shown),
        older=shown[-1].key if more else None,
        is_first=before is None,
        filtered=any(visit.params.get(name) for name in ("kinds", "person", "since", "until")),
        params=_filter_params(visit),
        values=Form(fields={"kinds": visit.texts("kinds"), "person": (visit.text("person"),)}),
        persons=_persons(who),
        since=visit.text("since_said"),
        until=visit.text("until_said"),
        kind_choices=[(kind.value, said.table("kinds").text(kind)) for kind in KINDS],
        conversations=visit.book.index.conversations(),
        month=_newest_month(shown),
        errors=None,
    )


def _filter(visit: Visit) -> Filter:
    person = visit.text("person")
    return Filter(
        kinds=frozenset(visit.texts("kinds")) or None,
        names=names_of(visit.book, who_is_who(visit.book), person) if person else None,
        since=visit.text("since") or None,
        until=visit.text("until") or None,
    )


def _filter_params(visit: Visit) -> dict[str, Parameter]:
    return {
        name: visit.params[name]
        for name in ("kinds", "person", "since", "until", "since_said", "until_said")
        if name in visit.params
    }


def _persons(who: WhoIsWho) -> list[tuple[str, str]]:
    """Give everybody who can be filtered by: those with a name or a handle."""
    said = words("web_record").text("anybody")
    named = [(each.id, each.name or ", ".join(each.handles)) for each in who.persons]
    return [("", said), *((person, name) for person, name in named if name)]


def _by_day(
    hits: Sequence[Hit], who: WhoIsWho, marked: frozenset[str] = frozenset()
) -> list[tuple[str, list[Line]]]:
    said = words("web_record")
    days: list[tuple[str, list[Line]]] = []
    for day, group in groupby(hits, key=lambda hit: (hit.happened or "")[:DAY_LENGTH]):
        title = show_stated(day) if day else said.text("day_unknown")
        days.append((title, [_line(hit, who, is_arranged=hit.entry in marked) for hit in group]))
    return days


def authors_of(book: OpenCasebook, hits: Sequence[Hit]) -> dict[str, str]:
    """Give who wrote what others wrote, by id of the entry.

    Args:
        book: the open casebook.
        hits: of the timeline.
    """
    theirs, found = frozenset(accounts_by_others(book)), {}
    for name in theirs.intersection(hit.entry for hit in hits):
        try:
            found[name] = name_shown(book.record.entry(name).text("by"))
        except HoldfastError:
            continue  # what cannot be read is said where it is opened
    return found


def _line(hit: Hit, who: WhoIsWho, *, is_arranged: bool) -> Line:
    kinds = words("web_entry").table("kinds")
    is_now = (hit.happened or "")[:MINUTE_LENGTH] == hit.written[:MINUTE_LENGTH]
    clock = (hit.happened or "")[DAY_LENGTH + 1 : MINUTE_LENGTH]
    zone = "" if is_now else Moment.from_iso(hit.happened or "").utc_shown
    return Line(
        id=hit.entry,
        kind=kinds.text(hit.kind) if hit.kind in kinds.keys() else "",  # noqa: SIM118  # a Table
        number=None if hit.kind in kinds.keys() else hit.number,  # noqa: SIM118  # a Table
        sender=who.shown(hit.sender),
        when=f"{clock} {zone}".rstrip(),
        written="" if is_now else show_written(hit.written),
        text=hit.text,
        is_arranged=is_arranged,
    )


def _when(hit: Hit) -> str:
    """Give when something happened; the zone of her own clock is left unsaid."""
    if not hit.happened:
        return ""
    if hit.happened[:MINUTE_LENGTH] == hit.written[:MINUTE_LENGTH]:
        return show_stated(hit.happened[:MINUTE_LENGTH])
    return show_when(hit.happened)


def _newest_month(hits: Sequence[Hit]) -> str:
    dated = [hit.happened for hit in hits if hit.happened and len(hit.happened) >= MONTH_LENGTH]
    return dated[0][:MONTH_LENGTH] if dated else now().strftime("%Y-%m")


def choose(visit: Visit) -> Response:
    """Filter the timeline.

    Args:
        visit: the form with kinds and dates.
    """
    said = visit.form.text("since"), visit.form.text("until")
    try:
        since, until = (
            _day(text, last=last) for text, last in zip(said, (False, True), strict=True)
        )
    except UsageError:
        visit.say_next(words("web_record").text("time_unreadable"))
        return visit.go("record")
    return visit.go(
        "record",
        kinds=list(visit.form.texts("kinds")),
        person=visit.form.text("person"),
        since=since,
        until=until,
        since_said=said[0],
        until_said=said[1],
    )


def _day(text: str, *, last: bool) -> str:
    if not text:
        return ""
    moment = parse_when(text, now=now())
    return ((moment.until if last else None) or moment.stated or "")[:DAY_LENGTH]


def ask(visit: Visit) -> Response:
    """Take the words to look for; they are never part of an address.

    Args:
        visit: the form.
    """
    person = visit.form.text("person")
    return visit.go("record.search", words=visit.form.text("words"), person=person)


def found(visit: Visit) -> Response:
    """Show what a search found, newest first.

    Args:
        visit: its parameter `words`.
    """
    looked_for, person, who = visit.text("words"), visit.text("person"), who_is_who(visit.book)
    wanted = Filter(names=names_of(visit.book, who, person)) if person else None
    hits = search(visit.book, looked_for, wanted=wanted, limit=PAGE + 1) if looked_for else []
    kinds = words("web_entry").table("kinds")
    rows = [
        {
            "hit": hit,
            "sender": who.shown(hit.sender),
            "kind": kinds.text(hit.kind) if hit.kind in kinds.keys() else "",  # noqa: SIM118  # a Table
            "when": _when(hit),
        }
        for hit in hits[:PAGE]
    ]
    return visit.show(
        "record-search.html",
        looked_for=looked_for,
        person=person,
        persons=_persons(who),
        rows=rows,
        more=len(hits) > PAGE,
    )


def calendar(visit: Visit) -> Response:
    """Show one month with the number of entries on each day.

    Args:
        visit: its parameter `month`, as `2026-03`.
    """
    month = visit.text("month") or now().strftime("%Y-%m")
    counts = _day_counts(visit, month)
    earlier, later = next_month(month, -1), next_month(month, 1)
    return visit.show(
        "record-calendar.html",
        month=month,
        month_title=month_name(month),
        weeks=month_grid(month, counts),
        no_day=counts.get(month, 0),
        earlier=(earlier, month_name(earlier)),
        later=(later, month_name(later)),
    )


def _day_counts(visit: Visit, month: str) -> Mapping[str, int]:
    return {each.name: each.entries for each in visit.book.index.days(month) if each.name}


ROUTES = (
    Route(name="record", show=show),
    Route(name="record.filter", act=choose),
    Route(name="record.ask", act=ask),
    Route(name="record.search", show=found),
    Route(name="record.calendar", show=calendar),
)
