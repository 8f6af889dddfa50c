"""What a friend seals enters the record as theirs, once, with when and how it came."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyrage
import pytest

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.bring import BroughtIn, bring
from holdfast.actions.choosing import Choice
from holdfast.actions.contributions import Came, forget_page, new_page
from holdfast.actions.in_tray import adopt, look_through
from holdfast.actions.pattern import accounts_by_others, show_pattern
from holdfast.actions.report_text import ReportChoice, prepare_text
from holdfast.actions.withdraw import withdraw
from holdfast.model.disclosure import read_disclosure
from holdfast.model.errors import InTrayFullError, UsageError
from holdfast.model.moment import Moment
from holdfast.vault import in_tray
from tests.actions.contributed import SAID, sealed, sealed_file
from tests.actions.samples import CHAT, jpeg, received, zipped
from tests.actions.test_make_pack import lines, packed

if TYPE_CHECKING:
    from holdfast.model.entry import Entry
    from holdfast.vault.casebook import OpenCasebook

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
DAY = Moment(as_written="6 March 2026", stated="2026-03-06", precision="day")


def adopted(book: OpenCasebook, files: dict[str, bytes] | None = None, **said: object) -> Entry:
    """Bring one in and take it into the record."""
    brought = bring(book, received("note.age", sealed(book, files, **said)))  # type: ignore[arg-type]
    entry = adopt(book, brought.id, came=Came(how="e-mail", on=DAY)).entry
    assert entry is not None
    return entry


def test_it_becomes_an_incident_by_them_with_their_basis_and_how_it_came(
    book: OpenCasebook,
) -> None:
    token = new_page(book, "Sam", clock=NOW)
    fields = adopted(book, page=token).fields

    assert [fields[name] for name in ("by", "basis", "what", "said", "where", "witnesses")] == [
        "Sam Lee", "saw", SAID["what"], SAID["said"], "Mill Lane", ["Kim"],
    ]  # fmt: skip
    assert [fields[name] for name in ("meant_for", "sealed", "brought", "police_may_ask")] == [
        "Sam", "2026-03-04T17:30:00+00:00", "e-mail", "yes",
    ]  # fmt: skip
    assert Moment.from_json(fields["brought_on"]).stated == "2026-03-06"
    assert str(fields["arrived"]).startswith("in-tray ")


def test_yesterday_counts_from_the_clock_of_who_sealed_it(book: OpenCasebook) -> None:
    happened = Moment.from_json(adopted(book).fields["happened"])

    assert (happened.as_written, happened.stated) == ("yesterday", "2026-03-03")


def test_a_time_that_is_none_stays_as_they_wrote_it(book: OpenCasebook) -> None:
    happened = Moment.from_json(adopted(book, when="after the film").fields["happened"])

    assert (happened.as_written, happened.stated) == ("after the film", None)


def test_its_files_are_theirs_too_also_those_inside_a_zip(book: OpenCasebook) -> None:
    entry = adopted(book, {"a.jpg": jpeg(), "chat.zip": zipped({"_chat.txt": CHAT})})
    files = [one for one in book.record.entries() if getattr(one, "kind", "") != "incident"]

    assert len(files) == 3
    assert {one.fields["by"] for one in files} == {"Sam Lee"}  # type: ignore[union-attr]
    assert {one.fields["contribution"] for one in files} == {  # type: ignore[union-attr]
        entry.fields["contribution"]
    }
    assert {one.fields["whose"] for one in files} == {"given"}  # type: ignore[union-attr]
    assert len(entry.texts("exhibits")) == 2


def test_a_contribution_of_files_alone_is_an_entry_of_theirs(book: OpenCasebook) -> None:
    entry = adopted(book, {"a.jpg": jpeg()}, what="", said="")

    assert entry.text("by") == "Sam Lee"
    assert len(entry.texts("exhibits")) == 1


def test_the_same_twice_waits_once_and_is_written_once(book: OpenCasebook) -> None:
    first = bring(book, sealed_file(book))
    again = bring(book, sealed_file(book, made="2026-03-05T08:00:00+00:00"))
    assert (again.state, again.id) == ("same-waits", first.id)

    entry = adopt(book, first.id).entry
    later = bring(book, sealed_file(book))

    assert entry is not None
    assert (later.state, later.entry) == ("same-there", entry.id)
    assert (len(look_through(book)), book.record.size) == (0, 1)


def test_what_was_withdrawn_can_come_again(book: OpenCasebook) -> None:
    withdraw(book, adopted(book).id)

    assert bring(book, sealed_file(book)).state == "sealed"


def test_what_was_adopted_and_not_taken_out_is_not_written_twice(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = bring(book, sealed_file(book)).id
    monkeypatch.setattr(book.in_tray, "discard", lambda _: None)
    first = adopt(book, name)

    again = adopt(book, name)

    assert again.was_there
    assert first.entry == again.entry
    assert book.record.size == 1


def kept(book: OpenCasebook, brought: BroughtIn) -> bytes:
    """Give the file that is kept in the in-tray."""
    with book.in_tray.open(brought.id) as opened:
        (file,) = opened.files
        return b"".join(file.chunks())


@pytest.mark.parametrize("state", ["other-casebook", "damaged", "ordinary"])
def test_what_cannot_be_opened_says_why_and_is_kept_sealed(book: OpenCasebook, state: str) -> None:
    stranger = str(pyrage.x25519.Identity.generate().to_public())
    whole = sealed(book)
    data = {
        "other-casebook": sealed(book, to=stranger),
        "damaged": whole[:-3] + b"xyz",
        "ordinary": b"PK\x03\x04 only a file",
    }[state]

    brought = bring(book, received("note.age", data))

    assert brought.state == state
    assert kept(book, brought) == data
    (lies,) = (book.home / "in-tray").glob("*.age")
    assert data not in lies.read_bytes()
    assert adopt(book, brought.id).accounts[0].size_bytes == len(data)


def test_a_huge_one_is_refused_and_nothing_of_it_stays(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_tray, "MOST_BYTES", 10_000)

    with pytest.raises(InTrayFullError):
        bring(book, received("note.age", sealed(book, {"film.mp4": b"x" * 20_000})))

    assert look_through(book) == []


HOSTILE: dict[str, Any] = {
    "by": "me",
    "what": 7,
    "when": ["x"],
    "basis": "certain",
    "police": {"a": 1},
    "witnesses": "Kim",
    "made": "0001-01-01T00:00:00",
    "page": "../keys",
    "asked": [{}],
    "said": "<script>\u202e",
}


def test_nothing_in_a_note_is_believed(book: OpenCasebook) -> None:
    fields = adopted(book, **HOSTILE).fields

    assert fields["by"] == "author unknown"
    assert (fields["sealed"], fields["meant_for"]) == ("not stated", None)
    assert (fields["basis"], fields["police_may_ask"], fields["witnesses"]) == (None, None, None)
    assert fields["said"] == "<script>\u202e"


def test_a_note_cannot_pass_itself_off_as_hers(book: OpenCasebook) -> None:
    name = book.in_tray.bring([sealed(book, form="other", by="ME")], how="file")

    entry = adopt(book, name).entry

    assert entry is not None
    assert entry.text("by") == "author unknown"


def test_a_page_she_forgot_is_none_of_hers_any_more(book: OpenCasebook) -> None:
    token = new_page(book, "Sam", clock=NOW)
    forget_page(book, token)

    assert adopted(book, page=token).fields["meant_for"] is None


def test_a_way_of_coming_that_there_is_not_is_refused(book: OpenCasebook) -> None:
    name = bring(book, sealed_file(book)).id

    with pytest.raises(UsageError):
        adopt(book, name, came=Came(how="pigeon"))

    assert [each.id for each in look_through(book)] == [name]


def test_another_account_of_it_is_not_one_more_thing_that_happened(book: OpenCasebook) -> None:
    entry = adopted(book)

    assert show_pattern(book).incidents.count == 0
    assert accounts_by_others(book) == (entry.id,)


def test_the_hash_of_their_words_is_in_no_pack_and_that_it_is_theirs_is_in_every_one(
    book: OpenCasebook,
) -> None:
    entry = adopted(book)
    files = packed(book, Choice(masked={entry.id: frozenset({"sealed", "by"})}))
    (line,) = lines(files)
    disclosures: Any = line["disclosures"]
    shown = {read_disclosure(each).name for each in disclosures}

    assert "sealed" in shown
    assert not {"by", "contribution"} & shown


def test_in_the_text_for_a_report_their_words_are_said_to_be_theirs(book: OpenCasebook) -> None:
    entry = adopted(book)
    hers = add_incident(book, NewIncident(what="He waited.")).entry
    choice = ReportChoice(incidents=(entry.id, hers.id))
    text = prepare_text(book, choice, today=NOW.date()).text

    assert "These are the words of “Sam Lee”, not mine. They say they saw or heard it." in text
    assert "How I know" not in text
    assert "My record holds 1 incident." in text
