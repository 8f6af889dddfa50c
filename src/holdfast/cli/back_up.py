"""`holdfast back-up`: makes a sealed copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.back_up import back_up_to_json, make_back_up
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, home_of, opened
from holdfast.cli.words import of_command, says
from holdfast.model.errors import FileInTheWayError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from holdfast.cli.speak import Speaker
    from holdfast.vault.back_up import BackUp


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    parser.add_argument("dest", metavar="DEST", type=Path, help=of_command("back-up").text("dest"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Make it; a passphrase is not needed, but when one is given, the copy is noted in the journal.

    Args:
        args: as typed.
        speaker: has nothing to say.

    Raises:
        FileInTheWayError: there is something at DEST.
    """
    if args.dest.exists():
        raise FileInTheWayError
    if args.passphrase_file is None and args.kit_file is None:
        made = make_back_up(home_of(args), args.dest)
    else:
        with opened(args, speaker) as book:
            made = make_back_up(book.home, args.dest, book)
    lines = (says("backed_up", files=made.files), *damage_lines(made))
    return Answer(document=back_up_to_json(made), lines=lines)


def damage_lines(made: BackUp) -> Iterator[str]:
    """Tell which files were damaged when the copy was made.

    Args:
        made: what went in or came out.
    """
    if made.damaged:
        yield says("back_up_damaged", count=len(made.damaged))
        yield from (f"- {name}" for name in made.damaged)
