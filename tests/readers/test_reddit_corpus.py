"""A published table of Reddit's against the counts that were taken of it by hand (MANIFEST.md)."""

from __future__ import annotations

from holdfast.readers import load_reader
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)


def test_every_private_message_is_found() -> None:
    (file,) = corpus("samples", "reddit").rglob("messages.csv")
    source = BytesSource(file.read_bytes(), file.name)
    assert load_reader("reddit").recognises(source.content, file.name) is Confidence.YES

    found = read_all(source, "reddit")

    messages = messages_of(found)
    assert len(messages) == 4
    assert [each.sender for each in messages].count("river_otter_77") == 3
    assert messages[0].text == "See you there"
    assert messages[0].conversation == messages[1].conversation
    assert messages[0].happened.iso == "2023-11-08T09:30:00+00:00"
    assert messages[-1].happened.iso == "2023-12-02T10:00:00+00:00"
    assert dict(messages[-1].details)["to"] == "r/urbanplanning"
    assert_every_byte_is_accounted_for(found, source.size)
