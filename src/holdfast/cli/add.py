"""`holdfast add`: writes down what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.add_entry import Added, add_fields
from holdfast.cli.answer import Answer
from holdfast.cli.incident_options import add_incident_options, files_of, incident_fields
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import counted, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    add_incident_options(parser)
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Write it down.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    fields, files = incident_fields(args), files_of(args.file, args.whose)
    with opened(args, speaker) as book:
        added = add_fields(book, fields, files)
    return answer_for(added, says("saved", sequence=added.entry.sequence))


def answer_for(added: Added, *lines: str) -> Answer:
    """Give the answer for an entry that was added.

    Args:
        added: what is in the record now.
        lines: for a person; how many files came with it is told after them.
    """
    count = len(added.exhibits)
    told = [counted("saved_exhibits", count)] if count else []
    return Answer(
        document={
            "entry": added.entry.id,
            "sequence": added.entry.sequence,
            "leaf": added.leaf,
            "exhibits": [each.id for each in added.exhibits],
        },
        lines=(*lines, *told),
    )
