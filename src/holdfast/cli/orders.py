"""`holdfast orders`: which court and police orders may be open, as data and in plain words.

No casebook is needed. With a passphrase it also says which entries may help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.orders import see_orders
from holdfast.cli.answer import DOES_NOT_HOLD, Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.order_json import guide_to_json
from holdfast.cli.words import of_command
from holdfast.insight.order_answers import Answers
from holdfast.insight.orders import Fit
from holdfast.knowledge.law import Freshness, Jurisdiction, facts, is_researched, local_help
from holdfast.knowledge.order_words import UNSAID, UNSURE, guide_says, guide_word, questions

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import date

    from holdfast.actions.orders import OrderSeen, OrdersSeen
    from holdfast.cli.speak import Speaker

PLACES = tuple(each.replace("_", "-") for each in Jurisdiction)
SHOWN = {Fit.MAY: "may", Fit.DEPENDS: "depends", Fit.OTHER: "other"}
SENTENCES = ("lasts", "cost", "breach", "start")
LISTS = ("evidence", "ask")
ANSWER = "answer_"
OPTIONS = {"home": "shared-home"}
"""Questions whose name another option has: `--home` is the casebook's folder."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes: where she lives, and one option for each question of the guide.

    Args:
        parser: of the command.
    """
    words = of_command("orders")
    parser.add_argument("--where", choices=PLACES, default=PLACES[0], help=words.text("where"))
    for question in questions().values():
        parser.add_argument(
            f"--{OPTIONS.get(question.id, question.id.replace('_', '-'))}",
            dest=ANSWER + question.id,
            choices=[code for code, _ in question.every_choice()],
            action="append" if question.many else "store",
            default=[] if question.many else "",
            metavar="ANSWER",
            help=f"{question.says} {', '.join(code for code, _ in question.choices)}",
        )
    parser.epilog = words.text("left_out")
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Show the guide.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    place = Jurisdiction(args.where.replace("-", "_"))
    if not is_researched(place):
        return not_researched(place)
    today, said = now().date(), _answers(args)
    if args.passphrase_file is None and args.kit_file is None:
        seen = see_orders(said, today=today)
    else:
        with opened(args, speaker) as book:
            seen = see_orders(said, today=today, book=book)
    return Answer(document=guide_to_json(seen, today), lines=tuple(_lines(seen, today)))


def _answers(args: argparse.Namespace) -> Answers:
    given: dict[str, str | frozenset[str]] = {}
    for question in questions().values():
        typed = getattr(args, ANSWER + question.id)
        said = {each for each in ([typed] if isinstance(typed, str) else typed) if each}
        said -= {UNSURE, UNSAID}
        given[question.id] = frozenset(said) if question.many else "".join(said)
    return Answers(**given)  # type: ignore[arg-type]  # many answers are sets, the others texts


def not_researched(place: Jurisdiction) -> Answer:
    """Say that the law there is not researched yet, and who can help.

    Args:
        place: where she lives.
    """
    (fact,) = facts(place, "about").values()
    helpers = local_help(place)
    lines = [guide_says("danger"), "", f"{fact.name}.", fact.says, "", guide_says("elsewhere_help")]
    lines += [f"  {each.phone}  {each.name}" for each in helpers]
    return Answer(
        document={
            "jurisdiction": str(place),
            "researched": False,
            "says": fact.says,
            "help": [
                {
                    "name": each.name,
                    "phone": each.phone,
                    "source": each.source,
                    "checked_on": each.checked_on.isoformat(),
                }
                for each in helpers
            ],
        },
        lines=tuple(lines),
        exit_status=DOES_NOT_HOLD,
    )


def _lines(seen: OrdersSeen, today: date) -> Iterator[str]:
    for code in seen.guide.first:
        yield guide_says("danger") if code == "danger" else guide_word("first", code)
    yield ""
    yield f"{guide_says('as_at', day=today.isoformat())} {guide_says('not_advice')}"
    for fit, word in SHOWN.items():
        here = [each for each in seen.orders if each.finding.fit is fit]
        if here:
            yield ""
            yield f"{guide_word('fit', word)}:"
        for each in here:
            yield ""
            yield from _order_lines(each, today, is_short=fit is Fit.OTHER)


def _order_lines(seen: OrderSeen, today: date, *, is_short: bool) -> Iterator[str]:
    fact = seen.fact
    yield f"- {fact.name}"
    for code in seen.finding.why:
        yield f"  {guide_word('why', code)}"
    if is_short:
        return
    yield f"  {fact.says}"
    yield f"  {guide_says('who_asks')}: {fact.more.text('asks')}"
    for key in SENTENCES:
        yield f"  {guide_says(key)}: {fact.more.text(key)}"
    for key in LISTS:
        yield f"  {guide_says(key)}: {' / '.join(fact.more.texts(key))}"
    yield from _record_lines(seen)
    yield from _source_lines(seen, today)


def _record_lines(seen: OrderSeen) -> Iterator[str]:
    if seen.held:
        held = [f"{guide_word('record', need)}: {len(each)}" for need, each in seen.held.items()]
        yield f"  {guide_says('held')}: {' / '.join(held)}"
    if seen.missing:
        missing = [guide_word("record", need) for need in seen.missing]
        yield f"  {guide_says('missing')} {' / '.join(missing)}"


def _source_lines(seen: OrderSeen, today: date) -> Iterator[str]:
    fact = seen.fact
    status = guide_word("status", fact.status)
    checked = guide_says("checked", day=fact.checked_on.isoformat())
    yield f"  {fact.law}. {status}. {checked}"
    yield f"  {fact.address}"
    if fact.freshness(today) is Freshness.STALE:
        yield f"  {guide_says('stale')}"
    if fact.to_check:
        yield f"  {guide_says('to_check')} {' '.join(fact.to_check)}"
