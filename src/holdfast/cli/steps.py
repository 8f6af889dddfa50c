"""`holdfast steps`: six things she can do, and where her own details may be public, as data.

No casebook is needed. With a passphrase it shows what is there already, and keeps her marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.exposure import TOPIC as EXPOSURE
from holdfast.actions.exposure import exposure_kept
from holdfast.actions.steps import STATES, mark_step, see_steps
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.order_json import fact_to_json
from holdfast.cli.orders import PLACES, not_researched
from holdfast.cli.words import of_command
from holdfast.knowledge.law import Freshness, Jurisdiction, Status, facts, is_researched
from holdfast.knowledge.wording import words
from holdfast.model.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from datetime import date

    from holdfast.actions.exposure import Exposure
    from holdfast.actions.steps import StepSeen, There
    from holdfast.cli.speak import Speaker
    from holdfast.knowledge.law import Fact
    from holdfast.model.entry import JsonValue

STEPS, NONE, MARK = "steps", "none", "--mark"
LINES = ("look", "can", "warn")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    said = of_command(STEPS)
    parser.add_argument("--where", choices=PLACES, default=PLACES[0], help=said.text("where"))
    parser.add_argument(MARK, nargs=2, metavar=("STEP", "SAID"), help=said.text("mark"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Show the steps; keep a mark first when one is given.

    Args:
        args: as typed.
        speaker: asks for the passphrase.

    Raises:
        UsageError: what is said of a step is none of the choices.
    """
    place = Jurisdiction(args.where.replace("-", "_"))
    if not is_researched(place):
        return not_researched(place)
    today = now().date()
    if args.mark is None and args.passphrase_file is None and args.kit_file is None:
        return _answer(see_steps(), None, today)
    if args.mark is not None and args.mark[1] not in {NONE, *STATES}:
        raise UsageError(MARK)
    with opened(args, speaker) as book:
        if args.mark is not None:
            step, said = args.mark
            mark_step(book, step, "" if said == NONE else said, today=today)
        steps, kept = see_steps(book), exposure_kept(book)
    if args.mark is None:
        return _answer(steps, kept, today)
    (marked,) = (each for each in steps if each.fact.id == args.mark[0])
    return Answer(
        document=_step_to_json(marked, today, has_book=True),
        lines=tuple(_step_lines(steps.index(marked) + 1, marked, today)),
    )


def _answer(
    steps: tuple[StepSeen, ...], kept: Mapping[str, Exposure] | None, today: date
) -> Answer:
    said, places = words(STEPS), facts(Jurisdiction.ENGLAND_WALES, EXPOSURE)
    has_book = kept is not None
    document: dict[str, JsonValue] = {
        "jurisdiction": str(Jurisdiction.ENGLAND_WALES),
        "researched": True,
        "as_at": today.isoformat(),
        "danger": said.text("danger"),
        "only_safe": said.text("only_safe"),
        "steps": [_step_to_json(each, today, has_book=has_book) for each in steps],
        "exposure": [_place_to_json(each, today, kept) for each in places.values()],
    }
    lines = [said.text("danger"), "", said.text("only_safe"), said.text("no_duty")]
    for number, each in enumerate(steps, start=1):
        lines += ["", *_step_lines(number, each, today)]
    lines += ["", f"{words('web_exposure').text('heading')}:"]
    for fact in places.values():
        lines += ["", *_place_lines(fact, today, (kept or {}).get(fact.id))]
    return Answer(document=document, lines=tuple(lines))


def _step_to_json(seen: StepSeen, today: date, *, has_book: bool) -> dict[str, JsonValue]:
    there: list[JsonValue] = [
        {"what": each.what, "count": each.count, "last": each.last or None} for each in seen.there
    ]
    return {
        **fact_to_json(seen.fact, today),
        "do": [*seen.fact.more.texts("do")],
        "opens": [*seen.fact.more.texts("opens")],
        "mark": seen.mark or None,
        "marked_on": seen.marked_on or None,
        "there": there if has_book else None,
    }


def _place_to_json(
    fact: Fact, today: date, kept: Mapping[str, Exposure] | None
) -> dict[str, JsonValue]:
    mine = (kept or {}).get(fact.id)
    return {
        **fact_to_json(fact, today),
        **{name: fact.more.text_or_empty(name) or None for name in LINES},
        "kept": dict(mine.to_json()) if mine else None,
    }


def _step_lines(number: int, seen: StepSeen, today: date) -> Iterator[str]:
    said = words(STEPS)
    yield f"{number}. {seen.fact.name}  ({seen.fact.id})"
    yield f"   {seen.fact.says}"
    yield from (f"   - {line}" for line in seen.fact.more.texts("do"))
    yield from (f"   {there_text(each)}" for each in seen.there)
    if seen.mark:
        mark = said.table("mark").text(seen.mark)
        yield f"   {said.text('marked').format(day=seen.marked_on, mark=mark)}"
    yield from _source_lines(seen.fact, today)


def there_text(there: There) -> str:
    """Say what is there already.

    Args:
        there: counted.
    """
    said = words(STEPS)
    table = said.table("there").table("one" if there.count == 1 else "many")
    last = f", {said.text('last').format(day=there.last)}" if there.last else ""
    return f"{table.text(there.what).format(n=there.count)}{last}"


def _place_lines(fact: Fact, today: date, kept: Exposure | None) -> Iterator[str]:
    yield f"- {fact.name}  ({fact.id})"
    yield f"   {fact.says}"
    yield from (f"   {line}" for name in LINES if (line := fact.more.text_or_empty(name)))
    if kept:
        state = words(EXPOSURE).table("state").text(kept.state or "looked")
        yield f"   {kept.on}: {state}"
    yield from _source_lines(fact, today)


def _source_lines(fact: Fact, today: date) -> Iterator[str]:
    said = words(STEPS)
    if fact.status is Status.NOT_CONFIRMED:
        yield f"   {said.text('not_confirmed')}"
    else:
        yield f"   {said.text('checked').format(day=fact.checked_on.isoformat())}"
    yield f"   {fact.source}. {fact.address}"
    if fact.freshness(today) is Freshness.STALE:
        yield f"   {said.text('stale')}"
