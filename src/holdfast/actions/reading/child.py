"""The reading child: started as a program of its own, it reads originals that it is handed.

It gets no path, no open file but two pipes, and no environment. What it says goes through
`frames`; what it would print goes nowhere. It ends when the parent closes its pipe.
"""

from __future__ import annotations

import gc
import os
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO

import msgpack

from holdfast.actions.reading import limits
from holdfast.actions.reading.frames import (
    LENGTH_BYTES,
    LONGEST_PIECE,
    MESSAGES_PER_FRAME,
    TEXT_PER_FRAME,
    message_values,
    other_frames,
    pack_frame,
)
from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Message
from holdfast.readers import READERS, load_reader
from holdfast.readers.call_records_look import look_at
from holdfast.readers.reader import HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

AHEAD_BYTES = 256 << 10
"""Stretches from this length on are asked for one ahead."""

TOGETHER_BYTES = 64 << 10
"""So much is said at once, when it is said quickly."""

LONGEST_SILENCE_SECONDS = 0.2
"""What is said after so long is handed over at once."""


class ParentGoneError(EOFError):
    """The parent closed its end; there is nothing left to do."""


class Line:
    """The two pipes to the parent."""

    def __init__(self, asked: BinaryIO, answered: BinaryIO) -> None:
        """Take the two ends.

        Args:
            asked: what the parent says.
            answered: what it is told.
        """
        self._asked = asked
        self._answered = answered
        self._flushed = 0.0

    def hear(self) -> list[object]:
        """Give the parent's next frame; `ParentGoneError` when it has closed its end."""
        self._answered.flush()
        length = int.from_bytes(self._exactly(LENGTH_BYTES), "big")
        values: list[object] = msgpack.unpackb(self._exactly(length), max_bin_len=LONGEST_PIECE)
        return values

    def say(self, *values: object) -> None:
        """Send a frame, small ones together: at the latest before the parent is next heard.

        Args:
            values: plain values; the first is the frame's name.
        """
        self._answered.write(pack_frame(values))
        now = monotonic()
        if now - self._flushed > LONGEST_SILENCE_SECONDS:
            self._flushed = now
            self._answered.flush()

    def _exactly(self, length: int) -> bytes:
        """Give exactly so many bytes.

        Raises:
            ParentGoneError: there are fewer.
        """
        found = self._asked.read(length)
        if len(found) < length:
            raise ParentGoneError
        return found


class AskedSource:
    """An original that lies with the parent; every stretch of it is asked for.

    Large stretches are asked for one ahead, so that the parent need not be waited for.
    """

    def __init__(self, line: Line, name: str, size: int) -> None:
        """Note what it is.

        Args:
            line: where to ask.
            name: file name as received.
            size: length in bytes.
        """
        self.name = name
        self.size = size
        self._line = line
        self._ahead: tuple[int, int] | None = None

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`, as many as the parent hands over.

        Args:
            start: offset of the first byte.
            length: most bytes wanted.
        """
        found = b""
        end = min(start + length, self.size)
        while start + len(found) < end:
            begin = start + len(found)
            piece = self._piece(begin, min(end - begin, LONGEST_PIECE))
            if not piece:
                break
            found = found + piece if found else piece
        return found

    def finish(self) -> None:
        """Take what was asked for ahead and is not wanted any more."""
        if self._ahead is not None:
            self._take()

    def _piece(self, start: int, length: int) -> bytes:
        """Give one stretch, and ask for the one after it if it is large."""
        if self._ahead != (start, length):
            self.finish()
            self._ask(start, length)
        piece = self._take()
        following = start + len(piece)
        if len(piece) == length >= AHEAD_BYTES and following < self.size:
            self._ask(following, min(length, self.size - following))
        return piece

    def _ask(self, start: int, length: int) -> None:
        """Ask for a stretch."""
        self._line.say("need", start, length)
        self._ahead = (start, length)

    def _take(self) -> bytes:
        """Give what was asked for."""
        _, piece = self._line.hear()
        self._ahead = None
        return piece if isinstance(piece, bytes) else b""


def recognise(line: Line, source: AskedSource) -> None:
    """Ask every reader whether a file is its own, and say what they said.

    Args:
        line: where to answer.
        source: the original.
    """
    head = source.read(0, HEAD_BYTES)
    source.finish()
    said = [[name, int(load_reader(name).recognises(head, source.name))] for name in READERS]
    line.say("recognised", said)


def read(line: Line, source: AskedSource, reader: str, answers: dict[str, str]) -> None:
    """Read an original and say what was found.

    Args:
        line: where to answer.
        source: the original.
        reader: whose format it is.
        answers: choices by question id.
    """
    module = load_reader(reader)
    waiting: list[Message] = []
    characters = 0
    try:
        for found in module.read(source, answers):
            if type(found) is Message:
                waiting.append(found)
                characters += len(found.text)
                if len(waiting) < MESSAGES_PER_FRAME and characters < TEXT_PER_FRAME:
                    continue
            if waiting:
                line.say(*message_values(waiting))
                waiting.clear()
                characters = 0
            if not isinstance(found, Message):
                for values in other_frames(found):
                    line.say(*values)
    except NotThisFormatError:
        source.finish()
        line.say("not-this-format")
        return
    source.finish()
    if waiting:
        line.say(*message_values(waiting))
    line.say("done", module.VERSION)


def look(line: Line, source: AskedSource) -> None:
    """Say what the first rows of a table look like.

    Args:
        line: where to answer.
        source: the original.
    """
    found = look_at(source)
    source.finish()
    line.say("look", *(found or ()))


def serve(line: Line, allow_time_for: Callable[[int], None]) -> None:
    """Do what the parent asks until it goes.

    Args:
        line: the two pipes.
        allow_time_for: told the size of each original before it is read.
    """
    while True:
        try:
            asked = line.hear()
        except ParentGoneError:
            return
        match asked:
            case ["recognise", str(name), int(size)]:
                allow_time_for(size)
                recognise(line, AskedSource(line, name, size))
            case ["look", str(name), int(size)]:
                allow_time_for(size)
                look(line, AskedSource(line, name, size))
            case ["read", str(reader), str(name), int(size), list(answers)]:
                allow_time_for(size)
                read(line, AskedSource(line, name, size), reader, dict(answers))
                gc.collect()
            case _:
                return


def main() -> None:
    """Give up what can be given up, then serve."""
    asked, answered = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    isolation = limits.give_up_all()
    # Readers make millions of small values and no cycles; looking for cycles costs a fifth.
    gc.disable()
    with os.fdopen(asked, "rb") as hears, os.fdopen(answered, "wb", TOGETHER_BYTES) as says:
        line = Line(hears, says)
        # Before it says that it is ready: the parent seals the first file meanwhile.
        for name in READERS:
            load_reader(name)
        line.say("ready", isolation)
        serve(line, limits.allow_time_for)


if __name__ == "__main__":
    main()
