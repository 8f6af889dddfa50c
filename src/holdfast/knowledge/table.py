"""Reading what the program knows from TOML, with errors that say where.

A `Table` is one TOML table and its path (`behaviour[3]`). Every getter checks the type, so that a
slip in a data file fails in a test with its place, never on somebody's screen.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class KnowledgeError(ValueError):
    """A data file of ours says something that it must not; a fault of ours."""

    def __init__(self, path: str, fault: str) -> None:
        """Note the place and what is wrong there.

        Args:
            path: file and place in it.
            fault: what it lacks or should not have.
        """
        super().__init__(f"{path}: {fault}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One TOML table and the path by which an error names it."""

    path: str
    """File and place in it (`behaviours.behaviour[3]`)."""

    values: Mapping[str, Any] = field(repr=False)
    """What tomllib gave."""

    def keys(self) -> tuple[str, ...]:
        """Give the keys in file order."""
        return tuple(self.values)

    def place(self, key: str) -> str:
        """Give the path of a key, for errors.

        Args:
            key: its name.
        """
        return f"{self.path}.{key}"

    def text(self, key: str) -> str:
        """Give a text that must be there and not be empty.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is missing, empty or no text.
        """
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise KnowledgeError(self.place(key), "a text is needed")
        return value

    def text_or_empty(self, key: str) -> str:
        """Give a text, or an empty one when the key is not there.

        Args:
            key: its name; when it is there, it must be a text that is not empty.
        """
        return self.text(key) if key in self.values else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; empty when the key is not there.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is no list, or something in it is no text.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise KnowledgeError(self.place(key), "a list of texts is needed")
        return tuple(value)

    def day(self, key: str) -> date:
        """Give a calendar date that must be there.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is missing or no date.
        """
        value = self.values.get(key)
        if type(value) is not date:
            raise KnowledgeError(self.place(key), "a date is needed")
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """Give a list of calendar dates that must be there.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is missing, no list, or something in it is no date.
        """
        value = self.values.get(key)
        if not isinstance(value, list) or not all(type(each) is date for each in value):
            raise KnowledgeError(self.place(key), "a list of dates is needed")
        return tuple(value)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Give a list of whole numbers that must be there.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is missing, no list, or something in it is no whole number.
        """
        value = self.values.get(key)
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            raise KnowledgeError(self.place(key), "a list of whole numbers is needed")
        return tuple(value)

    def table(self, key: str) -> Table:
        """Give a table inside this one.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is missing or no table.
        """
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise KnowledgeError(self.place(key), "a table is needed")
        return Table(path=f"{self.path}.{key}", values=value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Give a list of tables; empty when the key is not there.

        Args:
            key: its name.

        Raises:
            KnowledgeError: it is no list of tables.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise KnowledgeError(self.place(key), "a list of tables is needed")
        return tuple(
            Table(path=f"{self.path}.{key}[{place}]", values=each)
            for place, each in enumerate(value)
        )


def parse_table(text: str, path: str) -> Table:
    """Read TOML text.

    Args:
        text: the whole file.
        path: how errors name it.

    Raises:
        KnowledgeError: it is not TOML.
    """
    try:
        return Table(path=path, values=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(path, str(error)) from error


def read_packaged(*place: str) -> str:
    """Give the text of a file that comes with the program.

    Args:
        place: folders and file name below `holdfast/knowledge`.
    """
    return files("holdfast.knowledge").joinpath(*place).read_text(encoding="utf-8")
