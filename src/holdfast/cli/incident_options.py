"""The options of `add` and `amend`: everything that can be said about an incident."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import BASES, FEARED, FEARED_FOR
from holdfast.actions.clock import now
from holdfast.actions.received import Received, Whose, from_path
from holdfast.cli.options import text_of
from holdfast.cli.speak import WIDTH, hanging
from holdfast.cli.words import of_command
from holdfast.knowledge.behaviours import behaviours, codes, sortings
from holdfast.model.errors import SomebodyElsesError, UsageError
from holdfast.model.when import FORMS, parse_when

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.model.moment import Moment

TEXTS = ("what", "where", "who", "said", "felt", "effect")
"""Options that take the person's words, and the fields of the same name."""


def add_incident_options(parser: argparse.ArgumentParser) -> None:
    """Add the options.

    Args:
        parser: of the command.
    """
    words = of_command("add")
    parser.add_argument("--what", metavar="TEXT", help=words.text("what"))
    parser.add_argument("--happened", metavar="TEXT", help=words.text("happened"))
    parser.add_argument("--where", metavar="TEXT", help=words.text("where"))
    parser.add_argument("--who", metavar="TEXT", help=words.text("who"))
    parser.add_argument("--basis", choices=BASES, help=words.text("basis"))
    parser.add_argument("--said", metavar="TEXT", help=words.text("said"))
    parser.add_argument("--felt", metavar="TEXT", help=words.text("felt"))
    parser.add_argument("--effect", metavar="TEXT", help=words.text("effect"))
    parser.add_argument("--feared", choices=FEARED, help=words.text("feared"))
    parser.add_argument(
        "--feared-for", choices=FEARED_FOR, action="append", help=words.text("feared_for")
    )
    for name, metavar in (("behaviour", "CODE"), ("witness", "NAME")):
        parser.add_argument(
            f"--{name}", metavar=metavar, action="append", help=words.text(name), dest=name
        )
    add_file_option(parser)
    add_whose_option(parser)
    parser.epilog = f"{forms_help()}\n\n{behaviours_help()}"


def add_file_option(parser: argparse.ArgumentParser) -> None:
    """Add `--file`.

    Args:
        parser: of the command.
    """
    parser.add_argument(
        "--file",
        metavar="PATH",
        type=Path,
        action="append",
        default=[],
        help=of_command("add").text("file"),
    )


def add_whose_option(parser: argparse.ArgumentParser) -> None:
    """Add `--whose`, which says of all files named whose phone or account they are from.

    Args:
        parser: of the command.
    """
    parser.add_argument("--whose", choices=[*Whose], help=of_command("import").text("whose"))


def forms_help() -> str:
    """Give the forms of time as a list."""
    return "\n".join(["Forms of --happened:", *(f"  {form}" for form in FORMS)])


def behaviours_help() -> str:
    """Give the codes of behaviour as a list."""
    said = {code: each.says for code, each in behaviours().items()} | dict(sortings())
    rows = (hanging(f"  {code:20}", each, WIDTH) for code, each in said.items())
    return "\n".join(["Codes of --behaviour:", *rows])


def incident_fields(args: argparse.Namespace) -> dict[str, JsonValue]:
    """Give what was said, by field; what was not said is left out.

    Args:
        args: as typed.

    Raises:
        UsageError: a code of behaviour that is none.
    """
    fields: dict[str, JsonValue] = {
        name: text_of(getattr(args, name), f"--{name}") for name in TEXTS
    }
    if not set(args.behaviour or ()) <= codes():
        place = "--behaviour"
        raise UsageError(place)
    fields |= {"basis": args.basis, "feared": args.feared}
    happened = moment_of(args.happened)
    fields["happened"] = None if happened is None else dict(happened.to_json())
    for field, option in (
        ("feared_for", args.feared_for),
        ("behaviours", args.behaviour),
        ("witnesses", args.witness),
    ):
        fields[field] = list(dict.fromkeys(option)) if option else None
    return {name: value for name, value in fields.items() if value is not None}


def moment_of(text: str | None) -> Moment | None:
    """Give the moment that was typed, or None when none was.

    Args:
        text: after `--happened`.
    """
    typed = text_of(text, "--happened")
    return None if typed is None else parse_when(typed, now=now())


def files_of(paths: Sequence[Path], whose: str | None = None) -> list[Received]:
    """Give the files that were named.

    Args:
        paths: as typed.
        whose: a `Whose`; None when nobody said.

    Raises:
        SomebodyElsesError: they come from somebody else's phone or account.
    """
    if paths and whose == Whose.THEIRS:
        raise SomebodyElsesError
    return [from_path(path, whose=whose) for path in paths]
