"""A line that tells how far a long piece of work is, and goes when the work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

BAR = 24
WHOLE = 1000


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
        self._shown = (-1, "")
        self._length = 0

    def show(self, done: int, whole: int, at_hand: str = "") -> None:
        """Tell how far it is.

        Args:
            done: steps or bytes done.
            whole: how many there are; 0 when that is not known.
            at_hand: what is being done just now, and how far that is.
        """
        most = WHOLE - 1 if at_hand else WHOLE
        thousandths = most if whole <= 0 else min(most, done * WHOLE // whole)
        if self._stream is None or (thousandths, at_hand) == self._shown:
            return
        self._shown = (thousandths, at_hand)
        line = self._line(thousandths, at_hand)[: self._width - 1]
        self._stream.write("\r" + line + " " * (self._length - len(line)))
        self._stream.flush()
        self._length = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._length:
            self._stream.write("\r" + " " * (self._width - 1) + "\r")
            self._stream.flush()

    def _line(self, thousandths: int, at_hand: str) -> str:
        """Give the line; where the terminal is narrow, without the bar."""
        filled = thousandths * BAR // WHOLE
        bar = "#" * filled + "." * (BAR - filled)
        percent = f"{thousandths // 10:3}%"
        tail = f"  {at_hand}" if at_hand else ""
        line = f"{self._label} [{bar}] {percent}{tail}"
        return line if not at_hand or len(line) < self._width else f"{percent}{tail}"
