"""`holdfast help-near`: services that can help, found without a network."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.find_help import (
    export_directory,
    forget_feed,
    look_for_help,
    take_in_feed,
)
from holdfast.actions.service_lines import codes
from holdfast.cli.answer import Answer
from holdfast.cli.options import add_keys, opened
from holdfast.cli.service_answer import help_to_json, help_to_lines
from holdfast.cli.words import counted, of_command, says
from holdfast.insight.finding_help import Wanted
from holdfast.insight.opening import uk_wall_clock
from holdfast.knowledge.directory.embedded import areas
from holdfast.model.errors import (
    CannotWriteError,
    FeedUnreadableError,
    UnreadableTimeError,
    UsageError,
)
from holdfast.model.service import How

if TYPE_CHECKING:
    import argparse

    from holdfast.cli.speak import Speaker
    from holdfast.vault.casebook import OpenCasebook

FORM_OF_AT = "%Y-%m-%d %H:%M"
CHUNK_BYTES = 65_536
AT, TAKE_IN, EXPORT = "--at", "--take-in", "--export"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what it takes.

    Args:
        parser: of the command.
    """
    words = of_command("help-near")
    parser.add_argument("words", nargs="*", metavar="WORDS", help=words.text("words"))
    parser.add_argument("--need", choices=codes("need"), help=words.text("need"))
    places = words.text("area").format(codes=", ".join(areas()))
    parser.add_argument("--area", metavar="AREA", default="", help=places)
    parser.add_argument("--age", type=int, metavar="YEARS", help=words.text("age"))
    parser.add_argument(
        "--for",
        dest="identities",
        action="append",
        default=[],
        choices=codes("identity"),
        help=words.text("for_whom"),
    )
    parser.add_argument("--language", metavar="NAME", default="", help=words.text("language"))
    parser.add_argument("--by", choices=codes("how"), help=words.text("by"))
    parser.add_argument("--open-now", action="store_true", help=words.text("open_now"))
    parser.add_argument(AT, metavar="TIME", help=words.text("at"))
    parser.add_argument(TAKE_IN, metavar="FILE", type=Path, help=words.text("take_in"))
    parser.add_argument("--forget", metavar="ID", help=words.text("forget"))
    parser.add_argument(EXPORT, metavar="FILE", type=Path, help=words.text("export"))
    add_keys(parser)


def run(args: argparse.Namespace, speaker: Speaker) -> Answer:
    """Find help, or keep the list of services.

    Args:
        args: as typed.
        speaker: asks for the passphrase where one is needed.
    """
    needs_book = args.take_in or args.forget
    has_key = args.passphrase_file is not None or args.kit_file is not None
    with opened(args, speaker) if needs_book or has_key else nullcontext() as book:
        if book is not None and args.take_in:
            return _take_in(book, args.take_in)
        if book is not None and args.forget:
            forget_feed(book, args.forget)
            return Answer(document={"forgotten": args.forget}, lines=(says("help_forgotten"),))
        if args.export:
            return _export(book, args.export)
        return _look(book, args)


def _look(book: OpenCasebook | None, args: argparse.Namespace) -> Answer:
    wall = _wall(args.at)
    wanted = Wanted(
        need=args.need or "",
        area=args.area,
        age=args.age,
        identities=frozenset(args.identities),
        language=args.language,
        how=How(args.by) if args.by else None,
        open_now=args.open_now,
        words=" ".join(args.words),
    )
    found = look_for_help(wanted, wall=wall, book=book)
    return Answer(document=help_to_json(found, wall), lines=tuple(help_to_lines(found)))


def _wall(stated: str | None) -> datetime:
    if stated is None:
        return uk_wall_clock(now())
    try:
        return datetime.strptime(stated, FORM_OF_AT)  # noqa: DTZ007  # the wall clock has no zone
    except ValueError:
        raise UnreadableTimeError(AT) from None


def _take_in(book: OpenCasebook, file: Path) -> Answer:
    try:
        with file.open("rb") as stream:
            chunks = iter(lambda: stream.read(CHUNK_BYTES), b"")
            feed = take_in_feed(book, chunks, name=file.name, clock=now())
    except OSError:
        raise FeedUnreadableError(TAKE_IN) from None
    count = len(feed.services)
    return Answer(
        document={"taken_in": feed.id, "services": count},
        lines=(counted("help_taken_in", count, id=feed.id),),
    )


def _export(book: OpenCasebook | None, file: Path) -> Answer:
    raw = export_directory(book)
    try:
        with file.open("xb") as stream:
            stream.write(raw)
    except FileExistsError:
        raise UsageError(EXPORT) from None
    except OSError:
        raise CannotWriteError(EXPORT) from None
    count = raw.count(b'"status": "active"')
    return Answer(
        document={"exported": count, "bytes": len(raw)},
        lines=(says("help_exported", count=count),),
    )
