"""What a command gives back: one JSON document for programs, lines for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

DONE = 0
DOES_NOT_HOLD = 1
"""It ran and something does not hold, or could not be taken in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The outcome of a command that ran."""

    document: Mapping[str, JsonValue] | None = field(repr=False)
    """Printed by `--json`, and nothing else then; None when all was said before."""

    lines: tuple[str, ...] = field(repr=False)
    """Printed for a person; an empty one is a gap."""

    exit_status: int = DONE
    """`DONE` or `DOES_NOT_HOLD`; every other status is an error's."""
