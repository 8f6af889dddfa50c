"""`holdfast open`: the web app, on this device only."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from holdfast.cli.answer import Answer
from holdfast.cli.options import add_home, home_of
from holdfast.cli.words import of_command

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    parser.add_argument("--port", type=int, default=0, help=of_command("open").text("port"))
    add_home(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Serve until it is stopped.

    Args:
        args: as typed.
        speaker: tells the address.
    """

    def announce(address: str) -> None:
        speaker.answer(Answer(document={"address": address}, lines=(address,)))

    # The shells do not know each other; this one only starts the other.
    keeper = import_module("holdfast.web.keeper")
    status = keeper.open_web(home_of(args), port=args.port, announce=announce)
    return Answer(document=None, lines=(), exit_status=int(status))
