"""Pieces of the Google Voice reader: lengths, labels, titles, and pages that are cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover
from holdfast.model.span import Span
from holdfast.readers import google_voice
from holdfast.readers.google_voice import find_labels, find_title, parse_length
from holdfast.readers.google_voice_pages import Block, read_page
from tests.readers.samples import BytesSource, messages_of, read_all

PLAIN = Path(__file__).parent / "google-voice" / "plain"
LENGTHS = {"PT3S": 3, "PT1M5S": 65, "PT2H": 7200, "PT": None, "": None, "3 s": None}


@pytest.mark.parametrize("written", LENGTHS)
def test_a_length_is_read_as_written(written: str) -> None:
    assert parse_length(written) == LENGTHS[written]


def test_a_page_without_labels_is_told_by_its_heading() -> None:
    assert find_labels(Block("haudio", 0, title="Missed call from")) == ["received", "missed"]
    assert find_labels(Block("haudio", 0, title="Anruf von")) == []


def test_a_conversation_without_others_has_the_name_of_its_file() -> None:
    own = Block("message", 0, name="Me")

    assert find_title([], [own], "Sam Quill - Text - 2026-01-01T10_00_00Z.html") == "Sam Quill"
    assert find_title([], [own], "page.html") == ""


def test_a_page_cut_anywhere_keeps_what_was_whole() -> None:
    (file,) = PLAIN.glob("in.*")
    content = file.read_bytes()
    whole = messages_of(read_all(BytesSource(content, file.name), "google-voice"))

    for length in range(0, len(content), 7):
        try:
            found = messages_of(read_all(BytesSource(content[:length]), "google-voice"))
        except NotThisFormatError:
            continue
        complete = [each for each in whole if each.span.end <= length]
        assert [each.text for each in found][: len(complete)] == [each.text for each in complete]


def test_what_is_beyond_the_longest_page_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = PLAIN.glob("in.*")
    monkeypatch.setattr(google_voice, "MOST_BYTES", 1_000)

    *_, last = read_all(BytesSource(file.read_bytes(), file.name), "google-voice")

    assert getattr(last, "why", "") == "too-long"


def test_a_block_shows_no_content() -> None:
    block, _ = read_page(b'<div class="message"><q>canary</q></div>')

    assert block.words == "canary"
    assert "canary" not in repr(block)


@pytest.mark.parametrize(
    ("label", "marks"), [("spam", ("received", "junk")), ("sms", ("received",))]
)
def test_what_was_sorted_as_spam_says_so(label: str, marks: tuple[str, ...]) -> None:
    page = f"""<html><div class="hChatLog hfeed"><div class="message"><abbr class="dt"
title="2026-03-04T17:30:00.000-05:00"></abbr><cite class="sender vcard"><a class="tel"
href="tel:+447700900123"><span class="fn">Ann</span></a></cite>: <q>hi</q></div></div><div
class="tags">Labels: <a rel="tag" href="http://www.google.com/voice#{label}">x</a></div></html>"""

    (message,) = messages_of(read_all(BytesSource(page.encode(), "x.html"), "google-voice"))

    assert message.marks == marks


def test_what_a_style_that_never_ends_would_hide_is_left_over() -> None:
    page = (
        b'<html><head><style type="x"></head><body><div class="haudio">'
        b'<a href="http://www.google.com/voice#missed">x</a> Missed call from</div></body>'
    )

    (found,) = read_all(BytesSource(page, "x.html"), "google-voice")

    assert found == Leftover(Span(0, len(page)), "not-understood")


def test_a_page_in_another_language_still_says_who_the_owner_is() -> None:
    (file,) = PLAIN.glob("in.*")
    page = BytesSource(file.read_bytes().replace(b">Me<", b">Ich<"), file.name)

    messages = messages_of(read_all(page, "google-voice"))

    assert [each.marks[0] for each in messages] == ["received", "sent", "received"]
    assert {each.conversation for each in messages} == {"Sam Quill"}
