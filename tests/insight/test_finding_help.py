"""What is found, and in which order."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from holdfast.insight.finding_help import Wanted, find_help, may_be_old, prepare
from holdfast.model.service import Hours, How, Number, Service
from tests.insight.test_opening import CALENDAR

SUNDAY = datetime(2026, 11, 22, 12)  # noqa: DTZ001  # a wall clock
TODAY = SUNDAY.date()
CALL = (Number(number="0161 496 0000"),)


def named(name: str, **known: object) -> Service:
    return Service(id=name, name=name, about="", checked_on=TODAY, **known)  # type: ignore[arg-type]


def names(wanted: Wanted, *services: Service) -> list[str]:
    found = find_help(prepare(services, CALENDAR), wanted, wall=SUNDAY)
    return [each.service.name for each in (*found.on_top, *found.found)]


def test_999_and_101_stand_on_top_whatever_is_asked() -> None:
    services = (named("101", first=2), named("A", needs=("legal",)), named("999", first=1))

    assert names(Wanted(need="stalking", words="zzz"), *services) == ["999", "101"]


def test_the_pages_own_come_first_then_ours_then_files_then_the_nearer() -> None:
    services = (
        named("File", origin="a.json"),
        named("Far", areas=("uk",)),
        named("Near", areas=("england",)),
        named("Page", first=4),
    )

    assert names(Wanted(), *services) == ["Page", "Near", "Far", "File"]


@pytest.mark.parametrize(
    ("wanted", "fitting"),
    [
        pytest.param(Wanted(need="legal"), {"need": True, "other": False}, id="need"),
        pytest.param(Wanted(age=17), {"young": True, "adult": False}, id="age"),
        pytest.param(Wanted(age=18), {"young": False, "adult": True}, id="an adult"),
        pytest.param(
            Wanted(identities=frozenset({"men"})), {"men": True, "women": False}, id="identity"
        ),
        pytest.param(Wanted(language="welsh"), {"welsh": True, "other": False}, id="language"),
        pytest.param(Wanted(language="English"), {"other": True}, id="English"),
        pytest.param(Wanted(how=How.PHONE), {"phone": True, "web": False}, id="by phone"),
        pytest.param(Wanted(how=How.WEB), {"web": True, "phone": False}, id="on its site"),
        pytest.param(Wanted(how=How.CHAT), {"chat": True, "phone": False}, id="by chat"),
        pytest.param(Wanted(area="england"), {"england": True, "elsewhere": False}, id="area"),
        pytest.param(Wanted(area="uk"), {"england": True}, id="an area inside"),
        pytest.param(Wanted(area="Elsew"), {"elsewhere": True, "england": False}, id="a name"),
        pytest.param(Wanted(open_now=True), {"shut": False, "other": True}, id="open now"),
        pytest.param(Wanted(words="el WH"), {"elsewhere": True, "shut": False}, id="words"),
    ],
)
def test_only_what_fits_is_found(wanted: Wanted, fitting: dict[str, bool]) -> None:
    services = (
        named("need", needs=("legal",)),
        named("other", needs=("money",)),
        named("young", most_age=17),
        named("adult", least_age=18),
        named("men", identities=("men",)),
        named("women", identities=("women",)),
        named("welsh", languages=("Welsh",)),
        named("phone", numbers=CALL),
        named("web", web="https://example.org/"),
        named("chat", chat=True),
        named("england", areas=("england",)),
        named("elsewhere", areas=("Elsewhere",)),
        named("shut", hours=(Hours(days=("MO",), opens=0, closes=60),), areas=("england",)),
    )

    found = names(wanted, *services)
    assert {name: name in found for name in fitting} == fitting


def test_a_year_without_a_check_or_without_any_is_too_old() -> None:
    assert not may_be_old(named("new"), TODAY)
    assert may_be_old(named("new"), date(2027, 11, 23))
    assert may_be_old(named("source", source_day=date(2025, 1, 1)), TODAY)
    assert may_be_old(Service(id="a", name="A", about=""), TODAY)
