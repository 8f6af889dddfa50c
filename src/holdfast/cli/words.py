"""The words of the command line, from words/en/cli.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from holdfast.knowledge.table import Table


def of_command(name: str) -> Table:
    """Give the help texts of a command.

    Args:
        name: as typed.
    """
    return words("cli").table("command").table(name)


def of_program() -> Table:
    """Give the texts of the whole program."""
    return words("cli").table("program")


def of_options() -> Table:
    """Give the help texts of the options that commands share."""
    return words("cli").table("options")


def says(key: str, **gaps: object) -> str:
    """Give a sentence with its gaps filled.

    Args:
        key: of `says`.
        gaps: by name.
    """
    return words("cli").table("says").text(key).format(**gaps)


def counted(key: str, count: int, **gaps: object) -> str:
    """Give a sentence about a number of things, in the singular for one of them.

    Args:
        key: of `says`; the singular stands under `<key>_one`.
        count: fills the gap of that name.
        gaps: the others.
    """
    return says(f"{key}_one" if count == 1 else key, count=count, **gaps)
