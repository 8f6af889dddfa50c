"""`holdfast report`: ways to tell the police, what they ask, rights, and a text from the record.

No casebook is needed for what is known. With a passphrase it shows what the record holds for a
report; `--text` makes the text, which goes to standard output and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.checkpoint_codes import code_now, find_code
from holdfast.actions.clock import now
from holdfast.actions.report_text import PARTS, TELLERS, ReportChoice, prepare_text
from holdfast.actions.reporting import all_incidents, see_record
from holdfast.cli.answer import DOES_NOT_HOLD, DONE, Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.order_json import fact_to_json
from holdfast.cli.orders import PLACES, not_researched
from holdfast.cli.words import of_command, says
from holdfast.knowledge.law import Freshness, Jurisdiction, Status, facts, is_researched
from holdfast.knowledge.order_words import guide_says, guide_word

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import date

    from holdfast.actions.reporting import RecordForReport, Told
    from holdfast.cli.speak import Speaker
    from holdfast.knowledge.law import Fact
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

REPORT = "report"
TOPICS = {
    "ways": ("reporting", ("danger", "silent", "way", "access", "before", "anonymous")),
    "questions": ("reporting", ("ask", "bring")),
    "evidence": ("evidence", ()),
    "rights": ("rights", ()),
    "limits": ("time_limits", ()),
}
NOT_LIMITS = "none"
"""Says what a list of crimes means, and nothing by itself."""

LISTS = ("steps", "avoid")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    said = of_command(REPORT)
    parser.add_argument("--where", choices=PLACES, default=PLACES[0], help=said.text("where"))
    parser.add_argument("--about", choices=list(TOPICS), default="ways", help=said.text("about_of"))
    parser.add_argument("--text", action="store_true", help=said.text("text"))
    parser.add_argument(
        "--entry", metavar="ENTRY", action="append", default=[], help=said.text("entry")
    )
    parser.add_argument(
        "--leave-out", choices=PARTS, action="append", default=[], help=said.text("leave_out")
    )
    parser.add_argument("--told-by", choices=TELLERS, default="", help=said.text("told_by"))
    parser.add_argument("--code", metavar="CODE", help=said.text("code"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Show what is known, make the text, or look whether a code fits.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    place = Jurisdiction(args.where.replace("-", "_"))
    if not is_researched(place):
        return not_researched(place)
    today = now().date()
    if args.text or args.code is not None:
        with opened(args, speaker) as book:
            return _text(book, args, today) if args.text else _code(book, args.code)
    if args.passphrase_file is None and args.kit_file is None:
        return _facts(args.about, today, None, "")
    with opened(args, speaker) as book:
        return _facts(args.about, today, see_record(book, today=today), code_now(book))


def _text(book: OpenCasebook, args: argparse.Namespace, today: date) -> Answer:
    chosen = tuple(book.record.entry(each).id for each in args.entry)
    choice = ReportChoice(
        incidents=chosen or all_incidents(book),
        parts=frozenset(PARTS) - set(args.leave_out),
        teller=args.told_by,
    )
    made = prepare_text(book, choice, today=today)
    return Answer(
        document={
            "text": made.text,
            "incidents": [*made.incidents],
            "left_out": made.left_out,
            "code": made.code,
            "hidden": made.hidden,
        },
        lines=tuple(made.text.split("\n")),
    )


def _code(book: OpenCasebook, typed: str) -> Answer:
    size = find_code(book, typed)
    line = says("code_differs") if size is None else says("code_matches", entries=size)
    return Answer(
        document={"fits": size is not None, "entries": size},
        lines=(line, says("code_shows_not")),
        exit_status=DOES_NOT_HOLD if size is None else DONE,
    )


def _facts(about: str, today: date, record: RecordForReport | None, code: str) -> Answer:
    topic, parts = TOPICS[about]
    known = [
        each
        for each in facts(Jurisdiction.ENGLAND_WALES, topic).values()
        if each.id != NOT_LIMITS and (not parts or each.more.text("part") in parts)
    ]
    document: dict[str, JsonValue] = {
        "jurisdiction": str(Jurisdiction.ENGLAND_WALES),
        "researched": True,
        "as_at": today.isoformat(),
        "danger": guide_says("danger"),
        "about": about,
        "facts": [_fact(each, today) for each in known],
        "record": None if record is None else _record(record, code),
    }
    lines = [guide_says("danger"), says("no_log_needed")]
    if record is not None:
        lines += ["", *_record_lines(record, code)]
    for each in known:
        lines += ["", *_fact_lines(each, today)]
    return Answer(document=document, lines=tuple(lines))


def _fact(fact: Fact, today: date) -> dict[str, JsonValue]:
    lists: dict[str, JsonValue] = {name: [*fact.more.texts(name)] for name in LISTS}
    part, site = fact.more.text_or_empty("part"), fact.more.text_or_empty("site")
    return {**fact_to_json(fact, today), "part": part, "site": site, **lists}


def _fact_lines(fact: Fact, today: date) -> Iterator[str]:
    yield f"- {fact.name}"
    yield f"  {fact.says}"
    if site := fact.more.text_or_empty("site"):
        yield f"  {site}"
    for name in LISTS:
        for line in fact.more.texts(name):
            yield f"  * {line}"
    day, is_confirmed = fact.checked_on.isoformat(), fact.status is not Status.NOT_CONFIRMED
    checked = guide_says("checked", day=day) if is_confirmed else says("report_noted", day=day)
    yield f"  {guide_word('status', fact.status)}. {checked} {fact.address}"
    if fact.freshness(today) is Freshness.STALE:
        yield f"  {guide_says('stale')}"
    if fact.to_check and not is_confirmed:
        yield f"  {guide_says('to_check')} {' '.join(fact.to_check)}"


def _record(record: RecordForReport, code: str) -> dict[str, JsonValue]:
    return {
        "incidents": record.incidents,
        "first": record.first or None,
        "last": record.last or None,
        "reports": [_told(each) for each in record.reports],
        "orders": [
            {"entry": each.id, "reference": each.fields.get("reference"), "broken": [*each.broken]}
            for each in record.orders
        ],
        "due": [_told(each) for each in record.due],
        "code": code,
    }


def _told(each: Told) -> dict[str, JsonValue]:
    return {
        "entry": each.id,
        "sequence": each.sequence,
        "reference": each.fields.get("reference"),
        "chase": each.fields.get("chase"),
    }


def _record_lines(record: RecordForReport, code: str) -> Iterator[str]:
    for order in record.orders:
        name = str(order.fields.get("order") or order.id)
        yield says("report_order", order=name, number=str(order.fields.get("reference") or "-"))
        if order.broken:
            yield says("report_broken", count=len(order.broken))
    yield says("report_incidents", count=record.incidents, last=record.last or "-")
    for each in record.reports:
        yield says("report_reference", reference=str(each.fields.get("reference")))
    for each in record.due:
        day = str(each.fields.get("chase"))
        yield says("report_due", day=day, sequence=each.sequence)
    yield says("report_code", code=code)
