"""A sealed original, opened whole or in part: C2SP chunked encryption, Cobblestone-256.

A sealed file is 24 bytes of salt, 32 of commitment, then chunks of 16 KiB, each with a tag of 16
bytes; the last is always shorter. Chunk k starts at 56 + k * 16400, so that any stretch can be
opened without what stands before it. The library's own decryptor does the whole file; for
stretches the arithmetic of the specification is done here over its AES-GCM.

References:
    https://c2sp.org/chunked-encryption, with SHA-512 and AEAD_AES_256_GCM.
"""

from __future__ import annotations

from contextlib import contextmanager
from hmac import compare_digest
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cryptography.cobblestone import Cobblestone256Decryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from holdfast.model.errors import CasebookDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from holdfast.vault.stores import BlobReader

SALT_BYTES = 24
KEY_BYTES = 32
NONCE_BYTES = 12
COMMITMENT_BYTES = 32
HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES
CHUNK_BYTES = 16_384
TAG_BYTES = 16
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
INFO = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
READ_CHUNKS = 64
"""About 1 MiB is read and opened at a time."""


class Readable(Protocol):
    """Where sealed bytes can be read."""

    def reading(self, blob: str, /) -> AbstractContextManager[BlobReader]:
        """Open a blob."""
        ...


class SealedFile:
    """An original, read through its seal; every byte given out was authenticated."""

    def __init__(
        self, blobs: Readable, blob: str, *, opening: Opening, place: Callable[[], str]
    ) -> None:
        """Stand ready to read; nothing is opened yet.

        Args:
            blobs: where the sealed bytes are.
            blob: which.
            opening: its key and what it is bound to.
            place: names the exhibit, when there is an error to tell.
        """
        self._blobs = blobs
        self._blob = blob
        self._opening = opening
        self._name = place
        self._cipher: _ChunkCipher | None = None
        self._size: int | None = None

    @property
    def size(self) -> int:
        """Size of the original in bytes, vouched for by the seal of the last chunk."""
        if self._size is None:
            with self._reader() as sealed:
                self._size = self._authentic_size(sealed)
        return self._size

    def read(self, start: int, length: int) -> bytes:
        """Give a stretch of the original; fewer bytes only at its end.

        Args:
            start: offset of the first byte.
            length: how many.

        Returns:
            The bytes, read and opened without what stands before them.

        Raises:
            CasebookDamagedError: the sealed bytes were changed, cut, swapped or are missing.
        """
        end = min(start + length, self.size)
        if start < 0 or length < 0 or start >= end:
            return b""
        first, last = start // CHUNK_BYTES, (end - 1) // CHUNK_BYTES
        with self._reader() as sealed:
            cipher = self._open_cipher(sealed)
            opened = b"".join(cipher.open_chunks(sealed, first, last))
        shift = first * CHUNK_BYTES
        if len(opened) < end - shift:
            raise CasebookDamagedError(self._place)
        return opened[start - shift : end - shift]

    def chunks(self) -> Iterator[bytes]:
        """Give the whole original in pieces of about 1 MiB.

        Only when the last piece has been given is it sure that nothing was cut off; whatever was
        changed, cut, swapped or is missing raises a CasebookDamagedError.
        """
        decryptor = Cobblestone256Decryptor(self._opening.key, self._opening.context)
        with self._reader() as sealed:
            place, step = 0, READ_CHUNKS * SEALED_CHUNK_BYTES
            while piece := sealed.read_at(place, step):
                place += len(piece)
                if opened := decryptor.update(piece):
                    yield opened
            if rest := decryptor.finalize():
                yield rest

    @property
    def _place(self) -> str:
        return self._name()

    @contextmanager
    def _reader(self) -> Iterator[BlobReader]:
        try:
            with self._blobs.reading(self._blob) as sealed:
                yield sealed
        except (InvalidTag, CasebookDamagedError) as broken:
            raise CasebookDamagedError(self._place) from broken

    def _authentic_size(self, sealed: BlobReader) -> int:
        full, rest = divmod(sealed.size_bytes - HEADER_BYTES, SEALED_CHUNK_BYTES)
        if full < 0 or rest < TAG_BYTES:
            raise CasebookDamagedError(self._place)
        last = b"".join(self._open_cipher(sealed).open_chunks(sealed, full, full))
        return full * CHUNK_BYTES + len(last)

    def _open_cipher(self, sealed: BlobReader) -> _ChunkCipher:
        if self._cipher is None:
            self._cipher = _ChunkCipher(self._opening, sealed.read_at(0, HEADER_BYTES))
        return self._cipher


class Opening(NamedTuple):
    """What opens one sealed file."""

    key: bytes
    """Its own key, 32 bytes."""

    context: bytes
    """What it is bound to: the casebook and its id."""

    def __repr__(self) -> str:
        """Never show the key."""
        return "Opening(…)"


class _ChunkCipher:
    """Opens single chunks, once the commitment has shown that the key is the right one."""

    def __init__(self, opening: Opening, header: bytes) -> None:
        salt, commitment = header[:SALT_BYTES], header[SALT_BYTES:]
        length = KEY_BYTES + NONCE_BYTES + COMMITMENT_BYTES
        derived = HKDFExpand(SHA512(), length, INFO + salt + opening.context).derive(opening.key)
        if not compare_digest(derived[KEY_BYTES + NONCE_BYTES :], commitment):
            raise InvalidTag
        self._aead = AESGCM(derived[:KEY_BYTES])
        self._base_nonce = int.from_bytes(derived[KEY_BYTES : KEY_BYTES + NONCE_BYTES], "big")

    def open_chunks(self, sealed: BlobReader, first: int, last: int) -> Iterator[bytes]:
        for begin in range(first, last + 1, READ_CHUNKS):
            end = min(begin + READ_CHUNKS, last + 1)
            start = HEADER_BYTES + begin * SEALED_CHUNK_BYTES
            run = sealed.read_at(start, (end - begin) * SEALED_CHUNK_BYTES)
            for number in range(begin, end):
                at = (number - begin) * SEALED_CHUNK_BYTES
                yield self._open_chunk(number, run[at : at + SEALED_CHUNK_BYTES])

    def _open_chunk(self, number: int, chunk: bytes) -> bytes:
        nonce = (self._base_nonce ^ number).to_bytes(NONCE_BYTES, "big")
        return self._aead.decrypt(nonce, chunk, None)
