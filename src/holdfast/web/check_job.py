"""A check of the whole casebook while it runs, and what it found."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.verify_casebook import check_casebook
from holdfast.model.errors import HoldfastError
from holdfast.vault.checking import Result

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.checking import Check

NAME = "check"
PARTS = 8
"""Groups of things that are checked, one after another."""


@dataclass(kw_only=True)
class CheckJob:
    """One check."""

    checks: list[Check] = field(default_factory=list)
    """What was found so far."""

    ended_at: str = ""
    """When it was through, ISO 8601."""

    error: HoldfastError | None = None
    """What ended it early."""

    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set when nothing more comes."""

    def run(self, book: OpenCasebook) -> None:
        """Check everything; runs on a thread of its own.

        Args:
            book: the open casebook.
        """
        try:
            for each in check_casebook(book):
                self.checks.append(each)
        except HoldfastError as error:
            self.error = error
        finally:
            self.ended.set()

    @property
    def differing(self) -> list[Check]:
        """What is not as it was written."""
        return [each for each in self.checks if each.result is Result.DIFFERS]

    @property
    def matching(self) -> list[Check]:
        """Groups that are whole."""
        return [each for each in self.checks if each.result is Result.MATCHES]

    def progress(self) -> dict[str, JsonValue]:
        """Give how far it is, for the page's script."""
        finished = self.ended.is_set()
        whole = len(self.checks) - len(self.differing)
        return {
            "done": PARTS if finished else min(whole, PARTS),
            "all": PARTS,
            "messages": len(self.differing),
            "finished": finished,
        }
