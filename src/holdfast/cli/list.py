"""`holdfast list`: the record as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdfast.actions.list_entries import EntryRow, ListFilter, list_entries
from holdfast.actions.standing import STANDS_ALONE
from holdfast.actions.who_is_who import names_called
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.speak import columns, shortened
from holdfast.cli.words import of_command, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker

LEAST_TEXT = 20
TO_THE_MINUTE = len("2026-03-04T17:30")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("list")
    parser.add_argument(
        "--kind", choices=[*STANDS_ALONE], action="append", default=[], help=words.text("kind")
    )
    parser.add_argument("--since", metavar="DAY", default="", help=words.text("since"))
    parser.add_argument("--until", metavar="DAY", default="", help=words.text("until"))
    parser.add_argument("--behaviour", metavar="CODE", default="", help=words.text("behaviour"))
    parser.add_argument("--person", metavar="NAME", help=words.text("person"))
    parser.add_argument("--withdrawn", action="store_true", help=words.text("withdrawn"))
    parser.add_argument("--newest-first", action="store_true", help=words.text("newest_first"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """List it.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    wanted = ListFilter(
        kinds=frozenset(args.kind),
        since=args.since,
        until=args.until,
        behaviour=args.behaviour,
        withdrawn=args.withdrawn,
        newest_first=args.newest_first,
    )
    with opened(args, speaker) as book:
        if args.person:
            wanted = replace(wanted, names=names_called(book, args.person))
        rows = list_entries(book, wanted)
    return Answer(
        document={"entries": [row.to_json() for row in rows]},
        lines=_lines(rows, speaker.width) or (_nothing(wanted),),
    )


def _nothing(wanted: ListFilter) -> str:
    everything = ListFilter(withdrawn=wanted.withdrawn, newest_first=wanted.newest_first)
    return says("nothing" if wanted == everything else "nothing_found")


def _lines(rows: list[EntryRow], width: int) -> tuple[str, ...]:
    cells = [(str(row.sequence), when_text(row.happened), row.kind, _marked(row)) for row in rows]
    used = len(columns([(*row[:-1], "") for row in cells])[0]) if cells else 0
    room = max(LEAST_TEXT, width - used)
    return columns([(*row[:-1], shortened(row[-1], room)) for row in cells])


def when_text(happened: str | None) -> str:
    """Give a time for a list: to the minute, or that it is not known.

    Args:
        happened: ISO 8601 as stated.
    """
    if happened is None:
        return says("when_unknown")
    return happened[:TO_THE_MINUTE].replace("T", " ")


def _marked(row: EntryRow) -> str:
    marks = [says("withdrawn_mark")] if row.withdrawn else []
    if row.amended:
        marks.append(says("amended_mark"))
    return f"[{', '.join(marks)}] {row.text}" if marks else row.text
