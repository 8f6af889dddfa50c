"""Text copied out of Telegram Desktop: what is known as such, and what its headings say."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover, Message
from holdfast.readers import telegram, telegram_copied
from holdfast.readers.reader import Confidence
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, messages_of, read_all

TWO = b"Ann, [04.03.2026 17:30]\nhello\n\nBob, [14.03.2026 17:31]\nno\n"


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        (TWO, True),
        (b"\xef\xbb\xbf\n" + TWO.replace(b"\n", b"\r\n"), True),
        (TWO.replace(b".", b"/").replace(b"17:30", b"5:30:09 PM"), True),
        (b"Ann, [04.03.2026 17:30]\nhello\n", False),
        (b"note\n" + TWO, False),
        (b"Ann, [soon]\nhello\n\nBob, [later]\nno\n", False),
        (b"", False),
    ],
)
def test_two_headings_are_no_chance(text: bytes, *, is_known: bool) -> None:
    said = telegram.recognises(text, "x.txt")

    assert said is (Confidence.YES if is_known else Confidence.NO)


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("14.03.2026 17:30", "2026-03-14T17:30"),
        ("14.03.2026 17:30:05", "2026-03-14T17:30:05"),
        ("3/14/2026 5:30 PM", "2026-03-14T17:30"),
        ("2026-03-14 17:30", "2026-03-14T17:30"),
        ("14/03/2026  17:30", "2026-03-14T17:30"),
        ("44.33.2026 17:30", None),
    ],
)
def test_a_heading_states_the_time(written: str, stated: str | None) -> None:
    text = f"Ann, [{written}]\nhello\n\nBob, [{written}]\nno\n".encode()
    message, _ = messages_of(read_all(BytesSource(text, "x.txt"), "telegram"))

    assert (message.sender, message.text, message.happened.stated) == ("Ann", "hello", stated)


@pytest.mark.parametrize(
    ("body", "text", "marks", "details"),
    [
        ("[In reply to Bob]\nyes", "yes", (), (("reply-to", "Bob"),)),
        ("[Forwarded from Bob]\n[In reply to Cy]\nyes", "yes", (),
         (("forwarded-from", "Bob"), ("reply-to", "Cy"))),
        ("[Photo]\nlook", "[Photo]\nlook", ("media-omitted",), ()),
        ("[Sticker x]", "[Sticker x]", ("sticker",), ()),
        ("[my own words]", "[my own words]", (), ()),
        ("", "", ("no-text",), ()),
    ],
)  # fmt: skip
def test_what_the_program_adds_is_told_from_words(
    body: str, text: str, marks: tuple[str, ...], details: tuple[tuple[str, str], ...]
) -> None:
    content = f"Ann, [14.03.2026 17:30]\n{body}\n\nBob, [14.03.2026 17:31]\nno\n".encode()
    message, _ = messages_of(read_all(BytesSource(content, "x.txt"), "telegram"))

    assert (message.text, message.marks, message.details) == (text, marks, details)


def test_a_message_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_copied, "LONGEST_ENTRY_BYTES", 20)
    content = TWO + b"more and more words\nand more\nand more\n"
    found = read_all(BytesSource(content, "x.txt"), "telegram")

    assert [type(each) for each in found] == [Message, Message, Leftover]
    assert list(faults("telegram", content, found)) == []
