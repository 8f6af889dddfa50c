"""Facts and the record as the pages about telling the police show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.knowledge.directory.embedded import own_services
from holdfast.knowledge.law import Freshness, Jurisdiction, Status, facts
from holdfast.knowledge.order_words import guide_says, guide_word
from holdfast.knowledge.wording import words
from holdfast.model.moment import Moment
from holdfast.model.service import How
from holdfast.web.entry_view import show_moment, show_stated

if TYPE_CHECKING:
    from datetime import date

    from holdfast.actions.reporting import OrderInForce, RecordForReport, Told
    from holdfast.knowledge.law import Fact

TO_THE_MINUTE = len("2026-03-04T17:30")


@dataclass(frozen=True, kw_only=True, slots=True)
class FactView:
    """One fact with where it comes from."""

    id: str
    """By which the screen names it."""

    name: str
    """Its heading."""

    says: str
    """It in plain words."""

    steps: tuple[str, ...]
    """What to do or to know, one by one."""

    avoid: tuple[str, ...]
    """What not to do."""

    numbers: tuple[tuple[str, str], ...]
    """Address for a phone and the number, from the directory."""

    site: str
    """A name and address to type, never a link."""

    is_confirmed: bool
    """Whether a stored source says all of it."""

    is_stale: bool
    """Whether it must be compared with its source again."""

    status: str
    """The same in words."""

    to_check: str
    """What in it rests on memory."""

    source: str
    """Where it was taken from, and when that was read."""

    address: str
    """Where that can be read."""


def fact_views(topic: str, today: date, part: str = "") -> list[FactView]:
    """Give the facts of one topic as they are shown.

    Args:
        topic: of England and Wales.
        today: the day.
        part: where on the screen; all of them when left out.
    """
    known = facts(Jurisdiction.ENGLAND_WALES, topic).values()
    return [
        fact_view(each, today)
        for each in known
        if not part or each.more.text_or_empty("part") == part
    ]


def fact_view(fact: Fact, today: date) -> FactView:
    """Give one fact as it is shown.

    Args:
        fact: what is known.
        today: the day.
    """
    is_confirmed, day = fact.status is not Status.NOT_CONFIRMED, f"{fact.checked_on:%-d %B %Y}"
    noted = words("web_report_facts").text("noted").format(day=day)
    checked = guide_says("checked", day=day) if is_confirmed else noted
    return FactView(
        id=fact.id,
        name=fact.name,
        says=fact.says,
        steps=fact.more.texts("steps"),
        avoid=fact.more.texts("avoid"),
        numbers=_numbers(fact.more.text_or_empty("service")),
        site=fact.more.text_or_empty("site"),
        is_confirmed=is_confirmed,
        is_stale=fact.freshness(today) is Freshness.STALE,
        status=guide_word("status", fact.status),
        to_check=" ".join(fact.to_check),
        source=f"{fact.law}. {fact.source}. {checked}".removeprefix(". "),
        address=fact.address,
    )


def _numbers(service: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        ("tel:" + "".join(sign for sign in row.number if sign.isdigit()), row.number)
        for each in own_services()
        if each.id == service
        for row in each.numbers
        if row.how is How.PHONE
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordView:
    """What the record holds for a report, in words."""

    incidents: int
    """How many."""

    first: str
    """Day of the first; empty when not known."""

    last: str
    """Day of the last."""

    last_id: str
    """Its entry."""

    reports: tuple[tuple[str, str], ...] = field(repr=False)
    """Reference and where it was given."""

    orders: tuple[OrderView, ...] = field(repr=False)
    """Orders in force."""

    due: tuple[tuple[str, str, str], ...] = field(repr=False)
    """Entry, whom, and the day she planned."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderView:
    """An order in force."""

    id: str
    """Its entry."""

    name: str = field(repr=False)
    """As she wrote it; may be empty."""

    reference: str = field(repr=False)
    """Its number; may be empty."""

    until: str
    """Its last day; empty when not written down."""

    broken: int
    """How many times she noted as possible breaches."""


def record_view(seen: RecordForReport) -> RecordView:
    """Give what the record holds for a report as it is shown.

    Args:
        seen: what it holds.
    """
    return RecordView(
        incidents=seen.incidents,
        first=show_stated(seen.first[:TO_THE_MINUTE]) if seen.first else "",
        last=show_stated(seen.last[:TO_THE_MINUTE]) if seen.last else "",
        last_id=seen.last_id,
        reports=tuple(
            (_text(each, "reference"), told_line(each)) for each in reversed(seen.reports)
        ),
        orders=tuple(_order(each) for each in seen.orders),
        due=tuple(due_line(each) for each in seen.due),
    )


def due_line(each: Told) -> tuple[str, str, str]:
    """Give the entry, whom she told, and the day on which she planned to ask again.

    Args:
        each: a contact that is due.
    """
    return each.id, told_line(each), show_stated(_text(each, "chase"))


def told_line(each: Told) -> str:
    """Give one line that stands for a contact: with whom, and when.

    Args:
        each: the contact.
    """
    who = _text(each, "organisation") or _text(each, "officer") or _text(each, "reference")
    when = show_moment(Moment.from_json(each.fields.get("happened")))
    return ", ".join(part for part in (who, when) if part)


def _order(each: OrderInForce) -> OrderView:
    until = str(each.fields.get("until") or "")
    return OrderView(
        id=each.id,
        name=str(each.fields.get("order") or ""),
        reference=str(each.fields.get("reference") or ""),
        until=show_stated(until) if until else "",
        broken=len(each.broken),
    )


def _text(each: Told, name: str) -> str:
    return str(each.fields.get(name) or "")
