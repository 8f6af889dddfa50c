"""How far an import is: figures that never run backwards and are full only when it is done.

What is said of the file at hand is measured, not guessed: bytes that were sealed, bytes that its
reader was handed, or how far into the file what was found reaches.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MEGABYTE = 1_000_000
LARGE_BYTES = 5 * MEGABYTE
"""Smaller files are done before anybody has read a line about them."""


class Step(StrEnum):
    """What is being done; keys of the words for it."""

    SAVING = "saving"
    """Sealed while it streams in; in bytes."""

    LOOKING = "looking"
    """Handed to its reader, which has found nothing yet; in bytes."""

    WORKING = "working"
    """Handed to its reader whole, which has still found nothing; in bytes, all of them."""

    READING = "reading"
    """Found, up to a place in the file; in bytes."""

    INSIDE = "inside"
    """Files inside it, taken in one by one; how many."""

    FINDABLE = "findable"
    """All is read and saved, and is put into the index; without figures."""

    WORDS = "words"
    """Words in pictures, read by a machine; how many pictures."""


IN_BYTES = frozenset({Step.SAVING, Step.LOOKING, Step.WORKING, Step.READING})


class AtHand(NamedTuple):
    """The piece of work at hand."""

    step: Step
    """What is done."""

    done: int = 0
    """How much of it; less than the whole until the next begins."""

    whole: int = 0
    """How much there is; 0 when that is not known."""

    @property
    def figures(self) -> tuple[int, int]:
        """Give how much is done and how much there is as they are shown, bytes in megabytes.

        What is done is rounded down and the whole up, so that they are alike only at the end.
        """
        if self.step not in IN_BYTES:
            return self.done, self.whole
        return self.done // MEGABYTE, -(-self.whole // MEGABYTE)


class SoFar(NamedTuple):
    """How far an import is."""

    files: int
    """Files that are done, in folders too; an archive when all that is in it is."""

    done_bytes: int
    """Bytes of these, and of the one at hand as far as it is read."""

    whole_bytes: int
    """Bytes of all of them, as far as they are known."""

    inside: int = 0
    """Files from inside archives that are done."""

    at_hand: AtHand | None = None
    """What is being done to a large file, or to all of them at the end; None when it is short."""


class Following(NamedTuple):
    """Who is told how far long work is, and may stop it."""

    progress: Callable[[SoFar], None] = lambda _: None
    """Told whenever it is a little further."""

    cancelled: Callable[[], bool] = lambda: False
    """Asked as often."""


UNWATCHED = Following()
"""Nobody."""


class Archive(Protocol):
    """An archive while files are taken out of it."""

    size: int
    """Its length."""

    end: int
    """Where in it the file that was taken out last ends."""


class CancelledError(Exception):
    """The person stopped the import; what was taken in before stays."""


class Watch:
    """Tells how far an import is, and stops it when asked to."""

    def __init__(
        self, progress: Callable[[SoFar], None], cancelled: Callable[[], bool], whole_bytes: int
    ) -> None:
        """Begin at nothing.

        Args:
            progress: told how far it is.
            cancelled: whether she has stopped it.
            whole_bytes: of all top-level files, as far as they are known.
        """
        self._progress = progress
        self._cancelled = cancelled
        self._whole = whole_bytes
        self._done = self._files = self._inside = 0
        self._size = self._read = 0
        self._is_inside = False
        self._archive: Archive | None = None
        self._archive_done = 0
        self._at_hand: AtHand | None = None

    def look(self) -> None:
        """Stop if asked to.

        Raises:
            CancelledError: she has stopped it.
        """
        if self._cancelled():
            raise CancelledError

    def begin(self, size_bytes: int) -> None:
        """Note that the next file is one by itself.

        Args:
            size_bytes: its length; 0 when that is not known.
        """
        self._size, self._read, self._is_inside = size_bytes, 0, False
        self._archive, self._archive_done = None, 0

    def end(self) -> None:
        """Note that it is done, with all that is in it."""
        self._done += self._size
        self._size = self._read = 0
        self._files += 1
        self._tell()

    def next_file(self) -> None:
        """Note that any file is next; stops if asked to."""
        self.look()
        self._at_hand = None

    def begin_inside(self, archive: Archive | None) -> None:
        """Note that the next file lies in an archive.

        Args:
            archive: the outermost; None when the file lies in one inside it.
        """
        self._is_inside, self._archive = True, archive

    def end_inside(self) -> None:
        """Note that a file from inside an archive is done."""
        self._inside += 1
        if self._archive is not None:
            self._archive_done = max(self._archive_done, self._archive.end)
            self._reach(self._archive_done, self._archive.size)
        self._tell()

    def pieces(self, pieces: Iterable[bytes], size_bytes: int) -> Iterator[bytes]:
        """Pass the bytes of a file on while it is sealed.

        Args:
            pieces: its bytes.
            size_bytes: its length; 0 when that is not known.

        Yields:
            The same, until she stops it.
        """
        come = 0
        for piece in pieces:
            self.note(AtHand(Step.SAVING, come, size_bytes))
            yield piece
            come += len(piece)

    def note(self, at_hand: AtHand) -> None:
        """Note how far the file at hand is; stops if asked to.

        Args:
            at_hand: what is done to it.
        """
        self.look()
        if at_hand.step is Step.READING:
            self._note_read(at_hand)
        self.note_last(at_hand)

    def note_last(self, at_hand: AtHand | None) -> None:
        """Note what is left to do when every file is read; this is not stopped here.

        Args:
            at_hand: what is done; None when nothing is.
        """
        # A short step does not take the place of the one that it is a part of.
        if at_hand is None or at_hand.step not in IN_BYTES or at_hand.whole >= LARGE_BYTES:
            self._at_hand = at_hand
        self._tell()

    def _note_read(self, at_hand: AtHand) -> None:
        """Note how far the file that is one by itself is read, or the one taken out of it."""
        if not self._is_inside:
            self._reach(at_hand.done, at_hand.whole)
        elif self._archive is not None and at_hand.whole > 0:
            begun = self._archive_done
            long = max(0, self._archive.end - begun)
            self._reach(begun + long * at_hand.done // at_hand.whole, self._archive.size)

    def _reach(self, reached: int, whole: int) -> None:
        """Note how far the file at hand is read that is one by itself; it is whole at its end."""
        if whole > 0:
            part = min(reached * self._size // whole, self._size - 1)
            self._read = max(self._read, part)

    def _tell(self) -> None:
        done = self._done + self._read
        whole = max(self._whole, done)
        self._progress(SoFar(self._files, done, whole, self._inside, self._at_hand))
