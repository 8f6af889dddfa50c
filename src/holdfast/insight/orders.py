"""Which orders may be open, from a few answers: never what to choose, never what a court will do.

Each order has one function here, which reads like the law it rests on and gives "may fit",
"depends" or "probably another one", with reasons by code. An answer that was not given, or "not
sure", never closes a way. Words, sources and dates are data in `knowledge`; the day and the
places of the pilot are handed in.

References:
    The Act and section stand above each function, and beside each case in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from holdfast.insight.ties import Holds, find_associated, find_connected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from holdfast.insight.order_answers import Answers

YES, NO = "yes", "no"
UNDER_16, FROM_16, ADULT = "under-16", "16-17", "adult"
UNDER_10, FROM_10 = "under-10", "10-17"
ELSEWHERE = "elsewhere"
ONCE, MORE = "once", "more"
STALKING, VIOLENCE, CONTROL, TROUBLE, GROUP = (
    "stalking", "violence", "control", "trouble", "group",
)  # fmt: skip
REPORTED, BAIL, CHARGED, CONVICTED, ACQUITTED, NO_CASE = (
    "reported", "bail", "charged", "convicted", "acquitted", "none",
)  # fmt: skip


class Fit(StrEnum):
    """What is said of an order."""

    MAY = "may fit"
    DEPENDS = "depends"
    OTHER = "probably another one"


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What the answers are read against."""

    today: date
    """The day."""

    pilot: Mapping[str, date] = field(repr=False)
    """Places of the pilot of the domestic abuse order, and their first day."""

    pilot_end: date
    """The last day of it that a law was found for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What is said of one order."""

    order: str
    """Its id in `knowledge/england_wales/orders.toml`."""

    fit: Fit
    """What is said."""

    why: tuple[str, ...]
    """Reasons by code, most important first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """What the guide gives back."""

    associated: Holds
    """Family Law Act 1996 s.62(3)."""

    connected: Holds
    """Domestic Abuse Act 2021 s.2."""

    first: tuple[str, ...]
    """What comes before any order, by code; `danger` is always the first."""

    findings: tuple[Finding, ...]
    """Every order: those that may fit first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """Answers and what follows from them for every order."""

    said: Answers
    setting: Setting
    associated: Holds
    connected: Holds


def find_orders(said: Answers, setting: Setting) -> Guide:
    """Say of every order whether it may be open.

    Args:
        said: her answers.
        setting: the day, and the places of the pilot.
    """
    seen = _Seen(
        said=said,
        setting=setting,
        associated=find_associated(said),
        connected=find_connected(said),
    )
    found = [_finding(order, rule(seen)) for order, rule in RULES.items()]
    rank = list(Fit)
    return Guide(
        associated=seen.associated,
        connected=seen.connected,
        first=tuple(_first(said)),
        findings=tuple(sorted(found, key=lambda each: rank.index(each.fit))),
    )


def _first(said: Answers) -> list[str]:
    found = ["danger"]
    if said.broken == YES:
        found.append("broken")
    if said.children == YES:
        found.append("children")
    if said.age in {UNDER_16, FROM_16}:
        found.append("young")
    if said.times == ONCE:
        found.append("once")
    return found


def _finding(order: str, reasons: Reasons) -> Finding:
    ranked = sorted(reasons, key=lambda each: -_WEIGHT[each[0]])
    fit = ranked[0][0]
    # What speaks for an order is beside the point where something speaks against it.
    told = [code for each, code in ranked if fit is not Fit.OTHER or each is fit]
    return Finding(order=order, fit=fit, why=tuple(told))


_WEIGHT = {Fit.MAY: 0, Fit.DEPENDS: 1, Fit.OTHER: 2}
Reasons = list[tuple[Fit, str]]
"""Each reason with what it would say alone; the strictest decides."""


def _needs(holds: Holds, code: str) -> Reasons:
    """A test that must be met: met, open, or not met."""
    if holds is Holds.YES:
        return [(Fit.MAY, code)]
    if holds is Holds.UNSURE:
        return [(Fit.DEPENDS, f"{code}-unsure")]
    return [(Fit.OTHER, f"{code}-not")]


def _did(seen: _Seen, code: str, acts: frozenset[str]) -> Reasons:
    if not seen.said.what:
        return [(Fit.DEPENDS, f"{code}-unsure")]
    return [(Fit.MAY, code)] if seen.said.what & acts else [(Fit.OTHER, f"{code}-not")]


def _his_age(seen: _Seen, allowed: frozenset[str], code: str) -> Reasons:
    if not seen.said.his_age:
        return [(Fit.DEPENDS, f"{code}-unsure")]
    return [] if seen.said.his_age in allowed else [(Fit.OTHER, code)]


FROM_TEN, GROWN = frozenset({FROM_10, ADULT}), frozenset({ADULT})
BAD = frozenset({STALKING, VIOLENCE, CONTROL, GROUP})


# Stalking Protection Act 2019 s.1, s.2: police only; any relationship; acts associated with
# stalking; a risk; age 10 or over.
def _spo(seen: _Seen) -> Reasons:
    found = [(Fit.MAY, "any-tie"), *_did(seen, "stalking", frozenset({STALKING}))]
    if seen.said.what & BAD and STALKING not in seen.said.what:
        # Whether acts are "associated with stalking" is for others to say.
        found[-1] = (Fit.DEPENDS, "stalking-unsure")
    found += [each for each in _his_age(seen, FROM_TEN, "his-age-10") if each[0] is Fit.OTHER]
    return found + ([(Fit.DEPENDS, "acts-more")] if seen.said.times == ONCE else [])


# Sentencing Act 2020 s.359 to s.364: at sentence, for any offence.
def _restraining_conviction(seen: _Seen) -> Reasons:
    return _case(seen, "convicted", CONVICTED)


# Protection from Harassment Act 1997 s.5A: on acquittal, when necessary.
def _restraining_acquittal(seen: _Seen) -> Reasons:
    return _case(seen, "acquitted", ACQUITTED)


# Sentencing Act 2020 s.330: after conviction, on the prosecution's application; age 10 or over.
def _cbo(seen: _Seen) -> Reasons:
    found = _case(seen, "convicted", CONVICTED)
    return found + [each for each in _his_age(seen, FROM_TEN, "his-age-10") if each[0] is Fit.OTHER]


def _case(seen: _Seen, code: str, needed: str) -> Reasons:
    """An order at the end of a case in court."""
    case = seen.said.case
    if case == needed:
        return [(Fit.MAY, code)]
    if case in {CHARGED, BAIL, ""}:
        return [(Fit.DEPENDS, f"{code}-later")]
    if case == REPORTED:
        return [(Fit.OTHER, "case-not-yet")]
    return [(Fit.OTHER, "no-case" if case == NO_CASE else f"{code}-not")]


# Crime and Security Act 2010 s.24: police; 18 or over; violence or a threat of it; associated.
def _dvpo(seen: _Seen) -> Reasons:
    found = _did(seen, "violence", frozenset({VIOLENCE}))
    found += _needs(seen.associated, "associated") + _his_age(seen, GROWN, "his-age-18")
    return found + ([(Fit.DEPENDS, "pilot-instead")] if _in_pilot(seen) is Holds.YES else [])


# Domestic Abuse Act 2021 s.22: police; 18 or over; personally connected; she is 16 or over.
def _dapn(seen: _Seen) -> Reasons:
    return _domestic_abuse(seen)


# Domestic Abuse Act 2021 s.28: she, the police or others; the same people; the pilot.
def _dapo(seen: _Seen) -> Reasons:
    return _domestic_abuse(seen)


def _domestic_abuse(seen: _Seen) -> Reasons:
    found = _needs(seen.connected, "connected") + _did(seen, "abuse", BAD)
    found += _his_age(seen, GROWN, "his-age-18")
    if seen.said.age == UNDER_16:
        found.append((Fit.OTHER, "her-age-16"))
    if not seen.said.age:
        found.append((Fit.DEPENDS, "her-age-16-unsure"))
    return found + _pilot(seen)


def _in_pilot(seen: _Seen) -> Holds:
    area = seen.said.his_area
    if not area:
        return Holds.UNSURE
    since = seen.setting.pilot.get(area)
    return Holds.YES if since is not None and seen.setting.today >= since else Holds.NO


def _pilot(seen: _Seen) -> Reasons:
    """SI 2024/1191, SI 2025/319, SI 2025/515; SI 2025/1222 moved the end to 31 March 2026."""
    found = _needs(_in_pilot(seen), "pilot-area")
    is_past = seen.setting.today > seen.setting.pilot_end
    return found + ([(Fit.DEPENDS, "pilot-check")] if is_past else [])


# Family Law Act 1996 s.42, s.43, s.62(3): she applies; associated; under 16 with leave.
def _nmo(seen: _Seen) -> Reasons:
    found = _needs(seen.associated, "associated") + _helped(seen)
    young = [(Fit.DEPENDS, "his-age-ask")] if seen.said.his_age in {UNDER_10, FROM_10} else []
    return found + young


# Family Law Act 1996 s.33 to s.41: associated, and a home they share, shared or meant to.
def _occupation(seen: _Seen) -> Reasons:
    home = {YES: Holds.YES, NO: Holds.NO}.get(seen.said.home, Holds.UNSURE)
    return _needs(seen.associated, "associated") + _needs(home, "home") + _helped(seen)


def _helped(seen: _Seen) -> Reasons:
    if seen.said.age == UNDER_16:
        return [(Fit.DEPENDS, "her-age-leave")]
    return [(Fit.MAY, "her-age-help")] if seen.said.age == FROM_16 else []


# Protection from Harassment Act 1997 s.3, s.3A, s.7(3): anyone; two occasions.
def _pha_injunction(seen: _Seen) -> Reasons:
    found = {
        Holds.YES: [(Fit.OTHER, "free-way-first")],
        Holds.UNSURE: [(Fit.DEPENDS, "free-way-maybe")],
        Holds.NO: [(Fit.MAY, "not-associated")],
    }[seen.associated]
    if seen.said.times == ONCE:
        found = [*found, (Fit.DEPENDS, "two-times")]
    if "not-known" in seen.said.bonds:
        found = [*found, (Fit.DEPENDS, "name-needed")]
    return [*found, (Fit.MAY, "group")] if GROUP in seen.said.what else found


# Anti-social Behaviour, Crime and Policing Act 2014 Part 1: council, landlord, police; 10 or over.
def _asb_injunction(seen: _Seen) -> Reasons:
    found = _his_age(seen, FROM_TEN, "his-age-10")
    found = [each for each in found if each[0] is Fit.OTHER]
    if TROUBLE in seen.said.what:
        return [*found, (Fit.MAY, "trouble")]
    if "neighbour" in seen.said.bonds or not seen.said.what:
        return [*found, (Fit.DEPENDS, "trouble-unsure")]
    return [*found, (Fit.OTHER, "trouble-not")]


# Bail Act 1976; Police and Criminal Evidence Act 1984: while a case runs.
def _bail(seen: _Seen) -> Reasons:
    case = seen.said.case
    if case in {BAIL, CHARGED}:
        return [(Fit.MAY, "bail")]
    if case in {REPORTED, ""}:
        return [(Fit.DEPENDS, "bail-ask")]
    return [(Fit.OTHER, "no-case" if case == NO_CASE else "case-over")]


RULES: Mapping[str, Callable[[_Seen], Reasons]] = {
    "spo": _spo,
    "nmo": _nmo,
    "dapo": _dapo,
    "dapn": _dapn,
    "dvpo": _dvpo,
    "occupation": _occupation,
    "pha-injunction": _pha_injunction,
    "restraining-conviction": _restraining_conviction,
    "restraining-acquittal": _restraining_acquittal,
    "cbo": _cbo,
    "asb-injunction": _asb_injunction,
    "bail": _bail,
}
"""Every order by its id, and its rule; the order in which they are shown."""
