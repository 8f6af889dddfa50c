"""`holdfast change-passphrase`: sets another passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.change_passphrase import change_passphrase
from holdfast.cli.answer import Answer
from holdfast.cli.asking import ask_new_passphrase
from holdfast.cli.options import STDIN, add_keys, opened, read_secret
from holdfast.cli.words import of_command, says
from holdfast.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help=of_command("change-passphrase").text("new_passphrase_file"),
    )
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Set it.

    Args:
        args: as typed.
        speaker: asks for passphrases.

    Raises:
        UsageError: both passphrases are to come from standard input.
    """
    if args.new_passphrase_file == STDIN == args.passphrase_file:
        place = "--new-passphrase-file"
        raise UsageError(place)
    with opened(args, speaker) as book:
        change_passphrase(book, _new(args, speaker))
    return Answer(document={"changed": True}, lines=(says("changed"),))


def _new(args: argparse.Namespace, speaker: Speaker) -> str:
    if args.new_passphrase_file is None:
        return ask_new_passphrase(speaker)
    return read_secret(args.new_passphrase_file, "--new-passphrase-file")
