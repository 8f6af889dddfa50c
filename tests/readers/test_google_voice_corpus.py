"""Published Google Voice pages against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

from holdfast.readers import load_reader
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all


def test_every_text_and_call_of_the_pages_is_found() -> None:
    pages = sorted(corpus("samples", "google-voice").rglob("*.html"))
    sources = [BytesSource(page.read_bytes(), page.name) for page in pages]

    found = {each.name: messages_of(read_all(each, "google-voice")) for each in sources}

    recognises = load_reader("google-voice").recognises
    assert {recognises(each.content, each.name) for each in sources} == {Confidence.YES}
    messages = [message for each in found.values() for message in each]
    assert Counter(each.kind for each in messages) == {"message": 4, "call": 3}
    assert sorted(len(each) for each in found.values()) == [1, 1, 1, 2, 2]
    marks = Counter(mark for each in messages for mark in each.marks)
    assert marks == {"sent": 2, "received": 5, "missed": 1, "voicemail": 1, "withheld": 2}
    lengths = {each.duration_seconds for each in messages if each.kind == "call"}
    assert lengths == {None, 42, 3}
    times = sorted(each.happened.stated or "" for each in messages)
    assert (times[0], times[-1]) == ("2011-10-27T18:07:36", "2021-04-01T12:28:19")
    assert all(each.happened.offset_minutes is not None for each in messages)
    assert [name for each in messages for name in each.attachments] == [
        " - Voicemail - 2012-03-17T18_16_32Z.mp3",
        "+13035550192 - Text - 2019-11-05T11_34_23Z-2-1",
    ]
