"""A back-up holds everything that cannot be derived, and comes back whole or not at all."""

from __future__ import annotations

import io
import json
import os
import tarfile
import threading
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.model.entry import Kind
from holdfast.model.errors import (
    BackUpUnreadableError,
    CannotWriteError,
    CasebookExistsError,
    DiskFullError,
    FileNotThereError,
    NewerCasebookError,
    NoCasebookError,
    UsageError,
)
from holdfast.vault import back_up as back_up_module
from holdfast.vault.back_up import back_up, restore, stream_back_up
from holdfast.vault.in_tray import InTray
from holdfast.vault.keys import Passphrase
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import open_casebook
from holdfast.vault.slots import Derivation
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.vault.casebook import OpenCasebook

WORDS = "words for a test"


def clock() -> datetime:
    return datetime(2026, 4, 1, 12, tzinfo=UTC)


def add(book: OpenCasebook, content: bytes) -> None:
    kept = book.originals.keep([content])
    fields = {"name": "a.jpg", "sha256": kept.sha256, "blob": kept.blob}
    book.record.append([Draft(Kind.EXHIBIT, fields)], kept=[kept], clock=clock)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "notebook"
    with make_casebook(home, WORDS, derivation=Derivation(t=1, m_kib=8192)) as book:
        add(book, b"one" * 10_000)
        book.drawer.put("note", {"text": "private"})
        assert book.index.counts()["entries"] == 1
    InTray.capture(home, [b"something that came"], how="lock-page")
    return home


def contents(home: Path) -> tuple[list[bytes], int, object]:
    with open_casebook(home, Passphrase(WORDS)) as book:
        blobs = [blob for blob, _, _ in book.record.blobs()]
        originals = [b"".join(book.originals.open(blob).chunks()) for blob in blobs]
        return originals, len(book.in_tray.list()), book.drawer.get("note")


def test_what_was_backed_up_comes_back(home: Path, tmp_path: Path) -> None:
    made = back_up(home, tmp_path / "copy.holdfast")
    found = restore(tmp_path / "copy.holdfast", tmp_path / "elsewhere")

    assert made == found
    assert made.damaged == ()
    assert made.sha256 == sha256((tmp_path / "copy.holdfast").read_bytes()).hexdigest()
    assert contents(tmp_path / "elsewhere") == contents(home)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "copy.holdfast",
        "elsewhere",
        "notebook",
    ]


def test_an_empty_folder_may_be_restored_into(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "copy")
    (tmp_path / "empty").mkdir()

    restore(tmp_path / "copy", tmp_path / "empty")

    assert contents(tmp_path / "empty") == contents(home)


def test_what_can_be_derived_is_left_out(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "copy")
    (home / "notes.txt").write_bytes(b"not ours")

    with tarfile.open(tmp_path / "copy") as tar:
        names = tar.getnames()

    assert names[0] == "holdfast-back-up"
    assert names[-1] == "manifest.json"
    assert {Path(name).parts[0] for name in names[1:-1]} <= {
        "record.db",
        "record-2.db",
        "record.sums",
        "blobs",
        "in-tray",
    }
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0


def test_an_open_casebook_is_backed_up_while_another_writes(home: Path, tmp_path: Path) -> None:
    with open_casebook(home, Passphrase(WORDS)) as book:
        for number in range(3):
            writer = threading.Thread(target=add, args=(book, b"%d" % number * 50_000))
            writer.start()
            back_up(home, tmp_path / f"copy-{number}")
            writer.join()

    for number in range(3):
        restore(tmp_path / f"copy-{number}", tmp_path / f"back-{number}")
        originals, _, _ = contents(tmp_path / f"back-{number}")
        assert number + 1 <= len(originals) <= number + 2


def test_an_original_that_comes_while_copying_is_in_if_the_log_names_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_copy = back_up_module._log_copy  # noqa: SLF001 - the moment in between
    with open_casebook(home, Passphrase(WORDS)) as book:

        def later(*given: object) -> object:
            add(book, b"came in between")
            return log_copy(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(back_up_module, "_log_copy", later)
        back_up(home, tmp_path / "copy")

    restore(tmp_path / "copy", tmp_path / "elsewhere")

    assert b"came in between" in contents(tmp_path / "elsewhere")[0]


def test_a_damaged_casebook_is_backed_up_and_it_says_so(home: Path, tmp_path: Path) -> None:
    (home / "record.sums").unlink(missing_ok=True)
    (home / "record.db").write_bytes(b"no database")
    blob = next(path for path in home.glob("blobs/??/*"))
    blob.unlink()
    blob.mkdir()

    made = back_up(home, tmp_path / "copy")
    found = restore(tmp_path / "copy", tmp_path / "elsewhere")

    assert "record.db" in made.damaged
    assert blob.relative_to(home).as_posix() in made.damaged
    assert found.damaged == made.damaged
    assert contents_of_log(tmp_path / "elsewhere") == 1


def contents_of_log(home: Path) -> int:
    with open_casebook(home, Passphrase(WORDS)) as book:
        return book.record.size


def test_a_casebook_with_one_log_is_backed_up(home: Path, tmp_path: Path) -> None:
    (home / "record.sums").unlink(missing_ok=True)
    (home / "record-2.db").unlink()

    made = back_up(home, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "elsewhere")

    assert made.damaged == ()
    assert contents_of_log(tmp_path / "elsewhere") == 1


def test_a_file_that_ends_early_or_fails_is_filled_up_and_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, str(size))

    opened = Path.open

    def broken(path: Path, mode: str) -> object:
        return Failing(bytes(100)) if path.parent.parent.name == "blobs" else opened(path, mode)

    monkeypatch.setattr(Path, "open", broken)
    made = back_up(home, tmp_path / "copy")
    monkeypatch.undo()

    assert len(made.damaged) == 1
    assert restore(tmp_path / "copy", tmp_path / "elsewhere").damaged == made.damaged


def test_a_file_that_vanishes_is_not_missed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = home / "blobs" / "ff" / ("ff" * 16)
    glob = Path.glob

    def also(path: Path, pattern: str) -> list[Path]:
        return [*glob(path, pattern), *([gone] if pattern.startswith("blobs") else [])]

    monkeypatch.setattr(Path, "glob", also)

    assert back_up(home, tmp_path / "copy").damaged == ()


def test_a_casebook_in_a_folder_that_cannot_be_written_is_backed_up(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise CannotWriteError

    monkeypatch.setattr(back_up_module, "locked", refused)

    assert back_up(home, tmp_path / "copy").damaged == ()


def test_where_a_back_up_cannot_go_it_says_so(home: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"something")

    with pytest.raises(UsageError):
        back_up(home, tmp_path / "there")
    with pytest.raises(UsageError):
        back_up(home, home / "copy")
    with pytest.raises(FileNotThereError):
        back_up(home, tmp_path / "no folder" / "copy")
    with pytest.raises(NoCasebookError):
        back_up(tmp_path, tmp_path / "copy")
    with pytest.raises(NoCasebookError):
        stream_back_up(tmp_path, io.BytesIO(), beside=tmp_path)

    assert (tmp_path / "there").read_bytes() == b"something"


def test_a_full_disk_leaves_no_half_back_up(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = os.write

    def full(file: int, piece: bytes) -> int:
        if len(piece) > 9_000:
            raise OSError(28, "full")
        return written(file, piece)

    monkeypatch.setattr(os, "write", full)

    with pytest.raises(DiskFullError):
        back_up(home, tmp_path / "copy")

    assert [path.name for path in tmp_path.iterdir()] == ["notebook"]


def test_a_folder_with_something_in_it_is_not_restored_into(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "copy")
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CasebookExistsError):
        restore(tmp_path / "copy", home)
    with pytest.raises(CasebookExistsError):
        restore(tmp_path / "copy", tmp_path / "file")
    with pytest.raises(FileNotThereError):
        restore(tmp_path / "no copy", tmp_path / "elsewhere")


def changed_at(place: float) -> Callable[[bytes], bytes]:
    def change(whole: bytes) -> bytes:
        at = int(len(whole) * place)
        return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda _: b"something else" * 1_000, id="something else"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="cut in the middle"),
        pytest.param(lambda whole: whole[:512], id="cut after the first head"),
        pytest.param(lambda whole: whole[:1024], id="cut after the heading"),
        *(pytest.param(changed_at(n / 10), id=f"changed at {n} tenths") for n in range(9)),
    ],
)
def test_what_was_cut_or_changed_is_not_restored(
    home: Path, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    back_up(home, tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(change(whole))

    with pytest.raises(BackUpUnreadableError):
        restore(tmp_path / "copy", tmp_path / "elsewhere")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "notebook"]


def test_leftovers_of_a_restore_that_died_are_no_hindrance(home: Path, tmp_path: Path) -> None:
    back_up(home, tmp_path / "copy")
    (tmp_path / "elsewhere.restoring").mkdir()
    (tmp_path / "elsewhere.restoring" / "record.db").write_bytes(b"half")

    restore(tmp_path / "copy", tmp_path / "elsewhere")

    assert contents(tmp_path / "elsewhere") == contents(home)


def packed(*members: tuple[str, bytes | None], listed: object = None) -> bytes:
    outlet = io.BytesIO()
    with tarfile.open(fileobj=outlet, mode="w") as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            if content is None:
                member.type = tarfile.DIRTYPE
            member.size = len(content or b"")
            tar.addfile(member, io.BytesIO(content or b""))
        if listed is not None:
            manifest = json.dumps(listed).encode()
            member = tarfile.TarInfo("manifest.json")
            member.size = len(manifest)
            tar.addfile(member, io.BytesIO(manifest))
    return outlet.getvalue()


HEADING = ("holdfast-back-up", b"1\n")
NOTHING: dict[str, object] = {"files": {}, "damaged": []}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(packed(HEADING), BackUpUnreadableError, id="no manifest"),
        pytest.param(packed(HEADING, listed=[]), BackUpUnreadableError, id="another manifest"),
        pytest.param(packed(HEADING, listed=NOTHING), NoCasebookError, id="nothing in it"),
        pytest.param(packed(("x", b"1")), BackUpUnreadableError, id="no heading"),
        pytest.param(packed(("holdfast-back-up", b"2\n")), NewerCasebookError, id="newer"),
        pytest.param(packed(("holdfast-back-up", b"x\n")), BackUpUnreadableError, id="odd"),
        pytest.param(packed(("holdfast-back-up", None)), BackUpUnreadableError, id="a folder"),
        pytest.param(
            packed(("holdfast-back-up", b"1" * 50)), BackUpUnreadableError, id="long heading"
        ),
        pytest.param(
            packed(HEADING, ("../escaped", b"x"), listed=NOTHING),
            BackUpUnreadableError,
            id="a name that leads out",
        ),
        pytest.param(
            packed(HEADING, ("/tmp/escaped", b"x"), listed=NOTHING),  # noqa: S108 - not written
            BackUpUnreadableError,
            id="a name from the root",
        ),
        pytest.param(
            packed(HEADING, ("record.db", None), listed=NOTHING),
            BackUpUnreadableError,
            id="a folder for a file",
        ),
        pytest.param(
            packed(HEADING, ("record.db", b"1"), ("record.db", b"2"), listed=NOTHING),
            BackUpUnreadableError,
            id="a file twice",
        ),
        pytest.param(
            packed(HEADING, ("record.db", b"1"), listed=NOTHING),
            BackUpUnreadableError,
            id="a file that is not listed",
        ),
        pytest.param(
            packed(HEADING, listed={"files": {"record.db": [1, "ab"]}, "damaged": []}),
            BackUpUnreadableError,
            id="a file that is listed and missing",
        ),
    ],
)
def test_what_is_no_back_up_of_ours_is_not_restored(
    tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    (tmp_path / "copy").write_bytes(content)

    with pytest.raises(error):
        restore(tmp_path / "copy", tmp_path / "elsewhere")

    assert [path.name for path in tmp_path.iterdir()] == ["copy"]
