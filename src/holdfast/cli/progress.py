"""A line that tells how far a long piece of work is, and goes when the work is done.

Where no figure moves for a while, the time that has passed stands in it and does.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from holdfast.cli.words import says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from holdfast.actions.so_far import AtHand, SoFar

BAR = 24
WHOLE = 1000
STILL_SECONDS = 3
"""After so long without a change the time is told."""

TICK_SECONDS = 1.0
MINUTE, HOUR = 60, 3600


class Progress:
    """How far; says nothing when there is no terminal."""

    def __init__(
        self,
        stream: TextIO | None,
        label: str,
        width: int,
        *,
        running: Callable[[], float] = monotonic,
    ) -> None:
        """Stand ready.

        Args:
            stream: a terminal, or None to stay silent.
            label: what is being done.
            width: of the terminal.
            running: seconds since some start.
        """
        self._stream = stream
        self._label = label
        self._width = width
        self._running = running
        self._begun = self._changed = running()
        self._shown = (-1, "")
        self._length = 0
        self._writing = threading.Lock()

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
        with self._writing:
            self._shown, self._changed = (thousandths, at_hand), self._running()
            self._write(self._line(thousandths, at_hand))

    def tick(self) -> None:
        """Tell the time that has passed, when nothing has changed for a while."""
        with self._writing:
            thousandths, at_hand = self._shown
            now = self._running()
            if thousandths >= 0 and now - self._changed >= STILL_SECONDS:
                said = f"{at_hand}  {_clock(now - self._begun)}".strip()
                self._write(self._line(thousandths, said))

    @contextmanager
    def ticking(self) -> Iterator[None]:
        """Tick each second for the length of a block, then take the line away."""
        ended = threading.Event()

        def tick() -> None:
            while not ended.wait(TICK_SECONDS):
                self.tick()

        ticker = threading.Thread(target=tick, daemon=True)
        if self._stream is not None:
            ticker.start()
        try:
            yield
        finally:
            ended.set()
            if ticker.ident is not None:
                ticker.join()
            self.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._length:
            self._stream.write("\r" + " " * (self._width - 1) + "\r")
            self._stream.flush()

    def _write(self, line: str) -> None:
        """Put a line where the last one stands."""
        if self._stream is None:
            return
        line = line[: self._width - 1]
        self._stream.write("\r" + line + " " * (self._length - len(line)))
        self._stream.flush()
        self._length = len(line)

    def _line(self, thousandths: int, at_hand: str) -> str:
        """Give the line; where the terminal is narrow, without the bar."""
        filled = thousandths * BAR // WHOLE
        bar = "#" * filled + "." * (BAR - filled)
        percent = f"{thousandths // 10:3}%"
        tail = f"  {at_hand}" if at_hand else ""
        line = f"{self._label} [{bar}] {percent}{tail}"
        return line if not at_hand or len(line) < self._width else f"{percent}{tail}"


def show_so_far(bar: Progress, so_far: SoFar) -> None:
    """Tell how far an import or a new reading is.

    Args:
        bar: the line.
        so_far: what it is to tell.
    """
    bar.show(so_far.done_bytes, so_far.whole_bytes, _at_hand(so_far.at_hand))


def _at_hand(at_hand: AtHand | None) -> str:
    """Say what is being done to a large file, or to all of them at the end."""
    if at_hand is None:
        return ""
    done, whole = at_hand.figures
    return says(f"taking_in_{at_hand.step}", done=f"{done:,}", all=f"{whole:,}")


def _clock(seconds: float) -> str:
    """Give a length of time, `1:05` or `1:02:05`."""
    whole = int(seconds)
    hours = f"{whole // HOUR}:" if whole >= HOUR else ""
    minutes = whole % HOUR // MINUTE
    return f"{hours}{minutes:02}:{whole % MINUTE:02}" if hours else f"{minutes}:{whole % MINUTE:02}"
