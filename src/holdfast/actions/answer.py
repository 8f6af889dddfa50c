"""Answer what a reading left open: the file is read again, and the new reading counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.account import FileAccount, account_of, answers_of, latest_reading
from holdfast.actions.clock import now
from holdfast.actions.intake import Intake, original_of
from holdfast.actions.parts import log_parts
from holdfast.actions.so_far import UNWATCHED, AtHand, Step, Watch
from holdfast.actions.zoned import is_zone_open
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NoSuchEntryError, NoSuchQuestionError
from holdfast.readers import call_records
from holdfast.readers.call_records_facts import can_be_answered
from holdfast.readers.zones import ANSWERS as ZONES
from holdfast.readers.zones import ZONE
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from holdfast.actions.so_far import Following
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook


def answer(
    book: OpenCasebook,
    sha256: str,
    question: str,
    choice: str,
    *,
    follow: Following = UNWATCHED,
) -> FileAccount:
    """Answer a question about a file.

    Args:
        book: the open casebook.
        sha256: of the file, or its first eight or more digits; or the id of its entry.
        question: id of the question.
        choice: one of its choices.
        follow: who is told how far it is, and may stop it.

    Returns:
        As `answer_all`, which also says what it raises.
    """
    return answer_all(book, sha256, {question: choice}, follow=follow)


def answer_all(
    book: OpenCasebook,
    sha256: str,
    answers: Mapping[str, str],
    *,
    clock: Callable[[], datetime] = now,
    follow: Following = UNWATCHED,
) -> FileAccount:
    """Answer several questions about a file at once, with one new reading.

    Args:
        book: the open casebook.
        sha256: of the file, or its first eight or more digits; or the id of its entry.
        answers: choices by question id. Besides what was asked, `zone` can be answered wherever a
            file states times without one, and what the columns of call records mean.
        clock: the device's.
        follow: who is told how far it is, and may stop it before the new reading is saved.

    Returns:
        The account of the file as it is read now. Questions stay answerable: another answer is
        another reading, and the last counts.

    Raises:
        NoSuchQuestionError: the file has no such question, or that is none of its choices. Also
            `CancelledError` when it was stopped: then all is as it was before.
    """
    entry = find_by_sha256(book, sha256)
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    readings = [entry, *(each for each in about if each.kind is Kind.READING)]
    for question, choice in answers.items():
        if not _is_answer(readings, question, choice):
            raise NoSuchQuestionError
    said = {**answers_of(latest_reading(about) or entry), **answers}
    original = original_of(book, entry)
    watch = Watch(follow.progress, follow.cancelled, original.size)
    watch.begin(original.size)
    with Intake(book, clock=clock) as intake:
        intake.tell, intake.adding.cancelled = watch.note, follow.cancelled
        result = intake.read(original, entry.text("sha256"), answers=said)
        # From here on it is being saved, and is not stopped any more.
        intake.tell = intake.adding.tell = watch.note_last
        fields: dict[str, JsonValue] = {"of": entry.id, **result.fields(said)}
        kept = () if result.batch is None else (result.batch,)
        logged = book.record.append([Draft(Kind.READING, fields)], kept=kept, clock=clock)
        inside = log_parts(intake, result.parts, entry)
    watch.note_last(AtHand(Step.FINDABLE))
    book.index.catch_up()
    watch.end()
    return account_of(entry, logged[0].entry, inside=inside)


def find_by_sha256(book: OpenCasebook, sha256: str) -> Entry:
    """Give the entry that holds a file.

    Args:
        book: the open casebook.
        sha256: of the file, or its first eight or more digits; or the id of its entry.

    Raises:
        NoSuchEntryError: none does.
    """
    digits = sha256.strip().lower()
    if len(digits) < len("abcd0123"):
        raise NoSuchEntryError
    book.index.catch_up()
    found = book.index.files_by_digits(digits)
    if not found:
        raise NoSuchEntryError
    return book.record.entry(found[0])


def latest_answers(book: OpenCasebook, entry: Entry) -> dict[str, str]:
    """Give what was answered about a file, as it counts now.

    Args:
        book: the open casebook.
        entry: of the file.
    """
    about = [each for each in book.record.about(entry.id) if isinstance(each, Entry)]
    return answers_of(latest_reading(about) or entry)


def _is_answer(readings: list[Entry], question: str, choice: str) -> bool:
    """Tell whether a choice answers something that any reading of the file leaves open."""
    if choice in _choices(readings, question):
        return True
    if question == ZONE and any(map(is_zone_open, readings)):
        return choice in ZONES
    is_call_records = readings[-1].text("reader").partition(" ")[0] == call_records.NAME
    return is_call_records and can_be_answered(question, choice)


def _choices(readings: list[Entry], question: str) -> set[str]:
    """Give the choices of a question in any reading of the file: an answered one can be changed."""
    found: set[str] = set()
    for reading in readings:
        asked = reading.fields.get("questions")
        for each in asked if isinstance(asked, list) else []:
            if isinstance(each, dict) and each.get("id") == question:
                choices = each.get("choices")
                found.update(map(str, choices if isinstance(choices, list) else []))
    return found
