"""Entries are added whole or not at all, and what is said later stands beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.answer import answer
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.list_entries import ListFilter, list_entries
from holdfast.actions.people import NewPerson, add_person, known_words
from holdfast.actions.show_entry import show_entry
from holdfast.actions.take_in import take_in
from holdfast.actions.withdraw import purge_forbidden_image, shred_after, undo, withdraw
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import (
    AlreadyWithdrawnError,
    NoSuchEntryError,
    NoSuchQuestionError,
    NothingSaidError,
    NotThatKindError,
    NotWithdrawnError,
    UnreadableTimeError,
    UsageError,
)
from holdfast.model.when import parse_when
from holdfast.vault.index.rows import Filter
from tests.actions.samples import UNDECIDED, jpeg, received, zipped

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def incident(what: str, happened: str = "", **more: str) -> NewIncident:
    return NewIncident(what=what, happened=parse_when(happened, now=NOW), **more)  # type: ignore[arg-type]


def test_an_incident_and_its_files_are_one_commit(book: OpenCasebook) -> None:
    files = [received("a.jpg", jpeg()), received("b.jpg", jpeg("red")), received("c.jpg", jpeg())]

    added = add_incident(book, incident("He came back.", "4 March 2026"), files)

    assert added.entry.sequence == 2
    assert added.entry.fields["exhibits"] == [each.id for each in added.exhibits]
    assert [each.fields["number"] for each in added.exhibits] == [1, 2]


def test_a_file_that_is_held_already_is_named_again_and_not_kept_twice(book: OpenCasebook) -> None:
    first = add_incident(book, incident("One."), [received("a.jpg", jpeg())])

    second = add_incident(book, incident("Two."), [received("copy.jpg", jpeg())])

    assert second.entry.fields["exhibits"] == first.entry.fields["exhibits"]
    assert len(list(book.originals.names())) == 1


def test_nothing_is_left_behind_when_an_incident_is_refused(book: OpenCasebook) -> None:
    with pytest.raises(UsageError):
        add_incident(book, NewIncident(what="x", behaviours=("none-such",)), [received("a", b"1")])

    assert book.record.size == 0
    assert list(book.originals.names()) == []


def test_an_entry_with_neither_words_nor_files_is_refused(book: OpenCasebook) -> None:
    with pytest.raises(NothingSaidError):
        add_incident(book, incident("  "))


def test_an_amendment_leaves_what_was_written(book: OpenCasebook) -> None:
    added = add_incident(book, incident("An hour.", "4 March 2026", who="Alex"))

    amend(book, added.entry.id, NewAmendment(changes={"what": "Two hours.", "who": None}))

    shown = show_entry(book, added.entry.id)
    assert shown.entry.fields["what"] == "An hour."
    assert (shown.fields["what"], shown.fields["who"]) == ("Two hours.", None)
    assert [each.fields["changed"] for each in shown.history] == [["what", "who"]]


def test_an_amendment_can_be_taken_back(book: OpenCasebook) -> None:
    added = add_incident(book, incident("An hour."))
    amended = amend(book, added.entry.id, NewAmendment(changes={"what": "Two hours."}))

    undo(book, amended.entry.id)

    assert show_entry(book, added.entry.id).fields["what"] == "An hour."
    with pytest.raises(NotWithdrawnError):
        undo(book, amended.entry.id)


def test_files_are_added_to_those_an_entry_names(book: OpenCasebook) -> None:
    added = add_incident(book, incident("One."), [received("a.jpg", jpeg())])

    amend(book, added.entry.id, NewAmendment(files=[received("b.jpg", jpeg("red"))]))

    assert len(show_entry(book, added.entry.id).exhibits) == 2


def test_an_amendment_that_changes_nothing_is_refused(book: OpenCasebook) -> None:
    added = add_incident(book, incident("One."))

    with pytest.raises(NothingSaidError):
        amend(book, added.entry.id, NewAmendment(changes={"what": "One."}))


def test_only_what_a_person_said_can_be_amended(book: OpenCasebook) -> None:
    added = add_incident(book, incident("One."), [received("a.jpg", jpeg())])

    with pytest.raises(NotThatKindError):
        amend(book, added.exhibits[0].id, NewAmendment(changes={"what": "x"}))
    with pytest.raises(NotThatKindError):
        amend(book, added.entry.id, NewAmendment(changes={"officer": "x"}))


def test_what_is_withdrawn_can_come_back_for_thirty_days(book: OpenCasebook) -> None:
    added = add_incident(book, incident("One."))
    withdrawal = withdraw(book, added.entry.id, clock=lambda: NOW)

    assert shred_after(withdrawal) == NOW + timedelta(days=30)
    assert list_entries(book) == []
    with pytest.raises(AlreadyWithdrawnError):
        withdraw(book, added.entry.id)
    with pytest.raises(NotThatKindError):
        withdraw(book, withdrawal.id)

    undo(book, withdrawal.id)

    assert [row.text for row in list_entries(book)] == ["One."]
    with pytest.raises(NotWithdrawnError):
        undo(book, added.entry.id)


def test_a_forbidden_image_is_destroyed_at_once_with_the_zip_it_came_in(
    book: OpenCasebook,
) -> None:
    packed = zipped({"a.jpg": jpeg(), "b.jpg": jpeg("red")})
    container, picture, other = take_in(book, [received("phone.zip", packed)])

    destroyed = purge_forbidden_image(book, picture.entry)

    assert set(destroyed) == {picture.entry, container.entry}
    assert len(list(book.originals.names())) == 1
    assert book.index.get_picture(picture.entry, "screen") is None
    assert book.record.entry(other.entry).text("name") == "b.jpg"
    with pytest.raises(NoSuchEntryError):
        book.record.entry(picture.entry)


def test_only_a_file_can_be_a_forbidden_image(book: OpenCasebook) -> None:
    with pytest.raises(NotThatKindError):
        purge_forbidden_image(book, add_incident(book, incident("One.")).entry.id)


def test_a_question_is_answered_by_reading_again(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("chat.txt", UNDECIDED)])
    (question,) = account.questions
    assert (account.first, question["id"]) == (None, "date-order")

    answered = answer(book, account.sha256, "date-order", "day-month-year")

    assert (answered.first, answered.last) == ("2026-03-04T17:30", "2026-03-05T09:00")
    assert answered.questions == ()
    again = answer(book, account.sha256[:8], "date-order", "month-day-year")
    assert again.first == "2026-04-03T17:30"
    assert show_entry(book, account.entry).account == again


def test_an_import_stands_where_its_messages_begin_in_every_list(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("chat.txt", UNDECIDED)])

    def seen() -> tuple[str | None, str | None]:
        wanted = frozenset({"import"})
        (row,) = list_entries(book, ListFilter(kinds=wanted))
        (hit,) = book.index.timeline(Filter(kinds=wanted))
        return row.happened, hit.happened

    assert seen()[0] is None
    for order in ("day-month-year", "month-day-year"):
        first = answer(book, account.sha256, "date-order", order).first
        assert seen() == (first, first)
        assert [*book.index.differences()] == []


def test_only_questions_that_were_asked_can_be_answered(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("chat.txt", UNDECIDED)])

    with pytest.raises(NoSuchQuestionError):
        answer(book, account.sha256, "date-order", "sideways")
    with pytest.raises(NoSuchQuestionError):
        answer(book, account.sha256, "zone", "day-month-year")
    with pytest.raises(NoSuchEntryError):
        answer(book, "0" * 64, "date-order", "day-month-year")
    with pytest.raises(NoSuchEntryError):
        answer(book, account.sha256[:4], "date-order", "day-month-year")


def test_people_are_known_by_every_name_they_go_by(book: OpenCasebook) -> None:
    person = NewPerson(role="does-it", name="Alex Example", handles=("@al3x",), vehicles=("AB1",))

    add_person(book, person)

    assert known_words(book) == ("Alex Example", "@al3x", "AB1")
    with pytest.raises(NothingSaidError):
        add_person(book, NewPerson(role="me"))
    with pytest.raises(UsageError):
        add_person(book, NewPerson(role="ghost", name="x"))


def test_a_contact_tells_what_it_was_about(book: OpenCasebook) -> None:
    added = add_incident(book, incident("One."))
    contact = NewContact(whom="police", told="All of it.", about=("0",), chase="2026-12-01")

    entry = add_contact(book, contact).entry

    assert entry.fields["about"] == [added.entry.id]
    with pytest.raises(UnreadableTimeError):
        add_contact(book, NewContact(whom="police", chase="soon"))
    with pytest.raises(NothingSaidError):
        add_contact(book, NewContact(whom="police"))
    with pytest.raises(UsageError):
        add_contact(book, NewContact(whom="nobody", told="x"))


def test_the_list_is_in_the_order_in_which_things_happened(book: OpenCasebook) -> None:
    for what, when in (("c", "I don't know"), ("b", "March 2026"), ("a", "2025")):
        add_incident(book, incident(what, when))

    assert [row.text for row in list_entries(book)] == ["a", "b", "c"]
    newest = list_entries(book, ListFilter(newest_first=True))
    assert [row.text for row in newest] == ["c", "b", "a"]


def test_the_list_can_be_narrowed(book: OpenCasebook) -> None:
    add_incident(book, NewIncident(what="a", happened=parse_when("4 March 2026", now=NOW)))
    add_incident(
        book,
        NewIncident(what="b", happened=parse_when("April 2026", now=NOW), behaviours=("s2A3e",)),
    )
    add_incident(book, incident("c"))

    def texts(**wanted: str) -> list[str]:
        return [row.text for row in list_entries(book, ListFilter(**wanted))]  # type: ignore[arg-type]

    assert texts(since="2026-04") == ["b"]
    assert texts(until="2026-03") == ["a"]
    assert texts(behaviour="s2A3e") == ["b"]
    assert list_entries(book, ListFilter(kinds=frozenset({Kind.PERSON}))) == []


def test_every_entry_says_when_it_was_written(book: OpenCasebook) -> None:
    add_incident(book, incident("a", "2025"), clock=lambda: NOW)

    (entry,) = (each for each in book.record.entries() if isinstance(each, Entry))
    assert datetime.fromisoformat(entry.written) == NOW
