"""Pieces of the LinkedIn reader: names of conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers import linkedin
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    import pytest

HEADING = b"CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,CONTENT\n"


def test_a_conversation_keeps_the_name_of_its_first_message() -> None:
    content = HEADING + b"1,,Sam,Robin,2026-01-01 10:00:00 UTC,a\n1,,Robin,Sam,,b\n2,,,,,c\n"

    messages = messages_of(read_all(BytesSource(content, "messages.csv"), "linkedin"))

    assert [each.conversation for each in messages] == ["Sam, Robin", "Sam, Robin", "2"]


def test_beyond_very_many_conversations_each_message_names_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linkedin, "MOST_REMEMBERED", 0)
    content = HEADING + b"1,,Sam,Robin,,a\n1,,Robin,Sam,,b\n"

    messages = messages_of(read_all(BytesSource(content, "messages.csv"), "linkedin"))

    assert [each.conversation for each in messages] == ["Sam, Robin", "Robin, Sam"]
