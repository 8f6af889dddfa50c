"""Which orders may be open: one row a case, each with the Act, rule or guidance it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from holdfast.insight.order_answers import Answers
from holdfast.insight.orders import RULES, Fit, Setting, find_orders
from holdfast.insight.ties import ASSOCIATED, BONDS, CONNECTED, Holds, find_associated
from holdfast.knowledge.law import Jurisdiction, facts, pilot_areas, pilot_end

MAY, DEPENDS, OTHER = Fit.MAY, Fit.DEPENDS, Fit.OTHER
TODAY, IN_PILOT = date(2026, 11, 22), date(2025, 6, 1)
GM, CLEVELAND, NORTH_WALES = "greater-manchester", "cleveland", "north-wales"
FLA, FLA_62, DAA_2 = "FLA 1996 s.42", "FLA 1996 s.62(3)", "DAA 2021 s.2"
SPA, PHA_3, CSA = "SPA 2019 s.1, s.2", "PHA 1997 s.3, s.7(3)", "CSA 2010 s.24"
SI_START, SI_END = "SI 2024/1191", "SI 2025/1222"
PILOT_BASE: dict[str, Any] = {
    "bonds": {"dating"}, "age": "adult", "his_age": "adult", "what": {"control"}, "his_area": GM,
}  # fmt: skip
VIOLENT: dict[str, Any] = {
    "bonds": {"married"}, "his_age": "adult", "what": {"violence"}, "his_area": "elsewhere",
}  # fmt: skip


class Case(NamedTuple):
    """One row."""

    source: str
    """Where the right answer comes from."""

    said: dict[str, Any]
    """Her answers."""

    order: str
    """The order looked at."""

    fit: Fit
    """What must be said of it."""

    why: str = ""
    """A reason that must be among those given."""

    today: date = TODAY
    """The day."""


def bonds(*each: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # answers of any kind
    """Give answers about who he is."""
    return {"bonds": set(each), **more}


CASES = [
    # The tie that a non-molestation order needs: "associated".
    Case(f"{FLA_62}(a)", bonds("married"), "nmo", MAY, "associated"),
    Case(f"{FLA_62}(b)", bonds("couple-home"), "nmo", MAY),
    Case(f"{FLA_62}(c)", bonds("household"), "nmo", MAY),
    Case(f"{FLA_62}(c), not a lodger", bonds("lodger"), "nmo", OTHER, "associated-not"),
    Case(f"{FLA_62}(d)", bonds("relative"), "nmo", MAY),
    Case(f"{FLA_62}(e)", bonds("engaged", engaged_recent="yes"), "nmo", MAY),
    Case("FLA 1996 s.42(4), three years", bonds("engaged", engaged_recent="no"), "nmo", OTHER),
    Case("FLA 1996 s.42(4), not sure", bonds("engaged"), "nmo", DEPENDS, "associated-unsure"),
    Case(f"{FLA_62}(ea)", bonds("dating", dating_long="yes"), "nmo", MAY),
    Case(f"{FLA_62}(ea), short", bonds("dating", dating_long="no"), "nmo", OTHER),
    Case(f"{FLA_62}(ea), no fixed time", bonds("dating"), "nmo", DEPENDS, "associated-unsure"),
    Case(f"{FLA_62}(f)", bonds("co-parent"), "nmo", MAY),
    Case(f"{FLA_62}(g)", bonds("same-case"), "nmo", MAY),
    Case(f"{FLA_62}, neighbour", bonds("neighbour"), "nmo", OTHER, "associated-not"),
    Case(f"{FLA_62}, colleague", bonds("work"), "nmo", OTHER),
    Case(f"{FLA_62}, friend", bonds("friend"), "nmo", OTHER),
    Case(f"{FLA_62}, stranger", bonds("stranger"), "nmo", OTHER),
    Case(f"{FLA_62}, who it is is not known", bonds("not-known"), "nmo", DEPENDS),
    Case(f"{FLA_62}, nothing said", {}, "nmo", DEPENDS, "associated-unsure"),
    Case(f"{FLA_62}, one of two ties", bonds("dating", "co-parent"), "nmo", MAY),
    Case(f"{FLA_62}, relative and neighbour", bonds("relative", "neighbour"), "nmo", MAY),
    # Ages for it.
    Case("FLA 1996 s.43; FP2 and FP9", bonds("married", age="under-16"), "nmo", DEPENDS,
         "her-age-leave"),
    Case("FP9, 16 and 17", bonds("relative", age="16-17"), "nmo", MAY, "her-age-help"),
    Case("facts silent on a young respondent", bonds("relative", his_age="10-17"), "nmo", DEPENDS,
         "his-age-ask"),
    # Occupation order.
    Case("FLA 1996 s.33", bonds("married", home="yes"), "occupation", MAY, "home"),
    Case("FLA 1996 s.33, no shared home", bonds("married", home="no"), "occupation", OTHER,
         "home-not"),
    Case("FLA 1996 s.33, not sure", bonds("married"), "occupation", DEPENDS, "home-unsure"),
    Case("FLA 1996 s.33, neighbour", bonds("neighbour", home="yes"), "occupation", OTHER),
    # Personally connected: the domestic abuse order, while the pilot ran.
    Case(f"{DAA_2}, any time", PILOT_BASE, "dapo", MAY, "connected", IN_PILOT),
    Case(f"{DAA_2}, short dates, not associated", PILOT_BASE | {"dating_long": "no"}, "dapo", MAY,
         "connected", IN_PILOT),
    Case(f"{DAA_2}, flatmate", PILOT_BASE | bonds("household"), "dapo", OTHER, "connected-not",
         IN_PILOT),
    Case(f"{DAA_2}, same case only", PILOT_BASE | bonds("same-case"), "dapo", OTHER, "", IN_PILOT),
    Case(f"{DAA_2}, engaged once", PILOT_BASE | bonds("engaged", engaged_recent="no"), "dapo", MAY,
         "", IN_PILOT),
    Case(f"{DAA_2}, relative", PILOT_BASE | bonds("relative"), "dapo", MAY, "", IN_PILOT),
    Case(f"{DAA_2}, stranger", PILOT_BASE | bonds("stranger"), "dapo", OTHER, "", IN_PILOT),
    Case(f"{DAA_2}, neighbour", PILOT_BASE | bonds("neighbour"), "dapo", OTHER, "", IN_PILOT),
    Case(f"{DAA_2}, not known", PILOT_BASE | bonds("not-known"), "dapo", DEPENDS, "", IN_PILOT),
    Case("DAA 2021 s.22, he is 18", PILOT_BASE | {"his_age": "10-17"}, "dapo", OTHER,
         "his-age-18", IN_PILOT),
    Case("DAA 2021 s.22, she is 16", PILOT_BASE | {"age": "under-16"}, "dapo", OTHER,
         "her-age-16", IN_PILOT),
    Case("DAA 2021 s.22, she is 16", PILOT_BASE | {"age": "16-17"}, "dapo", MAY, "", IN_PILOT),
    Case("DAA 2021 s.22, age not said", PILOT_BASE | {"age": ""}, "dapo", DEPENDS,
         "her-age-16-unsure", IN_PILOT),
    Case("DAA 2021 s.22, not only violence", PILOT_BASE, "dapn", MAY, "abuse", IN_PILOT),
    Case("DAA 2021 s.22, violence too", PILOT_BASE | {"what": {"violence"}}, "dapn", MAY, "",
         IN_PILOT),
    # Pilot places and dates.
    Case(SI_START, PILOT_BASE, "dapo", OTHER, "pilot-area-not", date(2024, 11, 26)),
    Case(SI_START, PILOT_BASE, "dapo", MAY, "pilot-area", date(2024, 11, 27)),
    Case(SI_START, PILOT_BASE | {"his_area": "croydon-bromley-sutton"}, "dapo", MAY, "", IN_PILOT),
    Case("SI 2025/319", PILOT_BASE | {"his_area": CLEVELAND}, "dapo", OTHER, "",
         date(2025, 3, 10)),
    Case("SI 2025/319", PILOT_BASE | {"his_area": CLEVELAND}, "dapo", MAY, "", date(2025, 3, 11)),
    Case("SI 2025/515", PILOT_BASE | {"his_area": NORTH_WALES}, "dapo", OTHER, "",
         date(2025, 4, 27)),
    Case("SI 2025/515", PILOT_BASE | {"his_area": NORTH_WALES}, "dapo", MAY, "",
         date(2025, 4, 28)),
    Case(SI_END, PILOT_BASE, "dapo", MAY, "", date(2026, 3, 31)),
    Case(SI_END, PILOT_BASE, "dapo", DEPENDS, "pilot-check", date(2026, 4, 1)),
    Case("practice note of 27 May 2026", PILOT_BASE, "dapo", DEPENDS, "pilot-check"),
    Case("gov.uk: the respondent lives there", PILOT_BASE | {"his_area": "elsewhere"}, "dapo",
         OTHER, "pilot-area-not", IN_PILOT),
    Case("gov.uk: place not said", PILOT_BASE | {"his_area": ""}, "dapo", DEPENDS,
         "pilot-area-unsure", IN_PILOT),
    # Violence notice and order.
    Case(CSA, VIOLENT, "dvpo", MAY, "violence"),
    Case(f"{CSA}, no violence", VIOLENT | {"what": {"control"}}, "dvpo", OTHER, "violence-not"),
    Case(f"{CSA}, 18 or over", VIOLENT | {"his_age": "10-17"}, "dvpo", OTHER, "his-age-18"),
    Case(f"{CSA}, associated", VIOLENT | bonds("stranger"), "dvpo", OTHER, "associated-not"),
    Case(f"{CSA}, flatmate", VIOLENT | bonds("household"), "dvpo", MAY),
    Case("police in the pilot use the newer notice", VIOLENT | {"his_area": GM}, "dvpo", DEPENDS,
         "pilot-instead"),
    # Stalking protection order: any tie at all.
    Case(SPA, bonds("stranger", what={"stalking"}), "spo", MAY, "any-tie"),
    Case(SPA, bonds("neighbour", what={"stalking"}), "spo", MAY),
    Case(SPA, bonds("married", what={"stalking"}), "spo", MAY),
    Case(SPA, bonds("not-known", what={"stalking"}), "spo", MAY),
    Case(f"{SPA}, under 10", bonds("friend", what={"stalking"}, his_age="under-10"), "spo", OTHER,
         "his-age-10"),
    Case(f"{SPA}, 10 to 17", bonds("friend", what={"stalking"}, his_age="10-17"), "spo", MAY),
    Case(f"{SPA}, once", bonds("friend", what={"stalking"}, times="once"), "spo", DEPENDS,
         "acts-more"),
    Case(f"{SPA}, no charge is needed", {"what": {"stalking"}, "case": "none"}, "spo", MAY),
    Case(f"{SPA}, not said", {}, "spo", DEPENDS, "stalking-unsure"),
    Case(f"{SPA}, others say what stalking is", {"what": {"control"}}, "spo", DEPENDS),
    # Injunction against harassment: where there is no free way.
    Case(PHA_3, bonds("stranger", times="more"), "pha-injunction", MAY, "not-associated"),
    Case(PHA_3, bonds("neighbour", times="more"), "pha-injunction", MAY),
    Case(PHA_3, bonds("work", times="more"), "pha-injunction", MAY),
    Case(f"{PHA_3}(a)", bonds("neighbour", times="once"), "pha-injunction", DEPENDS, "two-times"),
    Case("no fee for the family court's order", bonds("married"), "pha-injunction", OTHER,
         "free-way-first"),
    Case("short dates", bonds("dating", dating_long="no"), "pha-injunction", MAY),
    Case("N208 names a defendant", bonds("stranger", "not-known"), "pha-injunction", DEPENDS,
         "name-needed"),
    Case("PHA 1997 s.3A", bonds("neighbour", what={"group"}), "pha-injunction", MAY, "group"),
    # At the end of a case.
    Case("SA 2020 s.360", {"case": "convicted"}, "restraining-conviction", MAY, "convicted"),
    Case("SA 2020 s.360", {"case": "charged"}, "restraining-conviction", DEPENDS,
         "convicted-later"),
    Case("SA 2020 s.360", {"case": "none"}, "restraining-conviction", OTHER, "no-case"),
    Case("SA 2020 s.360", {"case": "reported"}, "restraining-conviction", OTHER, "case-not-yet"),
    Case("PHA 1997 s.5A", {"case": "acquitted"}, "restraining-acquittal", MAY, "acquitted"),
    Case("PHA 1997 s.5A", {"case": "convicted"}, "restraining-acquittal", OTHER),
    Case("SA 2020 s.330", {"case": "convicted", "his_age": "10-17"}, "cbo", MAY),
    Case("SA 2020 s.330", {"case": "convicted", "his_age": "under-10"}, "cbo", OTHER),
    Case("SA 2020 s.330", {"case": "acquitted"}, "cbo", OTHER),
    # Near home, and bail.
    Case("ASBCPA 2014 s.1", bonds("neighbour", what={"trouble"}), "asb-injunction", MAY, "trouble"),
    Case("ASBCPA 2014 s.1", bonds("neighbour"), "asb-injunction", DEPENDS),
    Case("ASBCPA 2014 s.1", bonds("married", what={"violence"}), "asb-injunction", OTHER),
    Case("ASBCPA 2014 s.1, under 10", bonds("neighbour", what={"trouble"}, his_age="under-10"),
         "asb-injunction", OTHER, "his-age-10"),
    Case("Bail Act 1976", {"case": "bail"}, "bail", MAY),
    Case("Bail Act 1976", {"case": "charged"}, "bail", MAY),
    Case("Bail Act 1976", {"case": "reported"}, "bail", DEPENDS, "bail-ask"),
    Case("Bail Act 1976", {"case": "none"}, "bail", OTHER, "no-case"),
    Case("Bail Act 1976", {"case": "acquitted"}, "bail", OTHER, "case-over"),
]  # fmt: skip


def answers_of(said: dict[str, Any]) -> Answers:
    """Give answers from a row."""
    sets: dict[str, Any] = {key: frozenset(said[key]) for key in ("bonds", "what") if key in said}
    return Answers(**{**said, **sets})


def setting(today: date = TODAY) -> Setting:
    """Give what is known of the pilot, as the program has it."""
    areas = {each.id: each.since for each in pilot_areas()}
    return Setting(today=today, pilot=areas, pilot_end=pilot_end())


@pytest.mark.parametrize("case", CASES, ids=[f"{n} {each.source}" for n, each in enumerate(CASES)])
def test_an_order_fits_as_its_source_says(case: Case) -> None:
    guide = find_orders(answers_of(case.said), setting(case.today))
    found = next(each for each in guide.findings if each.order == case.order)

    assert found.fit is case.fit
    assert not case.why or case.why in found.why


def test_there_are_sixty_cases_and_each_names_its_source() -> None:
    assert len(CASES) >= 60
    assert all(case.source for case in CASES)
    assert {case.order for case in CASES} == set(RULES)


def test_every_order_that_is_known_has_a_rule() -> None:
    assert set(RULES) == set(facts(Jurisdiction.ENGLAND_WALES, "orders"))


def test_danger_comes_first_whatever_was_said() -> None:
    rows: list[dict[str, Any]] = [
        {},
        {"broken": "yes"},
        {"children": "yes", "age": "under-16", "times": "once"},
    ]
    for each in rows:
        assert find_orders(answers_of(each), setting()).first[0] == "danger"


def test_a_broken_order_and_children_come_before_any_other_order() -> None:
    guide = find_orders(answers_of({"broken": "yes", "children": "yes"}), setting())

    assert guide.first == ("danger", "broken", "children")


def test_once_is_worth_telling_too() -> None:
    assert "once" in find_orders(answers_of({"times": "once"}), setting()).first


def test_without_any_answer_no_order_that_she_can_ask_for_is_closed() -> None:
    findings = find_orders(Answers(), setting()).findings

    assert {each.fit for each in findings} == {DEPENDS}


def test_what_may_fit_stands_before_what_depends() -> None:
    guide = find_orders(answers_of(bonds("married", what={"stalking"}, case="none")), setting())
    fits = [each.fit for each in guide.findings]

    assert fits == sorted(fits, key=list(Fit).index)


@pytest.mark.parametrize("bond", sorted(ASSOCIATED))
def test_a_tie_that_meets_the_test_meets_it_beside_any_other(bond: str) -> None:
    for other in BONDS:
        assert find_associated(answers_of(bonds(bond, other))) is Holds.YES


def test_the_rules_use_the_lists_that_the_facts_name() -> None:
    ties = facts(Jurisdiction.ENGLAND_WALES, "relationships")

    assert set(ties["connected"].more.texts("bonds")) == set(CONNECTED)
    named = set(ties["associated"].more.texts("bonds"))
    assert named - {"engaged", "dating-long"} == set(ASSOCIATED)
