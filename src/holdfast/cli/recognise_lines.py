"""`holdfast recognise` in lines for a person: people first, then what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.recognising import recognising_facts, sign_said
from holdfast.cli.words import says
from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.directory.embedded import service_named
from holdfast.knowledge.law import Jurisdiction, Status, facts
from holdfast.knowledge.recognise_words import every_question, themes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from holdfast.insight.finding_help import Fitting
    from holdfast.insight.recognising import Recognised, Told
    from holdfast.knowledge.law import Fact, LocalHelp

TOOL = "stalked-tool"
IN = "  "


def asked_lines(told: Told) -> Iterator[str]:
    """Give the signs and questions with their ids.

    Args:
        told: says to whom they are put.
    """
    yield says("recognise_danger")
    yield ""
    yield says("recognise_signs")
    for fact in facts(Jurisdiction.ENGLAND_WALES, "signs").values():
        key = "ask_friend" if told.friend else "ask"
        yield f"{IN}{fact.id}: {fact.more.text(key)}"
    for theme in themes().values():
        yield ""
        yield f"{theme.put(friend=told.friend)}:"
        for each in theme.questions:
            yield f"{IN}{each.id}: {each.put(friend=told.friend)}"
    yield ""
    yield says("recognise_open")


def people_lines(told: Told, signs: Iterable[Fact], calls: Iterable[Fitting]) -> Iterator[str]:
    """Give whom to call, and the words for the police.

    Args:
        told: what was answered.
        signs: danger signs that lead to people.
        calls: services.
    """
    yield says("recognise_danger")
    yield ""
    yield says("recognise_calls")
    for each in calls:
        numbers = ", ".join(row.number for row in each.service.numbers)
        yield f"{IN}{numbers}  {each.service.name}"
    found = list(signs)
    if found:
        yield ""
        yield says("recognise_tell")
    for fact in found:
        yield f"- {sign_said(fact, told)}"
        yield f"{IN}{fact.says}"
        yield f"{IN}{_source(fact)}"


def end_lines(told: Told, found: Recognised, routes: Iterable[Fact]) -> Iterator[str]:
    """Give what was told, which of the law's examples it may be like, and what else to know.

    Args:
        told: what was answered.
        found: put together.
        routes: where some answers lead.
    """
    for key, names in (("recognise_told", found.told), ("recognise_unsure", found.unsure)):
        if names:
            yield ""
            yield says(key)
            yield from (f"- {_said(name, told)}" for name in names)
    if found.resembling:
        yield ""
        yield says("recognise_law")
    known = behaviours()
    for each in found.resembling:
        example = known[each.example]
        yield f"- “{example.act}” ({example.section})"
        yield from (f"{IN}{_said(name, told)}" for name in (*each.because, *each.perhaps))
    for fact in (*routes, *recognising_facts("explain")):
        yield ""
        yield f"{fact.name}: {fact.says}"
        yield from (f"{IN}{line}" for line in fact.more.texts("lines"))
        yield f"{IN}{_source(fact)}"
    tool = service_named(TOOL)
    yield ""
    yield f"{tool.name}: {tool.web}"
    yield says("recognise_not_scored")


def elsewhere_lines(fact: Fact, helpers: Iterable[LocalHelp]) -> Iterator[str]:
    """Give what is said where the law is not researched.

    Args:
        fact: says so.
        helpers: whom to call.
    """
    yield says("recognise_danger")
    yield ""
    yield f"{fact.name}."
    yield fact.says
    yield from (f"{IN}{each.phone}  {each.name}" for each in helpers)


def _said(name: str, told: Told) -> str:
    return every_question()[name].told(told.answers[name], friend=told.friend)


def _source(fact: Fact) -> str:
    is_sure = fact.status is not Status.NOT_CONFIRMED
    key = "recognise_source" if is_sure else "recognise_not_confirmed"
    return says(key, source=fact.source, day=fact.checked_on.isoformat())
