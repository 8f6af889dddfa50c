"""The account of one file: what was read from it, what was not, and what it leaves to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.model.accounting import Accounting, accounting_of
from holdfast.model.entry import Entry, Kind
from holdfast.model.moment import Moment
from holdfast.readers.whatsapp_caps import looks_partial
from holdfast.readers.zones import in_told_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.actions.stated import StatedHashes
    from holdfast.model.entry import JsonValue

OPAQUE, WHATSAPP = "opaque", "whatsapp"
DATES = "date-"
"""What questions about the order of a date or its year begin with."""
COUNTS = ("messages", "calls", "events", "attachments", "posts")
NO_COUNTS = dict.fromkeys(COUNTS, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileAccount:
    """One row of an import; the keys of `to_json` are a contract (docs/cli.md)."""

    name: str = field(repr=False)
    """File name as received, without folders."""

    path: str = field(repr=False)
    """Name with the folder or container it came in."""

    sha256: str
    """Of the bytes, hex; empty for a folder and for what could not be taken in."""

    size_bytes: int
    """Of the file."""

    format: str
    """Name of the reader, `opaque`, or `folder` or `zip` for a container."""

    entry: str = ""
    """Id of the entry that holds it; empty for a folder and for what could not be taken in."""

    counts: Mapping[str, int] = field(default_factory=lambda: NO_COUNTS)
    """Messages, calls, events, attachments, posts."""

    participants: tuple[str, ...] = field(default=(), repr=False)
    """Names as written."""

    first: str | None = None
    """Earliest time in it, ISO 8601."""

    last: str | None = None
    """Latest time in it, ISO 8601."""

    taken: str | None = None
    """When a picture or recording says it was made, ISO 8601, in the zone that was told for it."""

    marks: tuple[str, ...] = ()
    """Codes of knowledge/words/en/marks.toml: what is doubtful about a picture or recording."""

    leftovers: tuple[Mapping[str, JsonValue], ...] = ()
    """`why`, `count` and `bytes` of what no reader understood."""

    questions: tuple[Mapping[str, JsonValue], ...] = field(default=(), repr=False)
    """`id`, `text`, `choices` of what only the person can tell."""

    parts: int = 0
    """How many of the attachments lay inside it."""

    accounting: Accounting = field(default_factory=Accounting)
    """The sum over its bytes or rows."""

    whose: str | None = None
    """Whose phone or account it comes from, as the person said; None when she did not."""

    states: int = 0
    """For how many files it states a checksum."""

    stated: StatedHashes | None = None
    """What became of those; None before they were compared."""

    gaps: tuple[str, ...] = ()
    """Codes of knowledge/words/gaps.toml: why it may be a part only."""

    inside: tuple[FileAccount, ...] = field(default=(), repr=False)
    """Accounts of the files that were taken out of it, such as a mail's attachments."""

    already_held: bool = False
    """Whether the casebook held the same bytes before."""

    notes: tuple[str, ...] = ()
    """Sentences about what could have been added to it and was not, and why."""

    error: str = ""
    """Code of the error that kept it out; empty when it was taken in."""

    @property
    def found(self) -> int:
        """How many messages, calls, events and posts are in it."""
        return sum(self.counts[name] for name in ("messages", "calls", "events", "posts"))

    @property
    def looks_partial(self) -> bool:
        """Whether the app may have left older messages out of the export."""
        found = sum(self.counts[name] for name in ("messages", "calls", "events"))
        return self.format == WHATSAPP and looks_partial(found)

    @property
    def asks_for_dates(self) -> bool:
        """Whether some of its times are not known before she has said how its dates are meant."""
        return any(str(each.get("id")).startswith(DATES) for each in self.questions)

    def to_json(self) -> dict[str, JsonValue]:
        """Give the row as `import --json` prints it."""
        row: dict[str, JsonValue] = {
            "name": self.name,
            "path": self.path,
            "sha256": self.sha256,
            "bytes": self.size_bytes,
            "format": self.format,
            "entry": self.entry or None,
            **{name: self.counts[name] for name in COUNTS},
            "participants": list(self.participants),
            "first": self.first,
            "last": self.last,
            "leftovers": [dict(each) for each in self.leftovers],
            "questions": [dict(each) for each in self.questions],
            "already_held": self.already_held,
            "looks_partial": self.looks_partial,
        }
        if self.taken:
            row["taken"] = self.taken
        if self.marks:
            row["marks"] = list(self.marks)
        if self.entry and self.accounting.is_counted:
            row["accounting"] = self.accounting.to_json()
        if self.stated is not None:
            row["stated_hashes"] = self.stated.to_json()
        if self.gaps:
            row["gaps"] = list(self.gaps)
        if self.notes:
            row["notes"] = list(self.notes)
        return {**row, "error": self.error} if self.error else row


def account_of(
    entry: Entry,
    reading: Entry | None = None,
    *,
    path: str = "",
    already_held: bool = False,
    inside: tuple[FileAccount, ...] = (),
) -> FileAccount:
    """Give the account of a file that is in the record.

    Args:
        entry: the exhibit or import.
        reading: a later reading of it that took its place, after a question was answered.
        path: name with folders, when it came in once more.
        already_held: whether it came in once more.
        inside: accounts of files that were taken out of it.
    """
    read = (reading or entry).fields
    size = entry.fields.get("size_bytes")
    counts, stated = read.get("counts"), read.get("stated")
    size_bytes = size if isinstance(size, int) else 0
    told = in_told_zone(entry.fields, answers_of(reading or entry))
    return FileAccount(
        name=entry.text("name"),
        path=path or entry.text("name"),
        sha256=entry.text("sha256"),
        size_bytes=size_bytes,
        # She may have said since that it is from another app.
        format=(reading.text("reader").partition(" ")[0] if reading else "")
        or entry.text("format"),
        entry=entry.id,
        counts={**NO_COUNTS, **_counts(counts)},
        participants=tuple(_texts(read.get("participants"))),
        first=_text(read.get("first")),
        last=_text(read.get("last")),
        taken=Moment.from_json(told.get("taken")).iso,
        marks=_marks(told.get("picture")),
        leftovers=_leftovers(entry, read),
        questions=_rows(read.get("questions")),
        already_held=already_held,
        inside=inside,
        parts=_parts(counts),
        accounting=accounting_of(counts, size_bytes),
        whose=_text(entry.fields.get("whose")),
        states=len(stated) if isinstance(stated, list) else 0,
    )


def latest_reading(about: list[Entry]) -> Entry | None:
    """Give the reading that counts among the entries about a file: the last.

    Args:
        about: entries that point at the import, in order.
    """
    readings = [each for each in about if each.kind is Kind.READING]
    return readings[-1] if readings else None


def _leftovers(entry: Entry, read: Mapping[str, JsonValue]) -> tuple[Mapping[str, JsonValue], ...]:
    if entry.kind is Kind.EXHIBIT and entry.text("format") == OPAQUE:
        size = entry.fields.get("size_bytes")
        return ({"why": "format-unknown" if size else "nothing-in-it", "count": 1, "bytes": size},)
    return _rows(read.get("leftovers"))


def _counts(value: JsonValue) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {
        name: count for name, count in value.items() if isinstance(count, int) and name in NO_COUNTS
    }


def _marks(picture: JsonValue) -> tuple[str, ...]:
    return tuple(_texts(picture.get("marks"))) if isinstance(picture, dict) else ()


def _parts(counts: JsonValue) -> int:
    parts = counts.get("parts") if isinstance(counts, dict) else None
    return parts if isinstance(parts, int) else 0


def _texts(value: JsonValue) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) else None


def _rows(value: JsonValue) -> tuple[Mapping[str, JsonValue], ...]:
    if not isinstance(value, list):
        return ()
    return tuple(each for each in value if isinstance(each, dict))


def answers_of(reading: Entry) -> dict[str, str]:
    """Give the answers with which a file was read.

    Args:
        reading: an import or exhibit, or a later reading of it.
    """
    stored = reading.fields.get("answers")
    return {name: str(value) for name, value in stored.items()} if isinstance(stored, dict) else {}
