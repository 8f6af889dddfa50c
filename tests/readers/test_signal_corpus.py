"""Published Signal fixtures against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

import pytest

from holdfast.readers import load_reader
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all


def test_every_item_of_the_plaintext_export_is_found() -> None:
    files = sorted(corpus("samples", "signal").rglob("main.jsonl"))
    if not files:
        pytest.skip("not run: no main.jsonl in the corpus")
    for file in files:
        source = BytesSource(file.read_bytes(), file.name)
        assert load_reader("signal").recognises(source.content, file.name) is Confidence.YES

        messages = messages_of(read_all(source, "signal"))

        assert [each.kind for each in messages] == ["message", "message", "event", "message"]
        assert Counter(each.sender for each in messages) == {"Ada Lovelace": 3, "Me": 1}
        assert {each.conversation for each in messages} == {"Ada Lovelace"}
        assert messages[1].marks == ("sent",)
        assert messages[2].marks == ("security-code-changed",)
        assert messages[3].marks == ("deleted",)
        assert messages[0].happened.stated == "2023-11-14T22:13:20"
        assert messages[-1].happened.as_written == "1700000003000"


def test_both_entries_of_the_text_by_signal_export_are_found() -> None:
    path = corpus("samples", "signal", "chat-miner", "test_export.txt")

    first, last = messages_of(read_all(BytesSource(path.read_bytes(), "chat.md"), "signal"))

    assert (first.sender, first.text) == ("Jane Doe", "Hello John!")
    assert (last.sender, last.text) == ("John Doe", "Hello\nJane!")
    assert first.happened.stated == "2019-12-24T12:23"
    assert last.happened.offset_minutes is None
