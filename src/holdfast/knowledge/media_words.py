"""A recording's, a video's or a picture's facts in words; the same on the screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdfast.model.entry import JsonValue

SECONDS_IN = (("hour", 3600), ("minute", 60))
EXACT_BELOW = 59.95
MORE_PAGES = "more-pages"
_VIDEOS = frozenset({
    "mp4", "mov", "avi", "webm", "mkv", "3gp", "wmv", "mpg", "ts", "flv",
})  # fmt: skip


def is_recording(shape: JsonValue) -> bool:
    """Tell whether an exhibit's `picture` field is that of a recording or video.

    Args:
        shape: the field.
    """
    return isinstance(shape, dict) and "codecs" in shape


def kind_words(shape: Mapping[str, JsonValue]) -> str:
    """Say what a recording is, and how it is coded.

    Args:
        shape: the field `picture` of its exhibit.
    """
    said = words("media")
    facts = {"format": str(shape.get("format")).upper()}
    width, height = shape.get("width"), shape.get("height")
    if width and height:
        kind = said.text("video").format(**facts, width=width, height=height)
    else:
        is_video = shape.get("format") in _VIDEOS
        kind = said.text("video_plain" if is_video else "recording").format(**facts)
    codecs = shape.get("codecs")
    if not isinstance(codecs, list) or not codecs:
        return kind
    return f"{kind}, {said.text('coded').format(codecs=', '.join(map(str, codecs)))}"


def length_words(seconds: JsonValue) -> str:
    """Say how long something is: `2 minutes 5 seconds`; below a minute to a tenth.

    Args:
        seconds: None when it is not known.
    """
    said = words("media")
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return said.text("length_unknown")
    units = said.table("units")
    if seconds < EXACT_BELOW:
        shown = f"{seconds:.1f}".removesuffix(".0")
        return units.text("second" if shown == "1" else "seconds").format(n=shown)
    left, parts = round(seconds), []
    for name, length in SECONDS_IN:
        count, left = divmod(left, length)
        if count:
            parts.append(units.text(name if count == 1 else f"{name}s").format(n=count))
    if left:
        parts.append(units.text("second" if left == 1 else "seconds").format(n=left))
    return " ".join(parts)


def doubt_words(shape: JsonValue) -> tuple[str, ...]:
    """Say what is doubtful about a picture's or recording's facts, a sentence each.

    Args:
        shape: the field `picture` of its exhibit.
    """
    marks = shape.get("marks") if isinstance(shape, dict) else None
    pages = shape.get("pages") if isinstance(shape, dict) else None
    known = words("marks")
    return tuple(
        words("media").text("pages").format(n=f"{pages:,}")
        if mark == MORE_PAGES and isinstance(pages, int)
        else known.table(str(mark)).text("says")
        for mark in (marks if isinstance(marks, list) else [])
        if str(mark) in known.keys()  # noqa: SIM118  # a Table is no dict
    )
