"""The index finds what the record holds, newest first, and is never trusted over the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Kind
from holdfast.model.moment import Moment
from holdfast.vault.index import merging
from holdfast.vault.index.rows import Filter, Place
from tests.vault.index_fakes import FakeLog, Gone, at, said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.vault.index.index import Index
    from holdfast.vault.index.rows import Hit


@pytest.fixture
def log() -> FakeLog:
    return FakeLog()


@pytest.fixture
def index(log: FakeLog, tmp_path: Path) -> Iterator[Index]:
    made = log.index(tmp_path)
    yield made
    made.close()


def texts(hits: list[Hit]) -> list[str]:
    return [hit.text for hit in hits]


def found(index: Index, typed: str, **wanted: object) -> list[str]:
    index.catch_up()
    return texts(index.search(typed, Filter(**wanted)))  # type: ignore[arg-type]


class TestTimeline:
    """The order of time."""

    def test_newest_comes_first_and_what_has_no_time_comes_last(
        self, log: FakeLog, index: Index
    ) -> None:
        log.incident("second", "2026-03-04T17:30")
        log.incident("nobody knows when")
        log.incident("third", "2026-05")
        log.incident("first", "2025")
        log.incident("before 1900", "1850-01-01")
        index.catch_up()

        assert texts(index.timeline()) == [
            "third",
            "second",
            "first",
            "before 1900",
            "nobody knows when",
        ]

    def test_pages_follow_each_other_without_gaps_or_doubles(
        self, log: FakeLog, index: Index
    ) -> None:
        for number in range(7):
            log.incident(f"{number}", "2026-03-04T17:30")
        index.catch_up()

        first = index.timeline(limit=3)
        second = index.timeline(limit=3, before=first[-1].key)
        third = index.timeline(limit=3, before=second[-1].key)

        assert texts(first + second + third) == list("6543210")

    def test_a_line_says_what_where_and_when(self, log: FakeLog, index: Index) -> None:
        held = log.take_in([said("hello")], name="chat.txt")
        told = log.incident("He was there", "2026-03-04T17:30")
        index.catch_up()

        imported, incident = index.timeline()

        assert (imported.kind, imported.entry, imported.text) == ("import", held.id, "chat.txt")
        assert imported.source == Place(held.text("sha256"))
        assert imported.number == 0
        assert (incident.entry, incident.sequence) == (told.id, 1)
        assert (incident.happened, incident.source) == ("2026-03-04T17:30", None)
        assert incident.written == told.written
        assert "He was there" not in repr(incident)

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            pytest.param(Filter(), ["c", "b", "a"], id="everything"),
            pytest.param(Filter(since="2026-02"), ["c", "b"], id="since a month"),
            pytest.param(Filter(until="2026-02"), ["b", "a"], id="until the end of a month"),
            pytest.param(Filter(until="2025"), ["a"], id="until the end of a year"),
            pytest.param(Filter(until="2025-12-31"), ["a"], id="until a day"),
            pytest.param(Filter(since="2026-02-05", until="2026-02-05"), ["b"], id="one day"),
            pytest.param(Filter(kinds=frozenset({"contact"})), ["c"], id="one kind"),
            pytest.param(Filter(kinds=frozenset({"nothing"})), [], id="a kind there is none of"),
            pytest.param(Filter(person="Sam"), ["b", "a"], id="a person"),
            pytest.param(Filter(behaviour="watching"), ["b"], id="a behaviour"),
            pytest.param(Filter(conversation="Chat with Sam"), [], id="a conversation"),
        ],
    )
    def test_filters_keep_what_is_wanted(
        self, log: FakeLog, index: Index, wanted: Filter, expected: list[str]
    ) -> None:
        log.incident("a", "2025-12-31T23:59", who=["Sam"])
        log.incident("b", "2026-02-05T00:00", who="Sam", behaviours=["watching"])
        happened = at("2026-12-31T23:59")
        log.add(Kind.CONTACT, organisation="c", officer="PC Jones", happened=happened)
        index.catch_up()

        assert texts(index.timeline(wanted)) == expected

    def test_messages_stand_in_the_timeline_when_asked_for(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said("one", "2026-03-01T10:00"), said("two", "2026-03-01T10:00")])
        log.incident("between", "2026-03-01T09:59")
        index.catch_up()

        kinds = frozenset({"message", "incident"})

        assert texts(index.timeline(Filter(kinds=kinds))) == ["two", "one", "between"]

    def test_exhibits_stand_where_they_were_taken_or_else_kept(
        self, log: FakeLog, index: Index
    ) -> None:
        taken = at("2020-01-01T08:00:00")
        log.add(Kind.EXHIBIT, name="new.png")
        log.add(Kind.EXHIBIT, name="old.jpg", taken=taken)
        log.add(Kind.PERSON, name="Sam")
        log.add(Kind.ORDER, order="injunction", made="2019-05-01")
        index.catch_up()

        assert texts(index.timeline()) == ["Sam", "new.png", "old.jpg", "injunction"]


class TestSearch:
    """Words."""

    def test_all_words_must_occur_and_long_ones_find_longer_ones(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in(
            [said("He followed me home"), said("I follow the news"), said("he went home again")]
        )

        assert found(index, "follow home") == ["He followed me home"]
        assert found(index, "HOME") == ["he went home again", "He followed me home"]
        assert found(index, "he") == ["he went home again", "He followed me home"]
        assert found(index, "fol") == ["I follow the news", "He followed me home"]

    def test_a_beginning_shared_by_very_many_words_finds_them_all(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said(f"word{number:03}") for number in range(40)])

        assert len(found(index, "word")) == 40
        assert len(found(index, "word00")) == 10
        assert found(index, "word9") == []

    def test_quoted_words_stand_together_as_they_are(self, log: FakeLog, index: Index) -> None:
        log.take_in([said("I will find you"), said("you will find I left"), said("I will finder")])

        assert found(index, '"will find"') == ["you will find I left", "I will find you"]
        assert found(index, '"I will find" you') == ["I will find you"]
        assert found(index, '"never closed') == []

    @pytest.mark.parametrize(
        "typed",
        [
            pytest.param("", id="nothing"),
            pytest.param("   ", id="spaces"),
            pytest.param("*", id="a star"),
            pytest.param('"', id="a quote"),
            pytest.param("()", id="brackets"),
            pytest.param("_", id="underscore"),
            pytest.param("!?", id="marks"),
        ],
    )
    def test_what_holds_no_word_finds_nothing(self, log: FakeLog, index: Index, typed: str) -> None:
        log.take_in([said("anything * ( ) _")])

        assert found(index, typed) == []

    @pytest.mark.parametrize(
        "typed",
        [
            "you AND (",
            "you OR me",
            "NOT you",
            "text:you",
            "you NEAR(2)",
            "you^",
            "-you",
            "{text}:you",
            "you + me",
            "'you';--",
            'a"b"c',
            "you\x00me",
            "you \ud83d",
        ],
    )
    def test_nothing_she_types_is_taken_for_syntax(
        self, log: FakeLog, index: Index, typed: str
    ) -> None:
        log.take_in([said("you or me and near text not ( a b c")])

        assert found(index, typed) in ([], ["you or me and near text not ( a b c"])

    def test_operators_are_words_like_others(self, log: FakeLog, index: Index) -> None:
        log.take_in([said("now or never"), said("never")])

        assert found(index, "never OR") == ["now or never"]

    @pytest.mark.parametrize(
        ("text", "typed"),
        [
            pytest.param("Café Zoë", "cafe zoe", id="accents"),
            pytest.param("Cafe\u0301", "café", id="accents written apart"),
            pytest.param("我恨你", "恨你", id="Chinese"),
            pytest.param("ころすぞ", "ろす", id="Japanese"),
            pytest.param("죽여버릴거야", "버릴", id="Korean"),
            pytest.param("ฉันจะฆ่าเธอ", "ฆ่า", id="Thai"),
            pytest.param("मैं तुम्हें देख रहा हूँ", "तुम्हें", id="Hindi"),
            pytest.param("ਮੈਂ ਤੈਨੂੰ ਦੇਖ ਰਿਹਾ ਹਾਂ", "ਤੈਨੂੰ", id="Punjabi"),
            pytest.param("أُحِبُّكِ", "أحبك", id="Arabic with and without vowel points"),
            pytest.param("میں تمہیں دیکھ رہا ہوں", "تمہیں", id="Urdu"),
            pytest.param("see you 🔪soon", "🔪", id="a picture"),
            pytest.param("see you 🔪soon", "soon", id="a word that touches a picture"),
            pytest.param("👋🏽 hello", "👋", id="a picture in another skin tone"),
            pytest.param("k\u200bi\u200bll", "kill", id="unseen signs inside a word"),
            pytest.param("\U0001d41d\U0001d422\U0001d41e", "die", id="mathematical letters"),
            pytest.param("\uff24\uff29\uff25", "die", id="wide letters"),
            pytest.param("don't", "don't", id="an apostrophe"),
            pytest.param("don't", "don", id="part of such a word"),
        ],
    )
    def test_words_are_found_in_every_script(
        self, log: FakeLog, index: Index, text: str, typed: str
    ) -> None:
        log.take_in([said(text), said("something else")])

        assert found(index, typed) == [text]

    def test_signs_that_do_not_stand_together_are_not_a_word(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said("我恨你")])

        assert found(index, "我你") == []

    def test_a_message_is_found_by_the_name_of_its_attachment(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said("photo")._replace(attachments=("IMG-Brücke.jpg",), marks=("edited",))])

        assert found(index, "brucke") == ["photo"]

    def test_a_hit_says_where_in_the_original_it_stands(self, log: FakeLog, index: Index) -> None:
        held = log.take_in([said("first"), said("I see you", sender=None)])
        index.catch_up()

        (hit,) = index.search("see")

        assert (hit.entry, hit.sequence, hit.number) == (held.id, 0, 1)
        assert hit.source == Place(held.text("sha256"), 0, 9, None)
        assert (hit.kind, hit.happened) == ("message", "2026-03-04T17:30")
        assert (hit.conversation, hit.sender) == ("Chat with Sam", None)

    def test_entries_and_messages_are_found_together_newest_first(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said("the garden", "2026-03-01T10:00"), said("a garden", "2026-03-03T10:00")])
        log.incident("in the garden", "2026-03-02T10:00", said="my garden", felt="afraid")

        assert found(index, "garden") == ["a garden", "in the garden", "the garden"]
        assert found(index, "afraid") == ["in the garden"]
        assert found(index, "garden", kinds=frozenset({"incident"})) == ["in the garden"]
        assert found(index, "garden", since="2026-03-02", until="2026-03-02") == ["in the garden"]
        assert found(index, "garden", sender="Sam") == ["a garden", "the garden"]
        assert found(index, "garden", sender="Alex") == []

    def test_pages_of_hits_follow_each_other(self, log: FakeLog, index: Index) -> None:
        log.take_in([said(f"word {number}") for number in range(5)])
        index.catch_up()

        first = index.search("word", limit=3)

        assert texts(first) == ["word 4", "word 3", "word 2"]
        assert texts(index.search("word", before=first[-1].key)) == ["word 1", "word 0"]

    def test_a_long_text_is_cut_around_the_word(self, log: FakeLog, index: Index) -> None:
        log.take_in([said("x " * 400 + "garden " + "y " * 400), said("garden" + " z" * 400)])
        index.catch_up()

        late, early = index.search("Garden")

        assert late.text.startswith("garden z")
        assert late.text.endswith("…")
        assert early.text.startswith("…x")
        assert "garden" in early.text
        assert len(early.text) < 300

    def test_only_some_kinds_of_messages_may_be_wanted(self, log: FakeLog, index: Index) -> None:
        log.take_in([said("rang you")._replace(kind="call", duration_seconds=5), said("rang")])

        assert found(index, "rang", kinds=frozenset({"call"})) == ["rang you"]
        assert index.counts()["call"] == 1

    def test_one_import_may_be_searched(self, log: FakeLog, index: Index) -> None:
        first = log.take_in([said("one word")])
        log.take_in([said("another word")])

        assert found(index, "word", entry=first.id) == ["one word"]


class TestChanges:
    """What later entries do to earlier ones."""

    def test_an_amendment_changes_what_is_shown_and_found(self, log: FakeLog, index: Index) -> None:
        told = log.incident("at the bakery", "2026-03-04T10:00", who="Sam")
        log.incident("other", "2026-03-05T10:00")
        index.catch_up()
        later = at("2026-03-06")
        log.amend(told, what="at the market", happened=later, who="Alex")

        assert found(index, "market") == ["at the market"]
        assert found(index, "bakery") == []
        assert texts(index.timeline()) == ["at the market", "other"]
        assert index.people() == [("Alex", 1)]

    def test_what_is_withdrawn_is_hidden_everywhere_unless_asked_for(
        self, log: FakeLog, index: Index
    ) -> None:
        told = log.incident("a mistake", "2026-03-04T10:00", who="Sam")
        index.catch_up()
        withdrawal = log.add(Kind.WITHDRAWAL, of=told.id)

        assert found(index, "mistake") == []
        assert (index.timeline(), index.months(), index.people()) == ([], [], [])
        assert index.counts()["withdrawn"] == 1
        (hidden,) = index.timeline(Filter(withdrawn=True))
        assert hidden.withdrawn
        assert found(index, "mistake", withdrawn=True) == ["a mistake"]
        log.add(Kind.UNDO, of=withdrawal.id)
        assert found(index, "mistake") == ["a mistake"]

    def test_a_withdrawn_import_hides_its_messages(self, log: FakeLog, index: Index) -> None:
        held = log.take_in([said("one"), said("two")])
        index.catch_up()
        log.add(Kind.WITHDRAWAL, of=held.id)

        assert found(index, "one") == []
        assert index.conversations() == []
        assert found(index, "one", withdrawn=True) == ["one"]
        log.add(Kind.UNDO, of=held.id)
        assert found(index, "one") == ["one"]
        assert index.counts()["messages"] == 2

    def test_a_later_reading_replaces_the_messages_of_its_import(
        self, log: FakeLog, index: Index
    ) -> None:
        held = log.take_in([said("the third of April", "2026-04-03"), said("gone", "2026-04-03")])
        index.catch_up()
        log.read_again(held, [said("the third of April", "2026-03-04")])

        assert found(index, "gone") == []
        (hit,) = index.search("third")
        assert (hit.entry, hit.sequence, hit.happened) == (held.id, 0, "2026-03-04")
        assert index.counts()["messages"] == 1

    def test_a_reading_of_a_withdrawn_import_stays_hidden(self, log: FakeLog, index: Index) -> None:
        held = log.take_in([said("one")])
        log.add(Kind.WITHDRAWAL, of=held.id)
        log.read_again(held, [said("two")])

        assert found(index, "two") == []
        assert found(index, "two", withdrawn=True) == ["two"]

    def test_what_was_shredded_vanishes_with_its_pictures(self, log: FakeLog, index: Index) -> None:
        log.incident("kept", "2026-03-04")
        told = log.incident("secret", "2026-03-04")
        index.catch_up()
        index.put_picture(told.id, "screen", b"jpeg")
        log.entries[1] = Gone(1)

        counts = index.rebuild()

        assert found(index, "secret", withdrawn=True) == []
        assert index.get_picture(told.id, "screen") is None
        assert (counts["entries"], counts["unreadable"]) == (1, 1)

    def test_entries_about_nothing_known_change_nothing(self, log: FakeLog, index: Index) -> None:
        log.add(Kind.WITHDRAWAL, of="f" * 32)
        told = log.incident("kept", "2026-03-04")
        log.entries.append(Gone(2))
        amendment = log.amend(told, what="changed")
        index.catch_up()
        log.entries[1] = Gone(1)
        log.add(Kind.UNDO, of=amendment.id)

        assert found(index, "changed") == ["changed"]

    def test_entries_that_point_at_each_other_in_a_ring_are_passed_over(
        self, log: FakeLog, index: Index
    ) -> None:
        log.add(Kind.UNDO, of=f"{1:032x}")
        log.add(Kind.UNDO, of=f"{0:032x}")

        assert index.catch_up() == 2


class TestOverviews:
    """Counts."""

    def test_months_and_days_count_entries_and_messages(self, log: FakeLog, index: Index) -> None:
        log.take_in([said("a", "2026-03-04T10:00"), said("b", "2026-03-05"), said("c", None)])
        log.incident("d", "2026-03-05T10:00")
        log.incident("e", "2025-12")
        index.catch_up()

        assert index.months() == [
            ("2026-04", 1, 0),
            ("2026-03", 1, 2),
            ("2025-12", 1, 0),
            (None, 0, 1),
        ]
        assert index.days("2026-03") == [("2026-03-05", 1, 1), ("2026-03-04", 0, 1)]
        assert index.days("2026-12") == []

    def test_people_are_found_however_they_were_noted(self, log: FakeLog, index: Index) -> None:
        log.incident("a", who=[{"name": "Sam", "how": "saw"}, "Alex", {"name": 5}, " "])
        log.incident("b", who="Sam", witnesses=["Kim"], asked={"q": ["deep words"]})
        log.add(Kind.PERSON, name="Sam", handles=[{"number": "07700 900123"}])
        index.catch_up()

        assert index.people() == [("Sam", 3), ("Alex", 1), ("Kim", 1)]
        assert texts(index.search("900123")) == ["Sam"]

    def test_conversations_tell_who_how_many_and_from_when_to_when(
        self, log: FakeLog, index: Index
    ) -> None:
        one = log.take_in(
            [said("a", "2026-03-04T10:00"), said("b", None), said("c", "2026-03-06", "Me")]
        )
        log.take_in([said("x", None, None)._replace(conversation="Group")])
        index.catch_up()

        first, second = index.conversations()

        assert (first.name, first.senders) == ("Chat with Sam", ("Sam", "Me"))
        assert (first.messages, first.first, first.last) == (3, "2026-03-04", "2026-03-06")
        assert first.imports == (one.id,)
        assert (second.name, second.senders, second.first) == ("Group", (), None)

    def test_blobs_are_named_by_their_exhibit(self, log: FakeLog, index: Index) -> None:
        held = log.take_in([said("a")])
        index.catch_up()

        assert index.place_of(held.text("blob")) == "exhibit 0"
        assert index.place_of("ab" * 16) == "blob abababab"


class TestMessages:
    """A stretch of a conversation."""

    def test_a_stretch_comes_in_file_order_as_it_was_read(self, log: FakeLog, index: Index) -> None:
        messages = [
            said("one", "2026-03-05"),
            said("two", "2026-03-04")._replace(attachments=("a.jpg",), marks=("edited",)),
            said("three", None)._replace(
                happened=Moment("spring", None, "unknown", "by-person", 0, "2026-05", about=True)
            ),
            said("four"),
        ]
        held = log.take_in(messages)
        index.catch_up()

        rows = index.messages(held.id, first=1, last=2)

        assert [row.message for row in rows] == messages[1:3]
        assert [(row.number, row.entry, row.sequence) for row in rows] == [
            (1, held.id, 0),
            (2, held.id, 0),
        ]
        assert rows[0].source == Place(held.text("sha256"), 0, 3, None)
        assert rows[0].elsewhere == ()


class TestTwins:
    """The same chat exported twice."""

    def test_what_both_exports_hold_is_shown_once_and_both_places_are_kept(
        self, log: FakeLog, index: Index
    ) -> None:
        first = log.take_in([said("one", "2026-03-01T10:00"), said("two", "2026-03-02T10:00")])
        second = log.take_in([said("two ", "2026-03-02T10:00"), said("three", "2026-03-03T10:00")])
        kinds = frozenset({"message"})
        index.catch_up()

        assert texts(index.timeline(Filter(kinds=kinds))) == ["three", "two", "one"]
        assert found(index, "two") == ["two"]
        assert index.counts()["messages"] == 3
        assert index.conversations()[0].imports == (first.id, second.id)
        (shown,) = index.messages(first.id, first=1, last=1)
        (merged,) = index.messages(second.id, first=0, last=0)
        assert [(other.entry, other.number) for other in shown.elsewhere] == [(second.id, 0)]
        assert [(other.entry, other.number) for other in merged.elsewhere] == [(first.id, 1)]
        assert merged.message.text == "two "

    def test_the_same_said_twice_in_one_export_is_two_messages(
        self, log: FakeLog, index: Index
    ) -> None:
        log.take_in([said("ok"), said("ok"), said("no")])
        log.take_in([said("ok"), said("ok"), said("ok")])

        assert found(index, "ok") == ["ok", "ok", "ok"]

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param(said("hello", "2026-03-04T17:31"), id="another minute"),
            pytest.param(said("hello", "2026-03-04T17:30:00"), id="stated more finely"),
            pytest.param(said("hello", sender="Alex"), id="another sender"),
            pytest.param(said("Hello"), id="other words"),
            pytest.param(said("hello")._replace(conversation="Group"), id="another conversation"),
        ],
    )
    def test_what_differs_is_not_merged(self, log: FakeLog, index: Index, other: object) -> None:
        log.take_in([said("hello")])
        log.take_in([other])  # type: ignore[list-item]

        assert len(found(index, "hello")) == 2

    def test_a_long_overlap_is_merged_whole(
        self, log: FakeLog, index: Index, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "AT_ONCE", 3)
        chat = [said(f"message {number}", f"2026-03-{1 + number // 2:02}") for number in range(40)]
        log.take_in(chat[5:25])
        log.take_in(chat[:15] + chat[10:12])
        log.take_in(chat[20:])

        assert len(found(index, "message", kinds=frozenset({"message"}))) == 42
        assert index.counts()["messages"] == 42

    def test_messages_without_a_time_are_not_merged(self, log: FakeLog, index: Index) -> None:
        log.take_in([said("hello", None)])
        log.take_in([said("hello", None)])

        assert len(found(index, "hello")) == 2

    def test_when_the_first_export_is_withdrawn_the_second_shows(
        self, log: FakeLog, index: Index
    ) -> None:
        first = log.take_in([said("one"), said("two")])
        second = log.take_in([said("two"), said("three")])
        log.take_in([said("two")])
        index.catch_up()
        log.add(Kind.WITHDRAWAL, of=first.id)

        assert found(index, "one") == []
        (hit,) = index.search("two")
        assert (hit.entry, hit.number) == (second.id, 0)
        assert index.counts()["messages"] == 2

        log.add(Kind.UNDO, of=first.id)

        assert found(index, "one") == ["one"]
        (hit,) = index.search("two")
        assert hit.entry == second.id
        assert index.counts()["messages"] == 3
        assert found(index, "two", withdrawn=True) == ["two"]

    def test_when_the_first_export_is_read_again_merging_is_done_again(
        self, log: FakeLog, index: Index
    ) -> None:
        first = log.take_in([said("two", "2026-04-03")])
        log.take_in([said("two", "2026-03-04")])
        index.catch_up()
        assert len(found(index, "two")) == 2

        log.read_again(first, [said("two", "2026-03-04")])

        assert found(index, "two") == ["two"]
        assert list(index.differences()) == []
