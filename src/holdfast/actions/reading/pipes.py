"""The two pipes to the child: frames out while we listen, bytes in, and patience between them."""

from __future__ import annotations

import os
import select
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.actions.reading.frames import LONGEST_PIECE
from holdfast.actions.reading.patience import Patience
from holdfast.actions.reading.starting import PIPE_BYTES

if TYPE_CHECKING:
    import subprocess

MOST_UNSENT = 2 * LONGEST_PIECE
"""A child that asks for more and more and takes nothing is ended."""


class Why(StrEnum):
    """Why a reading stopped before its end; `place` of a `ReaderStoppedError`."""

    DIED = "died"
    HUNG = "hung"
    ANSWER = "answer"


class PipesEndedError(Exception):
    """Nothing more is to be had from the child."""

    def __init__(self, why: Why) -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why


class Pipes:
    """What goes to and fro; what came together waits until it is wanted."""

    def __init__(self, process: subprocess.Popen[bytes], patience_seconds: float) -> None:
        """Take the pipes of a child.

        Args:
            process: started with both.
            patience_seconds: how long it may say nothing.

        Raises:
            PipesEndedError: it has none.
        """
        if process.stdin is None or process.stdout is None:
            raise PipesEndedError(Why.DIED)
        self._into, self._out_of = process.stdin.fileno(), process.stdout.fileno()
        self._pid = process.pid
        self._patience = patience_seconds
        self._unsent = bytearray()
        self._heard, self._at = bytearray(), 0

    def send(self, frame: bytes) -> None:
        """Put a frame where it is written from while we listen: the child may be talking too.

        Args:
            frame: with its length.

        Raises:
            PipesEndedError: the child takes nothing.
        """
        if len(self._unsent) > MOST_UNSENT:
            raise PipesEndedError(Why.ANSWER)
        self._unsent += frame

    def exactly(self, length: int) -> bytes:
        """Give exactly so many bytes; what came with them waits for the next time.

        Args:
            length: how many; `PipesEndedError` when the child ends or is silent before that.
        """
        while len(self._heard) - self._at < length:
            self._listen()
        end = self._at + length
        found = bytes(memoryview(self._heard)[self._at : end])
        self._at = end
        if end == len(self._heard):
            self._heard, self._at = bytearray(), 0
        return found

    def _listen(self) -> None:
        """Take what the child says next, writing meanwhile what it has asked for.

        Raises:
            PipesEndedError: it ended, or is silent for too long.
        """
        patience: Patience | None = None
        while True:
            waiting = [self._into] if self._unsent else []
            long = self._patience if patience else 0
            readable, writable, _ = select.select([self._out_of], waiting, [], long)
            if writable:
                self._write()
            if readable:
                break
            if patience is None:
                # Looked at only when there is something to wait for: it asks the system.
                patience = Patience(self._pid, self._patience)
            elif not writable and patience.is_over():
                raise PipesEndedError(Why.HUNG)
        piece = os.read(self._out_of, PIPE_BYTES)
        if not piece:
            raise PipesEndedError(Why.DIED)
        del self._heard[: self._at]
        self._at = 0
        self._heard += piece

    def _write(self) -> None:
        """Write as much as the pipe takes.

        Raises:
            PipesEndedError: nobody reads any more.
        """
        try:
            del self._unsent[: os.write(self._into, self._unsent)]
        except BrokenPipeError:
            raise PipesEndedError(Why.DIED) from None
