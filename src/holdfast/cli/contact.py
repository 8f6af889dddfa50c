"""`holdfast contact`: writes down that somebody was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.contacts import WHOM, NewContact, add_contact
from holdfast.cli.add import answer_for
from holdfast.cli.incident_options import (
    add_file_option,
    add_whose_option,
    files_of,
    forms_help,
    moment_of,
)
from holdfast.cli.options import add_keys, opened, text_of
from holdfast.cli.words import of_command, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.answer import Answer
    from holdfast.cli.speak import Speaker

TEXTS = ("organisation", "officer", "reference", "told", "promise", "chase", "outcome")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("contact")
    parser.add_argument("--whom", choices=WHOM, required=True, help=words.text("whom"))
    parser.add_argument("--happened", metavar="TEXT", help=words.text("happened"))
    for name in TEXTS:
        parser.add_argument(f"--{name}", metavar="TEXT", help=words.text(name))
    parser.add_argument(
        "--about", metavar="ENTRY", action="append", default=[], help=words.text("about_entry")
    )
    add_file_option(parser)
    add_whose_option(parser)
    add_keys(parser)
    parser.epilog = forms_help()


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Write it down.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    said = {name: text_of(getattr(args, name), f"--{name}") for name in TEXTS}
    contact = NewContact(
        whom=args.whom, happened=moment_of(args.happened), about=tuple(args.about), **said
    )
    files = files_of(args.file, args.whose)
    with opened(args, speaker) as book:
        added = add_contact(book, contact, files)
    return answer_for(added, says("saved", sequence=added.entry.sequence))
