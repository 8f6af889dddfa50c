"""`holdfast restore`: brings a sealed copy back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.back_up import back_up_to_json, restore_back_up
from holdfast.cli.answer import Answer
from holdfast.cli.back_up import damage_lines
from holdfast.cli.options import add_home, home_of
from holdfast.cli.words import of_command, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    parser.add_argument("src", metavar="SRC", type=Path, help=of_command("restore").text("src"))
    add_home(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:  # noqa: ARG001  # as every command
    """Bring it back.

    Args:
        args: as typed.
        speaker: has nothing to say.
    """
    found = restore_back_up(args.src, home_of(args))
    lines = (says("restored", files=found.files), *damage_lines(found))
    return Answer(document=back_up_to_json(found), lines=lines)
