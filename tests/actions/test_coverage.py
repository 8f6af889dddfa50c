"""The sum over a file counts every byte once, in whatever order readers go."""

from __future__ import annotations

import pytest

from holdfast.actions import coverage
from holdfast.actions.coverage import Coverage, covered
from holdfast.actions.tally import Tally
from holdfast.model.accounting import Accounting, accounting_of
from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, MessageKind
from holdfast.model.moment import UNKNOWN_MOMENT
from holdfast.model.span import Span
from tests.readers.samples import Case, all_cases, read_all


def a_message(start: int, length: int, path: str = "") -> Message:
    return Message(MessageKind.MESSAGE, "", None, "", UNKNOWN_MOMENT, Span(start, length, path))


def sums_of(*found: Message | Leftover, size: int) -> Accounting:
    tally = Tally()
    list(tally.messages([list(found)]))
    return accounting_of(tally.fields()["counts"], size)


@pytest.mark.parametrize("seed", range(20))
def test_a_byte_in_two_stretches_counts_once_in_any_order(seed: int) -> None:
    starts = [(seed * 7919 + number * 104_729) % 211 for number in range(60)]
    pairs = [(start, start + start % 9) for start in starts]
    one, other = Coverage(), Coverage()
    one.add(pairs[:30])
    one.add(pairs[30:50])
    other.add(pairs[50:])

    bytes_of = [{each for pair in part for each in range(*pair)} for part in (pairs[:50], pairs)]
    assert [covered(one), covered(one, other)] == [len(each) for each in bytes_of]


def test_what_lies_in_a_message_and_left_over_is_read() -> None:
    sums = sums_of(a_message(0, 10), Leftover(Span(8, 6), "not-understood"), size=20)

    assert (sums.read, sums.left, sums.between, sums.holds) == (10, 4, 6, True)


def test_rows_of_a_database_are_counted_by_table() -> None:
    sums = sums_of(
        a_message(0, 0, "message:1"),
        a_message(0, 0, "message:2"),
        Leftover(Span(0, 0, "handle"), "table-used"),
        size=4096,
    )

    assert (dict(sums.rows), dict(sums.tables_left)) == ({"message": 2}, {"handle": 1})
    assert (sums.is_by_bytes, sums.is_by_rows, sums.holds) == (False, True, True)


def test_a_file_with_more_stretches_than_can_be_kept_claims_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coverage, "MOST_STRETCHES", 3)
    apart = [a_message(start, 1) for start in range(0, 20, 2)]

    assert not sums_of(*apart, size=20).holds


def test_an_entry_of_before_there_were_sums_claims_nothing() -> None:
    assert not accounting_of({"messages": 3, "bytes_read": 9}, 12).holds
    assert not accounting_of(None, 12).is_counted


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_every_sample_adds_up(case: Case) -> None:
    try:
        found = read_all(case.source, case.format, case.answers)
    except NotThisFormatError:
        return
    tally = Tally()
    list(tally.messages([found]))
    sums = accounting_of(tally.fields()["counts"], case.source.size)

    assert sums.between >= 0
    assert sums.holds or not sums.is_counted
