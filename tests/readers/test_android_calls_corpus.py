"""Published databases of calls against the counts that were taken by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter

from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all


def test_every_call_of_a_published_address_book_is_found() -> None:
    path = corpus("samples", "android-db", "plaso", "contacts2.db")

    calls = messages_of(read_all(BytesSource(path.read_bytes()), "android-calls"))

    assert [(each.marks, each.duration_seconds) for each in calls] == [
        (("received", "missed"), 0), (("sent",), 126), (("received",), 639),
    ]  # fmt: skip
    assert {dict(each.details).get("to", each.sender) for each in calls} == {"5404561685"}
    assert [each.happened.as_written for each in calls][::2] == ["1383772636690", "1383782616690"]


def test_calls_and_contacts_of_viber_are_found() -> None:
    path = corpus("samples", "android-db", "plaso", "viber_data")

    found = messages_of(read_all(BytesSource(path.read_bytes()), "android-calls"))

    assert Counter(each.kind for each in found) == {"call": 4, "event": 5}
