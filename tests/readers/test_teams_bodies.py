"""Bodies of Teams: what is answered and passed on, pictures, files beside a message."""

from __future__ import annotations

import json

import pytest

from holdfast.readers.skype_bodies import MOST_QUOTES, read_body
from tests.readers.samples import BytesSource, messages_of, read_all

REPLY = (
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong '
    'itemprop="mri">Jane</strong><p itemprop="preview">{}</p></blockquote>'
)


def test_what_is_answered_is_not_the_writers_own_words() -> None:
    body = read_body(f"<div>{REPLY.format('stop it')}My answer</div>")

    assert (body.text, body.details) == ("My answer", (("reply-to", "Jane: stop it"),))


def test_a_quote_inside_a_quote_belongs_to_it() -> None:
    body = read_body(f"{REPLY.format('a <blockquote>b</blockquote> c')}d{REPLY.format('e')}f")

    assert body.text == "df"
    assert body.details == (("reply-to", "Jane: a\nb\nc"), ("reply-to", "Jane: e"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<blockquote itemtype="http://schema.skype.com/Reply">never closed', "never closed"),
        (REPLY.format("x") * (MOST_QUOTES + 1), "Jane\nx"),
    ],
)
def test_what_cannot_be_taken_apart_stays_whole(content: str, text: str) -> None:
    assert read_body(content).text == text


def test_what_is_passed_on_says_so() -> None:
    sign = '<blockquote itemtype="http://schema.skype.com/Forward">'
    body = read_body(f"{sign}<p>theirs</p></blockquote>")

    assert (body.text, body.details) == ("theirs", (("forwarded-from", "null"),))


def test_a_picture_lies_elsewhere() -> None:
    sign = 'itemtype="http://schema.skype.com/AMSImage"'
    body = read_body(f'<p>see</p><img src="https://e.example/0-a" {sign}><img {sign}>')

    assert (body.text, body.marks) == ("see", ("media-omitted",))
    assert body.details == (("link", "https://e.example/0-a"),)


@pytest.mark.parametrize(
    ("kind", "properties", "files", "marks"),
    [
        ("RichText/Html", {"files": '[{"fileName": "a.pdf"}, {"title": "b"}]'}, ("a.pdf", "b"), ()),
        ("RichText/Html", {"files": "[{}]"}, (), ()),
        ("RichText/Media_AudioMsg", {}, (), ("voice-message",)),
    ],
)
def test_files_and_voices_are_told(
    kind: str, properties: object, files: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    record = {"id": "1772645400000", "messagetype": kind, "content": "x", "properties": properties}
    export = {"userId": "8:me", "conversations": [{"id": "8:ann", "MessageList": [record]}]}
    source = BytesSource(json.dumps(export).encode(), "messages.json")

    (message,) = messages_of(read_all(source, "skype"))

    assert (message.attachments, message.marks) == (files, marks)


PARTS = (
    '<partlist alt="" count="2"><part identity="8:ann"><displayName>Ann Lee</displayName>'
    "<name>8:ann</name><duration>600</duration></part></partlist>"
)


@pytest.mark.parametrize(
    ("content", "kind", "marks", "seconds"),
    [
        (f"<ended/>{PARTS}<callEventType>callEnded</callEventType>", "call", (), 600),
        (f"<ended/>{PARTS}", "call", (), 600),
        (f"{PARTS}<callEventType>callMissed</callEventType>", "call", ("missed",), 600),
        (f"<missed/>{PARTS}", "call", ("missed",), 600),
        (f"{PARTS}<callEventType>callStarted</callEventType>", "event", ("call-started",), None),
        (f"<started />{PARTS}", "event", ("call-started",), None),
    ],
)
def test_what_became_of_a_call_is_told_as_teams_says_it(
    content: str, kind: str, marks: tuple[str, ...], seconds: int | None
) -> None:
    record = {"id": "1772645400000", "messagetype": "Event/Call", "content": content}
    export = {"userId": "8:me", "conversations": [{"id": "8:ann", "MessageList": [record]}]}
    source = BytesSource(json.dumps(export).encode(), "messages.json")

    (message,) = messages_of(read_all(source, "skype"))

    assert (message.kind, message.marks, message.duration_seconds) == (kind, marks, seconds)
    assert (message.text, message.details) == ("", (("with", "Ann Lee"),))


@pytest.mark.parametrize(
    ("kind", "content", "text", "details"),
    [
        ("MemberJoined", '{"initiator": "8:bo", "members": [{"id": "8:cy", "friendlyname": "Cy"}]}',
         "", (("group-added", "Cy 8:cy"), ("done-by", "8:bo"))),
        ("MemberLeft", '{"members": [{"id": "8:cy"}, {"id": "8:di"}]}',
         "", (("group-removed", "8:cy"), ("group-removed", "8:di"))),
        ("MemberJoined", '{"members": []}', '{"members": []}', ()),
        ("MemberJoined", '{"members": [', '{"members": [', ()),
    ],
)  # fmt: skip
def test_who_came_and_went_is_told_by_teams_as_json(
    kind: str, content: str, text: str, details: tuple[tuple[str, str], ...]
) -> None:
    kind = f"ThreadActivity/{kind}"
    record = {"id": "1772645400000", "messagetype": kind, "content": content}
    export = {"userId": "8:me", "conversations": [{"id": "19:x", "MessageList": [record]}]}
    source = BytesSource(json.dumps(export).encode(), "messages.json")

    (message,) = messages_of(read_all(source, "skype"))

    assert (message.kind, message.text, message.marks) == ("event", text, ("group-changed",))
    assert message.details == (("item-type", kind), *details)
