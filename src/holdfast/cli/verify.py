"""`holdfast verify`: checks a pack, or without one the casebook itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.verify_casebook import casebook_key, check_casebook, checks_to_json, holds
from holdfast.actions.verify_pack import report_json, verify_pack
from holdfast.cli.answer import DOES_NOT_HOLD, DONE, Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.speak import hanging
from holdfast.cli.words import of_command, says
from holdfast.model.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from holdfast.cli.speak import Speaker
    from holdfast.model.entry import JsonValue

CODE = "--code"
LONGEST_RESULT = len("not shown")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("verify")
    parser.add_argument("pack", metavar="PACK", nargs="?", type=Path, help=words.text("pack"))
    parser.add_argument("--against", metavar="PACK", type=Path, help=words.text("against"))
    parser.add_argument(CODE, metavar="CODE", help=words.text("code"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Check it.

    Args:
        args: as typed.
        speaker: asks for the passphrase when the casebook itself is checked.

    Raises:
        UsageError: a code without a pack; `report --code` compares one with a casebook.
    """
    if args.pack is None and args.code is not None:
        raise UsageError(CODE)
    if args.pack is not None:
        report = verify_pack(args.pack, against=args.against, code=args.code)
        return _answer(report_json(report), speaker.width, is_pack=True, does_hold=report.holds)
    with opened(args, speaker) as book, speaker.progress(says("checking")) as bar:
        checks = []
        for each in check_casebook(book, against=args.against):
            checks.append(each)
            bar.show(len(checks), 0)
        key = casebook_key(book)
    return _answer(
        checks_to_json(key, checks), speaker.width, is_pack=False, does_hold=holds(checks)
    )


def _answer(
    document: Mapping[str, JsonValue], width: int, *, is_pack: bool, does_hold: bool
) -> Answer:
    lines = [*_check_lines(document["checks"], width), ""]
    lines.append(says("holds" if does_hold else "does_not_hold"))
    lines.append(says("fingerprint", fingerprint=document["key"] or "?"))
    if is_pack:
        lines.append(says("key_hint"))
    return Answer(
        document=document, lines=tuple(lines), exit_status=DONE if does_hold else DOES_NOT_HOLD
    )


def _check_lines(checks: JsonValue, width: int) -> Iterator[str]:
    for each in checks if isinstance(checks, list) else []:
        if isinstance(each, dict):
            detail = f": {each['detail']}" if each["detail"] else ""
            label = f"{each['result']:{LONGEST_RESULT}}  "
            yield hanging(label, f"{each['what']}{detail}", width)
