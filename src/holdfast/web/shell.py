"""What all requests of one process share, and the one way to lock."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from holdfast.web.locking import Why
from holdfast.web.routes import Route, all_routes
from holdfast.web.session import Session
from holdfast.web.tokens import cookie_hash, is_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.clocks import Clock
    from holdfast.web.door import Door
    from holdfast.web.screens import Screens

Result = TypeVar("Result")

KEPT_AFTER = frozenset({Why.IDLE, Why.LONG, Why.SLEPT})
"""Locks that she may not have noticed: what her open page still sends is kept for her."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A lock that has happened; the process ends once its answer is out."""

    why: Why
    """What made it lock."""

    previous: str = ""
    """Hash of the cookie whose late form may still be kept; empty when none may."""

    book: OpenCasebook | None = field(default=None, repr=False)
    """What is still to be closed."""


@dataclass(kw_only=True, slots=True)
class Shell:
    """One process's state."""

    door: Door
    """The casebook's door."""

    clock: Clock
    """The time."""

    screens: Screens
    """The templates."""

    hosts: frozenset[str]
    """Host headers under which it answers."""

    previous: str = ""
    """Hash of the cookie of the session that locked by itself before this process took over."""

    is_demo: bool = False
    """Whether the casebook is the made-up one."""

    desk: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "desk"))
    """The casebook's own thread for pages: one short thing at a time."""

    bench: Executor = field(default_factory=lambda: ThreadPoolExecutor(2, "bench"))
    """Threads for what takes long, such as sealing what is sent. Pages go on meanwhile."""

    imports: Executor = field(default_factory=lambda: ThreadPoolExecutor(2, "imports"))
    """Threads of their own for taking in: it can take an hour, and nothing else waits for it."""

    readings: Executor = field(default_factory=lambda: ThreadPoolExecutor(1, "readings"))
    """A thread for reading files again: one after the other, so that each answer counts."""

    late: list[str] = field(default_factory=list)
    """Ids of late forms that this process, or the one before it, sealed into the in-tray."""

    session: Session | None = None
    """Who is in; None while it is locked."""

    behind: Session | None = None
    """Who was in when it locked by itself, while files of hers are still read: nobody is in now."""

    entering: int = 0
    """How many passphrases are being tried just now."""

    ending: Ending | None = None
    """Set by the first lock; a process never opens anything after it."""

    routes: Mapping[str, Route] = field(default_factory=all_routes)
    """Every route by name."""

    async def run(self, task: Callable[[], Result]) -> Result:
        """Do something with the casebook, on its own thread.

        Args:
            task: takes nothing.
        """
        return await asyncio.get_running_loop().run_in_executor(self.desk, task)

    async def run_long(self, task: Callable[[], Result]) -> Result:
        """Do something that takes its time, without keeping the pages waiting.

        Args:
            task: takes nothing.
        """
        return await asyncio.get_running_loop().run_in_executor(self.bench, task)

    def begin(self, book: OpenCasebook | None) -> Session:
        """Let somebody in: a new cookie, new addresses; whoever was in before is out.

        Args:
            book: the open casebook, or None for first use.
        """
        before, self.behind = self.session or self.behind, None
        if before is not None and before.is_busy and before.book is not None and book is not None:
            # An import goes on in the casebook that is open already.
            if book is not before.book:
                book.close()
            self.session = Session(clock=self.clock, book=before.book)
            self.session.take_over(before)
            return self.session
        self.session = Session(clock=self.clock, book=book)
        if before is not None and before.book is not None and before.book is not book:
            before.book.close()
        return self.session

    @contextlib.contextmanager
    def letting_in(self) -> Iterator[None]:
        """Keep the process while a passphrase is tried, though the import behind the lock ends."""
        self.entering += 1
        try:
            yield
        finally:
            self.entering -= 1

    def find_session(self, cookie: str) -> Session | None:
        """Give the session of a browser; locks first when its time is over.

        Args:
            cookie: what the browser sent; may be empty.
        """
        self.look_at_clock()
        session = self.session
        return session if session is not None and cookie and session.is_of(cookie) else None

    def look_at_clock(self) -> None:
        """Lock when the time is over; end when an import behind the lock has ended."""
        session = self.session or self.behind
        reason = session.find_reason() if session is not None else None
        if self.behind is not None and reason in {None, Why.IDLE}:
            is_over = not (self.behind.is_busy or self.entering)
            reason = Why.IDLE if is_over else None
        if reason is Why.IDLE and self.session is not None:
            self.lock_screen(reason)
        elif reason is not None:
            self.lock(reason)

    def lock_screen(self, why: Why) -> None:
        """Lock what can be seen now, and all of it once no import of hers runs any more.

        Args:
            why: what made it lock; never that she asked for it.
        """
        session = self.session
        if session is None or not session.is_busy:
            self.lock(why)
            return
        self.session, self.behind = None, session
        self.previous = cookie_hash(session.cookie) if why in KEPT_AFTER else ""

    def lock(self, why: Why) -> None:
        """Lock now: from here on no request is answered from the record.

        Args:
            why: what made it lock.
        """
        session = self.session or self.behind
        self.session = self.behind = None
        if session is None:
            return
        previous = cookie_hash(session.cookie) if why in KEPT_AFTER and session.book else ""
        self.previous = previous
        if self.ending is None:
            self.ending = Ending(why=why, previous=previous, book=session.book)

    def is_token(self, cookie: str, token: str) -> bool:
        """Say whether a form token was given to this browser.

        Args:
            cookie: what the browser sent.
            token: what came with the form.
        """
        return is_token(self.screens.token_key, cookie, token)
