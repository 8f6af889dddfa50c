"""One event in many copies: exports of different kinds of one conversation."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdfast.model.entry import Kind
from holdfast.model.message import Message
from holdfast.model.moment import Moment
from holdfast.model.span import Span
from holdfast.vault.index.copies import Distance
from holdfast.vault.index.rows import Filter
from tests.vault.index_fakes import FakeLog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from holdfast.model.entry import Entry
    from holdfast.vault.index.index import Index

START = datetime(2026, 3, 2, 8, 0, 5)  # noqa: DTZ001 - a wall clock
MESSAGES = Filter(kinds=frozenset({"message", "call"}))
TALK = (
    (0, "Sam", "where are you"),
    (65, "Alex", "leave me alone"),
    (130, "Sam", "I know where you live"),
    (3_600, "Sam", "ok"),
    (3_605, "Sam", "ok"),
    (90_000, "Alex", "please stop writing"),
)


def in_json(talk: Iterable[tuple[int, str | None, str]] = TALK) -> list[Message]:
    """UTC with milliseconds, as a JSON export has it."""
    return [
        _message(each, (START + timedelta(seconds=each[0])).isoformat() + ".250", offset=0)
        for each in talk
    ]


def in_html(
    talk: Iterable[tuple[int, str | None, str]] = TALK, *, hours: float = 1, title: str = "Sam"
) -> list[Message]:
    """The wall clock of some zone to the minute, as a page has it."""
    return [
        _message(each, at.isoformat()[:16], title=title)
        for each in talk
        for at in [START + timedelta(seconds=each[0], hours=hours)]
    ]


def _message(
    each: tuple[int, str | None, str], stated: str, *, offset: int | None = None, title: str = "Sam"
) -> Message:
    _, sender, text = each
    units = {16: "minute", 19: "second"}
    source = "unknown" if offset is None else "by-format"
    when = Moment(stated, stated, units.get(len(stated), "millisecond"), source, offset)
    return Message("message", title, sender, text, when, Span(0, len(text)))


def groups(index: Index, imports: Sequence[Entry]) -> set[frozenset[tuple[int, int]]]:
    """Give which messages are shown as one: (which export, number in it)."""
    places = {each.id: number for number, each in enumerate(imports)}
    found = set()
    for each in imports:
        for row in index.messages(each.id, first=0, last=1_000):
            others = {(places[other.entry], other.number) for other in row.elsewhere}
            found.add(frozenset({(places[each.id], row.number), *others}))
    return found


def shown(index: Index) -> int:
    return len(index.timeline(MESSAGES, limit=1_000))


@pytest.fixture
def log() -> FakeLog:
    return FakeLog()


class TestTwoKinds:
    """HTML and JSON of one thread."""

    @pytest.mark.parametrize("hours", [0, 1, -5, 5.75, 14])
    def test_they_are_shown_once_and_both_places_are_kept(
        self, log: FakeLog, tmp_path: Path, hours: float
    ) -> None:
        first, second = log.take_in(in_json()), log.take_in(in_html(hours=hours))
        index = log.index(tmp_path)

        assert shown(index) == index.counts()["messages"] == len(TALK)
        rows = index.messages(first.id, first=0, last=9)
        assert [[(e.entry, e.number) for e in row.elsewhere] for row in rows] == [
            [(second.id, number)] for number in range(len(TALK))
        ]

    def test_a_conversation_of_copies_alone_is_not_listed_beside_the_other(
        self, log: FakeLog, tmp_path: Path
    ) -> None:
        log.take_in(in_json())
        log.take_in(in_html(title=""))

        listed = log.index(tmp_path).conversations()

        assert [(each.name, each.messages) for each in listed] == [("Sam", 6)]

    def test_the_same_said_twice_in_a_minute_stays_two(self, log: FakeLog, tmp_path: Path) -> None:
        log.take_in(in_html())
        log.take_in(in_json())
        index = log.index(tmp_path)

        assert len(index.search("ok")) == 2

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(in_html(hours=1.1), id="no quarter of an hour"),
            pytest.param(in_html(hours=15), id="farther than zones lie"),
            pytest.param(in_html(TALK[:2]), id="two messages agree only"),
            pytest.param(
                [each._replace(kind="call") for each in in_html()], id="calls are no messages"
            ),
            pytest.param(
                [each._replace(conversation="Group", sender="Kim") for each in in_html()],
                id="another conversation",
            ),
        ],
    )
    def test_what_is_not_sure_is_not_merged(
        self, log: FakeLog, tmp_path: Path, other: list[Message]
    ) -> None:
        log.take_in(in_json())
        log.take_in(other)

        assert shown(log.index(tmp_path)) == len(TALK) + len(other)

    def test_too_few_that_agree_may_be_the_same(self, log: FakeLog, tmp_path: Path) -> None:
        first, second = log.take_in(in_json(TALK[:2])), log.take_in(in_html(TALK[:2]))
        index = log.index(tmp_path)

        (row,) = index.messages(first.id, first=0, last=0)

        assert row.elsewhere == ()
        assert [(each.entry, each.number) for each in row.maybe] == [(second.id, 0)]

    def test_another_app_is_another_message(self, log: FakeLog, tmp_path: Path) -> None:
        log.take_in(in_json(), format="telegram")
        log.take_in(in_json(), format="facebook")

        assert shown(log.index(tmp_path)) == 2 * len(TALK)

    def test_people_of_other_titles_are_known_by_their_numbers(
        self, log: FakeLog, tmp_path: Path
    ) -> None:
        """An SMS in the XML of one app, to the millisecond, and in another's database."""
        texts = [(n * 7_000, "+44 7700 900123", f"text {n}") for n in range(4)]
        xml = in_json(texts)
        database = [
            _message((at, "07700900123", text), each.happened.stated or "", offset=0)._replace(
                conversation="07700900123"
            )
            for (at, _, text), each in zip(texts, xml, strict=True)
        ]
        log.take_in([each._replace(conversation="Alex") for each in xml], format="sms-xml")
        log.take_in(database, format="android-sms")

        assert shown(log.index(tmp_path)) == len(texts)

    def test_summer_time_moves_the_second_half(self, log: FakeLog, tmp_path: Path) -> None:
        before = [(n * 900, "Sam", f"before {n}") for n in range(4)]
        after = [(n * 900 + 2_600_000, "Sam", f"after {n}") for n in range(4)]
        alike = [(at, "Sam", "ok") for at in (4_000, 2_604_000)]
        log.take_in(in_json([*before, alike[0], *after, alike[1]]))
        log.take_in(
            [
                *in_html([*before, alike[0]], hours=0),
                *in_html([*after, alike[1]], hours=1),
            ]
        )

        # The first "ok" lies between the two distances: it is shown twice rather than guessed.
        assert shown(log.index(tmp_path)) == 4 + 4 + 2 + 1

    def test_one_that_joins_two_which_differ_joins_nothing(
        self, log: FakeLog, tmp_path: Path
    ) -> None:
        talk = [(n * 7_000, "Sam", f"text {n}") for n in range(4)]
        log.take_in(in_json([*talk, (50_000, "Sam", "ok")]))
        log.take_in(in_html([*talk, (50_000, "Sam", "ok")]))
        log.take_in(in_json([*talk, (50_030, "Sam", "ok")]))

        assert len(log.index(tmp_path).search("ok")) == 3


class TestChanges:
    """Exports that are withdrawn, brought back and read again."""

    def test_a_withdrawn_export_parts_what_only_it_joined(
        self, log: FakeLog, tmp_path: Path
    ) -> None:
        first = log.take_in(in_json())
        second = log.take_in(in_html())
        index = log.index(tmp_path)
        for kind, of in ((Kind.WITHDRAWAL, first), (Kind.UNDO, first), (Kind.WITHDRAWAL, second)):
            log.add(kind, of=of.id)
            index.catch_up()

            assert len(index.search("leave")) == 1
            assert index.counts()["messages"] == len(TALK)
            assert list(index.differences()) == []

    def test_reading_again_compares_again(self, log: FakeLog, tmp_path: Path) -> None:
        log.take_in(in_json())
        page = log.take_in(in_html(hours=1.1))
        index = log.index(tmp_path)
        assert shown(index) == 2 * len(TALK)

        log.read_again(page, in_html(hours=2))
        index.catch_up()

        assert shown(index) == len(TALK)
        assert list(index.differences()) == []


talks = st.lists(
    st.tuples(
        st.integers(0, 200_000),
        st.sampled_from(["Sam", "Alex", None]),
        st.sampled_from(["ok", "no", "where are you", "I see you", "call me", "stop", "hello"]),
    ),
    min_size=1,
    max_size=14,
).map(lambda talk: sorted(talk, key=lambda each: each[0]))


@st.composite
def exports(draw: st.DrawFn) -> list[list[Message]]:
    """Give parts of one conversation, each in some kind of export."""
    talk = draw(talks)
    found = []
    for _ in range(draw(st.integers(2, 3))):
        first = draw(st.integers(0, len(talk) - 1))
        part = talk[first : draw(st.integers(first + 1, len(talk)))]
        hours = draw(st.sampled_from([None, 0.0, 1.0, -3.5]))
        found.append(in_json(part) if hours is None else in_html(part, hours=hours))
    return found


class TestAnyOrder:
    """What holds for any exports of one conversation."""

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(exports())
    def test_the_order_of_coming_changes_nothing_and_no_message_is_lost(
        self, tmp_path_factory: pytest.TempPathFactory, given_exports: list[list[Message]]
    ) -> None:
        every = []
        for order in permutations(range(len(given_exports))):
            log = FakeLog()
            held = {
                which: log.take_in(given_exports[which], sha256=f"{which:064x}") for which in order
            }
            index = log.index(tmp_path_factory.mktemp("index"))
            found = groups(index, [held[which] for which in range(len(held))])
            every.append(found)

            assert sum(map(len, found)) == sum(map(len, given_exports))
            assert shown(index) == len(found)
            assert all(len({export for export, _ in group}) == len(group) for group in found)
            index.close()

        assert all(found == every[0] for found in every)

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(exports(), st.data())
    def test_what_grew_equals_what_is_made_anew(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        given_exports: list[list[Message]],
        data: st.DataObject,
    ) -> None:
        log = FakeLog()
        index = log.index(tmp_path_factory.mktemp("index"))
        held = []
        for each in given_exports:
            held.append(log.take_in(each))
            index.catch_up()
        for _ in range(3):
            of = data.draw(st.sampled_from(held)).id
            log.add(data.draw(st.sampled_from([Kind.WITHDRAWAL, Kind.UNDO])), of=of)
            index.catch_up()

        assert list(index.differences()) == []
        index.close()


def test_a_distance_holds_between_messages_that_tell_it() -> None:
    distance = Distance([(n, 3600) for n in range(5)] + [(n, 0) for n in range(10, 15)] + [(3, 9)])

    assert [distance.at(second) for second in (-1, 2, 7, 12, 99)] == [3600, 3600, None, 0, 0]
    assert distance.trusted == {0, 3600}
