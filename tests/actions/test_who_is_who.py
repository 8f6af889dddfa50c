"""Who is behind a handle, as she said, over all the ways a number is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.list_entries import ListFilter, list_entries
from holdfast.actions.pattern import show_pattern
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.take_in import take_in
from holdfast.actions.who_is_who import (
    StandsFor,
    names_called,
    seen_handles,
    suggestions,
    who_is_who,
)
from holdfast.readers.reader import OWNER
from tests.actions.samples import CHAT, received

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


VOICE = b"""<html><head><title>Me to Sam</title></head><body><div class="hChatLog hfeed">
<div class="message"><abbr class="dt" title="2026-03-04T17:30:00.000Z">Mar 4</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+447700900123">
<abbr class="fn">Me</abbr></a></cite>:
<q>Leave me alone</q></div>
<div class="message"><abbr class="dt" title="2026-03-04T17:31:00.000Z">Mar 4</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+447700900456">
<span class="fn">Sam</span></a></cite>:
<q>no</q></div></div></body></html>"""
BILL = (
    b"Date,Number,Type\n13/03/2026 17:30,07700900123,Outgoing\n14/03/2026 17:30,Withheld,Incoming\n"
)
ROWS = {
    "her own": ("mine", StandsFor.HERSELF),
    "somebody gave it": ("given", StandsFor.THE_OWNER),
    "not said": (None, StandsFor.THE_OWNER),
}


def seen_in(book: OpenCasebook) -> set[tuple[str, int, int, str | None]]:
    found = seen_handles(book, who_is_who(book))
    return {(each.handle, each.messages, each.files, each.stands_for) for each in found}


@pytest.mark.parametrize(("whose", "stands_for"), ROWS.values(), ids=ROWS)
def test_the_owner_of_a_phone_is_nobody_to_be_named(
    book: OpenCasebook, whose: str | None, stands_for: StandsFor
) -> None:
    list(take_in(book, [replace(received("page.html", VOICE), whose=whose)], whose=whose))

    assert seen_in(book) == {("Me", 1, 1, stands_for), ("Sam", 1, 1, None)}


def test_her_phone_and_her_account_are_one_and_no_number_is_nobody(book: OpenCasebook) -> None:
    files = [received("page.html", VOICE), received("bill.csv", BILL)]
    list(take_in(book, [replace(each, whose="mine") for each in files], whose="mine"))

    (owner,) = [each for each in seen_in(book) if each[3] is StandsFor.HERSELF]
    assert owner[0] in {OWNER, "Me"}
    assert owner[1:3] == (2, 2)
    assert ("Withheld", 1, 1, StandsFor.NO_NUMBER) in seen_in(book)


def test_me_as_a_name_in_a_chat_is_still_asked_about(book: OpenCasebook) -> None:
    files = [received("page.html", VOICE), received("c.txt", CHAT.replace(b"Alex", b"Me"))]
    list(take_in(book, [replace(each, whose="mine") for each in files], whose="mine"))

    said = {(each[0], each[1], each[3]) for each in seen_in(book) if each[0] == "Me"}
    assert ("Me", 1, StandsFor.HERSELF) in said
    assert ("Me", CHAT.count(b"- Alex:"), None) in said


def test_the_owner_is_never_suggested_to_be_somebody(book: OpenCasebook) -> None:
    add_person(book, NewPerson(role="witness", name="me"))
    list(take_in(book, [replace(received("page.html", VOICE), whose="given")], whose="given"))

    assert suggestions(book, who_is_who(book)) == ()


def test_what_she_said_about_the_owner_counts(book: OpenCasebook) -> None:
    kim = add_person(book, NewPerson(role="witness", name="Kim", handles=("Me",))).entry.id
    list(take_in(book, [replace(received("page.html", VOICE), whose="given")], whose="given"))

    (said,) = [each for each in seen_handles(book, who_is_who(book)) if each.person]
    assert (said.handle, said.person.id if said.person else "", said.stands_for) == (
        "Me",
        kim,
        None,
    )
