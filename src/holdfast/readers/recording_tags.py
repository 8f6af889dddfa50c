"""What the tags of an MP4, 3GP or QuickTime file state: when, where, with what.

QuickTime File Format (Apple, 2016): user data `©xyz`, `©day`, `©mak`, `©mod`, and `meta` with
`keys` and `ilst` (`com.apple.quicktime.creationdate`, …); Android writes `©xyz` and
`com.android.…` keys; 3GPP TS 26.244 §8 writes `loci`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.recording_boxes import Box, children
from holdfast.readers.recording_times import as_tagged, find_place, on_earth

if TYPE_CHECKING:
    from holdfast.readers.recording_facts import Facts, Window

LONGEST_TEXT = 1000
MOST_KEYS = 1000
PLACES = ("©xyz", "com.apple.quicktime.location.iso6709")
TIMES = ("©day", "com.apple.quicktime.creationdate")
MAKERS = ("©mak", "com.apple.quicktime.make", "com.android.manufacturer", "manu")
MODELS = ("©mod", "com.apple.quicktime.model", "com.android.model", "modl")
TEXT = 1
"""Kind of a value in `ilst`: UTF-8."""


def read_tags(window: Window, box: Box, facts: Facts) -> None:
    """Note what a `udta` or `meta` box states.

    Args:
        window: the file.
        box: one of the two.
        facts: to add to.
    """
    if box.kind == b"meta":
        _read_keys(window, box, facts)
        return
    for tag in children(window, box):
        if tag.kind == b"meta":
            _read_keys(window, tag, facts)
        elif tag.kind == b"loci":
            _read_loci(window, tag, facts)
        else:
            _note(tag.kind.decode("latin-1"), _user_text(window, tag), facts)


def _user_text(window: Window, tag: Box) -> str:
    """Give the text of a user data tag: two bytes of length, two of language, the text."""
    length = window.number(tag.start, 2)
    if 0 < length <= tag.length - 4:
        raw = window.read(tag.start + 4, min(length, LONGEST_TEXT))
    else:
        raw = window.read(tag.start, min(tag.length, LONGEST_TEXT))
    return raw.decode("utf-8", "replace")


def _read_keys(window: Window, meta: Box, facts: Facts) -> None:
    """Note what a list of values with named keys states."""
    # In MP4 four bytes of version come first; in QuickTime the boxes begin at once.
    skip = 0 if window.read(meta.start + 4, 4) == b"hdlr" else 4
    names: list[str] = []
    for box in children(window, meta, skip=skip):
        if box.kind == b"keys":
            names = [
                window.read(key.start, min(key.length, LONGEST_TEXT)).decode("utf-8", "replace")
                for _, key in zip(range(MOST_KEYS), children(window, box, skip=8), strict=False)
            ]
        elif box.kind == b"ilst":
            _read_values(window, box, names, facts)


def _read_values(window: Window, values: Box, names: list[str], facts: Facts) -> None:
    for _, value in zip(range(MOST_KEYS), children(window, values), strict=False):
        number = int.from_bytes(value.kind, "big")
        is_key = 1 <= number <= len(names)
        name = names[number - 1] if is_key else value.kind.decode("latin-1")
        # Without keys it is the list of a music shop, whose day is that of the song.
        if not is_key and name in TIMES:
            continue
        data = next(children(window, value), None)
        if data is not None and data.kind == b"data" and window.number(data.start, 4) <= TEXT:
            raw = window.read(data.start + 8, min(max(data.length - 8, 0), LONGEST_TEXT))
            _note(name, raw.decode("utf-8", "replace"), facts)


def _read_loci(window: Window, tag: Box, facts: Facts) -> None:
    """Note a position by 3GPP: language, a name, its role, then degrees times 65,536."""
    content = window.read(tag.start, min(tag.length, LONGEST_TEXT))
    if content[6:8] in {b"\xfe\xff", b"\xff\xfe"}:
        at = 8
        while content[at : at + 2] not in {b"\0\0", b""}:
            at += 2
        at += 2
    else:
        at = content.find(b"\0", 6) + 1
    numbers = content[at + 1 : at + 9] if at else b""
    if len(numbers) < 8:  # noqa: PLR2004  # two numbers of four bytes
        return
    east, north = (
        int.from_bytes(numbers[part : part + 4], "big", signed=True) / (1 << 16) for part in (0, 4)
    )
    _set_place(on_earth(north, east), facts)


def _set_place(place: tuple[float, float] | None, facts: Facts) -> None:
    if place is None:
        facts.mark("position-impossible")
    elif facts.place is None:
        facts.place = place


def _note(name: str, text: str, facts: Facts) -> None:
    """Note one tag that is known; the others say nothing about when, where or with what."""
    known, text = name.casefold(), text.strip("\0 \r\n")
    if not text:
        return
    if known in PLACES:
        _set_place(find_place(text), facts)
    elif known in TIMES:
        moment, mark = as_tagged(text)
        if moment.offset_minutes is not None or facts.by_tag.stated is None:
            facts.by_tag = moment
        if mark:
            facts.mark(mark)
    elif known in MAKERS:
        facts.maker = facts.maker or text
    elif known in MODELS:
        facts.model = facts.model or text
