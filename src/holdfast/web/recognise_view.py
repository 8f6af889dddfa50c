"""How the questions and what was told are put before her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdfast.actions.recognising import (
    ALL,
    recognise,
    recognising_facts,
    sign_said,
    signs_for_people,
    suggested,
)
from holdfast.insight.opening import uk_wall_clock
from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.directory.embedded import service_named
from holdfast.knowledge.law import Freshness, Jurisdiction, Status, facts
from holdfast.knowledge.recognise_words import every_question, themes
from holdfast.web.named_view import named_views

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdfast.insight.recognising import Told
    from holdfast.knowledge.law import Fact

DANGER = "police-999"
FIRST_CALLS = ("stalking-helpline", "gm-victims-services")
TOOL = "stalked-tool"
END = "end"
LIMITS = ("report-any-time", "six-months")


def fact_view(fact: Fact, clock: datetime) -> dict[str, Any]:
    """Give a fact as it is shown: its words, its source, and how sure it is.

    Args:
        fact: of signs or recognising.
        clock: now.
    """
    return {
        "id": fact.id,
        "name": fact.name,
        "says": fact.says,
        "lines": fact.more.texts("lines"),
        "source": fact.source,
        "address": fact.address,
        "checked": f"{fact.checked_on:%-d %B %Y}",
        "is_unsure": fact.status is Status.NOT_CONFIRMED,
        "is_stale": fact.freshness(clock.date()) is Freshness.STALE,
        "to_check": fact.to_check,
    }


def facts_view(found: Iterable[Fact], clock: datetime) -> list[dict[str, Any]]:
    """Give facts as they are shown.

    Args:
        found: of signs or recognising.
        clock: now.
    """
    return [fact_view(each, clock) for each in found]


def people_view(told: Told, found: Iterable[Fact], clock: datetime) -> dict[str, Any]:
    """Give the page that leads to people.

    Args:
        told: what was answered.
        found: the signs that lead there.
        clock: now.
    """
    signs = [{**fact_view(each, clock), "tell": sign_said(each, told)} for each in found]
    (danger,) = named_views([DANGER], uk_wall_clock(clock))
    return {
        "danger": danger,
        "signs": signs,
        "calls": named_views(FIRST_CALLS, uk_wall_clock(clock)),
    }


def theme_view(told: Told, step: str) -> dict[str, Any]:
    """Give one page of questions.

    Args:
        told: so far.
        step: a theme's id, or `all` for the open question before them.
    """
    steps = [ALL, *themes()]
    place = steps.index(step) if step in steps else 0
    theme = themes().get(steps[place])
    asked = theme.questions if theme else ()
    return {
        "step": steps[place],
        "number": place + 1,
        "all_steps": len(steps),
        "name": theme.put(friend=told.friend) if theme else "",
        "questions": [
            (each.id, each.put(friend=told.friend), each.choices, told.answers.get(each.id, ""))
            for each in asked
        ],
        "said": told.words.get(steps[place], ""),
        "following": steps[place + 1] if place + 1 < len(steps) else END,
        "others": [(each.id, each.put(friend=told.friend)) for each in themes().values()],
    }


def end_view(told: Told, clock: datetime) -> dict[str, Any]:
    """Give the end: what was told, what it resembles, and where to go.

    Args:
        told: all of it.
        clock: now.
    """
    found, known = recognise(told), behaviours()
    routes = [each for each in recognising_facts("route") if each.id in found.routes]
    return {
        "own_words": [(_theme_name(name, told), said) for name, said in told.words.items()],
        "told": _sayings(found.told, told),
        "unsure": _sayings(found.unsure, told),
        "resembling": [
            {
                "act": known[each.example].act,
                "section": known[each.example].section,
                "because": _sayings(each.because, told),
                "perhaps": _sayings(each.perhaps, told),
            }
            for each in found.resembling
        ],
        "routes": [_route(each, clock) for each in routes],
        "explained": facts_view(recognising_facts("explain"), clock),
        "today": facts_view(recognising_facts("friend" if told.friend else "today"), clock),
        "limits": facts_view([_limit(each) for each in LIMITS], clock),
        "tool": service_named(TOOL),
        "suggested": suggested(found),
        **people_view(told, signs_for_people(told), clock),
    }


def _sayings(names: Iterable[str], told: Told) -> list[str]:
    known = every_question()
    return [known[name].told(told.answers[name], friend=told.friend) for name in names]


def _theme_name(name: str, told: Told) -> str:
    theme = themes().get(name)
    return theme.put(friend=told.friend) if theme else ""


def _limit(name: str) -> Fact:
    return facts(Jurisdiction.ENGLAND_WALES, "time_limits")[name]


def _route(fact: Fact, clock: datetime) -> dict[str, Any]:
    offences = facts(Jurisdiction.ENGLAND_WALES, "offences")
    crimes = [offences[name] for name in fact.more.texts("links")]
    calls = named_views(fact.more.texts("services"), uk_wall_clock(clock))
    return {**fact_view(fact, clock), "crimes": facts_view(crimes, clock), "calls": calls}
