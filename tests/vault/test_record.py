"""Entries stand in the order in which they were written, provable and never changed."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.checkpoint import read_checkpoint
from holdfast.model.disclosure import digest_of, entry_leaf, read_disclosure
from holdfast.model.entry import FIELDS, Entry, Kind
from holdfast.model.errors import CasebookDamagedError, NoSuchEntryError
from holdfast.model.merkle import Tree, verify_consistency, verify_inclusion
from holdfast.vault.clock_jumps import ClockWatch
from holdfast.vault.device_clock import device_clock, seconds_running
from holdfast.vault.keys import new_id, new_keys
from holdfast.vault.lines import HEAD_KEY, Head, seal_head, sequence_key
from holdfast.vault.memory_log import MemoryLog
from holdfast.vault.record import Draft, Record, Shredded
from holdfast.vault.stores import Kept, Shelf
from tests.vault.casebooks import BEGIN, Clock

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.vault.record import Logged

WAIT = 1.0


def empty_record() -> Record:
    return Record(MemoryLog(), new_keys())


def write(record: Record, *drafts: Draft, at: Clock | None = None) -> tuple[Logged, ...]:
    return record.append(drafts, clock=at or Clock())


def incident(what: str = "He came.", **fields: JsonValue) -> Draft:
    return Draft(Kind.INCIDENT, {"what": what, **fields})


def spoil(record: Record, shelf: Shelf, key: str) -> None:
    with record.log.writing(WAIT) as writer:
        writer.put(shelf, key, b"spoilt")


def test_an_entry_comes_back_as_it_was_written() -> None:
    record = empty_record()
    (logged,) = write(record, incident(where="At home", behaviours=["following"]))

    assert list(record.entries()) == [logged.entry]
    assert logged.entry.fields["what"] == "He came."
    assert set(logged.entry.fields) == set(FIELDS[Kind.INCIDENT])


def test_what_the_log_fills_in() -> None:
    record = empty_record()
    (logged,) = write(record, incident())
    fields = logged.entry.fields

    assert len(str(fields["id"])) == 32
    assert (fields["written"], fields["clock"], fields["by"]) == (
        BEGIN.isoformat(timespec="milliseconds"),
        "steady",
        "me",
    )


def test_a_draft_may_bring_its_id_and_its_author() -> None:
    record = empty_record()
    name = new_id()
    (logged,) = write(record, incident(id=name, by="Sam", arrived="in-tray"))

    assert (logged.entry.id, logged.entry.fields["by"]) == (name, "Sam")


def test_an_id_is_used_once_and_the_whole_append_fails() -> None:
    record = empty_record()
    name = new_id()
    write(record, incident(id=name))
    with pytest.raises(ValueError, match="used once"):
        write(record, incident(), incident(id=name))

    assert record.size == 1


def test_a_name_that_is_no_field_is_refused_and_nothing_is_written() -> None:
    record = empty_record()
    with pytest.raises(KeyError):
        write(record, incident(), Draft(Kind.PERSON, {"what": "no such field"}))

    assert record.size == 0


def test_nothing_to_append_changes_nothing() -> None:
    record = empty_record()

    assert write(record) == ()
    assert list(record.checkpoints()) == []


def test_exhibit_numbers_are_given_in_order_and_never_again() -> None:
    record = empty_record()
    kinds = (Kind.EXHIBIT, Kind.INCIDENT, Kind.IMPORT, Kind.EXHIBIT)
    logged = write(record, *(Draft(kind, {}) for kind in kinds))
    with pytest.raises(KeyError):
        write(record, Draft(Kind.EXHIBIT, {}), Draft(Kind.EXHIBIT, {"no": "field"}))
    again = write(record, Draft(Kind.EXHIBIT, {}))

    assert [one.entry.fields.get("number") for one in (*logged, *again)] == [1, None, 2, 3, 4]


def test_an_entry_goes_by_its_id_a_piece_of_it_and_its_sequence() -> None:
    record = empty_record()
    first, second = write(record, incident("one"), incident("two"))

    assert record.entry(1) == record.entry("1") == second.entry
    assert record.entry(first.entry.id) == record.entry(first.entry.id[:8].upper()) == first.entry


@pytest.mark.parametrize("ref", ["", "2", "-1", "abc", "f" * 32, "f" * 33, "nothing!", "²", 7])
def test_a_name_that_no_entry_has(ref: str | int) -> None:
    record = empty_record()
    write(record, incident(), incident())
    with pytest.raises(NoSuchEntryError):
        record.entry(ref)


def test_a_piece_of_an_id_that_two_entries_have_is_refused() -> None:
    record = empty_record()
    write(record, incident(id="abcdef01" + "0" * 24), incident(id="abcdef01" + "1" * 24))
    with pytest.raises(NoSuchEntryError):
        record.entry("abcdef01")

    assert record.entry("abcdef010").sequence == 0


def test_every_append_signs_a_checkpoint_that_continues_the_last() -> None:
    record = empty_record()
    for number in range(9):
        write(record, *[incident(str(number))] * (number % 3 + 1))
    public = record.keys.public_key
    signed = [read_checkpoint(note, public) for note in record.checkpoints()]
    tree = Tree(record.leaves())
    stated = [(each.size, each.root) for each in signed if each]

    assert stated[-1] == (record.size, tree.root())
    assert record.checkpoint() == list(record.checkpoints())[-1]
    for old, new in pairwise(stated):
        assert verify_consistency(old, new, tree.consistency_path(old[0], new[0]))


def test_an_empty_record_has_a_checkpoint() -> None:
    record = empty_record()
    signed = read_checkpoint(record.checkpoint(), record.keys.public_key)

    assert signed
    assert signed.size == 0


def test_an_entry_can_be_shown_field_by_field() -> None:
    record = empty_record()
    write(record, incident(), incident("She saw it"))
    shown = record.disclosed(1)
    leaf = entry_leaf(shown.kind, shown.sequence, shown.digests)
    tree = Tree(record.leaves())
    path = tree.inclusion_path(1)

    assert verify_inclusion(leaf, 1, size=2, path=path, root=tree.root())
    assert read_disclosure(shown.disclosures["what"]).value == "She saw it"
    assert digest_of(shown.disclosures["what"]) in shown.digests
    assert set(shown.disclosures) == set(FIELDS[Kind.INCIDENT])


def test_no_two_salts_are_alike() -> None:
    record = empty_record()
    write(record, *[incident()] * 20)
    digests = [digest for at in range(20) for digest in record.disclosed(at).digests]

    assert len(set(digests)) == len(digests)


@given(st.lists(st.integers(0, 3), max_size=8))
def test_leaves_are_all_there_however_they_came(sizes: list[int]) -> None:
    record = empty_record()
    logged = [one for size in sizes for one in write(record, *[incident()] * size)]

    assert [leaf.hex() for leaf in record.leaves()] == [one.leaf for one in logged]
    assert len(record.leaves()) == record.size == sum(sizes)


def test_a_damaged_entry_is_named_and_all_others_open() -> None:
    record = empty_record()
    logged = write(record, incident("one"), incident("two"), incident("three"))
    spoil(record, Shelf.ENTRY, sequence_key(1))
    found = list(record.entries())

    assert [found[0], found[2]] == [logged[0].entry, logged[2].entry]
    assert found[1] == Shredded(
        sequence=1, id=logged[1].entry.id, kind=Kind.INCIDENT, shredded_at=None
    )
    with pytest.raises(NoSuchEntryError):
        record.entry(1)
    with pytest.raises(NoSuchEntryError):
        record.disclosed(1)


def test_a_damaged_line_costs_one_entry() -> None:
    record = empty_record()
    logged = write(record, incident("one"), incident("two"))
    spoil(record, Shelf.LINE, sequence_key(0))

    assert list(record.entries()) == [
        Shredded(sequence=0, id="", kind="", shredded_at=None),
        logged[1].entry,
    ]
    with pytest.raises(CasebookDamagedError):
        record.leaves()
    with pytest.raises(NoSuchEntryError):
        record.disclosed(0)


def test_a_damaged_key_is_damage_and_no_shredding() -> None:
    record = empty_record()
    (logged,) = write(record, incident())
    spoil(record, Shelf.KEY, logged.entry.id)

    assert next(record.entries()) == Shredded(
        sequence=0, id=logged.entry.id, kind=Kind.INCIDENT, shredded_at=None
    )
    with pytest.raises(CasebookDamagedError):
        record.tables.keys.key_of(logged.entry.id)


def test_a_damaged_name_is_found_by_looking_at_all() -> None:
    record = empty_record()
    logged = write(record, incident(), incident())
    spoil(record, Shelf.NAME, logged[1].entry.id)

    assert record.entry(logged[1].entry.id) == logged[1].entry


def test_a_name_without_an_entry_is_none() -> None:
    record = empty_record()
    write(record, incident())
    spoil(record, Shelf.NAME, "f" * 32)
    with pytest.raises(NoSuchEntryError):
        record.entry("f" * 32)


def test_a_damaged_head_is_worked_out_from_the_lines() -> None:
    record = empty_record()
    write(record, Draft(Kind.EXHIBIT, {}), incident())
    spoil(record, Shelf.HEAD, HEAD_KEY)
    (logged,) = write(record, Draft(Kind.EXHIBIT, {}))

    assert (logged.entry.sequence, logged.entry.fields["number"]) == (2, 2)
    assert read_checkpoint(record.checkpoint(), record.keys.public_key)


def test_an_old_head_put_back_forks_nothing() -> None:
    record = empty_record()
    write(record, incident("one"))
    (old,) = record.log.copies(Shelf.HEAD, HEAD_KEY)
    write(record, incident("two"))
    with record.log.writing(WAIT) as writer:
        writer.put(Shelf.HEAD, HEAD_KEY, old)
    write(record, incident("three"))

    texts = [one.text("what") for one in record.entries() if isinstance(one, Entry)]
    assert texts == ["one", "two", "three"]


def test_a_damaged_line_and_a_damaged_head_together_are_too_much() -> None:
    record = empty_record()
    write(record, incident())
    spoil(record, Shelf.HEAD, HEAD_KEY)
    spoil(record, Shelf.LINE, sequence_key(0))
    with pytest.raises(CasebookDamagedError):
        _ = record.size


def test_a_kept_original_comes_into_the_key_table_with_its_entry() -> None:
    record = empty_record()
    digest = hashlib.sha256(b"picture").hexdigest()
    kept = Kept(blob="ab" * 16, sha256=digest, size_bytes=7, key=b"k" * 32)
    batch = Kept(blob="cd" * 16, sha256="00" * 32, size_bytes=7, key=b"b" * 32)
    draft = Draft(Kind.IMPORT, {"blob": kept.blob, "sha256": digest, "batch": batch.blob})
    (logged,) = record.append([draft], kept=[kept, batch], clock=Clock())

    assert record.tables.keys.key_of(kept.blob) == kept.key
    assert record.tables.keys.key_of(batch.blob) == batch.key
    assert record.held_by(digest) == logged.entry.id
    assert record.held_by("00" * 32) is None
    assert list(record.blobs()) == [
        (kept.blob, digest, logged.entry.id),
        (batch.blob, None, logged.entry.id),
    ]


def test_a_kept_original_that_no_entry_names_is_refused() -> None:
    record = empty_record()
    kept = Kept(blob="ab" * 16, sha256="00" * 32, size_bytes=7, key=b"k" * 32)
    with pytest.raises(ValueError, match="no entry names"):
        record.append([incident()], kept=[kept], clock=Clock())

    assert record.size == 0


def test_damaged_checkpoints_are_left_out() -> None:
    record = empty_record()
    write(record, incident())
    write(record, incident())
    spoil(record, Shelf.CHECKPOINT, sequence_key(1))

    assert len(list(record.checkpoints())) == 1


def test_the_head_of_a_fresh_casebook_is_sealed() -> None:
    record = empty_record()
    with record.log.writing(WAIT) as writer:
        writer.put(
            Shelf.HEAD, HEAD_KEY, seal_head(record.keys, Head(record.head().frontier, 1, ""))
        )

    assert record.size == 0


@pytest.mark.parametrize(
    ("moved", "noticed"),
    [
        pytest.param({"hours": 2}, "forward 7200 s", id="set forward"),
        pytest.param({"days": -1}, "back 86400 s", id="set back"),
        pytest.param({"seconds": 59}, "steady", id="set right by the network"),
    ],
)
def test_a_clock_that_is_set_is_noticed(moved: dict[str, float], noticed: str) -> None:
    clock, running = Clock(), iter([100.0, 100.0])
    watch = ClockWatch(lambda: next(running))
    watch.see(clock(), "")
    clock.move(**moved)

    assert watch.see(clock(), "") == noticed


def test_time_that_passed_is_no_jump() -> None:
    clock, running = Clock(), iter([100.0, 100.0 + 3600])
    watch = ClockWatch(lambda: next(running))
    watch.see(clock(), "")
    clock.move(hours=1)

    assert watch.see(clock(), "") == "steady"


def test_a_clock_set_back_between_two_processes_is_noticed() -> None:
    record = empty_record()
    write(record, incident())
    earlier = Clock()
    earlier.move(hours=-5)
    (logged,) = write(Record(record.log, record.keys), incident(), at=earlier)

    assert logged.entry.fields["clock"] == "back 18000 s"


def test_a_shredded_or_damaged_entry_does_not_hide_the_end_of_the_log() -> None:
    record = empty_record()
    logged = write(record, Draft(Kind.EXHIBIT, {"number": 9}), incident())
    spoil(record, Shelf.KEY, logged[1].entry.id)
    spoil(record, Shelf.HEAD, HEAD_KEY)

    assert (record.size, record.head().number) == (2, 10)
    assert list(record.blobs()) == []


def test_the_devices_own_clocks_go_forward() -> None:
    assert device_clock().utcoffset() is not None
    assert seconds_running() <= seconds_running()
