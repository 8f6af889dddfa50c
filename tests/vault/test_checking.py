"""Checking names what somebody with the keys changed, item by item."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from holdfast.model.checkpoint import Checkpoint, make_checkpoint, origin_of
from holdfast.model.entry import Entry, Kind
from holdfast.model.merkle import EMPTY_ROOT, Frontier
from holdfast.vault.batch import BatchWriter
from holdfast.vault.checking import Check, Result, consistent_with, verify_casebook
from holdfast.vault.lines import HEAD_KEY, Head, Line, seal_head, seal_line, sequence_key
from holdfast.vault.record import Draft
from holdfast.vault.sealing import seal
from holdfast.vault.stores import Shelf
from tests.vault.casebooks import Clock, add, exhibit, log, made, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

WAIT = 1.0


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenCasebook]:
    with made(tmp_path / "home") as opened_book:
        for what in ("one", "two", "three"):
            add(opened_book, what)
        yield opened_book


def differing(book: OpenCasebook) -> dict[str, str]:
    return {
        each.what: each.detail
        for each in verify_casebook(book)
        if each.result is Result.DIFFERS and each.what != "index.db"
    }


def put(book: OpenCasebook, shelf: Shelf, key: str, value: bytes) -> None:
    with book.log.writing(WAIT) as writer:
        writer.put(shelf, key, value)


def rewrite_entry(book: OpenCasebook, sequence: int, disclosures: list[str]) -> None:
    """Write other content under the entry's own key, as only the holder of the keys can."""
    line = book.record.line(sequence)
    assert line
    key = book.record.tables.keys.key_of(line.id)
    assert isinstance(key, bytes)
    content = json.dumps({"version": 1, "disclosures": disclosures}).encode()
    place = sequence_key(sequence)
    put(book, Shelf.ENTRY, place, seal(key, content, book.keys.bound(Shelf.ENTRY, place)))


def rewrite_line(book: OpenCasebook, sequence: int, line: Line) -> None:
    put(book, Shelf.LINE, sequence_key(sequence), seal_line(book.keys, sequence, line))


def test_a_whole_casebook_gives_a_check_for_each_group(book: OpenCasebook) -> None:
    exhibit(book, b"picture")
    checks = list(verify_casebook(book))

    assert [each.what for each in checks] == [
        "files", "rows", "keys", "entries", "tree", "originals", "index", "time",
    ]  # fmt: skip
    assert {each.result for each in checks[:-1]} == {Result.MATCHES}
    assert checks[-1].result is Result.NOT_SHOWN
    assert Check("entries", Result.MATCHES, "4 entries") in checks
    assert Check("originals", Result.MATCHES, "1 originals") in checks


def test_an_entry_with_other_words_does_not_match_its_leaf(book: OpenCasebook) -> None:
    rewrite_entry(book, 1, list(book.record.disclosed(2).disclosures.values()))

    assert differing(book)["entry 1"] == "does not match its leaf"


def test_an_entry_without_one_of_its_fields_is_named(book: OpenCasebook) -> None:
    fewer = list(book.record.disclosed(1).disclosures.values())[:-1]
    rewrite_entry(book, 1, fewer)

    assert differing(book)["entry 1"] == "does not match its leaf"


def test_an_entry_of_too_few_fields_is_named_even_when_its_leaf_fits(
    book: OpenCasebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("holdfast.vault.writing.all_fields", lambda _, given: {"number": 1, **given})
        odd = dict.fromkeys(("id", "by", "written", "clock", "of"))
        book.record.append([Draft(Kind.INCIDENT, odd)], clock=Clock())

    assert differing(book) == {"entry 3": "does not have the fields of its kind"}


def test_an_entry_whose_line_has_another_id_is_named(book: OpenCasebook) -> None:
    line, other = book.record.line(1), book.record.line(2)
    assert line
    assert other
    key = book.record.tables.keys.key_of(line.id)
    assert isinstance(key, bytes)
    with book.log.writing(WAIT) as writer:
        book.record.tables.keys.put(writer, other.id, key)
    rewrite_line(book, 1, Line(line.kind, other.id, line.leaf, line.of))

    assert differing(book)["entry 1"] == "goes by another id"


def test_an_entry_damaged_in_both_files_is_named(book: OpenCasebook) -> None:
    put(book, Shelf.ENTRY, sequence_key(1), b"spoilt")

    assert differing(book)["entry 1"] == "is damaged in both copies"


def test_a_leaf_damaged_in_both_files_is_named(book: OpenCasebook) -> None:
    checkpoint = book.record.checkpoint()
    put(book, Shelf.LINE, sequence_key(1), b"spoilt")
    found = differing(book)

    assert found["entry 1"] == "its leaf is damaged in both copies"
    assert consistent_with(book, checkpoint).detail == "entry 1 is damaged"


def test_a_number_used_twice_is_named(book: OpenCasebook) -> None:
    log(book, Kind.EXHIBIT, number=7)
    log(book, Kind.EXHIBIT, number=7)

    assert differing(book) == {"exhibit 7": "its number is used twice"}


def test_a_head_of_another_tree_is_named(book: OpenCasebook) -> None:
    other = Frontier()
    for _ in range(3):
        other.push(EMPTY_ROOT)
    put(book, Shelf.HEAD, HEAD_KEY, seal_head(book.keys, Head(other, 1, "")))

    assert differing(book) == {"head": "the tree over all entries is another one"}


@pytest.mark.parametrize(
    ("size", "name", "why"),
    [
        pytest.param(2, "checkpoint 2", "the entries do not lead to its root", id="another root"),
        pytest.param(9, "checkpoint 9", "the entries do not lead to its root", id="too far"),
    ],
)
def test_a_checkpoint_of_another_record_is_named(
    size: int, name: str, why: str, book: OpenCasebook
) -> None:
    head = Checkpoint(origin_of(book.casebook_id), size, EMPTY_ROOT)
    put_note(book, size, make_checkpoint(head, book.keys.seed))

    assert differing(book) == {name: why}


def put_note(book: OpenCasebook, size: int, note: str) -> None:
    key = sequence_key(size)
    bound = book.keys.bound(Shelf.CHECKPOINT, key)
    put(book, Shelf.CHECKPOINT, key, seal(book.keys.subkey("body"), note.encode(), bound))


def test_a_checkpoint_signed_by_somebody_else_is_named(book: OpenCasebook) -> None:
    head = Checkpoint(origin_of(book.casebook_id), 3, EMPTY_ROOT)
    put_note(book, 3, make_checkpoint(head, bytes(32)))

    assert differing(book) == {
        "checkpoint": "its signature does not hold",
        "checkpoint 3": "the latest checkpoint is missing",
    }


def test_a_shelf_that_nobody_knows_is_named(book: OpenCasebook) -> None:
    for name in ("record.db", "record-2.db"):
        file = book.log.only(name)
        assert file
        with file.writing(WAIT) as writer:
            writer.put("attic", "key", b"value")  # type: ignore[arg-type]

    assert "record.db: attic key" in differing(book)


def test_an_original_that_is_not_the_recorded_one_is_named(book: OpenCasebook) -> None:
    kept = book.originals.keep([b"picture"])
    draft = Draft(Kind.EXHIBIT, {"blob": kept.blob, "sha256": "00" * 32})
    book.record.append([draft], kept=[kept], clock=Clock())

    assert differing(book) == {"original of entry 3": "is not what was recorded"}


def test_messages_are_checked_against_the_root_of_their_entry(book: OpenCasebook) -> None:
    for root_is_right in (True, False):
        writer = BatchWriter("ab" * 32)
        kept = book.originals.keep(writer.chunks([]))
        root = writer.root if root_is_right else "00" * 32
        fields: dict[str, JsonValue] = {"batch": kept.blob, "leaves": writer.leaves, "root": root}
        book.record.append([Draft(Kind.READING, fields)], kept=[kept], clock=Clock())

    assert differing(book) == {"messages of entry 4": "is not what was recorded"}


def test_a_blob_that_no_entry_names_is_counted(book: OpenCasebook) -> None:
    book.originals.keep([b"left over from a crash"])
    checks = {each.what: each.detail for each in verify_casebook(book)}

    assert checks["originals"] == "1 blobs that no entry names"


def test_a_record_that_was_rewritten_does_not_continue_the_old_one(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "as it was")
        checkpoint = book.record.checkpoint()
        line = book.record.line(0)
        assert line
        rewrite_line(book, 0, Line(line.kind, line.id, EMPTY_ROOT, line.of))
        found = consistent_with(book, checkpoint)

        assert (found.result, found.detail) == (
            Result.DIFFERS,
            "earlier entries are not the same",
        )


def test_an_older_copy_of_the_whole_store_does_not_reach_a_later_checkpoint(
    tmp_path: Path,
) -> None:
    with made(tmp_path / "home") as book:
        add(book, "one")
    older = {path.name: path.read_bytes() for path in (tmp_path / "home").glob("record*")}
    with opened(tmp_path / "home") as book:
        add(book, "two")
        later = book.record.checkpoint()
    for name, content in older.items():
        (tmp_path / "home" / name).write_bytes(content)
    with opened(tmp_path / "home") as book:
        texts = [one.text("what") for one in book.record.entries() if isinstance(one, Entry)]

        assert texts == ["one"]
        assert consistent_with(book, later).detail == "1 later entries are missing here"


def test_an_index_put_back_from_before_is_named(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "one")
        _ = book.index
    index = tmp_path / "home" / "index.db"
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 1
    index.write_bytes(content)
    with opened(tmp_path / "home") as book:
        found = [each.what for each in verify_casebook(book) if each.result is Result.DIFFERS]

        assert "index.db" in found


def test_two_entries_of_one_id_are_named_and_the_rest_is_still_checked(
    book: OpenCasebook,
) -> None:
    rewrite_entry(book, 1, list(book.record.disclosed(2).disclosures.values()))
    checks = list(verify_casebook(book))

    assert Check("index.db", Result.DIFFERS, "cannot be made from this record") in checks
    assert checks[-1].what == "time"


def replaced(path: Path, content: bytes) -> None:
    """Put another file in its place, as a process with other plans would."""
    path.unlink()
    path.write_bytes(content)


def test_a_file_that_was_ruined_meanwhile_is_named(book: OpenCasebook) -> None:
    book.log.settle()
    replaced(book.home / "record-2.db", b"ruin" * 5000)
    found = differing(book)

    assert found["record-2.db"] == "cannot be read as a whole"
    assert found["record-2.db: line 0000000001"] == "is missing in this copy"


def test_a_file_with_a_spoilt_page_is_named(book: OpenCasebook) -> None:
    for number in range(60):
        add(book, f"more {number}")
    book.log.settle()
    content = (book.home / "record.db").read_bytes()
    quarter = len(content) // 4
    spoilt = content[:quarter] + b"\xff" * (2 * quarter) + content[3 * quarter :]
    replaced(book.home / "record.db", spoilt)
    checks = [(each.what, each.detail) for each in verify_casebook(book)]

    assert ("record.db", "some rows cannot be read") in checks
    assert len([one for one in book.record.entries() if isinstance(one, Entry)]) == 63


def test_an_index_that_does_not_open_is_named_and_made_anew(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "one")
        _ = book.index
    (tmp_path / "home" / "index.db").write_bytes(b"ruin" * 4096)
    with opened(tmp_path / "home") as book:
        found = {each.what: each.detail for each in verify_casebook(book)}

        assert found["index.db"] == "was damaged, and was made anew from the record"
        assert book.index.counts()


def test_shredding_leaves_no_damaged_file_behind(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        logged = add(book, "to be shredded")
        log(book, Kind.WITHDRAWAL, of=logged.entry.id)
    content = bytearray((tmp_path / "home" / "record.db").read_bytes())
    content[9000] ^= 1
    (tmp_path / "home" / "record.db").write_bytes(content)
    with opened(tmp_path / "home") as book:
        assert (tmp_path / "home" / "record.db.damaged").is_file()
        later = Clock()
        later.move(days=31)
        assert book.shred_due(later()) == (logged.entry.id,)

    assert not list((tmp_path / "home").glob("*.damaged*"))


def test_the_in_tray_is_at_hand(book: OpenCasebook) -> None:
    assert book.in_tray.list() == ()
