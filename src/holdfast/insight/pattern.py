"""What the record shows taken together: counts, span, behaviours and occasions, each with sources.

No scores and no verdicts. An occasion is a day on which at least one incident happened; what has no
known day is counted apart and never guessed onto one. "Not answered" is never counted as "no".

References:
    Protection from Harassment Act 1997 s.7(3) (at least two occasions), s.4 and s.4A (fear of
    violence on at least two occasions, or effect on day-to-day activities).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from holdfast.model.moment import Moment

DAY = len("2026-03-04")
MONTH = len("2026-03")


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentSeen:
    """One incident as it stands now, as far as patterns need it."""

    entry: str
    """Id of its entry: the source of whatever is said about it."""

    happened: Moment
    """When."""

    behaviours: tuple[str, ...] = ()
    """Codes."""

    feared: str | None = None
    """`yes`, `no`, `unsure`, or None for not answered."""

    feared_for: tuple[str, ...] = ()
    """For whom."""

    has_effect: bool = False
    """Whether she wrote what it changed in her days."""

    has_witness: bool = False
    """Whether somebody else saw or heard it."""

    is_arrangement: bool = False
    """Whether she sorted it as an ordinary arrangement about a child; then it counts for nothing
    but itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sourced:
    """A count with the entries it was counted from."""

    count: int
    """How many."""

    entries: tuple[str, ...] = field(repr=False)
    """Ids of the entries, in order of time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """What a record shows."""

    incidents: Sourced
    """All of them."""

    first: str | None
    """Start of the earliest, ISO 8601 as stated."""

    last: str | None
    """The latest, ISO 8601 as stated."""

    occasions: tuple[tuple[str, Sourced], ...]
    """Days on which something happened, in order."""

    day_unknown: Sourced
    """Incidents whose day is not known."""

    months: tuple[tuple[str, int], ...]
    """Incidents in each month that has any, in order."""

    behaviours: tuple[tuple[str, Sourced], ...]
    """By code, the most frequent first."""

    law: tuple[tuple[str, Sourced], ...]
    """By the law's own examples, in the order of the law."""

    feared: Mapping[str, Sourced]
    """By answer: `yes`, `no`, `unsure`, `not answered`."""

    feared_for: Mapping[str, Sourced]
    """By whom it was feared for."""

    effect: Sourced
    """Incidents that changed something in her days."""

    witnessed: Sourced
    """Incidents that somebody else saw or heard."""

    arrangements: Sourced
    """What she sorted as ordinary arrangements about a child: in none of the counts above."""


def find_pattern(incidents: Iterable[IncidentSeen], law: Mapping[str, tuple[str, ...]]) -> Pattern:
    """Put incidents together.

    Args:
        incidents: as they stand now, without those withdrawn, in any order.
        law: for every behaviour code, the codes of the law's examples it may be one of.

    Returns:
        The same for any order of the incidents.
    """
    every = sorted(incidents, key=lambda each: (each.happened.order_key or "~", each.entry))
    ordered = [each for each in every if not each.is_arrangement]
    known = [each for each in ordered if _day(each)]
    timed = [each.happened for each in ordered if each.happened.stated]
    codes = Counter(code for each in ordered for code in set(each.behaviours))
    examples = sorted({code for each in law.values() for code in each})
    return Pattern(
        incidents=_sourced(ordered),
        first=timed[0].iso if timed else None,
        last=max((each.until or each.iso or "" for each in timed), default=None),
        occasions=tuple(
            (day, _sourced(each for each in known if _day(each) == day))
            for day in dict.fromkeys(map(_day, known))
        ),
        day_unknown=_sourced(each for each in ordered if not _day(each)),
        months=tuple(sorted(Counter(_month(each) for each in ordered if _month(each)).items())),
        behaviours=tuple(
            (code, _sourced(each for each in ordered if code in each.behaviours))
            for code, _ in sorted(codes.items(), key=lambda each: (-each[1], each[0]))
        ),
        law=tuple(
            (example, found)
            for example in examples
            if (found := _sourced(each for each in ordered if _may_be(each, example, law))).count
        ),
        feared=_by_answer(ordered),
        feared_for={
            whom: _sourced(each for each in ordered if whom in each.feared_for)
            for whom in sorted({whom for each in ordered for whom in each.feared_for})
        },
        effect=_sourced(each for each in ordered if each.has_effect),
        witnessed=_sourced(each for each in ordered if each.has_witness),
        arrangements=_sourced(each for each in every if each.is_arrangement),
    )


def _by_answer(incidents: list[IncidentSeen]) -> dict[str, Sourced]:
    return {
        answer or "not answered": _sourced(each for each in incidents if each.feared == answer)
        for answer in ("yes", "no", "unsure", None)
    }


def _may_be(incident: IncidentSeen, example: str, law: Mapping[str, tuple[str, ...]]) -> bool:
    return any(example in law.get(code, ()) for code in incident.behaviours)


def _sourced(incidents: Iterable[IncidentSeen]) -> Sourced:
    entries = tuple(each.entry for each in incidents)
    return Sourced(count=len(entries), entries=entries)


def _day(incident: IncidentSeen) -> str:
    """Give the day; empty when it is not known to the day, or lies somewhere in a stretch."""
    stated, until = incident.happened.stated or "", incident.happened.until or ""
    if len(stated) < DAY or (until and until[:DAY] != stated[:DAY] and len(until) <= DAY):
        return ""
    return stated[:DAY]


def _month(incident: IncidentSeen) -> str:
    stated = incident.happened.stated or ""
    return stated[:MONTH] if len(stated) >= MONTH else ""
