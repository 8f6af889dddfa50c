"""Entries to tick in a list, part by part, as the index has them: none is opened for that."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.vault.index.rows import Filter
from holdfast.web.entry_view import FIRST_WORDS, show_stated
from holdfast.web.paging import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Hit
    from holdfast.web.paging import Part

KINDS = (Kind.INCIDENT, Kind.CONTACT, Kind.ORDER, Kind.PERSON, Kind.EXHIBIT, Kind.IMPORT)
FILES = (Kind.EXHIBIT, Kind.IMPORT)
DATED = (Kind.INCIDENT, Kind.CONTACT)
MOST = 10_000
"""Twice what a casebook of ten years holds; more can be had with "my whole record"."""

TICKED = "ticked"
"""What she ticked already, whatever kind it is of."""


class Line(NamedTuple):
    """One entry to tick."""

    kind: str
    """Its kind."""

    id: str
    """Its id."""

    label: str
    """The line that stands for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """Which part of the list is wanted."""

    find: str = field(default="", repr=False)
    """Words that must all stand in an entry."""

    only: str = ""
    """A kind, `ticked`, or empty for all."""

    number: int = 1
    """Which part, from 1."""

    kinds: tuple[str, ...] = KINDS
    """Kinds that may be ticked at all."""


def entries_to_tick(
    book: OpenCasebook, sought: Sought, ticked: Sequence[str]
) -> tuple[Part[Line], list[tuple[str, list[tuple[str, str]]]]]:
    """Give one part of the entries that are not withdrawn, by kind, the newest first.

    Args:
        book: the open casebook.
        sought: which.
        ticked: ids of those ticked.

    Returns:
        The part, and its lines under what they are.
    """
    kinds = (sought.only,) if sought.only in sought.kinds else sought.kinds
    chosen = frozenset(ticked) if sought.only == TICKED else None
    by_kind: dict[str, list[Line]] = {kind: [] for kind in kinds}
    for hit in _hits(book, kinds, sought.find):
        if chosen is None or hit.entry in chosen:
            by_kind[hit.kind].append(Line(hit.kind, hit.entry, _label(hit)))
    part = part_of([line for lines in by_kind.values() for line in lines], sought.number)
    said = words("web_pack").table("kinds")
    grouped = groupby(part.items, key=attrgetter("kind"))
    return part, [
        (said.text(kind), [(line.id, line.label) for line in lines]) for kind, lines in grouped
    ]


def incidents_to_tick(book: OpenCasebook) -> list[tuple[str, str]]:
    """Give id and label of everything that happened, the newest first.

    Args:
        book: the open casebook.
    """
    return [(hit.entry, _label(hit)) for hit in _hits(book, (Kind.INCIDENT,), "")]


def incidents_by_month(book: OpenCasebook) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give id and label of everything that happened, under its month, the newest first.

    A long list in parts that open without asking for a page: nothing chosen in the same form is
    lost by looking through it.

    Args:
        book: the open casebook.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for hit in _hits(book, (Kind.INCIDENT,), ""):
        found.setdefault(_month(hit), []).append((hit.entry, _label(hit)))
    return list(found.items())


def ticked_elsewhere(part: Part[Line], ticked: Sequence[str]) -> list[str]:
    """Give what is ticked but not in the part that is shown, to be sent along.

    Args:
        part: what is shown.
        ticked: ids of those ticked.
    """
    shown = {line.id for line in part.items}
    return [name for name in ticked if name not in shown]


def _hits(book: OpenCasebook, kinds: Sequence[str], find: str) -> list[Hit]:
    hits = book.index.timeline(Filter(kinds=frozenset(kinds)), limit=MOST)
    folded = find.casefold().split()
    return [hit for hit in hits if _has(f"{_when(hit)} {hit.text}".casefold(), folded)]


def _has(text: str, sought: Sequence[str]) -> bool:
    return all(word in text for word in sought)


def _when(hit: Hit) -> str:
    if not hit.happened:
        return words("web_entry").table("page").text("not_known")
    return show_stated(hit.happened[: len("2026-03-04T17:30")])


def _month(hit: Hit) -> str:
    if not hit.happened:
        return words("web_entry").table("page").text("not_known")
    return show_stated(hit.happened[: len("2026-03")])


def _label(hit: Hit) -> str:
    text = " ".join(hit.text.split())
    cut = text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    if hit.kind in FILES:
        return f"{hit.number}: {cut}"
    if hit.kind not in DATED:
        return cut
    return f"{_when(hit)}: {cut}"
