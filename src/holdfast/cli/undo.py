"""`holdfast undo`: brings a withdrawn entry back, or takes an amendment back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.withdraw import undo
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened, text_of
from holdfast.cli.words import of_command, says
from holdfast.model.entry import Kind

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("undo")
    parser.add_argument("entry", metavar="ENTRY", help=words.text("entry"))
    parser.add_argument("--why", metavar="TEXT", help=words.text("why"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Undo it.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    with opened(args, speaker) as book:
        entry = undo(book, args.entry, why=text_of(args.why, "--why"))
        undone = book.record.entry(entry.text("of"))
    said = "amendment_undone" if undone.kind is Kind.AMENDMENT else "undone"
    return Answer(
        document={"entry": entry.id, "sequence": entry.sequence, "undone": undone.id},
        lines=(says(said, sequence=entry.sequence, of=undone.sequence),),
    )
