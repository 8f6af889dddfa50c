"""The account of an import: an export that was cut short by its app is said to be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from holdfast.actions.account import NO_COUNTS, FileAccount
from holdfast.knowledge.wording import words
from holdfast.readers import READERS
from holdfast.web.account_view import show_account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

UNKNOWN: tuple[Mapping[str, JsonValue], ...] = ({"why": "format-unknown", "count": 1, "bytes": 1},)


def account(reader: str, **counts: int) -> FileAccount:
    return FileAccount(
        name="chat.txt",
        path="chat.txt",
        sha256="0" * 64,
        size_bytes=1,
        format=reader,
        counts={**NO_COUNTS, **counts},
    )


@pytest.mark.parametrize(
    ("found", "is_partial"),
    [
        pytest.param(account("whatsapp", messages=39_900, events=90), True, id="near 40,000"),
        pytest.param(account("whatsapp", messages=10_000), True, id="10,000"),
        pytest.param(account("whatsapp", messages=9_000), False, id="fewer"),
        pytest.param(account("whatsapp", messages=41_000), False, id="more"),
        pytest.param(account("mail", messages=10_000), False, id="of another app"),
    ],
)
def test_an_export_as_long_as_the_app_makes_them_may_be_incomplete(
    found: FileAccount, *, is_partial: bool
) -> None:
    files = show_account([found])["files"]

    assert isinstance(files, list)
    (shown,) = files

    assert bool(shown["partial"]) is is_partial
    assert found.to_json()["looks_partial"] is is_partial


@pytest.mark.parametrize("reader", READERS)
def test_every_format_has_a_name_in_words(reader: str) -> None:
    assert words("web_take_in_account").table("formats").text(reader)


def test_of_a_large_import_what_has_something_to_say_stands_first() -> None:
    quiet = [account("mail", messages=1) for _ in range(120)]
    loud = account("whatsapp", messages=10_000)

    shown = show_account([*quiet, loud])

    assert shown["formats"] == [
        "an e-mail: 120 files, 120 messages",
        "a WhatsApp chat: 1 file, 10,000 messages",
    ]
    files = shown["files"]
    assert isinstance(files, list)
    assert len(files) == 50
    assert files[0]["partial"]
    assert shown["speaking"] == 1


def test_what_was_read_left_over_and_asked_is_added_up() -> None:
    chat = replace(
        account("whatsapp", messages=1, attachments=2),
        leftovers=({"why": "damaged-rows", "count": 3, "bytes": 9},),
        questions=({"id": "date-order", "text": "?", "choices": []},),
    )
    letter = replace(account("opaque"), leftovers=UNKNOWN)

    shown = show_account([chat, letter, replace(account(""), error="skipped-encrypted")])

    assert shown["total"] == [
        "2 files. Read: 1 message.",
        "Attachments named: 2. Parts not read as messages: 3. Questions: 1.",
        "Kept, but not read: 1 file.",
        "Not taken in: 1 file.",
    ]


def test_where_dates_are_asked_about_it_does_not_say_that_it_ends_where_they_are_sure() -> None:
    whole = replace(account("whatsapp", messages=9), first="2026-03-03T09:00", last="2026-03-03")
    asked = replace(whole, questions=({"id": "date-order", "text": "?", "choices": []},))

    (known, sure) = lines_of(whole, asked)

    assert known[-1] == "From Tuesday 3 March 2026, 09:00 to Tuesday 3 March 2026"
    assert sure[-1].startswith("Only some times are sure: from Tuesday 3 March 2026")


def files_of(*accounts: FileAccount) -> list[dict[str, Any]]:
    files = show_account(accounts)["files"]
    assert isinstance(files, list)
    return files


def lines_of(*accounts: FileAccount) -> list[list[str]]:
    return [each["lines"] for each in files_of(*accounts)]


def test_a_file_that_is_kept_unread_says_why_and_what_to_do() -> None:
    packed = replace(
        account("opaque"), leftovers=({"why": "archive-not-opened", "count": 1, "bytes": 1},)
    )

    ((line,),) = lines_of(packed)

    assert "Unpack it" in line


@pytest.mark.parametrize(
    ("error", "says"),
    [
        pytest.param("skipped-damaged", "This is damaged", id="damaged"),
        pytest.param("", "There is nothing in this file.", id="empty"),
    ],
)
def test_an_archive_without_members_says_so_itself(error: str, says: str) -> None:
    archive = replace(account("zip"), name="a.zip", path="a.zip")
    whole = replace(account(""), name="a.zip", path="a.zip", error=error)

    ((line,),) = lines_of(archive, *([whole] if error else []))

    assert line.startswith(says)


def test_an_archive_with_members_says_that_it_was_opened() -> None:
    archive = replace(account("zip"), name="a.zip", path="a.zip")
    inside = replace(account("whatsapp", messages=1), path="a.zip/chats/chat.txt")

    assert lines_of(archive, inside)[0] == ["Opened. What was inside is listed below."]


def test_a_picture_says_when_it_was_made_and_what_is_doubtful() -> None:
    photo = replace(account("photo"), taken="2026-06-16T17:00:00+01:00", marks=("damaged",))

    assert lines_of(photo) == [
        [
            "Read as a picture",
            "It says it was made on Tuesday 16 June 2026, 17:00 UTC+01:00",
            "The picture is damaged or too large to open in full.",
        ]
    ]


def test_a_recording_that_was_cut_is_not_called_a_picture() -> None:
    ((_, line),) = lines_of(replace(account("recording"), marks=("cut-short",)))

    assert line == "It stops before it is complete. What is there is shown."


@pytest.mark.parametrize(
    ("last", "says"),
    [
        pytest.param("2026-03-04T17:30:59", "On Wednesday 4 March 2026, 17:30", id="one minute"),
        pytest.param(
            "2026-03-05",
            "From Wednesday 4 March 2026, 17:30 to Thursday 5 March 2026",
            id="two days",
        ),
    ],
)
def test_how_long_a_file_goes_is_said_once(last: str, says: str) -> None:
    page = replace(account("pdf", events=1), first="2026-03-04T17:30:10", last=last)

    (shown,) = files_of(page)

    assert says in shown["lines"]
    assert shown["show"] == "Look at what was read"
