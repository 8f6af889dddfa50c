"""One browser's stay: its cookie, its sealed addresses, the open casebook, how long it lasts."""

from __future__ import annotations

import contextlib
import hmac
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.web.locking import Watch
from holdfast.web.read_again import read_again_of
from holdfast.web.routes import Who
from holdfast.web.sealed_addresses import SealedAddresses
from holdfast.web.settings import Settings, read_settings
from holdfast.web.take_in_job import take_in_of
from holdfast.web.tokens import cookie_hash, new_cookie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.clocks import Clock
    from holdfast.web.locking import Why

SAID_ONCE = "said"
"""Note of what the next page says once at its top."""


@dataclass(kw_only=True, slots=True)
class Session:
    """What the process remembers between two requests; gone with the process."""

    clock: Clock
    """The time."""

    book: OpenCasebook | None = field(default=None, repr=False)
    """The open casebook; None during first use."""

    settings: Settings = field(default_factory=Settings)
    """Her choices."""

    cookie: str = field(default_factory=new_cookie, repr=False)
    """What her browser shows."""

    addresses: SealedAddresses = field(default_factory=SealedAddresses)
    """Which handle means which page."""

    notes: dict[str, str] = field(default_factory=dict, repr=False)
    """What pages remember in memory only, such as a passphrase on offer or a line to show once."""

    answers: dict[str, Response] = field(default_factory=dict, repr=False)
    """Pages that answered forms, by number, the latest last."""

    answered: int = 0
    """How many forms were answered with a page."""

    jobs: dict[str, object] = field(default_factory=dict, repr=False)
    """Long work under way, by the page that began it."""

    arriving: Counter[str] = field(default_factory=Counter, repr=False)
    """How many forms with files are on their way just now, by page."""

    watch: Watch = field(init=False)
    """Since when, and the last sign of her."""

    def __post_init__(self) -> None:
        """Start the watch, and read her settings when there is a casebook."""
        running, passing = self.clock.running(), self.clock.passing()
        self.watch = Watch(opened=passing, seen=passing, drift=passing - running)
        if self.book is not None:
            self.use(read_settings(self.book.drawer))

    @property
    def who(self) -> Who:
        """What this session may see."""
        return Who.FIRST_USE if self.book is None else Who.OPEN

    @property
    def is_busy(self) -> bool:
        """Whether files that she sent still arrive, are taken in, or one is read again."""
        found = (take_in_of(self.jobs), read_again_of(self.jobs))
        runs = any(job is not None and not job.is_finished for job in found)
        return self.book is not None and (runs or self.arriving.total() > 0)

    @contextlib.contextmanager
    def receiving(self, page: str) -> Iterator[None]:
        """Note that a form with files arrives, for the length of a block.

        Args:
            page: name of its route.
        """
        self.arriving[page] += 1
        try:
            yield
        finally:
            self.arriving[page] -= 1

    def take_over(self, earlier: Session) -> None:
        """Go on with what an earlier session began: files on their way come in there.

        Args:
            earlier: of the same open casebook.
        """
        self.jobs, self.arriving = earlier.jobs, earlier.arriving

    def use(self, settings: Settings) -> None:
        """Take new settings into use.

        Args:
            settings: her choices.
        """
        self.settings = settings
        self.watch.idle_minutes = settings.idle_minutes

    def is_of(self, cookie: str) -> bool:
        """Say whether a browser that shows this cookie is hers.

        Args:
            cookie: what the browser sent; may be empty.
        """
        return hmac.compare_digest(cookie_hash(cookie), cookie_hash(self.cookie))

    def seen(self) -> None:
        """Note a sign of her."""
        self.watch.seen = self.clock.passing()

    def find_reason(self) -> Why | None:
        """Say why the casebook must lock now, if it must."""
        return self.watch.find_reason(running=self.clock.running(), passing=self.clock.passing())
