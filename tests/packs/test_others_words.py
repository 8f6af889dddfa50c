"""Papers never take somebody else's words for hers, nor hers for theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdfast.model.entry import CONTRIBUTED_FIELDS, Kind
from holdfast.packs.papers.chronology import Context, chronology_data
from holdfast.packs.papers.order import numbered
from holdfast.packs.papers.start_here import start_data
from tests.packs.made_up import MadeUpRecord, moment

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue

WRITTEN = "2026-03-06T09:00:00+00:00"
THEIRS: dict[str, JsonValue] = {
    "what": "He threw a stone.",
    "said": "You will see.",
    "happened": moment("2026-03-03"),
    "basis": "saw",
    "by": "Sam Lee",
    "meant_for": "Robin",
    "sealed": "2026-03-04T17:30:00+00:00",
    "brought": "e-mail",
    "brought_on": moment("2026-03-05"),
    "police_may_ask": "no",
    "arrived": "in-tray 00 file 2026-03-06T08:00:00+00:00",
}


def printed(record: MadeUpRecord, **masked: frozenset[str]) -> dict[str, Any]:
    """Give the only entry of the chronology, its rows by label."""
    content = record.content(masked={0: masked.get("first", frozenset())})
    entries = numbered(content)
    context = Context(content, entries, {})
    data: Any = chronology_data(content, entries, title="Chronology", context=context)
    (entry, *_) = data["entries"]
    return {**entry, "rows": {each["label"]: each for each in entry["rows"]}}


def record_with(**given: JsonValue) -> MadeUpRecord:
    record = MadeUpRecord()
    record.add(Kind.INCIDENT, WRITTEN, **{**THEIRS, **given})
    return record


def test_who_wrote_it_how_they_know_and_how_it_came_stand_in_the_chronology() -> None:
    entry = printed(record_with())
    rows = entry["rows"]

    assert rows["Written by"]["text"] == (
        "“Sam Lee”. They say that they saw or heard it. "
        "The page it was made with was made for Robin."
    )
    assert "the clock of the writer's own device" in rows["Sealed"]["text"]
    assert rows["Came in"]["text"].startswith("It came by e-mail, Thursday 5 March 2026.")
    assert rows["May the police ask the writer"]["text"] == "No"
    assert "account by somebody else" in entry["entry_line"]


def test_their_words_are_not_set_off_as_hers_and_her_fear_is_not_asked_of_them() -> None:
    rows = printed(record_with())["rows"]

    assert rows["What “Sam Lee” writes"]["own"] is False
    assert rows["Exact words, as “Sam Lee” gives them"]["own"] is False
    assert "Fear of violence" not in rows
    assert "How the person knows" not in rows


def test_a_name_that_is_left_out_does_not_make_it_hers() -> None:
    rows = printed(record_with(), first=frozenset({"by"}))["rows"]

    assert rows["Written by"]["text"].startswith("Somebody else.")
    assert "What Somebody else writes" in rows


def test_what_is_not_known_of_it_is_said() -> None:
    said = {"by": "author unknown", "sealed": "not stated", "meant_for": None, "brought": None}
    rows = printed(record_with(**said, brought_on=None))["rows"]

    assert rows["Written by"]["text"].startswith("Somebody who gave no name.")
    assert "not made with a page that the person had made" in rows["Written by"]["text"]
    assert rows["Sealed"]["text"] == "When is not stated."
    assert rows["Came in"]["text"].startswith("How it came is not stated.")


def test_what_she_adds_to_it_is_said_to_be_hers() -> None:
    record = record_with()
    record.add(
        Kind.AMENDMENT, WRITTEN, of=record.fields[0]["id"], changed=["where"], where="Mill Lane"
    )

    assert "not by the writer" in printed(record)["amendments"][0]["heading"]


def test_the_first_page_counts_what_others_wrote_apart() -> None:
    record = record_with()
    record.add(Kind.INCIDENT, WRITTEN, what="He waited.", happened=moment("2026-03-02"))
    data: Any = start_data(record.content(), [])
    rows = {each["label"]: each["text"] for each in data["summary"]}

    assert rows["What the record shows"].startswith("1 incident written down")
    assert rows["Accounts by others"].startswith("1, in No. 2.")


def test_an_entry_of_before_does_not_seem_to_leave_new_fields_out() -> None:
    record = MadeUpRecord()
    record.add(Kind.INCIDENT, WRITTEN, what="He waited.")
    for name in CONTRIBUTED_FIELDS:
        del record.disclosures[0][name]

    assert record.shown(0).masked == ()


def test_a_name_with_sentences_behind_it_stays_a_name() -> None:
    record = record_with(by="Sam”. Checked by Kent Police. “")
    rows = printed(record)["rows"]

    assert rows["Written by"]["text"].startswith("“Sam'. Checked by Kent Police. '”. They say")
