"""`holdfast person`: writes down who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.people import ROLES, NewPerson, add_person
from holdfast.cli.add import answer_for
from holdfast.cli.options import add_keys, opened, text_of
from holdfast.cli.words import of_command, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.answer import Answer
    from holdfast.cli.speak import Speaker

TEXTS = ("name", "initials", "looks", "knows", "notes")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("person")
    parser.add_argument("--role", choices=ROLES, required=True, help=words.text("role"))
    for name in TEXTS:
        parser.add_argument(f"--{name}", metavar="TEXT", help=words.text(name))
    for name in ("handle", "vehicle"):
        parser.add_argument(
            f"--{name}", metavar="TEXT", action="append", default=[], help=words.text(name)
        )
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Write it down.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    said = {name: text_of(getattr(args, name), f"--{name}") for name in TEXTS}
    person = NewPerson(
        role=args.role, handles=tuple(args.handle), vehicles=tuple(args.vehicle), **said
    )
    with opened(args, speaker) as book:
        added = add_person(book, person)
    return answer_for(added, says("saved", sequence=added.entry.sequence))
