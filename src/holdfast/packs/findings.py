"""What a check of a pack found: three results, in the words of the specification."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from holdfast.knowledge.wording import words


class Result(StrEnum):
    """What a check can say."""

    MATCHES = "matches"
    DIFFERS = "differs"
    NOT_SHOWN = "not shown"


class Aspect(StrEnum):
    """What is checked, in the order it is reported; keys of `[checks]` in packs.toml."""

    ZIP = "zip"
    NAMES = "names"
    FILES = "files"
    LISTS = "lists"
    SIGNATURE = "signature"
    CHECKPOINT = "checkpoint"
    FIELDS = "fields"
    ENTRIES = "entries"
    RECORD = "record"
    MESSAGES = "messages"
    ORIGINALS = "originals"
    INDEX = "index"
    PAPERS = "papers"
    BESIDE = "beside"
    WITNESS = "witness"
    AGAINST = "against"
    TIME = "time"
    AUTHOR = "author"
    COMPLETE = "complete"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One line of a report."""

    what: str
    """What was checked, in words."""

    result: Result
    """What came of it."""

    detail: str
    """Which thing failed, or how many there were."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """Somebody outside who has seen the record."""

    kind: str
    """How: `rfc3161`."""

    file: str
    """Where in the pack."""

    time: str
    """The time it names, ISO 8601."""

    size: int
    """How many entries the record had then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PackReport:
    """What was found out about a pack."""

    checks: tuple[Check, ...]
    """Line by line."""

    key: str = ""
    """Fingerprint of the key; empty when none could be read."""

    witnesses: tuple[Witness, ...] = ()
    """Outside witnesses."""

    @property
    def holds(self) -> bool:
        """True when nothing differs."""
        return all(check.result is not Result.DIFFERS for check in self.checks)


@dataclass(slots=True)
class Findings:
    """A report being put together."""

    found: dict[Aspect, list[tuple[Result, str]]] = field(default_factory=dict)
    """Lines by aspect."""

    witnesses: list[Witness] = field(default_factory=list)
    """Outside witnesses."""

    def differs(self, aspect: Aspect, detail: str) -> None:
        """Note that something does not fit.

        Args:
            aspect: what was checked.
            detail: the thing that fails.
        """
        self.found.setdefault(aspect, []).append((Result.DIFFERS, detail))

    def matches(self, aspect: Aspect, detail: str) -> None:
        """Note one thing that fits, beside others of its aspect.

        Args:
            aspect: what was checked.
            detail: the thing that fits.
        """
        self.found.setdefault(aspect, []).append((Result.MATCHES, detail))

    def not_shown(self, aspect: Aspect, detail: str) -> None:
        """Note what the pack cannot tell.

        Args:
            aspect: what was asked.
            detail: why not.
        """
        self.found.setdefault(aspect, []).append((Result.NOT_SHOWN, detail))

    def done(self, aspect: Aspect, detail: str) -> None:
        """Note that a check is finished: it matches when nothing differed.

        Args:
            aspect: what was checked.
            detail: how many things there were.
        """
        self.found.setdefault(aspect, [(Result.MATCHES, detail)])

    def report(self, key: str) -> PackReport:
        """Give the report in the order of the specification.

        Args:
            key: the fingerprint, empty when unknown.
        """
        says = words("packs").table("checks")
        checks = (
            Check(what=says.text(aspect), result=result, detail=detail)
            for aspect in Aspect
            for result, detail in self.found.get(aspect, ())
        )
        return PackReport(checks=tuple(checks), key=key, witnesses=tuple(self.witnesses))
