"""What she may answer in the guide to orders; nothing needs an answer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What she answered; an empty text is "not sure", "rather not say" or not asked."""

    bonds: frozenset[str] = field(default=frozenset(), repr=False)
    """Who he is to her, or was: some of `ties.BONDS`."""

    dating_long: str = ""
    """Whether they dated for a good while: yes, no."""

    engaged_recent: str = ""
    """Whether the promise to marry stands, or ended less than three years ago: yes, no."""

    home: str = ""
    """Whether they share a home, did, or meant to: yes, no."""

    children: str = ""
    """Whether there are children: yes, no."""

    age: str = ""
    """Hers: under-16, 16-17, adult."""

    his_age: str = ""
    """His: under-10, 10-17, adult."""

    his_area: str = ""
    """Id of a pilot area in which he lives, or `elsewhere`."""

    times: str = ""
    """once, more."""

    what: frozenset[str] = field(default=frozenset(), repr=False)
    """Some of stalking, violence, control, trouble, group."""

    case: str = ""
    """none, reported, bail, charged, convicted, acquitted."""

    order: str = ""
    """Whether there is an order already: yes, no."""

    broken: str = ""
    """Whether it was broken: yes, no."""
