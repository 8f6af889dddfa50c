"""`holdfast search`: finds words in the record and in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.search import MOST_RESULTS, hit_to_json, search
from holdfast.actions.who_is_who import names_called, who_is_who
from holdfast.cli.answer import Answer
from holdfast.cli.list import when_text
from holdfast.cli.options import add_keys, opened, text_of
from holdfast.cli.words import of_command, says
from holdfast.knowledge.wording import words
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.cli.speak import Speaker
    from holdfast.vault.index.rows import Hit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    said = of_command("search")
    parser.add_argument("words", metavar="WORDS", nargs="+", help=said.text("words"))
    parser.add_argument("--kind", action="append", help=said.text("kind"))
    parser.add_argument("--person", metavar="NAME", help=said.text("person"))
    parser.add_argument(
        "--limit", type=int, default=MOST_RESULTS, metavar="N", help=said.text("limit")
    )
    parser.add_argument("--before", type=int, metavar="KEY", help=said.text("before"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Find them.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    wanted = " ".join(text_of(each, "WORDS") or "" for each in args.words)
    with opened(args, speaker) as book:
        names = names_called(book, args.person) if args.person else None
        within = Filter(kinds=frozenset(args.kind) if args.kind else None, names=names)
        who = who_is_who(book)
        hits = search(book, wanted, wanted=within, limit=args.limit, before=args.before)
    more = (says("found_more", before=hits[-1].key),) if len(hits) == args.limit else ()
    return Answer(
        document={"results": [hit_to_json(hit, who.find(hit.sender)) for hit in hits]},
        lines=(*_lines(hits, who), *more) or (says("nothing_found"),),
    )


def _lines(hits: list[Hit], known: WhoIsWho) -> Iterator[str]:
    for hit in hits:
        who = f"{known.shown(hit.sender)}, " if hit.sender else ""
        yield f"{when_text(hit.happened)}  {who}{hit.kind} in entry {hit.sequence}"
        if hit.machine_read:
            yield f"    ({words('outside').table('machine_read').text('short')})"
        yield from (f"    {line}" for line in hit.text.split("\n"))
        yield ""
