"""`holdfast pattern`: what the record shows taken together, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.pattern import accounts_by_others, show_pattern
from holdfast.actions.who_is_who import names_called
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import counted, of_command, says
from holdfast.knowledge.behaviours import behaviours

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from holdfast.cli.speak import Speaker
    from holdfast.insight.pattern import Pattern, Sourced
    from holdfast.model.entry import JsonValue


DAY_LENGTH = len("2026-03-04")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    said = of_command("pattern")
    parser.add_argument("--person", metavar="NAME", help=said.text("person"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Show it.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    with opened(args, speaker) as book:
        names = names_called(book, args.person) if args.person else None
        found = show_pattern(book, names=names)
        others = accounts_by_others(book)
    lines = list(_lines(found))
    if others:
        lines.append(counted("pattern_others", len(others)))
    by_others: dict[str, JsonValue] = {"count": len(others), "entries": [*others]}
    return Answer(
        document={**pattern_to_json(found), "accounts_by_others": by_others}, lines=tuple(lines)
    )


def pattern_to_json(found: Pattern) -> dict[str, JsonValue]:
    """Give a pattern as `pattern --json` prints it.

    Args:
        found: from the record.
    """
    return {
        "counts": {
            "incidents": found.incidents.count,
            "occasions": len(found.occasions),
            "day_unknown": found.day_unknown.count,
            "with_effect": found.effect.count,
            "witnessed": found.witnessed.count,
            "months": dict[str, "JsonValue"](found.months),
        },
        "span": {"first": found.first, "last": found.last},
        "behaviours": [{**_known(code), **_sourced(each)} for code, each in found.behaviours],
        "law": [{**_known(code), **_sourced(each)} for code, each in found.law],
        "occasions": [{"day": day, **_sourced(each)} for day, each in found.occasions],
        "feared": {answer: _sourced(each) for answer, each in found.feared.items()},
        "feared_for": {whom: _sourced(each) for whom, each in found.feared_for.items()},
        "effect": _sourced(found.effect),
        "witnessed": _sourced(found.witnessed),
        "day_unknown": _sourced(found.day_unknown),
        "arrangements": _sourced(found.arrangements),
        "sources": [*found.incidents.entries],
    }


def _known(code: str) -> dict[str, JsonValue]:
    behaviour = behaviours().get(code)
    if behaviour is None:
        return {"code": code, "says": code}
    return {
        "code": code,
        "says": behaviour.says,
        "section": behaviour.section or None,
        "source": behaviour.source,
        "checked_on": behaviour.checked_on.isoformat(),
    }


def _sourced(found: Sourced) -> dict[str, JsonValue]:
    return {"count": found.count, "entries": [*found.entries]}


def _lines(found: Pattern) -> Iterator[str]:
    if found.arrangements.count:
        yield says("pattern_arranged", count=found.arrangements.count)
    if not found.incidents.count:
        yield says("pattern_none")
        return
    yield counted(
        "pattern_head",
        found.incidents.count,
        first=_day(found.first),
        last=_day(found.last),
        days=len(found.occasions),
    )
    if found.day_unknown.count:
        yield says("pattern_unknown", count=found.day_unknown.count)
    answers = {answer: each.count for answer, each in found.feared.items()}
    yield says(
        "pattern_feared",
        yes=answers["yes"],
        no=answers["no"],
        unsure=answers["unsure"],
        open=answers["not answered"],
    )
    yield says("pattern_effect", count=found.effect.count)
    yield says("pattern_witnessed", count=found.witnessed.count)
    if found.behaviours:
        yield ""
        yield says("pattern_behaviours")
        yield from (_counted(code, each) for code, each in found.behaviours)
    if found.law:
        yield ""
        yield says("pattern_law")
        yield from (_counted(code, each) for code, each in found.law)
    yield ""
    yield says("pattern_sources")


def _day(iso: str | None) -> str:
    return iso[:DAY_LENGTH] if iso else says("when_unknown")


def _counted(code: str, found: Sourced) -> str:
    return f"  {found.count:4}  {_known(code)['says']}"
