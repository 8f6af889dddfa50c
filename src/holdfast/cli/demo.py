"""`holdfast demo`: a made-up casebook, filled through the real readers and actions."""

from __future__ import annotations

import getpass
import os
import tempfile
from argparse import SUPPRESS
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.demo.making import is_demo, make_demo
from holdfast.actions.demo.story import read_cast
from holdfast.cli.answer import DONE, Answer
from holdfast.cli.new import derivation_of
from holdfast.cli.words import of_command, of_options, says
from holdfast.vault.public import look_at

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("demo")
    parser.add_argument("--home", metavar="DIR", type=Path, help=words.text("home"))
    parser.add_argument("--no-open", action="store_true", help=words.text("no_open"))
    parser.add_argument("--json", action="store_true", help=of_options().text("json"))
    # Hidden: without HOLDFAST_TESTING=1 it is refused.
    parser.add_argument("--derivation", choices=["cheap"], help=SUPPRESS)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Make the casebook where there is none yet, and open it in the web app.

    Args:
        args: as typed.
        speaker: tells how far it is, and where it can be seen.

    Returns:
        Where it lies and what opens it; with the web app, once that was stopped.
    """
    home = Path(args.home) if args.home is not None else usual_home()
    if not is_demo(home):
        derivation = derivation_of(args.derivation)
        speaker.say(says("demo_making"))
        with speaker.progress(says("demo_progress")) as progress:
            make_demo(home, derivation=derivation, progress=progress.show)
    answer = _answer(home)
    if args.no_open:
        return answer
    if not args.json:
        speaker.answer(answer)
    # The shells do not know each other; this one only starts the other.
    status = import_module("holdfast.web.keeper").open_web(home, demo=True)
    return Answer(document=answer.document, lines=(), exit_status=int(status or DONE))


def usual_home() -> Path:
    """Give the folder of the made-up casebook; never the one where a real casebook may lie."""
    return Path(tempfile.gettempdir()) / f"holdfast-demo-{_account()}"


def _account() -> str:
    getuid = getattr(os, "getuid", None)
    return getpass.getuser() if getuid is None else str(getuid())


def _answer(home: Path) -> Answer:
    passphrase = read_cast().passphrase
    return Answer(
        document={
            "casebook": look_at(home).casebook_id,
            "home": str(home),
            "made_up": True,
            "passphrase": passphrase,
        },
        lines=(says("demo_made_up"), says("demo_passphrase", passphrase=passphrase)),
    )
