"""The pieces of iMazing's tables: which files are known, who wrote, what is kept of each record."""

from __future__ import annotations

import pytest

from holdfast.model.message import Leftover, Message
from holdfast.readers import imazing
from holdfast.readers.reader import OWNER, Confidence
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, all_cases, messages_of, read_all

COLUMNS = "Chat Session,Message Date,Type,Sender ID,Sender Name,Text"


def one(row: str, columns: str = COLUMNS) -> Message:
    """Give the message of a table with one record."""
    (message,) = messages_of(
        read_all(BytesSource(f"{columns}\n{row}\n".encode(), "x.csv"), "imazing")
    )
    return message


@pytest.mark.parametrize(
    ("head", "is_known"),
    [
        (COLUMNS, True),
        (f"\ufeff{COLUMNS}", True),
        (COLUMNS.replace(",", ";"), True),
        (COLUMNS.replace(",", "\t").upper(), True),
        (COLUMNS.replace("Sender ID", "Number"), False),
        ("Chat Session", False),
        ("", False),
    ],
)
def test_a_table_is_known_by_its_columns(head: str, *, is_known: bool) -> None:
    said = imazing.recognises(f"{head}\n".encode(), "anything.csv")

    assert said is (Confidence.YES if is_known else Confidence.NO)


@pytest.mark.parametrize(
    ("cells", "kind", "sender", "marks"),
    [
        ("Incoming,+44,Ann,hi", "message", "Ann", ("received",)),
        ("Incoming,+44,,hi", "message", "+44", ("received",)),
        ("Outgoing,,,hi", "message", OWNER, ("sent",)),
        ("Outgoing,+44,Me,hi", "message", "Me", ("sent",)),
        ("Notification,,,hi", "event", None, ()),
        ("Other,,,hi", "message", None, ("direction-unknown",)),
    ],
)
def test_the_type_tells_who_wrote(
    cells: str, kind: str, sender: str | None, marks: tuple[str, ...]
) -> None:
    message = one(f"Ann,2026-03-04 17:30:05,{cells}")

    assert (message.kind, message.sender, message.marks) == (kind, sender, marks)


def test_a_column_that_is_not_known_is_kept_with_its_heading() -> None:
    message = one("Ann,2026-03-04 17:30:05,Incoming,,Ann,hi,yes", f"{COLUMNS},Starred")

    assert message.details == (("column", "Starred: yes"),)


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("2026-03-04 17:30:05", "2026-03-04T17:30:05"),
        ("2026-03-04T17:30:05.000Z", "2026-03-04T17:30:05"),
        ('"Mar 4, 2026 5:30:05 PM"', "2026-03-04T17:30:05"),
        ("14/03/2026 17:30", "2026-03-14T17:30"),
        ("soon", None),
    ],
)
def test_a_date_is_read_or_left_as_written(written: str, stated: str | None) -> None:
    message = one(f"Ann,{written},Incoming,,Ann,hi")

    assert message.happened.stated == stated
    assert ("clock-impossible" in message.marks) is (stated is None)


def test_a_record_that_ends_early_is_left_over() -> None:
    content = f"{COLUMNS}\nAnn,2026-03-04 17:30:05,Inc".encode()

    assert [each.why for each in read_all(BytesSource(content, "x.csv"), "imazing")
            if isinstance(each, Leftover)] == ["about-the-export", "not-understood"]  # fmt: skip


@pytest.mark.parametrize("case", all_cases("imazing"), ids=lambda case: case.id)
def test_every_value_is_accounted_for(case: object) -> None:
    source = case.source  # type: ignore[attr-defined]
    if imazing.recognises(source.content, source.name) is Confidence.NO:
        return

    assert list(faults("imazing", source.content, read_all(source, "imazing"))) == []
