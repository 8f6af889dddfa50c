"""The guide to orders, joined to what is known of each and, when it is open, to the record.

What the record lacks is named only where it is a document, a day, a witness or a number: never
fear, feeling or effect, which would coach her.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.standing import standing
from holdfast.insight.orders import Finding, Guide, Setting, find_orders
from holdfast.knowledge.behaviours import ARRANGEMENT
from holdfast.knowledge.law import Fact, Jurisdiction, facts, pilot_areas, pilot_end
from holdfast.model.entry import Kind
from holdfast.model.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from holdfast.actions.standing import Standing
    from holdfast.insight.order_answers import Answers
    from holdfast.vault.casebook import OpenCasebook

NEEDS = ("dates", "files", "references", "witnesses")


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderSeen:
    """One order with what is said of it."""

    fact: Fact
    """What is known of it, with source and dates."""

    finding: Finding
    """Whether it may be open, and why."""

    held: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Entries that may help, by need; empty when no record is open."""

    missing: tuple[str, ...]
    """Needs for which the record holds nothing; empty when no record is open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrdersSeen:
    """The whole guide for one set of answers."""

    guide: Guide
    """What the rules say."""

    orders: tuple[OrderSeen, ...]
    """Every order, those that may fit first."""

    in_record: tuple[str, ...] | None
    """Orders already in the record; None when no record is open."""


def see_orders(answers: Answers, *, today: date, book: OpenCasebook | None = None) -> OrdersSeen:
    """Say which orders may be open in England and Wales.

    Args:
        answers: hers.
        today: the day.
        book: the open casebook, when the guide is to be joined to it.
    """
    areas = {each.id: each.since for each in pilot_areas()}
    guide = find_orders(answers, Setting(today=today, pilot=areas, pilot_end=pilot_end()))
    held, orders = _held(book) if book is not None else (None, None)
    known = facts(Jurisdiction.ENGLAND_WALES, "orders")
    return OrdersSeen(
        guide=guide,
        orders=tuple(_seen(known[each.order], each, held) for each in guide.findings),
        in_record=orders,
    )


def _seen(fact: Fact, finding: Finding, held: Mapping[str, tuple[str, ...]] | None) -> OrderSeen:
    needs = fact.more.texts("record")
    found = {} if held is None else {need: held[need] for need in needs if held[need]}
    missing = () if held is None else tuple(need for need in needs if not held[need])
    return OrderSeen(fact=fact, finding=finding, held=found, missing=missing)


def _held(book: OpenCasebook) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    held: dict[str, list[str]] = {need: [] for need in NEEDS}
    orders = []
    for each in standing(book):
        if each.withdrawn:
            continue
        for need in _serves(each):
            held[need].append(each.entry.id)
        if each.entry.kind is Kind.ORDER:
            orders.append(each.entry.id)
    return {need: tuple(found) for need, found in held.items()}, tuple(orders)


def _serves(each: Standing) -> list[str]:
    kind, fields = each.entry.kind, each.fields
    if kind in {Kind.EXHIBIT, Kind.IMPORT}:
        return ["files"]
    if kind in {Kind.CONTACT, Kind.ORDER}:
        return ["references"] if fields.get("reference") else []
    sorted_as = fields.get("behaviours")
    if kind is not Kind.INCIDENT or (isinstance(sorted_as, list) and ARRANGEMENT in sorted_as):
        return []
    is_dated = bool(Moment.from_json(fields.get("happened")).order_key)
    return ["dates"] * is_dated + ["witnesses"] * bool(fields.get("witnesses"))
