"""The command `holdfast`: finds the command's module, runs it, and turns its end into a status.

A command is one module with `add_arguments` and `run`. Only the one that is asked for is imported.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

from holdfast import VERSION
from holdfast.cli.errors import told
from holdfast.cli.options import Parser, home_of
from holdfast.cli.paper import ON_PAPER, add_paper, write_paper
from holdfast.cli.speak import Speaker
from holdfast.cli.words import of_command, of_program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.cli.answer import Answer

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "new",
        "open": "open",
        "add": "add",
        "import": "import_files",
        "answer": "answer_question",
        "list": "list",
        "show": "show",
        "search": "search",
        "pattern": "pattern",
        "amend": "amend",
        "withdraw": "withdraw",
        "undo": "undo",
        "person": "person",
        "contact": "contact",
        "capture": "capture",
        "in-tray": "in_tray",
        "pack": "pack",
        "verify": "verify",
        "back-up": "back_up",
        "restore": "restore",
        "rebuild": "rebuild",
        "change-passphrase": "change_passphrase",
        "kit": "kit",
        "demo": "demo",
        "recognise": "recognise",
        "orders": "orders",
        "report": "report",
        "steps": "steps",
        "trusted": "trusted",
        "help-near": "help_near",
        "safety": "safety",
    }
)
"""Command and its module in this folder, in the order of the help."""


class Command(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what it takes."""
        ...

    def run(self, args: argparse.Namespace, speaker: Speaker) -> Answer:
        """Do it."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Args:
        argv: the words after `holdfast`; the process's own when left out.
    """
    typed = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    speaker = Speaker(sys.stdout, sys.stderr, as_json="--json" in typed)
    try:
        return _run(typed, speaker)
    except BrokenPipeError:
        # Whoever read our answer has gone; what was asked for is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _speak_utf8(stream: object) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(typed: list[str], speaker: Speaker) -> int:
    args = argparse.Namespace(home=None)

    def run() -> int:
        make_parser(typed).parse_args(typed, args)
        answer = load_command(args.command).run(args, speaker)
        if getattr(args, "paper", None):
            write_paper(args.paper, answer.lines)
        speaker.answer(answer)
        return answer.exit_status

    return told(run, speaker, lambda: home_of(args))


def load_command(name: str) -> Command:
    """Give the module of a command.

    Args:
        name: a key of `COMMANDS`.
    """
    return cast("Command", import_module(f"holdfast.cli.{COMMANDS[name]}"))


def make_parser(typed: Sequence[str]) -> Parser:
    """Make the parser, with the arguments of those commands only that are typed.

    Args:
        typed: the words after `holdfast`.
    """
    program = of_program()
    parser = Parser(
        prog="holdfast",
        description=f"{program.text('summary')}\n\n{program.text('danger')}",
        epilog=program.text("ends"),
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"holdfast {VERSION}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        words = of_command(name)
        below = commands.add_parser(
            name,
            help=words.text("summary"),
            description=words.text("about"),
            formatter_class=_Help,
            allow_abbrev=False,
        )
        parser.below[name] = below
        if name in typed:
            load_command(name).add_arguments(below)
            if name in ON_PAPER:
                add_paper(below)
    return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help at 80 columns, so that it reads the same everywhere and the docs can quote it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=80)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        from holdfast.cli.speak import wrapped  # noqa: PLC0415  # only when help is asked for

        return "\n".join(indent + line for line in wrapped(text, width).split("\n"))
