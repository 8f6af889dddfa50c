"""`holdfast steps`: a guide that is not in the program yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.cli.options import add_keys
from holdfast.model.errors import NotBuiltError

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.answer import Answer
    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what they will take.

    Args:
        parser: of the command.
    """
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:  # noqa: ARG001  # as every command
    """Say that it is not there yet.

    Args:
        args: as typed.
        speaker: has nothing to say.

    Raises:
        NotBuiltError: always.
    """
    raise NotBuiltError
