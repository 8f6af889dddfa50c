"""A file while it is read again with an answer: how far it is, and what came of it.

One after the other, each on top of what the one before was told: two answers about one file, given
in two windows, both count.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.answering import not_used, note_answering
from holdfast.actions.cut_off import note_ended
from holdfast.actions.so_far import CancelledError, Following, SoFar
from holdfast.actions.took_in import note_done
from holdfast.knowledge.wording import words
from holdfast.model.errors import HoldfastError
from holdfast.web.time_so_far import running, say_at_hand, say_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from holdfast.actions.account import FileAccount
    from holdfast.model.entry import Entry, JsonValue
    from holdfast.vault.casebook import OpenCasebook

NAME = "read-again"
NOT_YET = SoFar(0, 0, 0)
BAR, AT_THE_END = 1000, 20
"""Steps of the bar, and how many of them are made only when all has ended."""


@dataclass(kw_only=True)
class ReadAgain:
    """One file that is read again."""

    entry: Entry = field(repr=False)
    """The file."""

    answers: Mapping[str, str] = field(repr=False)
    """What she said."""

    read: Callable[[Following], FileAccount] = field(repr=False)
    """Reads it; told who follows."""

    put: Callable[[FileAccount], None] = field(repr=False)
    """Has the page of the import show it as it is read now."""

    earlier: ReadAgain | None = None
    """One that was begun before and that still runs: this one waits for it."""

    so_far: SoFar = NOT_YET
    """How far it is."""

    since: float = field(default_factory=running)
    """When it began."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    is_stopped: bool = False
    """Whether she stopped it: all is as it was before."""

    error: HoldfastError | None = None
    """What ended it early."""

    note: str = ""
    """Name of the note that lies in the drawer until the answer counts."""

    done_note: str = ""
    """Name of the note that lies there from then on until she has looked at what was read."""

    said: str = ""
    """What the page says that shows what was read, once."""

    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def run(self, book: OpenCasebook) -> None:
        """Read it; runs on a thread of its own.

        Args:
            book: the open casebook.
        """
        # Whatever else ends it is a fault of ours, and no answer of hers was used.
        self.error = HoldfastError()
        try:
            self.note = note_answering(book, self.entry.id, self.answers)
            account = self.read(Following(self._note, self._stop.is_set))
            self.done_note = note_done(book, [account])
            self.put(account)
            self.error = None
        except CancelledError:
            self.is_stopped, self.error = True, None
        except HoldfastError as error:
            self.error = error
        finally:
            with contextlib.suppress(HoldfastError):
                note_ended(book, [self.note] if self.note else [])
            self.ended.set()

    def stop(self) -> None:
        """Stop: what was read before stands, and the answers of all that run are not used."""
        self._stop.set()
        if self.earlier is not None:
            self.earlier.stop()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until nothing more comes; gives whether that is so.

        Args:
            seconds: for how long; None for ever.
        """
        return self.ended.wait(seconds)

    @property
    def jobs(self) -> list[ReadAgain]:
        """Those that are told of together, the one that began first in front."""
        return [*(self.earlier.jobs if self.earlier else ()), self]

    @property
    def is_finished(self) -> bool:
        """Whether nothing more comes."""
        return all(job.ended.is_set() for job in self.jobs)

    @property
    def done_notes(self) -> tuple[str, ...]:
        """Names of the notes of those that have ended."""
        return tuple(job.done_note for job in self.jobs if job.done_note)

    @property
    def running(self) -> tuple[str, ...]:
        """Names of the notes of those that still run."""
        return tuple(job.note for job in self.jobs if not job.ended.is_set())

    @property
    def at_hand(self) -> str:
        """Name of the file that is read just now; empty when none is."""
        return next((job.entry.text("name") for job in self.jobs if not job.ended.is_set()), "")

    def take_said(self) -> str:
        """Give what is to be said of those that have ended well, once; empty when that was said."""
        found = ""
        for job in self.jobs:
            if job.ended.is_set():
                found = found if job.is_stopped or job.error else job.said or found
                job.said = ""
        return found

    def progress(self) -> dict[str, JsonValue]:
        """Give how far the one at hand is, for the page and its script."""
        waiting = [job for job in self.jobs if not job.ended.is_set()]
        at_hand = waiting[0] if waiting else self
        far = at_hand.so_far
        part = far.done_bytes * (BAR - AT_THE_END) // far.whole_bytes if far.whole_bytes else 0
        return {
            "name": at_hand.entry.text("name"),
            "bar": part if waiting else BAR,
            "bar_of": BAR,
            "text": say_at_hand(far.at_hand) or words("web_take_in_reading").text("short"),
            "time": say_time(at_hand.since),
            "finished": not waiting,
        }

    def _note(self, so_far: SoFar) -> None:
        self.so_far = so_far


def read_again_of(jobs: Mapping[str, object]) -> ReadAgain | None:
    """Give what is read again in a session, or was last.

    Args:
        jobs: of the session.
    """
    job = jobs.get(NAME)
    return job if isinstance(job, ReadAgain) else None


def show_not_used(book: OpenCasebook, jobs: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give id and name of every file of which an answer was cut off before it counted.

    Args:
        book: the open casebook.
        jobs: of the session.
    """
    job = read_again_of(jobs)
    found = not_used(book, job.running if job else ())
    return list({entry.id: entry.text("name") for entry in found.values()}.items())
