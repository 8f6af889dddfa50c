"""`holdfast rebuild`: makes the index anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.rebuild import rebuild
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Make it anew.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    with opened(args, speaker) as book:
        made = rebuild(book)
    return Answer(document=made._asdict(), lines=(says("rebuilt", **made._asdict()),))
