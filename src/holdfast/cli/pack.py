"""`holdfast pack`: makes a pack for somebody who is to check it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.choosing import Choice
from holdfast.actions.giving import count_by_hash
from holdfast.actions.make_pack import Form, Made, make_pack, preview
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened, read_secret
from holdfast.cli.words import counted, of_command, says
from holdfast.knowledge.wording import words
from holdfast.model.errors import (
    AudienceNotBuiltError,
    FileInTheWayError,
    UsageError,
)
from holdfast.packs.content import Audience
from holdfast.packs.names import SEAL
from holdfast.packs.pack_files import ZipFiles
from holdfast.packs.zip_reading import ZipBentError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from holdfast.actions.revealing import Reveal
    from holdfast.cli.speak import Speaker
    from holdfast.vault.casebook import OpenCasebook

AUDIENCES = ("police", "family-court", "advocate", "self")
NUMBER = "{n}"
"""Stands in a sentence where its number goes; without it, the number stands behind."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    texts = of_command("pack")
    parser.add_argument("dest", metavar="DEST", type=Path, help=texts.text("dest"))
    parser.add_argument(
        "--for", dest="audience", choices=AUDIENCES, required=True, help=texts.text("for")
    )
    parser.add_argument(
        "--entry", metavar="ID", action="append", default=[], help=texts.text("entry")
    )
    parser.add_argument(
        "--mask", metavar="ID:FIELD", action="append", default=[], help=texts.text("mask")
    )
    parser.add_argument(
        "--allow", metavar="WHAT", action="append", default=[], help=texts.text("allow")
    )
    parser.add_argument("--form", choices=[*Form], help=texts.text("form"))
    parser.add_argument("--password-file", metavar="FILE", help=texts.text("password_file"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Make the pack.

    Args:
        args: as typed.
        speaker: asks for the passphrase, and shows that something is being done.

    Raises:
        AudienceNotBuiltError: packs for that reader cannot be made yet.
        FileInTheWayError: there is something at DEST that is no pack; it is not written over.
    """
    if args.audience not in set(Audience):
        raise AudienceNotBuiltError
    if _is_in_the_way(args.dest):
        raise FileInTheWayError
    password = read_secret(args.password_file, "--password-file") if args.password_file else ""
    form = Form(args.form) if args.form else None
    with opened(args, speaker) as book, speaker.progress(says("packing")) as bar:
        ready = preview(book, _choice(book, args))
        bar.show(1, 2)
        made = make_pack(book, args.dest, ready, form=form, password=password)
    by_hash = count_by_hash((each.entry for each in ready.standing.values()), ready.choice)
    return Answer(document=made.to_json(), lines=tuple(_lines(made, by_hash)))


def _is_in_the_way(dest: Path) -> bool:
    """Tell whether something lies there that is no older pack."""
    try:
        with dest.open("rb") as file:
            return SEAL not in ZipFiles(file).names()
    except (ZipBentError, IsADirectoryError):
        return True
    except FileNotFoundError:
        return False


def _choice(book: OpenCasebook, args: argparse.Namespace) -> Choice:
    return Choice(
        audience=args.audience,
        entries=tuple(book.record.entry(each).id for each in args.entry),
        masked=_masked(book, args.mask),
        allowed=frozenset(args.allow),
    )


def _masked(book: OpenCasebook, masks: Sequence[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for mask in masks:
        ref, colon, name = mask.partition(":")
        if not colon:
            place = "--mask"
            raise UsageError(place)
        entry = book.record.entry(ref)
        if name not in entry.fields:
            place = "--mask"
            raise UsageError(place)
        found[entry.id] = found.get(entry.id, frozenset()) | {name}
    return found


def _lines(made: Made, by_hash: int) -> Iterator[str]:
    yield says("pack_made", entries=made.entries, exhibits=made.exhibits)
    yield str(made.pack)
    if made.folder:
        yield says("pack_folder", folder=made.folder, files=len(made.files))
    if by_hash:
        yield counted("pack_by_hash", by_hash, how=says("pack_by_hash_how"))
    shown = [each for each in made.reveals if each.included]
    if shown:
        yield ""
        yield says("pack_reveals")
        yield from (f"- {_revealed(each)}" for each in shown)
    kept_out = [each for each in made.reveals if not each.included]
    if kept_out:
        yield ""
        yield says("pack_left_out")
        yield from (f"- {_revealed(each)}" for each in kept_out)


def _revealed(each: Reveal) -> str:
    told = words("packs").table("reveals").text(each.kind)
    parts = [f"entry {each.sequence}"] if each.sequence is not None else []
    parts += [each.named] if each.named else []
    parts += (
        [f"\N{LEFT DOUBLE QUOTATION MARK}{each.text}\N{RIGHT DOUBLE QUOTATION MARK}"]
        if each.text
        else []
    )
    if NUMBER in told:
        told = told.replace(NUMBER, str(each.count))
    elif each.count != 1 or not parts:
        parts.append(str(each.count))
    return f"{told} ({', '.join(parts)})" if parts else told
