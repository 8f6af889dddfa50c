"""Originals: files kept byte for byte, sealed while they stream in, opened whole or in part.

Each has a random id, a random key of its own and is bound to the casebook and the id, so that
neither another file nor an older one of the same place opens instead.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Protocol

from cryptography.cobblestone import Cobblestone256Encryptor

from holdfast.model.errors import CasebookDamagedError
from holdfast.vault.pouring import pour
from holdfast.vault.sealed_file import Opening, SealedFile
from holdfast.vault.sealing import bound_to
from holdfast.vault.stores import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from holdfast.vault.held import Held
    from holdfast.vault.stores import BlobStore

ID_BYTES = 16
NAME_DIGITS = 8


class OriginalShreddedError(LookupError):
    """The key of this original was destroyed on purpose."""


class Keys(Protocol):
    """Gives the key of a blob; anything but bytes means that there is none to be had."""

    def key_of(self, thing: str) -> object:
        """Give the key, or what stands in its place when it was shredded."""
        ...


class HeldFiles(Protocol):
    """Knows which contents are held already."""

    def find(self, sha256: str) -> Held | None:
        """Tell where the same bytes lie, or None."""
        ...


def by_id(blob: str) -> str:
    """Name a blob when nobody knows its exhibit.

    Args:
        blob: its id.
    """
    return f"blob {blob[:NAME_DIGITS]}"


class Originals:
    """Keeps and opens originals."""

    def __init__(
        self,
        blobs: BlobStore,
        casebook_id: str,
        *,
        keys: Keys,
        held: HeldFiles,
        name_of: Callable[[str], str] = by_id,
    ) -> None:
        """Join a store of blobs with the keys to it.

        Args:
            blobs: where sealed bytes go.
            casebook_id: 32 hex digits; every blob is bound to it.
            keys: the key table.
            held: finds contents that are held already.
            name_of: how errors name a blob: its exhibit.
        """
        self._blobs = blobs
        self._casebook_id = casebook_id
        self._keys = keys
        self._held = held
        self._name_of = name_of

    def keep(self, chunks: Iterable[bytes]) -> Kept:
        """Seal an original while it streams in, and make it durable.

        Args:
            chunks: its bytes in pieces of any size; never held whole.

        Returns:
            Where it lies and what it is. It counts only once `Record.append` has put its key into
            the key table; until then `forget` takes it back.
        """
        blob, key = secrets.token_hex(ID_BYTES), secrets.token_bytes(32)
        encryptor = Cobblestone256Encryptor(key, self._context(blob))
        with self._blobs.writing(blob) as writer:
            digest, size_bytes = pour(chunks, encryptor, writer)
            writer.commit()
        held = self._held.find(digest)
        return Kept(
            blob=blob,
            sha256=digest,
            size_bytes=size_bytes,
            key=key,
            held_by=held.entry if held else None,
        )

    def forget(self, kept: Kept) -> None:
        """Remove an original that no entry names.

        Args:
            kept: what `keep` gave.
        """
        self._blobs.remove(kept.blob)

    def open(self, blob: str) -> SealedFile:
        """Give an original for reading.

        Args:
            blob: its id.

        Raises:
            CasebookDamagedError: its key is missing or damaged; the exhibit is named.
            OriginalShreddedError: its key was destroyed on purpose.
        """
        try:
            key = self._keys.key_of(blob)
        except CasebookDamagedError as lost:
            raise CasebookDamagedError(self._name_of(blob)) from lost
        if not isinstance(key, bytes):
            raise OriginalShreddedError(blob)
        return self._opened(blob, key)

    def open_kept(self, kept: Kept) -> SealedFile:
        """Give an original for reading that no entry names yet.

        Args:
            kept: what `keep` gave.
        """
        return self._opened(kept.blob, kept.key)

    def names(self) -> Iterator[str]:
        """Give the ids of all blobs there are, named by an entry or not."""
        return self._blobs.names()

    def _opened(self, blob: str, key: bytes) -> SealedFile:
        opening = Opening(key, self._context(blob))
        return SealedFile(self._blobs, blob, opening=opening, place=partial(self._name_of, blob))

    def _context(self, blob: str) -> bytes:
        return bound_to("blob", self._casebook_id, blob)
