"""`holdfast new`: makes a casebook."""

from __future__ import annotations

import os
from argparse import SUPPRESS
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.new_casebook import new_casebook
from holdfast.cli.answer import Answer
from holdfast.cli.asking import ask_new_passphrase
from holdfast.cli.options import add_home, home_of, read_secret
from holdfast.cli.words import of_command, of_options, says
from holdfast.model.errors import UsageError
from holdfast.vault.slots import STANDARD, Derivation

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker

CHEAP = Derivation(t=1, m_kib=8192)
"""For our own tests only: opens in a hundredth of the time, and is guessed as much faster."""

TESTING = "HOLDFAST_TESTING"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    add_home(parser)
    words = of_options()
    parser.add_argument("--passphrase-file", metavar="FILE", help=words.text("passphrase_file"))
    parser.add_argument("--kit", metavar="FILE", type=Path, help=of_command("new").text("kit"))
    # Hidden: without HOLDFAST_TESTING=1 it is refused.
    parser.add_argument("--derivation", choices=["cheap"], help=SUPPRESS)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Make the casebook.

    Args:
        args: as typed.
        speaker: asks for the passphrase when no file is named.
    """
    derivation = derivation_of(args.derivation)
    if args.passphrase_file is None:
        passphrase = ask_new_passphrase(speaker)
    else:
        passphrase = read_secret(args.passphrase_file, "--passphrase-file")
    home = home_of(args)
    with new_casebook(home, passphrase, derivation=derivation, kit=args.kit) as book:
        document = {
            "casebook": book.casebook_id,
            "created": now().isoformat(timespec="seconds"),
            "home": str(home),
            "kit": str(args.kit) if args.kit else None,
        }
    return Answer(
        document=document,
        lines=(says("made"), says("kit_written" if args.kit else "kit_none")),
    )


def derivation_of(choice: str | None) -> Derivation:
    """Give how much work a try at the passphrase costs.

    Args:
        choice: None for the usual work; `cheap` is for our own tests.

    Raises:
        UsageError: the cheap derivation is wanted outside our own tests.
    """
    if choice is None:
        return STANDARD
    if os.environ.get(TESTING) != "1":
        place = "--derivation"
        raise UsageError(place)
    return CHEAP
