"""A line that tells how far a long piece of work is, and goes when the work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

BAR = 24
WHOLE = 1000
ROOM_FOR_FIGURES = 10


class Progress:
    """How far; says nothing when there is no terminal."""

    def __init__(self, stream: TextIO | None, label: str, width: int) -> None:
        """Stand ready.

        Args:
            stream: a terminal, or None to stay silent.
            label: what is being done.
            width: of the terminal.
        """
        self._stream = stream
        self._label = label
        self._width = width
        self._shown = -1

    def show(self, done: int, whole: int) -> None:
        """Tell how far it is.

        Args:
            done: steps or bytes done.
            whole: how many there are; 0 when that is not known.
        """
        thousandths = WHOLE if whole <= 0 else min(WHOLE, done * WHOLE // whole)
        if self._stream is None or thousandths == self._shown:
            return
        self._shown = thousandths
        filled = thousandths * BAR // WHOLE
        bar = "#" * filled + "." * (BAR - filled)
        line = f"{self._label} [{bar}] {thousandths // 10:3}%"
        self._stream.write("\r" + line[: self._width - 1])
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._shown >= 0:
            self._stream.write("\r" + " " * (self._width - 1) + "\r")
            self._stream.flush()
