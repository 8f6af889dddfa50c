"""The chronology: what happened, in order, in the person's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.behaviours import said_of, sortings
from holdfast.model.entry import Kind
from holdfast.packs.papers.others_words import (
    author,
    author_rows,
    is_by_others,
    taken_in_words,
)
from holdfast.packs.papers.paper_rows import (
    PaperData,
    Row,
    field_words,
    frame,
    row,
    says,
    value_words,
)
from holdfast.packs.papers.plain_text import first_line, printable
from holdfast.packs.papers.times import (
    gap_days,
    gap_words,
    happened_words,
    is_late,
    spoken,
    written_words,
    zone_words,
)
from holdfast.packs.tables import TEXT_FIELD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import PackContent, ShownEntry
    from holdfast.packs.papers.order import Numbered

OWN_WORDS = frozenset({"what", "said", "felt", "effect", "told", "notes", "why", "terms"})
"""Fields the person fills in her own words."""

NEVER_PRINTED = frozenset(
    {"id", "clock", "by", "arrived", "written", "of", "changed", "asked", "contribution"}
)
IN_ORDER = {
    Kind.INCIDENT: ("where", "what", "said", "who", "basis", "felt", "effect"),
    Kind.CONTACT: (
        "whom", "organisation", "officer", "reference", "told", "promise", "chase", "outcome",
    ),
    Kind.ORDER: ("order", "court", "made", "until", "reference", "area", "terms"),
    Kind.PERSON: ("role", "name", "knows", "handles", "vehicles", "looks", "notes"),
}  # fmt: skip

PAIR = 2
"""An import's id and the number of a message in it."""

PlaceOf = dict[int, tuple[str, int]]
"""Paper and page of each exhibit, by its number."""


def chronology_data(
    content: PackContent, volume: Sequence[Numbered], *, title: str, context: Context
) -> PaperData:
    """Give the data of one volume.

    Args:
        content: of the pack.
        volume: its entries.
        title: of the volume.
        context: what entries refer to.
    """
    chronology = says().table("chronology")
    intro = chronology.text("none")
    if volume:
        intro = chronology.text("intro").format(count=len(volume))
    if any(_when(each.entry) is None for each in volume):
        intro = f"{intro} {chronology.text('undated')}"
    entries = [_printed(each, content, context) for each in volume]
    return frame(content, title) | {"intro": intro, "entries": entries}


class Context:
    """What entries of a chronology refer to: each other, and exhibits on their pages."""

    def __init__(
        self, content: PackContent, all_entries: Sequence[Numbered], places: PlaceOf
    ) -> None:
        """Gather it.

        Args:
            content: of the pack.
            all_entries: of all volumes.
            places: paper and page of each exhibit.
        """
        self.places = places
        self.contacts: dict[str, list[Numbered]] = {}
        for each in all_entries:
            for about in each.entry.texts("about"):
                self.contacts.setdefault(about, []).append(each)
        self.messages = {each.exhibit: each for each in content.messages}


def _when(entry: ShownEntry) -> JsonValue:
    return entry.fields.get("happened")


def title_words(entry: ShownEntry) -> str:
    """Say in one line when an entry's matter happened, or what it is.

    Args:
        entry: shown.
    """
    times = says().table("times")
    if entry.kind is Kind.PERSON:
        role = value_words("role", entry.fields.get("role"))
        return ": ".join(filter(None, (role, printable(entry.text("name")))))
    if entry.kind is Kind.ORDER:
        return printable(f"{spoken(entry.text('made'))} · {entry.text('order')}".strip(" ·"))
    return happened_words(_when(entry), times)


def _printed(each: Numbered, content: PackContent, context: Context) -> PaperData:
    entry, chronology = each.entry, says().table("chronology")
    is_theirs = is_by_others(entry)
    kind = says().table("kinds").text("account" if is_theirs else entry.kind)
    text = entry.text(TEXT_FIELD[entry.kind])
    line = first_line(text) or f"({kind})"
    return {
        "number": each.number,
        "sequence": entry.sequence,
        "when": title_words(entry) if entry.kind is not Kind.PERSON else kind,
        "first_line": line if entry.kind is not Kind.PERSON else title_words(entry),
        "heading": f"{each.number}. {title_words(entry)}",
        "entry_line": chronology.text("entry_line").format(sequence=entry.sequence, kind=kind),
        "rows": _rows(entry, content, context),
        "amendments": [
            _amendment(place, amendment, len(each.amendments), is_theirs=is_theirs)
            for place, amendment in enumerate(each.amendments, start=1)
        ],
    }


def _rows(entry: ShownEntry, content: PackContent, context: Context) -> list[Row]:
    chronology = says().table("chronology")
    rows = [*_time_rows(entry), *_field_rows(entry)]
    if entry.kind is Kind.INCIDENT:
        rows += _incident_rows(entry, context)
    exhibits = _exhibit_words(entry, content, context)
    if exhibits:
        rows.append(row(chronology.text("exhibits"), exhibits))
    messages = _message_words(entry, content, context)
    if messages:
        rows.append(row(chronology.text("messages"), messages))
    rows += _masked_row(entry)
    return rows


def _time_rows(entry: ShownEntry) -> list[Row]:
    chronology, times = says().table("chronology"), says().table("times")
    rows = []
    stored = _when(entry)
    if "happened" in entry.fields:
        parts = [happened_words(stored, times), zone_words(stored, times)]
        rows.append(row(chronology.text("happened"), ", ".join(filter(None, parts))))
    if is_by_others(entry):
        label = says().table("others").text("written_label")
        return [*rows, *author_rows(entry), row(label, written_words(entry.text("written")))]
    days = gap_days(stored, entry.text("written")) if stored else None
    parts = [written_words(entry.text("written")), gap_words(days, times)]
    written = ", ".join(filter(None, parts))
    if is_late(days):
        written = f"{written}. {chronology.text('late')}"
    rows.append(row(chronology.text("written"), written))
    clock = entry.text("clock")
    if clock and clock != "steady":
        rows.append(
            row(chronology.text("clock"), chronology.text("clock_text").format(clock=clock))
        )
    if entry.text("by") not in {"", "me"}:
        rows.append(row(chronology.text("by"), entry.text("by")))
    arrived = taken_in_words(entry)
    if arrived:
        rows.append(row(chronology.text("arrived"), arrived))
    return rows


def _label(name: str) -> str:
    chronology, fields = says().table("chronology"), says().table("fields")
    other = {"what": "what_happened"}.get(name, name)
    if other in chronology.values:
        return chronology.text(other)
    label = fields.text(name)
    return label[0].upper() + label[1:]


def _field_rows(entry: ShownEntry) -> list[Row]:
    rows, is_theirs = [], is_by_others(entry)
    others = says().table("others")
    for name in IN_ORDER[entry.kind]:
        text = value_words(name, entry.fields.get(name))
        if name in {"chase", "made", "until"} and text:
            text = spoken(text)
        if not text or (is_theirs and name == "basis"):
            continue
        label = _label(name)
        if is_theirs and name in {"what", "said"}:
            label = others.text(name).format(by=author(entry))
        rows.append(row(label, text, own=name in OWN_WORDS and not is_theirs))
    return rows


def feared_words(fields: Mapping[str, JsonValue]) -> str:
    """Say whether violence was feared, and for whom; not answered is never a no.

    Args:
        fields: of an incident.
    """
    feared = says().table("feared")
    answer = fields.get("feared")
    text = feared.text(answer if isinstance(answer, str) and answer in feared.values else "none")
    whom = value_words("feared_for", fields.get("feared_for"))
    return feared.text("for").format(answer=text, whom=whom) if whom else text


def _incident_rows(entry: ShownEntry, context: Context) -> list[Row]:
    chronology, times = says().table("chronology"), says().table("times")
    rows = []
    if "feared" in entry.fields and not is_by_others(entry):
        rows.append(row(chronology.text("feared"), feared_words(entry.fields)))
    codes = entry.texts("behaviours")
    for label, wanted in (("behaviours", False), ("sorting", True)):
        said = [said_of(code) for code in codes if (code in sortings()) is wanted]
        if said:
            rows.append(row(chronology.text(label), "; ".join(said)))
    if entry.texts("witnesses"):
        rows.append(row(chronology.text("witnesses"), ", ".join(entry.texts("witnesses"))))
    reported = [
        chronology.text("reported_text").format(
            number=each.number, when=happened_words(_when(each.entry), times)
        )
        for each in context.contacts.get(entry.id, ())
    ]
    if reported:
        rows.append(row(chronology.text("reported"), "; ".join(reported)))
    return rows


def _exhibit_words(entry: ShownEntry, content: PackContent, context: Context) -> str:
    chronology = says().table("chronology")
    parts, absent = [], 0
    for name in entry.texts("exhibits"):
        shown = content.by_id.get(name)
        exhibit = content.exhibit_of.get(shown.sequence) if shown else None
        if exhibit is None:
            absent += 1
            continue
        document, page = context.places[exhibit.number]
        reference = content.reference(exhibit.number)
        place = chronology.text("exhibit_place")
        parts.append(place.format(reference=reference, document=document, page=page))
    if absent:
        parts.append(chronology.text("exhibit_absent").format(count=absent))
    return "; ".join(parts)


def cited_messages(entry: ShownEntry) -> dict[str, list[int]]:
    """Give the numbers of the messages an entry points at, by id of the import.

    Args:
        entry: shown, or None of its fields.
    """
    cited = entry.fields.get("messages")
    found: dict[str, list[int]] = {}
    for pair in cited if isinstance(cited, list) else []:
        source, number = pair if isinstance(pair, list) and len(pair) == PAIR else (None, None)
        if isinstance(source, str) and isinstance(number, int):
            found.setdefault(source, []).append(number)
    return found


def _message_words(entry: ShownEntry, content: PackContent, context: Context) -> str:
    chronology = says().table("chronology")
    parts = []
    for source, numbers in cited_messages(entry).items():
        shown = content.by_id.get(source)
        exhibit = content.exhibit_of.get(shown.sequence) if shown else None
        if exhibit is not None:
            document, page = context.places[exhibit.number]
            place = chronology.text("exhibit_place").format(
                reference=content.reference(exhibit.number), document=document, page=page
            )
            text = chronology.text("messages_text")
            parts.append(text.format(reference=place, count=len(numbers)))
    return "; ".join(parts)


def _masked_row(entry: ShownEntry) -> list[Row]:
    names = [name for name in entry.masked if name not in NEVER_PRINTED]
    return [row(says().table("chronology").text("left_out"), field_words(names))] if names else []


def _amendment(place: int, entry: ShownEntry, count: int, *, is_theirs: bool) -> PaperData:
    chronology = says().table("chronology")
    rows = []
    for name in entry.texts("changed"):
        if name not in entry.fields:
            continue
        label = chronology.text("amended_now").format(field=_label(name))
        text = _amended_words(name, entry.fields) or chronology.text("amended_back")
        rows.append(row(label, text, own=name in OWN_WORDS and entry.fields[name] is not None))
    if entry.text("why"):
        rows.append(row(chronology.text("amended_why"), entry.text("why"), own=True))
    masked = [name for name in entry.texts("changed") if name not in entry.fields]
    if masked:
        rows.append(row(chronology.text("left_out"), field_words(masked)))
    return {
        "heading": chronology.text("amended_by_her" if is_theirs else "amended").format(
            when=written_words(entry.text("written"))
        ),
        "entry_line": chronology.text("amended_line").format(
            sequence=entry.sequence, count=place, of=count
        ),
        "rows": rows,
    }


def _amended_words(name: str, fields: Mapping[str, JsonValue]) -> str:
    value = fields[name]
    if name == "happened" and value is not None:
        times = says().table("times")
        parts = [happened_words(value, times), zone_words(value, times)]
        return ", ".join(filter(None, parts))
    if name == "feared":
        return feared_words(fields)
    if name in {"exhibits", "messages"} and isinstance(value, list):
        return str(len(value))
    return value_words(name, value)


def volume_title(kind: str, place: int, count: int) -> str:
    """Give the title of a volume.

    Args:
        kind: `chronology` or `exhibits`, a table of packs.toml.
        place: of the volume, from 1.
        count: how many there are.
    """
    table = says().table(kind)
    if count == 1:
        return table.text("title_one")
    return table.text("title").format(volume=place, volumes=count)
