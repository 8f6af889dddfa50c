"""The record as a list: one row for each entry that stands for itself, in the order asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.account import answers_of
from holdfast.actions.standing import Standing, standing
from holdfast.actions.zoned import taken_in_zone
from holdfast.model.entry import Kind
from holdfast.model.moment import UNKNOWN_MOMENT, Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import Entry, JsonValue
    from holdfast.vault.casebook import OpenCasebook

LAST = "~"
"""Sorts after every date: what has no known time stands last."""

WORDS_OF = {
    Kind.INCIDENT: ("what", "said"),
    Kind.EXHIBIT: ("name",),
    Kind.IMPORT: ("name",),
    Kind.READING: ("reader",),
    Kind.PERSON: ("name", "role"),
    Kind.CONTACT: ("organisation", "told", "reference", "whom"),
    Kind.ORDER: ("order", "court"),
    Kind.AMENDMENT: ("why", "what"),
    Kind.WITHDRAWAL: ("why",),
    Kind.UNDO: ("why",),
}
"""Fields whose first that is set stands for the entry in a list."""


MENTIONING = ("who", "witnesses", "name", "handles", "officer", "participants")
"""Fields that name people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryRow:
    """One entry in a list; the keys of `to_json` are a contract (docs/cli.md)."""

    entry: str
    """Id."""

    sequence: int
    """Place in the log."""

    kind: str
    """What it records."""

    happened: str | None
    """ISO 8601 as stated; None when unknown."""

    written: str
    """When it was written, ISO 8601 with offset."""

    text: str = field(repr=False)
    """Its words."""

    source: JsonValue = field(default=None, repr=False)
    """Of a file: `sha256`; None for what she wrote herself."""

    happened_as_said: str = field(default="", repr=False)
    """The person's own words for when."""

    withdrawn: bool = False
    """Whether it is hidden."""

    amended: int = 0
    """Amendments in force."""

    exhibits: tuple[str, ...] = ()
    """Ids of the files it names."""

    by: str = field(default="", repr=False)
    """Who says they wrote it; empty for herself."""

    def to_json(self) -> dict[str, JsonValue]:
        """Give the row as `list --json` prints it."""
        return {
            "entry": self.entry,
            "sequence": self.sequence,
            "happened": self.happened,
            "written": self.written,
            "kind": self.kind,
            "text": self.text,
            "source": self.source,
            "happened_as_said": self.happened_as_said or None,
            "withdrawn": self.withdrawn,
            "amended": self.amended,
            "exhibits": [*self.exhibits],
            "by": self.by or None,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class ListFilter:
    """What of the record is wanted; everything that is not withdrawn when nothing is set."""

    kinds: frozenset[str] = frozenset()
    """Only these kinds; all when empty."""

    since: str = ""
    """First day, month or year, ISO 8601."""

    until: str = ""
    """Last day, month or year, ISO 8601; all of it is within."""

    behaviour: str = ""
    """Only incidents with this code."""

    names: frozenset[str] | None = field(default=None, repr=False)
    """Only what mentions one of these, as `who_is_who.names_of` gives them; all when None."""

    withdrawn: bool = False
    """Whether what was withdrawn is listed too."""

    newest_first: bool = False
    """Whether the latest stands first."""


def list_entries(book: OpenCasebook, wanted: ListFilter | None = None) -> list[EntryRow]:
    """Give the record as rows, ordered by when things happened; what is not known stands last.

    Args:
        book: the open casebook.
        wanted: which entries, and in which order.
    """
    wanted = wanted or ListFilter()
    found = [(_order(each), each) for each in standing(book) if _is_wanted(each, wanted)]
    found.sort(key=lambda each: (each[0], each[1].entry.sequence), reverse=wanted.newest_first)
    return [row_of(each) for _, each in found]


def row_of(standing_entry: Standing) -> EntryRow:
    """Give the row of an entry.

    Args:
        standing_entry: as it stands now.
    """
    entry, fields = standing_entry.entry, standing_entry.fields
    happened = happened_of(standing_entry)
    exhibits = fields.get("exhibits")
    return EntryRow(
        entry=entry.id,
        sequence=entry.sequence,
        kind=entry.kind,
        happened=happened.iso,
        written=entry.written,
        text=words_of(entry, fields),
        source=source_of(entry),
        happened_as_said=happened.as_written,
        withdrawn=standing_entry.withdrawn,
        amended=standing_entry.amended,
        exhibits=tuple(str(each) for each in exhibits) if isinstance(exhibits, list) else (),
        by="" if entry.text("by") == "me" else entry.text("by"),
    )


def happened_of(standing_entry: Standing) -> Moment:
    """Give when it happened: what was stated, when a picture was taken, or when messages begin.

    Args:
        standing_entry: as it stands now.
    """
    fields = standing_entry.fields
    if standing_entry.entry.kind is Kind.IMPORT:
        first = (standing_entry.reading or standing_entry.entry).fields.get("first")
        return Moment.from_iso(first) if isinstance(first, str) else UNKNOWN_MOMENT
    if fields.get("happened"):
        return Moment.from_json(fields["happened"])
    return taken_in_zone(fields, answers_of(standing_entry.reading or standing_entry.entry))


def words_of(entry: Entry, fields: Mapping[str, JsonValue] | None = None) -> str:
    """Give the words that stand for an entry in a list.

    Args:
        entry: as written.
        fields: as they stand now; as written when left out.
    """
    values = entry.fields if fields is None else fields
    for name in WORDS_OF[entry.kind]:
        value = values.get(name)
        if isinstance(value, str) and value:
            return value
    return ""


def source_of(entry: Entry) -> JsonValue:
    """Give where an entry's bytes are, None for what she wrote herself.

    Args:
        entry: any.
    """
    return {"sha256": entry.text("sha256")} if entry.text("sha256") else None


def _order(each: Standing) -> str:
    return happened_of(each).order_key or LAST


def _is_wanted(each: Standing, wanted: ListFilter) -> bool:
    if each.withdrawn and not wanted.withdrawn:
        return False
    if wanted.kinds and each.entry.kind not in wanted.kinds:
        return False
    if wanted.names is not None and not wanted.names & mentioned(each.fields):
        return False
    behaviours = each.fields.get("behaviours")
    if wanted.behaviour and wanted.behaviour not in (
        behaviours if isinstance(behaviours, list) else []
    ):
        return False
    return _is_within(happened_of(each), wanted)


def mentioned(fields: Mapping[str, JsonValue]) -> frozenset[str]:
    """Give the names and handles that an entry mentions, as written.

    Args:
        fields: as they stand now.
    """
    found: list[str] = []
    for name in MENTIONING:
        value = fields.get(name)
        found += [str(each) for each in (value if isinstance(value, list) else [value]) if each]
    return frozenset(found)


def _is_within(happened: Moment, wanted: ListFilter) -> bool:
    if not wanted.since and not wanted.until:
        return True
    start, end = happened.stated or happened.until, happened.until or happened.stated
    if start is None or end is None:
        return False
    return end >= wanted.since and (not wanted.until or start[: len(wanted.until)] <= wanted.until)
