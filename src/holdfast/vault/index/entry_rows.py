"""How an entry becomes a row: its time, its words, who and what it mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.entry import Kind, is_contributed
from holdfast.model.moment import Moment
from holdfast.vault.index.row_keys import entry_key, seconds_of
from holdfast.vault.index.words import findable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.entry import Entry, JsonValue

SHOWN = frozenset({Kind.INCIDENT, Kind.EXHIBIT, Kind.IMPORT, Kind.PERSON, Kind.CONTACT, Kind.ORDER})
"""Kinds that have a line of their own; the others are about one of these."""

TITLE_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: ("what", "said", "felt", "effect"),
    Kind.EXHIBIT: ("name",),
    Kind.IMPORT: ("name",),
    Kind.PERSON: ("name", "initials", "handles", "notes"),
    Kind.CONTACT: ("organisation", "officer", "told", "promise", "outcome"),
    Kind.ORDER: ("order", "court", "terms"),
}
"""What a line shows: the first of these that says something."""

MORE_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: ("where", "who", "witnesses"),
    Kind.EXHIBIT: ("device",),
    Kind.IMPORT: ("participants",),
    Kind.PERSON: ("vehicles", "looks", "knows"),
    Kind.CONTACT: ("reference",),
    Kind.ORDER: ("area", "reference"),
}
"""What else a search finds it by."""

TIME_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.INCIDENT: ("happened",),
    Kind.EXHIBIT: ("taken", "written"),
    Kind.IMPORT: ("first", "written"),
    Kind.PERSON: ("written",),
    Kind.CONTACT: ("happened",),
    Kind.ORDER: ("made", "written"),
}
"""When it stands in the order of time. An import stands where its messages begin. What has no time
of its own stands where it was kept; an incident without one stands apart, because nobody said when
it was."""

FIRST = "first"
"""When the messages of an import begin; `Moment.iso` wrote it."""

BY_OTHERS, YES = "by-others", "yes"
"""Tag of what somebody else wrote and sealed."""

PERSON_FIELDS = ("who", "witnesses", "name", "officer", "participants")
WALL_CLOCK = len("2026-03-04T17:30:00")


class EntryRow(NamedTuple):
    """A row of the table `entry`, in its order of columns."""

    key: int
    sequence: int
    id: str
    kind: str
    happened: str | None
    written: str
    text: str
    findable: str
    sha256: str | None
    blob: str | None
    number: int | None
    withdrawn: int


def make_row(entry: Entry, fields: Mapping[str, JsonValue], *, withdrawn: bool) -> EntryRow:
    """Make the row of an entry as it stands now.

    Args:
        entry: as written.
        fields: with amendments applied.
        withdrawn: whether it is hidden.
    """
    moment = _moment(entry.kind, fields)
    number = fields.get("number")
    return EntryRow(
        key=entry_key(seconds_of(moment.order_key), entry.sequence),
        sequence=entry.sequence,
        id=entry.id,
        kind=entry.kind,
        happened=moment.iso,
        written=entry.written,
        text=_title(entry.kind, fields),
        findable="\n".join(findable(text) for text in _words(entry.kind, fields)),
        sha256=_text(fields.get("sha256")),
        blob=_text(fields.get("blob")),
        number=number if isinstance(number, int) else None,
        withdrawn=int(withdrawn),
    )


def tags_of(fields: Mapping[str, JsonValue]) -> set[tuple[str, str]]:
    """Give what an entry is found by: people, behaviours, that others wrote it, a file's name.

    Args:
        fields: as they stand now.
    """
    people = {("person", name) for each in PERSON_FIELDS for name in _names(fields.get(each))}
    behaviours = {("behaviour", code) for code in _texts(fields.get("behaviours"))}
    theirs = {(BY_OTHERS, YES)} if is_contributed(fields) else set()
    return people | behaviours | theirs | set(_file_tags(fields))


def _file_tags(fields: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    """Give a file's name, its place when it came inside another, and what a picture looks like."""
    if not _text(fields.get("blob")):
        return
    yield from (("file", name) for name in _texts(fields.get("name")))
    match fields.get("part_of"):
        case [str(container), str(path)]:
            yield "inside", f"{container}/{path}"
        case _:
            pass
    match fields.get("picture"):
        case {"look": str(look)}:
            yield "look", look
        case _:
            return


def _moment(kind: Kind, fields: Mapping[str, JsonValue]) -> Moment:
    for name in TIME_FIELDS[kind]:
        value = fields.get(name)
        if name == FIRST and isinstance(value, str):
            moment = Moment.from_iso(value)
        else:
            moment = _by_clock(value) if isinstance(value, str) else Moment.from_json(value)
        if moment.order_key:
            return moment
    return Moment(as_written="", stated=None)


def _by_clock(written: str) -> Moment:
    """Take the wall clock out of an ISO 8601 time, for ordering; shown as the day alone."""
    return Moment(as_written="", stated=written[:WALL_CLOCK])


def _title(kind: Kind, fields: Mapping[str, JsonValue]) -> str:
    texts = (" ".join(_texts(fields.get(name))) for name in TITLE_FIELDS[kind])
    return next(filter(None, texts), "")


def _words(kind: Kind, fields: Mapping[str, JsonValue]) -> Iterator[str]:
    for name in TITLE_FIELDS[kind] + MORE_WORDS[kind]:
        yield from _texts(fields.get(name))


def _names(value: JsonValue) -> Iterator[str]:
    """Give names out of a text, a list of texts or a list of objects with a name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        for each in value:
            yield from _names(each)
    elif isinstance(value, str) and value.strip():
        yield value.strip()


def _texts(value: JsonValue) -> Iterator[str]:
    """Give every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) else None
