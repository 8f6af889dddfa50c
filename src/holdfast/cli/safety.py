"""`holdfast safety`: measures at home, outside, online, about children; with a key, her plan.

No casebook is needed for the lists. With a passphrase it shows what fits the record first, what
she picked, and her plan; nothing of it enters the record.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.offer_measures import offers, say_because
from holdfast.actions.plan import Pick, PickState, drop_pick, find_pick, pick, picks
from holdfast.actions.whole_plan import whole_plan
from holdfast.cli.answer import Answer
from holdfast.cli.fact_lines import fact_foot
from holdfast.cli.options import add_keys, opened
from holdfast.cli.order_json import fact_to_json
from holdfast.cli.orders import PLACES, not_researched
from holdfast.cli.safety_online import online_lists
from holdfast.cli.words import of_command
from holdfast.knowledge.law import Jurisdiction, is_researched
from holdfast.knowledge.measures import CHILDREN, ONLINE, OUTSIDE, PARTS, find_measure, measures
from holdfast.knowledge.wording import words
from holdfast.model.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from holdfast.actions.offer_measures import Offer
    from holdfast.actions.whole_plan import Plan
    from holdfast.cli.speak import Speaker
    from holdfast.knowledge.law import Fact
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

SAFETY, PICK, NONE = "safety", "--pick", "none"
CHOICES = (*PARTS[OUTSIDE], CHILDREN, ONLINE)
"""Parts of the page about home and outside, and the whole of the others."""

Shown = tuple[str, str, tuple["Fact", ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    said = of_command(SAFETY)
    parser.add_argument("--where", choices=PLACES, default=PLACES[0], help=said.text("where"))
    parser.add_argument("--part", choices=CHOICES, help=said.text("part"))
    parser.add_argument("--plan", action="store_true", help=said.text("plan"))
    parser.add_argument(PICK, nargs=2, metavar=("MEASURE", "SAID"), help=said.text("pick"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Show the lists or the plan; keep a pick first when one is given.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    place = Jurisdiction(args.where.replace("-", "_"))
    if not is_researched(place):
        return not_researched(place)
    today = now().date()
    shown: Callable[[OpenCasebook | None], Answer] = (
        partial(online_lists, today) if args.part == ONLINE else partial(_lists, args.part, today)
    )
    wants_book = args.plan or args.pick is not None
    if not wants_book and args.passphrase_file is None and args.kit_file is None:
        return shown(None)
    with opened(args, speaker) as book:
        if args.pick is not None:
            _pick(book, *args.pick)
        if wants_book:
            plan = whole_plan(book)
            return Answer(document=plan_to_json(plan), lines=tuple(_plan_lines(plan)))
        return shown(book)


def _shown(part: str | None) -> list[Shown]:
    """Give the parts asked for: topic, part, and what stands in it."""
    found: list[Shown] = []
    for topic, parts in PARTS.items():
        wanted = parts if part in (None, topic) else [each for each in parts if each == part]
        if topic == CHILDREN and part not in (None, CHILDREN):
            continue
        found += [(topic, each, measures(topic, each)) for each in wanted]
    return found


def _pick(book: OpenCasebook, measure: str, said: str) -> None:
    """Keep what she says of a measure.

    Raises:
        UsageError: there is no such measure, or that cannot be said of one.
    """
    named, _, rest = measure.rpartition("/")
    known = (named,) if named == ONLINE else (*PARTS, ONLINE)
    topic = next((each for each in known if find_measure(each, rest)), "")
    measure = rest
    if not topic or said not in {NONE, *PickState}:
        raise UsageError(PICK)
    if said == NONE:
        drop_pick(book, topic, measure)
        return
    before = find_pick(book, topic, measure)
    note = before.note if before else ""
    pick(book, Pick(topic=topic, measure=measure, state=PickState(said), note=note))


def _lists(wanted: str | None, today: date, book: OpenCasebook | None = None) -> Answer:
    shown = _shown(wanted)
    said, offered = words("web_measures"), offers(book) if book else ()
    picked = {
        each.measure: str(each.state)
        for topic in PARTS
        if book
        for each in picks(book, topic, [fact.id for fact in measures(topic)]).values()
    }
    document: dict[str, JsonValue] = {
        "jurisdiction": str(Jurisdiction.ENGLAND_WALES),
        "researched": True,
        "as_at": today.isoformat(),
        "danger": said.text("danger"),
        "only_safe": said.text("only_safe"),
        "never": words("web_safe_outside").text("never"),
        "offered": [_offer_to_json(each) for each in offered] if book else None,
        "parts": [
            {
                "id": part,
                "topic": topic,
                "name": _part_name(topic, part),
                "measures": [_measure_to_json(each, today, picked, book) for each in found],
            }
            for topic, part, found in shown
        ],
    }
    lines = [said.text("danger"), "", said.text("only_safe"), str(document["never"])]
    lines += _offer_lines(offered)
    for topic, part, found in shown:
        lines += ["", f"{_part_name(topic, part)}:  ({part})"]
        for each in found:
            lines += ["", *_measure_lines(each, today, picked.get(each.id, ""))]
    return Answer(document=document, lines=tuple(lines))


def _part_name(topic: str, part: str) -> str:
    page = words("web_safe_outside" if topic == OUTSIDE else "web_children")
    return page.table("parts").table(part).text("name")


def _offer_to_json(offer: Offer) -> dict[str, JsonValue]:
    return {"id": offer.measure.id, "because": [*offer.because], "says": [*say_because(offer)]}


def _offer_lines(offered: Sequence[Offer]) -> list[str]:
    said = words("web_safe_outside")
    lines = ["", f"{said.text('first')}:", said.text("first_hint")] if offered else []
    for each in offered:
        because = said.text("because").format(what=", ".join(say_because(each)))
        lines += [f"- {each.measure.name}  ({each.measure.id})", f"  {because}"]
    return lines


def _measure_to_json(
    fact: Fact, today: date, picked: dict[str, str], book: OpenCasebook | None
) -> dict[str, JsonValue]:
    more = fact.more
    return {
        **fact_to_json(fact, today),
        "part": more.text("part"),
        "why": more.text("why"),
        **{name: [*more.texts(name)] for name in ("how", "mind", "fits")},
        "state": picked.get(fact.id) if book else None,
    }


def _measure_lines(fact: Fact, today: date, state: str) -> Iterator[str]:
    said = words("web_measures")
    yield f"- {fact.name}  ({fact.id})"
    if state:
        yield f"  {said.table('said').text(state)}."
    yield f"  {fact.says}"
    yield f"  {said.text('why')}: {fact.more.text('why')}"
    yield from (f"  - {line}" for line in fact.more.texts("how"))
    if fact.more.texts("mind"):
        yield f"  {said.text('mind')}: {' '.join(fact.more.texts('mind'))}"
    yield from fact_foot(said, fact, today)


def plan_to_json(plan: Plan) -> dict[str, JsonValue]:
    """Give the plan as `safety --plan --json` prints it.

    Args:
        plan: hers.
    """
    return {
        "sections": [
            {
                "id": name,
                "lines": [
                    {
                        "topic": each.topic,
                        "id": each.id,
                        "text": each.text,
                        "state": str(each.state),
                        "note": each.note or None,
                    }
                    for each in lines
                ],
            }
            for name, lines in plan.sections
        ],
        "put_aside": [each.id for each in plan.put_aside],
        "look_again": plan.look_again or None,
    }


def _plan_lines(plan: Plan) -> Iterator[str]:
    said, marks = words("web_safety_plan"), words("web_measures").table("said")
    yield words("web_measures").text("danger")
    if not plan.sections:
        yield ""
        yield said.text("empty")
    for name, lines in plan.sections:
        yield ""
        yield f"{said.table('sections').text(name)}:"
        for each in lines:
            note = f" · {each.note}" if each.note else ""
            done = f" ({marks.text(each.state)})" if each.state is PickState.DONE else ""
            yield f"- {each.text}{done}{note}"
    if plan.look_again:
        yield ""
        yield said.text("again_on").format(day=plan.look_again)
