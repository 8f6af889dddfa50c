"""Pieces of the LinkedIn reader: names of conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Question
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


HEADED = "From,To,Sent At,Message,Direction\n"


def test_dates_in_figures_are_asked_where_no_row_tells_them() -> None:
    # The newest stands first: that these days follow each other backwards decides nothing.
    rows = "".join(f'Ann,Me,"{day}/3/26, 5:30 PM",hi,INCOMING\n' for day in (6, 5, 4))
    source = BytesSource(f"{HEADED}{rows}".encode(), "Invitations.csv")

    question, *_ = read_all(source, "linkedin")
    told = messages_of(read_all(source, "linkedin", {"date-order": "month-day-year"}))

    assert isinstance(question, Question)
    assert [each.happened.stated for each in told] == [
        "2026-06-03T17:30", "2026-05-03T17:30", "2026-04-03T17:30",
    ]  # fmt: skip


def test_quotes_in_comments_have_backslashes_and_end_nothing() -> None:
    # The second comment has an odd number of them, a comma and a line's end behind them.
    content = (
        b"Date,Link,Message\n"
        b'2026-05-07 16:41:18,https://l.example/1,"He said \\"no, never\\", twice"\n'
        b'2026-05-08 16:41:18,https://l.example/2,"a 5\\" nail, and\n\\"more\\"\nto come"\n'
        b'2026-05-09 16:41:18,https://l.example/3,"say ""yes"" or C:\\\\"\n'
        b"2026-05-10 16:41:18,https://l.example/4,bare\n"
    )

    found = read_all(BytesSource(content, "Comments.csv"), "linkedin")

    assert [(each.text, each.happened.stated) for each in messages_of(found)] == [
        ('He said "no, never", twice', "2026-05-07T16:41:18"),
        ('a 5" nail, and\n"more"\nto come', "2026-05-08T16:41:18"),
        ('say "yes" or C:\\\\', "2026-05-09T16:41:18"),
        ("bare", "2026-05-10T16:41:18"),
    ]
    assert all(each.details[0][0] == "link" for each in messages_of(found))
    assert sum(len(each.details) for each in messages_of(found)) == len(messages_of(found))


def test_a_backslash_in_a_message_is_a_backslash() -> None:
    content = HEADING + b'1,,Sam,Robin,2026-01-01 10:00:00 UTC,"C:\\"\n1,,Robin,Sam,,"b"\n'

    messages = messages_of(read_all(BytesSource(content, "messages.csv"), "linkedin"))

    assert [each.text for each in messages] == ["C:\\", "b"]


def test_files_of_a_message_stand_apart_by_spaces_or_by_commas() -> None:
    heading = HEADING.replace(b"CONTENT", b"CONTENT,ATTACHMENTS")
    content = heading + (
        b'1,,Sam,Robin,,a,"https://l.example/1?a=b,c,https://l.example/2, https://l.example/3"\n'
        b"1,,Sam,Robin,,b,https://l.example/4 https://l.example/5\n"
        b"1,,Sam,Robin,,c,\n"
    )

    messages = messages_of(read_all(BytesSource(content, "messages.csv"), "linkedin"))

    assert [each.attachments for each in messages] == [
        ("https://l.example/1?a=b,c", "https://l.example/2", "https://l.example/3"),
        ("https://l.example/4", "https://l.example/5"),
        (),
    ]
