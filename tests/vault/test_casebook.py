"""A casebook is made, opened with passphrase or kit, written by two at once, and closed."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from holdfast.model.checkpoint import is_signed_by, origin_of, parse_note
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import (
    CannotWriteError,
    CasebookDamagedError,
    CasebookExistsError,
    CasebookInUseError,
    KitUnreadableError,
    NewerCasebookError,
    NoCasebookError,
    WrongPassphraseError,
)
from holdfast.model.merkle import Tree
from holdfast.vault.checking import Result, verify_casebook
from holdfast.vault.front import with_checksum
from holdfast.vault.hygiene import keep_memory_private
from holdfast.vault.keys import IDENTITIES, KitWords
from holdfast.vault.kit import new_kit
from holdfast.vault.making import UNFINISHED, make_casebook
from holdfast.vault.mirrored_log import BOTH, LOCK
from holdfast.vault.public import is_casebook, look_at
from holdfast.vault.slots import STANDARD, derivation_of
from holdfast.vault.sqlite_log import SqliteLog
from holdfast.vault.stores import Shelf
from holdfast.vault.sums import SUMS
from tests.vault.casebooks import BEGIN, CHEAP, PASSPHRASE, Clock, add, exhibit, log, made, opened

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.casebook import OpenCasebook

WRITERS, ENTRIES_EACH = 4, 12
WRITER = """
import pathlib, sys
from tests.vault.casebooks import add, opened

with opened(pathlib.Path(sys.argv[1])) as book:
    for number in range(int(sys.argv[3])):
        add(book, f"{sys.argv[2]}-{number}")
"""


def texts(book: OpenCasebook) -> list[str]:
    return [one.text("what") for one in book.record.entries() if isinstance(one, Entry)]


def differing(book: OpenCasebook) -> list[str]:
    return [each.what for each in verify_casebook(book) if each.result is Result.DIFFERS]


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "He came.")
        public = book.public_key
    with opened(tmp_path / "home") as book:
        assert texts(book) == ["He came."]
        assert book.public_key == public
        assert differing(book) == []


def test_a_casebook_can_be_made_in_an_empty_folder_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    made(tmp_path / "empty").close()
    with pytest.raises(CasebookExistsError):
        made(tmp_path / "empty")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(CasebookExistsError):
        made(tmp_path / "full")

    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def test_making_one_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    (tmp_path / "home" / UNFINISHED).mkdir(parents=True)
    (tmp_path / "home" / UNFINISHED / "record.db").write_bytes(b"half")
    assert not is_casebook(tmp_path / "home")
    with made(tmp_path / "home") as book:
        add(book)

    assert not (tmp_path / "home" / UNFINISHED).exists()
    assert is_casebook(tmp_path / "home")


def test_where_a_file_stands_no_casebook_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises((CannotWriteError, FileExistsError)):
        made(tmp_path / "file")


def test_a_full_disk_while_making_leaves_nothing_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWriteError

    with monkeypatch.context() as patch:
        patch.setattr("holdfast.vault.making.write_identities", full)
        with pytest.raises(CannotWriteError):
            made(tmp_path / "home")
    assert not is_casebook(tmp_path / "home")
    made(tmp_path / "home").close()


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    made(tmp_path / "home").close()
    with pytest.raises(WrongPassphraseError):
        opened(tmp_path / "home", "not it")


def test_the_kit_opens_it_and_a_newer_kit_replaces_it(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        first = book.make_kit()
        second = book.make_kit()
    with pytest.raises(WrongPassphraseError):
        opened(tmp_path / "home", KitWords(first))
    with opened(tmp_path / "home", KitWords(second)) as book:
        assert texts(book) == []
    with pytest.raises(KitUnreadableError):
        opened(tmp_path / "home", KitWords("academic " * 20))


def test_a_kit_of_another_casebook_counts_as_a_try(tmp_path: Path) -> None:
    made(tmp_path / "home").close()
    with pytest.raises(WrongPassphraseError):
        opened(tmp_path / "home", KitWords(new_kit()[1]))

    assert look_at(tmp_path / "home").wrong_tries == 1


def test_a_new_passphrase_opens_it_and_the_old_one_no_more(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        kit = book.make_kit()
        book.change_passphrase("another one")
        assert derivation_of(book.log) == CHEAP
        assert differing(book) == []
    with pytest.raises(WrongPassphraseError):
        opened(tmp_path / "home")
    for key in ("another one", KitWords(kit)):
        opened(tmp_path / "home", key).close()


def test_a_forgotten_passphrase_is_replaced_by_means_of_the_kit(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        kit = book.make_kit()
    with opened(tmp_path / "home", KitWords(kit)) as book:
        book.change_passphrase("remembered", derivation=CHEAP)
    opened(tmp_path / "home", "remembered").close()


def test_an_old_key_slot_put_back_is_named(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        (old,) = set(book.log.copies(Shelf.SLOT, "passphrase"))
        book.change_passphrase("another one")
        with book.log.writing(1) as writer:
            writer.put(Shelf.SLOT, "passphrase", old)
            writer.put(Shelf.SLOT, "kit", old)

        assert differing(book) == ["slot passphrase", "slot kit"]


def test_what_shows_while_it_is_locked(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        expected = (book.casebook_id, book.recipient, book.public_key)
        book.show_in_tray_while_locked(shown=True)
        assert book.in_tray_open
    face = look_at(tmp_path / "home")

    assert (face.casebook_id, face.recipient, face.verify_key) == expected
    assert (face.in_tray_open, face.wrong_tries) == (True, 0)


def test_the_in_tray_is_off_until_she_turns_it_on(tmp_path: Path) -> None:
    made(tmp_path / "home").close()

    assert not look_at(tmp_path / "home").in_tray_open


@pytest.mark.parametrize("look", [look_at, opened])
def test_a_folder_without_a_casebook_is_none(look: object, tmp_path: Path) -> None:
    assert callable(look)
    with pytest.raises(NoCasebookError):
        look(tmp_path)
    with pytest.raises(NoCasebookError):
        look(tmp_path / "nowhere")


def test_a_newer_casebook_is_left_as_it_is(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book, book.log.writing(1) as writer:
        writer.put(Shelf.META, "format", with_checksum(b"2"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "home").iterdir()}
    with pytest.raises(NewerCasebookError):
        opened(tmp_path / "home")
    with pytest.raises(NewerCasebookError):
        look_at(tmp_path / "home")

    assert {path.name: path.read_bytes() for path in (tmp_path / "home").iterdir()} == before


@pytest.mark.parametrize("row", ["format", "casebook", IDENTITIES])
def test_without_what_is_needed_for_opening_it_is_damaged(row: str, tmp_path: Path) -> None:
    with made(tmp_path / "home") as book, book.log.writing(1) as writer:
        writer.put(Shelf.META, row, b"spoilt")
    with pytest.raises(CasebookDamagedError):
        opened(tmp_path / "home")


def test_a_swapped_recipient_is_named(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        with book.log.writing(1) as writer:
            writer.put(Shelf.META, "recipient", with_checksum(b"age1somebody"))

        assert differing(book) == ["recipient"]
        assert book.recipient != "age1somebody"


def test_texts_are_signed_as_notes(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        text = b"holdfast-pack/1\n"
        note = parse_note((text + b"\n" + book.sign(text)).decode())

        assert is_signed_by(note, origin_of(book.casebook_id), book.public_key)


def test_processes_writing_at_once_continue_one_tree(tmp_path: Path) -> None:
    made(tmp_path / "home").close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "home"), str(name), str(ENTRIES_EACH)]
        )
        for name in range(WRITERS)
    ]
    assert [writer.wait(120) for writer in writers] == [0] * WRITERS
    with opened(tmp_path / "home") as book:
        found = texts(book)
        sizes = [int(note.splitlines()[1]) for note in book.record.checkpoints()]

        assert sorted(found) == sorted(
            f"{name}-{number}" for name in range(WRITERS) for number in range(ENTRIES_EACH)
        )
        assert sizes == list(range(1, WRITERS * ENTRIES_EACH + 1))
        assert differing(book) == []
        assert Tree(book.record.leaves()).root() == book.record.head().frontier.root()


def test_a_second_process_is_told_that_the_casebook_is_in_use(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book, made_again(book) as second:
        second.record._wait_seconds = 0.05  # noqa: SLF001 - a test need not wait half a minute
        with book.log.writing(1), pytest.raises(CasebookInUseError):
            add(second)
        add(second, "later")

        assert texts(book) == ["later"]


def made_again(book: OpenCasebook) -> OpenCasebook:
    return opened(book.home)


def test_a_failed_disk_is_told_as_such(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        (tmp_path / "home" / LOCK).unlink()
        (tmp_path / "home" / LOCK).mkdir()
        with pytest.raises(CannotWriteError):
            add(book)
        (tmp_path / "home" / LOCK).rmdir()
        add(book)


def test_a_journal_that_cannot_be_written_keeps_nobody_from_reading(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "He came.")
    (tmp_path / "home" / LOCK).unlink()
    (tmp_path / "home" / LOCK).mkdir()
    with opened(tmp_path / "home") as book:
        assert texts(book) == ["He came."]


def test_the_journal_tells_what_was_done(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        book.make_kit()
        book.change_passphrase("another one")
        book.activity.note("export", "police")
        told = book.activity.list()

    assert [each.kind for each in told] == ["made", "kit-made", "passphrase-changed", "export"]
    assert (told[-1].detail, told[-1].at) == ("police", BEGIN.isoformat(timespec="seconds"))


def test_a_damaged_line_of_the_journal_is_left_out_and_named(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        book.activity.note("export")
        with book.log.writing(1) as writer:
            writer.put(Shelf.ACTIVITY, "0000000000", b"spoilt")

        assert [each.kind for each in book.activity.list()] == ["export"]
        assert f"{BOTH[0]}: activity 0000000000" in differing(book)


def test_the_drawers_names_follow_what_is_laid_in_and_destroyed(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        for name in ("plan/one", "plan/two", "note"):
            book.drawer.put(name, name)
        assert book.drawer.names("plan/") == ("plan/one", "plan/two")

        book.drawer.delete("plan/one")
        book.drawer.put("plan/two", "again")
        book.drawer.put("plan/three", 3)

        assert book.drawer.names() == ("note", "plan/three", "plan/two")


def test_the_drawer_keeps_and_destroys(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        book.drawer.put("draft/1", {"what": "xyzzy-canary"})
        book.drawer.put("plan", [1, 2])
        (before,) = set(book.log.copies(Shelf.DRAWER, book.drawer._row("draft/1")))  # noqa: SLF001 - to look for its bytes
        assert book.drawer.get("draft/1") == {"what": "xyzzy-canary"}
        assert book.drawer.names() == ("draft/1", "plan")
        assert book.drawer.names("draft/") == ("draft/1",)
        book.drawer.delete("draft/1")
        assert book.drawer.get("draft/1", "none") == "none"
        assert book.drawer.names() == ("plan",)
    stored = [path.read_bytes() for path in (tmp_path / "home").iterdir() if path.is_file()]

    assert not [content for content in stored if before[:32] in content]
    assert not [content for content in stored if b"xyzzy" in content or b"draft" in content]


def test_a_damaged_thing_in_the_drawer_is_left_out(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        book.drawer.put("plan", 1)
        with book.log.writing(1) as writer:
            writer.put(Shelf.DRAWER, "no name", b"spoilt")

        assert book.drawer.names() == ("plan",)


def test_the_drawer_is_no_part_of_the_record(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        checkpoint = book.record.checkpoint()
        book.drawer.put("plan", 1)

        assert (book.record.size, book.record.checkpoint()) == (0, checkpoint)


def test_closing_leaves_no_side_files(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book)
        _ = book.index

    left = {path.name for path in (tmp_path / "home").iterdir() if path.is_file()}
    assert left <= {*BOTH, LOCK, SUMS, "tries", "index.db"}


def test_an_original_is_checked_with_its_casebook(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        logged = exhibit(book, b"picture" * 1000, name="a.jpg")
        assert differing(book) == []
        blob = logged.entry.text("blob")
        (sealed,) = (tmp_path / "home" / "blobs").rglob(blob)
        content = bytearray(sealed.read_bytes())
        content[-5] ^= 1
        sealed.write_bytes(content)
        assert differing(book) == ["original of entry 0"]
        sealed.unlink()
        assert differing(book) == ["original of entry 0"]


def test_swapped_originals_are_found(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        blobs = [exhibit(book, content * 99).entry.text("blob") for content in (b"one", b"two")]
        first, second = (next((tmp_path / "home" / "blobs").rglob(blob)) for blob in blobs)
        content = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)

        assert differing(book) == ["original of entry 0", "original of entry 1"]


def test_the_whole_of_an_older_store_can_be_opened_and_is_older(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "one")
    shutil.copytree(tmp_path / "home", tmp_path / "older")
    with opened(tmp_path / "home") as book:
        add(book, "two")
    with opened(tmp_path / "older") as book:
        assert texts(book) == ["one"]


def test_page_settings_are_as_promised(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        file = book.log.only(BOTH[0])
        assert file
        asked = {
            name: file._db.execute(f"PRAGMA {name}").fetchone()[0]  # noqa: SLF001 - its settings
            for name in ("journal_mode", "synchronous", "secure_delete", "trusted_schema")
        }

    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_nothing_she_wrote_is_in_the_files(tmp_path: Path) -> None:
    with made(tmp_path / "home") as book:
        add(book, "plugh-canary", where="plugh-place")
        log(book, Kind.PERSON, name="plugh-name")
        exhibit(book, b"plugh-picture" * 10, name="plugh.jpg")
        _ = book.index
        stored = b"".join(path.read_bytes() for path in book.home.rglob("*") if path.is_file())

    assert b"plugh" not in stored


def test_the_standard_derivation_is_what_the_documents_say() -> None:
    assert (STANDARD.t, STANDARD.m_kib) == (3, 256 * 1024)


def test_an_unreadable_database_says_so_to_the_person(tmp_path: Path) -> None:
    with make_casebook(tmp_path / "home", PASSPHRASE, derivation=CHEAP, clock=Clock()) as book:
        add(book)
    for name in BOTH:
        (tmp_path / "home" / name).write_bytes(b"ruin" * 5000)
    with pytest.raises(CasebookDamagedError):
        opened(tmp_path / "home")


def test_asking_a_closed_casebook_is_a_fault_of_ours(tmp_path: Path) -> None:
    book = made(tmp_path / "home")
    file = book.log.only(BOTH[0])
    book.close()
    assert file
    with pytest.raises(sqlite3.ProgrammingError):
        file.latest()


def test_memory_is_kept_private_in_a_child() -> None:
    program = (
        "import resource\n"
        "from holdfast.vault.hygiene import keep_memory_private\n"
        "print(keep_memory_private(), resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert done.stdout == "True (0, 0)\n"


def test_where_a_system_has_no_such_call_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError

    limits = resource.getrlimit(resource.RLIMIT_CORE)
    monkeypatch.setattr("ctypes.CDLL", refuse)
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)

    assert not keep_memory_private()
    assert resource.getrlimit(resource.RLIMIT_CORE) == limits


def test_a_file_that_was_sealed_and_never_logged_is_gone_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path / "home") as book:
        logged = exhibit(book, b"logged").entry.text("blob")
        unlogged = book.originals.keep([b"its process was killed here"])
        # What is left when a process is killed: its list, which nobody holds any more.
        book.blobs._coming.close()  # noqa: SLF001  # as the system does
        monkeypatch.setattr(book.blobs, "close", bool)

    with opened(tmp_path / "home") as book:
        names = list(book.originals.names())

    assert unlogged.blob not in names
    assert names == [logged]


def test_an_original_stays_when_the_record_cannot_say_whether_it_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path / "home") as book:
        blob = exhibit(book, b"logged").entry.text("blob")

        def unreadable(*_: object) -> bytes:
            place = "row"
            raise CasebookDamagedError(place)

        monkeypatch.setattr(SqliteLog, "read", unreadable)

    assert (tmp_path / "home" / "blobs" / blob[:2] / blob).exists()
