"""Sealing to a casebook's public key, and opening with its identity: age v1, as a stream."""

from __future__ import annotations

import io
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import pyrage
from pyrage import x25519

from holdfast.vault.age_armor import is_armored, without_armor
from holdfast.vault.age_header import (
    MOST_HEADER_BYTES,
    NotForUsError,
    OtherKeyError,
    check_header,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


NO_KEY_OF_OURS = "No matching keys found"
"""What the library says of a file that is in order and sealed to other keys."""


class Taker(Protocol):
    """Takes bytes as they come."""

    def write(self, piece: bytes, /) -> object:
        """Take some."""
        ...


class _Inlet(io.RawIOBase):
    """Chunks as a file that can be read once; remembers what their source raised."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self.failure: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Give up to so many bytes; none at the end."""
        try:
            while not self._rest:
                self._rest = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except BaseException as failure:
            # The library would turn it into text.
            self.failure = failure
            raise
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)


class _Outlet(io.RawIOBase):
    """Hands on what is written; remembers what the taker raised."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self.failure: BaseException | None = None

    def write(self, piece: object, /) -> int:
        """Hand bytes on."""
        taken = bytes(piece)  # type: ignore[call-overload]
        try:
            self._take(taken)
        except BaseException as failure:
            self.failure = failure
            raise
        return len(taken)


def seal_to(recipient: str, chunks: Iterable[bytes], taker: Taker) -> None:
    """Seal a stream to a public key.

    Args:
        recipient: `age1…`.
        chunks: what to seal; an error of their source passes through.
        taker: gets the age file; its errors pass through.
    """
    inlet, outlet = _Inlet(chunks), _Outlet(taker.write)
    with _their_errors(inlet, outlet):
        pyrage.encrypt_io(inlet, outlet, [x25519.Recipient.from_str(recipient)])


def open_with(identity: str, chunks: Iterable[bytes], taker: Taker) -> None:
    """Open an age file, binary or as text.

    Args:
        identity: `AGE-SECRET-KEY-1…`.
        chunks: the file in pieces.
        taker: gets what was sealed; before the end it may still turn out to be cut.

    Raises:
        OtherKeyError: it is sealed to other keys.
        NotForUsError: it is no such file, damaged or cut.
    """
    source, head = _with_head(iter(chunks))
    if is_armored(head):
        source, head = _with_head(without_armor(source))
    check_header(head)
    inlet, outlet = _Inlet(source), _Outlet(taker.write)
    try:
        with _their_errors(inlet, outlet):
            pyrage.decrypt_io(inlet, outlet, [x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as refused:
        # An error of the disk came as one of ours; what is left is about the file.
        if str(refused) == NO_KEY_OF_OURS:
            raise OtherKeyError from refused
        raise NotForUsError from refused


def _with_head(chunks: Iterator[bytes]) -> tuple[Iterator[bytes], bytes]:
    """Look at the first bytes without losing them."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= MOST_HEADER_BYTES:
            break
    return chain([head], chunks), head


@contextmanager
def _their_errors(inlet: _Inlet, outlet: _Outlet) -> Iterator[None]:
    try:
        yield
    except (pyrage.EncryptError, pyrage.DecryptError, OSError) as told:
        cause = inlet.failure or outlet.failure
        if cause is not None:
            raise cause from told
        raise
    # The library says nothing of an error in its last write.
    if outlet.failure is not None:
        raise outlet.failure
