"""What a record shows is counted, never judged, and the same in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from holdfast.insight.pattern import IncidentSeen, Pattern, find_pattern
from holdfast.model.moment import UNKNOWN_MOMENT, Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

LAW = {"s2A3b": ("s2A3b",), "s2A3e": ("s2A3e",), "gifts": ("s2A3b",), "pets": ()}


def at(stated: str, until: str | None = None) -> Moment:
    return Moment(as_written=stated, stated=stated, until=until)


def seen(entry: str, happened: Moment, *behaviours: str, feared: str | None = None) -> IncidentSeen:
    return IncidentSeen(entry=entry, happened=happened, behaviours=behaviours, feared=feared)


def pattern(*incidents: IncidentSeen) -> Pattern:
    return find_pattern(incidents, LAW)


def test_an_occasion_is_a_day_and_names_its_entries() -> None:
    found = pattern(
        seen("b", at("2026-03-04T18:00")), seen("a", at("2026-03-04")), seen("c", at("2026-03-09"))
    )

    assert [(day, each.entries) for day, each in found.occasions] == [
        ("2026-03-04", ("a", "b")),
        ("2026-03-09", ("c",)),
    ]


def test_what_has_no_known_day_is_never_put_on_one() -> None:
    found = pattern(
        seen("a", UNKNOWN_MOMENT),
        seen("b", at("2026-03")),
        seen("c", at("2026-03-25", "2026-03-31")),
    )

    assert found.occasions == ()
    assert found.day_unknown.entries == ("b", "c", "a")


def test_a_night_is_one_occasion() -> None:
    found = pattern(seen("a", at("2026-03-04T18:00", "2026-03-05T06:00")))

    assert [day for day, _ in found.occasions] == ["2026-03-04"]


def test_the_span_reaches_to_the_end_of_a_stretch() -> None:
    found = pattern(seen("a", at("2025")), seen("b", at("2026-03-25", "2026-03-31")))

    assert (found.first, found.last) == ("2025", "2026-03-31")


def test_an_empty_record_has_no_span() -> None:
    found = pattern()

    assert (found.incidents.count, found.first, found.last) == (0, None, None)


def test_behaviours_stand_by_how_often_and_point_at_the_laws_examples() -> None:
    found = pattern(
        seen("a", at("2026-01-01"), "gifts", "s2A3e"),
        seen("b", at("2026-01-02"), "gifts", "s2A3b"),
        seen("c", at("2026-01-03"), "pets"),
    )

    assert [(code, each.count) for code, each in found.behaviours] == [
        ("gifts", 2),
        ("pets", 1),
        ("s2A3b", 1),
        ("s2A3e", 1),
    ]
    assert [(code, each.entries) for code, each in found.law] == [
        ("s2A3b", ("a", "b")),
        ("s2A3e", ("a",)),
    ]


def test_not_answered_is_not_no() -> None:
    found = pattern(
        seen("a", at("2026-01-01"), feared="yes"),
        seen("b", at("2026-01-02"), feared="no"),
        seen("c", at("2026-01-03")),
    )

    assert {answer: each.entries for answer, each in found.feared.items()} == {
        "yes": ("a",),
        "no": ("b",),
        "unsure": (),
        "not answered": ("c",),
    }


days = st.sampled_from(["2025", "2026-03", "2026-03-04", "2026-03-04T17:30", None])
incidents = st.lists(
    st.builds(
        IncidentSeen,
        entry=st.uuids().map(str),
        happened=days.map(lambda day: at(day) if day else UNKNOWN_MOMENT),
        behaviours=st.lists(st.sampled_from(sorted(LAW)), max_size=3).map(tuple),
        feared=st.sampled_from(["yes", "no", "unsure", None]),
        feared_for=st.lists(st.sampled_from(["me", "child"]), max_size=2).map(tuple),
        has_effect=st.booleans(),
        has_witness=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda each: each.entry,
)


@given(incidents)
def test_the_order_of_the_entries_does_not_matter(given_: Sequence[IncidentSeen]) -> None:
    assert find_pattern(given_, LAW) == find_pattern(list(reversed(given_)), LAW)


@given(incidents)
def test_every_incident_is_counted_once(given_: Sequence[IncidentSeen]) -> None:
    found = find_pattern(given_, LAW)

    on_days = sum(each.count for _, each in found.occasions)
    assert on_days + found.day_unknown.count == found.incidents.count == len(given_)
    assert sum(each.count for each in found.feared.values()) == len(given_)


def test_an_ordinary_arrangement_counts_only_as_itself() -> None:
    plain = IncidentSeen(
        entry="a",
        happened=at("2026-03-04"),
        behaviours=("gifts",),
        feared="yes",
        is_arrangement=True,
    )
    found = pattern(plain, seen("b", at("2026-03-09")))

    assert found.arrangements.entries == ("a",)
    assert found.incidents.entries == ("b",)
    assert found.first == found.last == "2026-03-09"
    assert found.behaviours == ()
    assert found.feared["yes"].count == 0
