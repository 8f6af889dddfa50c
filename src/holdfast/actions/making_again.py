"""Making again what the index holds beside the record: copies of pictures, and words in them.

After an index was lost, or a program was installed that was missing when a file came in. The
record is not touched: what it says of a file stays as it was read then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.outside.recordings import look_closer
from holdfast.actions.outside.screenshots import entry_may_hold_words, read_words
from holdfast.knowledge.media_words import is_recording
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import HoldfastError
from holdfast.model.message import Recording
from holdfast.model.moment import UNKNOWN_MOMENT

if TYPE_CHECKING:
    from holdfast.actions.intake import Intake
    from holdfast.model.entry import JsonValue

COPIES = ("screen", "print")


def fill_up(intake: Intake) -> None:
    """Make every copy of a picture, and read the words in every picture, that is missing.

    Args:
        intake: holds the casebook and the reading child.
    """
    for entry in intake.book.record.entries():
        if isinstance(entry, Entry) and entry.kind is Kind.EXHIBIT and entry.fields.get("picture"):
            try:
                _fill_up(intake, entry)
            except HoldfastError:
                # A damaged original is named by `verify`; here it only has no picture.
                continue


def _fill_up(intake: Intake, entry: Entry) -> None:
    index = intake.book.index
    if index.get_picture(entry.id, COPIES[0]) is None:
        _make_copies(intake, entry)
    if entry_may_hold_words(entry.fields) and index.get_machine_text(entry.id) is None:
        read_words(intake.book, entry)


def _make_copies(intake: Intake, entry: Entry) -> None:
    book, shape = intake.book, entry.fields.get("picture")
    original = intake.original_of(entry)
    if isinstance(shape, dict) and is_recording(shape):
        media, _ = look_closer(_as_recording(shape), original)
        copies = (media.for_screen, media.for_print)
    else:
        found = intake.read(original, entry.text("sha256"), answers={}).tally.photo
        copies = (found.for_screen, found.for_print) if found else (b"", b"")
    for use, copy in zip(COPIES, copies, strict=True):
        if copy:
            book.index.put_picture(entry.id, use, copy)


def _as_recording(shape: dict[str, JsonValue]) -> Recording:
    """Give as much of a recording as is needed to make a picture of it."""
    codecs, width = shape.get("codecs"), shape.get("width")
    return Recording(
        format=str(shape.get("format")),
        duration_seconds=1.0,
        codecs=tuple(map(str, codecs)) if isinstance(codecs, list) and codecs else ("unknown",),
        taken=UNKNOWN_MOMENT,
        width=width if isinstance(width, int) else 0,
    )
