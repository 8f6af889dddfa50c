"""Both stores of sealed blobs keep the contract, and the folder survives writers that die."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import CannotWriteError, CasebookDamagedError, DiskFullError
from holdfast.vault import part_file
from holdfast.vault.blobs_folder import FolderBlobs
from holdfast.vault.blobs_memory import MemoryBlobs
from holdfast.vault.disk import disk_errors, sync_folder
from holdfast.vault.part_file import PartFile
from tests.vault.contract_blobs import ONE, TWO, BlobContract, put

if TYPE_CHECKING:
    from pathlib import Path

    from holdfast.vault.stores import BlobStore


class TestMemoryBlobs(BlobContract):
    """The fake."""

    def make(self) -> BlobStore:
        return MemoryBlobs()


def nothing(_blob: str) -> bool:
    return False


def everything(_blob: str) -> bool:
    return True


class TestFolderBlobs(BlobContract):
    """The embedded engine."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> Path:
        self.home = tmp_path / "blobs"
        return self.home

    def make(self) -> BlobStore:
        return FolderBlobs(self.home)

    def test_a_blob_lies_in_a_folder_of_its_first_two_digits(self) -> None:
        put(self.make(), ONE, b"1")

        assert [path.name for path in self.home.rglob("0*")] == ["01", ONE]
        assert (self.home / "01" / ONE).stat().st_mode & 0o077 == 0

    def test_leftovers_of_a_writer_that_died_are_swept_away(self) -> None:
        blobs = FolderBlobs(self.home)
        put(blobs, ONE, b"1")
        left = self.home / "01" / ("01" * 16 + ".part")
        left.write_bytes(b"half")

        assert blobs.sweep(nothing) == 1

        assert not left.exists()
        assert list(blobs.names()) == [ONE]

    def test_the_work_of_a_writer_that_lives_is_left_alone(self) -> None:
        blobs = FolderBlobs(self.home)

        with blobs.writing(ONE) as writer:
            writer.write(b"half")
            assert blobs.sweep(nothing) == 0
            writer.commit()

        assert list(blobs.names()) == [ONE]

    def test_a_file_swept_away_before_it_was_locked_is_begun_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blobs = FolderBlobs(self.home)
        part = self.home / "01" / (ONE + ".part")
        opened = os.open
        swept: list[int] = []

        def open_and_be_swept(path: Path, flags: int, mode: int = 0o777) -> int:
            file = opened(path, flags, mode)
            if path == part and not swept:
                swept.append(1)
                part.unlink()
            return file

        monkeypatch.setattr(os, "open", open_and_be_swept)
        put(blobs, ONE, b"1")

        assert swept
        assert list(blobs.names()) == [ONE]

    def test_a_leftover_that_cannot_be_opened_or_removed_is_left(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blobs = FolderBlobs(self.home)
        put(blobs, ONE, b"1")
        (self.home / "01" / "folder.part").mkdir()
        stuck = self.home / "01" / "stuck.part"
        stuck.write_bytes(b"")

        def refuse(_path: Path, *, missing_ok: bool) -> None:
            raise PermissionError(missing_ok)

        monkeypatch.setattr(type(stuck), "unlink", refuse)

        assert blobs.sweep(nothing) == 0

    def test_a_blob_that_was_never_named_goes_when_its_process_is_gone(self) -> None:
        alive, other = FolderBlobs(self.home), FolderBlobs(self.home)
        put(alive, ONE, b"1")

        assert other.sweep(nothing) == 0
        alive.close(everything)
        assert list(other.names()) == [ONE]
        put(other, TWO, b"2")
        other.close(lambda blob: blob == ONE)

        assert list(other.names()) == [ONE]
        assert not list(self.home.glob("coming-*"))

    def test_a_list_that_was_cut_short_says_what_it_says(self) -> None:
        blobs = FolderBlobs(self.home)
        put(blobs, ONE, b"1")
        put(blobs, TWO, b"2")
        blobs.close(everything)
        (self.home / "coming-1.part").write_bytes(f"{TWO}\n{ONE[:-1]}".encode())

        assert blobs.sweep(nothing) == 1

        assert list(blobs.names()) == [ONE]

    def test_files_of_other_names_are_no_blobs(self) -> None:
        blobs = FolderBlobs(self.home)
        put(blobs, ONE, b"1")
        (self.home / "01" / "notes.txt").write_bytes(b"")
        (self.home / "ff").mkdir()
        (self.home / "ff" / ONE).write_bytes(b"in the wrong folder")

        assert list(blobs.names()) == [ONE]

    def test_a_disk_that_cannot_read_is_damage(self) -> None:
        blobs = FolderBlobs(self.home)
        (self.home / "01" / ONE).mkdir(parents=True)

        with (
            blobs.reading(ONE) as sealed,
            pytest.raises(CasebookDamagedError) as caught,
        ):
            sealed.read_at(0, 1)

        assert caught.value.place == ONE


@pytest.mark.parametrize(
    ("number", "ours"),
    [
        pytest.param(errno.ENOSPC, DiskFullError, id="no room"),
        pytest.param(errno.EDQUOT, DiskFullError, id="over quota"),
        pytest.param(errno.EROFS, CannotWriteError, id="read-only"),
        pytest.param(errno.EIO, CannotWriteError, id="broken device"),
        pytest.param(errno.ENOENT, FileNotFoundError, id="anything else is a fault of ours"),
    ],
)
def test_what_the_system_says_is_put_in_our_words(number: int, ours: type[Exception]) -> None:
    with pytest.raises(ours), disk_errors("exhibit 1"):
        raise OSError(number, "said by the system")


def test_folders_are_not_synced_where_that_does_not_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("holdfast.vault.disk.CAN_SYNC_FOLDERS", False)

    sync_folder(tmp_path / "not there")


def test_a_large_file_settles_while_it_grows_and_what_the_disk_says_then_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_file, "SETTLE_BYTES", 10)
    said = [OSError(errno.EIO, "of the disk")]

    def fails_once(_file: int) -> None:
        if said:
            raise said.pop()

    monkeypatch.setattr(os, "fsync", fails_once)

    with PartFile(tmp_path / "blob") as part:
        part.write(b"x" * 11)
        with pytest.raises(CannotWriteError):
            part.commit()

    assert list(tmp_path.iterdir()) == []
