"""Texts by sigtop and signalbackup-tools: fields, answers, changes, files, spans."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover, Message
from holdfast.readers import signal, signal_text
from holdfast.readers.reader import OWNER, Confidence
from tests.readers.samples import BytesSource, messages_of, read_all

BEGIN = "Conversation: Ann (+447700900123)\n\n"
HEAD = "From: Ann (+447700900123)\nType: incoming\nSent: Wed, 4 Mar 2026 17:30:05 +0100\n"


def one(text: str, name: str = "messages.txt") -> Message:
    """Give the one message of a text."""
    (message,) = messages_of(read_all(BytesSource(text.encode(), name), "signal"))
    return message


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        (BEGIN + HEAD, True),
        ((BEGIN + HEAD).replace("\n", "\r\n"), True),
        ("\ufeff" + BEGIN + HEAD, True),
        (BEGIN + "hello", False),
        ("[Mar 04, 2026 17:30:05] <Ann> hi\n", True),
        ("[Mar 04, 2026 17:30:05] *** Missed call\n", True),
        ("[Mar 04, 2026 17:30:05] Ann: hi\n", False),
    ],
)
def test_a_text_is_known_by_its_beginning(text: str, *, is_known: bool) -> None:
    assert (signal.recognises(text.encode(), "x.txt") is Confidence.YES) is is_known


def test_the_fields_of_a_block_stand_beside_the_words() -> None:
    message = one(
        f"{BEGIN}{HEAD}Reaction: x from Bob\nAttachment: a (1).jpg (image/jpeg, 5 bytes)\n\nhi\n\n"
    )

    assert (message.conversation, message.sender, message.text) == ("Ann", "Ann", "hi")
    assert message.happened.iso == "2026-03-04T17:30:05+01:00"
    assert message.attachments == ("a (1).jpg",)
    assert message.details == (("address", "+447700900123"), ("reaction", "x from Bob"))


def test_the_owner_is_no_name() -> None:
    message = one(
        f"{BEGIN}From: You\nType: outgoing\nSent: Wed, 4 Mar 2026 17:30:05 +0100\n\nno\n\n"
    )

    assert (message.sender, message.marks) == (OWNER, ("sent",))


@pytest.mark.parametrize(
    ("quote", "reply"),
    [
        ("> From: You\n> Sent: Wed, 4 Mar 2026 17:00:00 +0100\n>\n> two\n> lines\n", "two\nlines"),
        ("> From: You\n> Attachment: a.jpg (image/jpeg)\n", "a.jpg (image/jpeg)"),
        ("> From: You\n> Sent: then\n", "then"),
    ],
)
def test_what_is_answered_to_is_not_the_senders_words(quote: str, reply: str) -> None:
    message = one(f"{BEGIN}{HEAD}\n{quote}\nyes\n\n")

    assert message.text == "yes"
    assert dict(message.details)["reply-to"] == reply


def test_words_that_begin_like_a_quote_are_words() -> None:
    assert one(f"{BEGIN}{HEAD}\n> not an answer\n\n").text == "> not an answer"


def test_words_that_look_like_a_block_begin_none_without_its_kind() -> None:
    assert one(f"{BEGIN}{HEAD}\nhi\n\nFrom: me\nto you\n\n").text == "hi\n\nFrom: me\nto you"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_spans_cover_the_text(line_end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal_text, "WINDOW_BYTES", 64)
    content = (BEGIN + f"{HEAD}\nhi\n\n" * 9).replace("\n", line_end).encode()
    found = read_all(BytesSource(content, "messages.txt"), "signal")

    assert len(messages_of(found)) == 9
    spans = [each.span for each in found if isinstance(each, Message | Leftover)]
    assert b"".join(content[span.start : span.end] for span in spans) == content


def test_an_entry_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal_text, "LONGEST_ENTRY_BYTES", 200)
    monkeypatch.setattr(signal_text, "WINDOW_BYTES", 64)
    for text in (f"{BEGIN}{HEAD}\n", "[Mar 04, 2026 17:30:05] <Ann> "):
        found = read_all(BytesSource((text + "x" * 500).encode(), "x.txt"), "signal")
        whys = [each.why for each in found if isinstance(each, Leftover)]

        assert "too-long" in whys


@pytest.mark.parametrize(
    ("line", "kind", "files", "marks"),
    [
        ('*** <Ann> sent file "a "b".jpg"', "message", ('a "b".jpg',), ()),
        ("*** <Ann> sent file", "message", (), ("media-omitted",)),
        ("*** Incoming call", "call", (), ()),
        ("*** Missed video call", "call", (), ("missed",)),
        ("*** You created the group", "event", (), ()),
        ("<Ann> hi (Bob: \N{THUMBS UP SIGN})", "message", (), ()),
    ],
)
def test_a_line_tells_what_it_is(
    line: str, kind: str, files: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    message = one(f"[Mar 04, 2026 17:30:05] {line}\n", "Ann (_id5).txt")

    assert (message.kind, message.attachments, message.marks) == (kind, files, marks)
    assert message.conversation == "Ann"
    assert message.happened.stated == "2026-03-04T17:30:05"
