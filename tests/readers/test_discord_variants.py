"""Variants of DiscordChatExporter's files: what was passed on, parts of a channel, old tables."""

from __future__ import annotations

import json

import pytest

from holdfast.model.message import Leftover, Message
from holdfast.readers import discord
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

TIME = "2026-03-04T17:30:00+01:00"


def record(name: str = "x.json", **fields: object) -> list[Leftover | Message]:
    """Give what is found in a channel of one message."""
    message = {"id": "1", "type": "Default", "timestamp": TIME, "content": "", **fields}
    channel = {
        "guild": {"id": "0"}, "channel": {"id": "5", "name": "ann"},
        "dateRange": {"after": None, "before": None}, "messages": [message],
    }  # fmt: skip
    found = read_all(BytesSource(json.dumps(channel).encode(), name), "discord")
    return [each for each in found if isinstance(each, Leftover | Message)]


def test_what_was_passed_on_stands_as_such_with_its_files() -> None:
    passed_on = {"content": "the words", "attachments": [{"url": "x_Files/a.png"}]}
    found = record(forwardedMessage=passed_on, reference={"messageId": "12", "channelId": "9"})

    (message,) = [each for each in found if isinstance(each, Message)]

    assert (message.text, message.attachments) == ("the words", ("x_Files/a.png",))
    assert ("forwarded-from", "9") in message.details
    assert "reply-to" not in dict(message.details)


@pytest.mark.parametrize(
    ("name", "is_part"),
    [
        ("Direct Messages - ann [5].json", False),
        ("Direct Messages - ann [5] (after 2026-01-01).json", True),
        ("Direct Messages - ann [5] (2026-01-01 to 2026-02-01).json", True),
        ("Direct Messages - ann [5] [part 2].json", True),
    ],
)
def test_a_name_tells_a_part_of_a_channel(name: str, *, is_part: bool) -> None:
    whys = {each.why for each in record(name) if isinstance(each, Leftover)}
    table = BytesSource(b"AuthorID,Author,Date,Content\n1,ann,2026-03-04T17:30:00Z,hi\n", name)
    (heading, _) = read_all(table, "discord")

    assert ("looks-partial" in whys) is is_part
    assert (getattr(heading, "why", "") == "looks-partial") is is_part


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_oldest_tables_have_no_numbers_of_accounts(delimiter: str) -> None:
    rows = [["Author", "Date", "Content", "Attachments"], ["ann#1", "04-Mar-26 05:30 PM", "hi", ""]]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]

    _, message = read_all(BytesSource("\n".join(lines).encode(), "x.csv"), "discord")

    assert isinstance(message, Message)
    assert (message.sender, message.text, message.details) == ("ann#1", "hi", ())
    assert message.happened.stated == "2026-03-04T17:30"


PAGE = """<html><style>.chatlog__x{}</style><div class=preamble><div class="preamble__entry
preamble__entry--small">Between 1 and 2</div></div><div class=chatlog__message-group><div
data-message-id=1100000000000000001><span class=chatlog__system-notification-author>Ann</span><span
class=chatlog__system-notification-content>WORDS</span><div class=chatlog__reaction><img alt=":)"
src="x.svg"><span class=chatlog__reaction-count>2</span></div></div></div></html>"""


@pytest.mark.parametrize(
    ("words", "kind", "marks", "seconds"),
    [
        ("started a call that lasted 5 minutes", "call", (), 300),
        ("joined the server.", "event", ("group-changed",), None),
        ("pinned a message.", "event", (), None),
    ],
)
def test_notices_on_a_page_are_calls_or_events(
    words: str, kind: str, marks: tuple[str, ...], seconds: int | None
) -> None:
    page = PAGE.replace("WORDS", words).encode()

    about, message = read_all(BytesSource(page, "x.html"), "discord")

    assert isinstance(message, Message)
    assert getattr(about, "why", "") == "looks-partial"
    assert (message.kind, message.marks, message.duration_seconds) == (kind, marks, seconds)
    assert message.details == (("reaction", ":) 2"), ("message-id", "1100000000000000001"))


PASSED_ON = """<html><style>.chatlog__x{}</style><div class=chatlog__message-group><div
data-message-id=1100000000000000001><span class=chatlog__author data-user-id=5>Ann</span>OWN<div
class=chatlog__forwarded><div class=chatlog__forwarded-header><em>Forwarded</em></div><div
class="chatlog__forwarded-content chatlog__markdown">his words</div><div
class=chatlog__forwarded-attachments><a href="x_Files/a.png"><img src="x_Files/a.png"></a></div>
</div>
</div>
</div></html>"""


@pytest.mark.parametrize(
    ("own", "text", "beside"),
    [
        ("", "his words", []),
        ("<div class=chatlog__content>look</div>", "look", [("also-stated", "his words")]),
    ],
)
def test_a_page_says_what_was_passed_on(own: str, text: str, beside: list[tuple[str, str]]) -> None:
    page = PASSED_ON.replace("OWN", own).encode()

    (message,) = messages_of(read_all(BytesSource(page, "x.html"), "discord"))

    assert (message.sender, message.text, message.attachments) == ("Ann", text, ("x_Files/a.png",))
    assert message.details == (
        ("forwarded-from", "null"), *beside, ("account-id", "5"),
        ("message-id", "1100000000000000001"), ("also-stated", "Forwarded"),
    )  # fmt: skip


TEXT = """==============================================================
Guild: Direct Messages
Channel: Private / ann
{}
==============================================================

[2026-03-04 17:30] ann


{{Forwarded Message}}
the words

"""


def test_a_text_says_what_was_passed_on_and_that_it_is_a_part() -> None:
    about, message = read_all(BytesSource(TEXT.format("After: 1").encode(), "x.txt"), "discord")
    (whole, _) = read_all(BytesSource(TEXT.format("Topic: 1").encode(), "x.txt"), "discord")

    assert getattr(about, "why", "") == "looks-partial"
    assert getattr(whole, "why", "") == "about-the-export"
    assert messages_of([message])[0].text == "the words"
    assert ("forwarded-from", "null") in messages_of([message])[0].details


SENT = "Originally sent: 2026-03-01 09:00"


@pytest.mark.parametrize(
    ("inside", "text", "files", "kept"),
    [
        (f"the words\n{SENT}\n", "the words", (), [SENT]),
        (
            f"{{Attachments}}\nAnn [1].txt_Files/a b.png\nhttps://x.example/c.png\n\n{SENT}\n",
            "",
            ("Ann [1].txt_Files/a b.png", "https://x.example/c.png"),
            [SENT],
        ),
        ("the words\nOriginally sent: by post\n", "the words\nOriginally sent: by post", (), []),
    ],
)
def test_a_text_says_when_what_was_passed_on_was_sent_and_names_one_file_a_line(
    inside: str, text: str, files: tuple[str, ...], kept: list[str]
) -> None:
    content = TEXT.format("Topic: 1").replace("the words\n", inside).encode()

    (message,) = messages_of(read_all(BytesSource(content, "x.txt"), "discord"))
    said = [value for name, value in message.details if name == "also-stated"]

    assert (message.text, message.attachments, said) == (text, files, kept)


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        (1, "contact"),
        ("BLOCKED", "contact-blocked"),
        (2, "contact-blocked"),
        (3, "contact-request"),
    ],
)
def test_people_are_told_by_what_they_are(kind: object, mark: str) -> None:
    user = {"id": "1100000000000000001", "username": "me", "relationships": [{"type": kind}]}
    source = BytesSource(json.dumps(user).encode(), "user.json")

    (person,) = messages_of(read_all(source, "discord-package"))

    assert person.marks == (mark,)


def test_a_table_that_names_the_messages_first_is_read() -> None:
    content = (
        b"MessageID,AuthorID,Author,Date,Content,Attachments,Reactions\n"
        b'"9","5","ann","2026-03-04T17:30:00.0000000+00:00","hi","",""\n'
    )

    assert discord.recognises(content, "x.csv") is Confidence.YES
    _, message = read_all(BytesSource(content, "x.csv"), "discord")

    assert isinstance(message, Message)
    assert (message.sender, message.text) == ("ann", "hi")
    assert message.details == (("account-id", "5"), ("message-id", "9"))
