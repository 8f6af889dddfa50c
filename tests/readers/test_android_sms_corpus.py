"""A published store of messages against the counts that were taken of it by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all


def test_every_message_of_a_published_store_is_found() -> None:
    path = corpus("samples", "android-db", "plaso", "mmssms.db")

    messages = messages_of(read_all(BytesSource(path.read_bytes()), "android-sms"))

    times = [each.happened.as_written for each in messages]
    assert (len(messages), min(times), max(times)) == (9, "1383065788038", "1383066977250")
    assert Counter(each.marks for each in messages) == {("sent",): 5, ("received",): 4}
    # One thread of the phone, in which the number is written in two ways.
    assert {each.conversation for each in messages} == {"1 555-521-5554"}
