"""imessage-exporter's text: answers of several lines, changed parts, and voice messages heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.message import Leftover
from holdfast.readers.imessage_answers import Line, lengths_of_answers
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found

QUESTION = "Mar 01, 2024  9:05:00 PM\nSam\nWhere are you?\n"
ANSWER = "Mar 01, 2024  9:06:00 PM\n{0}Me\n{0}I said stop.\nDo not write.\n"
NOTE = "This message responded to an earlier message.\n\n"
MORE = "second part by Sam\n\n"


def exported(text: str) -> list[Found]:
    return read_all(BytesSource(text.encode(), "Sam.txt"), "imessage")


def told(text: str) -> list[tuple[str | None, str]]:
    return [(each.sender, each.text) for each in messages_of(exported(text))]


def test_further_lines_of_an_answer_are_not_the_words_of_who_is_answered() -> None:
    text = QUESTION + "    " + ANSWER.format("    ") + "\n" + MORE + ANSWER.format("") + NOTE

    assert told(text) == [
        ("Sam", "Where are you?\nsecond part by Sam"), ("Me", "I said stop.\nDo not write."),
    ]  # fmt: skip
    (left,) = [each for each in exported(text) if isinstance(each, Leftover)]
    assert left.why == "shown-twice"
    assert text.encode()[left.span.start : left.span.end].endswith(b"Do not write.\n\n")


def test_an_answer_with_an_empty_line_in_it_is_known_by_its_own_place() -> None:
    long = ANSWER + "\nThe police know.\n"
    text = QUESTION + "    " + long.format("    ") + "\n" + MORE + long.format("") + NOTE

    assert told(text) == [
        ("Sam", "Where are you?\nsecond part by Sam"),
        ("Me", "I said stop.\nDo not write.\n\nThe police know."),
    ]


def test_an_answer_that_stands_nowhere_else_is_read_with_all_its_lines() -> None:
    text = QUESTION + "    " + ANSWER.format("    ") + "\n" + MORE

    assert told(text) == [
        ("Sam", "Where are you?\nsecond part by Sam"), ("Me", "I said stop.\nDo not write."),
    ]  # fmt: skip


def test_two_answers_below_each_other_are_parted() -> None:
    text = QUESTION + ("    " + ANSWER.format("    ") + "\n") * 2 + ANSWER.format("") + NOTE

    whys = [each.why for each in exported(text) if isinstance(each, Leftover)]
    assert whys == ["shown-twice", "shown-twice"]
    assert told(text)[0] == ("Sam", "Where are you?")


def test_of_two_answers_of_one_second_no_length_is_taken() -> None:
    text = ANSWER.format("") + NOTE + ANSWER.format("") + "more\n" + NOTE
    lines = [Line(0, 0, line) for line in text.split("\n")]

    assert lengths_of_answers(lines) == {("Mar 01, 2024  9:06:00 PM", "Me"): -1}
    assert lengths_of_answers(lines[:5]) == {("Mar 01, 2024  9:06:00 PM", "Me"): 2}
    assert lengths_of_answers([]) == {}


def test_a_part_that_was_changed_is_found_below_a_file() -> None:
    (message,) = messages_of(exported(
        "Mar 01, 2024  9:05:00 PM\nSam\n~/Library/a/IMG.HEIC\nMar 01, 2024  9:05:00 PM I am "
        "outside\n"
        "Edited 9 seconds later: Good night\n"
    ))  # fmt: skip

    assert message.text == "~/Library/a/IMG.HEIC\nGood night"
    assert message.marks == ("edited",)
    assert ("earlier-text", "I am outside") in message.details


def test_what_the_phone_heard_is_not_typed_and_what_is_missing_is_said() -> None:
    head = "Mar 01, 2024  9:05:00 PM\nSam\n"
    (heard,) = messages_of(exported(f"{head}attachments/1/a.caf\nTranscription: I see you\n"))
    (typed,) = messages_of(exported(f"{head}Transcription: mine\n"))
    (missing,) = messages_of(exported(f"{head}Attachment missing!\n"))

    assert heard.text == "attachments/1/a.caf"
    assert ("spoken-words", "I see you") in heard.details
    assert (typed.text, typed.details) == ("Transcription: mine", ())
    assert missing.marks == ("media-omitted",)


@pytest.mark.parametrize("sign", ["Loved by Me", "Outline Sticker from Me: a/s.heic from Me"])
def test_stickers_with_an_effect_are_reactions_too(sign: str) -> None:
    (message,) = messages_of(exported(f"{QUESTION}Tapbacks:\n{sign}\n"))

    assert (message.text, message.details) == ("Where are you?", (("reaction", sign),))


def test_signs_are_told_without_the_space_before_them() -> None:
    (message,) = messages_of(exported(f"{QUESTION}Tapbacks:\n    Loved by Me\n    Liked by Ann\n"))

    assert message.details == (("reaction", "Loved by Me"), ("reaction", "Liked by Ann"))


@pytest.mark.parametrize("folder", ["/Users/x/Backup/00008030/01/", "C:\\Backup\\00008030\\01\\"])
def test_a_file_that_lies_in_a_back_up_without_an_ending_is_an_attachment(folder: str) -> None:
    name = "0123456789abcdef0123456789abcdef01234567"

    (message,) = messages_of(exported(QUESTION.replace("Where are you?", folder + name)))

    assert message.attachments == (name,)


PAGE = """<html><body><div class="message"><div class="received iMessage"><p>
<span class="timestamp">Mar 01, 2024  9:05:00 PM</span> <span class="sender">Sam</span></p>
<div class="message_part">{}</div></div></div></body></html>"""
VOICE = """<div class="attachment"><div><audio controls src="a/1.caf" type="x" </audio></div> <hr>
<span class="transcription">Transcription: I see you</span></div>"""


@pytest.mark.parametrize(
    ("part", "text", "mark", "detail"),
    [
        (VOICE, "", "", ("spoken-words", "I see you")),
        (
            '<span class="attachment_error">Unable to locate attachment: b.jpg</span>',
            "", "media-omitted", ("also-stated", "Unable to locate attachment: b.jpg"),
        ),
        ('<span class="bubble">Transcription: mine</span>', "Transcription: mine", "", None),
    ],
)  # fmt: skip
def test_a_page_says_what_was_heard_and_what_is_missing(
    part: str, text: str, mark: str, detail: tuple[str, str] | None
) -> None:
    page = BytesSource(PAGE.format(part).encode(), "Sam.html")

    (message,) = messages_of(read_all(page, "imessage"))

    assert message.text == text
    assert message.marks == ("received", *filter(None, [mark]))
    assert [each for each in message.details if each[0] in {"spoken-words", "also-stated"}] == (
        [detail] if detail else []
    )
