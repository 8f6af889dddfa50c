"""`holdfast trusted`: people she trusts, and what she can give them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.contributions import forget_page, new_page
from holdfast.actions.trusted import trusted_people
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.words import of_command, says
from holdfast.knowledge.wording import words
from holdfast.model.errors import CannotWriteError, FileInTheWayError, HoldfastError
from holdfast.packs.friend_page.page import friend_page
from holdfast.packs.leaflets.leaflet import witness_note

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from holdfast.actions.trusted import Trusted
    from holdfast.cli.speak import Speaker
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

TITLE = "Notebook"
PAGE, NOTE = "--page", "--note"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    said = of_command("trusted")
    group = parser.add_mutually_exclusive_group()
    group.add_argument(PAGE, type=Path, metavar="FILE", help=said.text("page"))
    group.add_argument(NOTE, type=Path, metavar="FILE", help=said.text("note"))
    parser.add_argument("--for", dest="meant_for", metavar="NAME", help=said.text("meant_for"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """List them, or write what they are given.

    Args:
        args: as typed.
        speaker: asks for the passphrase.
    """
    if args.note is not None:
        _write(args.note, witness_note(), NOTE)
        return Answer(document={"note": str(args.note)}, lines=(says("trusted_note"),))
    with opened(args, speaker) as book:
        if args.page is not None:
            return _page(book, args.page, args.meant_for or "")
        people = trusted_people(book)
    lines = [line for each in people for line in _lines(each)]
    return Answer(
        document={"trusted": [_to_json(each) for each in people]},
        lines=tuple(lines) or (says("trusted_none"),),
    )


def _page(book: OpenCasebook, file: Path, meant_for: str) -> Answer:
    token = new_page(book, meant_for, clock=now())
    try:
        _write(file, friend_page(book.recipient, TITLE, token), PAGE)
    except HoldfastError:
        forget_page(book, token)
        raise
    return Answer(document={"page": str(file)}, lines=(says("trusted_page"),))


def _write(file: Path, content: bytes, option: str) -> None:
    try:
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise FileInTheWayError(option) from None
    except OSError:
        raise CannotWriteError(option) from None


def _to_json(person: Trusted) -> dict[str, JsonValue]:
    kept = person.to_json()
    return {"id": person.id, **{name: said for name, said in kept.items() if "code" not in name}}


def _lines(person: Trusted) -> Iterator[str]:
    said = words("trusted")
    yield ", ".join(filter(None, (person.name, person.tie)))
    knows = [said.table("level").text(person.level)] if person.level else []
    knows += [said.table("knows").text(code) for code in person.knows]
    may = [said.table("may").text(code) for code in person.may]
    for group in (knows, may):
        if group:
            yield f"    {' / '.join(group)}"
