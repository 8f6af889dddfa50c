"""The account of an import at a terminal: what a file's dates tell, and what they do not yet."""

from __future__ import annotations

from dataclasses import replace

from holdfast.actions.account import NO_COUNTS, FileAccount
from holdfast.cli.account_lines import account_lines

CHAT = FileAccount(
    name="chat.txt",
    path="chat.txt",
    sha256="0" * 64,
    size_bytes=1,
    format="whatsapp",
    counts={**NO_COUNTS, "messages": 2},
    first="2026-03-03T09:00",
    last="2026-03-03T10:00",
)


def test_where_dates_are_asked_about_it_does_not_say_that_it_ends_where_they_are_sure() -> None:
    asked = replace(CHAT, questions=({"id": "date-order", "text": "?", "choices": []},))

    assert next(account_lines([CHAT])).endswith("2026-03-03 to 2026-03-03")
    assert next(account_lines([asked])).endswith(", where the date is sure")
