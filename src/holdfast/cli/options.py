"""Options that commands share, and opening the casebook they name."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from holdfast.cli.words import of_options, says
from holdfast.model.errors import NoCasebookError, OptionFileError, UsageError
from holdfast.vault.keys import KitWords, Passphrase
from holdfast.vault.opening import open_casebook
from holdfast.vault.public import is_casebook

if TYPE_CHECKING:
    from holdfast.cli.speak import Speaker
    from holdfast.vault.casebook import OpenCasebook

HOME = "HOLDFAST_HOME"
STDIN = "-"
LONGEST_SECRET = 65_536
"""No passphrase or kit is longer; a whole disk given by mistake is not read."""


class Parser(argparse.ArgumentParser):
    """Reads a command line; what it does not understand is an error in our own form."""

    @cached_property
    def below(self) -> dict[str, argparse.ArgumentParser]:
        """The parser of each command, by its name."""
        return {}

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Args:
            message: argparse's own; only names of options and choices are kept of it.

        Raises:
            UsageError: always.
        """
        raise UsageError(_without_content(message))


def _without_content(message: str) -> str:
    """Keep what argparse says about options, and drop what the person typed."""
    if message.startswith("unrecognized arguments"):
        return "unrecognised words"
    if message.startswith("the following arguments are required"):
        return message.replace("the following arguments are required:", "missing:")
    option = message.removeprefix("argument ").split(":", 1)[0]
    choices = message[message.find("(choose from ") :] if "(choose from " in message else ""
    if "expected" in message and not choices:
        option += ": something is missing after it"
    return f"{option} {choices}".strip().replace("'", "")


def add_home(parser: argparse.ArgumentParser) -> None:
    """Add `--home` and `--json`.

    Args:
        parser: of a command.
    """
    words = of_options()
    group = parser.add_argument_group("casebook")
    group.add_argument("--home", metavar="DIR", type=Path, help=words.text("home"))
    parser.add_argument("--json", action="store_true", help=words.text("json"))


def add_keys(parser: argparse.ArgumentParser) -> None:
    """Add `--home`, `--json`, `--passphrase-file` and `--kit-file`.

    Args:
        parser: of a command that opens a casebook.
    """
    add_home(parser)
    words = of_options()
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--passphrase-file", metavar="FILE", help=words.text("passphrase_file"))
    group.add_argument("--kit-file", metavar="FILE", help=words.text("kit_file"))


def home_of(args: argparse.Namespace) -> Path:
    """Give the casebook's folder.

    Args:
        args: with `home`.
    """
    if args.home is not None:
        return Path(args.home)
    if HOME in os.environ:
        return Path(os.environ[HOME])
    return _data_folder() / "notebook"


def _data_folder() -> Path:
    if "XDG_DATA_HOME" in os.environ:
        return Path(os.environ["XDG_DATA_HOME"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    return Path.home() / ".local" / "share"


def opened(args: argparse.Namespace, speaker: Speaker) -> OpenCasebook:
    """Open the casebook that a command line names.

    Args:
        args: with `home`, `passphrase_file` and `kit_file`.
        speaker: asks for the passphrase when no file is named.

    Raises:
        NoCasebookError: there is none in the folder.
    """
    home = home_of(args)
    if not is_casebook(home):
        raise NoCasebookError
    key: Passphrase | KitWords
    if args.kit_file is not None:
        key = KitWords(read_secret(args.kit_file, "--kit-file"))
    elif args.passphrase_file is not None:
        key = Passphrase(read_secret(args.passphrase_file, "--passphrase-file"))
    else:
        key = Passphrase(speaker.ask_secret(says("asks_passphrase")))
    return open_casebook(home, key)


def read_secret(name: str, option: str) -> str:
    """Read a passphrase or recovery words.

    Args:
        name: of a file; `-` is standard input.
        option: named when it cannot be read.

    Returns:
        The text without one line break at its end.

    Raises:
        OptionFileError: it cannot be read, or is no text.
    """
    try:
        if name == STDIN:
            raw = sys.stdin.buffer.read(LONGEST_SECRET)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LONGEST_SECRET)
        text = raw.decode()
    except (OSError, UnicodeDecodeError):
        raise OptionFileError(option) from None
    return text.removesuffix("\n").removesuffix("\r")


def text_of(value: str | None, option: str) -> str | None:
    """Give what was typed after an option, read from standard input for `-`.

    Args:
        value: as typed.
        option: named when it is no text.

    Raises:
        UsageError: it holds bytes that are no text.
    """
    if value is None:
        return None
    try:
        text = sys.stdin.buffer.read().decode() if value == STDIN else value
        text.encode()
    except UnicodeError:
        raise UsageError(option) from None
    return text.strip("\n")
