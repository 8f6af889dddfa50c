"""A published archive of X against the counts that were taken of it by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

from holdfast.readers import load_reader
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all


def test_every_message_of_the_archive_is_found() -> None:
    (file,) = corpus("samples", "twitter").rglob("individual_dms_test.js")
    source = BytesSource(file.read_bytes(), file.name)
    assert load_reader("twitter").recognises(source.content, file.name) is Confidence.YES

    messages = messages_of(read_all(source, "twitter"))

    assert Counter(each.kind for each in messages) == {"message": 6}
    assert len({each.conversation for each in messages}) == 2
    assert Counter(each.sender for each in messages) == {"846137120209190912": 5, "4196983835": 1}
    times = sorted(each.happened.stated or "" for each in messages)
    assert (times[0][:10], times[-1][:10]) == ("2017-07-03", "2017-08-26")
    reactions = [code for each in messages for code, _ in each.details if code == "reaction"]
    assert len(reactions) == 3
