"""The account of an import at a terminal: what a file's dates tell, and what they do not yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.actions.account import NO_COUNTS, FileAccount
from holdfast.actions.who_is_who import Person, WhoIsWho
from holdfast.cli.account_lines import account_document, account_lines, size_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

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


def test_what_each_choice_means_is_said_and_a_year_says_it_itself() -> None:
    questions: tuple[Mapping[str, JsonValue], ...] = (
        {"id": "format", "text": "?", "choices": ["whatsapp", "signal", "opaque"]},
        {"id": "date-year-2", "text": "?", "choices": ["2025", "not-known"]},
        {"id": "unheard-of", "text": "?", "choices": ["a"]},
    )

    lines = [*account_lines([replace(CHAT, questions=questions)])]

    assert "    whatsapp: WhatsApp" in lines
    assert "    opaque: None of these: keep it as it is" in lines
    assert "    not-known: I do not know" in lines
    assert "    signal: Signal" in lines
    assert not any(line.startswith(("    2025", "    a:")) for line in lines)


def test_json_tells_who_the_people_of_a_file_are_as_she_said() -> None:
    sam = Person(id="e1", role="does-it", name="Sam", handles=("+44 7700 900123",))
    account = replace(CHAT, participants=("07700 900123", "Kim"))

    said = account_document(account, WhoIsWho((sam,), "GB"))

    assert said["participants"] == ["07700 900123", "Kim"]
    assert said["persons"] == [
        {"handle": "07700 900123", "entry": "e1", "name": "Sam", "role": "does-it"}
    ]


def test_a_file_that_is_only_kept_is_called_so_and_not_by_the_name_of_its_reader() -> None:
    kept = replace(CHAT, format="opaque", counts=NO_COUNTS, first=None, last=None)

    assert next(account_lines([kept])) == "chat.txt: Kept as it is, not read; 1 byte"


def test_a_size_is_told_in_the_unit_that_it_fills() -> None:
    assert [size_text(each) for each in (0, 1, 1023, 1024, 3 << 29)] == [
        "0 bytes", "1 byte", "1023 bytes", "1.0 KB", "1.5 GB",
    ]  # fmt: skip
