"""Pouring a file into its seal: hashed beside the sealing, through the same few buffers.

Memory that is used again costs nothing; a new megabyte for every piece costs more than sealing it
(page faults: 2.7 s against 1.4 s for 2 GB). So pieces are gathered in two buffers that take turns
and sealed into a third.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cryptography.cobblestone import Cobblestone256Encryptor

    from holdfast.vault.stores import BlobWriter

BLOCK_BYTES = 1 << 20
"""Sealed at a time; hashing such a block outweighs handing it to another thread."""

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
