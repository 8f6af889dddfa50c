"""`holdfast in-tray`: looks through what arrived while the casebook was locked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.bring import GOOD, bring
from holdfast.actions.clock import in_own_zone
from holdfast.actions.contributions import BROUGHT, Came
from holdfast.actions.in_tray import Waits, adopt, discard, look_through
from holdfast.actions.received import from_path
from holdfast.cli.account_lines import account_lines, size_text
from holdfast.cli.answer import DOES_NOT_HOLD, DONE, Answer
from holdfast.cli.incident_options import moment_of
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import of_command, says
from holdfast.knowledge.wording import words as wording

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from holdfast.cli.speak import Speaker
    from holdfast.vault.casebook import OpenCasebook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("in-tray")
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--take", action="append", type=Path, metavar="FILE", help=words.text("take")
    )
    group.add_argument("--adopt", metavar="ID", help=words.text("adopt"))
    group.add_argument("--discard", metavar="ID", help=words.text("discard"))
    parser.add_argument("--brought", choices=BROUGHT, default="", help=words.text("brought"))
    parser.add_argument("--brought-on", metavar="TIME", help=words.text("brought_on"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """List, adopt or discard.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    came = Came(how=args.brought, on=moment_of(args.brought_on))
    with opened(args, speaker) as book:
        if args.take is not None:
            return _taken(book, args.take)
        if args.adopt is not None:
            return _adopted(book, args.adopt, came)
        if args.discard is not None:
            discard(book, args.discard)
            return Answer(document={"discarded": args.discard}, lines=(says("discarded"),))
        waiting = look_through(book)
    return Answer(
        document={"waiting": [each.to_json() for each in waiting]},
        lines=tuple(_lines(waiting)) or (says("tray_empty"),),
    )


def _taken(book: OpenCasebook, paths: list[Path]) -> Answer:
    said = wording("contributions").table("brought_in")
    brought = [bring(book, from_path(each)) for each in paths]
    return Answer(
        document={"brought": [each.to_json() for each in brought]},
        lines=tuple(
            " ".join(filter(None, (each.id, f"{each.name}:", said.text(each.state))))
            for each in brought
        ),
        exit_status=DONE if all(each.state in GOOD for each in brought) else DOES_NOT_HOLD,
    )


def _adopted(book: OpenCasebook, name: str, came: Came) -> Answer:
    adopted = adopt(book, name, came=came)
    entry = adopted.entry
    lines = list(account_lines(adopted.accounts))
    if entry is not None:
        lines.append(says("adopted", sequence=entry.sequence))
    return Answer(
        document={
            "adopted": name,
            "was_there": adopted.was_there,
            "entry": entry.id if entry else None,
            "sequence": entry.sequence if entry else None,
            "files": [each.to_json() for each in adopted.accounts],
        },
        lines=tuple(lines),
    )


def _lines(waiting: list[Waits]) -> Iterator[str]:
    for each in waiting:
        yield f"{each.id}  {in_own_zone(each.arrived)}  {each.how}  {size_text(each.size_bytes)}"
        if not each.is_readable:
            yield f"    {says('tray_unreadable')}"
        if each.what:
            yield from (f"    {line}" for line in each.what.split("\n"))
        yield from (f"    {name}" for name in each.files)
