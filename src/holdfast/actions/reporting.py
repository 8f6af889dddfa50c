"""Telling the police, joined to the record: what it holds that an officer will ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.court_orders import marked_broken
from holdfast.actions.pattern import accounts_by_others
from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Hit
    from holdfast.vault.threads import Current

POLICE = "police"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderInForce:
    """An order that has not ended as far as she wrote down."""

    id: str
    """Of its entry."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """As it stands now."""

    broken: tuple[str, ...]
    """Incidents that she noted as possible breaches."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A contact that is in the record."""

    id: str
    """Of its entry."""

    sequence: int
    """Its place in the log."""

    fields: Mapping[str, JsonValue] = field(repr=False)
    """As it stands now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordForReport:
    """What the record holds for a report."""

    incidents: int
    """How many times something happened."""

    first: str
    """When the first of them with a known day was, as stated; empty when none has one."""

    last: str
    """When the last was."""

    last_id: str
    """Its entry."""

    reports: tuple[Told, ...] = field(repr=False)
    """What the police were told, with a reference."""

    orders: tuple[OrderInForce, ...] = field(repr=False)
    """Orders in force."""

    due: tuple[Told, ...] = field(repr=False)
    """Whom she planned to ask again by now, of whom no outcome is written down."""


def see_record(book: OpenCasebook, *, today: date) -> RecordForReport:
    """Give what the record holds for a report.

    Args:
        book: the open casebook.
        today: the day.
    """
    hits = _incident_hits(book)
    dated = sorted((hit.happened, hit.entry) for hit in hits if hit.happened)
    contacts = [_told(each) for each in current_of_kind(book, Kind.CONTACT)]
    return RecordForReport(
        incidents=len(hits),
        first=dated[0][0] if dated else "",
        last=dated[-1][0] if dated else "",
        last_id=dated[-1][1] if dated else "",
        reports=tuple(each for each in contacts if _is_report(each)),
        orders=orders_in_force(book, today=today),
        due=tuple(each for each in contacts if is_due(each.fields, today=today)),
    )


def all_incidents(book: OpenCasebook) -> tuple[str, ...]:
    """Give the ids of everything that happened.

    Args:
        book: the open casebook.
    """
    return tuple(hit.entry for hit in _incident_hits(book))


def orders_in_force(book: OpenCasebook, *, today: date) -> tuple[OrderInForce, ...]:
    """Give the orders whose last day has not passed, or of which no last day is written down.

    Args:
        book: the open casebook.
        today: the day.
    """
    return tuple(
        OrderInForce(
            id=each.entry.id, fields=each.fields, broken=marked_broken(book, each.entry.id)
        )
        for each in current_of_kind(book, Kind.ORDER)
        if str(each.fields.get("until") or today) >= f"{today}"
    )


def due_contacts(book: OpenCasebook, *, today: date) -> tuple[Told, ...]:
    """Give whom she planned to ask again by now.

    Args:
        book: the open casebook.
        today: the day.
    """
    contacts = (_told(each) for each in current_of_kind(book, Kind.CONTACT))
    return tuple(each for each in contacts if is_due(each.fields, today=today))


def is_due(fields: Mapping[str, JsonValue], *, today: date) -> bool:
    """Say whether the day to ask again has come and no outcome is written down.

    Args:
        fields: of a contact, as it stands now.
        today: the day.
    """
    chase = str(fields.get("chase") or "")
    return bool(chase) and chase <= f"{today}" and not fields.get("outcome")


def _incident_hits(book: OpenCasebook) -> list[Hit]:
    """Give what she wrote down; what others wrote may tell of the same, and is chosen by itself."""
    hits = book.index.timeline(Filter(kinds=frozenset({Kind.INCIDENT})), limit=book.record.size)
    theirs = frozenset(accounts_by_others(book))
    return [hit for hit in hits if hit.entry not in theirs]


def _told(each: Current) -> Told:
    return Told(id=each.entry.id, sequence=each.entry.sequence, fields=each.fields)


def _is_report(each: Told) -> bool:
    return each.fields.get("whom") == POLICE and bool(each.fields.get("reference"))
