"""Pouring a file into its seal: hashed beside the sealing, through the same few buffers.

Memory that is used again costs nothing; a new megabyte for every piece costs more than sealing it
(page faults: 2.7 s against 1.4 s for 2 GB). So pieces are gathered in two buffers that take turns
and sealed into a third. A small file gets none of them: making them, and the thread beside, costs
forty times what sealing it does.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cryptography.cobblestone import Cobblestone256Encryptor

    from holdfast.vault.stores import BlobWriter

BLOCK_BYTES = 1 << 20
"""Sealed at a time; hashing such a block outweighs handing it to another thread."""

SMALL_BYTES = 1 << 16
"""What is no longer than this is sealed in one go."""

SEALED_BYTES = 2 * BLOCK_BYTES
"""Room for a sealed block: what is added to each chunk, and what waited from the block before."""


def pour(
    chunks: Iterable[bytes], encryptor: Cobblestone256Encryptor, writer: BlobWriter
) -> tuple[str, int]:
    """Hash, seal and write what streams in.

    Args:
        chunks: pieces of any size.
        encryptor: new.
        writer: takes the sealed bytes.

    Returns:
        SHA-256 of what streamed in as hex, and its length in bytes.
    """
    beginning, rest = _begin(chunks)
    if rest is None:
        writer.write(encryptor.update(beginning) + encryptor.finalize())
        return sha256(beginning).hexdigest(), len(beginning)
    return _pour_long(chain((beginning,), rest), encryptor, writer)


def _begin(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes] | None]:
    """Give how a file begins, and the rest of it; None for the rest where that is all of it."""
    beginning, rest = bytearray(), iter(chunks)
    for chunk in rest:
        beginning += chunk
        if len(beginning) > SMALL_BYTES:
            return bytes(beginning), rest
    return bytes(beginning), None


def _pour_long(
    chunks: Iterable[bytes], encryptor: Cobblestone256Encryptor, writer: BlobWriter
) -> tuple[str, int]:
    """Hash on another thread, block by block."""
    digest, size_bytes = sha256(), 0
    sealed = memoryview(bytearray(SEALED_BYTES))
    hashing: Future[None] | None = None
    with ThreadPoolExecutor(max_workers=1) as beside:
        for block in gather(chunks, BLOCK_BYTES):
            if hashing:
                hashing.result()
            size_bytes += len(block)
            hashing = beside.submit(digest.update, block)
            writer.write(sealed[: encryptor.update_into(block, sealed)])
        if hashing:
            hashing.result()
    writer.write(encryptor.finalize())
    return digest.hexdigest(), size_bytes


def gather(chunks: Iterable[bytes], size: int) -> Iterator[memoryview]:
    """Give the same bytes in blocks, each in one of two buffers that take turns.

    Args:
        chunks: pieces of any size.
        size: of every block but the last, which may be shorter and is never empty.

    Yields:
        A block, which holds until the one after the next is asked for.
    """
    buffer, other = memoryview(bytearray(size)), memoryview(bytearray(size))
    filled = 0
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:
            taken = rest[: size - filled]
            buffer[filled : filled + len(taken)] = taken
            filled, rest = filled + len(taken), rest[len(taken) :]
            if filled == size:
                yield buffer
                buffer, other, filled = other, buffer, 0
    if filled:
        yield buffer[:filled]
