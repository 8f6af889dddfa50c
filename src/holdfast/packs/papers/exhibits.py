"""The exhibits: each with its reference, picture or messages, source, hash and continuity."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from holdfast.knowledge.account_words import counts_words, format_words, stated_words
from holdfast.knowledge.media_words import doubt_words, is_recording, kind_words, length_words
from holdfast.model.moment import Moment
from holdfast.packs.content import Given
from holdfast.packs.papers.beside_words import beside_words
from holdfast.packs.papers.chronology import cited_messages
from holdfast.packs.papers.others_words import (
    author,
    came_words,
    is_by_others,
    sealed_words,
)
from holdfast.packs.papers.paper_rows import (
    PaperData,
    Row,
    code_row,
    field_words,
    frame,
    row,
    says,
    value_words,
)
from holdfast.packs.papers.plain_text import first_line, printable
from holdfast.packs.papers.she_says import she_says
from holdfast.packs.papers.times import happened_words, made_date, spoken, written_words, zone_words
from holdfast.packs.tables import with_gaps
from holdfast.readers.zones import in_told_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import PackContent, PackExhibit, PackMessages, ShownEntry
    from holdfast.packs.papers.order import ExhibitPart, Numbered

WIDEST_MM, TALLEST_MM = 130.0, 88.0
DOTS_PER_INCH = 150
"""Small pictures are not blown up; large ones stay under the 300 dpi of court bundles."""

MM_PER_INCH = 25.4
CONTINUED = " …"
NEVER_PRINTED = frozenset(
    {"id", "clock", "by", "arrived", "blob", "batch", "answers", "root", "contribution"}
)


def exhibit_data(
    content: PackContent,
    volume: Sequence[ExhibitPart],
    *,
    title: str,
    mentions: Mapping[str, Sequence[int]],
) -> tuple[PaperData, list[bytes]]:
    """Give the data of one volume and its pictures.

    Args:
        content: of the pack.
        volume: its exhibits.
        title: of the volume.
        mentions: numbers in the chronology by id of the exhibit's entry.

    Returns:
        The data; JPEG files in the order in which the data points at them.
    """
    exhibits = says().table("exhibits")
    pictures: list[bytes] = []
    printed = [_printed(part, content, pictures, mentions=mentions) for part in volume]
    intro = exhibits.text("intro" if volume else "none")
    return frame(content, title) | {"intro": intro, "exhibits": printed}, pictures


def find_mentions(entries: Sequence[Numbered]) -> dict[str, list[int]]:
    """Give where each exhibit is mentioned.

    Args:
        entries: of the whole chronology.

    Returns:
        Numbers in the chronology by id of the exhibit's entry.
    """
    found: dict[str, list[int]] = {}
    for each in entries:
        for entry in (each.entry, *each.amendments):
            for name in (*entry.texts("exhibits"), *cited_messages(entry)):
                numbers = found.setdefault(name, [])
                if each.number not in numbers:
                    numbers.append(each.number)
    return found


def _printed(
    part: ExhibitPart,
    content: PackContent,
    pictures: list[bytes],
    *,
    mentions: Mapping[str, Sequence[int]],
) -> PaperData:
    exhibit, words = part.exhibit, says().table("exhibits")
    entry = content.by_sequence[exhibit.sequence]
    reference = content.reference(exhibit.number)
    name = entry.text("name")
    is_rest = part.first > 0
    picture = exhibit.picture() if exhibit.picture and not is_rest else None
    heading = f"{reference} {first_line(name, 60)}".strip() + (CONTINUED if is_rest else "")
    printed: PaperData = {
        "number": f"{exhibit.number}-{part.first}",
        "reference": reference,
        "name": first_line(name) or says().table("kinds").text(entry.kind),
        "received": spoken(entry.text("received") or entry.text("written")),
        "heading": heading,
        "rows": [] if is_rest else _rows(entry, exhibit, content, mentions=mentions),
        "messages": [_messages(part, part.messages, content)] if part.messages else [],
        "picture": None,
    }
    if picture is not None:
        width, height = _size_on_paper(picture)
        pictures.append(picture)
        printed |= {
            "picture": len(pictures) - 1,
            "alt": words.text("picture_alt").format(reference=reference),
            "caption": words.text(_caption(entry.fields.get("picture"))),
            "width_mm": width,
            "height_mm": height,
        }
    return printed


def _caption(shape: JsonValue) -> str:
    """Name the words under a picture: of a photo, a video or a sound."""
    if not isinstance(shape, dict) or not is_recording(shape):
        return "picture_small"
    return "picture_first" if shape.get("width") else "picture_outline"


def _size_on_paper(picture: bytes) -> tuple[float, float]:
    with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
        width, height = opened.size
    scale = min(WIDEST_MM / width, TALLEST_MM / height, MM_PER_INCH / DOTS_PER_INCH)
    return round(width * scale, 2), round(height * scale, 2)


def _rows(
    entry: ShownEntry,
    exhibit: PackExhibit,
    content: PackContent,
    *,
    mentions: Mapping[str, Sequence[int]],
) -> list[Row]:
    words = says().table("exhibits")
    read = content.readings.get(entry.id, entry)
    fields = in_told_zone(entry.fields, _answers(read))
    pairs = [
        ("file_name", entry.text("name")),
        ("kind", _kind(fields)),
        ("length", _length(fields.get("picture"))),
        (_taken_label(fields.get("picture")), _taken(fields.get("taken"))),
        ("doubts", " ".join(doubt_words(fields.get("picture")))),
        ("device", value_words("device", fields.get("device"))),
        ("place", _place(fields.get("place"))),
        ("machine_text", printable(exhibit.machine_text)),
        ("how", value_words("how", fields.get("how"))),
        ("given_by", _given_by(entry)),
        ("whose", _whose(entry)),
        ("part_of", _inside(fields.get("part_of"), content)),
        ("participants", value_words("participants", read.fields.get("participants"))),
        ("counts", counts_words(read.fields.get("counts"))),
        ("stated", _stated(entry, exhibit)),
        ("size", words.text("size_text").format(bytes=f"{_size(entry):,}")),
        ("in_pack", _in_pack(exhibit, content)),
        ("mentioned", _mentioned(mentions.get(entry.id, ()))),
        ("continuity", _continuity(entry, exhibit, content)),
    ]
    rows = [row(words.text(label), text) for label, text in pairs if text]
    rows.insert(
        -3 if mentions.get(entry.id) else -2, code_row(words.text("hash"), entry.text("sha256"))
    )
    masked = [name for name in entry.masked if name not in NEVER_PRINTED]
    if masked:
        rows.append(row(says().table("chronology").text("left_out"), field_words(masked)))
    return rows


def _given_by(entry: ShownEntry) -> str:
    if not is_by_others(entry):
        return ""
    return f"{author(entry)}. {sealed_words(entry)} {came_words(entry)}"


def _stated(entry: ShownEntry, exhibit: PackExhibit) -> str:
    if exhibit.stated is None or "stated" in entry.masked:
        return ""
    return stated_words(*exhibit.stated)


def _size(entry: ShownEntry) -> int:
    size = entry.fields.get("size_bytes")
    return size if isinstance(size, int) else 0


def _kind(fields: Mapping[str, JsonValue]) -> str:
    picture, name = fields.get("picture"), fields.get("format")
    if isinstance(picture, dict) and is_recording(picture):
        return kind_words(picture)
    if isinstance(picture, dict):
        shape = says().table("exhibits").text("picture_shape")
        return shape.format(
            format=str(picture.get("format")).upper(),
            width=picture.get("width"),
            height=picture.get("height"),
        )
    return format_words(name) if isinstance(name, str) else ""


def _answers(read: ShownEntry) -> dict[str, str]:
    said = read.fields.get("answers")
    return {name: str(value) for name, value in said.items()} if isinstance(said, dict) else {}


def _length(shape: JsonValue) -> str:
    if not isinstance(shape, dict) or not is_recording(shape):
        return ""
    return length_words(shape.get("seconds"))


def _taken_label(shape: JsonValue) -> str:
    return "recorded" if is_recording(shape) else "taken"


def _taken(stored: JsonValue) -> str:
    times = says().table("times")
    if not isinstance(stored, dict):
        return ""
    return ", ".join(filter(None, (happened_words(stored, times), zone_words(stored, times))))


def _place(stored: JsonValue) -> str:
    return ", ".join(map(str, stored)) if isinstance(stored, list) else ""


def _whose(entry: ShownEntry) -> str:
    if "whose" not in entry.fields:
        return ""
    return value_words("whose", entry.fields["whose"]) or says().table("whose").text("none")


def _inside(stored: JsonValue, content: PackContent) -> str:
    if not isinstance(stored, list) or not stored:
        return ""
    container = content.by_id.get(str(stored[0]))
    exhibit = content.exhibit_of.get(container.sequence) if container else None
    path = str(stored[-1])
    return f"{content.reference(exhibit.number)}: {path}" if exhibit else path


def _in_pack(exhibit: PackExhibit, content: PackContent) -> str:
    given = says().table("given")
    if exhibit.given is Given.HASH_ONLY:
        return given.text("hash").format(why=says().table("why_not").text(exhibit.why_not))
    return given.text(exhibit.given).format(file=exhibit.file(content.initials))


def _mentioned(numbers: Sequence[int]) -> str:
    text = says().table("exhibits").text("mentioned_text")
    return ", ".join(text.format(number=number) for number in numbers)


def _continuity(entry: ShownEntry, exhibit: PackExhibit, content: PackContent) -> str:
    words = says().table("exhibits")
    taken = words.text("continuity_taken").format(
        when=written_words(entry.text("received") or entry.text("written")),
        how=value_words("how", entry.fields.get("how")) or says().table("whose").text("none"),
    )
    keys = {
        Given.ORIGINAL: "continuity_given",
        Given.COPY: "continuity_copy",
        Given.HASH_ONLY: "continuity_hash",
    }
    given = words.text(keys[exhibit.given]).format(day=made_date(content.made_at))
    return f"{taken} {given}"


def _messages(part: ExhibitPart, messages: PackMessages, content: PackContent) -> PaperData:
    words = says().table("exhibits")
    reference = content.reference(part.exhibit.number)
    shown = words.text("messages_intro").format(
        shown=f"{len(messages.proofs):,}", all=f"{messages.leaves:,}"
    )
    intro = [
        shown,
        words.text("zones_hint"),
        words.text("full_table").format(file=messages.file(content.initials, "csv")),
    ]
    if messages.chosen:
        intro.insert(1, words.text("messages_chosen"))
    return {
        "heading": words.text("messages_heading").format(reference=reference),
        "intro": " ".join(intro),
        "said_heading": words.text("she_says_heading"),
        "said": she_says(content, messages) if part.first == 0 else [],
        "rows": _message_rows(part, messages),
    }


def _message_rows(part: ExhibitPart, messages: PackMessages) -> list[PaperData]:
    words = says().table("exhibits")
    numbers = [proof.number for proof in messages.proofs]
    rows: list[PaperData] = []
    whole = with_gaps(numbers, messages.leaves)
    last = len(whole) if part.last == len(numbers) else part.last
    for place in range(part.first, last):
        missing, number = whole[place]
        if missing:
            one = words.text("gap_one")
            text = one if missing == 1 else words.text("gap").format(count=f"{missing:,}")
            rows.append({"gap": True, "text": text})
        if number is not None:
            parts = messages.proofs[place].parts
            rows.append(_message_row(parts, is_chosen=number in messages.chosen))
    return rows


def _message_row(parts: Sequence[JsonValue], *, is_chosen: bool) -> PaperData:
    words, times = says().table("exhibits"), says().table("times")
    _, number, _, _, sender, text, happened, _, attachments, *_ = parts
    shown = text if isinstance(text, str) else ""
    names = value_words("attachments", attachments)
    if names:
        shown = f"{shown}\n{words.text('attachments').format(names=names)}".strip()
    shown = f"{shown}\n{beside_words(parts)}".strip()
    when = happened_words(happened, times, weekday=False)
    zone = Moment.from_json(happened).utc_shown
    return {
        "gap": False,
        "number": f"● {number}" if is_chosen else str(number),
        "when": printable(f"{when} {zone}".strip()),
        "sender": printable(sender if isinstance(sender, str) else ""),
        "text": printable(shown),
    }
