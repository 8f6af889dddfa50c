"""What she picks for her plan lies in the drawer: found again, changed, and really gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from holdfast.actions.plan import Pick, PickState, all_picks, drop_pick, find_pick, pick, picks

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOPIC = "home_and_outside"


def said(book: OpenCasebook, measure: str, state: PickState, note: str = "") -> None:
    pick(book, Pick(topic=TOPIC, measure=measure, state=state, note=note), clock=lambda: NOW)


def test_a_pick_is_kept_under_its_topic_and_id_as_other_parts_read_it(book: OpenCasebook) -> None:
    said(book, "locks", PickState.WANT, "ask Dad")

    assert book.drawer.get("plan/home_and_outside/locks") == {
        "state": "want",
        "note": "ask Dad",
        "changed": "2026-11-22T12:00:00+00:00",
    }


def test_picks_stand_in_the_order_of_their_list_and_the_last_word_counts(
    book: OpenCasebook,
) -> None:
    said(book, "locks", PickState.WANT)
    said(book, "alarm", PickState.WANT)
    said(book, "locks", PickState.DONE)
    found = picks(book, TOPIC, ["locks", "lights", "alarm"])

    assert [(each.measure, each.state) for each in found.values()] == [
        ("locks", PickState.DONE),
        ("alarm", PickState.WANT),
    ]


def test_a_pick_of_a_measure_that_is_no_longer_listed_is_still_hers(book: OpenCasebook) -> None:
    pick(book, Pick(topic="old", measure="gone", state=PickState.NOT_FOR_ME))

    assert [(each.topic, each.measure) for each in all_picks(book)] == [("old", "gone")]


def test_a_dropped_pick_is_gone_and_nothing_enters_the_log(book: OpenCasebook) -> None:
    said(book, "locks", PickState.WANT)
    drop_pick(book, TOPIC, "locks")
    drop_pick(book, TOPIC, "never-picked")

    assert find_pick(book, TOPIC, "locks") is None
    assert book.drawer.names("plan/") == ()
    assert book.record.size == 0


def test_what_cannot_be_read_as_a_pick_counts_as_nothing_said(book: OpenCasebook) -> None:
    book.drawer.put("plan/home_and_outside/locks", {"state": "maybe"})
    book.drawer.put("plan/home_and_outside/alarm", "want")

    assert all_picks(book) == ()
