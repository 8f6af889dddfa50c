"""An import while it runs: what is done so far, and what an early end left undone."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.afterwards import complete
from holdfast.actions.cut_off import cut_off, note_begun, note_ended
from holdfast.actions.so_far import SoFar
from holdfast.actions.take_in import take_in
from holdfast.actions.took_in import not_looked_at, note_done
from holdfast.model.errors import HoldfastError
from holdfast.web.read_again import read_again_of
from holdfast.web.time_so_far import running, say_at_hand, say_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

NAME = "take-in"
MOST_NAMES = 20
"""Files that a note names; of more it says how many."""

NOT_YET = SoFar(0, 0, 0)
BAR, AT_THE_END = 1000, 20
"""Steps of the bar, and how many of them are made only when all has ended."""


@dataclass(kw_only=True)
class TakeInJob:
    """One import."""

    sources: Sequence[Received] = field(repr=False)
    """Files that are sealed already."""

    whose: str | None
    """As she said."""

    earlier: TakeInJob | None = None
    """One that another window began and that still runs: both are told of together."""

    accounts: list[FileAccount] = field(default_factory=list, repr=False)
    """What is done, in order."""

    so_far: SoFar = NOT_YET
    """How far it is."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    error: HoldfastError | None = None
    """What ended it early."""

    since: float = field(default_factory=running)
    """When it began."""

    note: str = ""
    """Name of the note that lies in the drawer until it has ended."""

    done_note: str = ""
    """Name of the note that lies there from its end until she has looked at what came in."""

    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def run(self, book: OpenCasebook) -> None:
        """Take everything in; runs on a thread of its own.

        Args:
            book: the open casebook.
        """
        self.error = HoldfastError()
        try:
            self.note = note_begun(book, self.sources)
            for account in take_in(
                book,
                self.sources,
                whose=self.whose,
                progress=self._note,
                cancelled=self._stop.is_set,
            ):
                self.accounts.append(account)
            self.accounts[:] = complete(book, self.accounts)
            self.error = None
        except HoldfastError as error:
            self.error = error
        finally:
            self._let_go(book)
            with contextlib.suppress(HoldfastError):
                if self.error is None:
                    note_ended(book, [self.note])
                if self.accounts:
                    self.done_note = note_done(book, self.accounts)
            self.ended.set()

    def _let_go(self, book: OpenCasebook) -> None:
        """Forget what was sealed and is not wanted now: on a full disk its room is."""
        # What ended it early was let go where it failed, or may be saved all the same.
        for source in self._undone()[0 if self.error is None else 1 :]:
            if source.kept is not None:
                with contextlib.suppress(HoldfastError):
                    book.originals.forget(source.kept)

    def _undone(self) -> list[Received]:
        """Give the files of which there is no account."""
        done = Counter(account.path for account in self.accounts)
        done.subtract(source.path for source in self.sources)
        undone = []
        for source in reversed(self.sources):
            if done[source.path] < 0:
                done[source.path] += 1
                undone.append(source)
        return undone[::-1]

    def stop(self) -> None:
        """Stop; the file at hand is left out, and what is done stays."""
        self._stop.set()
        if self.earlier is not None:
            self.earlier.stop()

    def wait(self) -> None:
        """Wait until nothing more comes."""
        for job in self.jobs:
            job.ended.wait()

    @property
    def jobs(self) -> list[TakeInJob]:
        """The imports that are told of together, the one that began first in front."""
        return [*(self.earlier.jobs if self.earlier else ()), self]

    @property
    def running(self) -> tuple[str, ...]:
        """Names of the notes of those that still run."""
        return tuple(job.note for job in self.jobs if not job.ended.is_set())

    @property
    def done_notes(self) -> tuple[str, ...]:
        """Names of the notes of those that have ended."""
        return tuple(job.done_note for job in self.jobs if job.done_note)

    @property
    def told(self) -> list[FileAccount]:
        """What is done, in order."""
        return [account for job in self.jobs for account in job.accounts]

    @property
    def left_out(self) -> list[str]:
        """Names of files that did not come in, or not all that is in them, as it ended early."""
        ended = [job for job in self.jobs if job.ended.is_set()]
        return [source.name for job in ended for source in job.sources[job.so_far.files :]]

    @property
    def ended_early(self) -> HoldfastError | None:
        """What ended it early, if anything did."""
        found = [job.error for job in self.jobs if job.ended.is_set() and job.error]
        return found[-1] if found else None

    @property
    def is_finished(self) -> bool:
        """Whether nothing more comes."""
        return all(job.ended.is_set() for job in self.jobs)

    @property
    def messages(self) -> int:
        """How many messages were read so far."""
        return sum(account.counts["messages"] for account in self.told)

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page and its script."""
        jobs, finished = self.jobs, self.is_finished
        whole = sum(job._whole_bytes for job in jobs)  # noqa: SLF001 - its own kind
        done = sum(
            job._whole_bytes if job.ended.is_set() else job.so_far.done_bytes  # noqa: SLF001
            for job in jobs
        )
        part = done * (BAR - AT_THE_END) // whole if whole else 0
        return {
            "done": sum(job.so_far.files for job in jobs),
            "all": sum(len(job.sources) for job in jobs),
            "inside": sum(job.so_far.inside for job in jobs),
            "messages": self.messages,
            "bar": BAR if finished else part,
            "bar_of": BAR,
            "at_hand": " ".join(job._at_hand for job in jobs if job._at_hand),  # noqa: SLF001
            "time": say_time(min(job.since for job in jobs if finished or not job.ended.is_set())),
            "finished": finished,
        }

    @property
    def _whole_bytes(self) -> int:
        """Bytes of its files."""
        known = sum(source.size_bytes or 0 for source in self.sources)
        return max(known, self.so_far.whole_bytes)

    @property
    def _at_hand(self) -> str:
        """What is being done just now, as a sentence; empty when it is short."""
        return "" if self.ended.is_set() else say_at_hand(self.so_far.at_hand)

    def _note(self, so_far: SoFar) -> None:
        self.so_far = so_far


def show_cut_off(book: OpenCasebook, job: object) -> dict[str, object] | None:
    """Give what an import that was cut off left out, None when there is none.

    Args:
        book: the open casebook.
        job: the import of this session, if there is one.
    """
    found = cut_off(book, job.running if isinstance(job, TakeInJob) else ())
    names = [name for each in found.values() for name in each]
    more = max(0, len(names) - MOST_NAMES)
    return {"names": names[:MOST_NAMES], "more": more} if names else None


def take_in_of(jobs: Mapping[str, object]) -> TakeInJob | None:
    """Give the import of a session, if there is one.

    Args:
        jobs: of the session.
    """
    job = jobs.get(NAME)
    return job if isinstance(job, TakeInJob) else None


def show_under_way(book: OpenCasebook, jobs: Mapping[str, object]) -> dict[str, bool]:
    """Give whether an import still runs, and whether one has ended that she has not looked at.

    Args:
        book: the open casebook.
        jobs: of the session.

    Returns:
        `runs` and `is_done`, never both; and `is_read_again`, a file with an answer.
    """
    job, again = take_in_of(jobs), read_again_of(jobs)
    runs = job is not None and not job.is_finished
    is_read_again = again is not None and not again.is_finished
    is_done = not runs and not is_read_again and bool(not_looked_at(book))
    return {"runs": runs, "is_done": is_done, "is_read_again": is_read_again}
