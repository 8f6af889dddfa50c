"""Who is behind a handle, as she said, over all the ways a number is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.list_entries import ListFilter, list_entries
from holdfast.actions.pattern import show_pattern
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.who_is_who import names_called, who_is_who

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

SAM = NewPerson(role="does-it", name="Sam", handles=("+44 7700 900123",))


def test_a_number_written_another_way_is_shown_with_the_name(book: OpenCasebook) -> None:
    add_person(book, SAM)
    who = who_is_who(book)

    assert who.shown("07700 900123") == "Sam · 07700 900123"
    assert who.shown("07700 900456") == "07700 900456"
    assert who.shown("Sam") == "Sam"
    assert who.shown(None) == ""


def test_list_and_pattern_are_narrowed_by_any_name_of_a_person(book: OpenCasebook) -> None:
    person = add_person(book, SAM).entry.id
    add_incident(book, NewIncident(what="he rang", who="+44 7700 900123"))
    add_incident(book, NewIncident(what="somebody rang", who="Kim"))

    names = names_called(book, "07700 900123")

    assert "Sam" in names
    rows = list_entries(book, ListFilter(names=names))
    assert {row.text for row in rows} == {"he rang", "Sam"}
    assert person in {row.entry for row in rows}
    assert show_pattern(book, names=names).incidents.count == 1
