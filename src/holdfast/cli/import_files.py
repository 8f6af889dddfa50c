"""`holdfast import`: takes files, folders and zips in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.afterwards import complete
from holdfast.actions.received import Whose
from holdfast.actions.take_in import FILE_NOT_THERE, FOLDER, take_in
from holdfast.actions.who_is_who import who_is_who
from holdfast.cli.account_lines import account_document, account_lines
from holdfast.cli.answer import DOES_NOT_HOLD, DONE, Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.progress import show_so_far
from holdfast.cli.words import counted, of_command, says
from holdfast.model.errors import HoldfastError, SomebodyElsesError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from holdfast.actions.account import FileAccount
    from holdfast.actions.who_is_who import WhoIsWho
    from holdfast.cli.speak import Speaker

COULD_NOT_BE_READ = {FILE_NOT_THERE, "skipped-unreadable"}
"""What is left out by other reasons is kept inside its zip, or is no file of anybody's."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("import")
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=words.text("path"))
    parser.add_argument("--whose", choices=[*Whose], help=words.text("whose"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Take the files in.

    Args:
        args: as typed.
        speaker: asks for the passphrase, and shows how far it is.

    Raises:
        SomebodyElsesError: they come from somebody else's phone or account.
    """
    whose = args.whose or _ask_whose(speaker)
    if whose == Whose.THEIRS:
        raise SomebodyElsesError
    with opened(args, speaker) as book, speaker.progress(says("taking_in")) as bar:
        show = partial(show_so_far, bar)
        taken = _told_of(take_in(book, args.paths, whose=whose, progress=show), speaker)
        accounts = complete(book, taken)
        who = who_is_who(book)
    return _answer(accounts, who)


def _told_of(taken: Iterator[FileAccount], speaker: Speaker) -> Iterator[FileAccount]:
    """Pass accounts on; when something ends the import early, say how many files are there.

    Raises:
        HoldfastError: what ended it.
    """
    done = 0
    try:
        for each in taken:
            yield each
            done += bool(each.entry)
    except HoldfastError:
        speaker.say(counted("cut_off", done))
        raise


def _ask_whose(speaker: Speaker) -> str | None:
    """Ask whose phone or account it is, at a terminal; None when nobody can be asked or says."""
    said = speaker.ask(says("whose"))
    choices = {str(number): each for number, each in enumerate(Whose, start=1)}
    return choices.get(said.strip(), said.strip() if said.strip() in set(Whose) else None)


def _answer(accounts: Sequence[FileAccount], who: WhoIsWho) -> Answer:
    taken = [each for each in accounts if not each.error]
    left_out = [each for each in accounts if each.error]
    failed = [each for each in left_out if each.error in COULD_NOT_BE_READ]
    files = sum(each.format != FOLDER for each in taken)
    messages = sum(each.counts["messages"] for each in taken)
    lines = [*account_lines(accounts, who.shown), "", counted("taken_in", files, messages=messages)]
    if failed:
        lines.append(says("left_out", count=len(failed)))
    return Answer(
        document={
            "files": [account_document(each, who) for each in taken],
            "skipped": [{"path": each.path, "why": each.error} for each in left_out],
        },
        lines=tuple(lines),
        exit_status=DOES_NOT_HOLD if failed else DONE,
    )
