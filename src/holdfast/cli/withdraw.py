"""`holdfast withdraw`: takes an entry out of sight, or destroys what must not be kept at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.withdraw import purge_forbidden_image, shred_after, withdraw
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened, text_of
from holdfast.cli.words import of_command, says
from holdfast.knowledge.wording import error_words
from holdfast.model.errors import ForbiddenImageError

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("withdraw")
    parser.add_argument("entry", metavar="ENTRY", help=words.text("entry"))
    parser.add_argument("--why", metavar="TEXT", help=words.text("why"))
    parser.add_argument(
        "--sexual-image-of-a-child", action="store_true", help=words.text("forbidden")
    )
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Withdraw it.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    with opened(args, speaker) as book:
        if args.sexual_image_of_a_child:
            destroyed = purge_forbidden_image(book, args.entry)
            help_with_it = error_words()[ForbiddenImageError.code]
            return Answer(
                document={"entry": destroyed[0], "destroyed": [*destroyed]},
                lines=(says("purged"), "", help_with_it.next, *help_with_it.advice),
            )
        withdrawal = withdraw(book, args.entry, why=text_of(args.why, "--why"))
        of = book.record.entry(withdrawal.text("of"))
    due = shred_after(withdrawal)
    return Answer(
        document={
            "entry": withdrawal.id,
            "sequence": withdrawal.sequence,
            "withdrawn": of.id,
            "shred_after": due.isoformat(),
        },
        lines=(says("withdrawn", sequence=of.sequence, day=due.date().isoformat()),),
    )
