"""`holdfast capture`: puts something into the in-tray without opening the casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.capture import capture
from holdfast.cli.answer import Answer
from holdfast.cli.incident_options import add_file_option, files_of
from holdfast.cli.options import add_home, home_of, text_of
from holdfast.cli.words import of_command, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    parser.add_argument("--what", metavar="TEXT", help=of_command("capture").text("what"))
    add_file_option(parser)
    add_home(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:  # noqa: ARG001  # as every command
    """Put it in.

    Args:
        args: as typed.
        speaker: has nothing to say.
    """
    what = text_of(args.what, "--what") or ""
    captured = capture(home_of(args), what, files_of(args.file))
    return Answer(document={"captured": captured}, lines=(says("captured"),))
