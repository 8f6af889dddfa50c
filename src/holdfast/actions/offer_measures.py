"""Which measures to offer first because of what she wrote down; a reason is given, never blame."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdfast.actions.plan import picks
from holdfast.knowledge.behaviours import ARRANGEMENT, said_of
from holdfast.knowledge.measures import OUTSIDE, PARTS, fitting, measures
from holdfast.model.entry import Kind
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.knowledge.law import Fact
    from holdfast.vault.casebook import OpenCasebook

MOST = 6
"""More than this at once is no help to somebody who is tired."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A measure and why it is offered."""

    measure: Fact
    """What."""

    because: tuple[str, ...]
    """Behaviours she wrote down, as they are said in the record, the most frequent first."""


def offers(book: OpenCasebook, *, entry: str = "") -> tuple[Offer, ...]:
    """Give measures that fit what the record holds, and of which she has said nothing yet.

    Args:
        book: the open casebook.
        entry: only what fits this incident; then also those she picked already.

    Returns:
        At most `MOST`; what to do right now first, then what fits most of what she wrote.
    """
    if entry:
        current = book.record.current(entry)
        return tuple(_offers(texts_of(current.fields.get("behaviours"))))[:MOST]
    counts = _counts(book)
    found = sorted(
        _offers(code for code, _ in counts.most_common()),
        key=lambda each: (
            each.measure.more.text("part") != PARTS[OUTSIDE][0],
            -sum(counts[code] for code in each.because),
        ),
    )
    picked = picks(book, OUTSIDE, (each.measure.id for each in found))
    return tuple(each for each in found if each.measure.id not in picked)[:MOST]


def _counts(book: OpenCasebook) -> Counter[str]:
    """Count incidents by behaviour, as the index has them: none is opened for that."""
    arranged = _with(book, ARRANGEMENT)
    wanted = dict.fromkeys(code for each in measures(OUTSIDE) for code in each.more.texts("fits"))
    return Counter({code: len(_with(book, code) - arranged) for code in wanted}) + Counter()


def _with(book: OpenCasebook, code: str) -> frozenset[str]:
    wanted = Filter(kinds=frozenset({Kind.INCIDENT}), behaviour=code)
    hits = book.index.timeline(wanted, limit=max(1, book.record.size))
    return frozenset(hit.entry for hit in hits)


def has_offers(codes: tuple[str, ...]) -> bool:
    """Say whether any measure fits.

    Args:
        codes: of behaviours.
    """
    return any(fitting(each, codes) for each in measures(OUTSIDE))


def _offers(codes: Iterable[str]) -> list[Offer]:
    known = tuple(codes)
    return [
        Offer(measure=each, because=because)
        for each in measures(OUTSIDE)
        if (because := fitting(each, known))
    ]


def say_because(offer: Offer) -> tuple[str, ...]:
    """Give the behaviours of an offer in words.

    Args:
        offer: any.
    """
    return tuple(map(said_of, offer.because))


def texts_of(value: object) -> tuple[str, ...]:
    """Give a field that is a list as texts; empty when it is none.

    Args:
        value: of a field.
    """
    return tuple(map(str, value)) if isinstance(value, list) else ()
