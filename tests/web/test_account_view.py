"""The account of an import: an export that was cut short by its app is said to be."""

from __future__ import annotations

import pytest

from holdfast.actions.account import NO_COUNTS, FileAccount
from holdfast.knowledge.wording import words
from holdfast.readers import READERS
from holdfast.web.account_view import show_account


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
        "a WhatsApp chat: 1 files, 10,000 messages",
    ]
    files = shown["files"]
    assert isinstance(files, list)
    assert len(files) == 50
    assert files[0]["partial"]
    assert shown["speaking"] == 1
