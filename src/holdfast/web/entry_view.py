"""How an entry is put before her: labelled rows, in the order the fields have in its table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from holdfast.actions.list_entries import words_of
from holdfast.knowledge.behaviours import said_of
from holdfast.knowledge.wording import words
from holdfast.model.entry import CONTRIBUTED_FIELDS, FIELDS, Entry, Kind
from holdfast.model.moment import Moment, ZoneSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

MOMENTS = frozenset({"happened", "taken", "received", "first", "last", "made", "until", "chase"})
FROM_FILE = frozenset({"first", "last"})
"""Times as a file states them, with their zone."""

NOT_ROWS = frozenset(
    {
        "id", "written", "clock", "by", "arrived", "exhibits", "messages", "asked", "blob", "batch",
        "root", "leaves", "counts", "leftovers", "questions", "answers", "reader", "part_of",
        "picture", "of", "changed", "shred_after", "about", "stated", *CONTRIBUTED_FIELDS,
    }
)  # fmt: skip
CODES = {
    "how": ("web_entry", "how"),
    "whose": ("web_entry", "whose"),
    "format": ("web_take_in_account", "formats"),
}
"""Fields that hold a code: where its words are."""

STATED = re.compile(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d|$)|$)", re.ASCII)
TO_THE_MINUTE = len("2026-03-04T17:30")
KIBI = 1024
MONTH_LENGTH, DAY_LENGTH = len("2026-03"), len("2026-03-04")
LATE_AFTER_DAYS = 1
FIRST_WORDS = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One labelled line of an entry."""

    label: str
    """What it is."""

    text: str = field(repr=False)
    """What was said; line breaks as written."""

    name: str = ""
    """The field's name."""


def rows_of(kind: Kind, fields: Mapping[str, JsonValue]) -> tuple[Row, ...]:
    """Give what an entry says, leaving out what was not answered.

    Args:
        kind: of the entry.
        fields: with amendments applied, or of the amendment alone.
    """
    shown = [
        Row(name=name, label=_label(kind, name), text=show_value(name, fields[name]))
        for name in FIELDS[kind]
        if name not in NOT_ROWS and fields.get(name) not in (None, "", [])
    ]
    return tuple(row for row in shown if row.text)


def _label(kind: Kind, name: str) -> str:
    labels = words("web_entry").table("fields")
    return labels.text("person" if (kind, name) == (Kind.PERSON, "name") else name)


def show_value(name: str, value: JsonValue) -> str:
    """Give one field's value as words.

    Args:
        name: the field's name.
        value: what the entry holds.
    """
    if name in MOMENTS:
        return _show_time(name, value)
    if name == "behaviours" and isinstance(value, list):
        return "\n".join(said_of(str(code)) for code in value)
    if name == "size_bytes" and isinstance(value, int):
        return show_size(value)
    if name == "place" and isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, list):
        return "\n".join(_word(str(each)) for each in value)
    text = _plain(value)
    if name in {"basis", "feared", "role", "whom"}:
        text = _word(text)
    if name in CODES:
        page, table = CODES[name]
        text = str(words(page).table(table).values.get(text, text))
    return text


def _show_time(name: str, value: JsonValue) -> str:
    if name in FROM_FILE and isinstance(value, str):
        return show_when(value)
    is_moment = isinstance(value, dict)
    return show_moment(Moment.from_json(value)) if is_moment else _clock(_plain(value))


def _clock(text: str) -> str:
    """Say a time that the program or a file stated; other words stay as they are."""
    return show_stated(text[:TO_THE_MINUTE]) if STATED.match(text) else text


def show_moment(moment: Moment) -> str:
    """Give a time as far as it is known, in words that do not add anything.

    Args:
        moment: as an entry or message states it.
    """
    page = words("web_entry").table("page")
    if moment.stated is None:
        return moment.as_written or page.text("not_known")
    shown = show_stated(moment.stated)
    if moment.until:
        shown = f"{shown} {page.text('until')} {show_stated(moment.until)}"
    if moment.about:
        shown = f"{page.text('about')} {shown}"
    if "T" in moment.stated and moment.zone_source == ZoneSource.UNKNOWN and not moment.as_written:
        shown = f"{shown} ({page.text('zone_unknown')})"
    return shown


def show_stated(stated: str) -> str:
    """Give a wall clock as people write it: `Wednesday 4 March 2026, 17:30`.

    Args:
        stated: ISO 8601, cut at its precision.
    """
    if len(stated) < MONTH_LENGTH:
        return stated
    if len(stated) == MONTH_LENGTH:
        return datetime.fromisoformat(f"{stated}-01").strftime("%B %Y")
    day = datetime.fromisoformat(stated[:DAY_LENGTH])
    shown = f"{day:%A} {day.day} {day:%B %Y}"
    return (
        f"{shown}, {stated[DAY_LENGTH + 1 :].split('.', maxsplit=1)[0]}" if "T" in stated else shown
    )


def show_when(iso: str) -> str:
    """Give a time to the minute, with its zone where one is known.

    Args:
        iso: ISO 8601, cut at its precision, with or without an offset.
    """
    moment = Moment.from_iso(iso)
    return f"{show_stated((moment.stated or '')[:TO_THE_MINUTE])} {moment.utc_shown}".rstrip()


def label_of(entry: Entry, fields: Mapping[str, JsonValue]) -> str:
    """Give one line that stands for an entry in a list of boxes to tick.

    Args:
        entry: as written.
        fields: as they stand now.
    """
    text = " ".join(words_of(entry, fields).split())
    cut = text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
    if entry.kind in (Kind.EXHIBIT, Kind.IMPORT):
        return f"{fields.get('number')}: {cut}"
    if "happened" not in FIELDS[entry.kind]:
        return _word(cut)
    return f"{show_moment(Moment.from_json(fields.get('happened')))}: {cut}"


def show_written(written: str) -> str:
    """Give the time an entry was written, to the minute.

    Args:
        written: ISO 8601 with offset.
    """
    return show_stated(written[: len("2026-03-04T17:30")])


def late_by(entry: Entry, fields: Mapping[str, JsonValue]) -> str:
    """Say how long after it happened an entry was written; empty within a day or when not known.

    Args:
        entry: as written.
        fields: with amendments applied.
    """
    moment = Moment.from_json(fields.get("happened"))
    if moment.stated is None or len(moment.stated) < DAY_LENGTH:
        return ""
    ended = (moment.until or moment.stated)[:DAY_LENGTH]
    if len(ended) < DAY_LENGTH:
        return ""
    gap = datetime.fromisoformat(entry.written[:DAY_LENGTH]) - datetime.fromisoformat(ended)
    if gap.days <= LATE_AFTER_DAYS:
        return ""
    page = words("web_entry").table("page")
    return page.text("written_late").format(gap=page.text("days").format(n=gap.days))


def show_size(size_bytes: int) -> str:
    """Give a size that people can compare.

    Args:
        size_bytes: 0 or more.
    """
    if size_bytes < KIBI:
        return f"{size_bytes} byte{'' if size_bytes == 1 else 's'}"
    size = size_bytes / KIBI
    for unit in ("KB", "MB"):
        if size < KIBI:
            return f"{size:.1f} {unit}"
        size /= KIBI
    return f"{size:.1f} GB"


def _plain(value: JsonValue) -> str:
    return "" if value is None else str(value)


def _word(value: str) -> str:
    said = words("web_entry").table("values")
    return said.text(value) if value in said.keys() else value  # noqa: SIM118  # a Table is no dict
