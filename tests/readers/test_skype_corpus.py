"""Published Skype files against the counts that were taken of them by hand (MANIFEST.md)."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from holdfast.model.message import Leftover, Message
from holdfast.readers.reader import HEAD_BYTES, Confidence
from holdfast.readers.skype import recognises
from tests.corpus import corpus
from tests.readers.samples import BytesSource, messages_of, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found


def found_in(*place: str) -> tuple[BytesSource, list[Found]]:
    file = corpus("samples", "skype-teams", *place)
    source = BytesSource(file.read_bytes(), file.name)
    assert recognises(source.content[:HEAD_BYTES], "x") is Confidence.YES
    return source, read_all(source, "skype")


def rows_of(found: list[Found], table: str) -> list[Message]:
    return [each for each in messages_of(found) if each.span.path.startswith(f"{table}:")]


def test_every_message_of_an_old_store_is_found() -> None:
    _, found = found_in("plaso", "skype_main.db")

    messages = rows_of(found, "Messages")
    times = [each.happened.iso or "" for each in messages if each.happened.stated]
    assert Counter(each.sender for each in messages) == {
        "gen.beringer": 9, "european.bbq.competitor": 6,
    }  # fmt: skip
    assert {each.kind for each in messages} == {"message"}
    assert len(times) == 14
    assert (min(times), max(times)) == ("2013-07-30T21:26:28+00:00", "2013-10-27T15:29:19+00:00")
    assert len({each.conversation for each in messages}) == 2


def test_the_impossible_time_is_kept_as_written() -> None:
    _, found = found_in("plaso", "skype_main.db")

    (odd,) = [each for each in messages_of(found) if "clock-impossible" in each.marks]
    assert odd.happened.as_written == "13727168620"
    assert odd.text.startswith("f you want I can copy some documents")


def test_calls_files_and_text_messages_of_an_old_store_are_found() -> None:
    _, found = found_in("plaso", "skype_main.db")

    (call,) = rows_of(found, "Calls")
    assert (call.kind, call.sender, call.duration_seconds) == ("call", "gen.beringer", 646)
    assert call.happened.iso == "2013-07-01T22:12:17+00:00"
    assert [each.attachments for each in rows_of(found, "Transfers")] == [
        ("secret-project.pdf",)
    ] * 2
    (text,) = rows_of(found, "SMSes")
    assert (text.kind, text.details) == ("event", (("to", "+34123456789"),))


def test_every_table_of_an_old_store_with_rows_is_accounted_for() -> None:
    _, found = found_in("plaso", "skype_main.db")

    assert Counter(each.why for each in found if isinstance(each, Leftover)) == {
        "table-used": 5, "table-not-read": 6,
    }  # fmt: skip


def test_every_entry_of_an_export_is_found() -> None:
    source, found = found_in("_nolicence", "org-signal", "messages.json")

    messages = messages_of(found)
    assert Counter(each.kind for each in messages) == {"message": 3, "event": 1}
    assert [each.conversation for each in messages] == ["Book club"] * 3 + ["Bea Stone"]
    assert [each.text for each in messages] == ["Chapter 3 by Friday?", "Yes", "", "see you"]
    assert messages[0].happened.iso == "2024-03-04T11:20:34.567+00:00"
    assert messages[-1].happened.iso == "2024-03-05T00:53:20+00:00"
    assert [each.marks[0] for each in messages] == ["received", "sent", "received", "sent"]
    spans = sorted(each.span[:2] for each in found if isinstance(each, Message | Leftover))
    assert all(a[0] + a[1] <= b[0] for a, b in pairwise(spans))
    between = source.content
    for start, length in reversed(spans):
        between = between[:start] + between[start + length :]
    assert all(word not in between for word in (b"Book", b"Bea", b"8:live", b"2024", b"true"))
