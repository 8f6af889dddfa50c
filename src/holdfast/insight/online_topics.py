"""Which topics of safety online fit what was written down: a match of codes, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Fitting(NamedTuple):
    """A topic, and what in the record it fits."""

    topic: str
    """Its id."""

    because: tuple[str, ...]
    """Codes of the behaviours that were written down, sorted."""


def fitting_topics(
    topics: Mapping[str, Collection[str]], written: Collection[str]
) -> tuple[Fitting, ...]:
    """Give the topics that fit, those that fit most behaviours first.

    Args:
        topics: codes of behaviour by topic.
        written: codes that stand in the record.

    Returns:
        Only topics that fit at least one; with as many, they stand in the order given.
    """
    found = [
        Fitting(topic, tuple(sorted(set(codes) & set(written)))) for topic, codes in topics.items()
    ]
    return tuple(
        sorted((each for each in found if each.because), key=lambda each: -len(each.because))
    )
