"""Entries to tick in a list, as the index has them: none is opened for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind
from holdfast.vault.index.rows import Filter
from holdfast.web.entry_view import FIRST_WORDS, show_stated

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Hit

KINDS = (Kind.INCIDENT, Kind.CONTACT, Kind.ORDER, Kind.PERSON, Kind.EXHIBIT, Kind.IMPORT)
FILES = (Kind.EXHIBIT, Kind.IMPORT)
DATED = (Kind.INCIDENT, Kind.CONTACT)
MOST = 10_000
"""Twice what a casebook of ten years holds; more can be had with "my whole record"."""

Group = tuple[str, list[tuple[str, str]]]
"""What the entries are, then id and label of each."""


def entries_to_tick(book: OpenCasebook) -> list[Group]:
    """Give every entry that is not withdrawn, by kind, the newest first.

    Args:
        book: the open casebook.
    """
    by_kind: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for hit in book.index.timeline(Filter(kinds=frozenset(KINDS)), limit=MOST):
        by_kind[hit.kind].append((hit.entry, _label(hit)))
    said = words("web_pack").table("kinds")
    return [(said.text(kind), found) for kind, found in by_kind.items() if found]


def incidents_to_tick(book: OpenCasebook) -> list[tuple[str, str]]:
    """Give id and label of everything that happened, the newest first.

    Args:
        book: the open casebook.
    """
    hits = book.index.timeline(Filter(kinds=frozenset({Kind.INCIDENT})), limit=MOST)
    return [(hit.entry, _label(hit)) for hit in hits]


def _label(hit: Hit) -> str:
    text = " ".join(hit.text.split())
    cut = text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    if hit.kind in FILES:
        return f"{hit.number}: {cut}"
    if hit.kind not in DATED:
        return cut
    when = show_stated(hit.happened[: len("2026-03-04T17:30")]) if hit.happened else ""
    return f"{when or words('web_entry').table('page').text('not_known')}: {cut}"
