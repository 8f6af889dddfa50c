"""`holdfast answer`: answers a question that a file left open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from holdfast.actions.answer import answer
from holdfast.actions.so_far import Following
from holdfast.actions.who_is_who import who_is_who
from holdfast.cli.account_lines import account_document, account_lines
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.progress import show_so_far
from holdfast.cli.words import of_command, says

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("answer")
    parser.add_argument("sha256", metavar="SHA256", help=words.text("sha256"))
    parser.add_argument("question", metavar="QUESTION", help=words.text("question"))
    parser.add_argument("choice", metavar="CHOICE", help=words.text("choice"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Read the file again with the answer.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    with opened(args, speaker) as book:
        with speaker.progress(says("reading_again")) as bar:
            follow = Following(partial(show_so_far, bar))
            account = answer(book, args.sha256, args.question, args.choice, follow=follow)
        who = who_is_who(book)
    lines = tuple(account_lines([account], who.shown))
    return Answer(document=account_document(account, who), lines=lines)
