"""What every store of sealed blobs promises; a test module hands in a store made by `make`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import CasebookDamagedError

if TYPE_CHECKING:
    from holdfast.vault.stores import BlobStore

ONE = "0123456789abcdef" * 2
TWO = "0f" * 16


def put(blobs: BlobStore, blob: str, *pieces: bytes) -> None:
    with blobs.writing(blob) as writer:
        for piece in pieces:
            writer.write(piece)
        writer.commit()


class BlobContract:
    """Tests that every engine must pass."""

    def make(self) -> BlobStore:
        """Give an empty store."""
        raise NotImplementedError

    def test_what_was_committed_is_read_back(self) -> None:
        blobs = self.make()

        put(blobs, ONE, b"sealed ", b"", b"bytes")

        with blobs.reading(ONE) as sealed:
            assert sealed.size_bytes == 12
            assert sealed.read_at(0, 12) == b"sealed bytes"

    def test_any_stretch_can_be_read_and_the_end_cuts_it(self) -> None:
        blobs = self.make()

        put(blobs, ONE, bytes(range(100)))

        with blobs.reading(ONE) as sealed:
            assert sealed.read_at(40, 3) == bytes([40, 41, 42])
            assert sealed.read_at(98, 10) == bytes([98, 99])
            assert sealed.read_at(100, 1) == b""
            assert sealed.read_at(0, 2) == bytes([0, 1])

    def test_what_was_not_committed_is_gone(self) -> None:
        blobs = self.make()

        with blobs.writing(ONE) as writer:
            writer.write(b"half")

        assert list(blobs.names()) == []
        with pytest.raises(CasebookDamagedError), blobs.reading(ONE):
            pass

    def test_what_an_error_interrupts_is_gone(self) -> None:
        blobs = self.make()

        def interrupted() -> None:
            with blobs.writing(ONE) as writer:
                writer.write(b"half")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            interrupted()

        assert list(blobs.names()) == []

    def test_names_are_the_committed_ones_in_order(self) -> None:
        blobs = self.make()

        put(blobs, TWO, b"2")
        put(blobs, ONE, b"1")

        with blobs.writing("ff" * 16):
            assert list(blobs.names()) == [ONE, TWO]

    def test_a_removed_blob_is_gone_and_removing_twice_is_no_error(self) -> None:
        blobs = self.make()
        put(blobs, ONE, b"1")

        blobs.remove(ONE)
        blobs.remove(ONE)

        assert list(blobs.names()) == []

    def test_an_empty_blob_is_a_blob(self) -> None:
        blobs = self.make()

        put(blobs, ONE)

        with blobs.reading(ONE) as sealed:
            assert sealed.size_bytes == 0
