"""Notes of her own that have the form of a chat: she is asked, and nothing waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.answer import answer
from holdfast.actions.take_in import take_in
from tests.actions.samples import received

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

DIARY = b"""14/03/2026, 14:05 - He was there again: he shouted
15/03/2026, 09:00 - Found a note on the car
16/03/2026, 10:00 - Rang 101
"""
CHAT = DIARY.replace(b"He was there again", b"Anna").replace(b"- ", b"- Ben: ")


def test_a_diary_that_looks_like_a_chat_is_asked_about_and_can_be_searched(
    book: OpenCasebook,
) -> None:
    (account,) = take_in(book, [received("diary.txt", DIARY)])

    (question,) = account.questions
    assert (question["id"], question["choices"]) == ("format", ["whatsapp", "opaque"])
    assert account.found == 3


def test_notes_of_her_own_are_kept_as_they_are(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("diary.txt", DIARY)])

    told = answer(book, account.sha256, "format", "opaque")

    assert (told.found, told.participants, told.format) == (0, (), "opaque")


def test_a_chat_stays_a_chat_and_is_not_asked_about_again(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("diary.txt", DIARY)])

    told = answer(book, account.sha256, "format", "whatsapp")

    assert (told.found, told.questions) == (3, ())


def test_a_chat_is_not_asked_about(book: OpenCasebook) -> None:
    (account,) = take_in(book, [received("export.txt", CHAT)])

    assert account.questions == ()
