"""What a check of the casebook found, in her words; the vault's own stay for somebody who helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdfast.vault.checking import Check

COUNTED = re.compile(r"(\d+) ([^,]+)")
NUMBERED = re.compile(r"(entry|exhibit|checkpoint|original of entry|messages of entry) (\d+)")
FRONT = frozenset({"casebook", "recipient", "verify_key"})
INDEX, FIRST, SECOND = "index.db", "record.db", "record-2.db"


class Differing(NamedTuple):
    """One thing that is not as it was saved."""

    name: str
    """What it is."""

    why: str
    """What is wrong with it."""

    exact: str
    """The same as the vault says it."""


def show_matching(checks: Iterable[Check]) -> list[tuple[str, str]]:
    """Give each group that is whole, and how much is in it.

    Args:
        checks: of groups.
    """
    said = words("web_check")
    groups = said.table("groups")
    return [(groups.text(each.what), _counted(each.detail)) for each in checks]


def _counted(detail: str) -> str:
    said = words("web_check").table("counted")
    parts = []
    for count, what in COUNTED.findall(detail):
        one, many = said.texts(what)
        parts.append(one if int(count) == 1 else many.format(n=f"{int(count):,}"))
    return ", ".join(parts) or words("web_check").text("nothing_there")


def show_differing(checks: Iterable[Check]) -> list[Differing]:
    """Give each thing that differs.

    Args:
        checks: of things that differ.
    """
    said = words("web_check")
    why = said.table("why").values
    return [
        Differing(
            _name(each.what),
            str(why.get(each.detail, said.text("not_as_saved"))),
            f"{each.what}: {each.detail}",
        )
        for each in checks
    ]


def _name(what: str) -> str:
    said = words("web_check").table("named")
    numbered = NUMBERED.fullmatch(what)
    if numbered is not None:
        return said.text(numbered[1].partition(" ")[0]).format(n=numbered[2])
    if what in FRONT:
        return said.text("front")
    starts = {INDEX: "index", SECOND: "second", FIRST: "record", "slot ": "slot"}
    found = next((key for start, key in starts.items() if what.startswith(start)), "other")
    return said.text(found)
