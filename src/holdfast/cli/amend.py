"""`holdfast amend`: says something more, or differently, about an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.amend import NewAmendment, amend
from holdfast.cli.add import answer_for
from holdfast.cli.incident_options import add_incident_options, files_of, incident_fields
from holdfast.cli.options import add_keys, opened, text_of
from holdfast.cli.words import of_command, says
from holdfast.model.entry import AMENDABLE

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.answer import Answer
    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("amend")
    parser.add_argument("entry", metavar="ENTRY", help=words.text("entry"))
    add_incident_options(parser)
    parser.add_argument("--why", metavar="TEXT", help=words.text("why"))
    parser.add_argument(
        "--clear",
        metavar="FIELD",
        choices=AMENDABLE,
        action="append",
        default=[],
        help=words.text("clear"),
    )
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Add the amendment.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    changes = {**dict.fromkeys(args.clear), **incident_fields(args)}
    amendment = NewAmendment(
        changes=changes, files=files_of(args.file, args.whose), why=text_of(args.why, "--why")
    )
    with opened(args, speaker) as book:
        added = amend(book, args.entry, amendment)
    return answer_for(added, says("amended", sequence=added.entry.sequence))
