"""Originals come back byte for byte, whole or in part, and nothing false is ever given out."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.errors import CasebookDamagedError, DiskFullError
from holdfast.vault import pouring
from holdfast.vault.blobs_folder import FolderBlobs
from holdfast.vault.blobs_memory import MemoryBlobs
from holdfast.vault.held import Held, HeldMap
from holdfast.vault.memory_log import MemoryLog
from holdfast.vault.originals import Originals, OriginalShreddedError
from holdfast.vault.pouring import SMALL_BYTES, gather
from holdfast.vault.sealed_file import CHUNK_BYTES, SEALED_CHUNK_BYTES, Opening, SealedFile
from holdfast.vault.stores import Shelf as Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from holdfast.vault.stores import Kept

CASEBOOK = "ca" * 16
SIZES = [
    0,
    1,
    SMALL_BYTES,
    SMALL_BYTES + 1,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    3 * CHUNK_BYTES,
    5_000_000,
]


class KeyList(dict[str, object]):
    """Keys of blobs, as the key table gives them."""

    def key_of(self, thing: str) -> object:
        if thing not in self:
            raise CasebookDamagedError(thing)
        return self[thing]


class HeldList(dict[str, Held]):
    """Contents that are held, by SHA-256."""

    def find(self, sha256: str) -> Held | None:
        return self.get(sha256)


class Shelf:
    """Originals in memory, with everything under them at hand."""

    def __init__(self) -> None:
        self.blobs = MemoryBlobs()
        self.keys = KeyList()
        self.held = HeldList()
        self.originals = Originals(
            self.blobs,
            CASEBOOK,
            keys=self.keys,
            held=self.held,
            name_of=lambda blob: f"exhibit of {blob[:2]}",
        )

    def keep(self, content: bytes) -> Kept:
        kept = self.originals.keep([content])
        self.keys[kept.blob] = kept.key
        return kept

    def sealed(self, kept: Kept) -> bytes:
        with self.blobs.reading(kept.blob) as sealed:
            return sealed.read_at(0, sealed.size_bytes)

    def replace(self, kept: Kept, sealed: bytes) -> None:
        with self.blobs.writing(kept.blob) as writer:
            writer.write(sealed)
            writer.commit()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.mark.parametrize("size", SIZES)
def test_an_original_comes_back_byte_for_byte(shelf: Shelf, size: int) -> None:
    content = secrets.token_bytes(size)

    kept = shelf.keep(content)

    assert (kept.size_bytes, kept.sha256) == (size, sha256(content).hexdigest())
    opened = shelf.originals.open(kept.blob)
    assert b"".join(opened.chunks()) == content
    assert opened.size == size
    assert opened.read(0, size) == content


def test_what_is_sealed_is_what_the_library_itself_opens(shelf: Shelf) -> None:
    content = secrets.token_bytes(100_000)
    kept = shelf.keep(content)
    context = f"holdfast/1/blob/{CASEBOOK}/{kept.blob}".encode()

    decryptor = Cobblestone256Decryptor(kept.key, context)

    assert decryptor.update(shelf.sealed(kept)) + decryptor.finalize() == content


@given(
    size=st.integers(0, 3 * CHUNK_BYTES + 2),
    start=st.integers(-2, 4 * CHUNK_BYTES),
    length=st.integers(-2, 4 * CHUNK_BYTES),
)
def test_a_stretch_is_the_same_as_that_stretch_of_the_whole(
    size: int, start: int, length: int
) -> None:
    content = (b"%07d " * 8_000 % tuple(range(8_000)))[:size]
    key, context, blobs = secrets.token_bytes(32), b"context", MemoryBlobs()
    encryptor = Cobblestone256Encryptor(key, context)
    with blobs.writing("1") as writer:
        writer.write(encryptor.update(content) + encryptor.finalize())
        writer.commit()

    file = SealedFile(blobs, "1", opening=Opening(key, context), place=lambda: "exhibit 1")

    expected = content[start : start + length] if start >= 0 and length >= 0 else b""
    assert file.read(start, length) == expected


def test_a_long_stretch_is_opened_in_runs(shelf: Shelf) -> None:
    content = secrets.token_bytes(3_000_000)
    kept = shelf.keep(content)

    assert shelf.originals.open(kept.blob).read(10, 2_500_000) == content[10:2_500_010]


def test_content_may_arrive_in_pieces_of_any_size(shelf: Shelf) -> None:
    content = secrets.token_bytes(2_500_000)
    pieces = [content[:7], b"", content[7:200_000], content[200_000:1_900_000], content[1_900_000:]]

    kept = shelf.originals.keep(iter(pieces))

    assert b"".join(shelf.originals.open_kept(kept).chunks()) == content
    assert kept.sha256 == sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("size", "is_long"), [(0, False), (SMALL_BYTES, False), (SMALL_BYTES + 1, True)]
)
def test_a_small_file_needs_no_thread_and_no_buffers(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, size: int, *, is_long: bool
) -> None:
    asked: list[int] = []

    def watched(chunks: Iterable[bytes], size: int) -> Iterator[memoryview]:
        asked.append(size)
        return gather(chunks, size)

    monkeypatch.setattr(pouring, "gather", watched)
    content = secrets.token_bytes(size)

    kept = shelf.originals.keep(iter([content[: size // 2], b"", content[size // 2 :]]))

    assert bool(asked) is is_long
    assert kept.sha256 == sha256(content).hexdigest()
    assert b"".join(shelf.originals.open_kept(kept).chunks()) == content


@given(sizes=st.lists(st.integers(0, 50)), size=st.integers(1, 20))
def test_blocks_are_the_same_bytes_and_hold_while_the_next_is_made(
    sizes: list[int], size: int
) -> None:
    chunks = [bytes([index % 256]) * length for index, length in enumerate(sizes)]
    lengths, found = [], b""

    before = memoryview(b"")
    for block in gather(chunks, size):
        found += bytes(before)
        lengths.append(len(block))
        before = block

    assert found + bytes(before) == b"".join(chunks)
    assert all(length == size for length in lengths[:-1])
    assert all(0 < length <= size for length in lengths)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "first bit of the salt": lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:],
    "bit in the commitment": lambda sealed: sealed[:30] + bytes([sealed[30] ^ 8]) + sealed[31:],
    "bit in the last tag": lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
    "last byte cut": lambda sealed: sealed[:-1],
    "last chunk cut": lambda sealed: sealed[: 56 + 3 * SEALED_CHUNK_BYTES],
    "one chunk less": lambda sealed: sealed[: 56 + 2 * SEALED_CHUNK_BYTES] + sealed[-100:],
    "bytes added": lambda sealed: sealed + b"\0" * 20,
    "chunk added": lambda sealed: sealed + sealed[-SEALED_CHUNK_BYTES:],
    "two chunks changed places": lambda sealed: (
        sealed[:56]
        + sealed[56 + SEALED_CHUNK_BYTES : 56 + 2 * SEALED_CHUNK_BYTES]
        + sealed[56 : 56 + SEALED_CHUNK_BYTES]
        + sealed[56 + 2 * SEALED_CHUNK_BYTES :]
    ),
    "emptied": lambda _sealed: b"",
    "header only": lambda sealed: sealed[:56],
    "header cut": lambda sealed: sealed[:40],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_original_is_damage_and_the_exhibit_is_named(shelf: Shelf, change: str) -> None:
    kept = shelf.keep(secrets.token_bytes(3 * CHUNK_BYTES + 84))
    shelf.replace(kept, CHANGES[change](shelf.sealed(kept)))
    opened = shelf.originals.open(kept.blob)

    with pytest.raises(CasebookDamagedError) as whole:
        b"".join(opened.chunks())
    with pytest.raises(CasebookDamagedError) as part:
        opened.read(0, 3 * CHUNK_BYTES + 84)

    assert whole.value.place == part.value.place == f"exhibit of {kept.blob[:2]}"


def test_every_flipped_byte_of_a_small_original_is_found(shelf: Shelf) -> None:
    kept = shelf.keep(b"I am outside")
    sealed = shelf.sealed(kept)

    for place in range(len(sealed)):
        shelf.replace(kept, sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
        with pytest.raises(CasebookDamagedError):
            b"".join(shelf.originals.open(kept.blob).chunks())


def test_a_chunk_changed_after_the_size_was_read_is_damage(shelf: Shelf) -> None:
    kept = shelf.keep(secrets.token_bytes(3 * CHUNK_BYTES))
    opened = shelf.originals.open(kept.blob)
    assert opened.size == 3 * CHUNK_BYTES
    shelf.replace(kept, shelf.sealed(kept)[: 56 + SEALED_CHUNK_BYTES + 300])

    with pytest.raises(CasebookDamagedError):
        opened.read(0, 3 * CHUNK_BYTES)


def test_a_run_that_ends_early_is_damage(shelf: Shelf) -> None:
    kept = shelf.keep(secrets.token_bytes(2 * CHUNK_BYTES + 10))
    opened = shelf.originals.open(kept.blob)
    other = shelf.keep(b"")
    longer = SealedFile(
        shelf.blobs,
        other.blob,
        opening=Opening(other.key, f"holdfast/1/blob/{CASEBOOK}/{other.blob}".encode()),
        place=lambda: "exhibit 2",
    )
    longer._size = opened.size  # noqa: SLF001  # as if the file had been longer a moment ago

    with pytest.raises(CasebookDamagedError):
        longer.read(0, 10)


def test_another_original_in_its_place_is_damage(shelf: Shelf) -> None:
    kept, other = shelf.keep(b"first"), shelf.keep(b"second")
    shelf.replace(kept, shelf.sealed(other))

    with pytest.raises(CasebookDamagedError):
        b"".join(shelf.originals.open(kept.blob).chunks())


def test_an_original_of_another_casebook_is_damage(shelf: Shelf) -> None:
    kept = shelf.keep(b"first")
    elsewhere = Originals(shelf.blobs, "0b" * 16, keys=shelf.keys, held=shelf.held)

    with pytest.raises(CasebookDamagedError) as caught:
        elsewhere.open(kept.blob).read(0, 1)

    assert caught.value.place == f"blob {kept.blob[:8]}"


def test_a_missing_original_is_damage_and_the_exhibit_is_named(shelf: Shelf) -> None:
    kept = shelf.keep(b"first")
    shelf.blobs.remove(kept.blob)

    with pytest.raises(CasebookDamagedError) as caught:
        shelf.originals.open(kept.blob).read(0, 1)

    assert caught.value.place == f"exhibit of {kept.blob[:2]}"


def test_a_missing_key_is_damage_and_a_destroyed_key_is_not(shelf: Shelf) -> None:
    kept = shelf.originals.keep([b"first"])

    with pytest.raises(CasebookDamagedError) as caught:
        shelf.originals.open(kept.blob)
    shelf.keys[kept.blob] = "shredded"
    with pytest.raises(OriginalShreddedError):
        shelf.originals.open(kept.blob)

    assert caught.value.place == f"exhibit of {kept.blob[:2]}"


def test_the_same_bytes_are_known_again(shelf: Shelf) -> None:
    first = shelf.keep(b"the same")
    shelf.held[first.sha256] = Held(first.blob, "e1")

    second = shelf.keep(b"the same")

    assert first.held_by is None
    assert second.held_by == "e1"
    assert second.blob != first.blob


def test_a_forgotten_original_is_gone(shelf: Shelf) -> None:
    kept = shelf.keep(b"first")

    shelf.originals.forget(kept)

    assert list(shelf.originals.names()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    originals = Originals(blobs, CASEBOOK, keys=KeyList(), held=HeldList())

    def full(_file: int, _sealed: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr("os.write", full)

    with pytest.raises(DiskFullError):
        originals.keep([bytes(3_000_000)])

    assert list((tmp_path / "blobs").glob("??/*.part")) == []


def test_a_source_that_fails_leaves_nothing_behind(shelf: Shelf) -> None:
    def failing() -> Iterator[bytes]:
        yield bytes(2_000_000)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        shelf.originals.keep(failing())

    assert list(shelf.originals.names()) == []


def test_keys_are_not_shown_by_repr(shelf: Shelf) -> None:
    kept = shelf.keep(b"first")

    assert repr(kept.key) not in repr(kept)
    assert repr(Opening(kept.key, b"")) == "Opening(…)"


def test_which_bytes_are_held_is_noted_under_a_keyed_name() -> None:
    log, digest = MemoryLog(), sha256(b"the same").hexdigest()
    map_ = HeldMap(log, bytes(32), CASEBOOK)

    with log.writing(0) as writer:
        map_.put(writer, digest, Held("b1", "e1"))

    assert map_.find(digest) == Held("b1", "e1")
    assert map_.find(sha256(b"other").hexdigest()) is None
    (row,) = log.rows(Column.HELD)
    assert digest not in row.key
    assert HeldMap(log, bytes(31) + b"1", CASEBOOK).find(digest) is None
    with log.writing(0) as writer:
        map_.remove(writer, digest)
    assert map_.find(digest) is None
