"""`holdfast recognise`: the danger signs and questions as data, and what some answers lead to.

No casebook is needed, and nothing is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.named_help import named_help
from holdfast.actions.recognising import (
    recognise,
    recognising_facts,
    signs_for_people,
    told_of,
)
from holdfast.cli.answer import DOES_NOT_HOLD, Answer
from holdfast.cli.recognise_lines import asked_lines, elsewhere_lines, end_lines, people_lines
from holdfast.cli.words import of_command
from holdfast.insight.opening import uk_wall_clock
from holdfast.knowledge.behaviours import behaviours
from holdfast.knowledge.law import Jurisdiction, facts, is_researched, local_help
from holdfast.knowledge.recognise_words import UNSURE, YES, every_question, themes

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker
    from holdfast.insight.recognising import Told
    from holdfast.knowledge.law import Fact
    from holdfast.model.entry import JsonValue

PLACES = tuple(each.replace("_", "-") for each in Jurisdiction)
FIRST_CALLS = ("police-999", "stalking-helpline", "gm-victims-services")
BETWEEN = "="


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("recognise")
    signs = list(facts(Jurisdiction.ENGLAND_WALES, "signs"))
    known = [*signs, *every_question()]
    parser.add_argument("--where", choices=PLACES, default=PLACES[0], help=words.text("where"))
    parser.add_argument("--friend", action="store_true", help=words.text("friend"))
    for name in (YES, UNSURE):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            choices=known,
            metavar="ID",
            help=words.text(name),
        )
    pairs = [
        f"{each.id}{BETWEEN}{code}"
        for each in every_question().values()
        for code, _ in each.choices
        if not (each.tell or each.tell_friend)
    ]
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        choices=pairs,
        metavar="ID=ANSWER",
        help=words.text("answer").format(pairs=", ".join(pairs)),
    )


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:  # noqa: ARG001  # every command's
    """Show the questions, or what some answers lead to.

    Args:
        args: as typed.
        speaker: not needed.
    """
    place = Jurisdiction(args.where.replace("-", "_"))
    if not is_researched(place):
        return _elsewhere(place)
    given = [(name, YES) for name in args.yes] + [(name, UNSURE) for name in args.unsure]
    pairs = [tuple(each.split(BETWEEN)) for each in args.answer]
    told = told_of(
        friend=args.friend,
        place=place,
        signs=dict(given),
        answers=[*given, *((name, code) for name, code in pairs)],
        words={},
    )
    if not (told.signs or told.answers):
        return Answer(document=_asked(told), lines=tuple(asked_lines(told)))
    return _found(told)


def _elsewhere(place: Jurisdiction) -> Answer:
    (fact,) = facts(place, "about").values()
    helpers = local_help(place)
    document: dict[str, JsonValue] = {
        "jurisdiction": str(place),
        "researched": False,
        "says": fact.says,
        "help": [{"name": each.name, "phone": each.phone} for each in helpers],
    }
    lines = tuple(elsewhere_lines(fact, helpers))
    return Answer(document=document, lines=lines, exit_status=DOES_NOT_HOLD)


def _asked(told: Told) -> dict[str, JsonValue]:
    signs = facts(Jurisdiction.ENGLAND_WALES, "signs").values()
    key = "ask_friend" if told.friend else "ask"
    return {
        "signs": [{"id": each.id, "asks": each.more.text(key)} for each in signs],
        "themes": [
            {
                "id": theme.id,
                "name": theme.put(friend=told.friend),
                "questions": [
                    {
                        "id": each.id,
                        "asks": each.put(friend=told.friend),
                        "answers": [code for code, _ in each.choices],
                    }
                    for each in theme.questions
                ],
            }
            for theme in themes().values()
        ],
    }


def _found(told: Told) -> Answer:
    found, signs = recognise(told), signs_for_people(told)
    calls = named_help(FIRST_CALLS, wall=uk_wall_clock(now()))
    known = behaviours()
    routes = [each for each in recognising_facts("route") if each.id in found.routes]
    document: dict[str, JsonValue] = {
        "signs": [_fact(each) for each in signs],
        "told": [*found.told],
        "unsure": [*found.unsure],
        "resembling": [
            {
                "code": each.example,
                "act": known[each.example].act,
                "section": known[each.example].section,
                "because": [*each.because],
                "perhaps": [*each.perhaps],
            }
            for each in found.resembling
        ],
        "routes": [_fact(each) for each in routes],
        "explained": [_fact(each) for each in recognising_facts("explain")],
        "calls": [
            {"name": each.service.name, "number": each.service.numbers[0].number} for each in calls
        ],
    }
    lines = [*people_lines(told, signs, calls), *end_lines(told, found, routes)]
    return Answer(document=document, lines=tuple(lines))


def _fact(fact: Fact) -> JsonValue:
    return {
        "id": fact.id,
        "name": fact.name,
        "says": fact.says,
        "source": fact.source,
        "address": fact.address,
        "checked_on": fact.checked_on.isoformat(),
        "status": str(fact.status),
        "to_check": [*fact.to_check],
    }
