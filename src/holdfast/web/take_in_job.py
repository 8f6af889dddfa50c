"""An import while it runs: what is done so far, for the page that shows it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.afterwards import complete
from holdfast.actions.take_in import SoFar, take_in
from holdfast.model.errors import HoldfastError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

NAME = "take-in"
NOT_YET = SoFar(0, 0, 0)


@dataclass(kw_only=True)
class TakeInJob:
    """One import."""

    sources: Sequence[Received] = field(repr=False)
    """Files that are sealed already."""

    whose: str | None
    """As she said."""

    accounts: list[FileAccount] = field(default_factory=list, repr=False)
    """What is done, in order."""

    so_far: SoFar = NOT_YET
    """How far it is."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    error: HoldfastError | None = None
    """What ended it early."""

    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def run(self, book: OpenCasebook) -> None:
        """Take everything in; runs on a thread of its own.

        Args:
            book: the open casebook.
        """
        try:
            for account in take_in(
                book,
                self.sources,
                whose=self.whose,
                progress=self._note,
                cancelled=self._stop.is_set,
            ):
                self.accounts.append(account)
            self.accounts[:] = complete(book, self.accounts)
        except HoldfastError as error:
            self.error = error
        finally:
            self.ended.set()

    def stop(self) -> None:
        """Stop after the file at hand; what is done stays."""
        self._stop.set()

    @property
    def is_finished(self) -> bool:
        """Whether nothing more comes."""
        return self.ended.is_set()

    @property
    def messages(self) -> int:
        """How many messages were read so far."""
        return sum(account.counts["messages"] for account in self.accounts)

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page's script."""
        return {
            "done": len(self.accounts),
            "all": max(len(self.sources), len(self.accounts)),
            "messages": self.messages,
            "finished": self.is_finished,
        }

    def _note(self, so_far: SoFar) -> None:
        self.so_far = so_far
