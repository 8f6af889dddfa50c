"""Ordinary arrangements about a child: a mark that is an amendment, undone and never a deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.arrangements import (
    arranged,
    arranged_messages,
    is_arranged,
    mark_arranged,
    note_arranged,
)
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.offer_measures import offers
from holdfast.actions.orders import see_orders
from holdfast.actions.pattern import show_pattern
from holdfast.actions.take_in import take_in
from holdfast.actions.withdraw import withdraw
from holdfast.insight.order_answers import Answers
from holdfast.model.errors import NotThatKindError
from holdfast.model.moment import Moment
from tests.actions.samples import CHAT, received
from tests.actions.test_plan import NOW

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

DAY = Moment(as_written="4 March 2026", stated="2026-03-04", precision="day")


def incident(book: OpenCasebook, what: str = "He asked about Friday.", *codes: str) -> str:
    return add_incident(book, NewIncident(what=what, happened=DAY, behaviours=codes)).entry.id


def test_a_marked_incident_is_left_out_of_every_count_and_counted_by_itself(
    book: OpenCasebook,
) -> None:
    plain, waited = (
        incident(book, "Friday?", "turned-up"),
        incident(book, "He waited.", "turned-up"),
    )
    mark_arranged(book, plain, marked=True)
    found = show_pattern(book)

    assert found.incidents.entries == (waited,)
    assert [each.entries for _, each in found.occasions] == [(waited,)]
    assert [(code, each.entries) for code, each in found.behaviours] == [("turned-up", (waited,))]
    assert found.arrangements.entries == (plain,)


def test_the_mark_is_an_amendment_and_taking_it_back_another(book: OpenCasebook) -> None:
    name = incident(book, "Friday?", "turned-up")
    before = book.record.entry(name).fields
    mark_arranged(book, name, marked=True)
    mark_arranged(book, name, marked=True)
    assert is_arranged(book.record.current(name).fields)

    mark_arranged(book, name, marked=False)
    current = book.record.current(name)
    assert len(current.amendments) == 2
    assert current.fields["behaviours"] == ["turned-up"]
    assert book.record.entry(name).fields == before
    assert show_pattern(book).incidents.count == 1


def test_a_mark_on_an_entry_without_behaviours_leaves_none_behind(book: OpenCasebook) -> None:
    name = incident(book)
    mark_arranged(book, name, marked=True)
    mark_arranged(book, name, marked=False)

    assert not book.record.current(name).fields["behaviours"]
    assert arranged(book) == ()


def test_only_incidents_can_be_marked(book: OpenCasebook) -> None:
    told = add_contact(book, NewContact(whom="police", told="All of it.")).entry.id

    with pytest.raises(NotThatKindError):
        mark_arranged(book, told, marked=True)


def test_messages_are_noted_as_one_entry_that_names_them_with_their_time(
    book: OpenCasebook,
) -> None:
    list(take_in(book, [received("WhatsApp Chat with Alex.txt", CHAT)]))
    (hit,) = [each for each in book.index.timeline(limit=9) if each.kind == "import"]
    added = note_arranged(book, hit.entry, [2, 0, 2])

    assert added.entry.fields["messages"] == [[hit.entry, 0], [hit.entry, 2]]
    assert arranged_messages(book, hit.entry) == {0: added.entry.id, 2: added.entry.id}
    first = book.index.messages(hit.entry, first=0, last=0)[0].message.happened
    assert Moment.from_json(added.entry.fields["happened"]).stated == first.stated
    assert show_pattern(book).incidents.count == 0
    withdraw(book, added.entry.id)
    assert arranged_messages(book, hit.entry) == {}


def test_a_marked_entry_neither_offers_measures_nor_serves_an_order(book: OpenCasebook) -> None:
    name = incident(book, "Hand-over.", "turned-up")
    assert offers(book)
    mark_arranged(book, name, marked=True)
    seen = see_orders(Answers(), today=NOW.date(), book=book)

    assert offers(book) == ()
    assert all("dates" not in each.held for each in seen.orders)


def test_changing_other_words_of_a_marked_entry_keeps_the_mark(book: OpenCasebook) -> None:
    name = incident(book)
    mark_arranged(book, name, marked=True)
    amend(book, name, NewAmendment(changes={"where": "School"}))

    assert is_arranged(book.record.current(name).fields)
    assert [each.entry for each in arranged(book)] == [name]
