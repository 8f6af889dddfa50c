"""`holdfast kit`: makes new recovery words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.new_casebook import kit_rows, write_kit
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import of_command, says
from holdfast.model.errors import FileInTheWayError, UsageError

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    help_text = of_command("kit").text("file")
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help=help_text)
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Make them.

    Args:
        args: as typed.
        speaker: asks for the passphrase.

    Raises:
        UsageError: JSON is wanted and no file is named; recovery words are no answer to a program.
        FileInTheWayError: there is something where the file should go.
    """
    if args.file is None and args.json:
        place = "FILE"
        raise UsageError(place)
    if args.file is not None and args.file.exists():
        raise FileInTheWayError
    with opened(args, speaker) as book:
        words = book.make_kit()
        if args.file is not None:
            write_kit(args.file, words)
    if args.file is None:
        return Answer(document={}, lines=(says("kit_copy"), "", *kit_rows(words)))
    return Answer(document={"kit": str(args.file)}, lines=(says("kit_written"),))
