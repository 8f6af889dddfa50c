"""What an exhibit's page says of a picture, a recording or a video."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from holdfast.actions.same_words import messages_in_picture
from holdfast.actions.who_is_who import who_is_who
from holdfast.insight.look_alikes import groups, look_alikes
from holdfast.insight.times_seen import times_seen
from holdfast.knowledge.media_words import doubt_words, is_recording, kind_words, length_words
from holdfast.knowledge.wording import words
from holdfast.model.moment import Moment, ZoneSource
from holdfast.web.entry_view import Row, show_stated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

MOST_ALIKE, MOST_GROUPS = 10, 20
MOST_SHOWN = 120
TO_THE_MINUTE = len("2026-03-04T17:30")


@dataclass(frozen=True, kw_only=True, slots=True)
class MachineWords:
    """Words that a program read in a picture."""

    by: str
    """A sentence that names the program."""

    text: str = field(repr=False)
    """The words."""

    times: tuple[str, ...] = field(default=(), repr=False)
    """Times and days among them, as they stand there."""


def media_rows(rows: Sequence[Row], fields: Mapping[str, JsonValue]) -> tuple[Row, ...]:
    """Give an exhibit's rows with what its picture or recording says told in full.

    Args:
        rows: of the exhibit, as any entry's.
        fields: of the exhibit.

    Returns:
        The rows; the time with its zone and where that comes from; kind and length of a recording;
        and what is doubtful.
    """
    if not isinstance(fields.get("picture"), dict):
        return tuple(rows)
    return (*(_told_in_full(each, fields) for each in rows), *_shape_rows(fields))


def _told_in_full(row: Row, fields: Mapping[str, JsonValue]) -> Row:
    labels = words("media").table("recording_labels")
    if is_recording(fields.get("picture")) and row.name in labels.keys():  # noqa: SIM118  # a Table
        row = replace(row, label=labels.text(row.name))
    moment = Moment.from_json(fields.get("taken"))
    if row.name != "taken" or not moment.stated or "T" not in moment.stated:
        return row
    return replace(row, text=f"{row.text} ({_zone(moment)})")


def _zone(moment: Moment) -> str:
    """Say which zone a time has, and where that is known from."""
    said = words("media").table("zones")
    if moment.offset_minutes is None:
        return said.text("unknown")
    if moment.zone_source == ZoneSource.BY_FORMAT:
        return said.text("by-format")
    sign = "-" if moment.offset_minutes < 0 else "+"
    hours, minutes = divmod(abs(moment.offset_minutes), 60)
    is_hers = moment.zone_source == ZoneSource.BY_PERSON
    told = said.text("by-person" if is_hers else "in-file")
    return told.format(offset=f"{sign}{hours:02}:{minutes:02}")


def _shape_rows(fields: Mapping[str, JsonValue]) -> tuple[Row, ...]:
    shape, labels = fields.get("picture"), words("media").table("labels")
    rows = []
    if isinstance(shape, dict) and is_recording(shape):
        rows.append(Row(label=labels.text("kind"), text=kind_words(shape)))
        rows.append(Row(label=labels.text("length"), text=length_words(shape.get("seconds"))))
    doubts = "\n".join(doubt_words(shape))
    return (*rows, Row(label=labels.text("doubts"), text=doubts)) if doubts else tuple(rows)


def machine_words(book: OpenCasebook, entry_id: str) -> MachineWords | None:
    """Give the words that a program read in a picture; None when it read none.

    Args:
        book: the open casebook.
        entry_id: of the exhibit.
    """
    read = book.index.get_machine_text(entry_id)
    if read is None or not read.text:
        return None
    by = words("outside").table("machine_read").text("by").format(by=read.by)
    return MachineWords(by=by, text=read.text, times=times_seen(read.text))


def same_words(book: OpenCasebook, entry_id: str) -> list[dict[str, object]]:
    """Give messages whose words stand in a picture, as links; the two are never merged.

    Args:
        book: the open casebook.
        entry_id: of the exhibit.
    """
    read = book.index.get_machine_text(entry_id)
    if read is None or not read.text:
        return []
    who = who_is_who(book)
    return [
        {
            "entry": hit.entry,
            "number": hit.number,
            "who": who.shown(hit.sender),
            "when": show_stated(hit.happened[:TO_THE_MINUTE]) if hit.happened else "",
            "text": hit.text[:MOST_SHOWN],
        }
        for hit in messages_in_picture(book, read.text)
    ]


def alike(book: OpenCasebook, entry_id: str, fields: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """Give the ids of exhibits whose pictures look like one.

    Args:
        book: the open casebook.
        entry_id: of the one.
        fields: of it.
    """
    shape = fields.get("picture")
    look = shape.get("look") if isinstance(shape, dict) else None
    if not isinstance(look, str):
        return ()
    others = [each for each in book.index.looks() if each[0] != entry_id]
    return look_alikes(look, others)[:MOST_ALIKE]


def alike_groups(book: OpenCasebook, entries: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Give groups of exhibits whose pictures look alike, each with one at least among some.

    Args:
        book: the open casebook.
        entries: ids of those that were just taken in.

    Returns:
        Ids in the order of the log, at most ten in a group.
    """
    looks = book.index.looks()
    if not entries or not any(name in entries for name, _ in looks):
        return ()
    found = (each for each in groups(looks) if not entries.isdisjoint(each))
    return tuple(each[:MOST_ALIKE] for each in islice(found, MOST_GROUPS))
