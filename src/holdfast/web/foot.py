"""The numbers at the foot of every page, out of the directory that came with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from holdfast.knowledge.directory.embedded import service_named
from holdfast.web.service_view import reach_of

DANGER, LISTENS, TEXTS = "police-999", "samaritans", "shout"


@dataclass(frozen=True, kw_only=True, slots=True)
class FootCall:
    """One number at the foot."""

    name: str
    """Whose."""

    address: str
    """For the phone."""

    says: str
    """What the link says."""

    note: str
    """What to know about it, such as the word to send; may be empty."""


@cache
def foot_calls() -> tuple[FootCall, ...]:
    """Give the emergency number, somebody to talk to, and somebody to text, in this order."""
    return tuple(_call(name) for name in (DANGER, LISTENS, TEXTS))


def _call(name: str) -> FootCall:
    service = service_named(name)
    address, says, note = reach_of(service.numbers[0])
    return FootCall(name=service.name, address=address, says=says, note=note)
