"""What she needs when she talks to the police, kept in the drawer and handed over if she wants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.vault.casebook import OpenCasebook

ROW = "report/needs"
TEXTS = ("safe", "never", "language", "own")
"""How and when to reach her; what not to do; which language; anything else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccessNeeds:
    """What she picked and wrote."""

    picked: tuple[str, ...] = ()
    """Codes of the list."""

    said: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Her own words, by `TEXTS`."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not self.picked and not any(self.said.values())


def known_needs() -> Mapping[str, str]:
    """Give the list to pick from: code and words."""
    table = words("access_needs").table("needs")
    return {code: table.text(code) for code in table.keys()}  # noqa: SIM118  # a Table is no dict


def read_needs(book: OpenCasebook) -> AccessNeeds:
    """Give what she keeps; empty when there is nothing.

    Args:
        book: the open casebook.
    """
    stored = book.drawer.get(ROW)
    if not isinstance(stored, dict):
        return AccessNeeds()
    picked, said = stored.get("picked"), stored.get("said")
    return AccessNeeds(
        picked=tuple(str(each) for each in picked) if isinstance(picked, list) else (),
        said={name: str(text) for name, text in said.items()} if isinstance(said, dict) else {},
    )


def keep_needs(book: OpenCasebook, needs: AccessNeeds) -> None:
    """Keep what she needs; nothing said takes it away.

    Args:
        book: the open casebook.
        needs: what she picked and wrote; codes that are none of ours are dropped.
    """
    if needs.is_empty:
        forget_needs(book)
        return
    picked = [code for code in known_needs() if code in needs.picked]
    book.drawer.put(ROW, {"picked": list(picked), "said": dict(needs.said)})


def forget_needs(book: OpenCasebook) -> None:
    """Destroy what she kept.

    Args:
        book: the open casebook.
    """
    book.drawer.delete(ROW)


def needs_lines(book: OpenCasebook) -> list[str]:
    """Give what she needs as lines that can be handed over.

    Args:
        book: the open casebook.
    """
    needs, labels = read_needs(book), words("access_needs").table("labels")
    known = known_needs()
    lines = [known[code] for code in needs.picked if code in known]
    said = ((labels.text(name), needs.said.get(name, "").strip()) for name in TEXTS)
    return [*lines, *(f"{label}: {text}" for label, text in said if text)]
