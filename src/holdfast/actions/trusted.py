"""People she trusts: who they are, what each knows, and what they may be asked to do.

All of it lies in the drawer. A code word is handed out with a name only when she asks for that.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.errors import NoSuchEntryError, NothingSaidError

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

PLACE = "trusted/person/"
ID_BYTES = 8
LEVELS = ("everything", "some", "nothing")
"""How much somebody knows; keys of `[level]` in trusted.toml."""

KNOWS = ("who", "record", "police", "order", "home", "work", "days", "plan")
"""What somebody may know; keys of `[knows]` in trusted.toml."""

MAY = (
    "call-999", "come", "walk", "stay", "write-down", "keep-post", "copy", "kit", "child", "pet",
    "manager", "police", "not-tell",
)  # fmt: skip
"""What somebody may be asked to do; keys of `[may]` in trusted.toml."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trusted:
    """Somebody she trusts."""

    id: str = ""
    """Name in the drawer; empty for somebody new."""

    name: str = field(default="", repr=False)
    """As she calls them."""

    tie: str = field(default="", repr=False)
    """Who they are to her."""

    reach: str = field(default="", repr=False)
    """How to reach them."""

    level: str = ""
    """One of `LEVELS`; empty when she did not say."""

    knows: tuple[str, ...] = ()
    """Some of `KNOWS`."""

    keep_from: str = field(default="", repr=False)
    """What they are not told."""

    may: tuple[str, ...] = ()
    """Some of `MAY`."""

    asked: str = field(default="", repr=False)
    """What else she asks of them, in her words."""

    code_word: str = field(default="", repr=False)
    """A word that means help; never printed with a name unless she ticks it."""

    code_means: str = field(default="", repr=False)
    """What they do when they hear it."""

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as the drawer holds it."""
        return {
            "name": self.name,
            "tie": self.tie,
            "reach": self.reach,
            "level": self.level,
            "knows": list(self.knows),
            "keep_from": self.keep_from,
            "may": list(self.may),
            "asked": self.asked,
            "code_word": self.code_word,
            "code_means": self.code_means,
        }


TEXTS = ("name", "tie", "reach", "keep_from", "asked", "code_word", "code_means")


def trusted_people(book: OpenCasebook) -> tuple[Trusted, ...]:
    """Give everybody she trusts, by name.

    Args:
        book: the open casebook.
    """
    found = [_read(book, name.removeprefix(PLACE)) for name in book.drawer.names(PLACE)]
    return tuple(sorted(filter(None, found), key=lambda each: (each.name.casefold(), each.id)))


def trusted_person(book: OpenCasebook, name: str) -> Trusted:
    """Give one of them.

    Args:
        book: the open casebook.
        name: its id.

    Raises:
        NoSuchEntryError: there is nobody of that id.
    """
    found = _read(book, name)
    if found is None:
        raise NoSuchEntryError
    return found


def keep_trusted(book: OpenCasebook, person: Trusted) -> Trusted:
    """Keep somebody in the drawer, over what was kept before.

    Args:
        book: the open casebook.
        person: with an id, or without one for somebody new.

    Returns:
        As kept.

    Raises:
        NothingSaidError: nothing is said of them.
    """
    if not any(person.to_json().values()):
        raise NothingSaidError
    name = person.id or secrets.token_hex(ID_BYTES)
    book.drawer.put(PLACE + name, person.to_json())
    return trusted_person(book, name)


def forget_trusted(book: OpenCasebook, name: str) -> None:
    """Throw away for good what is kept of somebody.

    Args:
        book: the open casebook.
        name: its id.
    """
    book.drawer.delete(PLACE + name)


def _read(book: OpenCasebook, name: str) -> Trusted | None:
    stored = book.drawer.get(PLACE + name)
    if not isinstance(stored, dict):
        return None
    return Trusted(
        id=name,
        level="".join(_codes([stored.get("level")], LEVELS)),
        knows=_codes(stored.get("knows"), KNOWS),
        may=_codes(stored.get("may"), MAY),
        **{each: str(stored.get(each) or "") for each in TEXTS},
    )


def _codes(value: JsonValue, known: tuple[str, ...]) -> tuple[str, ...]:
    said = value if isinstance(value, list) else []
    return tuple(each for each in known if each in said)
